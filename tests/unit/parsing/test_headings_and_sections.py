"""Headings of every form and the section paths that follow from them."""

from __future__ import annotations

import pytest

from index.model import BlockKind


def paths(document):
    return {unit.label: unit.section_path for unit in document.units}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I. INTRODUCTION", "A. Scope"),
        ("一、导言", "A. 范围"),
        ("أولا - مقدمة", "ألف - النطاق"),
        ("I. Введение", "A. Сфера охвата"),
        ("I. Введение", "А. Сфера охвата"),  # Cyrillic А
        ("Chapter I", "Section 1"),
        ("第一章 总则", "第一节 范围"),
    ],
)
def test_two_levels(parse, first, second):
    document = parse(f"{first}\n{second}\n1. 词 word.\n")
    assert paths(document) == {"1": (first, second)}
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    assert [block.level for block in headings] == [1, 2]


def test_title_on_the_next_line(parse):
    document = parse("一\n导言\n1. 甲。\n二、\n其他事项\n2. 乙。\n")
    assert paths(document) == {"1": ("一 导言",), "2": ("二 其他事项",)}


def test_wrapped_title_in_capitals(parse):
    text = "I. IMPLEMENTATION OF THE DECISIONS OF THE CONFERENCE\nOF THE PARTIES\n1. One.\n"
    assert paths(parse(text))["1"] == (
        "I. IMPLEMENTATION OF THE DECISIONS OF THE CONFERENCE OF THE PARTIES",
    )


def test_letter_i_after_h_and_roman_i(parse):
    letters = "".join(
        f"{letter}. Title {letter}\n{n}. x.\n" for n, letter in enumerate("ABCDEFGHI", 1)
    )
    found = paths(parse("I. FIRST\n" + letters + "II. SECOND\n10. y.\n"))
    assert found["9"] == ("I. FIRST", "I. Title I")
    assert found["10"] == ("II. SECOND",)


def test_capitals_without_number(parse):
    document = parse("BACKGROUND\n\n1. One.\n\nNEXT STEPS\n\n2. Two.\n")
    assert paths(document)["2"] == ("NEXT STEPS",)


def test_numbered_titles_between_numbered_paragraphs(parse):
    document = parse(
        "1. Introduction\n1. The note is short.\n2. It has parts.\n2. Background\n3. It is long.\n"
    )
    assert paths(document) == {
        "1": ("1. Introduction",),
        "2": ("1. Introduction",),
        "3": ("2. Background",),
    }


def test_markdown_headings(parse):
    document = parse(
        "# Title\n\n## I. One\n\n1. A.\n\n### Sub\n\n2. B.\n\n## II. Two\n\n3. C.\n", markdown=True
    )
    assert paths(document) == {"1": ("I. One",), "2": ("I. One", "Sub"), "3": ("II. Two",)}
    assert document.metadata["title"] == "Title"


def test_markdown_emphasis_is_not_text(parse):
    document = parse("1. **Takes note** of the _plan_ for snake_case\\*;\n", markdown=True)
    assert document.units[0].text == "Takes note of the plan for snake_case*;"


def test_prose_that_begins_like_a_heading(labels, parse):
    document = parse("1. One.\nI. Smith and A. Jones attended, as noted.\n2. Two.\n")
    assert document.units[0].section_path == ()
    assert document.units[1].section_path == ()


def test_unnumbered_paragraph_after_a_blank_line_is_text(parse):
    document = parse("1. First.\n\nAn unnumbered paragraph.\n\n2. Second.\n")
    assert [u.text for u in document.units] == ["First.", "Second."]
    [block] = [block for block in document.blocks if block.kind is BlockKind.TEXT]
    assert block.text == "An unnumbered paragraph."


def test_unfinished_sentence_goes_on_after_a_blank_line(texts):
    assert (
        texts("1. The first and\n\ncontinues here.\n2. B.\n")["1"]
        == "The first and continues here."
    )


def test_document_without_numbers(parse):
    document = parse("Just some prose.\nMore of it.\n")
    assert document.units == ()
    assert any("No numbered paragraphs" in warning for warning in document.warnings)
