"""Word's automatic numbers are printed as Word prints them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.reading.docx.ooxml import (
    abstract,
    level,
    num,
    numbered,
    p,
    run,
    start_override,
    style,
    styled,
)

Texts = Callable[..., list[str]]
UN = abstract(
    1,
    level(0, "decimal", "%1."),
    level(1, "lowerLetter", "(%2)"),
    level(2, "lowerRoman", "(%3)"),
)
DECIMAL = abstract(
    1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")
)


def items(*levels: int, key: int = 1) -> str:
    return "".join(numbered(key, place, "x") for place in levels)


def test_three_levels_are_counted_each_and_begin_anew_below_the_next(texts: Texts) -> None:
    body = items(0, 1, 2, 2, 1, 2, 0, 1)

    assert texts(body, numbering=UN + num(1, 1)) == [
        "1. x", "(a) x", "(i) x", "(ii) x", "(b) x", "(i) x", "2. x", "(a) x",
    ]  # fmt: skip


def test_a_label_names_the_levels_above_it(texts: Texts) -> None:
    assert texts(items(0, 1, 2, 1, 0, 1), numbering=DECIMAL + num(1, 1)) == [
        "1. x", "1.1 x", "1.1.1 x", "1.2 x", "2. x", "2.1 x",
    ]  # fmt: skip


def test_a_level_that_was_skipped_counts_as_begun(texts: Texts) -> None:
    assert texts(items(1, 1, 0, 2, 1), numbering=DECIMAL + num(1, 1)) == [
        "1.1 x", "1.2 x", "2. x", "2.1.1 x", "2.2 x",
    ]  # fmt: skip


def test_lists_of_one_definition_count_on_unless_one_says_where_it_begins(texts: Texts) -> None:
    lists = (
        num(1, 1) + num(2, 1) + num(3, 1, start_override(0, 1)) + num(4, 1, start_override(0, 9))
    )
    body = items(0, 0) + items(0, key=2) + items(0, 0, key=3) + items(0, 0, key=4) + items(0)

    assert texts(body, numbering=UN + lists) == [
        "1. x", "2. x", "3. x", "1. x", "2. x", "9. x", "10. x", "11. x",
    ]  # fmt: skip


def test_a_list_of_its_own_definition_counts_apart(texts: Texts) -> None:
    other = abstract(2, level(0, "upperLetter", "%1."))
    body = items(0) + items(0, key=2) + items(0) + items(0, key=2)

    assert texts(body, numbering=UN + other + num(1, 1) + num(2, 2)) == [
        "1. x", "A. x", "2. x", "B. x",
    ]  # fmt: skip


def test_an_override_replaces_a_level(texts: Texts) -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'

    assert texts(items(0, key=2), numbering=UN + num(1, 1) + num(2, 1, own)) == ["I) x"]


def test_a_level_may_never_begin_anew_or_only_below_a_higher_one(texts: Texts) -> None:
    definition = abstract(
        1,
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "(%2)", more='<w:lvlRestart w:val="0"/>'),
        level(2, "lowerRoman", "(%3)", more='<w:lvlRestart w:val="1"/>'),
    )

    assert texts(items(0, 1, 2, 1, 2, 0, 1, 2), numbering=definition + num(1, 1)) == [
        "1. x", "(a) x", "(i) x", "(b) x", "(ii) x", "2. x", "(c) x", "(i) x",
    ]  # fmt: skip


def test_legal_numbering_prints_all_levels_in_digits(texts: Texts) -> None:
    definition = abstract(
        1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    )

    assert texts(items(0, 0, 1), numbering=definition + num(1, 1)) == ["I. x", "II. x", "2.1 x"]


def test_no_gap_stands_where_none_is_printed(texts: Texts) -> None:
    definition = abstract(
        1, level(0, "chineseCountingThousand", "%1、", more='<w:suff w:val="nothing"/>')
    )

    assert texts(numbered(1, 0, "导言"), numbering=definition + num(1, 1)) == ["一、导言"]


def test_bullets_read_as_bullets_whatever_their_font(texts: Texts) -> None:
    symbol = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    courier = '<w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr>'
    definition = abstract(
        1,
        level(0, "bullet", "\uf0b7", after=symbol),
        level(1, "bullet", "o", after=courier),
        level(2, "bullet", "-"),
    )

    assert texts(items(0, 1, 2), numbering=definition + num(1, 1)) == ["• x", "○ x", "- x"]


def test_a_style_numbers_its_paragraphs_at_the_level_that_names_it(texts: Texts) -> None:
    definition = abstract(
        1,
        level(0, "decimal", "%1.", after='<w:pStyle w:val="Para"/>'),
        level(1, "lowerLetter", "(%2)", after='<w:pStyle w:val="Sub"/>'),
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        style("Para", listed)
        + style("Sub", listed)
        + style("Heir", '<w:basedOn w:val="Para"/>')
        + style(
            "Free",
            '<w:basedOn w:val="Para"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>',
        )
    )
    body = "".join(styled(key, "x") for key in ("Para", "Sub", "Sub", "Heir", "Free", "Sub"))

    assert texts(body, styles=styles, numbering=definition + num(1, 1)) == [
        "1. x", "(a) x", "(b) x", "2. x", "x", "(a) x",
    ]  # fmt: skip


def test_a_paragraph_can_leave_the_list_of_its_style(texts: Texts) -> None:
    styles = style("Para", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    off = styled("Para", "x", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = styled("Para", "x") + off + styled("Para", "x")

    assert texts(body, styles=styles, numbering=UN + num(1, 1)) == ["1. x", "x", "2. x"]


def test_a_definition_that_links_to_a_list_style_is_that_of_the_style(texts: Texts) -> None:
    linking = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="UN"/></w:abstractNum>'
    linked = UN.replace("<w:lvl ", '<w:styleLink w:val="UN"/><w:lvl ', 1)
    body = items(0, key=1) + items(0, 1, key=2)

    assert texts(body, numbering=linked + linking + num(1, 1) + num(2, 2)) == [
        "1. x", "2. x", "(a) x",
    ]  # fmt: skip


def test_an_empty_item_counts_and_prints_nothing(texts: Texts) -> None:
    body = numbered(1, 0, "x") + numbered(1, 0) + numbered(1, 0, "x")

    assert texts(body, numbering=UN + num(1, 1)) == ["1. x", "3. x"]


def test_a_deleted_item_does_not_count(texts: Texts) -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        "<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    )

    assert texts(items(0) + gone + items(0), numbering=UN + num(1, 1)) == ["1. x", "2. x"]


def test_an_unknown_format_is_written_in_digits_and_said(rendered: Callable[..., object]) -> None:
    definition = abstract(1, level(0, "hebrew1", "%1."))
    read = rendered(items(0), parts={"numbering": definition + num(1, 1)})

    assert [line.text for line in read.lines] == ["1. x"]
    assert read.warnings == ("Numbers in Word's format hebrew1 were written in digits.",)


@pytest.mark.parametrize("key", ["7", "x", "-1", "999999999999"])
def test_a_list_that_is_not_there_prints_nothing(texts: Texts, key: str) -> None:
    body = p(
        run("x"),
        properties=f'<w:numPr><w:ilvl w:val="99"/><w:numId w:val="{key}"/></w:numPr>',
    )

    assert texts(body, numbering=UN + num(1, 1)) == ["x"]
