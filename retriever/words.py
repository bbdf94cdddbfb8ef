"""The lexical arm: which passages hold the question's words, symbols and known concepts.

A concept of the glossary counts where any of its names stands, in any language, so that `CITES`
finds `濒危物种贸易公约`. Works on rows and terms only; fusing is done in `arms`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.analysis import analyze_query
from index.lexical import K1, QueryTerm, idf
from index.snapshot import Snapshot
from retriever.filters import BoolMask
from retriever.fusion import FloatVector
from retriever.glossary import Concept, ConceptMention, Glossary, Name
from retriever.query import Query
from retriever.ranking import Ranking

WHOLE = 0.999
"""Coverage from which a passage holds a whole name; rounding keeps it from being 1."""


@dataclass(frozen=True, slots=True)
class WordMatches:
    """What the lexical arm says of all n rows.

    Attributes:
        scores: BM25, float32 (n,), 0 where nothing matches or the row is not allowed.
        reach: how much of the question the best row holds, by rarity, in [0, 1].
    """

    scores: FloatVector
    reach: float


def match_words(
    snapshot: Snapshot,
    glossary: Glossary,
    ranking: Ranking,
    query: Query,
    allowed: BoolMask | None,
) -> WordMatches:
    """Score all n rows by words and concepts.

    Args:
        snapshot: one generation of a collection.
        glossary: the concepts that are known.
        ranking: the weight of concepts and of words that no passage holds.
        query: the question.
        allowed: bool (n,), the rows that may be found; None for all.
    """
    lexical = snapshot.lexical
    pool = np.ones(len(snapshot.row_ids), np.bool_) if allowed is None else allowed
    mentions = glossary.find(query.text) if ranking.concept_weight > 0.0 else ()
    scores = lexical.scores(_query_terms(snapshot, _count_terms(query.text, query.lang)))

    # Words that are part of a concept's name are asked for as that concept.
    counts = _count_terms(_outside(query.text, mentions), query.lang)
    terms = _query_terms(snapshot, counts)
    asked = lexical.bound(counts.total(), terms)
    reachable = lexical.reachable(terms, pool)
    matched = lexical.coverage(counts.total(), terms) * asked
    for concept in {mention.concept.key: mention.concept for mention in mentions}.values():
        rows = _rows_naming(snapshot, concept)
        weight = ranking.concept_weight * idf(int(np.count_nonzero(rows)), len(rows))
        asked += weight
        reachable += weight * bool((rows & pool).any())
        matched += np.float32(weight) * rows
        # As one term that stands once in a passage of average length.
        scores += np.float32(weight / (1.0 + K1)) * rows
    possible = reachable + ranking.absent_weight * (asked - reachable)
    best = float((matched * pool).max(initial=0.0))
    return WordMatches(scores * pool, reach=min(1.0, best / possible) if possible > 0.0 else 0.0)


def _count_terms(text: str, lang: str) -> Counter[str]:
    return Counter(analyze_query(text, lang))


def _outside(text: str, mentions: Sequence[ConceptMention]) -> str:
    """The text with the names of concepts left out."""
    pieces: list[str] = []
    end = 0
    for mention in mentions:
        if mention.start >= end:  # concepts that share a name share its span
            pieces.append(text[end : mention.start])
            end = mention.end
    return " ".join([*pieces, text[end:]])


def _query_terms(snapshot: Snapshot, counts: Counter[str]) -> list[QueryTerm]:
    ids = snapshot.term_ids(counts)
    return [(term_id, float(counts[term])) for term, term_id in ids.items()]


def _rows_naming(snapshot: Snapshot, concept: Concept) -> BoolMask:
    """Rows that hold every term of one of a concept's names, bool (n,)."""
    terms_of = [Counter(_terms_of_name(name)) for name in concept.names]
    ids = snapshot.term_ids(set().union(*terms_of))
    rows = np.zeros(len(snapshot.row_ids), np.bool_)
    for counts in terms_of:
        if counts and counts.keys() <= ids.keys():
            terms = [(ids[term], float(count)) for term, count in counts.items()]
            rows |= snapshot.lexical.coverage(counts.total(), terms) >= WHOLE
    return rows


@lru_cache(maxsize=8_192)
def _terms_of_name(name: Name) -> Sequence[str]:
    return tuple(analyze_query(name.text, name.lang))
