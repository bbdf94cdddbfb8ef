"""Tokens come and go with their passages, are encoded once, and are read as a snapshot saw them."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing

import numpy as np
import pytest

from index.collection import Collection, Manifest
from index.encoders.base import Encoded, FloatMatrix, Progress
from index.encoders.hashing import HashEncoder
from index.errors import EncoderMismatch, IndexDamaged
from index.token_codes import unpack
from index.token_index import TokenCache
from index.tokens import late_interaction


class Tokenless:
    """A hash encoder that gives vectors only, and remembers of what."""

    def __init__(self) -> None:
        self._encoder = HashEncoder(32)
        self.identity = self._encoder.identity
        self.encode_queries = self._encoder.encode_queries
        self.plain: list[str] = []

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        self.plain.extend(texts)
        return self._encoder.encode_passages(texts, progress=progress)


class Recording(Tokenless):
    """Gives tokens too, is interrupted after so many calls, and remembers what it was asked."""

    def __init__(self, *, calls: int = 1000) -> None:
        super().__init__()
        self.token_dimension = self._encoder.token_dimension
        self.encode_queries_with_tokens = self._encoder.encode_queries_with_tokens
        self.with_tokens: list[str] = []
        self._calls = calls

    def encode_passages_with_tokens(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Encoded:
        if self._calls == 0:
            raise KeyboardInterrupt
        self._calls -= 1
        self.with_tokens.extend(texts)
        return self._encoder.encode_passages_with_tokens(texts, progress=progress)


@pytest.fixture
def hashed(tmp_path) -> Collection:
    """An empty collection that keeps the tokens of a hash encoder, without context."""
    manifest = Manifest.new(HashEncoder(32).identity, context="none")
    return Collection.create(tmp_path / "data", "hashed", manifest)


@pytest.fixture
def rows(tmp_path):
    """Runs SQL on the collection's file."""

    def run(query):
        with closing(sqlite3.connect(tmp_path / "data" / "hashed" / "pilcrow.sqlite3")) as opened:
            found = opened.execute(query).fetchall()
            opened.commit()
            return found

    return run


def asked(text):
    return HashEncoder(32).encode_queries_with_tokens([text]).tokens[0]


def scores(snapshot, text, **options):
    return snapshot.tokens.scores(asked(text), "en", snapshot.row_ids, **options).tolist()


def require_true_sums(rows):
    """The sums that are stored are those of the tokens that are stored."""
    expected: dict[str, list[np.ndarray]] = {}
    for lang, codes in rows("SELECT lang, codes FROM passages JOIN tokens USING (vector_id)"):
        expected.setdefault(lang, []).append(
            unpack(np.frombuffer(codes, np.uint8).reshape(-1, 8)).astype(np.int64)
        )
    stored = rows("SELECT lang, passages, tokens, total FROM token_sums ORDER BY lang")
    assert [row[0] for row in stored] == sorted(expected)
    for lang, passages, tokens, total in stored:
        assert passages == len(expected[lang])
        assert tokens == sum(map(len, expected[lang]))
        assert np.frombuffer(total, "<i8").tolist() == sum(np.concatenate(expected[lang])).tolist()


def test_scores_are_those_of_the_tokens_that_were_stored(hashed, make_document):
    texts = ["Wetlands of the high Andes.", "Peat and peat smoke.", "!", "Light at night."]
    encoder = HashEncoder(32)
    with hashed.writer(encoder) as writer:
        writer.add(make_document(*texts), "a")
    with hashed.snapshot() as snapshot:
        assert snapshot.has_tokens
        index = snapshot.tokens
        stored = index.tokens(snapshot.row_ids)
        given = encoder.encode_passages_with_tokens(texts).tokens
        assert np.diff(stored.offsets).tolist() == [5, 4, 0, 3]
        expected = np.concatenate([index.basis.compress(tokens) for tokens in given])
        assert np.array_equal(stored.codes, expected)
        plain = late_interaction(
            asked("peat smoke"), "en", stored, basis=index.basis, means=None
        ).tolist()
        assert scores(snapshot, "peat smoke", balance=False) == plain
        assert int(np.argmax(plain)) == 1
        assert plain[2] == 0
        assert scores(snapshot, "peat smoke") != plain
        picked = index.scores(asked("peat smoke"), "en", snapshot.row_ids[[3, 1]], balance=False)
        assert picked.tolist() == pytest.approx([plain[3], plain[1]])
        assert len(index.scores(asked("peat"), "en", snapshot.row_ids[:0])) == 0


def test_sums_stay_true_whatever_comes_and_goes(hashed, make_document, rows):
    with hashed.writer(HashEncoder(32)) as writer:
        writer.add(make_document("One two.", "Three.", "One two.", name="a.txt"), "a")
        writer.add(make_document("Quatre cinq.", "One two.", name="b.txt", lang="fr"), "a")
        require_true_sums(rows)
    with hashed.writer(HashEncoder(32)) as writer:
        writer.add(make_document("Six.", "One two.", name="a.txt", lang="es"), "b")
    require_true_sums(rows)
    hashed.remove("b")
    require_true_sums(rows)
    assert [row[0] for row in rows("SELECT lang FROM token_sums")] == ["es"]
    hashed.remove("a")
    assert rows("SELECT * FROM token_sums") == []
    assert rows("SELECT * FROM tokens") == []


def test_only_passages_have_tokens_and_nothing_is_encoded_twice(hashed, make_document, rows):
    encoder = Recording()
    with hashed.writer(encoder) as writer:
        writer.add(make_document("First sentence. Second sentence.", "Alone."), "a")
        assert sorted(encoder.with_tokens) == ["Alone.", "First sentence. Second sentence."]
        assert sorted(encoder.plain) == ["First sentence.", "Second sentence."]
        assert len(rows("SELECT * FROM tokens")) == 2
        assert writer.add(make_document("Alone.", name="b.txt"), "a").encoded == 0


def test_a_sentence_that_becomes_a_passage_gets_its_tokens(hashed, make_document, rows):
    with hashed.writer(HashEncoder(32)) as writer:
        writer.add(make_document("First sentence. Second sentence."), "a")
        (before,) = rows("SELECT count(*) FROM vectors")
        assert writer.add(make_document("Second sentence.", name="b.txt"), "a").encoded == 1
    assert rows("SELECT count(*) FROM vectors") == [before]
    assert rows("SELECT count(*) FROM pending_vectors") == [(0,)]
    require_true_sums(rows)
    with hashed.snapshot() as snapshot:
        assert scores(snapshot, "second sentence", balance=False)[1] == pytest.approx(1, abs=0.2)


def test_an_interrupted_run_keeps_its_batches_and_resumes(hashed, make_document, rows):
    texts = [f"Paragraph number {number}." for number in range(200)]
    with hashed.writer(Recording(calls=1)) as writer, pytest.raises(KeyboardInterrupt):
        writer.add(make_document(*texts), "a")
    assert rows("SELECT count(*) FROM tokens") == [(128,)]
    assert rows("SELECT count(*) FROM tokens WHERE vector_id NOT IN "
                "(SELECT vector_id FROM pending_vectors)") == [(0,)]  # fmt: skip
    assert rows("SELECT * FROM token_sums") == []
    again = Recording()
    with hashed.writer(again) as writer:
        assert writer.add(make_document(*texts), "a").encoded == 72
    assert len(again.with_tokens) == 72
    require_true_sums(rows)


def test_a_transaction_that_fails_leaves_tokens_and_sums_as_they_were(hashed, make_document, rows):
    def contents():
        return (
            rows("SELECT * FROM token_sums ORDER BY lang"),
            rows("SELECT row_id, codes FROM passages JOIN tokens USING (vector_id)"),
        )

    with hashed.writer(HashEncoder(32)) as writer:
        writer.add(make_document("The old text."), "a")
    before = contents()
    rows("CREATE TRIGGER refuse BEFORE INSERT ON footnotes BEGIN SELECT RAISE(ABORT, 'no'); END")
    with hashed.writer(HashEncoder(32)) as writer, pytest.raises(sqlite3.IntegrityError):
        writer.add(make_document("Something new."), "b")
    assert contents() == before
    rows("DROP TRIGGER refuse")
    with hashed.writer(HashEncoder(32)) as writer:
        writer.add(make_document("Something new."), "b")
    require_true_sums(rows)
    assert contents() != before


def test_a_snapshot_reads_the_tokens_of_its_time(hashed, make_document):
    with hashed.writer(HashEncoder(32)) as writer:
        writer.add(make_document("Old text about peat.", "Old text about light."), "a")
    with hashed.snapshot() as old, hashed.snapshot() as expected_of:
        expected = scores(expected_of, "peat")
        hashed.remove("note")
        with hashed.writer(HashEncoder(32)) as writer:
            writer.add(make_document("New peat.", "New light.", lang="fr"), "b")
        with hashed.snapshot(old) as new, hashed.snapshot() as fresh:
            assert scores(new, "peat") == scores(fresh, "peat")
            assert scores(old, "peat") == expected
            assert len(new.tokens.means.by_language) == 1


def test_what_is_in_memory_is_not_fetched_again_and_serves_the_next(hashed, make_document, rows):
    with hashed.writer(HashEncoder(32)) as writer:
        writer.add(make_document("One.", "Two."), "a")
    with hashed.snapshot() as first:
        expected = scores(first, "two")
        rows("DELETE FROM tokens")
        with hashed.snapshot(first) as second, hashed.snapshot() as fresh:
            assert scores(second, "two") == expected
            with pytest.raises(IndexDamaged, match="row 1"):
                scores(fresh, "two")


def test_many_threads_get_the_same_scores(hashed, make_document):
    with hashed.writer(HashEncoder(32)) as writer:
        writer.add(make_document(*(f"Word {number} and peat." for number in range(50))), "a")
    with hashed.snapshot() as snapshot, hashed.snapshot() as other:
        expected = scores(other, "peat word")
        found: list[list[float]] = []
        threads = [
            threading.Thread(target=lambda: found.append(scores(snapshot, "peat word")))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [expected] * 8


def test_an_encoder_without_tokens_makes_a_collection_without(hashed, make_document, rows):
    with hashed.writer(Tokenless()) as writer:
        writer.add(make_document("One."), "a")
    with hashed.writer(HashEncoder(32)) as writer:  # too late: there are passages without
        writer.add(make_document("Two.", name="b.txt"), "a")
    with hashed.snapshot() as snapshot:
        assert not snapshot.has_tokens
        with pytest.raises(LookupError):
            _ = snapshot.tokens
    assert rows("SELECT * FROM tokens") == rows("SELECT * FROM token_sums") == []


def test_a_collection_with_tokens_refuses_an_encoder_without(hashed, make_document):
    with hashed.writer(HashEncoder(32)) as writer:
        writer.add(make_document("One."), "a")
    with hashed.writer(Tokenless()) as writer, pytest.raises(EncoderMismatch, match="'hashed'"):
        writer.add(make_document("Two.", name="b.txt"), "a")


def test_tokens_can_be_switched_off_when_a_collection_is_made(tmp_path, make_document):
    manifest = Manifest.new(HashEncoder(32).identity, tokens=False)
    collection = Collection.create(tmp_path, "plain", manifest)
    assert not Collection.open(tmp_path, "plain").manifest.tokens
    encoder = Recording()
    with collection.writer(encoder) as writer:
        writer.add(make_document("One."), "a")
    assert encoder.with_tokens == []
    with collection.snapshot() as snapshot:
        assert not snapshot.has_tokens


def test_the_cache_lets_go_of_what_was_not_used_lately():
    cache = TokenCache(max_bytes=30)
    codes = {row: np.full((1, 10), row, np.uint8) for row in range(5)}
    cache.put({0: codes[0], 1: codes[1], 2: codes[2]})
    assert list(cache.get([0])) == [0]
    cache.put({3: codes[3], 0: codes[0]})
    assert cache.size_bytes == 30
    assert sorted(cache.get(range(5))) == [0, 2, 3]
    cache.put({4: np.zeros((9, 10), np.uint8)})
    assert cache.size_bytes == 0
    assert cache.get(range(5)) == {}
