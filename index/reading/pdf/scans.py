"""Pages that are pictures of text: found, named, and refused where they are most of a document.

Must not read pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.errors import UnreadableFile
from index.reading.limits import MAX_LINES_NAMED
from index.reading.pdf.page import Page

_PICTURED = 0.4
_STAMP = 150
"""Letters that a stamp on a picture of a page may have."""
_OCR = "Run text recognition (OCR) over it, or ask for the Word file."


@dataclass(slots=True)
class Scans:
    """What the pages of a document are, page by page."""

    _scanned: list[int] = field(default_factory=list)
    _texts: int = 0
    _drawn: int = 0
    _pages: int = 0

    def look_at(self, page: Page) -> bool:
        """Takes note of a page; returns whether it is a picture of text."""
        letters = sum(character.isalnum() for piece in page.pieces for character in piece.text)
        scanned = page.pictured >= _PICTURED and letters <= _STAMP
        self._pages += 1
        if scanned:
            self._scanned.append(page.number)
        elif letters:
            self._texts += 1
        elif page.drawn:
            self._drawn += 1
        return scanned

    def verdict(self, name: str) -> tuple[str, ...]:
        """Warnings about pages that were not read.

        Raises:
            UnreadableFile: there is no page with text, or more pictures of pages than pages of
                text.
        """
        scanned = len(self._scanned)
        if scanned and scanned >= self._texts:
            what = "all pages are" if not self._texts else f"{scanned} of {self._pages} pages are"
            raise UnreadableFile(
                f"{name} is a scan: {what} pictures without a text layer.", hint=_OCR
            )
        if not self._texts:
            drawn = "its pages are drawings" if self._drawn else "its pages are blank"
            raise UnreadableFile(f"{name} has no text layer: {drawn}.", hint=_OCR)
        if not scanned:
            return ()
        named = pages_named(self._scanned)
        return (f"Nothing was read of {named}: pictures without a text layer.",)


def pages_named(numbers: Sequence[int]) -> str:
    """Page numbers as a reader lists them: "page 3", "pages 3, 7–9"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = [f"{a}–{z}" if z > a else f"{a}" for a, z in spans[:MAX_LINES_NAMED]]
    more = ["…"] if len(spans) > MAX_LINES_NAMED else []
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(shown + more)}"
