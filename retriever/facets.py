"""Facets: how many of the best candidates have each value of a field.

Counts rows and looks nothing up; must not change what a search finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.columns import Column, MetadataColumns
from index.errors import InvalidParameter
from index.model import MetadataValue

FACET_ROWS = 200
"""How many of the best candidates are counted: those far behind say little of the question."""

MAX_FACETS = 20


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a field, or one item of a list, and how many paragraphs have it."""

    value: MetadataValue
    count: int


Facets = Mapping[str, tuple[FacetValue, ...]]


def require_facets(fields: Sequence[str]) -> None:
    """Check how many fields are to be counted.

    Raises:
        InvalidParameter: more than `MAX_FACETS`.
    """
    if len(fields) > MAX_FACETS:
        raise InvalidParameter(
            f"{len(fields)} facets are asked for; {MAX_FACETS} at most can be counted at once",
            hint="ask for the fields that a reader will choose from",
        )


def count_facets(
    columns: MetadataColumns,
    fields: Sequence[str],
    positions: NDArray[np.int64],
    groups: NDArray[np.int64],
) -> dict[str, tuple[FacetValue, ...]]:
    """Count the values of some fields over some rows.

    Args:
        columns: the fields of n rows.
        fields: what to count. One that no passage has counts nothing, since who draws facets
            cannot know what metadata a collection will bring.
        positions: int64 (k,), the rows.
        groups: int64 (k,), what is counted once for a value: the paragraph of each row, or a
            number of its own.

    Returns:
        For each field its values, most frequent first, ties by value.
    """
    known = columns.fields()
    return {
        field: _counted(columns.column(field), positions, groups) if field in known else ()
        for field in fields
    }


def _counted(
    column: Column, positions: NDArray[np.int64], groups: NDArray[np.int64]
) -> tuple[FacetValue, ...]:
    codes = column.codes[positions]
    there = codes >= 0
    pairs = {
        (group, item)
        for code, group in zip(codes[there].tolist(), groups[there].tolist(), strict=True)
        for item in _items(column.values[code])
    }
    counts = Counter(item for _, item in pairs)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetValue(value, count) for value, count in ordered)


def _items(value: MetadataValue) -> tuple[MetadataValue, ...]:
    return value if isinstance(value, tuple) else (value,)
