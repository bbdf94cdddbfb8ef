"""A small collection in three languages, searched with the hash encoder, and others whose vectors a
test chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index.collection import Collection, Manifest
from index.encoders.base import (
    Encoded,
    EncodedQueries,
    Encoder,
    EncoderIdentity,
    FloatMatrix,
    Progress,
)
from index.encoders.hashing import HashEncoder
from index.model import Block, BlockKind, Metadata, ParsedDocument, PassageKind, Unit
from index.reading.source import SourceFile, parse_source
from index.snapshot import Snapshot
from retriever.ranking import Ranking
from retriever.search import Searcher

ENGLISH = """CBD/COP/30/5

Note by the Executive Secretary

I. PEATLANDS

1. The Secretariat held a workshop on peatlands in Ushuaia. Forty experts attended it.

2. To follow up, the Executive Secretary:

(a) Published a map of tropical peat. The map is revised every year;

(b) Wrote to the Basel Convention about smoke from burning peat.

II. SEAGRASS

3. Seagrass meadows were surveyed by divers off Zanzibar in 2031.
"""
FRENCH = """CBD/COP/30/5

Note de la Secrétaire exécutive

I. TOURBIÈRES

1. Le Secrétariat a tenu un atelier sur les tourbières à Ushuaia. Quarante experts y ont participé.

2. Pour y donner suite, la Secrétaire exécutive :

a) A publié une carte des tourbes tropicales. La carte est révisée chaque année ;

b) A écrit à la Convention de Bâle au sujet des fumées de tourbe.

II. HERBIERS

3. Les herbiers marins ont été étudiés par des plongeurs au large de Zanzibar en 2031.
"""
CHINESE = """CBD/SBSTTA/40/2

执行秘书的说明

一、导言

1. 秘书处在昆明举办了泥炭地讲习班。

2. 濒危物种贸易公约的专家们讨论了鹮的迁徙路线。
"""

Searching = Callable[..., Searcher]


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    encoder = HashEncoder()
    made = Collection.create(tmp_path, "default", Manifest.new(encoder.identity))
    with made.writer(encoder) as writer:
        for name, content, metadata in (
            ("note.en.txt", ENGLISH, {"session": 30, "body": "COP"}),
            ("note.fr.txt", FRENCH, {"session": 30, "body": "COP"}),
            ("note.zh.txt", CHINESE, {"session": 40, "body": "SBSTTA"}),
        ):
            source = SourceFile(name, content.encode(), metadata)
            writer.add(parse_source(source), content_hash=name)
    return made


@pytest.fixture
def searching(collection: Collection) -> Iterator[Searching]:
    """Makes a searcher over the collection, with any ranking."""
    with collection.snapshot() as snapshot:
        yield lambda ranking=None: Searcher(snapshot, HashEncoder(), ranking or Ranking())


@pytest.fixture
def searcher(searching: Searching) -> Searcher:
    return searching()


class PlacedEncoder:
    """Gives each text the vector that the test chose for it, and all others the last axis."""

    def __init__(self, vectors: Mapping[str, Sequence[float]], *, name: str = "placed") -> None:
        self._vectors = dict(vectors)
        dimension = 1 + len(next(iter(self._vectors.values()), ()))
        self.identity = EncoderIdentity(name, name, dimension, "", "")

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        vectors = np.zeros((len(texts), self.identity.dimension), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            chosen = self._vectors.get(text)
            row[:] = (*([0.0] * (len(row) - 1)), 1.0) if chosen is None else (*chosen, 0.0)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        if progress is not None:
            progress(len(texts))
        return self.encode_queries(texts)


class PlacedTokenEncoder(PlacedEncoder):
    """As `PlacedEncoder`, and each word is a token with the vector that its hash gives."""

    _words = HashEncoder(64)
    token_dimension = 64

    def encode_queries_with_tokens(self, texts: Sequence[str]) -> EncodedQueries:
        tokens = self._words.encode_queries_with_tokens(texts).tokens
        return EncodedQueries(self.encode_queries(texts), tokens)

    def encode_passages_with_tokens(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Encoded:
        tokens = self._words.encode_passages_with_tokens(texts).tokens
        return Encoded(self.encode_passages(texts, progress=progress), tokens)


@dataclass(frozen=True, slots=True)
class Pool:
    """Passages with vectors that a test chose; the first two letters of a key are its language."""

    snapshot: Snapshot
    encoder: Encoder
    keys: tuple[str, ...]

    def searcher(self, ranking: Ranking, **options: Any) -> Searcher:
        return Searcher(self.snapshot, self.encoder, ranking, **options)

    def mask(self, keys: Iterable[str]) -> NDArray[np.bool_]:
        return np.isin(np.array(self.keys), list(keys))

    def keys_of(self, row_ids: NDArray[np.int64]) -> list[str]:
        return [self.keys[place] for place in self.snapshot.positions(row_ids)]

    def ranked(
        self,
        text: str,
        ranking: Ranking,
        *,
        lang: str | None = None,
        allowed: Iterable[str] | None = None,
        top_k: int | None = None,
        **options: Any,
    ) -> list[str]:
        """Keys best first, for a question that is taken to be in a language."""
        searcher = self.searcher(ranking, **options)
        (query,) = searcher.prepare([text])
        if lang is not None:
            query = replace(query, query=replace(query.query, lang=lang))
        mask = None if allowed is None else self.mask(allowed)
        (found,) = searcher.rank([query], top_k=top_k or len(self.keys), allowed=mask)
        return self.keys_of(found.row_ids)


Place = Callable[..., Pool]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Makes a collection of passages whose vectors are chosen.

    Its arguments: vectors by key; `texts` by key, where they are not the key itself; the vectors
    of `questions` by text; `symbols` by key, passages of one symbol being versions of one
    paragraph; `encoder`, in place of the `PlacedEncoder` or, with `tokens`, of the one that gives
    tokens, too.
    """
    opened: list[Snapshot] = []

    def make(
        vectors: Mapping[str, Sequence[float]],
        *,
        texts: Mapping[str, str] | None = None,
        questions: Mapping[str, Sequence[float]] | None = None,
        symbols: Mapping[str, str] | None = None,
        tokens: bool = False,
        encoder: Encoder | None = None,
    ) -> Pool:
        text_of = {key: key for key in vectors} | dict(texts or {})
        chosen = {text_of[key]: vector for key, vector in vectors.items()}
        kind = PlacedTokenEncoder if tokens else PlacedEncoder
        encoder = encoder or kind({**chosen, **(questions or {})})
        manifest = Manifest.new(encoder.identity, context="none")
        collection = Collection.create(tmp_path_factory.mktemp("placed"), "default", manifest)
        with collection.writer(encoder) as writer:
            for key in vectors:
                symbol = (symbols or {}).get(key)
                metadata = {"symbol": symbol} if symbol else {}
                writer.add(_note(key, text_of[key], metadata), content_hash=key)
        opened.append(collection.snapshot())
        return Pool(opened[-1], encoder, tuple(vectors))

    yield make
    for snapshot in opened:
        snapshot.close()


def _note(key: str, text: str, metadata: Metadata) -> ParsedDocument:
    """A document of one paragraph."""
    unit = Unit(
        label="1",
        printed_label="1.",
        alt_labels=(),
        kind=PassageKind.PARAGRAPH,
        parent="",
        section_path=(),
        chapeau="",
        text=text,
        lang=key[:2],
        start_line=1,
        end_line=1,
    )
    block = Block(BlockKind.PASSAGE, text, 1, 1, "1")
    return ParsedDocument(f"{key}.txt", key[:2], metadata, (block,), (unit,), ())
