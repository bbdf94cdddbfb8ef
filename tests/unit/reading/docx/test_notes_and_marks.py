"""Footnotes and endnotes: marks where they stand, notes at the end, in a form that is found."""

from __future__ import annotations

from collections.abc import Callable

from index.model import FootnoteRef, ParsedDocument
from index.parsing.document import parse_document
from index.reading.rendered import Rendered
from tests.unit.reading.docx.ooxml import (
    abstract,
    field,
    level,
    mark,
    note,
    num,
    numbered,
    p,
    run,
)

Texts = Callable[..., list[str]]
Render = Callable[..., Rendered]
RAISED = '<w:vertAlign w:val="superscript"/>'
LISTS = abstract(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)")) + num(1, 1)


def parsed(read: Rendered) -> ParsedDocument:
    return parse_document(read.lines, name="test.docx", lang="en", metadata={})


def signed(key: int, sign: str) -> str:
    return (
        f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="{key}"/><w:t>{sign}</w:t></w:r>'
    )


def test_marks_are_raised_digits_and_notes_follow_a_rule(texts: Texts) -> None:
    body = p("One.", mark(2), " Two", mark(5), ".")
    notes = note(2, "First.") + note(5, "Second.")

    assert texts(body, footnotes=notes) == [
        "One.¹ Two².", "__________", "¹ First.", "² Second.",
    ]  # fmt: skip


def test_numbers_follow_the_order_of_the_marks_not_of_the_file(texts: Texts) -> None:
    notes = note(1, "Later.") + note(2, "Unused.") + note(3, "Sooner.")

    assert texts(p("A", mark(3), " b", mark(1)), footnotes=notes)[2:] == ["¹ Sooner.", "² Later."]


def test_separators_of_the_page_are_no_notes(texts: Texts) -> None:
    separator = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>rule</w:t></w:r></w:p></w:footnote>'
    )

    assert texts(p("A", mark(0)), footnotes=separator + note(1, "x")) == ["A"]


def test_an_asterisk_is_kept_as_the_sign_of_its_note(texts: Texts) -> None:
    own = f'<w:footnote w:id="1">{p("* CBD/COP/23/1.")}</w:footnote>'
    body = p("Item 9 of the provisional agenda ", signed(1, "*")) + p("Text", mark(2))

    assert texts(body, footnotes=own + note(2, "x")) == [
        "Item 9 of the provisional agenda*", "Text¹", "__________", "* CBD/COP/23/1.", "¹ x",
    ]  # fmt: skip


def test_a_sign_that_is_used_twice_gives_way_to_a_number(texts: Texts) -> None:
    own = "".join(f'<w:footnote w:id="{k}">{p(f"* n{k}")}</w:footnote>' for k in (1, 2))
    body = p("A", signed(1, "*"), " b", signed(2, "*"))

    assert texts(body, footnotes=own) == ["A* b¹", "__________", "* n1", "¹ n2"]


def test_marks_in_items_belong_to_their_paragraphs(rendered: Render) -> None:
    body = (
        numbered(1, 0, "Requests:")
        + numbered(1, 1, "To build", mark(1), ", and to mend", mark(2), ";")
        + numbered(1, 1, "To rest.")
        + numbered(1, 0, "Decides.", mark(3))
    )
    notes = note(1, "With stone.") + note(2, "With lime.") + note(3, "By consensus.")
    document = parsed(rendered(body, parts={"numbering": LISTS, "footnotes": notes}))

    assert {unit.label: unit.footnote_refs for unit in document.units} == {
        "1": (),
        "1(a)": (FootnoteRef("1", 8), FootnoteRef("2", 21)),
        "1(b)": (),
        "2": (FootnoteRef("3", 8),),
    }
    assert [(n.number, n.text, n.label) for n in document.footnotes] == [
        ("1", "With stone.", "1(a)"), ("2", "With lime.", "1(a)"), ("3", "By consensus.", "2"),
    ]  # fmt: skip


def test_two_notes_at_one_place_are_told_apart(rendered: Render) -> None:
    body = numbered(1, 0, "Notes", mark(1), run(",", RAISED), mark(2), " the report.")
    notes = note(1, "One.") + note(2, "Two.")
    read = rendered(body, parts={"numbering": LISTS, "footnotes": notes})
    document = parsed(read)

    assert read.lines[0].raw == "1. Notes¹,² the report."
    assert document.units[0].text == "Notes the report."
    assert document.units[0].footnote_refs == (FootnoteRef("1", 5), FootnoteRef("2", 5))


def test_an_exponent_is_no_mark_of_a_note(rendered: Render) -> None:
    body = numbered(
        1, 0, "Of 10", run("6", RAISED), " km", run("2", RAISED), ", half", mark(1), " and", mark(2)
    )
    notes = note(1, "One.") + note(2, "Two.")
    document = parsed(rendered(body, parts={"numbering": LISTS, "footnotes": notes}))

    assert document.units[0].text == "Of 10⁶ km², half and"
    assert document.units[0].footnote_refs == (FootnoteRef("1", 16), FootnoteRef("2", 20))
    assert [(n.number, n.label) for n in document.footnotes] == [("1", "1"), ("2", "1")]


def test_endnotes_have_roman_numbers_beside_footnotes(rendered: Render) -> None:
    body = numbered(1, 0, "A", mark(1), " b", mark(1, "endnote"), ".")
    parts = {
        "numbering": LISTS,
        "footnotes": note(1, "Foot."),
        "endnotes": note(1, "End.", "endnote"),
    }
    document = parsed(rendered(body, parts=parts))

    assert [(n.number, n.text, n.label) for n in document.footnotes] == [
        ("1", "Foot.", "1"), ("i", "End.", "1"),
    ]  # fmt: skip


def test_the_section_says_how_notes_are_numbered(texts: Texts) -> None:
    section = '<w:sectPr><w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr></w:sectPr>'

    assert texts(p("A", mark(1)) + section, footnotes=note(1, "x")) == [
        "A[^a]", "__________", "[^a]: x",
    ]  # fmt: skip


def test_counting_anew_is_said_and_not_done(rendered: Render) -> None:
    section = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    read = rendered(p("A", mark(1)) + section, parts={"footnotes": note(1, "x")})

    assert read.warnings == (
        "Footnotes are numbered anew on each page or in each section; here their numbers run "
        "through.",
    )


def test_a_note_of_several_paragraphs_is_one_line(texts: Texts) -> None:
    long = f'<w:footnote w:id="1">{p("First part.")}{p("Second part.")}</w:footnote>'

    assert texts(p("A", mark(1)), footnotes=long)[-1] == "¹ First part. Second part."


def test_the_address_behind_a_link_in_a_note_is_kept(rendered: Render) -> None:
    shown = field('HYPERLINK "https://example.org/springs"', "on the web")
    linked = f'<w:footnote w:id="1">{p("Available ", shown, ".")}</w:footnote>'
    body = numbered(1, 0, "A", mark(1))
    read = rendered(body, parts={"numbering": LISTS, "footnotes": linked})
    found = parsed(read).footnotes[0]

    assert read.lines[-1].raw == "¹ Available on the web."
    assert (found.text, found.urls) == ("Available on the web.", ("https://example.org/springs",))


def test_a_mark_whose_note_is_missing_is_left_out(texts: Texts) -> None:
    assert texts(p("A", mark(9), " b")) == ["A b"]


def test_a_mark_in_deleted_text_does_not_count(texts: Texts) -> None:
    body = p("A", f"<w:del>{mark(1)}</w:del>", " b", mark(2))

    assert texts(body, footnotes=note(1, "Gone.") + note(2, "Kept.")) == [
        "A b¹", "__________", "¹ Kept.",
    ]  # fmt: skip
