"""Entries for bibliographies: BibTeX and CSL-JSON, with the paragraph that is cited.

Must not look at a collection.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from index.identity import slug, work_symbol
from index.model import Document, Passage
from index.symbols import SymbolKind, parse_symbol
from retriever.citations.writing import is_numbered, pinpoint, work_name

CslValue = str | list[dict[str, str]] | dict[str, list[list[int]]]
CslItem = Mapping[str, CslValue]

_ADOPTED = (SymbolKind.DECISION, SymbolKind.RESOLUTION, SymbolKind.RECOMMENDATION)
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {char: f"\\{char}" for char in "&%$#_{}"}


def bibtex(document: Document, passage: Passage) -> str:
    """An entry for BibTeX or biblatex, `@misc`."""
    issued = _issued(document, passage)
    fields = {
        "author": f"{{{_tex(_author(document))}}}" if _author(document) else "",
        "title": f"{{{_tex(_title(document, passage))}}}",
        "number": _tex(work_symbol(document, passage)),
        "year": str(issued.year) if issued else "",
        "month": str(issued.month) if issued else "",
        "institution": _tex(_one_line(document.metadata.get("body_name", ""))),
        "note": _tex(_place(document, passage)),
        "langid": passage.lang,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{_key(document, passage)},\n{lines}}}"


def csl_json(document: Document, passage: Passage) -> CslItem:
    """An item in CSL-JSON, for Zotero, citeproc and pandoc."""
    issued = _issued(document, passage)
    symbol = parse_symbol(work_symbol(document, passage))
    item: dict[str, CslValue] = {
        "id": _key(document, passage),
        "type": "legislation" if symbol and symbol.kind in _ADOPTED else "report",
        "title": _title(document, passage),
        "number": work_symbol(document, passage),
        "publisher": _one_line(document.metadata.get("body_name", "")),
        "event-place": _one_line(document.metadata.get("place", "")),
        "locator": _place(document, passage),
        "language": passage.lang,
    }
    if author := _author(document):
        item["author"] = [{"literal": author}]
    if issued:
        item["issued"] = {"date-parts": [[issued.year, issued.month, issued.day]]}
    return {name: value for name, value in item.items() if value}


def _key(document: Document, passage: Passage) -> str:
    """A key of letters, digits and hyphens: `unep-cbd-cop-11-17-41-c`."""
    return slug(f"{work_name(document, passage)} {passage.label}")


def _title(document: Document, passage: Passage) -> str:
    own = passage.metadata.get("title")
    return _one_line(own or document.title or document.name)


def _author(document: Document) -> str:
    """Who wrote it, without the words that say that it is a note."""
    return _one_line(document.metadata.get("author", ""))


def _place(document: Document, passage: Passage) -> str:
    return pinpoint(passage.label) if is_numbered(document, passage) else passage.passage_id


def _issued(document: Document, passage: Passage) -> date | None:
    for field in ("published", "date", "date_end", "date_start"):
        value = passage.metadata.get(field) or document.metadata.get(field)
        if isinstance(value, date):
            return value
    return None


def _one_line(value: object) -> str:
    return " ".join(str(value).split())


def _tex(text: str) -> str:
    return re.sub(r"[\\~^&%$#_{}]", lambda char: _SPECIAL[char[0]], text)
