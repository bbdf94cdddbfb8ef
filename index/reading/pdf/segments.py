"""Pieces of a page → segments: text without a wide gap in it, on one row.

Must not decide in which order segments are read, apart from the letters within one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.parsing.labels import match_label
from index.parsing.lines import is_cjk
from index.reading.pdf.page import Page, Piece
from index.reading.pdf.right_to_left import is_right_to_left, is_vowel_mark, reading_order

_SAME_BASE = 0.12
_SMALLER = 0.85
_RAISED = 0.15
_WIDEST_GAP = 0.7
_SPACE = 0.14
_CJK_SPACE = 0.5
_MARK_GAP = 0.35
_MARK_REACH = 3.0
_ROWS_LOOKED_AT = 8
_PIECES_LOOKED_AT = 4
_MARK = re.compile(r"[\d,،*†‡\s]{1,9}")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_COMPATIBILITY = re.compile("[\ufb00-\ufb06\ufb1d-\ufdfb\ufe70-\ufefc]+")
"""Ligatures and presentation forms: shapes of letters, not letters of their own."""
_STOP_FIRST = re.compile(r"^([.,;:!?]+)(\w.*)$", re.DOTALL)
"""A stop that belongs to the end of a foreign word in a text written from right to left."""
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Segment:
    """Text that stands together.

    Attributes:
        text: in reading order; raised digits as superscripts.
        row: number of its row on the page, from the top.
        left: where it begins, from the edge at which lines of the page begin (the right one where
            it is written from right to left).
        right: where it ends, from the same edge.
        base: the baseline.
        size: of most of its type.
        bold: whether all of it is.
    """

    text: str
    row: int
    left: float
    right: float
    base: float
    size: float
    bold: bool


def is_page_right_to_left(pieces: Iterable[Piece]) -> bool:
    """Whether most letters of a page are written from right to left."""
    balance = 0
    for piece in pieces:
        for character in piece.text:
            if character.isalpha():
                balance += 1 if is_right_to_left(character) else -1
    return balance > 0


def segments_of(page: Page) -> tuple[Segment, ...]:
    """The segments of a page, from top to bottom and along each row."""
    flipped = is_page_right_to_left(page.pieces)
    pieces = [_flipped(piece, page.width) for piece in page.pieces] if flipped else page.pieces
    return tuple(
        _segment(part, row, number, flipped=flipped)
        for number, row in enumerate(_rows(pieces))
        for part in _parts(row)
    )


def _flipped(piece: Piece, width: float) -> Piece:
    return replace(piece, left=width - piece.right, right=width - piece.left)


def _left(piece: Piece) -> float:
    return piece.left


class _Row:
    """Pieces that share a baseline, and raised or lowered ones beside them."""

    __slots__ = ("_ordered", "base", "pieces", "size")

    def __init__(self, piece: Piece) -> None:
        self.pieces = [piece]
        self.base, self.size = piece.base, piece.size
        self._ordered: list[Piece] | None = None

    def takes(self, piece: Piece) -> bool:
        smaller, larger = sorted((self.size, piece.size))
        if abs(piece.base - self.base) <= _SAME_BASE * smaller:
            return True
        if smaller > _SMALLER * larger:
            return False
        row_top, row_bottom = self.base + 0.8 * self.size, self.base - 0.2 * self.size
        overlap = min(row_top, piece.top) - max(row_bottom, piece.bottom)
        return overlap >= 0.5 * smaller and self._is_near(piece, _MARK_REACH * larger)

    def gap_to(self, mark: Piece) -> float | None:
        """How far a mark is from the nearest text of its height; None where there is none."""
        size = max(self.size, mark.size)
        if not -0.5 * size <= mark.base - self.base <= 0.8 * size:
            return None
        if self._ordered is None:
            self._ordered = sorted(self.pieces, key=_left)
        place = bisect_left(self._ordered, mark.left, key=_left)
        beside = self._ordered[max(0, place - _PIECES_LOOKED_AT) : place + _PIECES_LOOKED_AT]
        gap = min(max(mark.left - other.right, other.left - mark.right) for other in beside)
        return max(gap, 0.0) if gap <= _MARK_REACH * size else None

    def _is_near(self, piece: Piece, reach: float) -> bool:
        return any(
            piece.left - other.right <= reach and other.left - piece.right <= reach
            for other in self.pieces[-_ROWS_LOOKED_AT:]
        )

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        if piece.size > self.size:
            self.base, self.size = piece.base, piece.size


def _rows(pieces: Sequence[Piece]) -> list[_Row]:
    """Rows from the top. Marks come last, when the rows that they may belong to are known."""
    if not pieces:
        return []
    small = _SMALLER * _main_size(pieces)
    ordered = sorted(pieces, key=lambda piece: (-piece.base, piece.left))
    rows: list[_Row] = []
    marks: list[Piece] = []
    for piece in ordered:
        if is_vowel_mark(piece.text) or (piece.size < small and _MARK.fullmatch(piece.text)):
            marks.append(piece)
            continue
        near = (row for row in reversed(rows[-_ROWS_LOOKED_AT:]) if row.takes(piece))
        row = min(near, key=lambda row: abs(row.base - piece.base), default=None)
        if row:
            row.add(piece)
        else:
            rows.append(_Row(piece))
    rows.sort(key=lambda row: -row.base)
    bases = [-row.base for row in rows]
    lost = [mark for mark in marks if not _attached(mark, rows, bases)]
    return sorted([*rows, *map(_Row, lost)], key=lambda row: -row.base)


def _attached(mark: Piece, rows: Sequence[_Row], bases: Sequence[float]) -> bool:
    """Gives a mark to the row of the text beside it, if there is one."""
    place = bisect_left(bases, -mark.base)
    near = rows[max(0, place - _ROWS_LOOKED_AT) : place + _ROWS_LOOKED_AT]
    beside = [(gap, row) for row in near if (gap := row.gap_to(mark)) is not None]
    if not beside:
        return False
    min(beside, key=lambda pair: pair[0])[1].add(mark)
    return True


def _parts(row: _Row) -> Iterable[list[Piece]]:
    """The pieces of a row from its beginning, cut at wide gaps."""
    part: list[Piece] = []
    edge = 0.0
    for piece in sorted(row.pieces, key=lambda piece: (piece.left, piece.right)):
        if part and piece.left - edge > _WIDEST_GAP * row.size:
            yield part
            part = []
        part.append(piece)
        edge = max(edge, piece.right) if len(part) > 1 else piece.right
    yield part


def _segment(pieces: Sequence[Piece], row: _Row, number: int, *, flipped: bool) -> Segment:
    size = _main_size(pieces)
    spelled = any(any(map(str.isalpha, piece.text)) for piece in pieces)
    if any(is_right_to_left(piece.text[0]) for piece in pieces) or (flipped and not spelled):
        text = reading_order(pieces, row.size)
    else:
        ordered = [_flipped(piece, 0.0) for piece in reversed(pieces)] if flipped else pieces
        text = _joined(ordered, row)
        if flipped:
            text = _STOP_FIRST.sub(r"\2\1", text)
    filled = [piece for piece in pieces if not piece.text.isspace()] or pieces
    return Segment(
        text=tidied(text),
        row=number,
        left=min(piece.left for piece in filled),
        right=max(piece.right for piece in filled),
        base=row.base,
        size=size,
        bold=all(piece.bold for piece in filled),
    )


def is_label(text: str) -> bool:
    """Whether a text is the label of a paragraph and nothing else."""
    label = match_label(text)
    return label is not None and label.end >= len(text)


def tidied(text: str) -> str:
    """Letters instead of their shapes, single blanks."""
    plain = _COMPATIBILITY.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _BLANKS.sub(" ", plain).strip()


def _main_size(pieces: Sequence[Piece]) -> float:
    counts: dict[float, int] = {}
    for piece in pieces:
        counts[piece.size] = counts.get(piece.size, 0) + len(piece.text)
    return max(counts, key=lambda size: (counts[size], size))


def _joined(pieces: Sequence[Piece], row: _Row) -> str:
    parts: list[str] = []
    edge = pieces[0].left
    for piece in pieces:
        raised = _is_raised(piece, row)
        shown = piece.text.translate(_SUPERSCRIPTS) if raised else piece.text
        gap = piece.left - edge
        if raised and parts and gap <= _MARK_GAP * row.size:
            parts[-1] = parts[-1].rstrip()
        before = parts[-1] if parts else ""
        parts.append(_between(before, shown, gap, row.size) + shown)
        if raised and len(parts) == 1:
            parts[0] = parts[0].rstrip() + " "  # the mark that a note begins with
        edge = piece.right
    return "".join(parts)


def _is_raised(piece: Piece, row: _Row) -> bool:
    """Whether a piece is a footnote mark set above the line."""
    small = piece.size < _SMALLER * row.size
    high = piece.base - row.base >= _RAISED * row.size
    return small and high and _MARK.fullmatch(piece.text) is not None


def _between(before: str, after: str, gap: float, size: float) -> str:
    if not before or before[-1].isspace() or not after or after[0].isspace():
        return ""
    wide = _CJK_SPACE if is_cjk(before[-1]) or is_cjk(after[0]) else _SPACE
    return " " if gap > wide * size else ""
