"""What adding, replacing and removing documents leaves in the store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.collection import Collection, Manifest
from index.errors import (
    DocumentNotFound,
    DuplicateId,
    IndexDamaged,
    InvalidMetadata,
    InvalidRecord,
)
from index.model import CorpusRecord, PassageKind


def record(passage_id, text, *, title="", lang="en", line=1, **metadata):
    return CorpusRecord(passage_id, title, text, lang, metadata, line)


def stored_vectors(store_file: Path) -> int:
    with closing(sqlite3.connect(store_file)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM vectors").fetchone()
    return count


def test_a_document_comes_back_as_it_was_given(collection, encoder, make_document):
    parsed = make_document(
        "Welcomes the report.",
        "Invites Parties to act. Requests funds.",
        metadata={"symbol": "UNEP/CBD/COP/11/17", "title": "Cooperation", "session": 11},
    )
    with collection.writer(encoder) as writer:
        result = writer.add(parsed, "hash")
    assert (result.document_id, result.status, result.passages) == (
        "unep-cbd-cop-11-17.en",
        "added",
        2,
    )
    with collection.snapshot() as snapshot:
        (document,) = snapshot.documents()
        assert document == snapshot.document("unep-cbd-cop-11-17.en")
        assert (document.symbol, document.title, document.lang, document.name) == (
            "UNEP/CBD/COP/11/17",
            "Cooperation",
            "en",
            "note.txt",
        )
        assert document.metadata == {**parsed.metadata, "body": "COP"}  # as the symbol says
        assert (document.content_hash, document.passage_count) == ("hash", 2)
        assert tuple(snapshot.document_blocks(document.document_id)) == parsed.blocks
        assert tuple(snapshot.document_footnotes(document.document_id)) == parsed.footnotes
        first, second = snapshot.document_passages(document.document_id)
        assert first.passage_id == "unep-cbd-cop-11-17.en:1"
        for passage, unit in zip((first, second), parsed.units, strict=True):
            for field in unit.__slots__:
                assert getattr(passage, field) == getattr(unit, field)
        row_id = snapshot.row_id(second.passage_id)
        assert snapshot.passages([row_id, snapshot.row_ids[0], row_id]) == [second, first, second]
        assert [second.text[s.start : s.end] for s in snapshot.sentences(row_id)] == [
            "Invites Parties to act.",
            "Requests funds.",
        ]


def test_a_corpus_record_keeps_its_own_id_title_and_language(collection, encoder, make_corpus):
    corpus = make_corpus(
        record("en:1", "Wetlands store water.", title="Wetlands", year=2012),
        record("zh:1", "湿地储存水。", lang="zh", line=2),
        name="folder/corpus.jsonl",
    )
    with collection.writer(encoder) as writer:
        assert writer.add(corpus, "h").document_id == "folder-corpus"
    with collection.snapshot() as snapshot:
        assert snapshot.document("folder-corpus").lang == "mul"
        english, chinese = snapshot.passages(list(snapshot.row_ids))
        assert (english.passage_id, english.label, english.kind) == (
            "en:1",
            "en:1",
            PassageKind.RECORD,
        )
        assert dict(english.metadata) == {"title": "Wetlands", "year": 2012}
        assert (chinese.lang, dict(chinese.metadata), chinese.start_line) == ("zh", {}, 2)
        assert snapshot.langs == ("en", "zh")


def test_an_unchanged_document_is_left_alone(collection, encoder, make_document):
    parsed = make_document("Welcomes the report.")
    with collection.writer(encoder) as writer:
        writer.add(parsed, "hash")
        generation = collection.generation()
        encoder.encoded.clear()
        result = writer.add(parsed, "hash")
    assert (result.status, result.passages, result.encoded) == ("unchanged", 1, 0)
    assert encoder.encoded == []
    assert collection.generation() == generation


def test_replacing_encodes_only_what_is_new(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("First one. Second one.", "Third one."), "a")
        assert sorted(encoder.encoded) == [
            "First one.",
            "First one. Second one.",
            "Second one.",
            "Third one.",
        ]
    encoder.encoded.clear()
    with collection.writer(encoder) as writer:
        result = writer.add(make_document("First one. Fourth one.", "Third one."), "b")
    assert (result.status, result.encoded) == ("replaced", 2)
    assert sorted(encoder.encoded) == ["First one. Fourth one.", "Fourth one."]
    with collection.snapshot() as snapshot:
        texts = [p.text for p in snapshot.document_passages("note")]
        assert texts == ["First one. Fourth one.", "Third one."]
        assert len(snapshot.row_ids) == 2


def test_rows_of_a_replaced_document_are_never_used_again(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("One.", "Two."), "a")
        with collection.snapshot() as snapshot:
            before = set(snapshot.row_ids.tolist())
        writer.remove("note")
        writer.add(make_document("One.", "Two."), "a")
    with collection.snapshot() as snapshot:
        assert before.isdisjoint(snapshot.row_ids.tolist())


def test_a_vector_goes_with_the_last_document_that_uses_it(
    collection, store_file, encoder, make_document
):
    with collection.writer(encoder) as writer:
        writer.add(make_document("Shared.", "Only in a.", name="a.txt"), "a")
        writer.add(make_document("Shared.", "Only in b.", name="b.txt"), "b")
        assert stored_vectors(store_file) == 3
        writer.remove("a")
        assert stored_vectors(store_file) == 2
        writer.remove("b")
        assert stored_vectors(store_file) == 0
    with collection.snapshot() as snapshot:
        assert snapshot.documents() == []
        assert len(snapshot.row_ids) == 0


def test_removing_needs_no_encoder_and_names_what_is_missing(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("One."), "a")
    collection.remove("note")
    with pytest.raises(DocumentNotFound, match="'note'"):
        collection.remove("note")


def test_changed_metadata_alone_encodes_nothing_without_context(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        writer.add(make_document("One."), "a")
    encoder.encoded.clear()
    with collection.writer(encoder) as writer:
        assert writer.add(make_document("One.", metadata={"session": 11}), "b").status == "replaced"
    assert encoder.encoded == []


def test_progress_counts_what_is_encoded(collection, encoder, make_document):
    finished = []
    with collection.writer(encoder) as writer:
        result = writer.add(make_document("One. Two.", "Three."), "a", progress=finished.append)
    assert sum(finished) == result.encoded == 4


def test_a_document_without_passages_is_kept(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        assert writer.add(make_document(), "a").passages == 0
    with collection.snapshot() as snapshot:
        assert snapshot.document("note").passage_count == 0
        assert len(snapshot.document_blocks("note")) == 1


def test_a_blank_passage_counts_as_one_sentence(collection, encoder, make_corpus):
    with collection.writer(encoder) as writer:
        writer.add(make_corpus(record("r1", "  ", title="A title")), "a")
    with collection.snapshot() as snapshot:
        (sentence,) = snapshot.sentences(int(snapshot.row_ids[0]))
        assert (sentence.start, sentence.end) == (0, 2)
        hits = snapshot.dense.search(encoder.encode_queries(["x"])[0], candidate_k=5)
        assert hits.passage_scores == pytest.approx(hits.sentence_scores)


def test_files_of_one_name_in_two_folders_are_two_documents(collection, encoder, make_document):
    with collection.writer(encoder) as writer:
        first = writer.add(make_document("One.", name="a/note.txt"), "a")
        second = writer.add(make_document("Two.", name="b/note.txt"), "b")
    assert (first.document_id, second.document_id) == ("a-note", "b-note")


def test_another_file_never_takes_the_place_of_one_without_symbol(
    collection, encoder, make_document
):
    with collection.writer(encoder) as writer:
        writer.add(make_document("One.", name="note.txt"), "a")
    with (
        collection.writer(encoder) as writer,
        pytest.raises(DuplicateId, match=r"note\.md and note\.txt .*'note'"),
    ):
        writer.add(make_document("Two.", name="note.md"), "b")
    with collection.snapshot() as snapshot:
        assert [p.text for p in snapshot.document_passages("note")] == ["One."]


def test_the_same_symbol_and_language_is_the_same_document(collection, encoder, make_document):
    metadata = {"symbol": "UNEP/CBD/COP/11/17"}
    with collection.writer(encoder) as writer:
        writer.add(make_document("One.", name="old.txt", metadata=metadata), "a")
        writer.add(make_document("Un.", name="fr.txt", lang="fr", metadata=metadata), "f")
    with collection.writer(encoder) as writer:
        result = writer.add(make_document("Two.", name="new.txt", metadata=metadata), "b")
    assert result.status == "replaced"
    assert "old.txt" in result.note
    with collection.snapshot() as snapshot:
        assert [d.name for d in snapshot.documents()] == ["new.txt", "fr.txt"]


def test_two_files_of_one_run_do_not_overwrite_one_another(collection, encoder, make_document):
    metadata = {"symbol": "UNEP/CBD/COP/11/17"}
    with collection.writer(encoder) as writer:
        writer.add(make_document("One.", name="a.txt", metadata=metadata), "a")
        with pytest.raises(DuplicateId, match=r"b\.txt and a\.txt"):
            writer.add(make_document("Two.", name="b.txt", metadata=metadata), "b")
        writer.add(make_document("One.", name="c.txt"), "c")
        with pytest.raises(DuplicateId, match=r"c\.txt and another file of that name"):
            writer.add(make_document("Two.", name="c.txt"), "d")


def test_a_passage_id_belongs_to_one_document(collection, encoder, make_corpus):
    with collection.writer(encoder) as writer:
        writer.add(make_corpus(record("r1", "One."), name="first.jsonl"), "a")
        encoder.encoded.clear()
        with pytest.raises(DuplicateId, match=r"'r1' would be in document 'second'.*'first'"):
            writer.add(make_corpus(record("r1", "Two."), name="second.jsonl"), "b")
    assert encoder.encoded == []


def test_two_records_of_one_id_are_refused_by_line(collection, encoder, make_corpus):
    corpus = make_corpus(record("r1", "One.", line=3), record("r1", "Two.", line=8))
    with collection.writer(encoder) as writer, pytest.raises(DuplicateId, match="lines 3 and 8"):
        writer.add(corpus, "a")


@pytest.mark.parametrize(
    ("metadata", "complaint"),
    [
        ({"session": "eleven"}, "'session' is a string here, but a number in document 'first'"),
        ({"label": "x"}, "'label' cannot be the name"),
        ({"title": 5}, "'title' is a number here, but a string elsewhere"),
        ({"weight": float("nan")}, "nan"),
        ({"parts": (1, 2)}, r"\(1, 2\)"),
    ],
)
def test_metadata_of_a_wrong_type_is_refused(
    collection, encoder, make_document, metadata, complaint
):
    with collection.writer(encoder) as writer:
        writer.add(make_document("One.", name="first.txt", metadata={"session": 11}), "a")
        with pytest.raises(InvalidMetadata, match=complaint):
            writer.add(make_document("Two.", name="second.txt", metadata=metadata), "b")


def test_a_document_may_change_the_type_of_a_field_that_only_it_has(
    collection, encoder, make_document
):
    with collection.writer(encoder) as writer:
        writer.add(make_document("One.", metadata={"session": "eleven"}), "a")
    with collection.writer(encoder) as writer:
        writer.add(make_document("One.", metadata={"session": 11}), "b")
    with collection.snapshot() as snapshot:
        assert snapshot.columns.fields()["session"] == "number"


def test_two_records_must_agree_on_the_type_of_a_field(collection, encoder, make_corpus):
    corpus = make_corpus(record("a", "A.", year=1), record("b", "B.", line=2, year="1"))
    with (
        collection.writer(encoder) as writer,
        pytest.raises(InvalidMetadata, match="line 2: metadata field 'year' is a string"),
    ):
        writer.add(corpus, "a")


def test_half_a_surrogate_pair_is_refused(collection, encoder, make_corpus):
    with collection.writer(encoder) as writer:
        with pytest.raises(InvalidRecord, match=r"corpus\.jsonl"):
            writer.add(make_corpus(record("a", "broken \ud800 text")), "a")
        with pytest.raises(InvalidRecord, match=r"corpus\.jsonl"):
            writer.add(make_corpus(record("\ud800", "sound text")), "a")
    with collection.snapshot() as snapshot:
        assert snapshot.documents() == []


def test_terms_of_an_older_analysis_are_brought_up_to_date(
    collection, store_file, encoder, make_document
):
    with collection.writer(encoder) as writer:
        writer.add(make_document("Welcomes wetlands."), "a")
    with collection.snapshot() as snapshot:
        before = snapshot.lexical.scores([(snapshot.term_ids(["wetlands"])["wetlands"], 1.0)])
    older = replace(collection.manifest, analysis_version=0)
    with closing(sqlite3.connect(store_file)) as connection, connection:
        connection.execute("UPDATE collection SET manifest = ?", (older.to_json(),))
        connection.execute("UPDATE passages SET term_ids = x'', term_counts = x''")
    reopened = Collection.open(store_file.parents[1], "default")
    with pytest.raises(IndexDamaged, match="older analysis version 0"):
        reopened.snapshot()
    encoder.encoded.clear()
    with reopened.writer(encoder):
        pass
    assert encoder.encoded == []
    with reopened.snapshot() as snapshot:
        assert snapshot.manifest == collection.manifest
        after = snapshot.lexical.scores([(snapshot.term_ids(["wetlands"])["wetlands"], 1.0)])
    assert after.tolist() == before.tolist()
    assert after[0] > 0


def test_context_is_encoded_but_not_stored_as_text(tmp_path: Path, encoder, make_document):
    collection = Collection.create(tmp_path, "full", Manifest.new(encoder.identity))
    with collection.writer(encoder) as writer:
        writer.add(make_document("One. Two.", metadata={"title": "The title"}), "a")
    assert sorted(encoder.encoded) == [
        "One.",
        "The title\nI. COOPERATION\nOne. Two.",
        "Two.",
    ]
    with collection.snapshot() as snapshot:
        assert snapshot.document_passages("note")[0].text == "One. Two."
        assert "cooperation" in snapshot.term_ids(["cooperation"])
