"""Metadata filters: a small tree of comparisons, and the exact set of passages it allows.

A filter comes as JSON (`filter_from_json`) or in the short form of the command line
(`retriever.filter_syntax`), and becomes a mask over the snapshot's rows before any arm runs.
Knows nothing of ranking.

Meaning: text compares without regard to case; on a list a comparison holds when it holds for
one of its members; a symbol, and what `cites` is compared with, may be spelled as texts cite it;
a passage that lacks the field satisfies none of `eq in gt gte lt lte prefix contains`, and hence
all of their negations (`ne`, `nin`, `not`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.cited import CITED_FIELD, CitedForms
from index.columns import Column, MetadataColumns
from index.errors import InvalidFilter
from index.model import MetadataValue
from index.symbols import work_keys

SYMBOL_FIELD = "symbol"

BoolMask = NDArray[np.bool_]

MAX_DEPTH = 32
MAX_COMPARISONS = 1_000

ORDERINGS: Mapping[str, Callable[[object, object], bool]] = {
    "gt": lambda left, right: left > right,  # type: ignore[operator]
    "gte": lambda left, right: left >= right,  # type: ignore[operator]
    "lt": lambda left, right: left < right,  # type: ignore[operator]
    "lte": lambda left, right: left <= right,  # type: ignore[operator]
}
OPERATORS = ("eq", "ne", "in", "nin", *ORDERINGS, "prefix", "contains", "exists")


@dataclass(frozen=True, slots=True)
class Word:
    """A value of the short form without quotes: it takes the type of the field it meets."""

    text: str


FilterValue: TypeAlias = str | int | float | bool | date | Word


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field against one value, or against several for `in` and `nin`."""

    field: str
    operator: str
    values: tuple[FilterValue, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; with no parts, everything is allowed."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds; with no parts, nothing is allowed."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Filter


Filter: TypeAlias = Comparison | And | Or | Not


def filter_from_json(value: object) -> Filter:
    """Build a filter from its JSON form, e.g. `{"field": "session", "gte": 10}`.

    Args:
        value: an object with `and`, `or` or `not`, or with `field` and one or more operators
            (several operators on one field must all hold).

    Raises:
        InvalidFilter: the shape is wrong, an operator is unknown, or it is too deep or too long.
    """
    built = _node_from_json(value, depth=1)
    if _count_comparisons(built) > MAX_COMPARISONS:
        raise InvalidFilter(
            f"the filter has more than {MAX_COMPARISONS} comparisons",
            hint="use 'in' with a list of values instead of many 'eq'",
        )
    return built


def allowed_rows(where: Filter, columns: MetadataColumns) -> BoolMask:
    """The exact set of rows that a filter allows.

    Args:
        where: the filter.
        columns: metadata of n passages.

    Returns:
        bool array (n,).

    Raises:
        UnknownField: no passage has the field; the message names the fields there are.
        InvalidFilter: a value is of another type than the field.
    """
    match where:
        case And(parts):
            masks = [allowed_rows(part, columns) for part in parts]
            return _combine(np.logical_and, masks, len(columns), empty=True)
        case Or(parts):
            masks = [allowed_rows(part, columns) for part in parts]
            return _combine(np.logical_or, masks, len(columns), empty=False)
        case Not(part):
            return np.logical_not(allowed_rows(part, columns))
        case Comparison():
            return _rows_of_comparison(where, columns)


def _rows_of_comparison(where: Comparison, columns: MetadataColumns) -> BoolMask:
    column = columns.column(where.field)
    if where.operator == "exists":
        present: BoolMask = column.codes >= 0
        return present if _as_boolean(where) else ~present
    if where.operator in ("ne", "nin"):
        positive = Comparison(where.field, "eq" if where.operator == "ne" else "in", where.values)
        return np.logical_not(_rows_of_comparison(positive, columns))
    if where.field == CITED_FIELD:
        where = _with_cited_forms(where)
    holds = _predicate(where, column)
    if where.field == SYMBOL_FIELD and where.operator in ("eq", "in"):
        holds = _is_same_work(where, holds)
    # One verdict per distinct value, and a last one, False, for the code −1 of absent values.
    verdicts = np.array([*(holds(value) for value in column.values), False], dtype=np.bool_)
    rows: BoolMask = verdicts[column.codes]
    return rows


def _with_cited_forms(where: Comparison) -> Comparison:
    """What is compared with what passages cite, under every key that it goes by."""
    texts = [value.text if isinstance(value, Word) else value for value in where.values]
    if where.operator not in ("eq", "in", "contains"):
        return where
    forms = CitedForms()
    values = tuple(
        form
        for text in texts
        for form in (forms.of_wanted(text) if isinstance(text, str) else (text,))
    )
    return replace(where, operator="in", values=values)


def _is_same_work(
    where: Comparison, is_same_text: Callable[[MetadataValue], bool]
) -> Callable[[MetadataValue], bool]:
    """A test whether a symbol is one of those given: `CBD/COP/11/17` is `UNEP/CBD/COP/11/17`."""
    texts = [value.text if isinstance(value, Word) else str(value) for value in where.values]
    wanted = {work_keys(text)[0] for text in texts}
    return lambda value: is_same_text(value) or not wanted.isdisjoint(work_keys(str(value)))


def _predicate(where: Comparison, column: Column) -> Callable[[MetadataValue], bool]:
    """A test of one metadata value, the filter's own values having been read in its type."""
    wanted = [_typed(value, where, column.type) for value in where.values]
    test = _scalar_test(where, wanted, column.type)
    if column.type == "list":
        return lambda members: any(test(_folded(member)) for member in _members(members))
    return lambda value: test(_folded(value))


def _scalar_test(
    where: Comparison, wanted: list[object], field_type: str
) -> Callable[[object], bool]:
    operator = where.operator
    if operator in ("eq", "in"):
        # True == 1 in Python: types are equal here already, so sets are safe.
        accepted = frozenset(wanted)
        return lambda value: value in accepted
    if operator == "contains" and field_type == "list":
        return lambda value: value == wanted[0]
    if operator in ("prefix", "contains"):
        if field_type not in ("string", "list"):
            raise _wrong_type(where, field_type, f"'{operator}' works on text")
        text = str(wanted[0])
        if operator == "prefix":
            return lambda value: str(value).startswith(text)
        return lambda value: text in str(value)
    if field_type == "boolean":
        raise _wrong_type(where, field_type, "true and false have no order; use 'eq'")
    compare = ORDERINGS[operator]
    return lambda value: compare(value, wanted[0])


def _typed(value: FilterValue, where: Comparison, field_type: str) -> object:
    """The filter's value as the field's type, or an error that names both."""
    raw = value.text if isinstance(value, Word) else value
    match field_type:
        case "string" | "list" if isinstance(raw, str):
            return raw.casefold()
        case "number" if isinstance(raw, int | float) and not isinstance(raw, bool):
            return raw
        case "number" if isinstance(value, Word):
            return _number(value.text, where)
        case "boolean" if isinstance(raw, bool):
            return raw
        case "boolean" if isinstance(value, Word) and value.text.lower() in ("true", "false"):
            return value.text.lower() == "true"
        case "date" if isinstance(raw, date):
            return raw
        case "date" if isinstance(raw, str):
            return _date(raw, where)
    raise _wrong_type(where, field_type, f"{raw!r} is not one")


def _number(text: str, where: Comparison) -> float:
    try:
        number = float(text)
    except ValueError:
        raise _wrong_type(where, "number", f"{text!r} is not one") from None
    if not math.isfinite(number):
        raise _wrong_type(where, "number", f"{text!r} is not one")
    return number


def _date(text: str, where: Comparison) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong_type(where, "date", f"{text!r} is not written YYYY-MM-DD") from None


def _as_boolean(where: Comparison) -> bool:
    value = _typed(where.values[0], where, "boolean")
    return bool(value)


def _folded(value: MetadataValue) -> object:
    return value.casefold() if isinstance(value, str) else value


def _members(value: MetadataValue) -> Iterable[str]:
    return value if isinstance(value, tuple) else (str(value),)


def _wrong_type(where: Comparison, field_type: str, reason: str) -> InvalidFilter:
    return InvalidFilter(
        f"field '{where.field}' holds a {field_type}, but in '{where.operator}' {reason}",
        hint=f"compare '{where.field}' with a {field_type}",
    )


def _combine(
    operation: np.ufunc, masks: list[BoolMask], row_count: int, *, empty: bool
) -> BoolMask:
    combined = np.full(row_count, empty, dtype=np.bool_)
    for mask in masks:
        operation(combined, mask, out=combined)
    return combined


def _count_comparisons(where: Filter) -> int:
    match where:
        case And(parts) | Or(parts):
            return sum(map(_count_comparisons, parts))
        case Not(part):
            return _count_comparisons(part)
        case Comparison():
            return 1


def _node_from_json(value: object, depth: int) -> Filter:
    if depth > MAX_DEPTH:
        raise InvalidFilter(
            f"the filter is nested deeper than {MAX_DEPTH} levels", hint="flatten it"
        )
    if not isinstance(value, Mapping):
        raise _malformed(f"an object was expected where {value!r:.80} stands")
    if "field" in value:
        return _comparisons_from_json(value)
    if len(value) != 1 or next(iter(value)) not in ("and", "or", "not"):
        raise _malformed(f"an object with the keys {sorted(map(str, value))} is no filter")
    operator, operand = next(iter(value.items()))
    if operator == "not":
        return Not(_node_from_json(operand, depth + 1))
    if not isinstance(operand, list):
        raise _malformed(f"'{operator}' takes a list of filters")
    parts = tuple(_node_from_json(part, depth + 1) for part in operand)
    return And(parts) if operator == "and" else Or(parts)


def _comparisons_from_json(value: Mapping[str, object]) -> Filter:
    field = value["field"]
    if not isinstance(field, str):
        raise _malformed(f"'field' must be text, not {field!r:.80}")
    operators = [key for key in value if key != "field"]
    if not operators:
        raise _malformed(f"the comparison of '{field}' has no operator")
    for operator in operators:
        if operator not in OPERATORS:
            raise _malformed(f"unknown operator '{operator}' on '{field}'")
    comparisons = tuple(
        Comparison(field, operator, _values_from_json(field, operator, value[operator]))
        for operator in operators
    )
    return comparisons[0] if len(comparisons) == 1 else And(comparisons)


def _values_from_json(field: str, operator: str, operand: object) -> tuple[FilterValue, ...]:
    if operator in ("in", "nin"):
        if not isinstance(operand, list):
            raise _malformed(f"'{operator}' on '{field}' takes a list of values")
        return tuple(_scalar_from_json(field, item) for item in operand)
    return (_scalar_from_json(field, operand),)


def _scalar_from_json(field: str, value: object) -> FilterValue:
    if isinstance(value, float) and not math.isfinite(value):
        raise _malformed(f"the value of '{field}' is not a finite number")
    if isinstance(value, str | int | float | bool):
        return value
    raise _malformed(f"the value of '{field}' must be text, a number, true or false")


def _malformed(reason: str) -> InvalidFilter:
    return InvalidFilter(
        f"malformed filter: {reason}",
        hint='write {"field": "session", "gte": 10}, or {"and": […]}, {"or": […]}, {"not": {…}}; '
        f"operators: {' '.join(OPERATORS)}",
    )
