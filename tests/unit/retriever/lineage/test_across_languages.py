"""Decisions and resolutions that are there in one language each: told by meaning alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pytest

from index.collection import Collection, Manifest
from index.encoders.base import Encoder
from index.encoders.choose import open_encoder
from index.reading.source import SourceFile, parse_source
from index.snapshot import Snapshot
from retriever.lineage import lineage_of_passage

from .conftest import FERRIES, GOLD, ferries, sample_sources

pytestmark = pytest.mark.encoder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return open_encoder("default")


def indexed(folder: Path, encoder: Encoder, sources: Iterator[SourceFile]) -> Snapshot:
    collection = Collection.create(folder, "default", Manifest.new(encoder.identity))
    with collection.writer(encoder) as writer:
        for source in sources:
            writer.add(parse_source(source), content_hash=source.name)
    return collection.snapshot()


def f1(snapshot: Snapshot, known: dict[str, str]) -> float:
    """Of pairs of passages in one family; `known` names the family of each that has one."""
    family_of = {}
    for document in snapshot.documents():
        for passage in snapshot.document_passages(document.document_id):
            family = lineage_of_passage(snapshot, passage.passage_id).family
            assert family is not None
            family_of[f"{document.document_id.rpartition('.')[0]}:{passage.label}"] = (
                family.family_id
            )
    found = {pair for pair in combinations(sorted(family_of), 2) if _same(family_of, pair)}
    right = {pair for pair in combinations(sorted(known), 2) if _same(known, pair)}
    return 2 * len(found & right) / (len(found) + len(right))


def _same(family_of: dict[str, str], pair: tuple[str, str]) -> bool:
    return family_of[pair[0]] == family_of[pair[1]]


def test_the_decisions_on_mussels_in_turn(tmp_path: Path, encoder: Encoder):
    known = {member: one["name"] for one in GOLD["families"] for member, _ in one["members"]}
    chosen = (
        source
        for source in sample_sources(("en", "fr"))
        for document, lang in [Path(source.name).name.split(".")[:2]]
        if document in GOLD["documents"]
        and lang == ("en", "fr")[GOLD["documents"].index(document) % 2]
    )
    with indexed(tmp_path, encoder, chosen) as snapshot:
        assert f1(snapshot, known) >= 0.95


@pytest.mark.parametrize(
    "languages", [(("en",), ("es",), ("en",)), (("zh",), ("en",), ("zh",))], ids=["es", "zh"]
)
def test_the_resolutions_on_ferries_in_turn(
    languages: Sequence[Sequence[str]], tmp_path: Path, encoder: Encoder
):
    known = {
        f"{one['symbol'].lower().replace('/', '-')}:{label}": family
        for one in FERRIES["resolutions"]
        for label, family, *_ in one["paragraphs"]
        if family
    }
    sources = (
        SourceFile(one.name, one.content.encode(), one.metadata) for one in ferries(languages)
    )
    with indexed(tmp_path, encoder, sources) as snapshot:
        assert f1(snapshot, known) >= 0.85
