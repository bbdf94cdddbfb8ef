"""An encoder that counts, small documents in UN form, and a collection to put them in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest

from index.collection import Collection, Manifest
from index.encoders.base import EncoderIdentity, FloatMatrix, Progress
from index.model import (
    Block,
    BlockKind,
    CorpusRecord,
    Footnote,
    FootnoteRef,
    Metadata,
    ParsedCorpus,
    ParsedDocument,
    PassageKind,
    Unit,
)

DIMENSION = 16


class CountingEncoder:
    """Gives every text a random-looking unit vector of its own, and remembers what it was asked."""

    def __init__(
        self, *, fingerprint: str = "c0ffee", dimension: int = DIMENSION, name: str = "counting"
    ) -> None:
        self.identity = EncoderIdentity(name, fingerprint, dimension, "query: ", "passage: ")
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        return self._vectors(texts)

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        self.encoded.extend(texts)
        if progress is not None:
            progress(len(texts))
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> FloatMatrix:
        vectors = np.zeros((len(texts), self.identity.dimension), np.float32)
        for row, text in enumerate(texts):
            seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
            vectors[row] = np.random.default_rng(seed).standard_normal(self.identity.dimension)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


class DocumentMaker(Protocol):
    def __call__(
        self,
        *texts: str,
        name: str = "note.txt",
        lang: str = "en",
        metadata: Metadata | None = None,
    ) -> ParsedDocument: ...


class CorpusMaker(Protocol):
    def __call__(
        self, *records: CorpusRecord, name: str = "corpus.jsonl", metadata: Metadata | None = None
    ) -> ParsedCorpus: ...


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def make_encoder() -> Callable[..., CountingEncoder]:
    return CountingEncoder


@pytest.fixture
def make_document() -> DocumentMaker:
    """A note of numbered paragraphs under one heading, with a footnote in the first."""

    def make(
        *texts: str,
        name: str = "note.txt",
        lang: str = "en",
        metadata: Metadata | None = None,
    ) -> ParsedDocument:
        heading = Block(BlockKind.HEADING, "I. COOPERATION", 1, 1, level=1)
        units, blocks = [], [heading]
        for number, text in enumerate(texts, start=1):
            refs = (FootnoteRef("1", len(text)),) if number == 1 else ()
            units.append(
                Unit(
                    label=str(number),
                    printed_label=f"{number}.",
                    alt_labels=(f"0{number}",),
                    kind=PassageKind.PARAGRAPH,
                    parent="",
                    section_path=("I. COOPERATION",),
                    chapeau="",
                    text=text,
                    lang=lang,
                    start_line=number + 1,
                    end_line=number + 1,
                    footnote_refs=refs,
                )
            )
            blocks.append(
                Block(BlockKind.PASSAGE, f"{number}. {text}", number + 1, number + 1, str(number))
            )
        note = Footnote("1", "See decision X/20.", ("https://example.org/x",), "1", True, 99)
        return ParsedDocument(name, lang, metadata or {}, tuple(blocks), tuple(units), (note,))

    return make


@pytest.fixture
def make_corpus() -> CorpusMaker:
    def make(
        *records: CorpusRecord, name: str = "corpus.jsonl", metadata: Metadata | None = None
    ) -> ParsedCorpus:
        return ParsedCorpus(name, metadata or {}, records)

    return make


@pytest.fixture
def collection(tmp_path: Path, encoder: CountingEncoder) -> Collection:
    """An empty collection made with the counting encoder, without context."""
    return Collection.create(
        tmp_path / "data", "default", Manifest.new(encoder.identity, context="none")
    )


@pytest.fixture
def store_file(collection: Collection, tmp_path: Path) -> Path:
    """The collection's SQLite file."""
    return tmp_path / "data" / "default" / "pilcrow.sqlite3"
