"""What an examination says of a document beside others: works that are not here, versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.errors import DocumentNotFound
from index.reading.source import SourceFile, parse_source
from retriever.examination import examine_document

NOTE = """1. Decision 20/9 asked for a map in 2031, and 48 bogs were drawn.

2. Paragraph 2 of document CBD/COP/33/8 describes it; paragraph 7 of CBD/COP/33/8 does not.

3. Decision 20/9 also asked for 900 prints on paper of a kind that lasts for centuries.

4. All were sold by the end of 2033.
"""
OTHER = "1. Peat is old.\n\n2. The map is green.\n"
# The third paragraph is gone and the last one has its number.
FRENCH = """1. La décision 20/9 demandait une carte en 2031, et 48 tourbières ont été dessinées.

2. Le paragraphe 2 du document CBD/COP/33/8 la décrit ; le paragraphe 7 de CBD/COP/33/8, non.

3. Tout était vendu fin 2033.
"""


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    encoder = HashEncoder()
    made = Collection.create(tmp_path, "default", Manifest.new(encoder.identity))
    with made.writer(encoder) as writer:
        for name, content, symbol in (
            ("a.en.txt", NOTE, "CBD/COP/33/7"),
            ("b.en.txt", OTHER, "CBD/COP/33/8"),
            ("a.fr.txt", FRENCH, "CBD/COP/33/7"),
        ):
            metadata = {"symbol": symbol, "lang": name[2:4]}
            writer.add(parse_source(SourceFile(name, content.encode(), metadata)), name)
    return made


def test_references_and_versions(collection: Collection) -> None:
    with collection.snapshot() as snapshot:
        found = examine_document(snapshot, "cbd-cop-33-7.en")
    assert [(str(one.kind), str(one.severity), one.label) for one in found] == [
        ("work_not_here", "note", "1"),
        ("dangling_reference", "warning", "2"),
        ("version_misaligned", "error", "3"),
    ]
    assert found[1].message == (
        "paragraph 2 refers to 7 of CBD/COP/33/8, which has no such paragraph here"
    )


def test_a_sound_document(collection: Collection) -> None:
    with collection.snapshot() as snapshot:
        assert examine_document(snapshot, "cbd-cop-33-8.en") == ()
        with pytest.raises(DocumentNotFound):
            examine_document(snapshot, "nothing")
