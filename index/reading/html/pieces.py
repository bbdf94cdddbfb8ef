"""What a web page becomes before its notes are told from its text: lines of pieces.

Must not know of tags.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from index.reading.html.lists import Marker


@dataclass(slots=True)
class Inline:
    """Text that is raised, or a link to a place in the page, or both.

    Attributes:
        text: what is shown.
        target: the `id` that it leads to; "" where it is no such link.
        raised: whether it is shown as a superscript.
        says_note: whether the markup says that it is the mark of a note.
    """

    text: str
    target: str = ""
    raised: bool = False
    says_note: bool = False


Piece = str | Inline | Marker


@dataclass(slots=True)
class PageLine:
    """One line of the page.

    Attributes:
        pieces: what it is made of, in order.
        heading_level: 1 to 6 in a heading, else 0.
        spaced: whether there is space above it, as between paragraphs.
        joined: whether it is a further cell of the table row that the line above began.
        chrome: whether it stands in a header, footer or aside of the page.
    """

    pieces: list[Piece]
    heading_level: int
    spaced: bool
    chrome: bool
    joined: bool = False


@dataclass(slots=True)
class Span:
    """The lines of a block, from `start` to before `end`; `end` is -1 while it is open."""

    start: int
    end: int = -1


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the page that links can lead to.

    Attributes:
        line: index of the line that it stands in.
        spans: blocks that begin with that line, innermost first.
    """

    line: int
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Page:
    """A page as read.

    Attributes:
        lines: in order.
        anchors: by `id`.
        title: of its `<title>`.
        lang: of its `<html lang>`.
        author: of its `<meta name="author">`.
        has_main: whether it says what its main part is, so that headers and footers are not.
    """

    lines: list[PageLine] = field(default_factory=list)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    title: str = ""
    lang: str = ""
    author: str = ""
    has_main: bool = False
