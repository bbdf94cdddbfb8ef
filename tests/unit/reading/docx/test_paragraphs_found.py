"""From a Word file to numbered units: three levels, a draft that begins anew, notes in items."""

from __future__ import annotations

from collections.abc import Callable

from index.model import FootnoteRef
from index.parsing.document import parse_document
from index.reading.rendered import Rendered
from tests.unit.reading.docx.ooxml import (
    abstract,
    level,
    mark,
    note,
    num,
    numbered,
    p,
    start_override,
    style,
    styled,
)

NUMBERING = (
    abstract(
        1,
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "(%2)"),
        level(2, "lowerRoman", "(%3)"),
    )
    + abstract(2, level(0, "upperRoman", "%1."))
    + num(1, 1)
    + num(2, 2)
    + num(3, 1, start_override(0, 1))
)
STYLES = style(
    "Heading1", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>'
)
BODY = (
    styled("Heading1", "LOSSES")
    + numbered(1, 0, "The causes are:")
    + numbered(1, 1, "Water drawn", mark(2), " for:")
    + numbered(1, 2, "Bottling;")
    + numbered(1, 2, "Cooling", mark(1), ";")
    + numbered(1, 1, "Roads.")
    + styled("Heading1", "ELEMENTS OF A DRAFT DECISION")
    + numbered(1, 0, "The Conference of the Parties may wish to adopt the following:")
    + p("The Conference of the Parties,")
    + p("Recalling its decision 22/14,")
    + numbered(3, 0, "Invites Parties to act;")
    + numbered(3, 0, "Decides to meet again.")
)
NOTES = note(1, "Of power plants.") + note(2, "By licence.")


def test_units_have_the_labels_texts_and_notes_of_the_page(
    rendered: Callable[..., Rendered],
) -> None:
    parts = {"numbering": NUMBERING, "styles": STYLES, "footnotes": NOTES}
    read = rendered(BODY, parts=parts)
    document = parse_document(read.lines, name="x.docx", lang="en", metadata={})

    assert [(unit.label, unit.printed_label, unit.text) for unit in document.units] == [
        ("1", "1.", "The causes are:"),
        ("1(a)", "(a)", "Water drawn for:"),
        ("1(a)(i)", "(i)", "Bottling;"),
        ("1(a)(ii)", "(ii)", "Cooling;"),
        ("1(b)", "(b)", "Roads."),
        (
            "2",
            "2.",
            "The Conference of the Parties may wish to adopt the following: "
            "The Conference of the Parties,",
        ),
        ("2/pp1", "", "Recalling its decision 22/14,"),
        ("2/1", "1.", "Invites Parties to act;"),
        ("2/2", "2.", "Decides to meet again."),
    ]
    assert {unit.section_path for unit in document.units} == {
        ("I. LOSSES",),
        ("II. ELEMENTS OF A DRAFT DECISION",),
    }
    assert {u.label: u.footnote_refs for u in document.units if u.footnote_refs} == {
        "1(a)": (FootnoteRef("1", 11),),
        "1(a)(ii)": (FootnoteRef("2", 7),),
    }
    assert [(n.number, n.text, n.label, n.anchored) for n in document.footnotes] == [
        ("1", "By licence.", "1(a)", True),
        ("2", "Of power plants.", "1(a)(ii)", True),
    ]
    assert document.warnings == ()
