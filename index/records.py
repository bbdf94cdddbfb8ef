"""How the model's values are written into columns of the store, and read back unchanged.

JSON for what has parts, little-endian arrays for numbers. Must not run SQL.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.model import (
    Block,
    BlockKind,
    Document,
    Footnote,
    FootnoteRef,
    Metadata,
    MetadataValue,
    Passage,
    PassageKind,
    Reference,
    ReferenceKind,
)

VECTOR_DTYPE = np.dtype("<f2")
INTEGER_DTYPE = np.dtype("<i4")

_DATE_KEY = "date"  # {"date": "2012-10-08"}: the only object among metadata values


def metadata_to_json(metadata: Metadata) -> str:
    """Metadata as stored; order of fields is kept."""
    return json.dumps({name: _plain(value) for name, value in metadata.items()}, ensure_ascii=False)


def metadata_from_json(text: str) -> dict[str, MetadataValue]:
    """What `metadata_to_json` was given."""
    if text == "{}":
        return {}
    return {name: _typed(value) for name, value in json.loads(text).items()}


def strings_to_json(strings: Sequence[str]) -> str:
    """A tuple of strings as stored."""
    return json.dumps(list(strings), ensure_ascii=False)


@lru_cache(maxsize=4096)
def strings_from_json(text: str) -> tuple[str, ...]:
    """What `strings_to_json` was given. Heading paths recur in every passage below them."""
    return tuple(json.loads(text))


def vector_to_blob(vector: NDArray[np.float32]) -> bytes:
    """A vector (d,) in half precision: enough for unit vectors, half the room."""
    return vector.astype(VECTOR_DTYPE).tobytes()


def integers_to_blob(values: Sequence[int]) -> bytes:
    """Numbers below 2^31, four bytes each."""
    return np.asarray(values, INTEGER_DTYPE).tobytes()


def passage_row(passage: Passage) -> tuple[str | int, ...]:
    """Values for `PASSAGE_COLUMNS`."""
    return (
        passage.passage_id,
        passage.ordinal,
        passage.label,
        passage.printed_label,
        strings_to_json(passage.alt_labels),
        passage.kind.value,
        passage.parent,
        strings_to_json(passage.section_path),
        passage.chapeau,
        passage.text,
        passage.lang,
        passage.start_line,
        passage.end_line,
        json.dumps([[ref.number, ref.offset] for ref in passage.footnote_refs]),
        metadata_to_json(passage.metadata),
    )


PASSAGE_COLUMNS = (
    "passage_id, ordinal, label, printed_label, alt_labels, kind, parent, section_path, chapeau, "
    "text, lang, start_line, end_line, footnote_refs, metadata"
)


def passage_from_row(row: sqlite3.Row) -> Passage:
    """A passage from `PASSAGE_COLUMNS` and its document's `document_id`."""
    refs = json.loads(row["footnote_refs"])
    return Passage(
        passage_id=row["passage_id"],
        document_id=row["document_id"],
        ordinal=row["ordinal"],
        label=row["label"],
        printed_label=row["printed_label"],
        alt_labels=strings_from_json(row["alt_labels"]),
        kind=PassageKind(row["kind"]),
        parent=row["parent"],
        section_path=strings_from_json(row["section_path"]),
        chapeau=row["chapeau"],
        text=row["text"],
        lang=row["lang"],
        start_line=row["start_line"],
        end_line=row["end_line"],
        footnote_refs=tuple(FootnoteRef(number, offset) for number, offset in refs),
        metadata=metadata_from_json(row["metadata"]),
    )


def document_row(document: Document) -> tuple[str | int, ...]:
    """Values for `DOCUMENT_COLUMNS`."""
    return (
        document.document_id,
        document.name,
        document.symbol,
        document.title,
        document.lang,
        metadata_to_json(document.metadata),
        document.content_hash,
        document.passage_count,
    )


DOCUMENT_COLUMNS = "document_id, name, symbol, title, lang, metadata, content_hash, passage_count"


def document_from_row(row: sqlite3.Row) -> Document:
    """A document from `DOCUMENT_COLUMNS`."""
    return Document(
        document_id=row["document_id"],
        name=row["name"],
        symbol=row["symbol"],
        title=row["title"],
        lang=row["lang"],
        metadata=metadata_from_json(row["metadata"]),
        content_hash=row["content_hash"],
        passage_count=row["passage_count"],
    )


def block_row(block: Block) -> tuple[str | int, ...]:
    """Values for `BLOCK_COLUMNS`."""
    return (
        block.kind.value,
        block.text,
        block.start_line,
        block.end_line,
        block.label,
        block.level,
    )


BLOCK_COLUMNS = "kind, text, start_line, end_line, label, level"


def block_from_row(row: sqlite3.Row) -> Block:
    """A block from `BLOCK_COLUMNS`."""
    return Block(
        kind=BlockKind(row["kind"]),
        text=row["text"],
        start_line=row["start_line"],
        end_line=row["end_line"],
        label=row["label"],
        level=row["level"],
    )


def footnote_row(footnote: Footnote) -> tuple[str | int, ...]:
    """Values for `FOOTNOTE_COLUMNS`."""
    return (
        footnote.number,
        footnote.text,
        strings_to_json(footnote.urls),
        footnote.label,
        int(footnote.anchored),
        footnote.line,
    )


FOOTNOTE_COLUMNS = "number, text, urls, label, anchored, line"


def footnote_from_row(row: sqlite3.Row) -> Footnote:
    """A footnote from `FOOTNOTE_COLUMNS`."""
    return Footnote(
        number=row["number"],
        text=row["text"],
        urls=strings_from_json(row["urls"]),
        label=row["label"],
        anchored=bool(row["anchored"]),
        line=row["line"],
    )


def reference_row(reference: Reference) -> tuple[str | int, ...]:
    """Values for `REFERENCE_COLUMNS`."""
    return (
        reference.start,
        reference.end,
        reference.kind.value,
        reference.work,
        reference.label,
        reference.last_label,
    )


REFERENCE_COLUMNS = "start_offset, end_offset, kind, work, label, last_label"


def reference_from_row(row: Sequence[Any]) -> Reference:
    """A reference from `REFERENCE_COLUMNS`."""
    start, end, kind, work, label, last_label = row
    return Reference(start, end, ReferenceKind(kind), work, label, last_label)


def _plain(value: MetadataValue) -> object:
    match value:
        case date():
            return {_DATE_KEY: value.isoformat()}
        case tuple():
            return list(value)
    return value


def _typed(value: object) -> MetadataValue:
    match value:
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case list():
            return tuple(value)
        case str() | int() | float() | bool():
            return value
    raise ValueError(f"not a stored metadata value: {value!r}")
