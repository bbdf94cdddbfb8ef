"""What of a text survives translation, and how much that weighs: values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from retriever.alignment.evidence import Evidence
from retriever.alignment.traces import Trace, VersionUnit, trace_units


def tokens(text: str) -> frozenset[str]:
    (trace,) = trace_units((VersionUnit("1", text),))
    return trace.tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 17 sites in 2029", {"n:17", "n:2029"}),
        ("240,000 dollars", {"n:240000"}),
        ("240 000 dollars", {"n:240000"}),
        ("240\N{NARROW NO-BREAK SPACE}000 долларов", {"n:240000"}),
        ("240.000 dólares", {"n:240000"}),
        ("2.5 or 2,5", {"n:25"}),
        ("عام ٢٠٢٩", {"n:2029"}),
        ("２０２９年", {"n:2029"}),
        ("第十七条", {"n:17"}),
        ("一切", set()),
        ("第UNEP/CBD/COP/11/17号文件", {"s:cbd/cop/11/17"}),
        ("CBD/COP/11/17 of 2012", {"s:cbd/cop/11/17", "n:2012"}),
        ("no number", set()),
    ],
)
def test_numbers_and_symbols_in_any_script(text: str, expected: set[str]) -> None:
    assert tokens(text) == expected


def test_length_and_shape() -> None:
    traces = trace_units(
        (
            VersionUnit("1", "a b\n c:", ("I",)),
            VersionUnit("1(a)", "ab；", ("I",)),
            VersionUnit("2", "«ab.»", ("II",)),
            VersionUnit("2", "", ("II",)),
        )
    )
    assert [trace.label for trace in traces] == ["1", "1(a)", "2", "2~2"]
    assert [trace.length for trace in traces] == [4, 3, 5, 1]
    assert [trace.beginning for trace in traces] == [(0, True), (1, False), (0, True), (0, False)]
    assert [trace.ending for trace in traces] == ["colon", "semicolon", "stop", "none"]


def trace(length: int, *numbers: str) -> Trace:
    return Trace("1", length, frozenset(numbers), (0, False), "stop")


def test_a_shared_number_by_hand() -> None:
    """A number of four digits in one of three paragraphs on each side.

    Shared: ln(0.92 / (3/8)); where one has it alone, ln(0.08 / (5/8)). All lengths and shapes are
    the same, so that these tell nothing of which is which.
    """
    side = [trace(100, "n:2029"), trace(100), trace(100)]
    evidence = Evidence(side, side, ("en", "en"))
    first, second, _ = evidence.pairs(0)
    assert first - second == pytest.approx(math.log(0.92 / (3 / 8)))
    shifted = evidence.pairs(1)
    assert shifted[0] - second == pytest.approx(math.log(0.08 / (5 / 8)))


def test_numbers_that_only_one_version_writes_in_digits_weigh_little() -> None:
    digits, words = [trace(100, "n:2029"), trace(100)], [trace(100), trace(100)]
    (lacking, plain) = Evidence(digits, words, ("en", "zh")).pairs(0)
    assert plain - lacking < 0.7


def test_lengths_are_compared_by_what_is_usual_between_the_languages() -> None:
    left = [trace(100), trace(200), trace(400)]
    right = [trace(31), trace(62), trace(124)]
    evidence = Evidence(left, right, ("en", "zh"))
    assert np.all(evidence.pairs(0) > 0.5)
    assert np.all(evidence.pairs(1) < 0.0)


def test_one_may_be_two() -> None:
    left = [trace(300), trace(90)]
    right = [trace(160), trace(140), trace(90)]
    evidence = Evidence(left, right, ("en", "en"))
    assert evidence.splits(0)[0] > evidence.pairs(0)[0]


def test_places_of_each_shift() -> None:
    evidence = Evidence([trace(9)] * 3, [trace(9)] * 2, ("en", "en"))
    assert [list(side) for side in evidence.places(0, 1, 1)] == [[0, 1], [0, 1]]
    assert [list(side) for side in evidence.places(-1, 1, 1)] == [[1, 2], [0, 1]]
    assert [list(side) for side in evidence.places(0, 1, 2)] == [[0], [0]]
    assert [list(side) for side in evidence.places(7, 1, 1)] == [[], []]
    assert len(evidence.pairs(7)) == len(evidence.splits(7)) == len(evidence.swaps(7)) == 0
