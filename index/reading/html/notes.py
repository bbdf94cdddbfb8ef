"""Which links of a page are marks of notes, and which of its lines are those notes.

A mark is a short link, raised or said to be one, to a place further down; the note is the block
that begins there. Must not know of tags.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from index.reading.html.lists import Marker
from index.reading.html.pieces import Anchor, Inline, Page, PageLine

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SHAPE = re.compile(r"(?P<open>[\[(]?)\s*(?P<number>\d{1,4}|[a-zA-Z]{1,5}|[*†‡]{1,4})\s*[\])]?\.?")
_RAISED_NUMBERS = re.compile(r"\d[\d,;\s]*")
_DIGITS = re.compile(r"\d{1,3}")
_SIGN = re.compile(r"[*†‡]+")
_ARROWS = " \t\n\r\f\u00a0↩↑⏎←^\ufe0e"
_MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class PageNote:
    """A note of the page.

    Attributes:
        number: as its mark shows it, made unlike the others where two notes share one.
        printed: as its mark shows it.
        first: index of its first line.
        end: index after its last line.
    """

    number: str
    printed: str
    first: int
    end: int


class PageNotes:
    """The notes of a page, and how its pieces are printed.

    Args:
        page: read to its end.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._numbers: dict[int, str] = {}
        self._mark_lines: set[int] = set()
        self.lost_marks = 0
        anchors: dict[int, Anchor] = {}
        printed: dict[int, str] = {}
        used: Counter[str] = Counter()
        for index, mark, anchor in self._marks():
            self._mark_lines.add(index)
            if anchor.line not in anchors:
                anchors[anchor.line] = anchor
                printed[anchor.line] = number = _number(mark)
                used[number] += 1
                again = f"_{used[number]}" if used[number] > 1 else ""
                self._numbers[anchor.line] = number + again
        self._targets = sorted(anchors)
        self.notes = tuple(
            PageNote(self._numbers[line], printed[line], line, self._end_of(anchor))
            for line, anchor in anchors.items()
        )
        counted = [number for number in self._numbers.values() if not _SIGN.fullmatch(number)]
        self._raised = all(_DIGITS.fullmatch(number) for number in counted)
        self._counted = frozenset(counted)

    def printed(self, index: int, piece: Inline) -> str:
        """How a mark, a link or raised text of a line of the page is printed."""
        anchor = self._anchor_of_mark(index, piece)
        if anchor is not None and anchor.line in self._numbers:
            return self.mark(self._numbers[anchor.line])
        numbers = _RAISED_NUMBERS.fullmatch(piece.text) if piece.raised else None
        if numbers and piece.text not in self._counted:
            return piece.text.translate(SUPERSCRIPTS)
        return piece.text

    def is_mark(self, index: int, piece: object) -> bool:
        """Whether a piece of a line is the mark of a note."""
        return isinstance(piece, Inline) and self._anchor_of_mark(index, piece) is not None

    def mark(self, number: str) -> str:
        """The mark of a note in the text."""
        if _SIGN.fullmatch(number):
            return number
        return number.translate(SUPERSCRIPTS) if self._raised else f"[^{number}]"

    def heading(self, note: PageNote) -> str:
        """What a note begins with."""
        mark = self.mark(note.number)
        return f"{mark}: " if mark.startswith("[^") else f"{mark} "

    def text(self, note: PageNote) -> str:
        """The text of a note, without its number and the link back to its mark."""
        texts = [
            self._note_line(index, self._page.lines[index], note)
            for index in range(note.first, note.end)
        ]
        return " ".join(text for text in texts if text)

    def _note_line(self, index: int, line: PageLine, note: PageNote) -> str:
        parts: list[str] = []
        numbered = index > note.first
        for piece in line.pieces:
            if isinstance(piece, str):
                parts.append(piece)
                continue
            first = not numbered and not "".join(parts).strip()
            if isinstance(piece, Marker) or self._leads_back(index, piece):
                numbered = numbered or first
            elif first and _number(piece) == note.printed:
                numbered = True
            else:
                parts.append(self.printed(index, piece))
        text = " ".join("".join(parts).split()).strip(_ARROWS)
        return text if numbered else _without_number(text, note.printed)

    def _leads_back(self, index: int, piece: Inline) -> bool:
        anchor = self._page.anchors.get(piece.target) if piece.target else None
        return anchor is not None and anchor.line < index and anchor.line in self._mark_lines

    def _marks(self) -> Iterator[tuple[int, Inline, Anchor]]:
        for index, line in enumerate(self._page.lines):
            for piece in line.pieces:
                if isinstance(piece, Inline) and piece.target:
                    anchor = self._anchor_of_mark(index, piece)
                    if anchor is not None:
                        yield index, piece, anchor
                    elif piece.says_note and piece.target not in self._page.anchors:
                        self.lost_marks += 1

    def _anchor_of_mark(self, index: int, piece: Inline) -> Anchor | None:
        """Where a piece leads to, if it is the mark of a note: always further down."""
        shape = _SHAPE.fullmatch(piece.text) if piece.target else None
        if not shape or not (piece.raised or piece.says_note or shape["open"]):
            return None
        anchor = self._page.anchors.get(piece.target)
        reached = anchor is not None and index < anchor.line < len(self._page.lines)
        return anchor if reached else None

    def _end_of(self, anchor: Anchor) -> int:
        """End of the largest block that begins with a note and holds no other."""
        place = bisect_right(self._targets, anchor.line)
        limit = self._targets[place] if place < len(self._targets) else len(self._page.lines)
        ends = [
            span.end
            for span in anchor.spans
            if anchor.line < span.end <= min(limit, anchor.line + _MOST_LINES)
        ]
        return max(ends, default=anchor.line + 1)


def _without_number(text: str, number: str) -> str:
    """A note without the number that it begins with, however that is printed."""
    bare = text.lstrip("[(")
    rest = bare.removeprefix(number)
    stripped = rest.lstrip("]).: ")
    begins = len(rest) < len(bare) and (len(stripped) < len(rest) or not rest)
    return stripped if begins else text


def _number(mark: Inline) -> str:
    shape = _SHAPE.fullmatch(mark.text)
    return shape["number"] if shape else mark.text
