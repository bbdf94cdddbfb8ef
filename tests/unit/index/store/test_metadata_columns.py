"""Metadata as columns: codes, values and types."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from index.columns import MetadataColumns
from index.errors import UnknownField
from index.model import CorpusRecord

NO_ROWS = np.zeros(0, np.int64)


def values_of(columns: MetadataColumns, field: str) -> list[object]:
    column = columns.column(field)
    return [None if code == -1 else column.values[code] for code in column.codes]


def test_values_are_stored_once_and_absence_is_minus_one():
    columns = MetadataColumns.build([{"body": "COP"}, {}, {"body": "SBSTTA"}, {"body": "COP"}])
    column = columns.column("body")
    assert column.type == "string"
    assert column.codes.tolist() == [0, -1, 1, 0]
    assert column.codes.dtype == np.int32
    assert column.values == ("COP", "SBSTTA")


def test_every_type_is_told_from_its_values():
    columns = MetadataColumns.build(
        [{"n": 1, "d": date(2012, 10, 8), "b": True, "l": ("a", "b"), "s": "x"}, {"n": 1.5}]
    )
    fields = columns.fields()
    assert {field: fields[field] for field in "bdlns"} == {
        "b": "boolean",
        "d": "date",
        "l": "list",
        "n": "number",
        "s": "string",
    }
    assert values_of(columns, "n") == [1, 1.5]


def test_built_in_fields_are_there_without_any_passage():
    columns = MetadataColumns.build([])
    assert columns.fields() == {
        "cites": "list",
        "document_id": "string",
        "kind": "string",
        "label": "string",
        "lang": "string",
        "passage_id": "string",
        "section": "list",
        "symbol": "string",
        "title": "string",
    }
    assert columns.column("lang").codes.shape == (0,)


def test_an_unknown_field_names_those_there_are():
    with pytest.raises(UnknownField, match="'sesion'") as raised:
        MetadataColumns.build([{"session": 1}]).column("sesion")
    assert "session" in raised.value.hint


def test_deriving_drops_values_and_fields_that_nobody_has_any_more():
    old = MetadataColumns.build([{"a": "x", "only": 1}, {"a": "y"}, {"a": "z"}])
    new = MetadataColumns.build([{"a": "x", "b": True}, {"a": "z"}])
    derived = old.derive(np.array([1, 2]), new)
    assert values_of(derived, "a") == ["y", "z", "x", "z"]
    assert derived.column("a").values == ("y", "z", "x")
    assert values_of(derived, "b") == [None, None, True, None]
    assert "only" not in derived.fields()
    assert len(derived) == 4


def test_a_field_may_change_its_type_with_its_last_value():
    old = MetadataColumns.build([{"session": "eleven"}])
    derived = old.derive(NO_ROWS, MetadataColumns.build([{"session": 11}]))
    assert derived.fields()["session"] == "number"
    assert values_of(derived, "session") == [11]


def test_a_passages_own_field_goes_before_its_documents(
    collection, encoder, make_document, make_corpus
):
    records = (
        CorpusRecord("r1", "", "One.", "en", {"year": 2012, "symbol": "A/81/6"}, 1),
        CorpusRecord("r2", "Second", "Two.", "fr", {}, 2),
    )
    note = make_document("Three.", metadata={"symbol": "CBD/COP/15/4", "year": 2022})
    with collection.writer(encoder) as writer:
        writer.add(make_corpus(*records, metadata={"year": 2000, "title": "All"}), "a")
        writer.add(note, "b")
    with collection.snapshot() as snapshot:
        columns = snapshot.columns
        assert values_of(columns, "year") == [2012, 2000, 2022]
        assert values_of(columns, "symbol") == ["A/81/6", None, "CBD/COP/15/4"]
        assert values_of(columns, "title") == ["All", "Second", None]
        assert values_of(columns, "lang") == ["en", "fr", "en"]
        assert values_of(columns, "kind") == ["record", "record", "paragraph"]
        assert values_of(columns, "section") == [None, None, ("I. COOPERATION",)]
        assert values_of(columns, "document_id") == ["corpus", "corpus", "cbd-cop-15-4.en"]
        assert values_of(columns, "passage_id") == ["r1", "r2", "cbd-cop-15-4.en:1"]
        assert values_of(columns, "label") == ["r1", "r2", "1"]
