"""What a collection holds, in numbers, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.collection import Collection, Manifest
from index.encoders.base import EncoderIdentity, FloatMatrix, Progress
from index.model import CorpusRecord, ParsedCorpus
from index.statistics import MAX_VALUES, ValueCount, collection_statistics

EAST, NORTH = (1.0, 0.0), (0.0, 1.0)


class CompassEncoder:
    """Texts with a Latin letter point east, others north."""

    identity = EncoderIdentity("compass", "c0ffee", 2, "", "")

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        return np.array([EAST if text.isascii() else NORTH for text in texts], np.float32)

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        return self.encode_queries(texts)


def corpus(name: str, *records: CorpusRecord) -> ParsedCorpus:
    return ParsedCorpus(name, {}, records)


def record(number: int, text: str, lang: str, **metadata: str | int) -> CorpusRecord:
    return CorpusRecord(f"p{number}", "", text, lang, metadata, number)


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    encoder = CompassEncoder()
    manifest = Manifest.new(encoder.identity, tokens=False)
    collection = Collection.create(tmp_path, "default", manifest)
    with collection.writer(encoder) as writer:
        writer.add(
            corpus(
                "one.jsonl",
                record(1, "The first. The second.", "en", body="COP", session=11),
                record(2, "Another.", "en", body="COP", session=12),
                record(3, "第一句。第二句。第三句。", "zh", body="SBSTTA", session=11),
            ),
            "1",
        )
        writer.add(corpus("two.jsonl", record(4, "One more.", "en", body="COP")), "2")
    return collection


def test_counts_by_language_and_field(collection: Collection) -> None:
    with collection.snapshot() as snapshot:
        counted = collection_statistics(snapshot)
    assert (counted.documents, counted.passages, counted.sentences) == (2, 4, 7)
    assert [(one.lang, one.passages, one.sentences) for one in counted.languages] == [
        ("en", 3, 4),
        ("zh", 1, 3),
        ("mul", 0, 0),
    ]
    assert [one.documents for one in counted.languages] == [1, 0, 1]
    assert counted.fields["body"] == (ValueCount("COP", 2, 3), ValueCount("SBSTTA", 1, 1))
    assert counted.fields["session"] == (ValueCount(11, 1, 2), ValueCount(12, 1, 1))
    assert "year" not in counted.fields


def test_distance_of_languages_before_balance(collection: Collection) -> None:
    """East and north; their mean lies half the diagonal of the unit square from each."""
    with collection.snapshot() as snapshot:
        english, chinese, of_corpora = collection_statistics(snapshot).languages
    assert english.distance_before == pytest.approx(0.5**0.5, abs=1e-3)
    assert chinese.distance_before == pytest.approx(0.5**0.5, abs=1e-3)
    assert of_corpora.distance_before == of_corpora.distance_after == 0


def test_distance_after_balance_is_that_of_the_vectors_that_searches_use(
    collection: Collection,
) -> None:
    with collection.snapshot() as snapshot:
        english, chinese, _ = collection_statistics(snapshot).languages
        vectors = snapshot.dense.passages(np.arange(4, dtype=np.int64)).astype(np.float64)
        langs = snapshot.langs
    means = {
        lang: np.mean([v for v, of in zip(vectors, langs, strict=True) if of == lang], axis=0)
        for lang in ("en", "zh")
    }
    half_way = np.linalg.norm(means["en"] - means["zh"]) / 2
    assert english.distance_after == pytest.approx(half_way, abs=1e-3)
    assert chinese.distance_after == pytest.approx(half_way, abs=1e-3)


def test_one_language_alone_lies_with_itself(tmp_path: Path) -> None:
    encoder = CompassEncoder()
    collection = Collection.create(tmp_path, "c", Manifest.new(encoder.identity, tokens=False))
    with collection.writer(encoder) as writer:
        writer.add(corpus("one.jsonl", record(1, "Alone.", "en")), "1")
    with collection.snapshot() as snapshot:
        english = collection_statistics(snapshot).languages[0]
    assert (english.distance_before, english.distance_after) == (0, 0)


def test_an_empty_collection_and_one_emptied_again(tmp_path: Path) -> None:
    encoder = CompassEncoder()
    collection = Collection.create(tmp_path, "c", Manifest.new(encoder.identity, tokens=False))
    with collection.snapshot() as snapshot:
        empty = collection_statistics(snapshot)
    assert (empty.documents, empty.passages, empty.languages, empty.fields) == (0, 0, (), {})
    with collection.writer(encoder) as writer:
        writer.add(corpus("one.jsonl", record(1, "Alone.", "en")), "1")
    collection.remove("one")
    with collection.snapshot() as snapshot:
        assert collection_statistics(snapshot) == empty


def test_counted_once_for_a_state_and_anew_for_the_next(collection: Collection) -> None:
    with collection.snapshot() as before:
        counted = collection_statistics(before)
        assert collection_statistics(before) is counted
        collection.remove("two")
        with collection.snapshot(before) as after:
            assert collection_statistics(after).passages == 3


def test_values_are_bounded_in_number(tmp_path: Path) -> None:
    encoder = CompassEncoder()
    collection = Collection.create(tmp_path, "c", Manifest.new(encoder.identity, tokens=False))
    records = [record(n, "Text.", "en", session=n) for n in range(1, MAX_VALUES + 3)]
    with collection.writer(encoder) as writer:
        writer.add(corpus("one.jsonl", *records), "1")
    with collection.snapshot() as snapshot:
        assert len(collection_statistics(snapshot).fields["session"]) == MAX_VALUES
