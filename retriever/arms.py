"""The arms and their fusion: which rows answer a query, how well, and what each arm said.

Works on rows and numbers only; passages are fetched elsewhere, for the final hits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseHits
from index.snapshot import Snapshot
from retriever.filters import BoolMask
from retriever.fusion import FloatVector, best_first, dense_score, fuse, normalise, nth_best
from retriever.glossary import Glossary
from retriever.query import Query
from retriever.ranking import Ranking
from retriever.words import match_words


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the arms found for one query, best first; every array has one entry per row.

    Attributes:
        dense: row ids, exact similarities of passage and best sentence, and which sentence.
        lexical: BM25, float32, 0 where no word matches.
        scores: fused scores, float32.
    """

    dense: DenseHits
    lexical: FloatVector
    scores: FloatVector

    def __len__(self) -> int:
        return len(self.scores)

    def take(self, places: NDArray[np.intp]) -> Candidates:
        """The candidates at these places, in this order."""
        return Candidates(self.dense.take(places), self.lexical[places], self.scores[places])


def find_candidates(
    snapshot: Snapshot,
    glossary: Glossary,
    ranking: Ranking,
    query: Query,
    vector: FloatVector,
    *,
    top_k: int,
    allowed: BoolMask | None,
) -> Candidates:
    """Run both arms and fuse them.

    Args:
        snapshot: one generation of a collection, n rows.
        glossary: the concepts that the lexical arm knows.
        ranking: weights and depth.
        query: the question.
        vector: its vector, float32 (d,), unit length.
        top_k: how many rows the caller needs.
        allowed: bool (n,), the rows that may be found; None for all.

    Returns:
        At least `min(top_k, rows allowed)` candidates, ties by row id.
    """
    depth = max(top_k, ranking.candidate_k)
    dense = snapshot.dense.search(vector, candidate_k=depth, allowed=allowed)
    if ranking.lexical_weight == 0.0:
        similarity = _similarity(dense, ranking)
        found = Candidates(dense, np.zeros_like(similarity), similarity)
    else:
        matches = match_words(snapshot, glossary, ranking, query, allowed)
        dense = snapshot.dense.extend(dense, vector, best_positions(matches.scores, depth))
        similarity = _similarity(dense, ranking)
        lexical = matches.scores[snapshot.positions(dense.row_ids)]
        scores = fuse(
            normalise(similarity, floor=nth_best(similarity, ranking.candidate_k)),
            normalise(lexical, floor=0.0),
            ranking.lexical_weight * matches.reach,
        )
        found = Candidates(dense, lexical, scores)
    return found.take(best_first(found.scores, dense.row_ids))


def _similarity(dense: DenseHits, ranking: Ranking) -> FloatVector:
    return dense_score(dense.passage_scores, dense.sentence_scores, ranking.sentence_weight)


def best_positions(scores: FloatVector, depth: int) -> NDArray[np.int64]:
    """Positions of the `depth` best rows with a score above zero, ascending by position."""
    matched = np.flatnonzero(scores > 0.0)
    if len(matched) > depth:
        # A stable sort, so that ties fall to the lower position in every process.
        best = np.argsort(-scores[matched], kind="stable")[:depth]
        matched = np.sort(matched[best])
    return matched.astype(np.int64)
