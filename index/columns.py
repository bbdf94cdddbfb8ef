"""Metadata of all passages, column by column, for filters to work on.

Each field is a column of small integers into its distinct values, so that a condition is
evaluated once per distinct value. Must not know the filter language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.errors import UnknownField
from index.fields import BUILT_IN_FIELDS, FieldType, field_type
from index.model import MetadataValue

__all__ = ["Column", "FieldType", "MetadataColumns"]

Codes = NDArray[np.int32]
Positions = NDArray[np.int64]

_ABSENT = -1


@dataclass(frozen=True, slots=True)
class Column:
    """One field of all passages.

    Attributes:
        type: what its values are.
        codes: int32 (n,): index into `values` for every position; -1 where the passage has no
            such field.
        values: the distinct values; every one occurs.
    """

    type: FieldType
    codes: Codes
    values: tuple[MetadataValue, ...]


class MetadataColumns:
    """All fields of n passages, immutable.

    Args:
        columns: field → column, all of length n.
        count: n.
    """

    def __init__(self, columns: Mapping[str, Column], count: int) -> None:
        self._columns = dict(sorted(columns.items()))
        self._count = count

    def __len__(self) -> int:
        return self._count

    @classmethod
    def build(cls, rows: Sequence[Mapping[str, MetadataValue]]) -> Self:
        """Columns of n passages, given the fields of each.

        Built-in fields are there even where no passage has a value for them.
        """
        codes = {field: np.full(len(rows), _ABSENT, np.int32) for field in BUILT_IN_FIELDS}
        types = dict(BUILT_IN_FIELDS)
        values: dict[str, dict[MetadataValue, int]] = {field: {} for field in BUILT_IN_FIELDS}
        for position, fields in enumerate(rows):
            for field, value in fields.items():
                if field not in codes:
                    codes[field] = np.full(len(rows), _ABSENT, np.int32)
                    types[field] = field_type(value)
                    values[field] = {}
                known = values[field]
                codes[field][position] = known.setdefault(value, len(known))
        return cls(
            {field: Column(types[field], codes[field], tuple(values[field])) for field in codes},
            len(rows),
        )

    def fields(self) -> dict[str, FieldType]:
        """Every field that a filter may name, with its type; by name."""
        return {field: column.type for field, column in self._columns.items()}

    def column(self, field: str) -> Column:
        """One field.

        Raises:
            UnknownField: no passage has such a field.
        """
        try:
            return self._columns[field]
        except KeyError as error:
            listed = ", ".join(f"{name} ({kind})" for name, kind in self.fields().items())
            raise UnknownField(
                f"no passage has a field '{field}'", hint=f"The fields are: {listed}."
            ) from error

    def derive(self, kept: Positions, added: MetadataColumns) -> MetadataColumns:
        """Columns of the positions that are kept, in order, followed by those added."""
        everything = np.arange(len(added), dtype=np.int64)
        columns = {}
        for field in self._columns.keys() | added._columns.keys():
            column = _joined(self._at(kept, field), added._at(everything, field))
            if column.values or field in BUILT_IN_FIELDS:
                columns[field] = column
        return MetadataColumns(columns, len(kept) + len(added))

    def _at(self, positions: Positions, field: str) -> Column:
        """A column at some positions, with only those of its values that occur there."""
        column = self._columns.get(field)
        if column is None:
            return Column("string", np.full(len(positions), _ABSENT, np.int32), ())
        codes = column.codes[positions]
        used = np.unique(codes[codes != _ABSENT])
        renumbered = np.full(len(column.values) + 1, _ABSENT, np.int32)  # the last one is for -1
        renumbered[used] = np.arange(len(used), dtype=np.int32)
        values = tuple(column.values[code] for code in used)
        return Column(column.type, renumbered[codes], values)


def _joined(first: Column, second: Column) -> Column:
    """One column after the other. A column without values has no say in the type."""
    values = {value: code for code, value in enumerate(first.values)}
    codes = [values.setdefault(value, len(values)) for value in second.values]
    renumbered = np.array([*codes, _ABSENT], np.int32)  # the last one is for -1
    return Column(
        first.type if first.values else second.type,
        np.concatenate([first.codes, renumbered[second.codes]]),
        tuple(values),
    )
