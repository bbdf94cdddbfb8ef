"""What a paragraph is made of once it is read: text, marks of notes, links; and how it is printed.

Must not read XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = re.compile("[⁰¹²³⁴-⁹]")
_SIGN = re.compile(r"\*{1,4}|†|‡")
_LONGEST_RAISED = 3
_LONGEST_URL = 2000
_UNSAFE_IN_URL = re.compile('["\ufffd\\s]')


@dataclass(frozen=True, slots=True)
class NoteKey:
    """Which note: its kind ("footnote", "endnote") and its id in that part of the file."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a note, where it stands in the text."""

    note: NoteKey


@dataclass(frozen=True, slots=True)
class Between:
    """Raised text that separates two marks: a comma, a space."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address outside, where the text that leads to it begins."""

    url: str


Piece = str | Mark | Between | Link
"""A part of a paragraph. In a text, `\\n` is a break of the line and `\\t` a tab."""


class Marking(StrEnum):
    """How marks are written so that they are found again."""

    RAISED = "¹"
    NAMED = "[^1]"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as read.

    Attributes:
        label: its automatic number with the gap behind it; "" for none.
        pieces: its text.
        outline: level as a heading from 0; None for what is no heading.
        is_title: whether it has the style of a document's title.
        is_contents: whether it is an entry of a table of contents.
    """

    label: str
    pieces: tuple[Piece, ...]
    outline: int | None = None
    is_title: bool = False
    is_contents: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing beside its label."""
        return not any(
            isinstance(piece, Mark) or (isinstance(piece, str) and piece.strip())
            for piece in self.pieces
        )


def text_of(paragraph: Paragraph) -> str:
    """Label and text without marks."""
    return paragraph.label + "".join(p for p in paragraph.pieces if isinstance(p, str))


def is_sign(number: str) -> bool:
    """Whether a note goes by an asterisk or dagger."""
    return _SIGN.fullmatch(number) is not None


def chosen_marking(paragraphs: Iterable[Paragraph], numbers: Mapping[NoteKey, str]) -> Marking:
    """Superscript digits, unless something else in the text could be taken for them.

    "km²" beside a note 2, or the notes 1 and 2 at one place, can only be told apart by `[^2]`.
    """
    counted = [number for number in numbers.values() if not is_sign(number)]
    if not all(n.isascii() and n.isdecimal() and len(n) <= _LONGEST_RAISED for n in counted):
        return Marking.NAMED
    for paragraph in paragraphs:
        before: Piece = ""
        for piece in paragraph.pieces:
            if isinstance(piece, str) and _RAISED.search(piece):
                return Marking.NAMED
            if isinstance(piece, Mark | Between) and isinstance(before, Mark):
                return Marking.NAMED
            before = before if isinstance(piece, Link) else piece
    return Marking.RAISED


def raised(text: str) -> str:
    """Digits as superscripts."""
    return text.translate(_SUPERSCRIPTS)


def printed(pieces: Sequence[Piece], numbers: Mapping[NoteKey, str]) -> str:
    """The text as a reader sees it."""
    shown: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            shown.append(piece)
        elif isinstance(piece, Between):
            shown.append(piece.text)
        elif isinstance(piece, Mark) and piece.note in numbers:
            shown.append(raised(numbers[piece.note]))
    return "".join(shown)


def marked(
    pieces: Sequence[Piece],
    numbers: Mapping[NoteKey, str],
    marking: Marking,
    *,
    links: bool = False,
) -> str:
    """The text with marks as the parser finds them.

    Args:
        pieces: of a paragraph or note.
        numbers: number or sign of each note.
        marking: how marks are written.
        links: whether addresses are kept, as the codes of link fields.
    """
    shown: list[str] = []
    for place, piece in enumerate(pieces):
        if isinstance(piece, str):
            shown.append(piece)
        elif isinstance(piece, Between):
            if not _stands_between(pieces, place):
                shown.append(piece.text)
        elif isinstance(piece, Link):
            if links and len(piece.url) <= _LONGEST_URL and not _UNSAFE_IN_URL.search(piece.url):
                shown.append(f'\ufffd HYPERLINK "{piece.url}" \ufffd')
        elif piece.note in numbers:
            number = numbers[piece.note]
            if is_sign(number):
                _close_up(shown)
            shown.append(_mark(number, marking))
    return "".join(shown)


def _mark(number: str, marking: Marking) -> str:
    if is_sign(number):
        return number
    return raised(number) if marking is Marking.RAISED else f"[^{number}]"


def _close_up(shown: list[str]) -> None:
    """A sign stands at the end of a word, whatever blanks come before it."""
    if shown:
        shown[-1] = shown[-1].rstrip(" \t\u00a0")


def _stands_between(pieces: Sequence[Piece], place: int) -> bool:
    around = pieces[max(0, place - 1) : place + 2]
    return len(around) == 3 and isinstance(around[0], Mark) and isinstance(around[2], Mark)
