"""Values of numerals, and how lines become a paragraph."""

from __future__ import annotations

import pytest

from index.parsing import numerals
from index.parsing.lines import could_be_heading, ends_sentence, join, tidy


@pytest.mark.parametrize(
    ("text", "value"),
    [("i", 1), ("iv", 4), ("xix", 19), ("mcmxciv", 1994), ("iiii", None), ("vx", None), ("", None)],
)
def test_roman(text, value):
    assert numerals.roman(text) == value


@pytest.mark.parametrize("value", range(1, 400))
def test_roman_both_ways(value):
    assert numerals.roman(numerals.to_roman(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("二十三", 23),
        ("一百零三", 103),
        ("十百", 110),
        ("一一", None),
    ],
)
def test_han(text, value):
    assert numerals.han(text) == value


def test_letters():
    assert numerals.letter("aa", numerals.LATIN) == 27
    assert numerals.letter("ab", numerals.LATIN) is None
    assert numerals.to_letter(28) == "bb"
    assert numerals.letter("в", numerals.CYRILLIC) == 3
    assert [numerals.arabic_letter(char) for char in ("أ", "ا", "ب", "ج", "هـ", "ي")] == [
        1,
        1,
        2,
        3,
        5,
        10,
    ]


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (["one", "two"], "one two"),
        (["co-", "operation"], "co-operation"),
        (["soft\u00ad", "ware"], "software"),
        (["2011–", "2020"], "2011–2020"),
        (["a –", "b"], "a – b"),
        (["生物", "多样性"], "生物多样性"),
        (["公约", "CBD"], "公约CBD"),
        (["a", "", "b"], "a b"),
        ([], ""),
    ],
)
def test_join(pieces, joined):
    assert join(pieces) == joined


def test_tidy_keeps_words_and_drops_the_edges():
    assert tidy("\u200f  a \t b\u00a0c  \u200e") == "a b\u00a0c"


@pytest.mark.parametrize(
    "text", ["End.", "结束。", "so:", "(see A.)", "“so.”", "agreed.¹", "x; and", "；以及", "x ; y"]
)
def test_ends(text):
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["held on", "(a) and", "举行了", "the Parties,", "land", ""])
def test_does_not_end(text):
    assert not ends_sentence(text)


@pytest.mark.parametrize("text", ["A long way.", "12", "x" * 181, "", "of which:", "公约，"])
def test_no_heading(text):
    assert not could_be_heading(text)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("a \t b", "a b"),
        ("a   b", "a b"),
        ("a\u00a0b", "a\u00a0b"),
        ("a\u00a0\tb", "a b"),
        ("a\u00a0  b", "a\u00a0 b"),
        ("\u00a0 a\f", "a"),
    ],
)
def test_runs_of_blanks_become_one(raw, read):
    assert tidy(raw) == read


@pytest.mark.parametrize("blank", ["\u00a0", "\u00a0 ", "\t", " ", "\f "])
def test_a_million_blanks_are_read_in_linear_time(blank):
    assert len(tidy(f"a{blank * 500_000}b")) >= 2
