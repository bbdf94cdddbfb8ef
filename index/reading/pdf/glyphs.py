"""Glyphs with their boxes → pieces of text, turned upright.

Must not build lines: a piece ends wherever it is not certain that the next glyph follows on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from index.parsing.lines import is_cjk
from index.reading.pdf.page import Piece

_SAME_SIZE = 0.03
_SAME_BASE = 0.06
_WIDEST_GAP = 0.9
_WIDEST_OVERLAP = 0.45
_CJK_GAP = 0.5
_OVERPRINTED = 0.2
_LIGATURE = 0.01
_REPLACEMENT = "\ufffd"
_BULLETS = frozenset({0xF0B7, 0xF0A7, 0xF02D, 0xF06E, 0xF0D8, 0xF0FC})
"""Private characters of the fonts Symbol and Wingdings that print a bullet."""


class Blank(Enum):
    """What stands between two glyphs."""

    NONE = 0
    INFERRED = 1
    """pdfium saw a gap, or the end of a line."""
    PRINTED = 2


class Look(NamedTuple):
    """How glyphs are set.

    Attributes:
        size: of the type in points.
        quarter: direction of reading in quarter turns against the clock; -1 for a slant.
        base_x: a point of the baseline.
        base_y: a point of the baseline.
        bold: whether the font is.
    """

    size: float
    quarter: int
    base_x: float
    base_y: float
    bold: bool


class Glyph(NamedTuple):
    """A glyph in the page's own coordinates.

    Attributes:
        code: its code point; 0 where the file gives none.
        left: edge of its box.
        bottom: edge of its box.
        right: edge of its box.
        top: edge of its box.
        look: how it is set.
        alone: whether it makes a piece by itself, as letters written from right to left do: their
            order is told from their places.
    """

    code: int
    left: float
    bottom: float
    right: float
    top: float
    look: Look
    alone: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The page's box in its own coordinates."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Found:
    """The text of a page.

    Attributes:
        width: of the page, turned so that most of its text is upright.
        height: likewise.
        quarter: by how many quarter turns.
        pieces: its upright text.
        unmapped: glyphs without a character.
        turned: glyphs left out because they are not upright.
    """

    width: float
    height: float
    quarter: int
    pieces: tuple[Piece, ...]
    unmapped: int
    turned: int


def pieces_of(glyphs: Iterable[Glyph | Blank], frame: Frame) -> Found:
    """Gathers glyphs that follow one another."""
    builders = {quarter: _Builder(frame, quarter) for quarter in range(4)}
    blank = Blank.NONE
    for glyph in glyphs:
        if isinstance(glyph, Blank):
            blank = max(blank, glyph, key=lambda kind: kind.value)
        elif glyph.look.quarter in builders:
            builders[glyph.look.quarter].take(glyph, blank)
            blank = Blank.NONE
    main = max(builders.values(), key=lambda builder: (builder.count, -builder.quarter))
    flat = main.quarter % 2 == 0
    width, height = frame.right - frame.left, frame.top - frame.bottom
    return Found(
        width=width if flat else height,
        height=height if flat else width,
        quarter=main.quarter,
        pieces=main.pieces(),
        unmapped=main.unmapped,
        turned=sum(builder.count for builder in builders.values()) - main.count,
    )


class _Builder:
    """Builds the pieces of one direction of reading."""

    def __init__(self, frame: Frame, quarter: int) -> None:
        self.quarter = quarter
        self.count = 0
        self.unmapped = 0
        self._frame = frame
        self._pieces: list[Piece] = []
        self._codes: list[str] = []
        self._seen: dict[str, list[Piece]] = {}
        self._left = self._right = self._last_left = self._base = 0.0
        self._look: Look | None = None
        self._alone = False

    def take(self, glyph: Glyph, blank: Blank) -> None:
        """Adds a glyph to the piece at hand or begins another."""
        left, right, base = self._place(glyph)
        self.count += 1
        character = self._character(glyph.code)
        if self._look and self._follows(glyph, left, base):
            if self._is_overprinted(character, left):
                return
            if blank is not Blank.NONE and not self._is_tight(character, left, blank):
                self._codes.append(" ")
            self._codes.append(character)
            self._right = max(self._right, right)
        else:
            if blank is Blank.PRINTED and self._look and not self._alone:
                self._codes.append(" ")
            self._close()
            self._codes = [character]
            self._left, self._right, self._base = left, right, base
            self._look, self._alone = glyph.look, glyph.alone
        self._last_left = left

    def pieces(self) -> tuple[Piece, ...]:
        """All pieces; the builder is done."""
        self._close()
        return tuple(self._pieces)

    def _character(self, code: int) -> str:
        if code in _BULLETS:
            return "•"
        private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
        if private or code < 0x20 or 0x7F <= code < 0xA0 or code == ord(_REPLACEMENT):
            self.unmapped += 1
            return _REPLACEMENT
        return chr(code)

    def _place(self, glyph: Glyph) -> tuple[float, float, float]:
        """Left, right and baseline on the upright page."""
        frame, look = self._frame, glyph.look
        if self.quarter == 0:
            return glyph.left - frame.left, glyph.right - frame.left, look.base_y - frame.bottom
        if self.quarter == 1:
            return (
                glyph.bottom - frame.bottom,
                glyph.top - frame.bottom,
                frame.right - look.base_x,
            )
        if self.quarter == 2:
            return frame.right - glyph.right, frame.right - glyph.left, frame.top - look.base_y
        return frame.top - glyph.top, frame.top - glyph.bottom, look.base_x - frame.left

    def _follows(self, glyph: Glyph, left: float, base: float) -> bool:
        look = self._look
        if look is None or glyph.alone or self._alone:
            return False
        size = look.size
        if abs(glyph.look.size - size) > _SAME_SIZE * size:
            return False
        if abs(base - self._base) > _SAME_BASE * size:
            return False
        return -_WIDEST_OVERLAP * size <= left - self._right <= _WIDEST_GAP * size or (
            abs(left - self._last_left) < _OVERPRINTED * size
        )

    def _is_overprinted(self, character: str, left: float) -> bool:
        """Whether a glyph is printed twice, a little apart, to look bold.

        Two letters at the very same place are one ligature.
        """
        size = self._look.size if self._look else 0.0
        apart = abs(left - self._last_left)
        return character == self._codes[-1] and _LIGATURE < apart < _OVERPRINTED * size

    def _is_tight(self, character: str, left: float, blank: Blank) -> bool:
        """Whether a gap is only the wide setting of a script without blanks."""
        if blank is Blank.PRINTED or not (is_cjk(character) or is_cjk(self._codes[-1])):
            return False
        size = self._look.size if self._look else 0.0
        return left - self._right < _CJK_GAP * size

    def _close(self) -> None:
        if not self._look:
            return
        text = "".join(self._codes)
        if any("\ud800" <= character <= "\udfff" for character in text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        piece = Piece(text, self._left, self._right, self._base, self._look.size, self._look.bold)
        self._look = None
        if not self._is_reprinted(piece):
            self._pieces.append(piece)

    def _is_reprinted(self, piece: Piece) -> bool:
        """Whether the same text was printed at the same place before, to look bold."""
        near = _OVERPRINTED * piece.size
        before = self._seen.setdefault(piece.text, [])
        if any(
            abs(other.left - piece.left) < near and abs(other.base - piece.base) < near
            for other in before[-8:]
        ):
            return True
        before.append(piece)
        return False
