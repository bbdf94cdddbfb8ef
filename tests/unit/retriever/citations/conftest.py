"""A collection to be cited: notes in two languages, a decision, a titled text, a corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.reading.source import SourceFile, parse_source
from index.snapshot import Snapshot

NOTE = """CBD/COP/30/5

1. The Secretariat held a workshop.

2. To follow up, the Executive Secretary:

(a) Published a map;

(b) Wrote to the parties.

3. Meadows were surveyed.

4. The Conference of the Parties may wish to adopt a decision along these lines:

The Conference of the Parties,

1. Welcomes the map;

2. Requests a further survey.
"""
NOTE_FR = """CBD/COP/30/5

1. Le Secrétariat a tenu un atelier.

2. Pour y donner suite, la Secrétaire exécutive :

a) A publié une carte ;

b) A écrit aux Parties.

3. Les herbiers ont été étudiés.
"""
DECISION = """CBD/COP/DEC/15/4

The Conference of the Parties,

Recalling its earlier work,

1. Adopts the framework;

2. Urges Parties to act.

Annex

1. The framework has goals.

2. The goals are four.
"""
OTHER_NOTE = """CBD/SBI/9/3

1. Another note.

2. With two paragraphs.
"""
TITLED = """1. A text without a symbol.

2. Its second paragraph.
"""
RECORDS = (
    {"_id": "r1", "text": "One.", "metadata": {"symbol": "A/81/6 (Sect. 14)", "lang": "en"}},
    {"_id": "r2", "title": "Tides", "text": "Two.", "metadata": {"lang": "en"}},
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    encoder = HashEncoder()
    folder: Path = tmp_path_factory.mktemp("cited")
    collection = Collection.create(folder, "default", Manifest.new(encoder.identity))
    with collection.writer(encoder) as writer:
        for name, content, metadata in (
            ("note.en.txt", NOTE, {"symbol": "CBD/COP/30/5"}),
            ("note.fr.txt", NOTE_FR, {"symbol": "UNEP/CBD/COP/30/5", "lang": "fr"}),
            ("decision.txt", DECISION, {"symbol": "CBD/COP/DEC/15/4"}),
            ("other.txt", OTHER_NOTE, {"symbol": "CBD/SBI/9/3"}),
            ("seagrass.txt", TITLED, {"title": "Note on article 8(j), seagrass"}),
        ):
            source = SourceFile(name, content.encode(), metadata)
            writer.add(parse_source(source), content_hash=name)
        lines = "\n".join(map(json.dumps, RECORDS)).encode()
        writer.add(parse_source(SourceFile("corpus.jsonl", lines, {})), content_hash="corpus")
    with collection.snapshot() as snapshot:
        yield snapshot
