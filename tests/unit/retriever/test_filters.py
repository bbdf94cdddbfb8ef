"""What each filter allows, on five passages worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from index.columns import MetadataColumns
from index.errors import InvalidFilter, UnknownField
from retriever.filter_syntax import parse_filter
from retriever.filters import And, Or, allowed_rows, filter_from_json

COLUMNS = MetadataColumns.build(
    [
        {"session": 10, "body": "COP", "date_start": date(2010, 10, 18), "final": True},
        {"session": 11, "body": "COP", "date_start": date(2012, 10, 8), "final": False},
        {"session": 16, "body": "SBSTTA", "tags": ("Marine", "coastal")},
        {"session": 4, "body": "WG-RI", "tags": ("finance",)},
        {"body": "Straße", "label": "41(c)"},
    ]
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("session = 11", [1]),
        ("session != 11", [0, 2, 3, 4]),
        ("session >= 11", [1, 2]),
        ("session > 11", [2]),
        ("session <= 10", [0, 3]),
        ("session < 10.5", [0, 3]),
        ("session in (4, 16)", [2, 3]),
        ("session not in (4, 16)", [0, 1, 4]),
        ("not session in (4, 16)", [0, 1, 4]),
        ("session exists", [0, 1, 2, 3]),
        ("session not exists", [4]),
        ("body = cop", [0, 1]),
        ("body = STRASSE", [4]),
        ("body prefix wg", [3]),
        ("body contains tt", [2]),
        ("body >= sbstta", [2, 3, 4]),
        ("tags contains marine", [2]),
        ("tags contains mari", []),
        ("tags = coastal", [2]),
        ("tags != coastal", [0, 1, 3, 4]),
        ("tags prefix co", [2]),
        ("date_start >= 2011-01-01", [1]),
        ("date_start = '2010-10-18'", [0]),
        ("final = true", [0]),
        ("final != true", [1, 2, 3, 4]),
        ("label = 41(c)", [4]),
        ("session >= 10 and body in (COP)", [0, 1]),
        ("session = 4 or body = SBSTTA and session > 20", [3]),
        ("(session = 4 or body = SBSTTA) and session > 10", [2]),
    ],
)
def test_the_short_form_allows_exactly_these_rows(text: str, rows: list[int]) -> None:
    assert allowed_rows(parse_filter(text), COLUMNS).nonzero()[0].tolist() == rows


@pytest.mark.parametrize(
    ("value", "rows"),
    [
        ({"field": "session", "gte": 10, "lt": 16}, [0, 1]),
        ({"and": [{"field": "session", "gte": 10}, {"field": "body", "in": ["COP"]}]}, [0, 1]),
        ({"not": {"field": "body", "eq": "COP"}}, [2, 3, 4]),
        ({"or": [{"field": "session", "eq": 4}, {"field": "final", "eq": True}]}, [0, 3]),
        ({"field": "session", "nin": [4, 10]}, [1, 2, 4]),
        ({"field": "date_start", "lt": "2011-01-01"}, [0]),
        ({"field": "place", "exists": False}, None),
        ({"field": "tags", "exists": True}, [2, 3]),
        ({"and": []}, [0, 1, 2, 3, 4]),
        ({"or": []}, []),
        ({"field": "session", "in": []}, []),
    ],
)
def test_the_json_form_allows_exactly_these_rows(value: object, rows: list[int] | None) -> None:
    where = filter_from_json(value)
    if rows is None:
        with pytest.raises(UnknownField, match="place"):
            allowed_rows(where, COLUMNS)
    else:
        assert allowed_rows(where, COLUMNS).nonzero()[0].tolist() == rows


SYMBOLS = MetadataColumns.build(
    [
        {"symbol": "UNEP/CBD/COP/11/17"},
        {"symbol": "UNEP/CBD/COP/11/17/Add.1"},
        {"symbol": "CBD/COP/DEC/14/34"},
        {"symbol": "no symbol at all"},
        {},
    ]
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("symbol = UNEP/CBD/COP/11/17", [0]),
        ("symbol = cbd/cop/11/17", [0]),
        ("symbol = 'ＣＢＤ/ＣＯＰ/11/17'", [0]),
        ("symbol = CBD/COP/11/17/Add.1", [1]),
        ("symbol in (COP/11/17, 'decision 14/34')", [0, 2]),
        ("symbol = '第14/34号决定'", [2]),
        ("symbol = 'No symbol at all'", [3]),
        ("symbol != CBD/COP/11/17", [1, 2, 3, 4]),
        ("symbol prefix CBD/COP", [2]),
    ],
)
def test_a_symbol_may_be_spelled_as_texts_cite_it(text: str, rows: list[int]) -> None:
    assert allowed_rows(parse_filter(text), SYMBOLS).nonzero()[0].tolist() == rows


def test_an_unknown_field_is_answered_with_the_fields_there_are() -> None:
    with pytest.raises(UnknownField, match="sesion") as caught:
        allowed_rows(parse_filter("sesion = 10"), COLUMNS)
    assert "session (number)" in caught.value.hint
    assert "date_start (date)" in caught.value.hint


@pytest.mark.parametrize(
    "value",
    [
        {"field": "session", "eq": "10"},
        {"field": "session", "eq": True},
        {"field": "session", "prefix": "1"},
        {"field": "body", "eq": 11},
        {"field": "final", "gt": False},
        {"field": "final", "eq": 1},
        {"field": "date_start", "eq": "October 2012"},
        {"field": "date_start", "eq": 2012},
        {"field": "tags", "contains": 3},
        {"field": "session", "exists": "yes"},
    ],
)
def test_a_value_of_the_wrong_type_is_refused_and_the_type_named(value: object) -> None:
    field = value["field"]  # type: ignore[index]
    with pytest.raises(InvalidFilter, match=field):
        allowed_rows(filter_from_json(value), COLUMNS)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "session = 10",
        {},
        {"field": "session"},
        {"field": 3, "eq": 3},
        {"field": "session", "equals": 3},
        {"field": "session", "in": 3},
        {"field": "session", "eq": None},
        {"field": "session", "eq": [3]},
        {"field": "session", "eq": float("nan")},
        {"and": {"field": "session", "eq": 3}},
        {"and": [], "or": []},
        {"xor": []},
        {"not": []},
    ],
)
def test_a_malformed_filter_is_refused_with_an_example(value: object) -> None:
    with pytest.raises(InvalidFilter, match="malformed filter") as caught:
        filter_from_json(value)
    assert "gte" in caught.value.hint


def test_depth_and_size_are_bounded() -> None:
    deep: object = {"field": "session", "eq": 1}
    for _ in range(100):
        deep = {"not": deep}
    with pytest.raises(InvalidFilter, match="nested deeper"):
        filter_from_json(deep)
    wide = {"or": [{"field": "session", "eq": number} for number in range(1_001)]}
    with pytest.raises(InvalidFilter, match="more than 1000 comparisons"):
        filter_from_json(wide)


def test_an_empty_collection_has_no_rows_and_no_error_for_built_in_fields() -> None:
    empty = MetadataColumns.build([])
    assert allowed_rows(parse_filter("lang = zh"), empty).tolist() == []
    assert allowed_rows(And(()), empty).tolist() == allowed_rows(Or(()), empty).tolist() == []
