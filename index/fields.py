"""The types of metadata fields: one type per field throughout a collection.

Says what type a value has and which fields a document brings; must not store or filter them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal

from index.errors import InvalidMetadata
from index.model import Metadata, MetadataValue

FieldType = Literal["string", "number", "date", "boolean", "list"]

BUILT_IN_FIELDS: Mapping[str, FieldType] = {
    "document_id": "string",
    "passage_id": "string",
    "label": "string",
    "kind": "string",
    "lang": "string",
    "symbol": "string",
    "title": "string",
    "section": "list",
    "cites": "list",
}
"""Fields that every passage can be filtered by, whatever its metadata."""

RESERVED_FIELDS = frozenset({"document_id", "passage_id", "label", "kind", "section"})
"""Built-in fields that metadata may not name, since they would hide what the document says of
itself. `lang`, `symbol` and `title` may be set: they say the same thing. What `cites` says is added
to what the text cites."""


def field_type(value: MetadataValue) -> FieldType:
    """The type of a value; whole and decimal numbers are one type.

    Raises:
        InvalidMetadata: the value is none of the types that metadata can have.
    """
    match value:
        case bool():
            return "boolean"
        case int():
            return "number"
        case float() if math.isfinite(value):
            return "number"
        case date() if not isinstance(value, datetime):
            return "date"
        case str():
            return "string"
        case tuple() if all(isinstance(item, str) for item in value):
            return "list"
    raise InvalidMetadata(
        f"metadata value {value!r} is neither string, finite number, boolean, date nor list of "
        "strings",
        hint="Give one of these, or leave the field out.",
    )


def field_types(sources: Iterable[tuple[str, Metadata]]) -> dict[str, FieldType]:
    """The fields of a document and its passages, with their types.

    Args:
        sources: what each metadata belongs to, for messages, and the metadata.

    Raises:
        InvalidMetadata: a field has two types, a reserved name or an impossible value.
    """
    types: dict[str, FieldType] = {}
    for owner, metadata in sources:
        for field, value in metadata.items():
            found = field_type(value)
            expected = types.setdefault(field, BUILT_IN_FIELDS.get(field, found))
            _check_field(field, found, expected, owner)
    return types


def require_same_type(
    field: str, found: FieldType, known: FieldType, *, owner: str, known_from: str
) -> None:
    """Check a document's field against the same field of another document.

    Raises:
        InvalidMetadata: the types differ.
    """
    if found != known:
        raise InvalidMetadata(
            f"{owner}: metadata field '{field}' is a {found} here, but a {known} in "
            f"document '{known_from}'",
            hint="Give the field the same type in every document, or another name here.",
        )


def _check_field(field: str, found: FieldType, expected: FieldType, owner: str) -> None:
    if field in RESERVED_FIELDS:
        raise InvalidMetadata(
            f"{owner}: '{field}' cannot be the name of a metadata field",
            hint="Every passage has a field of that name already; choose another name.",
        )
    if found != expected:
        raise InvalidMetadata(
            f"{owner}: metadata field '{field}' is a {found} here, but a {expected} elsewhere",
            hint="Give the field the same type everywhere, or another name here.",
        )
