"""What the worker tells of a page: pieces of text with their places, and what else is drawn.

Must not interpret them. Lengths are in points; x grows to the right, y upwards, from the lower left
corner of the page as it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring glyphs of one size on one baseline, in the order in which they are read.

    Attributes:
        text: what they say.
        left: edge of the first glyph.
        right: edge of the last.
        base: the baseline.
        size: of the type.
        bold: whether the font says that it is.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False

    @property
    def top(self) -> float:
        """Upper edge of the type's body."""
        return self.base + 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of the type's body."""
        return self.base - 0.2 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin horizontal line."""

    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page as found.

    Attributes:
        number: from 1.
        width: of the page as shown.
        height: of the page as shown.
        pieces: its text, in the order of the file.
        rules: its horizontal lines.
        unmapped: glyphs that the file gives no character for.
        turned: glyphs printed in another direction than most, which are not among the pieces.
        lost: lone glyphs in fonts that are not at hand; blanks among them.
        pictured: share of the page that images cover, from 0 to 1.
        drawn: whether anything but text is drawn on it.
    """

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...] = ()
    unmapped: int = 0
    turned: int = 0
    lost: int = 0
    pictured: float = 0.0
    drawn: bool = False


def to_plain(page: Page) -> dict[str, Any]:
    """A page as JSON holds it."""
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "pieces": [
            (
                p.text,
                round(p.left, 2),
                round(p.right, 2),
                round(p.base, 2),
                round(p.size, 2),
                int(p.bold),
            )
            for p in page.pieces
        ],
        "rules": [(round(r.left, 2), round(r.right, 2), round(r.height, 2)) for r in page.rules],
        "unmapped": page.unmapped,
        "turned": page.turned,
        "lost": page.lost,
        "pictured": page.pictured,
        "drawn": page.drawn,
    }


def from_plain(plain: dict[str, Any]) -> Page:
    """The page that `to_plain` wrote."""
    pieces = tuple(
        Piece(text, left, right, base, size, bool(bold))
        for text, left, right, base, size, bold in plain["pieces"]
    )
    rules = tuple(Rule(*fields) for fields in plain["rules"])
    return Page(**{**plain, "pieces": pieces, "rules": rules})
