"""One source printed as TXT, HTML, DOCX and PDF is one document, to the last footnote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from index.model import ParsedDocument
from index.reading.source import parse_source
from index.reading.source_file import SourceFile

from .build_docx import build_docx
from .build_html import build_html
from .build_pdf import build_pdf
from .source_blocks import SOURCES, Source, build_txt

BUILDERS: dict[str, Callable[[Source], bytes]] = {
    "txt": lambda source: build_txt(source.blocks),
    "html": lambda source: build_html(source.blocks, source.lang),
    "docx": lambda source: build_docx(source.blocks),
    "pdf": lambda source: build_pdf(source.blocks),
}
LABELS = [
    *("1", "2", "3", "3(a)", "3(a)(i)", "3(a)(ii)", "3(a)(ii)(a)", "3(a)(ii)(b)", "3(a)(iii)"),
    *("3(b)", "3(c)", "4", "5", "6", "7", "7/pp1", "7/pp2", "7/1", "7/2", "7/2(a)", "7/2(b)"),
]
ANCHORS = {"1": "1", "2": "3(a)(i)", "3": "3(a)(ii)(b)", "4": "3(c)", "5": "4", "6": "4"}


def parsed(source: Source, suffix: str) -> ParsedDocument:
    content = BUILDERS[suffix](source)
    document = parse_source(SourceFile(f"springs.{suffix}", content, {}))
    assert isinstance(document, ParsedDocument)
    return document


@pytest.mark.parametrize("suffix", BUILDERS)
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.lang)
def test_every_format_gives_the_same_paragraphs_and_footnotes(source, suffix):
    document, expected = parsed(source, suffix), parsed(source, "txt")
    lines = {"start_line": 0, "end_line": 0, "page": 0}
    assert [replace(unit, **lines) for unit in document.units] == [
        replace(unit, **lines) for unit in expected.units
    ]
    assert [replace(note, line=0) for note in document.footnotes] == [
        replace(note, line=0) for note in expected.footnotes
    ]
    assert document.metadata == expected.metadata
    assert document.lang == source.lang
    assert document.warnings == ()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.lang)
def test_what_all_of_them_are_compared_with_is_the_source(source):
    document = parsed(source, "txt")
    assert [unit.label for unit in document.units] == LABELS
    printed = {block.text: block for block in source.blocks}
    for unit in document.units:
        text = unit.text if unit.label != "7" else _first_sentence(unit.text)
        block = printed[text]
        assert [(ref.offset, ref.number) for ref in unit.footnote_refs] == [
            (offset, number) for offset, number, _ in block.notes
        ]
    assert {note.number: note.label for note in document.footnotes} == {**ANCHORS, "7": "7/2(a)"}
    assert [note.text for note in document.footnotes] == [
        text for block in source.blocks for _, _, text in block.notes
    ]
    path = {unit.label: unit.section_path for unit in document.units}
    headings = [f"{block.label} {block.text}" for block in source.blocks if block.kind == "heading"]
    assert path["3(a)(ii)(b)"] == (headings[1], headings[2])
    assert path["6"] == (headings[1], headings[3])
    assert path["7/2(b)"] == (headings[4],)


def _first_sentence(text: str) -> str:
    """A paragraph that introduces a draft is printed on, in its parsed form, by who speaks."""
    return text[: max(text.find(":"), text.find("：")) + 1]


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
def test_a_wrong_name_changes_nothing_but_a_warning(suffix):
    content = BUILDERS[suffix](SOURCES[0])
    document = parse_source(SourceFile("springs.md", content, {}))
    assert isinstance(document, ParsedDocument)
    assert [unit.label for unit in document.units] == LABELS
    [warning] = document.warnings
    assert "named like Markdown" in warning
