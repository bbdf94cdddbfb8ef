"""Footnote marks printed inside a text: finds them, takes them out, says where they stood.

Must not infer marks that were lost: that is `anchoring`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from index.model import FootnoteRef

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class MarkStyle(StrEnum):
    """How a mark is printed."""

    DEFINITION = "[^1]"
    SUPERSCRIPT = "¹"
    BRACKETED = "[1]"
    SLASHED = "1/"
    LOST = "\ufffd"
    BARE = "1"


_PATTERNS = {
    MarkStyle.DEFINITION: re.compile(r"\s?\[\^(?P<number>\w{1,16})\](?!:)"),
    MarkStyle.SUPERSCRIPT: re.compile(r"(?P<number>[⁰¹²³⁴-⁹]{1,3})"),
    MarkStyle.BRACKETED: re.compile(r"\s?\[(?P<number>\d{1,3})\]"),
    MarkStyle.SLASHED: re.compile(
        r"(?<=[^\W\d_]|[.,;:)”\"])\s?(?P<number>\d{1,3})/(?=[\s.,;:)]|$)"
    ),
    MarkStyle.LOST: re.compile(r"(?P<number>\ufffd)"),
    MarkStyle.BARE: re.compile(
        r"(?:(?<=[.,;:)”’»\"])|(?<=[^\W\d_A-ZА-Я]{3}))(?P<number>\d{1,3})(?=[\s.,;:)”’»。，；：]|$)"
    ),
}


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text without its footnote marks.

    Attributes:
        text: what is left.
        refs: where the marks stood, as offsets into `text`.
    """

    text: str
    refs: tuple[FootnoteRef, ...]


def marks_in(text: str, style: MarkStyle) -> tuple[str, ...]:
    """Numbers of the marks of one style in a text, in order."""
    return tuple(
        found["number"].translate(_SUPERSCRIPTS) for found in _PATTERNS[style].finditer(text)
    )


def take_out(text: str, style: MarkStyle, numbers: Collection[str]) -> MarkedText:
    """Takes the marks with the given numbers out of a text; all else stays.

    A lost mark has no number: the caller renames those by order of appearance.
    """
    parts: list[str] = []
    refs: list[FootnoteRef] = []
    start = length = 0
    for found in _PATTERNS[style].finditer(text):
        number = found["number"].translate(_SUPERSCRIPTS)
        if number not in numbers:
            continue
        parts.append(text[start : found.start()])
        length += found.start() - start
        refs.append(FootnoteRef(number, length))
        start = found.end()
    return MarkedText("".join((*parts, text[start:])), tuple(refs))


def chosen_style(texts: Iterable[str], numbers: Collection[str]) -> MarkStyle | None:
    """The style in which a document's marks are printed, if they are.

    A style is taken only where it cannot be mistaken: `[^1]` and superscripts where any number is
    that of a note, `[1]` and `1/` where all notes have exactly one mark, bare digits and U+FFFD
    where the marks are exactly the notes, in order.

    Args:
        texts: the texts that marks can stand in, in order.
        numbers: numbers of the notes, in order.
    """
    texts = tuple(texts)
    wanted = list(numbers)
    if not wanted:
        return None
    for style in MarkStyle:
        present = [mark for text in texts for mark in marks_in(text, style)]
        known = [mark for mark in present if mark in wanted]
        if style in (MarkStyle.DEFINITION, MarkStyle.SUPERSCRIPT) and known:
            return style
        if style in (MarkStyle.BRACKETED, MarkStyle.SLASHED) and sorted(known) == sorted(wanted):
            return style
        if style is MarkStyle.LOST and len(present) == len(wanted):
            return style
        if style is MarkStyle.BARE and known == wanted:
            return style
    return None
