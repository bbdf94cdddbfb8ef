"""Lines that begin with a number by chance are text."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "line",
    [
        "2012. That year was dry.",
        "15 March 2012 was the date of the meeting.",
        "1.5 million hectares were lost.",
        "30 organizations took part.",
        "30多个组织参加了会议。",
        "2010年10月举行了会议。",
        "12 May 2012.",
        "3,000 people came.",
        "8–19 October 2012 were the dates.",
        "г. Москва принимала совещание.",
        "v. Smith was decided.",
        "e.g. this one.",
    ],
)
def test_line_with_chance_number_continues_the_paragraph(texts, line):
    found = texts(f"1. The first paragraph ends here.\n{line}\n2. The second one.\n3. The third.\n")
    assert list(found) == ["1", "2", "3"]
    assert found["1"].endswith(line)


def test_wrapped_line_that_begins_with_an_unexpected_number(texts):
    found = texts(
        "1. The Subsidiary Body took note of the report at its last meeting held on\n"
        "12. October 2030 in the margins of the conference.\n\n"
        "2. The second paragraph.\n\n3. The third.\n"
    )
    assert list(found) == ["1", "2", "3"]
    assert "held on 12. October 2030" in found["1"]


def test_wrapped_line_that_begins_with_the_expected_number(texts):
    found = texts(
        "1. The group of experts considered the matter and reported as asked in paragraph\n"
        "2. The report was then made available to all Parties before the meeting.\n\n"
        "2. The second paragraph.\n\n3. The third.\n"
    )
    assert list(found) == ["1", "2", "3"]
    assert "in paragraph 2. The report" in found["1"]
    assert found["2"] == "The second paragraph."


def test_wrapped_line_that_begins_with_a_letter_in_brackets(labels):
    text = (
        "1. The Secretariat recalled the requests that are found in subparagraphs (a) and\n"
        "(b) of the decision.\n\n2. The second paragraph.\n"
    )
    assert labels(text) == ["1", "2"]


def test_enumeration_inside_a_chinese_paragraph(labels):
    assert labels("1. 包括：（一）森林；（二）湿地。\n2. 其他。\n") == ["1", "2"]


def test_text_that_looks_numbered_is_reported(parse):
    document = parse("1. One.\n40. Chance.\n2. Two.\n3. Three.\n")
    assert [unit.label for unit in document.units] == ["1", "2", "3"]
    assert any('Line 2 begins with "40."' in warning for warning in document.warnings)


def test_contents_are_no_paragraphs(parse):
    document = parse(
        "CONTENTS\n\nI. INTRODUCTION ........ 2\n1. Scope ........ 3\nII. END\t4\n\n"
        "I. INTRODUCTION\n1. One.\nII. END\n2. Two.\n"
    )
    assert [unit.section_path for unit in document.units] == [("I. INTRODUCTION",), ("II. END",)]


def test_page_furniture_does_not_break_a_paragraph(texts):
    found = texts(
        "1. The Executive Secretary convened the group of experts on the matter in\n"
        "CBD/COP/18/1\nPage 2\nparagraph 12 of the decision.\n2. Next.\n"
    )
    assert found["1"].endswith("on the matter in paragraph 12 of the decision.")
    assert found["2"] == "Next."
