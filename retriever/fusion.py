"""How the arms' scores become one: a convex combination of normalised scores.

Source: Bruch, Gai, Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval"
(arXiv 2210.11934), section 4: a convex combination beats reciprocal ranks and needs few
examples. Pure functions of arrays; knows nothing of passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
    return mix(passage_scores, sentence_scores, sentence_weight)


def mix(
    one: FloatVector, other: FloatVector, share: FloatVector | np.float32 | float
) -> FloatVector:
    """A convex combination, float32, of two arrays of one shape; `share` is that of the other."""
    return np.asarray((1.0 - share) * one + share * other, dtype=np.float32)


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


def fuse(
    dense: FloatVector, lexical: FloatVector, lexical_weight: FloatVector | np.float32
) -> FloatVector:
    """Convex combination of two normalised scores.

    Args:
        dense: in [0, 1], shape (k,).
        lexical: in [0, 1], shape (k,).
        lexical_weight: share of the lexical arm, 0 to 1; one for all or one each, shape (k,).

    Returns:
        float32 array (k,), in [0, 1].
    """
    return mix(dense, lexical, lexical_weight)


def best_of_groups(
    values: FloatVector, groups: NDArray[np.integer[Any]], *, floor: float = 0.0
) -> FloatVector:
    """The highest value in each group.

    Args:
        values: float32 (k,).
        groups: which group each is in, integers from 0, shape (k,).
        floor: what a group without a higher value gets.

    Returns:
        float32 (highest group + 1,).
    """
    best = np.full(int(groups.max(initial=-1)) + 1, floor, np.float32)
    np.maximum.at(best, groups, values)
    return best


def part_weights(dimensions: Sequence[int], second_weight: float) -> FloatVector:
    """Factors that make an inner product the weighted mean of the encoders' cosines.

    Vectors of several encoders lie one after the other, each divided by the root of their number
    (`index.encoders.ensemble`), so that the plain inner product is the plain mean of cosines.

    Args:
        dimensions: of each encoder's vector, m of them, adding up to d.
        second_weight: share of the encoders after the first, 0 to 1; it has all if alone.

    Returns:
        float32 (d,), for the vector of the question.
    """
    others = len(dimensions) - 1
    shares = [1.0 - second_weight, *[second_weight / others] * others] if others else [1.0]
    factors = np.array(shares, np.float32) * np.float32(len(dimensions))
    return np.repeat(factors, dimensions)


def best_first(scores: FloatVector, row_ids: NDArray[np.int64]) -> NDArray[np.intp]:
    """Places of all scores, best first, ties by the lower row id."""
    return np.lexsort((row_ids, -scores))
