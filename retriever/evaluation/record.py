"""The record that figures are held to: what each must reach, and which of them do not.

Must not measure, nor touch the disk.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self, get_args

from index.errors import InvalidEvaluation
from retriever.evaluation.figures import Change
from retriever.evaluation.significance import SIGNIFICANT

Side = Literal["at_least", "at_most"]

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure is held to.

    Attributes:
        side: whether `limit` is the lowest or the highest that is accepted.
        limit: the figure that was recorded, or what was made of it.
        tolerance: how far beyond the limit is noise, 0 or more: numbers differ from machine to
            machine.
    """

    side: Side
    limit: float
    tolerance: float

    def holds(self, value: float) -> bool:
        """Whether a figure is accepted."""
        if self.side == "at_least":
            return value >= self.limit - self.tolerance
        return value <= self.limit + self.tolerance


@dataclass(frozen=True, slots=True)
class Record:
    """What was measured when it was last written.

    Attributes:
        encoder: name of the encoder; figures of another are not comparable.
        every: the sample that changes were measured on: each `every`-th question.
        bounds: by name of the figure.
    """

    encoder: str
    every: int
    bounds: Mapping[str, Bound]

    @classmethod
    def from_json(cls, text: str, *, name: str) -> Self:
        """Read what `to_json` wrote, or a person.

        Raises:
            InvalidEvaluation: the text is no record; the message has the name of its file.
        """
        try:
            fields = json.loads(text)
            bounds = {figure: _bound(entry) for figure, entry in fields["bounds"].items()}
            return cls(str(fields["encoder"]), int(fields["every"]), bounds)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise InvalidEvaluation(
                f"{name} is not a record of figures: {error!r}", hint="measure and write it anew"
            ) from error

    def to_json(self) -> str:
        """As a file: one figure a line, so that a change of one shows as such."""
        lines = [
            f"    {json.dumps(name, ensure_ascii=False)}: "
            f"{json.dumps({bound.side: bound.limit, 'tolerance': bound.tolerance})}"
            for name, bound in self.bounds.items()
        ]
        return (
            f'{{\n  "encoder": {json.dumps(self.encoder)},\n  "every": {self.every},\n'
            '  "bounds": {\n' + ",\n".join(lines) + "\n  }\n}\n"
        )

    def breaches(self, figures: Mapping[str, float]) -> list[str]:
        """What does not hold, a sentence each; a figure that was not measured does not hold."""
        return [
            _breach(name, bound, figures.get(name))
            for name, bound in self.bounds.items()
            if name not in figures or not bound.holds(figures[name])
        ]


def at_least(value: float, *, tolerance: float) -> Bound:
    """Hold a figure to what was measured, from below."""
    return Bound("at_least", round(value, _DIGITS), tolerance)


def at_most(value: float, *, tolerance: float) -> Bound:
    """Hold a figure to what was measured, from above."""
    return Bound("at_most", round(value, _DIGITS), tolerance)


def pays(change: Change, *, tolerance: float) -> bool:
    """Whether a figure falls without a step, by more than noise and more than chance."""
    return change.difference < -tolerance and change.p_value < SIGNIFICANT


def bound_of_removal(change: Change, *, tolerance: float) -> Bound:
    """Hold the removal of a step to what it did to a figure.

    A step that pays must go on paying at least half: were it lost, its removal would change
    nothing, and this bound would say so. The removal of any other step must not help beyond
    noise, or beyond what it helped when the record was written.

    Args:
        change: from the figure with the step to the figure without it.
        tolerance: what counts as noise.
    """
    if pays(change, tolerance=tolerance):
        return at_most(change.difference / 2, tolerance=0.0)
    return at_most(max(change.difference, 0.0), tolerance=tolerance)


def _bound(entry: Mapping[str, float]) -> Bound:
    (side,) = (side for side in get_args(Side) if side in entry)
    return Bound(side, float(entry[side]), float(entry["tolerance"]))


def _breach(name: str, bound: Bound, value: float | None) -> str:
    if value is None:
        return f"{name}: has a record but was not measured"
    fault = "fell below" if bound.side == "at_least" else "rose above"
    return (
        f"{name}: {value:.4f} {fault} its record {bound.limit:.4f} (tolerance {bound.tolerance:g})"
    )
