"""However its pages are set, a document has the same units, footnotes and fields."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model import ParsedDocument
from index.parsing.document import parse_document
from index.parsing.lines import Line
from index.reading.pdf import read_pdf
from index.reading.text_lines import plain_lines, split_lines
from tests.unit.reading.formats.build_pdf import paragraph_of
from tests.unit.reading.formats.source_blocks import SOURCES, Source, build_txt
from tests.unit.reading.pdf.typesetting import Sheet, typeset

SHEETS = {
    "small": Sheet(width=360, height=340),
    "narrow, ragged": Sheet(width=300, height=420, justified=False),
    "wide": Sheet(width=595, height=300),
    "large": Sheet(width=595, height=842),
    "two columns": Sheet(width=595, height=420, columns=2),
    "low columns": Sheet(width=595, height=300, columns=2),
}


def parsed(lines: list[Line], source: Source) -> ParsedDocument:
    return parse_document(lines, name="note", lang=source.lang, metadata={})


def shown(document: ParsedDocument) -> list[object]:
    units = [
        (u.label, u.printed_label, u.kind, u.parent, u.section_path, u.chapeau, u.text)
        for u in document.units
    ]
    refs = [unit.footnote_refs for unit in document.units]
    notes = [(note.number, note.text, note.label) for note in document.footnotes]
    return [units, refs, notes, document.metadata]


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.lang)
def test_the_layout_changes_nothing(source: Source, sheet: str) -> None:
    symbol = source.blocks[0].text
    pages = replace(
        SHEETS[sheet],
        head=lambda page: (symbol, f"Page {page}") if page > 1 else (),
        foot=lambda page: ("38-01234 (E) 140338",) if page == 1 else ("/...",),
        chinese=source.lang == "zh",
    )
    content = typeset([paragraph_of(block) for block in source.blocks], pages)

    rendered = read_pdf(content, name="note.pdf")

    text = build_txt(source.blocks).decode("utf-8")
    expected = parsed(plain_lines(split_lines(text)), source)
    assert shown(parsed(list(rendered.lines), source)) == shown(expected)
    assert rendered.warnings == ()
    assert rendered.metadata == {}
