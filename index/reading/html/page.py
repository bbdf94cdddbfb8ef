"""Tags and text of a web page, as they come, → lines.

Takes the events of a parser, so that neither depth nor length of a page costs more than its text.
Must not tell notes from text: that is `notes`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from index.reading.html.lists import ListKind, Marker, OpenList, kind_of_style, kind_of_type
from index.reading.html.pieces import Anchor, Inline, Page, PageLine, Span
from index.reading.html.styles import StyleSheet, hides

_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "html"),
        *("legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_UNSEEN = frozenset(
    {
        *("applet", "audio", "button", "canvas", "datalist", "del", "embed", "frameset"),
        *("iframe", "input", "map", "nav", "noembed", "noscript", "object", "rp", "rt", "s"),
        *("select", "strike", "svg", "template", "textarea", "video"),
    }
)
_CAPTURED = frozenset({"style", "title", "script"})
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_CHROME = frozenset({"header", "footer", "aside"})
_CHROME_ROLES = frozenset({"banner", "navigation", "contentinfo", "search", "complementary"})
_MAIN = frozenset({"main", "article"})
_UNSPACED = frozenset({"dd", "summary", "td", "th", "tr"})
_OUTER = frozenset({"html", "body", "main", "article", "table", "tbody", "ol", "ul", "dl", "form"})
"""Blocks that hold more than one note ever does."""
_NOTE_WORDS = re.compile(
    r"noteref|footnote|endnote|cite_note|[#_-](?:fn|ftn|edn)[-_:.]?\w",
    re.IGNORECASE,
)
_INTEGER = re.compile(r"\s*(-?\d{1,9})")
_RULE = "__________"
_LONGEST_MARK = 12
_MOST_SPANS = 8

Attributes = Mapping[str, str]


@dataclass(slots=True)
class _Open:
    """An element that is open.

    Attributes:
        tag: its name.
        hides: whether it hides what stands in it.
        chrome: whether it is the page's frame, not its text.
        main: whether it is the page's main part, in which nothing is its frame.
        heading: whether it is a heading.
        span: its lines, where it is a block.
        pieces: how many pieces the line had when it began, where it may be a mark; -1 elsewhere.
        line: how many lines there were then.
        inline: what it would be as a mark.
    """

    tag: str
    hides: bool = False
    chrome: bool = False
    main: bool = False
    heading: bool = False
    span: Span | None = None
    pieces: int = -1
    line: int = 0
    inline: Inline | None = None


class PageBuilder:
    """Target of an event-driven parser (`start`, `end`, `data`, `close`)."""

    def __init__(self) -> None:
        self._page = Page()
        self._styles = StyleSheet()
        self._open: list[_Open] = []
        self._lists: list[OpenList] = []
        self._kinds: Counter[ListKind] = Counter()
        self._rows: list[list[int]] = []
        self._marker: Marker | None = None
        self._pieces: list[str | Inline | Marker] = []
        self._captured: list[str] | None = None
        self._hidden = self._chrome = self._main = self._verbatim = self._heading = 0
        self._spaced = False
        self._broken = False

    # Events

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        tag = tag.lower()
        if tag in _CAPTURED and not self._hidden:
            self._captured = []
            self._open.append(_Open(tag))
            return
        element = _Open(tag, hides=self._is_hidden(tag, attributes))
        self._open.append(element)
        if element.hides:
            self._hidden += 1
        if self._hidden:
            return
        if tag in _BLOCKS:
            self._begin_block(element, attributes)
        self._note_place(attributes)
        match tag:
            case "br":
                self._break()
            case "hr":
                self._flush()
                self._flush_marker()
                self._append_line([_RULE])
            case "meta" if attributes.get("name", "").lower() in ("author", "dc.creator"):
                self._page.author = self._page.author or attributes.get("content", "").strip()
            case "a" | "sup":
                self._begin_inline(element, attributes)
            case "q":
                self._pieces.append("“")

    def end(self, _tag: str) -> None:
        """An element ends."""
        if not self._open:
            return
        element = self._open.pop()
        if self._captured is not None:
            self._end_captured(element.tag)
            return
        if not self._hidden:
            if element.inline is not None:
                self._end_inline(element)
            elif element.tag == "q":
                self._pieces.append("”")
            if element.span is not None:
                self._end_block(element, element.span)
        if element.hides:
            self._hidden -= 1

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._captured is not None:
            self._captured.append(text)
        elif self._hidden:
            return
        elif self._verbatim and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._break()
                self._pieces.append(line)
        else:
            if self._broken and not text.isspace():
                self._broken = False
            self._pieces.append(text)

    def comment(self, text: str) -> None:
        """A comment: nothing that a reader sees."""

    def close(self) -> Page:
        """The page has ended."""
        self._flush()
        for element in self._open:
            if element.span is not None:
                element.span.end = len(self._page.lines)
        return self._page

    # Blocks

    def _begin_block(self, element: _Open, attributes: Attributes) -> None:
        tag = element.tag
        if tag == "html":
            self._page.lang = attributes.get("lang") or attributes.get("xml:lang") or ""
        self._flush()
        self._spaced = self._spaced or tag not in _UNSPACED
        element.span = Span(len(self._page.lines))
        if tag in _MAIN or attributes.get("role") == "main":
            self._page.has_main = element.main = True
            self._main += 1
        elif not self._main and (tag in _CHROME or attributes.get("role") in _CHROME_ROLES):
            element.chrome = True
            self._chrome += 1
        if tag in _LISTS:
            self._begin_list(tag, attributes)
        elif tag == "li" and self._lists:
            self._begin_item(attributes)
        elif tag == "tr":
            self._rows.append([])
        elif tag in _CELLS and self._rows:
            self._rows[-1].append(len(self._page.lines))
        elif tag == "pre":
            self._verbatim += 1
        elif level := _heading_level(tag, attributes):
            self._heading, element.heading = level, True

    def _end_block(self, element: _Open, span: Span) -> None:
        self._flush()
        tag = element.tag
        span.end = len(self._page.lines)
        self._spaced = self._spaced or tag not in _UNSPACED
        self._chrome -= element.chrome
        self._main -= element.main
        if tag in _LISTS and self._lists:
            self._kinds[self._lists.pop().kind] -= 1
        elif tag == "li":
            self._flush_marker()
        elif tag == "tr" and self._rows:
            self._end_row(self._rows.pop())
        elif tag == "pre":
            self._verbatim -= 1
        elif element.heading:
            self._heading = 0

    def _end_row(self, cells: list[int]) -> None:
        """A row whose cells have one line each is one line; other tables only lay out a page."""
        lines = self._page.lines
        bounds = pairwise([*cells, len(lines)])
        if cells and all(end - start <= 1 for start, end in bounds):
            for line in lines[cells[0] + 1 :]:
                line.joined = True

    # Lists

    def _begin_list(self, tag: str, attributes: Attributes) -> None:
        self._flush_marker()
        kind = self._list_kind(tag, attributes) or (
            ListKind.DECIMAL if tag == "ol" else ListKind.BULLET
        )
        self._lists.append(
            OpenList(
                kind,
                start=_integer(attributes.get("start")),
                backwards="reversed" in attributes,
                nested=bool(self._lists),
                used_above=self._kinds[kind] > 0,
                lang=self._page.lang,
            )
        )
        self._kinds[kind] += 1

    def _begin_item(self, attributes: Attributes) -> None:
        self._flush_marker()
        self._marker = self._lists[-1].marker(
            value=_integer(attributes.get("value")), kind=self._list_kind("li", attributes)
        )

    def _list_kind(self, tag: str, attributes: Attributes) -> ListKind | None:
        by_type = kind_of_type(attributes.get("type", ""))
        by_style = kind_of_style(attributes.get("style", ""))
        classes = attributes.get("class", "").lower().split()
        return by_style or self._styles.list_kind(tag, classes) or by_type

    def _flush_marker(self) -> None:
        """The mark of an item that has no text of its own stands on a line by itself."""
        if self._marker:
            self._append_line([])

    # Lines

    def _break(self) -> None:
        """A line break; two of them are a new paragraph."""
        if self._heading:
            self._pieces.append(" ")
            return
        if not self._flush() and self._broken:
            self._spaced = True
        self._broken = True

    def _flush(self) -> bool:
        """Ends the line; false where there is nothing in it."""
        if not any(not isinstance(one, str) or one.strip() for one in self._pieces):
            self._pieces.clear()
            return False
        self._append_line(self._pieces)
        self._pieces = []
        return True

    def _append_line(self, pieces: list[str | Inline | Marker]) -> None:
        marked = [self._marker, *pieces] if self._marker else pieces
        self._marker = None
        self._page.lines.append(
            PageLine(marked, self._heading, self._spaced, chrome=self._chrome > 0)
        )
        self._spaced = False

    # Marks and their places

    def _note_place(self, attributes: Attributes) -> None:
        for name in (attributes.get("id"), attributes.get("name")):
            if name and name not in self._page.anchors:
                line = len(self._page.lines)
                self._page.anchors[name] = Anchor(line, tuple(self._spans_from(line)))

    def _spans_from(self, line: int) -> list[Span]:
        spans: list[Span] = []
        for element in reversed(self._open[-4 * _MOST_SPANS :]):
            if element.span is None:
                continue
            if element.span.start != line or element.tag in _OUTER or len(spans) == _MOST_SPANS:
                break
            spans.append(element.span)
        return spans

    def _begin_inline(self, element: _Open, attributes: Attributes) -> None:
        target = attributes.get("href", "")
        if element.tag == "a" and not (target.startswith("#") and len(target) > 1):
            return
        said = " ".join((*attributes.keys(), *attributes.values()))[:500]
        element.pieces, element.line = len(self._pieces), len(self._page.lines)
        element.inline = Inline(
            "",
            target[1:],
            raised=element.tag == "sup",
            says_note=_NOTE_WORDS.search(said) is not None,
        )

    def _end_inline(self, element: _Open) -> None:
        """Gathers what stood in a link or raised: one mark, where it is short enough for one."""
        inline = element.inline
        if inline is None or element.line != len(self._page.lines):
            return
        if len(self._pieces) - element.pieces > _LONGEST_MARK:
            return
        inner = self._pieces[element.pieces :]
        texts: list[str] = []
        for piece in inner:
            if isinstance(piece, Marker):
                return
            if isinstance(piece, Inline):
                inline.target = inline.target or piece.target
                inline.raised = inline.raised or piece.raised
                inline.says_note = inline.says_note or piece.says_note
                texts.append(piece.text)
            else:
                texts.append(piece)
        inline.text = "".join(texts).strip()
        if inline.text and len(inline.text) <= _LONGEST_MARK:
            self._pieces[element.pieces :] = [inline]

    # What is not seen

    def _is_hidden(self, tag: str, attributes: Attributes) -> bool:
        if tag in _UNSEEN:
            return True
        if not attributes:
            return False
        return (
            "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or attributes.get("role") == "navigation"
            or hides(attributes.get("style", ""))
            or self._styles.hides(tag, attributes.get("class", "").lower().split())
        )

    def _end_captured(self, tag: str) -> None:
        text = "".join(self._captured or ())
        self._captured = None
        if tag == "style":
            self._styles.read(text)
        elif tag == "title" and not self._page.title:
            self._page.title = " ".join(text.split())


def _heading_level(tag: str, attributes: Attributes) -> int:
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if attributes.get("role") == "heading":
        return min(max(_integer(attributes.get("aria-level")) or 2, 1), 6)
    return 0


def _integer(text: str | None) -> int | None:
    found = _INTEGER.match(text or "")
    return int(found[1]) if found else None
