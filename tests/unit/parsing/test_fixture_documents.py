"""Documents in six languages parse exactly as written down beside them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from index.model import BlockKind, ParsedDocument
from index.reading.source import SourceFile, parse_source

DOCUMENTS = Path(__file__).resolve().parents[2] / "fixtures" / "documents"
NAMES = sorted(
    path.name.removesuffix(".expected.json") for path in DOCUMENTS.glob("*.expected.json")
)


def read(name: str) -> ParsedDocument:
    parsed = parse_source(SourceFile(name, (DOCUMENTS / name).read_bytes(), {}))
    assert isinstance(parsed, ParsedDocument)
    return parsed


def expected(name: str) -> dict[str, object]:
    return json.loads((DOCUMENTS / f"{name}.expected.json").read_text("utf-8"))


def test_there_is_a_document_in_each_language():
    assert {expected(name)["lang"] for name in NAMES} == {"ar", "en", "es", "fr", "ru", "zh"}


@pytest.mark.parametrize("name", NAMES)
def test_units(name):
    wanted = expected(name)
    found = [
        {
            "label": unit.label,
            "printed": unit.printed_label,
            "also": list(unit.alt_labels),
            "kind": unit.kind.value,
            "parent": unit.parent,
            "section": wanted["sections"].index(list(unit.section_path)),
            "lines": [unit.start_line, unit.end_line],
            "marks": [f"{ref.number}@{ref.offset}" for ref in unit.footnote_refs],
            "text": unit.text,
        }
        for unit in read(name).units
    ]
    assert found == wanted["units"]


@pytest.mark.parametrize("name", NAMES)
def test_header_and_language(name):
    document, wanted = read(name), expected(name)
    plain = {
        field: value.isoformat() if isinstance(value, date) else value
        for field, value in document.metadata.items()
    }
    assert plain == wanted["metadata"]
    assert document.lang == wanted["lang"]


@pytest.mark.parametrize("name", NAMES)
def test_footnotes(name):
    found = [
        {
            "number": note.number,
            "label": note.label,
            "anchored": note.anchored,
            "line": note.line,
            "urls": list(note.urls),
            "text": note.text,
        }
        for note in read(name).footnotes
    ]
    assert found == expected(name)["footnotes"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_unit_is_kept(name):
    document, wanted = read(name), expected(name)
    starts = {
        kind: [block.start_line for block in document.blocks if block.kind is kind]
        for kind in (BlockKind.HEADING, BlockKind.TEXT)
    }
    assert starts[BlockKind.HEADING] == wanted["headings"]
    assert starts[BlockKind.TEXT] == wanted["unnumbered"]
    assert len(document.warnings) == wanted["warnings"]
    source = (DOCUMENTS / name).read_text("utf-8")
    assert "\n".join(block.text for block in document.blocks) == source.removesuffix("\n")
