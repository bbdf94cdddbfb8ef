"""Whatever text a document has, it comes back as it was."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.model import (
    Block,
    BlockKind,
    Footnote,
    FootnoteRef,
    ParsedDocument,
    PassageKind,
    Unit,
)
from index.records import metadata_from_json, metadata_to_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LANG = st.sampled_from(["en", "zh", "ar", "ru", "fr", "es", "und"])
VALUE = (
    TEXT
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.dates(date(1, 1, 1))
    | st.lists(TEXT, max_size=3).map(tuple)
)
METADATA = st.dictionaries(TEXT.map(lambda text: f"field {text}"), VALUE, max_size=4)


@st.composite
def documents(draw):
    units = tuple(
        Unit(
            label=str(number),
            printed_label=draw(TEXT),
            alt_labels=tuple(draw(st.lists(TEXT, max_size=2))),
            kind=draw(st.sampled_from(PassageKind)),
            parent=draw(TEXT),
            section_path=tuple(draw(st.lists(TEXT, max_size=2))),
            chapeau=draw(TEXT),
            text=draw(TEXT),
            lang=draw(LANG),
            start_line=number,
            end_line=number,
            footnote_refs=tuple(
                draw(st.lists(st.builds(FootnoteRef, TEXT, st.integers(0, 9)), max_size=2))
            ),
        )
        for number in range(draw(st.integers(0, 4)))
    )
    block = st.builds(Block, st.sampled_from(BlockKind), TEXT, st.just(1), st.just(2), TEXT)
    footnote = st.builds(
        Footnote, TEXT, TEXT, st.lists(TEXT, max_size=2).map(tuple), TEXT, st.booleans(), st.just(3)
    )
    return ParsedDocument(
        "any name",
        draw(LANG),
        draw(METADATA),
        tuple(draw(st.lists(block, max_size=3))),
        units,
        tuple(draw(st.lists(footnote, max_size=2))),
    )


@given(parsed=documents(), context=st.sampled_from(["full", "none"]))
@settings(max_examples=40)
def test_a_document_comes_back_as_it_was(parsed, context):
    encoder = HashEncoder(32)
    with tempfile.TemporaryDirectory() as folder:
        manifest = Manifest.new(encoder.identity, context=context)
        collection = Collection.create(Path(folder), "default", manifest)
        with collection.writer(encoder) as writer:
            assert writer.add(parsed, "hash").status == "added"
        with collection.snapshot() as snapshot:
            document = snapshot.document("any-name")
            assert (document.lang, dict(document.metadata)) == (parsed.lang, dict(parsed.metadata))
            assert tuple(snapshot.document_blocks("any-name")) == parsed.blocks
            assert tuple(snapshot.document_footnotes("any-name")) == parsed.footnotes
            passages = snapshot.document_passages("any-name")
            for passage, unit in zip(passages, parsed.units, strict=True):
                for field in unit.__slots__:
                    assert getattr(passage, field) == getattr(unit, field)
                sentences = snapshot.sentences(snapshot.row_id(passage.passage_id))
                assert all(0 <= s.start <= s.end <= len(unit.text) for s in sentences)
            hits = snapshot.dense.search(encoder.encode_queries(["x"])[0], candidate_k=9)
            assert hits.row_ids.tolist() == snapshot.row_ids.tolist()
            assert len(snapshot.lexical.scores([])) == len(parsed.units)
            for field, value in parsed.metadata.items():
                column = snapshot.columns.column(field) if parsed.units else None
                assert column is None or column.values == (value,)


@given(METADATA)
def test_metadata_keeps_values_and_their_types(metadata):
    read = metadata_from_json(metadata_to_json(metadata))
    assert read == metadata
    assert [type(value) for value in read.values()] == [type(v) for v in metadata.values()]
