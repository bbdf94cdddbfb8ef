"""The default encoder on the seed document: its questions are answered as well as recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.collection import Collection, Manifest
from index.encoders.choose import open_encoder
from index.reading.source import iter_sources, parse_source
from retriever.evaluate import evaluate
from retriever.search import Searcher

SYMBOL = "UNEP/CBD/COP/11/17"


@pytest.mark.encoder
def test_the_seed_questions_reach_the_recorded_quality(shared_data: Path, tmp_path: Path) -> None:
    encoder = open_encoder("default")
    (source,) = iter_sources(
        [shared_data / "seed" / "cop11-cooperation.zh.txt"], metadata={"symbol": SYMBOL}
    )
    collection = Collection.create(tmp_path, "seed", Manifest.new(encoder.identity))
    with collection.writer(encoder) as writer:
        document_id = writer.add(parse_source(source), "seed").document_id
    with collection.snapshot() as snapshot:
        report = evaluate(
            Searcher(snapshot, encoder), shared_data / "seed" / "questions", document=document_id
        )
    assert report.overall.queries == 30
    assert report.overall.values["nDCG@10"] >= 0.82
    assert report.overall.values["hit@5"] >= 0.93
    assert report.same_language is not None
    assert report.same_language.values["nDCG@10"] >= 0.95
