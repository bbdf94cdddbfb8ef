"""Whether a text is a table with a row of names, and what separates its columns.

Must not read its rows.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass

from index.reading.paragraph_fields import has_text

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_NAME = 64
_LONGEST_HEAD = 20_000


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a table is written.

    Attributes:
        delimiter: what stands between columns.
        names: of the columns.
    """

    delimiter: str
    names: tuple[str, ...]


def table_shape(text: str) -> TableShape | None:
    """The shape that the row of names shows: it must name a text; None where none does.

    A comma inside quotes separates nothing; of several characters that would do, the one that
    makes most columns is it.
    """
    head = text[:_LONGEST_HEAD].lstrip("\ufeff\r\n")
    shapes = [
        TableShape(delimiter, names)
        for delimiter in _DELIMITERS
        if (names := _names(head, delimiter)) and has_text(names)
    ]
    return max(shapes, key=lambda shape: len(shape.names), default=None)


def looks_like_table(head: str) -> bool:
    """Whether a text whose name does not say so is a table: two columns or more, and rows of them.

    Args:
        head: the beginning of the text.
    """
    shape = table_shape(head)
    if shape is None or len(shape.names) < 2:
        return False
    try:
        rows = csv.reader(head.splitlines(keepends=True), delimiter=shape.delimiter, strict=False)
        first = [row for row in rows if row][1:2]
    except csv.Error:
        return False
    return bool(first) and len(first[0]) == len(shape.names)


def _names(head: str, delimiter: str) -> tuple[str, ...]:
    """The cells of the first row, if all of them could be names of columns."""
    try:
        row = next(csv.reader(head.splitlines(keepends=True), delimiter=delimiter), [])
    except csv.Error:
        return ()
    names = tuple(cell.strip() for cell in row)
    sound = all(len(name) <= _LONGEST_NAME and "\n" not in name for name in names)
    return names if sound and any(names) else ()
