"""Lines on paper become paragraphs again: each one line, and on the page that it begins on."""

from __future__ import annotations

import pytest

from index.model import ParsedDocument
from index.parsing.document import parse_document
from index.reading.pdf import read_pdf
from index.reading.pdf.hyphens import Joiner
from tests.unit.reading.pdf.typesetting import Paragraph, Sheet, typeset

LONG = (
    "The secretariat received replies from 38 Parties between 2 May and 30 November 2037, and from "
    "the 14 organizations that had been invited to take part in the survey of mountain springs."
)
OTHER = (
    "Of the 1,240 springs surveyed, 212 had run dry since 2025; most of them stood below roads "
    "that were cut into the slopes in the ten years before, or beside wells drilled for bottling."
)


def lines(content: bytes) -> list[str]:
    return [line.text for line in read_pdf(content, name="note.pdf").lines if line.text]


def parsed(content: bytes) -> ParsedDocument:
    rendered = read_pdf(content, name="note.pdf")
    return parse_document(rendered.lines, name="note.pdf", lang="en", metadata={})


@pytest.mark.parametrize("justified", [True, False])
@pytest.mark.parametrize(
    ("left", "first"), [(0.0, 0.0), (0.0, 24.0), (24.0, 0.0)], ids=["flush", "indented", "hanging"]
)
def test_wrapped_lines_are_one_paragraph(justified: bool, left: float, first: float) -> None:
    paragraphs = [Paragraph(text, left=left, first=first) for text in (LONG, OTHER, LONG)]

    assert lines(typeset(paragraphs, Sheet(justified=justified))) == [LONG, OTHER, LONG]


def test_paragraphs_without_space_between_are_told_by_their_last_lines_and_indents() -> None:
    paragraphs = [Paragraph(text, first=24.0, after=0.0) for text in (LONG, OTHER, LONG)]

    assert lines(typeset(paragraphs)) == [LONG, OTHER, LONG]


def test_labels_stand_before_their_text_whatever_the_gap() -> None:
    paragraphs = [
        Paragraph(LONG, "1."),
        Paragraph(OTHER, "2.", left=60.0),
        Paragraph(LONG, "(a)", left=60.0, first=24.0),
    ]

    assert lines(typeset(paragraphs)) == [f"1. {LONG}", f"2. {OTHER}", f"(a) {LONG}"]


def test_a_number_that_begins_a_wrapped_line_is_no_label() -> None:
    text = (
        "The Conference of the Parties considered the note at its third session (see document "
        "CBD/COP/22/6, paras. 4 and 5, and the annex to it, which is dated 14 March and holds "
        "12. figures in all) and took no decision on the elements of guidance that it holds."
    )
    for width in range(330, 520, 24):
        assert lines(typeset([Paragraph(text), Paragraph(LONG)], Sheet(width=width))) == [
            text,
            LONG,
        ]


def test_a_paragraph_goes_on_behind_a_page_break() -> None:
    paragraphs = [Paragraph(LONG if place % 2 else OTHER, f"{place}.") for place in range(1, 30)]
    document = parsed(typeset(paragraphs, Sheet(height=330)))

    assert [unit.text for unit in document.units] == [paragraph.text for paragraph in paragraphs]


def test_a_unit_knows_the_page_that_it_begins_on() -> None:
    paragraphs = [Paragraph(OTHER, f"{place}.") for place in range(1, 11)]
    document = parsed(typeset(paragraphs, Sheet(height=270)))

    # 150 pt hold three paragraphs of three lines (12.5 pt) and a space (6 pt), and two lines more.
    assert [unit.page for unit in document.units] == [1, 1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_a_title_over_two_lines_is_one_line() -> None:
    title = "POLLINATORS AND ARTIFICIAL LIGHT AT NIGHT: COOPERATION WITH OTHER CONVENTIONS"
    paragraphs = [Paragraph(title, bold=True, centred=True), Paragraph(LONG, "1.")]

    assert lines(typeset(paragraphs, Sheet(width=380))) == [title, f"1. {LONG}"]


def test_lines_of_a_masthead_stay_apart() -> None:
    masthead = ["Twenty-third meeting", "Tbilisi, 4–15 October 2038", "Item 9 of the agenda"]
    paragraphs = [Paragraph(text, after=4.0) for text in masthead]

    assert lines(typeset([*paragraphs, Paragraph(LONG, "1.")])) == [*masthead, f"1. {LONG}"]


def test_a_division_that_the_document_knows_undivided_is_undone() -> None:
    text = "Parties reported on environmental law. " * 6
    divided = {"environmental": "environ-mental"}
    content = typeset([Paragraph(text.strip())], Sheet(width=260), hyphens=divided)

    assert lines(content) == [text.strip()]


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "joined"),
    [
        ("an environ-", "mental law", "environmental", "an environmental law"),
        ("the sub-", "regional office", "sub-regional", "the sub-regional office"),
        ("the sub-", "regional office", "nothing of it", "the sub-regional office"),
        ("the COP-", "MOP met", "nothing", "the COP-MOP met"),
        ("for 2031-", "2034 only", "nothing", "for 2031-2034 only"),
        ("a re\u00ad", "port", "nothing", "a report"),
        ("the end", "of it", "nothing", "the end of it"),
        ("国际", "合作", "", "国际合作"),
    ],
)
def test_what_joins_two_lines(first: str, second: str, elsewhere: str, joined: str) -> None:
    assert Joiner([[first, second], [elsewhere]]).joined([first, second]) == joined


def test_a_document_that_divides_words_divides_unknown_ones_too() -> None:
    proofs = [["environ-", "mental", "environmental"], ["conven-", "tion", "convention"]]
    known = [["The words environmental and convention and long and term are known."]]
    joiner = Joiner([*proofs, *known])

    assert joiner.joined(["a bio-", "logical corridor"]) == "a biological corridor"
    assert joiner.joined(["a long-", "term plan"]) == "a long-term plan"
