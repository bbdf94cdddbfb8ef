"""The randomisation test against values worked out by hand and against all sign patterns."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retriever.evaluation.significance import PERMUTATIONS, randomisation_p_value


def enumerated(differences: list[float]) -> float:
    """The exact p-value: the share of all 2^n sign patterns whose sum is as far from zero."""
    observed = abs(sum(differences))
    sums = [
        abs(sum(sign * one for sign, one in zip(signs, differences, strict=True)))
        for signs in itertools.product((1, -1), repeat=len(differences))
    ]
    return sum(one >= observed - 1e-9 for one in sums) / len(sums)


def test_all_signs_alike_by_hand() -> None:
    # Of 2^5 patterns only + + + + + and - - - - - reach the sum of five equal differences.
    assert enumerated([0.1] * 5) == 2 / 32
    assert randomisation_p_value([0.1] * 5) == pytest.approx(2 / 32, abs=0.01)
    assert randomisation_p_value([-0.1] * 5) == pytest.approx(2 / 32, abs=0.01)


def test_a_sum_of_zero_is_reached_by_every_pattern() -> None:
    assert randomisation_p_value([0.3, -0.3]) == 1.0
    assert randomisation_p_value([0.1, 0.2, -0.3]) == 1.0  # and not lost to rounding


@pytest.mark.parametrize("differences", [[], [0.0, 0.0, 0.0]])
def test_no_difference_is_no_evidence(differences: list[float]) -> None:
    assert randomisation_p_value(differences) == 1.0


def test_questions_without_a_difference_change_nothing() -> None:
    differences = [0.5, -0.1, 0.2, 0.4]

    assert randomisation_p_value([*differences, *[0.0] * 50]) == randomisation_p_value(differences)


def test_p_is_never_zero() -> None:
    assert randomisation_p_value([1.0] * 60) == 1 / (PERMUTATIONS + 1)
    assert randomisation_p_value([1.0] * 60, permutations=9) == 1 / 10


def test_the_same_seed_gives_the_same_p() -> None:
    differences = [0.2, -0.1, 0.4, 0.3, -0.2, 0.1]

    assert randomisation_p_value(differences) == randomisation_p_value(differences)
    others = {randomisation_p_value(differences, seed=seed) for seed in range(5)}
    assert len(others) > 1


@settings(max_examples=40)
@given(st.lists(st.integers(-20, 20).map(lambda one: one / 20), min_size=1, max_size=9))
def test_close_to_the_enumeration_of_all_patterns(differences: list[float]) -> None:
    # Standard error at most sqrt(0.25 / 10,000) = 0.005: 0.03 is six of them.
    assert randomisation_p_value(differences) == pytest.approx(enumerated(differences), abs=0.03)
