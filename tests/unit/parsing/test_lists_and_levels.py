"""Sub-paragraphs in every style, nested, and letters that are also Roman numbers."""

from __future__ import annotations

import pytest


def test_four_levels(labels):
    text = (
        "1. List:\n(a) A:\n(i) one:\na. deep:\ni. deepest;\nii. deepest;\nb. deep;\n(ii) two;\n"
        "(b) B.\n2. Next.\n"
    )
    assert labels(text) == [
        "1",
        "1(a)",
        "1(a)(i)",
        "1(a)(i)(a)",
        "1(a)(i)(a)(i)",
        "1(a)(i)(a)(ii)",
        "1(a)(i)(b)",
        "1(a)(ii)",
        "1(b)",
        "2",
    ]


def test_i_is_a_letter_between_h_and_j(labels):
    lines = "".join(f"({letter}) x;\n" for letter in "abcdefghij")
    assert labels("1. List:\n" + lines)[-3:] == ["1(h)", "1(i)", "1(j)"]


def test_i_is_roman_before_ii(labels):
    lines = "".join(f"({letter}) x;\n" for letter in "abcdefg")
    text = "1. List:\n" + lines + "(h) with parts:\n(i) one;\n(ii) two.\n"
    assert labels(text)[-3:] == ["1(h)", "1(h)(i)", "1(h)(ii)"]


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        (["(a)", "(b)", "(c)"], ["(a)", "(b)", "(c)"]),
        (["a)", "b)", "c)"], ["(a)", "(b)", "(c)"]),
        (["（a）", "（b）", "（c）"], ["(a)", "(b)", "(c)"]),
        (["а)", "б)", "в)"], ["(a)", "(b)", "(c)"]),
        (["a)", "b)", "с)"], ["(a)", "(b)", "(c)"]),  # the last is Cyrillic
        (["أ)", "ب)", "ج)"], ["(a)", "(b)", "(c)"]),
        (["(أ)", "(ب)", "(ج)"], ["(a)", "(b)", "(c)"]),
        (["(i)", "(ii)", "(iii)"], ["(i)", "(ii)", "(iii)"]),
        (["（一）", "（二）", "（三）"], ["(i)", "(ii)", "(iii)"]),
        (["一、", "二、", "三、"], ["(i)", "(ii)", "(iii)"]),
        (["①", "②", "③"], ["(i)", "(ii)", "(iii)"]),
        (["‘1’", "‘2’", "‘3’"], ["(i)", "(ii)", "(iii)"]),
        (["(1)", "(2)", "(3)"], ["(1)", "(2)", "(3)"]),
        (["(A)", "(B)", "(C)"], ["(A)", "(B)", "(C)"]),
    ],
)
def test_label_styles_are_named_by_place(parse, printed, wanted):
    items = "".join(f"{label} слово 词语;\n" for label in printed)
    units = parse(f"1. First:\n{items}2. Second.\n").units
    assert [unit.label for unit in units] == ["1", *(f"1{label}" for label in wanted), "2"]
    assert [unit.printed_label for unit in units[1:-1]] == printed


@pytest.mark.parametrize(
    "printed",
    [
        ["1.", "2.", "3."],
        ["１．", "２．", "３．"],
        ["1、", "2、", "3、"],
        ["١.", "٢.", "٣."],
    ],
)
def test_main_number_styles(labels, printed):
    assert labels("".join(f"{number} 词语 word.\n" for number in printed)) == ["1", "2", "3"]


@pytest.mark.parametrize("form", ["{}-", "{} -", "-{}", "{} –"])
@pytest.mark.parametrize("digits", ["123", "١٢٣"])
def test_arabic_main_numbers(labels, form, digits):
    text = "".join(f"{form.format(digit)} الفقرة الأولى.\n" for digit in digits)
    assert labels(text) == ["1", "2", "3"]


def test_decimal_numbers(labels):
    text = "10.1 The first.\n10.2 The second:\n(a) X;\n(b) Y.\n11.1 The next section.\n"
    assert labels(text) == ["10.1", "10.2", "10.2(a)", "10.2(b)", "11.1"]


def test_label_alone_on_its_line(texts):
    found = texts("1.\nText one.\n2.\n\nText two:\n(a)\nsub one;\n(b) \nsub two.\n")
    assert found == {
        "1": "Text one.",
        "2": "Text two:",
        "2(a)": "sub one;",
        "2(b)": "sub two.",
    }


def test_short_items_without_punctuation(labels):
    text = "1. Opening of the meeting\n2. Organizational matters\n3. Other:\n(a) Dates\n(b) Venue\n"
    assert labels(text) == ["1", "2", "3", "3(a)", "3(b)"]


def test_list_numbered_like_paragraphs_inside_one(parse):
    units = parse("1. The list follows:\n1. one;\n2. two.\n2. Next.\n3. More.\n").units
    assert [unit.label for unit in units] == ["1", "1/1", "1/2", "2", "3"]
    assert units[1].parent == "1"
    assert units[1].chapeau == "The list follows:"


def test_governing_text_gathers_from_all_parents(parse):
    units = {u.label: u for u in parse("1. Was said. It will:\n(a) Do, by:\n(i) x;\n").units}
    assert units["1(a)(i)"].chapeau == "It will: Do, by:"
    assert units["1(a)"].parent == "1"
    assert units["1(a)(i)"].parent == "1(a)"


def test_missing_item_is_reported(parse):
    document = parse("1. List:\n(a) x;\n(c) z;\n(d) u.\n")
    assert [unit.label for unit in document.units] == ["1", "1(a)", "1(c)", "1(d)"]
    assert any("missing before line 3" in warning for warning in document.warnings)
