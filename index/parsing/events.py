"""What numbering is decided on, and what it decides: candidates and openings in, decisions out.

Must not hold behaviour.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from index.parsing.labels import LabelMatch, Style


class Break(Enum):
    """How the line above ends."""

    FINISHED = auto()
    DOUBTFUL = auto()  # with a comma, or well before the right margin
    MID_SENTENCE = auto()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that starts like a numbered one.

    Attributes:
        index: of the line.
        label: what it starts with.
        above: how the text above ends.
        announced: whether the text above ends in a colon.
        titled: whether the rest looks like a title.
        lower_case: whether a main paragraph would begin with a small letter where the language
            begins with a capital.
        after_heading: whether a heading stands between this and the candidate before.
        after_major_heading: whether one of the highest rank does.
    """

    index: int
    label: LabelMatch
    above: Break
    announced: bool = False
    titled: bool = False
    lower_case: bool = False
    after_heading: bool = False
    after_major_heading: bool = False


class Opening(Enum):
    """What begins a numbering of its own, whatever was counted before."""

    DRAFT = auto()
    ANNEX = auto()
    DECISION = auto()
    ARTICLE = auto()


@dataclass(frozen=True, slots=True)
class ScopeOpening:
    """A line that opens a scope.

    Attributes:
        index: of the line.
        opening: what it is.
    """

    index: int
    opening: Opening


class Action(Enum):
    """What a candidate turned out to be."""

    TEXT = auto()
    TITLE = auto()
    PARAGRAPH = auto()  # the next of the scope in force
    RESUME = auto()  # the next of the scope around it, which ends the inner one
    NEST = auto()  # the first of a list numbered like paragraphs, inside one
    PART = auto()  # the first after numbering began again
    ITEM = auto()  # an item of a list inside a paragraph


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate as decided.

    Attributes:
        candidate: the line.
        action: what it is.
        style: style of its label.
        number: its number in its scope or list, by position.
        depth: for an item, its level inside the paragraph, from 0.
        misprinted: whether the printed number is another than `number`.
        gap: how many numbers are missing before it.
        repeated: whether its number was there before.
    """

    candidate: Candidate
    action: Action
    style: Style
    number: tuple[int, ...] = ()
    depth: int = 0
    misprinted: bool = False
    gap: int = 0
    repeated: bool = False
