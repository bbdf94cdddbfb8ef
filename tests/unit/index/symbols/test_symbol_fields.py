"""The metadata that symbols give documents and records, and what may not be overruled."""

from __future__ import annotations

from datetime import date

import pytest

from index.model import CorpusRecord, Metadata, MetadataValue, ParsedCorpus, ParsedDocument
from index.preparation import PreparedDocument, prepare
from index.symbols.fields import symbol_fields, with_symbol_fields


def document(**metadata: MetadataValue) -> PreparedDocument:
    parsed = ParsedDocument("note.txt", "en", metadata, (), (), ())
    return prepare(parsed, content_hash="hash", policy="full")


def records(*metadata: Metadata, corpus: Metadata | None = None) -> PreparedDocument:
    lines = tuple(
        CorpusRecord(f"r{line}", "", "Peat stores water.", "en", fields, line)
        for line, fields in enumerate(metadata, start=1)
    )
    return prepare(ParsedCorpus("c.jsonl", corpus or {}, lines), content_hash="h", policy="full")


@pytest.mark.parametrize(
    ("symbol", "fields"),
    [
        ("UNEP/CBD/COP/11/INF/2", {"body": "COP", "session": 11, "series": "INF"}),
        ("A/81/6 (Sect. 14)", {"body": "GA", "session": 81, "year": 2026}),
        ("S/RES/1325 (2000)", {"body": "SC", "series": "RES", "year": 2000}),
        ("a memorandum", {}),
        ("", {}),
    ],
)
def test_fields(symbol: str, fields: dict[str, object]) -> None:
    assert symbol_fields(symbol) == fields


def test_a_document_has_the_fields_of_its_symbol() -> None:
    prepared = document(symbol="CBD/SBI/3/INF/2")
    assert prepared.document.metadata == {
        "symbol": "CBD/SBI/3/INF/2",
        "body": "SBI",
        "session": 3,
        "series": "INF",
    }
    assert prepared.field_types == {
        "symbol": "string",
        "body": "string",
        "session": "number",
        "series": "string",
    }


def test_what_is_said_of_a_document_wins() -> None:
    metadata = document(symbol="A/81/6", body="Fifth Committee", year=2027).document.metadata
    assert metadata == {"symbol": "A/81/6", "body": "Fifth Committee", "session": 81, "year": 2027}


def test_the_meeting_gives_the_year_where_the_symbol_does_not() -> None:
    dated = {"date_start": date(2032, 5, 3), "published": date(2031, 12, 1)}
    assert document(symbol="CBD/COP/21/14", **dated).document.metadata["year"] == 2032
    assert document(symbol="A/81/6", **dated).document.metadata["year"] == 2026
    published = document(symbol="CBD/COP/21/14", published=date(2031, 12, 1))
    assert published.document.metadata["year"] == 2031


def test_records_have_the_fields_of_their_own_symbols() -> None:
    prepared = records({"symbol": "S/2024/12"}, {"symbol": "CBD/COP/21/14"}, {})
    assert [p.passage.metadata for p in prepared.passages] == [
        {"symbol": "S/2024/12", "body": "SC", "year": 2024},
        {"symbol": "CBD/COP/21/14", "body": "COP", "session": 21},
        {},
    ]


def test_what_is_said_of_a_corpus_wins_over_the_symbols_of_its_records() -> None:
    prepared = records({"symbol": "A/81/6"}, corpus={"session": 80, "body": "CPC"})
    (passage,) = prepared.passages
    assert passage.passage.metadata == {"symbol": "A/81/6", "year": 2026}


def test_a_field_that_is_used_for_something_else_is_left_alone() -> None:
    prepared = records({"symbol": "S/2024/12"}, {"year": "in spring"})
    assert prepared.passages[0].passage.metadata == {"symbol": "S/2024/12", "body": "SC"}
    elsewhere = with_symbol_fields(
        {"symbol": "S/2024/12"}, inherited={}, types={"body": "list", "year": "number"}
    )
    assert elsewhere == {"symbol": "S/2024/12", "year": 2024}
