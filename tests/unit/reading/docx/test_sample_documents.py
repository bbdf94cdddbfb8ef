"""The sample documents in six languages, printed as Word files, parse as their texts do.

Blocks are told from the parsed text, the file's numbers are counted by Word's rules, and what is
read of it must be the same to the last footnote.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.model import BlockKind, ParsedDocument, Unit
from index.parsing.actors import is_actor
from index.parsing.document import parse_document
from index.parsing.lines import join
from index.reading.docx import read_docx
from index.reading.source import iter_sources, parse_source
from index.sample import sample_folder
from tests.unit.reading.formats.build_docx import build_docx
from tests.unit.reading.formats.source_blocks import Block

DOCUMENTS = sample_folder() / "documents"
FILES = sorted(path.name for path in DOCUMENTS.glob("*.txt"))
HEADING_LABEL = re.compile(r"(?P<label>(?:[IVX]+|[A-Z])\.|[一二三四五六七]、)\s*(?P<text>.+)")

MARK = re.compile("[¹²]|(?<=议程)[*]|(?<=[a-z])[*]")
DIGITS = str.maketrans("¹²", "12")


def blocks_of(document: ParsedDocument) -> list[Block]:
    """The paragraphs of a parsed text, line by line."""
    units = {unit.label: unit for unit in document.units}
    notes = {note.number: note.text for note in document.footnotes}
    begun: set[str] = set()
    blocks: list[Block] = []
    for block in document.blocks:
        lines = [line.strip() for line in block.text.split("\n") if line.strip()]
        if block.kind is BlockKind.PASSAGE and block.label not in begun:
            begun.add(block.label)
            unit = units[block.label]
            speaker = [line for line in lines[1:] if is_actor(line)]
            blocks.append(unit_block(unit, [line for line in lines if line not in speaker], notes))
            blocks += [plain_block(line, notes) for line in speaker]
        elif block.kind is BlockKind.HEADING:
            blocks += heading_blocks(lines, block.level)
        elif block.kind in (BlockKind.PASSAGE, BlockKind.HEADER, BlockKind.TEXT):
            blocks += [plain_block(line, notes) for line in lines]
    return blocks


def unit_block(unit: Unit, lines: list[str], notes: dict[str, str]) -> Block:
    """A unit from its lines, which may be wrapped; its label may stand on one of its own."""
    text = join(lines).removeprefix(unit.printed_label).strip()
    depth = unit.label.rpartition("/")[2].count("(")
    kind = "list" if depth else "para" if unit.printed_label else "plain"
    return Block(kind, depth, unit.printed_label, *without_marks(text, notes))


def plain_block(line: str, notes: dict[str, str]) -> Block:
    return Block("plain", 0, "", *without_marks(line, notes))


def heading_blocks(lines: list[str], level: int) -> list[Block]:
    found = HEADING_LABEL.fullmatch(lines[0])
    if found and len(lines) == 1:
        return [Block("heading", level, found["label"], found["text"])]
    return [Block("heading", level, "", line) for line in lines]


def without_marks(text: str, notes: dict[str, str]) -> tuple[str, tuple[tuple[int, str, str], ...]]:
    """A line without its mark, and the mark with its note."""
    found = MARK.search(text)
    if not found:
        return text, ()
    number = found[0].translate(DIGITS)
    return MARK.sub("", text), ((found.start(), number, notes[number]),)


def shape(unit: Unit) -> tuple[object, ...]:
    path = tuple("".join(heading.split()) for heading in unit.section_path)
    return (
        unit.label, unit.printed_label, unit.kind, unit.parent, path, unit.chapeau, unit.text,
        unit.footnote_refs,
    )  # fmt: skip


@pytest.fixture(scope="module")
def originals() -> dict[str, ParsedDocument]:
    sources = iter_sources([DOCUMENTS / name for name in FILES], metadata={})
    parsed = {source.name: parse_source(source) for source in sources}
    return {Path(name).name: document for name, document in parsed.items()}


@pytest.mark.parametrize("name", FILES)
def test_a_sample_document_reads_alike_as_text_and_as_word_file(
    name: str, originals: dict[str, ParsedDocument]
) -> None:
    original = originals[name]
    rendered = read_docx(build_docx(blocks_of(original)), name=name)
    document = parse_document(
        rendered.lines, name=name, lang=original.lang, metadata=rendered.metadata
    )

    assert rendered.warnings == ()
    assert document.warnings == original.warnings
    assert list(map(shape, document.units)) == list(map(shape, original.units))
    assert [(n.number, n.text, n.urls, n.label) for n in document.footnotes] == [
        (n.number, n.text, n.urls, n.label) for n in original.footnotes
    ]
    assert document.metadata.items() <= original.metadata.items()
    assert document.metadata["title"] == original.metadata["title"]
