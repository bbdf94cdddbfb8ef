"""Paragraphs and articles put between two others: 3 bis, 9 бис, 3之二, ٢ مكررا, Article 8 bis."""

from __future__ import annotations

import pytest

from index.parsing.labels import match_label

LINES = {
    "en": ("{}. Decides to keep a list;", ("3 bis", "3 ter", "3 quater", "3 quinquies")),
    "ru": ("{}. Постановляет вести список;", ("3 бис", "3-тер", "3 кватер", "3 квинквиес")),
    "zh": ("{}. 决定编制清单；", ("3之二", "3之三", "3之四", "3之五")),
    "ar": (
        "{} - يقرر إعداد قائمة؛",
        ("٣ مكررا", "٣ مكررا ثانيا", "٣ مكرراً (ثالثاً)", "٣ مكررا رابعا"),
    ),
}


@pytest.mark.parametrize("lang", LINES)
def test_inserted_between_two_numbers(labels, lang):
    line, inserted = LINES[lang]
    numbers = ("1", "2", "3", *inserted, "4")
    assert labels("\n\n".join(line.format(number) for number in numbers)) == [
        *("1", "2", "3", "3bis", "3ter", "3quater", "3quinquies", "4")
    ]


@pytest.mark.parametrize(
    "number",
    [
        *("3 bis.", "3bis.", "3.bis", "3. bis", "3 BIS.", "3-bis.", "3 bis)"),
        *("3\u00a0bis.", "3\u202fbis.", "3\u00a0bis\u00a0.", "3\u2011bis.", "3.\u00a0bis"),
    ],
)
def test_ways_to_print_it(labels, number):
    assert labels(f"1. One.\n\n2. Two.\n\n3. Three.\n\n{number} More.\n\n4. Four.") == [
        *("1", "2", "3", "3bis", "4")
    ]


@pytest.mark.parametrize(
    "line", ["3 bis rue de la Paix was sold.", "3 terms were agreed.", "3 Bison were seen."]
)
def test_what_only_begins_like_one(line):
    assert match_label(line) is None


def test_items_stand_below_it(labels):
    text = "1. One.\n\n1 bis. Invites Parties:\n\n(a) To write;\n\n(b) To speak.\n\n2. Two."
    assert labels(text) == ["1", "1bis", "1bis(a)", "1bis(b)", "2"]


@pytest.mark.parametrize(
    ("numbers", "expected", "missing"),
    [
        (("1", "2", "2 ter", "3"), ["1", "2", "2ter", "3"], "1 number is missing before line 5"),
        (("1", "2", "3 bis", "4"), ["1", "2", "3bis", "4"], "1 number is missing before line 5"),
        (("1", "2", "2 bis", "4"), ["1", "2", "2bis", "4"], "1 number is missing before line 7"),
        (
            ("1", "2", "2 bis", "2 bis", "3"),
            ["1", "2", "2bis", "2bis~2", "3"],
            'repeats the number "2 bis."',
        ),
    ],
)
def test_missing_and_repeated(parse, numbers, expected, missing):
    document = parse("\n\n".join(f"{number}. Text." for number in numbers))
    assert [unit.label for unit in document.units] == expected
    assert [notice for notice in document.warnings if missing in notice]
    assert len(document.warnings) == 1


@pytest.mark.parametrize(
    "headings",
    [
        ("Article 8", "Article 8 bis", "Article 8 ter"),
        ("Статья 8", "Статья 8-бис", "Статья 8 тер"),
        ("المادة 8", "المادة 8 مكررا", "المادة 8 مكررا ثانيا"),
        ("第八条", "第八条之二", "第8条之三"),
        ("Article 8", "Article 8\u00a0bis", "Article 8\u202fter"),
        ("Article 8", "Article 8\u2011bis", "Article 8\u00a0- ter"),
        ("المادة 8", "المادة 8\u00a0مكررا", "المادة 8\u00a0مكررا\u00a0ثانيا"),
    ],
)
def test_articles(labels, headings):
    text = "\n\n".join(f"{heading}\n\n1. Text.\n\n2. More text." for heading in headings)
    assert labels(text) == [
        *("art-8/1", "art-8/2", "art-8bis/1", "art-8bis/2", "art-8ter/1", "art-8ter/2")
    ]
