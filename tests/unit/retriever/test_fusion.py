"""The formulas of fusion, on numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from retriever.arms import best_positions
from retriever.fusion import (
    best_first,
    best_of_groups,
    dense_score,
    fuse,
    mix,
    normalise,
    nth_best,
    part_weights,
)


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


def test_mixing_is_convex() -> None:
    one, other = floats(1.0, -1.0, 0.5), floats(0.0, 1.0, 0.5)
    mixed = mix(one, other, 0.25)
    np.testing.assert_allclose(mixed, [0.75, -0.5, 0.5], rtol=1e-6)
    assert mixed.dtype == np.float32
    np.testing.assert_array_equal(mix(one, other, 0.0), one)
    np.testing.assert_array_equal(mix(one, other, 1.0), other)


def test_the_lexical_weight_may_differ_from_row_to_row() -> None:
    fused = fuse(floats(1.0, 0.5, 0.2), floats(0.0, 1.0, 1.0), floats(0.5, 0.0, 1.0))
    np.testing.assert_allclose(fused, [0.5, 0.5, 1.0], rtol=1e-6)


def test_best_of_groups() -> None:
    best = best_of_groups(floats(3, 1, 5, 2), np.array([2, 0, 2, 0]))
    assert best.tolist() == [2.0, 0.0, 5.0]  # nothing is in group 1
    assert best.dtype == np.float32


def test_best_of_groups_is_never_below_the_floor() -> None:
    values, groups = floats(-3, -1, -5), np.array([0, 0, 1])
    assert best_of_groups(values, groups).tolist() == [0.0, 0.0]
    assert best_of_groups(values, groups, floor=-np.inf).tolist() == [-1.0, -5.0]


def test_nothing_is_in_no_group() -> None:
    assert best_of_groups(floats(), np.zeros(0, np.int32)).tolist() == []


@pytest.mark.parametrize("second_weight", [0.0, 0.5, 1.0])
def test_an_encoder_alone_has_all_the_weight(second_weight: float) -> None:
    assert part_weights((3,), second_weight).tolist() == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("dimensions", "second_weight", "expected"),
    [
        ((2, 1), 0.5, [1.0, 1.0, 1.0]),  # the plain mean
        ((2, 1), 0.0, [2.0, 2.0, 0.0]),
        ((2, 1), 1.0, [0.0, 0.0, 2.0]),
        ((1, 2), 0.25, [1.5, 0.5, 0.5]),
        ((1, 1, 2), 0.5, [1.5, 0.75, 0.75, 0.75]),  # the others share theirs
    ],
)
def test_weights_of_parts(
    dimensions: tuple[int, ...], second_weight: float, expected: list[float]
) -> None:
    weights = part_weights(dimensions, second_weight)
    assert weights.dtype == np.float32
    np.testing.assert_allclose(weights, expected, rtol=1e-6)


def test_weighted_parts_give_the_weighted_mean_of_cosines() -> None:
    """Cosines 0.6 and -0.8, each part divided by the root of 2."""
    question = floats(1, 0, 0, 1) / np.float32(np.sqrt(2))
    passage = floats(0.6, 0.8, 0.6, -0.8) / np.float32(np.sqrt(2))
    for second, expected in ((0.0, 0.6), (0.25, 0.25), (1.0, -0.8)):
        weighted = question * part_weights((2, 2), second)
        assert float(weighted @ passage) == pytest.approx(expected, abs=1e-6)
