"""The metadata that a symbol gives: body, session, series and year, to be filtered by.

Must not overrule what a document or its user says; the caller sets these where they say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from index.fields import FieldType
from index.model import Metadata, MetadataValue
from index.symbols.parsing import parse_symbol

SYMBOL_FIELDS: Mapping[str, FieldType] = {
    "body": "string",
    "session": "number",
    "series": "string",
    "year": "number",
}
"""The fields that a symbol can give, with their types."""

_DATES = ("date_start", "published")
"""Fields that give the year where the symbol does not, the better first."""


def symbol_fields(symbol: str) -> dict[str, MetadataValue]:
    """The fields that the grammar of a symbol gives.

    Args:
        symbol: any text; one that is no symbol gives nothing.

    Returns:
        Of `body` (a code such as "COP"), `session` (number), `series` (such as "INF") and `year`
        (number) those that the symbol says.
    """
    parsed = parse_symbol(symbol)
    if parsed is None:
        return {}
    fields: dict[str, MetadataValue] = {
        "body": parsed.body,
        "session": parsed.session,
        "series": parsed.series,
        "year": parsed.year,
    }
    return {name: value for name, value in fields.items() if value}


def with_symbol_fields(
    metadata: Metadata, *, inherited: Metadata, types: Mapping[str, FieldType]
) -> Metadata:
    """Metadata with the fields that its symbol gives, where nothing says otherwise.

    Args:
        metadata: fields of a document or a record; its `symbol` is read. Without a year in the
            symbol, the year is that of the meeting's first day or of publication.
        inherited: fields that hold for a record though they are not its own; they are not
            overruled either.
        types: types that fields have elsewhere: one of another type than a symbol gives is used
            for something else, and left alone.
    """
    symbol = metadata.get("symbol")
    if not isinstance(symbol, str) or not symbol:
        return metadata
    found = symbol_fields(symbol)
    if year := _year(metadata):
        found.setdefault("year", year)
    added = {
        name: value
        for name, value in found.items()
        if name not in inherited and types.get(name) in (None, SYMBOL_FIELDS[name])
    }
    return {**added, **metadata} if added else metadata


def _year(metadata: Metadata) -> int:
    for name in _DATES:
        value = metadata.get(name)
        if isinstance(value, date):
            return value.year
    return 0
