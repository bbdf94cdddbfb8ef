"""What a DOCX says of itself beside its text: title, symbol. Only what is plausible is believed.

Must not look at the body of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.parsing.masthead_words import SYMBOL
from index.reading.docx.markup import Element, attribute, name_of

_SYMBOL_PROPERTY = re.compile(r"symbol ?1?", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"microsoft word.*|(?:document|dokument|документ|文档|文件|مستند)\s?\d*|untitled.*|title"
    r"|.*\.(?:docx?|dotx?|rtf|odt|wpd|pdf|txt)"
    r"|(?:united nations|nations unies|naciones unidas|организация объединенных наций|联合国"
    r"|الأمم المتحدة)",
    re.IGNORECASE | re.DOTALL,
)
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 300
_FULLEST_HEADER = 2000


def title_in(elements: Iterable[Element]) -> str:
    """The title among the core properties; "" where there is none worth the name."""
    for element in elements:
        if name_of(element) == "dc:title":
            title = " ".join((element.text or "").split())
            return title if _is_title(title) else ""
    return ""


def symbol_in_properties(elements: Iterable[Element]) -> str:
    """The document symbol among the custom properties, as UN templates keep it."""
    for element in elements:
        if _SYMBOL_PROPERTY.fullmatch(attribute(element, "name")):
            text = "".join(element.itertext()).strip()
            if found := SYMBOL.fullmatch(text):
                return found["symbol"]
    return ""


def symbol_in_header(texts: Iterable[str]) -> str:
    """The document symbol in a page header; "" where it names none, or several."""
    found = {match["symbol"] for text in texts for match in SYMBOL.finditer(text[:_FULLEST_HEADER])}
    return found.pop() if len(found) == 1 else ""


def _is_title(text: str) -> bool:
    if not _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE or SYMBOL.search(text):
        return False
    return not _NO_TITLE.fullmatch(text) and sum(map(str.isalpha, text)) >= _SHORTEST_TITLE
