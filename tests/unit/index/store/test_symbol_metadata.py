"""What symbols say can be filtered by, and never stands in a document's way."""

from __future__ import annotations


def test_fields_of_a_symbol_are_fields_of_the_collection(collection, encoder, make_document):
    parsed = make_document("Welcomes the report.", metadata={"symbol": "S/RES/2999 (2031)"})
    with collection.writer(encoder) as writer:
        writer.add(parsed, "hash")
    with collection.snapshot() as snapshot:
        (document,) = snapshot.documents()
    assert document.metadata == {
        "symbol": "S/RES/2999 (2031)",
        "body": "SC",
        "series": "RES",
        "year": 2031,
    }


def test_a_field_that_other_documents_use_otherwise_is_left_out(collection, encoder, make_document):
    noted = make_document("Notes it.", name="a.txt", metadata={"year": "the year of the dragon"})
    symbolic = make_document("Asks for it.", name="b.txt", metadata={"symbol": "S/2031/12"})
    with collection.writer(encoder) as writer:
        writer.add(noted, "one")
        writer.add(symbolic, "two")
    with collection.snapshot() as snapshot:
        metadata = {document.name: document.metadata for document in snapshot.documents()}
    assert metadata["b.txt"] == {"symbol": "S/2031/12", "body": "SC"}
