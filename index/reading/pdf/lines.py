"""Segments of one group → lines as printed, with the measures by which they are joined.

Must not join lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from index.reading.pdf.segments import Segment, is_label

_FAR_APART = 4.0
"""Type sizes between two texts on one row that do not belong to one line of a masthead."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed.

    Attributes:
        text: what it says.
        page: on which page, from 1.
        group: number of its group of lines on the page.
        left: where it begins.
        text_left: where its text begins behind a label and a gap; else `left`.
        right: where it ends.
        base: its baseline.
        size: of most of its type.
        bold: whether all of it is.
    """

    text: str
    page: int
    group: int
    left: float
    text_left: float
    right: float
    base: float
    size: float
    bold: bool


def printed_lines(
    segments: Sequence[Segment], *, page: int, group: int, masthead_below: float | None = None
) -> list[PrintedLine]:
    """The lines of a group, from top to bottom.

    Args:
        segments: of one group.
        page: number of the page.
        group: number of the group.
        masthead_below: height above which texts far apart on one row are lines of their own; None
            where there is no masthead.
    """
    lines: list[PrintedLine] = []
    ordered = sorted(segments, key=lambda segment: (segment.row, segment.left))
    for _, row in groupby(ordered, key=lambda segment: segment.row):
        parts = list(row)
        apart = masthead_below is not None and parts[0].base >= masthead_below
        lines += [_line(cell, page, group) for cell in (_cells(parts) if apart else [parts])]
    return lines


def _cells(parts: Sequence[Segment]) -> list[list[Segment]]:
    cells = [[parts[0]]]
    for part in parts[1:]:
        last = cells[-1][-1]
        labelled = is_label(last.text)
        if part.left - last.right > _FAR_APART * part.size and not labelled:
            cells.append([part])
        else:
            cells[-1].append(part)
    return cells


def _line(parts: Sequence[Segment], page: int, group: int) -> PrintedLine:
    longest = max(parts, key=lambda part: len(part.text))
    return PrintedLine(
        text=" ".join(part.text for part in parts if part.text),
        page=page,
        group=group,
        left=parts[0].left,
        text_left=parts[1].left if len(parts) > 1 and is_label(parts[0].text) else parts[0].left,
        right=max(part.right for part in parts),
        base=parts[0].base,
        size=longest.size,
        bold=all(part.bold for part in parts),
    )
