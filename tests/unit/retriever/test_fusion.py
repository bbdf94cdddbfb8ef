"""The formulas of fusion, on numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from retriever.arms import best_positions
from retriever.fusion import best_first, dense_score, fuse, normalise, nth_best


def floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_the_best_sentence_counts_by_its_share() -> None:
    mixed = dense_score(floats(0.8, 0.6), floats(0.4, 1.0), sentence_weight=0.25)
    np.testing.assert_allclose(mixed, [0.7, 0.7], rtol=1e-6)


def test_scores_are_stretched_between_the_floor_and_the_best() -> None:
    np.testing.assert_allclose(
        normalise(floats(0.9, 0.8, 0.7, 0.6), floor=0.7), [1.0, 0.5, 0.0, 0.0], atol=1e-6
    )


@pytest.mark.parametrize("scores", [(), (0.5, 0.5), (0.1, 0.2)])
def test_nothing_above_the_floor_counts_for_nothing(scores: tuple[float, ...]) -> None:
    assert normalise(floats(*scores), floor=0.5).tolist() == [0.0] * len(scores)


@pytest.mark.parametrize(("n", "expected"), [(1, 4.0), (2, 3.0), (4, 1.0), (9, 1.0)])
def test_nth_best(n: int, expected: float) -> None:
    assert nth_best(floats(3, 1, 4, 2), n) == expected


def test_nth_best_of_nothing_is_zero() -> None:
    assert nth_best(floats(), 3) == 0.0


def test_fusion_is_convex() -> None:
    dense, lexical = floats(1.0, 0.2), floats(0.0, 1.0)
    np.testing.assert_allclose(fuse(dense, lexical, 0.25), [0.75, 0.4], rtol=1e-6)
    np.testing.assert_array_equal(fuse(dense, lexical, 0.0), dense)
    np.testing.assert_array_equal(fuse(dense, lexical, 1.0), lexical)
    np.testing.assert_allclose(fuse(dense, lexical, 0.25), fuse(lexical, dense, 0.75), rtol=1e-6)


def test_ties_fall_to_the_lower_row() -> None:
    order = best_first(floats(0.5, 0.9, 0.5), np.array([30, 20, 10]))
    assert order.tolist() == [1, 2, 0]


def test_only_rows_that_match_are_candidates_and_ties_fall_to_the_lower_position() -> None:
    scores = floats(0.0, 2.0, 1.0, 0.0, 1.0, 1.0)
    assert best_positions(scores, 10).tolist() == [1, 2, 4, 5]
    assert best_positions(scores, 2).tolist() == [1, 2]
    assert best_positions(scores, 3).tolist() == [1, 2, 4]
