"""Filters obey the algebra of sets, and agree with a naive reading of each passage's metadata."""

from __future__ import annotations

import operator
from collections.abc import Mapping

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.columns import MetadataColumns
from retriever.filters import And, Comparison, Filter, Not, Or, allowed_rows

NUMBERS = st.integers(-3, 3)
WORDS = st.sampled_from(["COP", "cop", "SBSTTA", "WG-RI", "科咨机构", ""])
ROWS = st.lists(
    st.fixed_dictionaries({}, optional={"session": NUMBERS, "body": WORDS}), min_size=1, max_size=12
)
COMPARISONS = st.one_of(
    st.builds(
        Comparison,
        st.just("session"),
        st.sampled_from(["eq", "ne", "gt", "gte", "lt", "lte"]),
        st.tuples(NUMBERS),
    ),
    st.builds(
        Comparison,
        st.just("session"),
        st.sampled_from(["in", "nin"]),
        st.lists(NUMBERS, max_size=3).map(tuple),
    ),
    st.builds(
        Comparison,
        st.just("body"),
        st.sampled_from(["eq", "ne", "prefix", "contains"]),
        st.tuples(WORDS),
    ),
    st.builds(Comparison, st.just("body"), st.just("exists"), st.tuples(st.booleans())),
)
FILTERS: st.SearchStrategy[Filter] = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@given(ROWS, FILTERS)
def test_masks_agree_with_reading_each_passage(
    rows: list[dict[str, int | str]], where: Filter
) -> None:
    columns = _columns(rows)
    expected = [_holds(where, row) for row in rows]
    assert allowed_rows(where, columns)[: len(rows)].tolist() == expected


@given(ROWS, FILTERS, FILTERS)
def test_de_morgan(rows: list[dict[str, int | str]], left: Filter, right: Filter) -> None:
    columns = _columns(rows)
    neither = allowed_rows(Not(Or((left, right))), columns)
    both_not = allowed_rows(And((Not(left), Not(right))), columns)
    np.testing.assert_array_equal(neither, both_not)


def _columns(rows: list[dict[str, int | str]]) -> MetadataColumns:
    # A last row has both fields, so that neither is unknown.
    return MetadataColumns.build([*rows, {"session": 99, "body": "last"}])


def _holds(where: Filter, row: Mapping[str, int | str]) -> bool:
    match where:
        case And(parts):
            return all(_holds(part, row) for part in parts)
        case Or(parts):
            return any(_holds(part, row) for part in parts)
        case Not(part):
            return not _holds(part, row)
        case Comparison(field, name, values):
            return _compares(row.get(field), name, values)


def _compares(found: int | str | None, name: str, values: tuple[object, ...]) -> bool:
    if name == "exists":
        return (found is not None) == values[0]
    if name in ("ne", "nin"):
        return not _compares(found, "in", values)
    if found is None:
        return False
    if isinstance(found, str):
        found = found.casefold()
        values = tuple(str(value).casefold() for value in values)
    if name in ("eq", "in"):
        return found in values
    if name == "prefix":
        return str(found).startswith(str(values[0]))
    if name == "contains":
        return str(values[0]) in str(found)
    compare = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}[name]
    return bool(compare(found, values[0]))
