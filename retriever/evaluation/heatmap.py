"""Draws matrices of query language against passage language as one SVG image.

Every cell carries its number, so that colour only helps; the panel brings its own background, so
that a light and a dark page show it alike. Must not measure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

Matrix = Mapping[tuple[str, str], float]
"""Value by language of query and of passage; a pair may be missing."""

_PALETTE = ((247, 251, 255), (107, 174, 214), (8, 48, 107))
"""Lowest to highest, sRGB; lightness falls throughout, so it reads without colour as well."""

_CELL_WIDTH, _CELL_HEIGHT = 64, 38
_MARGIN, _LABELS, _HEADER, _GAP = 24, 64, 78, 32
_FOOTER = 64
_LEGEND_STEPS = 40
_INK, _QUIET, _PAPER = "#1a1a1a", "#595959", "#ffffff"
_BLACK, _WHITE = "#000000", "#ffffff"

_Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Panel:
    """One matrix of an image.

    Attributes:
        title: stands above it.
        matrix: its values.
        note: a line below it, "" for none.
    """

    title: str
    matrix: Matrix
    note: str


def language_matrix_svg(
    panels: Sequence[Panel], *, title: str, description: str, measure: str
) -> str:
    """Draw matrices side by side, over one scale of colours.

    Args:
        panels: at least one, each with at least one value in [0, 1].
        title: what the image shows, for those who hear it.
        description: what is to be seen in it, likewise.
        measure: what the numbers are, at the scale.

    Returns:
        An SVG document with a size of its own; the same input gives the same text.
    """
    values = [value for panel in panels for value in panel.matrix.values()]
    scale = _Scale.around(values)
    widths = [_LABELS + _CELL_WIDTH * len(_passage_langs(panel)) for panel in panels]
    rows = max(len(_query_langs(panel)) for panel in panels)
    width = 2 * _MARGIN + sum(widths) + _GAP * (len(panels) - 1)
    height = _HEADER + rows * _CELL_HEIGHT + _FOOTER + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title description" '
        'font-family="system-ui, sans-serif" font-size="14">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="description">{escape(description)}</desc>',
        f'<rect width="{width}" height="{height}" rx="8" fill="{_PAPER}"/>',
    ]
    left = _MARGIN
    for panel, panel_width in zip(panels, widths, strict=True):
        parts += _panel(panel, scale, left)
        left += panel_width + _GAP
    parts += _legend(scale, measure, top=height - _MARGIN - 20)
    return "\n".join([*parts, "</svg>", ""])


@dataclass(frozen=True, slots=True)
class _Scale:
    """From a value to a colour: linear from `low` to `high`, pieces of the palette between."""

    low: float
    high: float

    @classmethod
    def around(cls, values: Sequence[float]) -> _Scale:
        """The narrowest in steps of 0.05 that holds all values."""
        low = math.floor(min(values) * 20) / 20
        return cls(low, max(math.ceil(max(values) * 20) / 20, low + 0.05))

    def colour(self, value: float) -> _Colour:
        place = (value - self.low) / (self.high - self.low) * (len(_PALETTE) - 1)
        piece = min(int(place), len(_PALETTE) - 2)
        start, end = _PALETTE[piece], _PALETTE[piece + 1]
        red, green, blue = (
            round(a + (b - a) * (place - piece)) for a, b in zip(start, end, strict=True)
        )
        return red, green, blue


def readable_ink(colour: _Colour) -> str:
    """Black or white, whichever stands out more; at least 4.5 : 1 on any colour (WCAG 2.2)."""
    luminance = _luminance(colour)
    return _BLACK if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else _WHITE


def _luminance(colour: _Colour) -> float:
    """Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    shares = [channel / 255 for channel in colour]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _panel(panel: Panel, scale: _Scale, left: int) -> list[str]:
    queries, passages = _query_langs(panel), _passage_langs(panel)
    cells_left = left + _LABELS
    middle = cells_left + _CELL_WIDTH * len(passages) // 2
    parts = [
        _text(middle, 30, panel.title, fill=_INK, weight="600"),
        _text(middle, 50, "passages in", fill=_QUIET),
        _text(left, _HEADER - 8, "queries", fill=_QUIET, anchor="start"),
    ]
    for column, lang in enumerate(passages):
        parts.append(_text(cells_left + _centre(column, _CELL_WIDTH), _HEADER - 8, lang, fill=_INK))
    for row, lang in enumerate(queries):
        top = _HEADER + row * _CELL_HEIGHT
        parts.append(_text(cells_left - 10, top + 24, lang, fill=_INK, anchor="end"))
        for column, passage_lang in enumerate(passages):
            value = panel.matrix.get((lang, passage_lang))
            if value is not None:
                parts += _cell(value, scale, cells_left + column * _CELL_WIDTH, top)
    below = _HEADER + len(queries) * _CELL_HEIGHT + 22
    return [*parts, _text(middle, below, panel.note, fill=_QUIET)] if panel.note else parts


def _cell(value: float, scale: _Scale, left: int, top: int) -> list[str]:
    colour = scale.colour(value)
    return [
        f'<rect x="{left}" y="{top}" width="{_CELL_WIDTH}" height="{_CELL_HEIGHT}" '
        f'fill="{_hex(colour)}" stroke="{_PAPER}"/>',
        _text(left + _CELL_WIDTH // 2, top + 24, f"{value:.3f}", fill=readable_ink(colour)),
    ]


def _legend(scale: _Scale, measure: str, *, top: int) -> list[str]:
    parts = [_text(_MARGIN, top + 12, f"{measure}  {scale.low:.2f}", fill=_QUIET, anchor="start")]
    left = _MARGIN + 9 * (len(measure) + 7)
    for step in range(_LEGEND_STEPS):
        value = scale.low + (scale.high - scale.low) * step / (_LEGEND_STEPS - 1)
        parts.append(
            f'<rect x="{left + 4 * step}" y="{top}" width="4" height="14" '
            f'fill="{_hex(scale.colour(value))}"/>'
        )
    end = left + 4 * _LEGEND_STEPS
    return [*parts, _text(end + 8, top + 12, f"{scale.high:.2f}", fill=_QUIET, anchor="start")]


def _text(
    x: int, y: int, text: str, *, fill: str, anchor: str = "middle", weight: str = "400"
) -> str:
    return (
        f'<text x="{x}" y="{y}" fill="{fill}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(text)}</text>'
    )


def _centre(place: int, size: int) -> int:
    return place * size + size // 2


def _query_langs(panel: Panel) -> list[str]:
    return sorted({query_lang for query_lang, _ in panel.matrix})


def _passage_langs(panel: Panel) -> list[str]:
    return sorted({passage_lang for _, passage_lang in panel.matrix})


def _hex(colour: _Colour) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in colour)
