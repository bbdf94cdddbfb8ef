"""A web page as its reader sees it: text without the page's frame, list numbers and notes printed.

Must not know of single tags: that is `page`.
"""

from __future__ import annotations

import re

from lxml import etree

from index.errors import UnreadableFile
from index.model import MetadataValue
from index.parsing.labels import match_label
from index.parsing.lines import Line, is_cjk, tidy
from index.reading.html.encoding import page_text
from index.reading.html.lists import Marker
from index.reading.html.notes import PageNotes
from index.reading.html.page import PageBuilder
from index.reading.html.pieces import Inline, Page
from index.reading.rendered import Rendered

_CHUNK = 1 << 16
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_RULE = "__________"
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_EMPTY_HINT = (
    "If its text is drawn by scripts, save the page from a browser as text or PDF and add that."
)


def read_html(content: bytes, *, name: str) -> Rendered:
    """Reads a web page.

    Lists get the numbers that a browser shows, with the brackets that documents put around them;
    marks of notes become superscripts, and the notes stand at the end behind a rule; a row of a
    table is a line; menus, scripts and what is hidden or deleted are left out.

    Raises:
        UnreadableFile: it cannot be decoded, or has no text.
    """
    page = _parsed(page_text(content, name=name), name)
    notes = PageNotes(page)
    texts = _printed(page, notes, framed=True) or _printed(page, notes, framed=False)
    if not texts:
        raise UnreadableFile(f"{name} is a web page without text.", hint=_EMPTY_HINT)
    lost = notes.lost_marks
    warnings = (f"{lost} marks of notes lead to no place in the page.",) if lost else ()
    lines = tuple(
        Line(number, line.raw, tidy(line.raw), line.heading_level)
        for number, line in enumerate(texts, start=1)
    )
    return Rendered(lines, _metadata(page), warnings)


def _parsed(text: str, name: str) -> Page:
    parser = etree.HTMLParser(target=PageBuilder(), encoding="utf-8", huge_tree=True)
    content = text.encode("utf-8")
    try:
        for start in range(0, len(content), _CHUNK):
            parser.feed(content[start : start + _CHUNK])
        page: Page = parser.close()
    except etree.LxmlError as error:
        raise UnreadableFile(
            f"{name} cannot be read as a web page: {error}.", hint=_EMPTY_HINT
        ) from error
    return page


def _printed(page: Page, notes: PageNotes, *, framed: bool) -> list[Line]:
    """The lines to be read, numbered 0 as yet; notes last.

    Args:
        page: as read.
        notes: of the page.
        framed: whether to leave out the frame of a page that says what its main part is.
    """
    apart = {index for note in notes.notes for index in range(note.first, note.end)}
    lines: list[Line] = []
    for index, line in enumerate(page.lines):
        if index in apart or (framed and page.has_main and line.chrome):
            continue
        text = _text(index, page, notes)
        if not text:
            continue
        if line.joined and lines:
            above = lines.pop()
            label = match_label(above.raw)
            glue = " " if label and label.end >= len(above.raw) else " | "
            lines.append(_line(f"{above.raw}{glue}{text}", above.heading_level))
            continue
        if line.spaced and lines:
            lines.append(_line(""))
        lines.append(_line(text, line.heading_level))
    if lines and notes.notes:
        lines += [_line(""), _line(_RULE)]
        lines += [_line(notes.heading(note) + notes.text(note)) for note in notes.notes]
    return lines


def _line(text: str, heading_level: int = 0) -> Line:
    return Line(0, text, text, heading_level)


def _text(index: int, page: Page, notes: PageNotes) -> str:
    parts: list[str] = []
    marker: Marker | None = None
    for piece in page.lines[index].pieces:
        if isinstance(piece, Marker):
            marker = piece
        elif isinstance(piece, Inline):
            if parts and notes.is_mark(index, piece):
                parts[-1] = parts[-1].rstrip(" \t\n\r\f")
            parts.append(notes.printed(index, piece))
        else:
            parts.append(piece)
    text = _collapsed("".join(parts))
    return (marker.printed(text) + text).strip() if marker else text


def _collapsed(text: str) -> str:
    """Runs of blanks as one; none where a line was broken between characters of Chinese."""

    def blank(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        broken = "\n" in found[0] and before and after and is_cjk(before) and is_cjk(after)
        return "" if broken else " "

    text = text.replace("\u00ad", "")
    return _BLANKS.sub(blank, text).strip()


def _metadata(page: Page) -> dict[str, MetadataValue]:
    """Fields that the page has of itself."""
    fields: dict[str, MetadataValue] = {"title": page.title, "author": page.author}
    if _LANGUAGE.fullmatch(page.lang.strip()):
        primary, _, rest = page.lang.strip().partition("-")
        fields["lang"] = f"{primary.lower()}-{rest}" if rest else primary.lower()
    return {field: value for field, value in fields.items() if value}
