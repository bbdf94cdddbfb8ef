"""Paragraphs broken into lines: at spaces, and between characters of scripts without spaces.

Rich breaks at spaces only and would set a Chinese paragraph below its own "(c)". Must not style.
"""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

CLOSING = frozenset("，。、；：？！）》」』】〕…—,.;:?!)]}")
"""Never at the beginning of a line."""

OPENING = frozenset("（《「『【〔([{")
"""Never at the end of one."""


class Paragraph:
    """A text that fills the width there is, behind an indent.

    Args:
        text: the text; its newlines are kept.
        indent: cells before every line.
    """

    def __init__(self, text: Text, *, indent: int) -> None:
        self._text = text
        self._indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        width = max(1, options.max_width - self._indent)
        for line in self._text.divide(line_ends(self._text.plain, width)):
            line.rstrip()
            yield Text(" " * self._indent, end="").append_text(line).append("\n")


def line_ends(text: str, width: int) -> list[int]:
    """Where lines end, in code points: all but the last line's end.

    Args:
        text: what is to be broken.
        width: cells of a line, at least 1; spaces at its end do not count.
    """
    ends: list[int] = []
    start, used, opportunity = 0, 0, 0
    for place, char in enumerate(text):
        if place > start and text[place - 1] == "\n":
            ends.append(place)
            start, used, opportunity = place, 0, place
        elif _may_break(text, place):
            opportunity = place
        used += cell_len(char)
        if used > width and not char.isspace() and place > start:
            end = opportunity if opportunity > start else place
            if cell_len(text[end : place + 1]) > width:  # what stands before it has no width
                end = place
            ends.append(end)
            start, used = end, cell_len(text[end : place + 1])
    return ends


def _may_break(text: str, place: int) -> bool:
    """Whether a line may begin at this place."""
    if place == 0 or text[place].isspace():
        return False
    before, after = text[place - 1], text[place]
    if before.isspace():
        return True
    if after in CLOSING or before in OPENING:
        return False
    return _is_wide(before) or _is_wide(after)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("W", "F")
