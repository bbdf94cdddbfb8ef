"""The balance follows the documents: what is stored is what computing anew gives."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

from index.balance import TOLERANCE
from index.balance_store import BalanceWriter


def sums_by_hand(collection):
    """Sums of the vectors of a fresh snapshot, by language and role."""
    with collection.snapshot() as snapshot:
        langs = snapshot.langs
        raw = snapshot.raw_dense
        vectors = raw.passages(np.arange(len(langs)))
    return {
        lang: sum(vector for vector, own in zip(vectors, langs, strict=True) if own == lang)
        for lang in set(langs)
    }


def stored_sums(collection):
    with sqlite3.connect(collection._path) as connection:
        rows = connection.execute("SELECT lang, role, count, total FROM language_sums").fetchall()
    return {(lang, role): (count, np.frombuffer(total, "<f8")) for lang, role, count, total in rows}


def require_true_sums(collection):
    by_hand, stored = sums_by_hand(collection), stored_sums(collection)
    assert {lang for lang, _ in stored} == by_hand.keys()
    for lang, total in by_hand.items():
        assert stored[lang, "passage"][1] == pytest.approx(total, abs=1e-3)


def test_sums_stay_true_as_documents_come_change_and_go(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("Peat burns.", "Moss grows.", name="a.txt"), "1")
        other = writer.add(make_document("泥炭燃烧。", name="b.txt", lang="zh"), "2")
    require_true_sums(collection)
    with collection.writer(encoder) as writer:
        writer.add(make_document("Peat burns.", "Moss dies.", "Fens dry.", name="a.txt"), "3")
    require_true_sums(collection)
    collection.remove(other.document_id)
    require_true_sums(collection)
    assert {lang for lang, _ in stored_sums(collection)} == {"en"}


def test_a_document_that_is_left_unchanged_changes_no_sum(collection, encoder, make_document):
    document = make_document("Peat burns.", name="a.txt")
    for _ in range(2):
        with collection.writer(encoder) as writer:
            writer.add(document, "1")
    assert stored_sums(collection)["en", "passage"][0] == 1


def test_questions_are_looked_at_once_in_the_life_of_a_collection(
    collection, encoder, make_document
):
    for number in range(3):
        with collection.writer(encoder) as writer:
            writer.add(make_document(f"Number {number}.", name=f"{number}.txt"), str(number))
    with collection.snapshot() as snapshot:
        questions = snapshot.balance.questions
    assert 0.0 < np.linalg.norm(questions) < 1.0


def test_every_snapshot_has_the_means_of_its_own_generation(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("Peat burns.", name="a.txt"), "1")
    with collection.snapshot() as before:
        with collection.writer(encoder) as writer:
            writer.add(make_document("泥炭燃烧。", name="b.txt", lang="zh"), "2")
        with collection.snapshot(before) as after:
            assert ("zh", "passage") not in before.balance.means
            assert ("zh", "passage") in after.balance.means
            assert before.dense.passages(np.arange(1)).tolist() != []


def test_the_next_snapshot_balances_as_a_fresh_one_does(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("Peat burns.", "Moss grows.", name="a.txt"), "1")
    with collection.snapshot() as before:
        _ = before.dense, before.raw_dense
        with collection.writer(encoder) as writer:
            writer.add(make_document("泥炭燃烧。", "苔藓。", name="b.txt", lang="zh"), "2")
        with collection.snapshot(before) as next_one, collection.snapshot() as fresh:
            rows = np.arange(4)
            assert next_one.dense.passages(rows).tolist() == fresh.dense.passages(rows).tolist()
            raw = next_one.raw_dense.passages(rows)
            assert raw.tolist() == fresh.raw_dense.passages(rows).tolist()
            assert raw.tolist() != fresh.dense.passages(rows).tolist()


def test_means_that_hardly_move_are_left_alone(collection, encoder, make_document):
    texts = [f"Paragraph {number}." for number in range(400)]
    with collection.writer(encoder) as writer:
        writer.add(make_document(*texts, name="many.txt"), "1")
    with collection.snapshot() as snapshot:
        published = snapshot.balance
    with collection.writer(encoder) as writer:
        writer.add(make_document("One more.", name="one.txt"), "2")
    with collection.snapshot() as snapshot:
        assert snapshot.balance.distance(published) == 0.0
    with sqlite3.connect(collection._path) as connection:
        balance = BalanceWriter(connection, collection.manifest.encoder.part_dimensions)
        assert balance.version() == 1
        (count,) = connection.execute(
            "SELECT count FROM language_sums WHERE role = 'passage'"
        ).fetchone()
    assert count == 401
    assert 0 < TOLERANCE < 0.1


def test_an_empty_collection_changes_no_question(collection):
    vector = np.zeros(16, np.float32)
    vector[3] = 1.0
    with collection.snapshot() as snapshot:
        assert snapshot.balance.question(vector, "en").tolist() == vector.tolist()
