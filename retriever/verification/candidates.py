"""Passages that may hold a quotation, wherever in the collection: by its rarest words.

Looks at terms only; the text of no more than a few dozen passages is fetched. Must not compare.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from index.analysis import analyze_query
from index.model import Passage
from index.snapshot import Snapshot
from retriever.verification.quotation import Quotation

CANDIDATES = 24
"""Passages that are fetched and compared."""

MOST_TERMS = 64
"""Of a long quotation, the rarest terms say where it stands."""


def candidates(snapshot: Snapshot, quotation: Quotation, count: int = CANDIDATES) -> list[Passage]:
    """The passages that hold most of a quotation's words, by rarity; best first.

    Args:
        snapshot: one generation of a collection.
        quotation: what is looked for.
        count: how many at most.

    Returns:
        None where no passage holds any of its words.
    """
    lexical = snapshot.lexical
    counts = Counter(analyze_query(quotation.text, quotation.lang))
    rarest = sorted(
        (lexical.document_frequency(term_id), term_id)
        for term_id in snapshot.term_ids(counts).values()
    )
    terms = [(term_id, 1.0) for frequency, term_id in rarest[:MOST_TERMS] if frequency]
    if not terms:
        return []
    # Coverage first: of two passages that hold all of a quotation, the longer is no worse.
    scores = lexical.coverage(float(len(terms)), terms)
    scores += np.float32(_TIE) * lexical.scores(terms)
    held = np.flatnonzero(scores > 0.0)
    if len(held) > count:
        held = held[np.argpartition(-scores[held], count)[:count]]
    best = held[np.lexsort((held, -scores[held]))]
    return snapshot.passages([int(snapshot.row_ids[position]) for position in best])


def is_searchable(quotation: Quotation) -> bool:
    """Whether a quotation has a word to be looked for: "the" stands everywhere and in no index."""
    return bool(analyze_query(quotation.text, quotation.lang))


_TIE = 1e-3
