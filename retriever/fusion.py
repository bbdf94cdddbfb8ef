"""How the arms' scores become one: a convex combination of normalised scores.

Source: Bruch, Gai, Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval"
(arXiv 2210.11934), section 4: a convex combination beats reciprocal ranks and needs few
examples. Pure functions of arrays; knows nothing of passages.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatVector = NDArray[np.float32]


def dense_score(
    passage_scores: FloatVector, sentence_scores: FloatVector, sentence_weight: float
) -> FloatVector:
    """Similarity of passages, their best sentence counted in.

    Args:
        passage_scores: cosine of query and passage, shape (k,).
        sentence_scores: cosine of query and the passage's best sentence, shape (k,).
        sentence_weight: share of the sentence, 0 to 1.

    Returns:
        float32 array (k,).
    """
    mixed = (1.0 - sentence_weight) * passage_scores + sentence_weight * sentence_scores
    return np.asarray(mixed, dtype=np.float32)


def normalise(scores: FloatVector, floor: float) -> FloatVector:
    """Scores stretched so that the floor becomes 0 and the best 1; what lies below is 0.

    Cosines of one encoder live in a narrow band that differs between languages: what counts is
    where a candidate stands in the band of its query. No best above the floor gives all 0.

    Args:
        scores: float32 (k,).
        floor: the score that counts for nothing.

    Returns:
        float32 (k,), in [0, 1].
    """
    best = float(scores.max(initial=floor))
    if best <= floor:
        return np.zeros_like(scores)
    return np.asarray(np.clip((scores - floor) / (best - floor), 0.0, 1.0), dtype=np.float32)


def nth_best(scores: FloatVector, n: int) -> float:
    """The n-th best of some scores, or the lowest where there are fewer; 0 where there are none."""
    if scores.size == 0:
        return 0.0
    return float(np.partition(scores, -min(n, scores.size))[-min(n, scores.size)])


def fuse(dense: FloatVector, lexical: FloatVector, lexical_weight: float) -> FloatVector:
    """Convex combination of two normalised scores.

    Args:
        dense: in [0, 1], shape (k,).
        lexical: in [0, 1], shape (k,).
        lexical_weight: share of the lexical arm, 0 to 1.

    Returns:
        float32 array (k,), in [0, 1].
    """
    return np.asarray((1.0 - lexical_weight) * dense + lexical_weight * lexical, dtype=np.float32)


def best_first(scores: FloatVector, row_ids: NDArray[np.int64]) -> NDArray[np.intp]:
    """Places of all scores, best first, ties by the lower row id."""
    return np.lexsort((row_ids, -scores))
