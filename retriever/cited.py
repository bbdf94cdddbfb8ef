"""Questions that are citations: the passages they name, put before all that was ranked.

Must not rank: what the arms say of these passages is asked of the arms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseHits
from index.errors import CitationNotFound
from index.snapshot import Snapshot
from retriever.arms import Candidates
from retriever.citations import resolve_query
from retriever.filters import BoolMask
from retriever.fusion import FloatVector

RowIds = NDArray[np.int64]

_LEAST_SCORE = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class CitedRows:
    """What a question names as a citation.

    Attributes:
        citation: as understood; "" where the question is none.
        row_ids: int64 (k,), the passages that may be found, in the order of the citation.
        warnings: why some or all that is cited is not among them.
    """

    citation: str
    row_ids: RowIds
    warnings: tuple[str, ...] = ()


def cited_rows(snapshot: Snapshot, text: str, allowed: BoolMask | None) -> CitedRows:
    """The passages that a question names, where it is a citation and nothing else.

    Args:
        snapshot: n passages.
        text: the question.
        allowed: bool (n,), the rows that may be found; None for all.
    """
    nothing = np.zeros(0, np.int64)
    try:
        named = resolve_query(snapshot, text)
    except CitationNotFound as error:
        return CitedRows("", nothing, (f"{error.message} ({error.hint})",))
    if named is None:
        return CitedRows("", nothing)
    rows = np.array(named.row_ids, np.int64)
    if allowed is None:
        return CitedRows(named.citation, rows)
    kept = rows[allowed[snapshot.positions(rows)]]
    warnings = () if len(kept) else (f"the filter leaves out what {named.citation} names",)
    return CitedRows(named.citation, kept, warnings)


def cited_first(found: Candidates, named: Candidates, row_ids: RowIds) -> Candidates:
    """The candidates with those that are cited before all others, in the order of the citation.

    Args:
        found: what was ranked, best first.
        named: what the arms say of the cited rows, in any order.
        row_ids: int64 (k,), the cited rows.
    """
    place_of = {int(row): place for place, row in enumerate(named.dense.row_ids)}
    first = named.take(np.array([place_of[int(row)] for row in row_ids], np.intp))
    rest = found.take(np.flatnonzero(~np.isin(found.dense.row_ids, row_ids)))
    best = max(_LEAST_SCORE, float(rest.scores.max(initial=0.0)))
    joined = _joined(replace(first, scores=np.full(len(first), best, np.float32)), rest)
    return replace(joined, cited=np.arange(len(joined)) < len(first))


def _joined(first: Candidates, rest: Candidates) -> Candidates:
    return Candidates(
        DenseHits(
            np.concatenate([first.dense.row_ids, rest.dense.row_ids]),
            np.concatenate([first.dense.passage_scores, rest.dense.passage_scores]),
            np.concatenate([first.dense.sentence_scores, rest.dense.sentence_scores]),
            np.concatenate([first.dense.sentence_index, rest.dense.sentence_index]),
        ),
        tokens=np.concatenate([first.tokens, rest.tokens]),
        lexical=np.concatenate([first.lexical, rest.lexical]),
        feedback=np.concatenate([first.feedback, rest.feedback]),
        scores=np.concatenate([first.scores, rest.scores]),
        reranked=None
        if rest.reranked is None
        else np.concatenate([_unasked(len(first)), rest.reranked]),
    )


def _unasked(count: int) -> FloatVector:
    """What a reranker said of candidates that it was not asked about."""
    return np.full(count, np.nan, np.float32)
