"""What passages refer to is stored with them and goes with them."""

from __future__ import annotations

import pytest

from index.model import CorpusRecord, Reference, ReferenceKind

SYMBOL = {"symbol": "UNEP/CBD/COP/11/17"}


def record(number: int, text: str, *, symbol: str = "", lang: str = "en") -> CorpusRecord:
    metadata = {"symbol": symbol} if symbol else {}
    return CorpusRecord(f"r{number}", "", text, lang, metadata, number, label=str(number))


def targets(snapshot) -> list[list[str]]:
    rows = [int(row) for row in snapshot.row_ids]
    return [[one.target for one in references] for references in snapshot.references(rows)]


@pytest.fixture
def stored(collection, encoder):
    """Stores documents and opens a snapshot of them."""

    def store(*documents):
        with collection.writer(encoder) as writer:
            for number, document in enumerate(documents):
                writer.add(document, content_hash=str(number))
        return collection.snapshot()

    return store


def test_references_are_read_back_as_they_were_found(stored, make_document):
    text = "See decision X/20, paragraphs 6 to 8, and paragraph 1 above."
    with stored(make_document("Mussels.", text, metadata=SYMBOL)) as snapshot:
        rows = [int(row) for row in snapshot.row_ids]
        assert snapshot.references(rows[::-1]) == [
            (
                Reference(4, 36, ReferenceKind.DECISION, "decision 10/20", "6", "8"),
                Reference(42, 59, ReferenceKind.PARAGRAPH, "cbd/cop/11/17", "1"),
            ),
            (),
        ]


def test_works_that_are_cited_are_listed_once(stored, make_document):
    with stored(
        make_document("Decision X/20.", "Decision X/20, para. 2, and paragraph 9 of its outcome.")
    ) as snapshot:
        assert snapshot.cited_works() == ["?", "decision 10/20"]
        first, second = snapshot.row_ids
        assert {
            row: [one.target for one in references]
            for row, references in snapshot.references_to(["decision 10/20", "x"]).items()
        } == {first: ["decision 10/20"], second: ["decision 10/20#2"]}


def test_references_of_a_document_without_symbol_stay_within_it(stored, make_document):
    with stored(
        make_document("See paragraph 2 below.", "Mussels.", name="a.txt"),
        make_document("See paragraph 2 below.", "Peat.", name="b.txt"),
    ) as snapshot:
        first = int(snapshot.row_ids[0])
        assert list(snapshot.references_within("a")) == [first]


def test_references_go_with_their_document(stored, collection, encoder, make_document):
    stored(make_document("Decision X/20.", name="a.txt")).close()
    with collection.writer(encoder) as writer:
        writer.remove("a")
    with collection.snapshot() as snapshot:
        assert snapshot.cited_works() == []


def test_records_of_one_symbol_are_one_text(stored, make_corpus):
    with stored(
        make_corpus(
            record(1, "In decision X/20, maps.", symbol="A/1/2"),
            record(2, "第X/33号决定。", symbol="A/1/2", lang="zh"),
            record(3, "In decision XI/1, peat.", symbol="A/1/3"),
            record(4, "In the same decision, staff; see paragraph 1 above.", symbol="A/1/2"),
            record(5, "In decision XI/5, peat."),
            record(6, "In the same decision, staff."),
        )
    ) as snapshot:
        assert targets(snapshot) == [
            ["decision 10/20"],
            ["decision 10/33"],
            ["decision 11/1"],
            ["decision 10/20", "a/1/2#1"],
            ["decision 11/5"],
            [],
        ]


def test_cited_works_and_places_are_a_field(stored, make_document):
    text = "Decision X/20, paragraphs 6 to 8; A/RES/65/161; paragraph 9 of its outcome."
    with stored(
        make_document("Peat.", text, metadata={**SYMBOL, "cites": ("decision XI/1, para. 2",)})
    ) as snapshot:
        column = snapshot.columns.column("cites")
        said = ("decision 11/1", "decision 11/1#2")
        assert column.type == "list"
        assert [column.values[code] for code in column.codes] == [
            said,
            (
                *("decision 10/20", "decision 10/20#6", "decision 10/20#7", "decision 10/20#8"),
                *("a/res/65/161", "res/65/161", "resolution 65/161", "?#9"),
                *said,
            ),
        ]


def test_a_passage_that_cites_nothing_has_no_such_field(stored, make_document):
    with stored(make_document("Peat.")) as snapshot:
        assert snapshot.columns.column("cites").codes.tolist() == [-1]
