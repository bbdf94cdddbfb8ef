"""What the fields of a record of a paragraph are called: in JSON lines and in tables.

Must not read files or values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class Field(StrEnum):
    """A field that is more than metadata."""

    ID = "id"
    TEXT = "text"
    LABEL = "label"
    SYMBOL = "symbol"
    LANG = "lang"
    TITLE = "title"
    HEADINGS = "headings"


_NAMES = {
    Field.ID: ("_id", "id", "passage_id"),
    Field.TEXT: ("text", "paragraph_text", "passage_text", "content", "passage"),
    Field.LABEL: ("label", "para", "paragraph", "paragraph_number", "para_no", "paragraph_no"),
    Field.SYMBOL: ("symbol", "document_symbol", "doc_symbol"),
    Field.LANG: ("lang", "language"),
    Field.TITLE: ("title",),
    Field.HEADINGS: ("headings", "section_path", "section", "sections", "heading", "heading_path"),
}
_OTHER = re.compile(r"[^\w.-]+")
_LONGEST = 64


def fields_of(names: Iterable[str]) -> dict[str, Field]:
    """Which of some names are fields that are more than metadata: by name, each field once.

    Where several names could be one field, the first in order of preference is it.
    """
    known = {plain(name): name for name in reversed(list(names))}
    return {
        known[best]: field
        for field, aliases in _NAMES.items()
        if (best := next((alias for alias in aliases if alias in known), None))
    }


def has_text(names: Iterable[str]) -> bool:
    """Whether one of some names is that of a text."""
    return Field.TEXT in fields_of(names).values()


def plain(name: str) -> str:
    """A name in small letters, with underscores for all that metadata names may not have."""
    return _OTHER.sub("_", name.strip().casefold()).strip(".-") or "_"


def metadata_name(name: str) -> str:
    """The name that a field goes by in metadata."""
    bare = _OTHER.sub("_", name.strip()).strip("_.-")
    if not bare:
        return "field"
    return (bare if not bare[0].isdigit() else f"field_{bare}")[:_LONGEST]
