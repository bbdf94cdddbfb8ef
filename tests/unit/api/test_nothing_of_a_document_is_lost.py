"""A document read back whole has every line of its source, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.answers.lookup import document_in_full
from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.reading.source import SourceFile, iter_sources, parse_source
from index.sample import sample_folder

SAMPLE = [
    source
    for source in iter_sources([sample_folder() / "documents"], metadata={})
    if isinstance(source, SourceFile)
]


def read_back(folder: Path, source: SourceFile) -> list[str]:
    """The lines of a document as its blocks give them, after storing it."""
    encoder = HashEncoder()
    collection = Collection.create(folder, "default", Manifest.new(encoder.identity))
    with collection.writer(encoder) as writer:
        added = writer.add(parse_source(source), content_hash="x")
    with collection.snapshot() as snapshot:
        document = document_in_full(snapshot, added.document_id)
    numbers = [
        number
        for block in document.blocks
        for number in range(block.start_line, block.end_line + 1)
    ]
    lines = [line for block in document.blocks for line in block.text.split("\n")]
    assert numbers == list(range(1, len(lines) + 1))
    assert [passage.ordinal for passage in document.passages] == list(range(len(document.passages)))
    return lines


def source_lines(source: SourceFile) -> list[str]:
    return source.content.decode("utf-8-sig").removesuffix("\n").split("\n")


@pytest.mark.parametrize("source", SAMPLE, ids=lambda source: source.name)
def test_sample_documents(tmp_path: Path, source: SourceFile) -> None:
    assert read_back(tmp_path, source) == source_lines(source)


def test_the_seed(tmp_path: Path, shared_data: Path) -> None:
    path = shared_data / "seed" / "cop11-cooperation.zh.txt"
    source = SourceFile(path.name, path.read_bytes(), {"symbol": "UNEP/CBD/COP/11/17"})
    assert read_back(tmp_path, source) == source_lines(source)
