"""A collection of a decision, a draft and a note, in two languages, with the hash encoder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.reading.source import SourceFile, parse_source
from retriever.search import Searcher

ADOPTED = """CBD/COP/DEC/30/7

DECISION ADOPTED BY THE CONFERENCE OF THE PARTIES

The Conference of the Parties,

Recalling decision 29/4,

1. Encourages Parties to publish maps of tropical peat before the next meeting;

2. Requests the Executive Secretary to write to the Basel Convention about smoke;
"""
FRENCH = """CBD/COP/DEC/30/7

DÉCISION ADOPTÉE PAR LA CONFÉRENCE DES PARTIES

La Conférence des Parties,

Rappelant la décision 29/4,

1. Encourage les Parties à publier des cartes de la tourbe tropicale avant la prochaine réunion ;

2. Prie la Secrétaire exécutive d'écrire à la Convention de Bâle au sujet des fumées ;
"""
LIMITED = """CBD/SBSTTA/40/L.3

SUBSIDIARY BODY ON SCIENTIFIC, TECHNICAL AND TECHNOLOGICAL ADVICE

The Conference of the Parties,

1. Urges Parties to publish maps of tropical peat before the next meeting;

2. Invites Parties to [stop] the drainage of bogs near villages;
"""
NOTE = """CBD/COP/30/5

Note by the Executive Secretary

1. The Secretariat held a workshop on maps of tropical peat in Ushuaia.

2. Seagrass meadows were surveyed by divers off Zanzibar in 2031.
"""


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    encoder = HashEncoder()
    folder: Path = tmp_path_factory.mktemp("precedents")
    made = Collection.create(folder, "default", Manifest.new(encoder.identity))
    with made.writer(encoder) as writer:
        for name, content, metadata in (
            ("decision.en.txt", ADOPTED, {"body": "COP", "session": 30}),
            ("decision.fr.txt", FRENCH, {"body": "COP", "session": 30}),
            ("limited.en.txt", LIMITED, {"body": "SBSTTA", "session": 40}),
            ("note.en.txt", NOTE, {"body": "COP", "session": 30}),
        ):
            source = SourceFile(name, content.encode(), metadata)
            writer.add(parse_source(source), content_hash=name)
    with made.snapshot() as snapshot:
        yield Searcher(snapshot, encoder)
