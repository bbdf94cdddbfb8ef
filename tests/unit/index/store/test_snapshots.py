"""A snapshot stays at its generation, and the next one takes over what still holds."""

from __future__ import annotations

import shutil
import threading

import numpy as np
import pytest

from index.collection import Collection, Manifest
from index.errors import DocumentNotFound, PassageNotFound


def find(snapshot, encoder, text, candidate_k=1):
    """Texts of the passages nearest to a text."""
    hits = snapshot.dense.search(encoder.encode_queries([text])[0], candidate_k=candidate_k)
    ranked = sorted(zip(-hits.passage_scores, hits.row_ids, strict=True))[:candidate_k]
    return [p.text for p in snapshot.passages([row for _, row in ranked])]


def contents(snapshot, encoder):
    """All that the arms of a snapshot say, in a form that can be compared."""
    hits = snapshot.dense.search(encoder.encode_queries(["a question"])[0], candidate_k=10**6)
    terms = snapshot.term_ids(["paragraph", "version", "one", "two", "three"])
    return (
        snapshot.row_ids.tolist(),
        [hits.row_ids.tolist(), hits.passage_scores.tolist(), hits.sentence_scores.tolist()],
        snapshot.lexical.scores([(term_id, 1.0) for term_id in terms.values()]).tolist(),
        snapshot.langs,
        {
            field: [
                snapshot.columns.column(field).values[code]
                for code in snapshot.columns.column(field).codes
                if code != -1
            ]
            for field in snapshot.columns.fields()
        },
    )


def test_an_empty_collection_has_an_empty_snapshot(collection, encoder):
    with collection.snapshot() as snapshot:
        assert contents(snapshot, encoder)[0] == []
        assert snapshot.generation == collection.generation() == 0


def test_a_snapshot_does_not_see_what_is_written_after_it(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("Old text."), "a")
    with collection.snapshot() as snapshot:
        with collection.writer(encoder) as writer:
            writer.add(make_document("New text.", "More text."), "b")
            writer.add(make_document("Another.", name="other.txt"), "c")
        assert collection.generation() > snapshot.generation
        assert find(snapshot, encoder, "New text.", 5) == ["Old text."]
        assert [p.text for p in snapshot.document_passages("note")] == ["Old text."]
        assert [d.document_id for d in snapshot.documents()] == ["note"]
        collection.remove("note")
        assert snapshot.document("note").content_hash == "a"
    with collection.snapshot() as snapshot:
        assert [d.document_id for d in snapshot.documents()] == ["other"]


def test_the_next_snapshot_says_what_a_fresh_one_says(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        for name in ("one", "two", "three"):
            texts = [f"Paragraph {n} of {name}. Its second sentence." for n in range(5)]
            writer.add(make_document(*texts, name=name, metadata={"session": 1}), "a")
    with collection.snapshot() as first:
        contents(first, encoder)
        with collection.writer(encoder) as writer:
            writer.remove("two")
            writer.add(make_document("A new version of three.", name="three", lang="fr"), "b")
            writer.add(make_document("A fourth.", name="four", metadata={"body": "COP"}), "a")
        with collection.snapshot(first) as second, collection.snapshot() as fresh:
            assert contents(second, encoder) == contents(fresh, encoder)
            assert "session" in second.columns.fields()
            with collection.snapshot(second) as third:
                assert third.dense is second.dense
                assert third.lexical is second.lexical
                assert third.columns is second.columns


def test_a_closed_snapshot_can_still_be_taken_over(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("One.", name="one"), "a")
        with collection.snapshot() as loaded:
            contents(loaded, encoder)
        with collection.snapshot() as not_loaded:
            pass
        writer.add(make_document("Two.", name="two"), "a")
    for previous in (loaded, not_loaded):
        with collection.snapshot(previous) as snapshot, collection.snapshot() as fresh:
            assert contents(snapshot, encoder) == contents(fresh, encoder)


def test_nothing_is_taken_over_from_another_store_of_the_same_name(
    tmp_path, encoder, make_document
):
    def make_collection(text):
        collection = Collection.create(tmp_path, "again", Manifest.new(encoder.identity))
        with collection.writer(encoder) as writer:
            writer.add(make_document(text), "a")
        return collection

    with make_collection("The first.").snapshot() as first:
        contents(first, encoder)
    shutil.rmtree(tmp_path / "again")
    with make_collection("The second.").snapshot(first) as second:
        assert second.row_ids.tolist() == first.row_ids.tolist()
        assert second.dense is not first.dense
        assert "second" in second.term_ids(["second"])


def test_positions_number_the_rows(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("One.", "Two.", name="gone"), "a")
        writer.add(make_document("Three.", "Four."), "b")
        writer.remove("gone")
    with collection.snapshot() as snapshot:
        assert snapshot.row_ids.tolist() == [3, 4]
        assert snapshot.positions(np.array([4, 3, 4])).tolist() == [1, 0, 1]


def test_what_is_missing_is_named(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("One."), "a")
    with collection.snapshot() as snapshot:
        with pytest.raises(PassageNotFound, match="'note:99'"):
            snapshot.row_id("note:99")
        with pytest.raises(PassageNotFound, match="row 99"):
            snapshot.passages([1, 99])
        with pytest.raises(PassageNotFound, match="row 99"):
            snapshot.sentences(99)
        for ask in (
            snapshot.document,
            snapshot.document_passages,
            snapshot.document_blocks,
            snapshot.document_footnotes,
            lambda document_id: snapshot.documents_by_id(["note", document_id]),
        ):
            with pytest.raises(DocumentNotFound, match="'absent'"):
                ask("absent")


def test_closing_twice_is_closing(collection):
    snapshot = collection.snapshot()
    snapshot.close()
    snapshot.close()


def test_many_threads_may_read_one_snapshot_while_a_writer_writes(
    collection, encoder, make_document
):
    texts = [f"Paragraph {n}. It has a second sentence." for n in range(50)]
    with collection.writer(encoder) as writer:
        writer.add(make_document(*texts), "a")
        failures: list[BaseException] = []
        with collection.snapshot() as snapshot:

            def read():
                try:
                    for text in texts:
                        assert find(snapshot, encoder, text) == [text]
                        assert len(snapshot.document_passages("note")) == 50
                except BaseException as error:
                    failures.append(error)

            threads = [threading.Thread(target=read) for _ in range(4)]
            for thread in threads:
                thread.start()
            for n in range(10):
                writer.add(make_document(f"Addition {n}.", name=f"{n}.txt"), str(n))
            writer.remove("note")
            for thread in threads:
                thread.join()
        assert failures == []
