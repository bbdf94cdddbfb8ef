"""Tables of paragraphs (CSV, TSV): a row of names, then a paragraph a row.

Must not give the columns a meaning: that is `paragraph_records`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.errors import InvalidRecord
from index.model import Metadata, MetadataValue, ParsedCorpus
from index.reading.faults import Fault
from index.reading.paragraph_fields import fields_of, plain
from index.reading.paragraph_records import Row, corpus_of_rows
from index.reading.table_shape import TableShape, table_shape

_INTEGER = re.compile(r"[+-]?(?:0|[1-9]\d{0,15})")
_DECIMAL = re.compile(r"[+-]?\d{1,15}\.\d{1,15}")
_NUMBER = re.compile(rf"(?:{_DECIMAL.pattern}|{_INTEGER.pattern})")


def parse_table(text: str, *, name: str, metadata: Metadata) -> ParsedCorpus:
    """Reads a table.

    Its first row names the columns, one of them `text`; commas, semicolons, tabs and bars are told
    by that row. Numbers are numbers where a whole column is. Empty cells are left out, empty rows
    passed over; a row with more cells than names, or an open quotation mark, is a fault.

    Raises:
        InvalidRecord: no column is named as the text's, or rows are faulty; lines are named.
        DuplicateId: one id in several rows.
    """
    shape = table_shape(text)
    if shape is None:
        raise InvalidRecord(
            f"{name} has no first row that names its columns, one of them the text's.",
            hint='Write the names above the rows, for example "symbol,para,text".',
        )
    if repeated := _repeated(shape.names):
        raise InvalidRecord(
            f'{name} has two columns named "{repeated}".', hint="Name every column differently."
        )
    numeric = _numeric_columns(text, shape)
    return corpus_of_rows(_rows(text, shape, numeric), name=name, metadata=metadata)


def _repeated(names: Sequence[str]) -> str:
    seen: set[str] = set()
    for name in names:
        if name and plain(name) in seen:
            return name
        seen.add(plain(name))
    return ""


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row as read, by columns, and the line that it begins on."""

    line: int
    cells: tuple[str, ...]


def _cells(text: str, shape: TableShape) -> Iterator[_Cells | Fault]:
    """The rows below the names; empty ones are passed over."""
    lines = io.StringIO(text.lstrip("\ufeff"), newline="")
    reader = csv.reader(lines, delimiter=shape.delimiter, strict=True)
    named = False
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Fault(line, str(error))
            continue
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        if not named:
            named = True
        elif any(cell.strip() for cell in row[len(shape.names) :]):
            yield Fault(line, f"{len(row)} cells, where there are {len(shape.names)} columns")
        else:
            yield _Cells(line, tuple(row[: len(shape.names)]))


def _numeric_columns(text: str, shape: TableShape) -> Mapping[int, Callable[[str], MetadataValue]]:
    """Columns of nothing but numbers, by place, with what reads them."""
    roles = fields_of(shape.names)
    kinds = {i: _INTEGER for i, name in enumerate(shape.names) if name not in roles}
    seen: set[int] = set()
    for row in _cells(text, shape):
        if isinstance(row, Fault):
            continue
        for index in list(kinds):
            cell = row.cells[index].strip() if index < len(row.cells) else ""
            if not cell:
                continue
            seen.add(index)
            if kinds[index].fullmatch(cell):
                continue
            if _DECIMAL.fullmatch(cell):
                kinds[index] = _NUMBER
            else:
                del kinds[index]
    return {i: int if kind is _INTEGER else float for i, kind in kinds.items() if i in seen}


def _rows(
    text: str, shape: TableShape, numeric: Mapping[int, Callable[[str], MetadataValue]]
) -> Iterator[Row | Fault]:
    names = [name or f"column_{place}" for place, name in enumerate(shape.names, start=1)]
    for row in _cells(text, shape):
        if isinstance(row, Fault):
            yield row
            continue
        fields: dict[str, object] = {}
        for index, cell in enumerate(row.cells):
            if bare := cell.strip():
                fields[names[index]] = numeric[index](bare) if index in numeric else bare
        yield Row(row.line, fields)
