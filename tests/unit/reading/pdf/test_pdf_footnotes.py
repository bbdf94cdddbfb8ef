"""Footnotes leave the foot of the page for the end, where the parser attaches them."""

from __future__ import annotations

from index.model import ParsedDocument
from index.parsing.document import parse_document
from index.reading.pdf import read_pdf
from index.reading.pdf.footnotes import Notes
from index.reading.pdf.hyphens import Joiner
from index.reading.pdf.lines import PrintedLine
from index.reading.pdf.page import Rule
from tests.unit.reading.pdf.typesetting import Note, Paragraph, Sheet, typeset

TEXT = "The secretariat received replies from 38 Parties, which are set out in document 22/6."


def parsed(content: bytes) -> ParsedDocument:
    rendered = read_pdf(content, name="note.pdf")
    return parse_document(rendered.lines, name="note.pdf", lang="en", metadata={})


def noted(number: int, note: str, offset: int = 28) -> Paragraph:
    return Paragraph(TEXT, f"{number}.", notes=(Note(offset, str(number), note),))


def line(text: str, base: float, *, size: float = 10.0, page: int = 1) -> PrintedLine:
    return PrintedLine(text, page, 0, 60.0, 60.0, 300.0, base, size, False)


def taken(*pages: list[PrintedLine], rules: tuple[Rule, ...] = ()) -> list[str]:
    notes = Notes(10.0)
    for lines in pages:
        notes.take(lines, rules)
    return [text for text, _ in notes.lines(Joiner([]), raised=True)]


def test_notes_of_many_pages_are_attached_to_their_paragraphs() -> None:
    paragraphs = [noted(number, f"Note {number} on this.") for number in range(1, 26)]
    document = parsed(typeset(paragraphs, Sheet(height=330)))

    assert [unit.text for unit in document.units] == [TEXT] * 25
    assert [[(r.number, r.offset) for r in unit.footnote_refs] for unit in document.units] == [
        [(str(number), 28)] for number in range(1, 26)
    ]
    assert [(n.number, n.text, n.label) for n in document.footnotes] == [
        (str(number), f"Note {number} on this.", str(number)) for number in range(1, 26)
    ]
    assert document.warnings == ()


def test_a_note_over_several_lines_is_one() -> None:
    note = "Measured at the mouth of each spring by the national herbarium, " * 3 + "in 2037."
    document = parsed(typeset([noted(1, note), noted(2, "Short.")], Sheet(width=330)))

    assert [n.text for n in document.footnotes] == [note, "Short."]


def test_two_marks_in_one_paragraph_keep_their_places() -> None:
    notes = (Note(15, "1", "First."), Note(len(TEXT), "2", "Second."))
    document = parsed(typeset([Paragraph(TEXT, "1.", notes=notes)]))

    assert [(r.number, r.offset) for r in document.units[0].footnote_refs] == [
        ("1", 15),
        ("2", len(TEXT)),
    ]


def test_notes_below_each_column_are_found() -> None:
    paragraphs = [noted(number, f"Note {number} on this.") for number in range(1, 26)]
    document = parsed(typeset(paragraphs, Sheet(width=595, height=360, columns=2)))

    assert [n.text for n in document.footnotes] == [f"Note {n} on this." for n in range(1, 26)]
    assert all(note.anchored for note in document.footnotes)


def test_small_print_without_a_mark_stays_in_the_text() -> None:
    assert taken([line("Text", 700), line("Source: the survey", 100, size=8)]) == []


def test_a_note_that_goes_on_over_the_page_is_joined_to_its_beginning() -> None:
    first = [line("Text", 700), line("¹ It begins", 90, size=8)]
    second = [line("More", 700, page=2), line("and ends.", 90, size=8, page=2)]

    assert taken(first, second, rules=(Rule(60, 130, 110),)) == ["¹ It begins and ends."]


def test_marks_that_were_not_raised_are_numbered_by_their_sequence() -> None:
    lines = [
        line("Text", 700),
        line("1Submitted late.", 90, size=8),
        line("2See annex.", 80, size=8),
    ]

    assert taken(lines, rules=(Rule(60, 130, 110),)) == ["¹ Submitted late.", "² See annex."]


def test_a_line_of_a_note_may_begin_with_a_number() -> None:
    lines = [
        line("Text", 700),
        line("¹ Adopted on", 90, size=8),
        line("12 March 2038.", 80, size=8),
    ]

    assert taken(lines, rules=(Rule(60, 130, 110),)) == ["¹ Adopted on 12 March 2038."]


def test_an_asterisk_is_a_note_too() -> None:
    lines = [line("Text*", 700), line("* CBD/COP/23/1.", 90, size=8), line("¹ Late.", 80, size=8)]

    assert taken(lines) == ["* CBD/COP/23/1.", "¹ Late."]
