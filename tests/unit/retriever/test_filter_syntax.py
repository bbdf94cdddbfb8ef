"""The short form of filters: every rule of its grammar, and its errors."""

from __future__ import annotations

import pytest

from index.errors import InvalidFilter
from retriever.filter_syntax import MAX_LENGTH, parse_filter
from retriever.filters import And, Comparison, Not, Or, Word


@pytest.mark.parametrize(
    ("sign", "operator"),
    [
        ("=", "eq"),
        ("==", "eq"),
        ("!=", "ne"),
        ("<", "lt"),
        ("<=", "lte"),
        (">", "gt"),
        (">=", "gte"),
        ("prefix", "prefix"),
        ("CONTAINS", "contains"),
    ],
)
def test_each_operator_has_its_name(sign: str, operator: str) -> None:
    assert parse_filter(f"session {sign} 10") == Comparison("session", operator, (Word("10"),))


def test_signs_need_no_spaces() -> None:
    assert parse_filter("session>=10") == Comparison("session", "gte", (Word("10"),))


def test_and_binds_tighter_than_or() -> None:
    a, b, c = (Comparison(name, "eq", (Word("1"),)) for name in "abc")
    assert parse_filter("a = 1 or b = 1 and c = 1") == Or((a, And((b, c))))
    assert parse_filter("(a = 1 or b = 1) and c = 1") == And((Or((a, b)), c))


def test_not_applies_to_one_factor() -> None:
    a, b = (Comparison(name, "eq", (Word("1"),)) for name in "ab")
    assert parse_filter("not a = 1 and b = 1") == And((Not(a), b))
    assert parse_filter("not (a = 1 and b = 1)") == Not(And((a, b)))


def test_in_takes_a_list_with_or_without_a_space_before_it() -> None:
    expected = Comparison("body", "in", (Word("COP"), "SBSTTA 16"))
    assert parse_filter("body in (COP, 'SBSTTA 16')") == expected
    assert parse_filter("body in(COP,'SBSTTA 16')") == expected


def test_not_in_and_not_exists() -> None:
    assert parse_filter("lang not in (zh)") == Comparison("lang", "nin", (Word("zh"),))
    assert parse_filter("place exists") == Comparison("place", "exists", (True,))
    assert parse_filter("place not exists") == Comparison("place", "exists", (False,))


def test_quoted_text_is_never_a_keyword_and_may_hold_anything() -> None:
    assert parse_filter(r"""title = "a \"b\" and (c)" """) == Comparison(
        "title", "eq", ('a "b" and (c)',)
    )


def test_a_bare_word_may_be_a_label_or_a_symbol() -> None:
    assert parse_filter("label = 41(c)(ii) and symbol = UNEP/CBD/COP/11/17") == And(
        (
            Comparison("label", "eq", (Word("41(c)(ii)"),)),
            Comparison("symbol", "eq", (Word("UNEP/CBD/COP/11/17"),)),
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "session",
        "session >=",
        "session >= 10 and",
        "session >= 10 body = COP",
        "in (a)",
        "body in COP",
        "body in (COP",
        "body in ()",
        "(session >= 10",
        "session not = 10",
        "title = 'open",
        "= 3",
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(InvalidFilter, match="was expected") as caught:
        parse_filter(text)
    assert "▸" in caught.value.message


def test_depth_and_length_are_bounded() -> None:
    with pytest.raises(InvalidFilter, match="nested deeper"):
        parse_filter("(" * 5_000 + "a = 1" + ")" * 5_000)
    with pytest.raises(InvalidFilter, match="nested deeper"):
        parse_filter("not " * 4_000 + "a = 1")
    with pytest.raises(InvalidFilter, match="characters"):
        parse_filter("a = " + "1" * MAX_LENGTH)
