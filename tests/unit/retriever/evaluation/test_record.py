"""The record: what holds, what does not, and how removals are held."""

from __future__ import annotations

import pytest

from index.errors import InvalidEvaluation
from retriever.evaluation.figures import Change
from retriever.evaluation.record import Bound, Record, at_least, at_most, bound_of_removal

RECORD = Record(
    encoder="hash",
    every=11,
    bounds={
        "XQuAD en → zh": at_least(0.93456, tolerance=0.005),
        "own language": at_most(0.3, tolerance=0.02),
    },
)


def test_a_record_comes_back_as_it_was_written() -> None:
    text = RECORD.to_json()

    assert Record.from_json(text, name="record.json") == RECORD
    assert '    "XQuAD en → zh": {"at_least": 0.9346, "tolerance": 0.005},' in text.splitlines()


def test_figures_within_their_tolerance_hold() -> None:
    assert RECORD.breaches({"XQuAD en → zh": 0.9297, "own language": 0.3199, "new": 0.0}) == []


def test_each_figure_beyond_its_tolerance_is_named() -> None:
    assert RECORD.breaches({"XQuAD en → zh": 0.9295, "own language": 0.3201}) == [
        "XQuAD en → zh: 0.9295 fell below its record 0.9346 (tolerance 0.005)",
        "own language: 0.3201 rose above its record 0.3000 (tolerance 0.02)",
    ]


def test_a_figure_that_is_no_longer_measured_does_not_hold() -> None:
    assert RECORD.breaches({"own language": 0.2}) == [
        "XQuAD en → zh: has a record but was not measured"
    ]


def test_a_step_that_pays_must_go_on_paying_half() -> None:
    bound = bound_of_removal(Change(0.90, -0.04, 0.001), tolerance=0.003)

    assert bound == Bound("at_most", -0.02, 0.0)
    assert bound.holds(-0.021)
    assert not bound.holds(0.0)  # what its removal does once the step is gone


@pytest.mark.parametrize(
    "change",
    [
        Change(0.9, -0.002, 0.001),  # within noise
        Change(0.9, -0.04, 0.3),  # perhaps chance
        Change(0.9, 0.0, 1.0),
    ],
)
def test_the_removal_of_another_step_must_not_help(change: Change) -> None:
    bound = bound_of_removal(change, tolerance=0.003)

    assert bound == Bound("at_most", 0.0, 0.003)
    assert bound.holds(0.0029)
    assert not bound.holds(0.0031)


def test_harm_that_was_recorded_must_not_grow() -> None:
    bound = bound_of_removal(Change(0.9, 0.03, 0.001), tolerance=0.003)

    assert bound.holds(0.0329)
    assert not bound.holds(0.0331)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"encoder": "hash", "every": 11}',
        '{"encoder": "hash", "every": 11, "bounds": {"x": {"tolerance": 0.1}}}',
        '{"encoder": "hash", "every": 11, "bounds": {"x": {"at_least": 0.1}}}',
        '{"encoder": "hash", "every": 11, "bounds": {"x": {"at_least": "a", "tolerance": 0}}}',
        '{"encoder": "hash", "every": 11, "bounds": {"x": 0.5}}',
    ],
)
def test_what_is_no_record_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidEvaluation, match=r"^record\.json is not a record"):
        Record.from_json(text, name="record.json")
