"""A small collection in three languages, searched with the hash encoder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.reading.source import SourceFile, parse_source
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
