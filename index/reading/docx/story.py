"""Paragraphs of a part in reading order: numbered, with tables cell by cell and text boxes.

Must not decide how paragraphs become lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.parsing.labels import match_label
from index.reading.docx.inline import Inline
from index.reading.docx.markup import (
    Element,
    attribute,
    child,
    children,
    is_on,
    name_of,
    number_of,
    value_of,
)
from index.reading.docx.notes import NoteForm
from index.reading.docx.numbering import Counter, Numbering
from index.reading.docx.pieces import Paragraph, Piece, text_of
from index.reading.docx.styles import BODY_TEXT, ParagraphStyle, Styles, look_of

_GONE = frozenset({"w:del", "w:moveFrom"})
_WRAPPERS = frozenset({"w:ins", "w:moveTo", "w:customXml", "w:sdtContent", "w:smartTag"})
_NO_LETTERS = re.compile(r"[\W\d_]*")
_NO_LIST = ("", "0")
_FOREIGN_WARNING = (
    "A part of this document is embedded in another format (altChunk) and was left out."
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Which list numbers a paragraph, and at which level; `list_id` "" for none."""

    list_id: str
    level: int


class Story:
    """Reads the paragraphs of one part.

    Args:
        styles: of the document.
        numbering: its lists.
        counter: counts their paragraphs; parts that count apart have counters of their own.
        inline: reads the text of paragraphs.
        warnings: gathers what could not be read, in order and each once.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        counter: Counter,
        inline: Inline,
        warnings: dict[str, None],
    ) -> None:
        self.headers: dict[str, str] = {}
        """Relation ids of the headers of the first section that has any, by type."""
        self.note_forms: dict[str, NoteForm] = {}
        """How notes are numbered, by their kind, as the first section says that says anything."""
        self._styles = styles
        self._numbering = numbering
        self._counter = counter
        self._inline = inline
        self._warnings = warnings
        self._out: list[Paragraph] = []
        self._carried: list[Piece] = []
        self._carried_label = ""

    def read(self, element: Element) -> list[Paragraph]:
        """Reads a block of the body: a paragraph, a table, or what wraps them."""
        self._out = []
        self._take(element)
        return self._out

    def _take(self, element: Element) -> None:
        name = name_of(element)
        if name == "w:p":
            self._take_paragraph(element)
        elif name == "w:tbl":
            self._take_table(element)
        elif name == "w:sdt":
            if not is_on(child(element, "w:sdtPr"), "w:showingPlcHdr"):
                self._take_all(child(element, "w:sdtContent"))
        elif name in _WRAPPERS:
            self._take_all(element)
        elif name == "mc:AlternateContent":
            self._take_alternative(element)
        elif name == "w:sectPr":
            self._take_section(element)
        elif name == "w:altChunk":
            self._warnings[_FOREIGN_WARNING] = None

    def _take_all(self, element: Element | None) -> None:
        for item in () if element is None else element:
            self._take(item)

    def _take_alternative(self, element: Element) -> None:
        for branch in element:
            before = len(self._out)
            self._take_all(branch)
            if len(self._out) > before:
                return

    # Paragraphs

    def _take_paragraph(self, element: Element) -> None:
        properties = child(element, "w:pPr")
        section = child(properties, "w:sectPr")
        if section is not None:
            self._take_section(section)
        style = self._styles.paragraph(value_of(properties, "w:pStyle"))
        in_contents = self._inline.fields.in_contents
        pieces = self._inline.read(element, style.look)
        boxes = self._inline.take_boxes()
        mark = child(properties, "w:rPr")
        is_gone = any(child(mark, name) is not None for name in _GONE)
        is_joined = is_gone or bool(look_of(mark).hidden) or _is_initial(properties)
        counts = not is_gone and not (is_joined and not pieces)
        label = self._label(properties, style) if counts else ""
        self._carry(
            Paragraph(
                label,
                pieces,
                _outline(properties, style),
                style.is_title,
                style.is_contents or in_contents,
            ),
            ends=not is_joined,
        )
        for box in boxes:
            self._take_all(box)

    def _carry(self, paragraph: Paragraph, *, ends: bool) -> None:
        """Joins what stands before a mark that is deleted or hidden to what comes after it."""
        self._carried += paragraph.pieces
        self._carried_label = self._carried_label or paragraph.label
        if not ends:
            return
        whole = replace(paragraph, label=self._carried_label, pieces=tuple(self._carried))
        self._carried, self._carried_label = [], ""
        if not whole.is_blank:
            self._out.append(whole)

    def finish(self) -> list[Paragraph]:
        """What is left once the last block was read."""
        self._out = []
        self._carry(Paragraph("", ()), ends=True)
        return self._out

    def _label(self, properties: Element | None, style: ParagraphStyle) -> str:
        place = self._place(properties, style)
        return self._counter.label(place.list_id, place.level) if place.list_id else ""

    def _place(self, properties: Element | None, style: ParagraphStyle) -> _Place:
        numbering = child(properties, "w:numPr")
        own = child(numbering, "w:numId")
        level = number_of(value_of(numbering, "w:ilvl"))
        list_id = style.list_id if own is None else attribute(own, "w:val")
        if list_id in _NO_LIST:
            return _Place("", 0)
        if level is None:
            level = self._numbering.level_of(style, list_id)
        return _Place(list_id, level)

    # Tables

    def _take_table(self, table: Element) -> None:
        for row in _parts(table, "w:tr"):
            if any(child(child(row, "w:trPr"), name) is not None for name in _GONE):
                continue
            cells = [self._cell(cell) for cell in _parts(row, "w:tc")]
            self._out.extend(_row(cells))

    def _cell(self, cell: Element) -> list[Paragraph]:
        """The paragraphs of a cell; none of one that continues the cell above or was deleted."""
        properties = child(cell, "w:tcPr")
        merged = child(properties, "w:vMerge")
        if merged is not None and attribute(merged, "w:val") != "restart":
            return []
        if child(properties, "w:cellDel") is not None:
            return []
        outer, self._out = self._out, []
        self._take_all(cell)
        inner, self._out = self._out, outer
        return inner

    # Sections

    def _take_section(self, section: Element) -> None:
        if not self.headers:
            for item in children(section, "w:headerReference"):
                self.headers[attribute(item, "w:type")] = attribute(item, "r:id")
        for kind, form in note_forms(section).items():
            self.note_forms.setdefault(kind, form)


def note_forms(element: Element | Sequence[Element]) -> dict[str, NoteForm]:
    """How notes are numbered, by their kind, as a section or the settings say."""
    found = {}
    for kind in ("footnote", "endnote"):
        properties = child(element, f"w:{kind}Pr")
        if properties is not None:
            start = number_of(value_of(properties, "w:numStart"))
            restarts = value_of(properties, "w:numRestart") in ("eachPage", "eachSect")
            form = value_of(properties, "w:numFmt")
            if form or start is not None or restarts:
                found[kind] = NoteForm(form, 1 if start is None else start, restarts)
    return found


def joined(paragraphs: Sequence[Paragraph], between: str) -> tuple[Piece, ...]:
    """Labels and texts of paragraphs, one after the other."""
    pieces: list[Piece] = []
    for paragraph in paragraphs:
        pieces += [between] if pieces else []
        pieces += [paragraph.label] if paragraph.label else []
        pieces += paragraph.pieces
    return tuple(pieces)


def _parts(element: Element, name: str) -> list[Element]:
    """Rows of a table, or cells of a row, also those in content controls and insertions."""
    found: list[Element] = []
    for item in element:
        kind = name_of(item)
        if kind == name:
            found.append(item)
        elif kind == "w:sdt":
            content = child(item, "w:sdtContent")
            found += [] if content is None else _parts(content, name)
        elif kind in _WRAPPERS:
            found += _parts(item, name)
    return found


def _row(cells: Sequence[list[Paragraph]]) -> list[Paragraph]:
    """A row of figures, or a number beside its text, on one line; else cell by cell."""
    filled = [cell for cell in cells if cell]
    single = len(filled) > 1 and all(len(cell) == 1 for cell in filled)
    labelled = any(cell[0].label for cell in filled[1:])
    if single and not labelled and any(_says_nothing_alone(text_of(cell[0])) for cell in filled):
        first = filled[0][0]
        pieces = joined([replace(first, label=""), *(cell[0] for cell in filled[1:])], "\t")
        return [Paragraph(first.label, pieces)]
    return [paragraph for cell in filled for paragraph in cell]


def _says_nothing_alone(text: str) -> bool:
    """Whether a cell holds a figure or label that belongs to the cells beside it."""
    text = text.strip()
    if _NO_LETTERS.fullmatch(text):
        return True
    label = match_label(text)
    return label is not None and label.end >= len(text)


def _outline(properties: Element | None, style: ParagraphStyle) -> int | None:
    own = number_of(value_of(properties, "w:outlineLvl"))
    level = style.outline if own is None else own
    return level if 0 <= level < BODY_TEXT else None


def _is_initial(properties: Element | None) -> bool:
    """Whether a paragraph is the large first letter of the next."""
    return attribute(child(properties, "w:framePr"), "w:dropCap") in ("drop", "margin")
