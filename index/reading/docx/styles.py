"""Styles: what a paragraph or run looks like, inherited from style to style.

Keeps only what decides on the words a reader sees. Must not look at numbering definitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.reading.docx.markup import Element, attribute, child, is_on, name_of, number_of, value_of

BODY_TEXT = 9
"""The outline level of what is no heading."""

_HEADING_NAME = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_MOST_ANCESTORS = 64
_LEAST_LIFTED = 3  # half-points from which on characters are lifted to be read as superscript


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look; None where nothing is said of it.

    Attributes:
        hidden: whether they are not shown.
        capitals: whether they are shown as capitals.
        raised: whether they are superscript.
        font: name of the font; it matters for symbol fonts.
    """

    hidden: bool | None = None
    capitals: bool | None = None
    raised: bool | None = None
    font: str | None = None

    def over(self, base: Look) -> Look:
        """This look where it says something, else that of the base."""
        if self == _NO_LOOK:
            return base
        return Look(
            base.hidden if self.hidden is None else self.hidden,
            base.capitals if self.capitals is None else self.capitals,
            base.raised if self.raised is None else self.raised,
            base.font if self.font is None else self.font,
        )


_NO_LOOK = Look()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style, with all that it inherits, says of a paragraph.

    Attributes:
        look: of its characters.
        outline: level as a heading from 0; `BODY_TEXT` for none.
        list_id: id of the list that numbers it; "" for none.
        list_level: level in that list; None where the list itself must say.
        names: ids of the style and of those it inherits from, nearest first, down to the one that
            names the list.
        is_title: whether it is the style of a document's title.
        is_contents: whether it is a style of a table of contents.
    """

    look: Look = _NO_LOOK
    outline: int = BODY_TEXT
    list_id: str = ""
    list_level: int | None = None
    names: tuple[str, ...] = ()
    is_title: bool = False
    is_contents: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    """One style as written."""

    key: str
    name: str
    base: str
    look: Look
    outline: int | None
    list_id: str | None
    list_level: int | None


class Styles:
    """The styles of a document.

    Args:
        elements: children of the root of the styles part.
    """

    def __init__(self, elements: Iterable[Element]) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        self._base = _NO_LOOK
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, Look] = {}
        for element in elements:
            kind = name_of(element)
            if kind == "w:docDefaults":
                self._base = look_of(child(child(element, "w:rPrDefault"), "w:rPr"))
            elif kind == "w:style":
                self._add(element)

    def paragraph(self, key: str) -> ParagraphStyle:
        """The style of a paragraph; the default one for an id that no style has."""
        key = key if key in self._styles else self._default
        if key not in self._paragraphs:
            self._paragraphs[key] = self._inherited(key)
        return self._paragraphs[key]

    def character(self, key: str) -> Look:
        """What a character style says."""
        if key not in self._characters:
            look = _NO_LOOK
            for style in self._ancestry(key):
                look = look.over(style.look)
            self._characters[key] = look
        return self._characters[key]

    def _add(self, element: Element) -> None:
        key = attribute(element, "w:styleId")
        properties = child(element, "w:pPr")
        numbering = child(properties, "w:numPr")
        list_id = child(numbering, "w:numId")
        self._styles[key] = _Style(
            key,
            value_of(element, "w:name"),
            value_of(element, "w:basedOn"),
            look_of(child(element, "w:rPr")),
            number_of(value_of(properties, "w:outlineLvl")),
            None if list_id is None else attribute(list_id, "w:val"),
            number_of(value_of(numbering, "w:ilvl")),
        )
        is_default = attribute(element, "w:default") in ("1", "true", "on")
        if is_default and attribute(element, "w:type") == "paragraph":
            self._default = key

    def _ancestry(self, key: str) -> Iterator[_Style]:
        """A style and those it inherits from; ends where they go in a circle."""
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            key = style.base

    def _inherited(self, key: str) -> ParagraphStyle:
        look, outline, list_level = _NO_LOOK, None, None
        list_id: str | None = None
        names: list[str] = []
        ancestry = tuple(self._ancestry(key))
        for style in ancestry:
            look = look.over(style.look)
            outline = _outline(style) if outline is None else outline
            if list_id is None:
                names.append(style.key)
                list_id = style.list_id
                list_level = style.list_level if list_level is None else list_level
        own = ancestry[0].name.lower() if ancestry else ""
        return ParagraphStyle(
            look.over(self._base),
            BODY_TEXT if outline is None else min(outline, BODY_TEXT),
            list_id or "",
            list_level,
            tuple(names),
            is_title=own == "title",
            is_contents=own.startswith(("toc ", "table of figures")),
        )


def look_of(properties: Element | None) -> Look:
    """What `w:rPr` says of characters, styles left aside."""
    if properties is None or not len(properties):
        return _NO_LOOK
    fonts = child(properties, "w:rFonts")
    return Look(
        hidden=is_on(properties, "w:vanish"),
        capitals=is_on(properties, "w:caps"),
        raised=_is_raised(properties),
        font=(attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi") or None),
    )


def _is_raised(properties: Element) -> bool | None:
    """Whether characters are superscript, or lifted as LibreOffice writes it; None if unsaid."""
    alignment = child(properties, "w:vertAlign")
    if alignment is not None:
        return attribute(alignment, "w:val") == "superscript"
    lifted = number_of(value_of(properties, "w:position"))
    return None if lifted is None else lifted >= _LEAST_LIFTED


def _outline(style: _Style) -> int | None:
    """Outline level of a style: as written, else by the name of a built-in heading style."""
    if style.outline is not None:
        return style.outline
    found = _HEADING_NAME.fullmatch(style.name)
    return int(found[1]) - 1 if found else None
