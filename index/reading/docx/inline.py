"""What stands in a paragraph: runs, fields, marks of notes, links, tracked changes, symbols.

Gives the final reading: what was inserted is there, what was deleted or hidden is not. Must not
know of paragraphs' numbers, nor of tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from index.reading.docx.fields import Fields
from index.reading.docx.markup import Element, attribute, child, is_on, name_of
from index.reading.docx.package import Relation
from index.reading.docx.pieces import Between, Link, Mark, NoteKey, Piece, raised
from index.reading.docx.styles import Look, Styles, look_of
from index.reading.docx.symbol_fonts import character, readable

_BOX = "w:txbxContent"
_CONTAINERS = frozenset(
    {
        "w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml", "w:dir", "w:bdo",
        "w:sdtContent", "w:ruby", "w:rubyBase", "w:fldSimple",
    }
)  # fmt: skip
_DRAWINGS = frozenset({"w:drawing", "w:pict", "w:object"})
_MARKS = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
_AS_BLANKS = str.maketrans(dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
_SOFT_HYPHEN = "\u00ad"
_RAISED = re.compile(r"\d{1,3}")
_BETWEEN = re.compile(r"[\s,;،，、]{1,3}")
_AUTONUMBER = re.compile(r"\s*AUTONUM(?:LGL|OUT)?\b")
_LIST_NUMBER = re.compile(r"\s*LISTNUM\b")
_LIST_NUMBER_WARNING = (
    "Some numbers of this document come from LISTNUM fields, which keep no printed number; they "
    "were left out."
)


class Marks(Protocol):
    """Who is told of the marks of notes."""

    def has(self, note: NoteKey) -> bool:
        """Whether there is a note to a mark."""
        ...

    def meet(self, note: NoteKey, sign: str) -> None:
        """A mark was met."""
        ...


class Inline:
    """Reads the text of paragraphs, one after the other.

    Args:
        styles: of the document.
        marks: told of the marks of notes.
        relations: of the part that the paragraphs stand in.
        warnings: gathers what could not be read, in order and each once.
    """

    def __init__(
        self,
        styles: Styles,
        marks: Marks,
        relations: Mapping[str, Relation],
        warnings: dict[str, None],
    ) -> None:
        self.fields = Fields()
        self._warnings = warnings
        self._styles = styles
        self._marks = marks
        self._relations = relations
        self._pieces: list[Piece] = []
        self._boxes: list[Element] = []
        self._look = Look()
        self._autonumbers = 0

    def read(self, paragraph: Element, look: Look) -> tuple[Piece, ...]:
        """Reads a paragraph.

        Args:
            paragraph: its element.
            look: what its style says of its characters.
        """
        self._pieces = []
        self._look = look
        for item in paragraph:
            self._take(item)
        self.fields.settle()
        return tuple(_merged(self._pieces))

    def take_boxes(self) -> list[Element]:
        """The text boxes that were anchored in what was read since this was asked last."""
        boxes, self._boxes = self._boxes, []
        return boxes

    def _take(self, element: Element) -> None:
        name = name_of(element)
        if name == "w:r":
            self._take_run(element)
        elif name in _CONTAINERS:
            self._take_container(element, name)
        elif name == "w:sdt":
            if not is_on(child(element, "w:sdtPr"), "w:showingPlcHdr"):
                self._take_all(child(element, "w:sdtContent"))
        elif name == "mc:AlternateContent":
            self._take_alternative(element)
        elif name.startswith("m:"):
            self._take_formula(element)

    def _take_all(self, element: Element | None) -> None:
        for item in () if element is None else element:
            self._take(item)

    def _take_container(self, element: Element, name: str) -> None:
        if name == "w:hyperlink":
            relation = self._relations.get(attribute(element, "r:id"))
            if relation and relation.external:
                self._link(relation.target)
        if name == "w:fldSimple":
            self.fields.begin()
            self.fields.instruct(attribute(element, "w:instr"))
            self._link(self.fields.separate())
        self._take_all(element)
        if name == "w:fldSimple":
            self.fields.end()

    def _take_alternative(self, element: Element) -> None:
        """The first branch that shows anything; they all show the same."""
        for branch in element:
            before = len(self._pieces), len(self._boxes)
            self._take_all(branch)
            if before != (len(self._pieces), len(self._boxes)):
                return

    def _take_formula(self, element: Element) -> None:
        for item in element.iter():
            if name_of(item) == "m:t" and item.text:
                self._say(item.text, self._look)

    # Runs

    def _take_run(self, run: Element) -> None:
        properties = child(run, "w:rPr")
        look = self._look
        if properties is not None:
            style = self._styles.character(attribute(child(properties, "w:rStyle"), "w:val"))
            look = look_of(properties).over(style.over(look))
        signed, start = None, 0
        for item in run:
            if _has_own_sign(item):
                signed, start = item, len(self._pieces)
            else:
                self._take_run_item(item, look)
        if signed is not None and self.fields.visible and not look.hidden:
            sign = "".join(piece for piece in self._pieces[start:] if isinstance(piece, str))
            del self._pieces[start:]
            self._mark(signed, sign)

    def _take_run_item(self, item: Element, look: Look) -> None:
        name = name_of(item)
        if name == "w:fldChar":
            self._take_field(attribute(item, "w:fldCharType"), look)
        elif name == "w:instrText":
            self.fields.instruct(item.text or "")
        elif look.hidden or not self.fields.visible:
            return
        elif name == "w:t":
            self._say(item.text or "", look)
        elif name in _SIGNS:
            self._pieces.append(_SIGNS[name])
        elif name == "w:sym":
            self._take_symbol(item)
        elif name in _MARKS:
            self._mark(item, "")
        elif name in _DRAWINGS:
            self._boxes.extend(_boxes(item))
        elif name == "mc:AlternateContent":
            self._take_run_alternative(item, look)
        elif name == "w:ruby":
            self._take_all(child(item, "w:rubyBase"))

    def _take_run_alternative(self, element: Element, look: Look) -> None:
        for branch in element:
            before = len(self._pieces), len(self._boxes)
            for item in branch:
                self._take_run_item(item, look)
            if before != (len(self._pieces), len(self._boxes)):
                return

    def _take_field(self, kind: str, look: Look) -> None:
        if kind == "begin":
            self.fields.begin()
        elif kind == "separate":
            self._link(self.fields.separate())
        elif kind == "end":
            code = self.fields.end()
            if look.hidden or not self.fields.visible:
                return
            if _AUTONUMBER.match(code):
                self._autonumbers += 1
                stop = "" if "\\e" in code else "."
                self._pieces.append(f"{self._autonumbers}{stop}")
            elif _LIST_NUMBER.match(code):
                self._warnings[_LIST_NUMBER_WARNING] = None

    def _take_symbol(self, item: Element) -> None:
        try:
            code = int(attribute(item, "w:char"), 16)
        except ValueError:
            return
        self._pieces.append(character(code, attribute(item, "w:font")))

    def _say(self, text: str, look: Look) -> None:
        if look.hidden or not self.fields.visible or not text:
            return
        text = readable(text.translate(_AS_BLANKS).replace(_SOFT_HYPHEN, ""), look.font or "")
        if look.capitals:
            text = text.upper()
        if look.raised and _BETWEEN.fullmatch(text):
            self._pieces.append(Between(text))
            return
        is_exponent = look.raised and _RAISED.fullmatch(text.strip())
        self._pieces.append(raised(text) if is_exponent else text)

    def _mark(self, element: Element, sign: str) -> None:
        note = NoteKey(_MARKS[name_of(element)], attribute(element, "w:id"))
        if self._marks.has(note):
            self._marks.meet(note, sign)
            self._pieces.append(Mark(note))

    def _link(self, url: str) -> None:
        if url.lower().startswith(("http://", "https://")) and self.fields.visible:
            self._pieces.append(Link(url))


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbouring texts as one; raised commas away from marks as text."""
    text: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            text.append(piece)
            continue
        if text:
            yield "".join(text)
            text.clear()
        yield piece
    if text:
        yield "".join(text)


def _has_own_sign(item: Element) -> bool:
    """Whether the mark of a note is not counted but typed behind it, in the same run."""
    if name_of(item) not in _MARKS:
        return False
    return attribute(item, "w:customMarkFollows").lower() in ("1", "true", "on")


def _boxes(element: Element) -> list[Element]:
    """Text boxes in a drawing, those of one branch where there are alternatives."""
    if name_of(element) == _BOX:
        return [element]
    if name_of(element) == "mc:AlternateContent":
        return next((found for branch in element if (found := _boxes(branch))), [])
    return [box for item in element for box in _boxes(item)]
