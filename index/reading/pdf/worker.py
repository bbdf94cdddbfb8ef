"""The child process that opens a PDF from stdin and writes what each page holds, a line a page.

First line `{"pages": 12}`, then one object a page (`page.to_plain`), last `{"done": true}`; where
it cannot go on, `{"fault": …}`. Hostile input may crash it: it must not be imported by what serves.
"""

from __future__ import annotations

import ctypes
import json
import math
import mmap
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2_raw as pdfium

from index.reading.limits import MAX_PDF_PAGE_CHARACTERS
from index.reading.pdf.glyphs import Blank, Frame, Glyph, Look, pieces_of
from index.reading.pdf.page import Page, Rule, to_plain

_FAULTS = {
    pdfium.FPDF_ERR_PASSWORD: "password",
    pdfium.FPDF_ERR_SECURITY: "security",
    pdfium.FPDF_ERR_FORMAT: "format",
}
_MOST_OBJECTS = 20_000
_DEEPEST_FORM = 4
_THICKEST_RULE = 1.6
_SHORTEST_RULE = 30.0
_BOLD = 600
_SLANT = 0.1
_LONGEST_FONT_NAME = 128
_SPACE = 0x20
_THIN = 0.01
_LINE_ENDS = frozenset((0x0A, 0x0D))
_BLANKS = frozenset((0x09, 0x0A, 0x0D, _SPACE, 0xA0, 0x3000))
_HYPHENS = frozenset((0x02, 0xFFFE))
"""What pdfium gives for a hyphen at the end of a line."""
_FIRST_RIGHT_TO_LEFT = 0x590
_RIGHT_TO_LEFT = (
    (0x590, 0x65F),
    (0x66A, 0x6EF),
    (0x6FA, 0x8FF),
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFC),
)


class _Fault(Exception):
    """The document cannot be read any further."""

    def __init__(self, **what: object) -> None:
        super().__init__(str(what))
        self.what = what


def main() -> int:
    """Reads stdin, writes stdout; the status is 0 unless it died."""
    try:
        for answer in _answers():
            _tell(answer)
    except _Fault as fault:
        _tell({"fault": fault.what})
    return 0


def _tell(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def _answers() -> Iterator[dict[str, Any]]:
    content = mmap.mmap(0, 0, access=mmap.ACCESS_COPY)
    buffer = (ctypes.c_char * len(content)).from_buffer(content)
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(content), None)
    if not document:
        raise _Fault(kind=_FAULTS.get(pdfium.FPDF_GetLastError(), "format"))
    count = pdfium.FPDF_GetPageCount(document)
    yield {"pages": count}
    for index in range(count):
        yield to_plain(_page(document, index))
    yield {"done": True}


def _page(document: Any, index: int) -> Page:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise _Fault(kind="page", number=index + 1)
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        raise _Fault(kind="page", number=index + 1)
    try:
        return _read(page, text, index + 1)
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _read(page: Any, text: Any, number: int) -> Page:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    frame = Frame(box.left, box.bottom, box.right, box.top)
    found = pieces_of(_glyphs(text, frame, number), frame)
    drawing = _Drawing(frame)
    drawing.look_at(page)
    return Page(
        number=number,
        width=found.width,
        height=found.height,
        pieces=found.pieces,
        rules=tuple(drawing.rules) if found.quarter == 0 else (),
        unmapped=found.unmapped,
        turned=found.turned,
        lost=drawing.lost,
        pictured=min(1.0, drawing.pictured),
        drawn=drawing.drawn,
    )


def _glyphs(text: Any, frame: Frame, number: int) -> Iterator[Glyph | Blank]:
    """The glyphs and blanks in the order of pdfium."""
    rect = pdfium.FS_RECTF()
    box = ctypes.byref(rect)
    looks = _Looks(text)
    code_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    is_unmapped, is_inferred = pdfium.FPDFText_HasUnicodeMapError, pdfium.FPDFText_IsGenerated
    height: tuple[float, float] | None = None
    look: Look | None = None
    alone = False
    count = pdfium.FPDFText_CountChars(text)
    if count > MAX_PDF_PAGE_CHARACTERS:
        raise _Fault(kind="crowded", number=number)
    for index in range(count):
        code = code_of(text, index)
        if code in _BLANKS and not (alone and code == _SPACE):
            printed = code not in _LINE_ENDS and not is_inferred(text, index)
            yield Blank.PRINTED if printed else Blank.INFERRED
            continue
        if not box_of(text, index, box):
            continue
        x0, y0, x1, y1 = rect.left, rect.bottom, rect.right, rect.top
        if x1 < frame.left or x0 > frame.right or y1 < frame.bottom or y0 > frame.top:
            continue
        if code == _SPACE and (x1 - x0 < _THIN or is_inferred(text, index)):
            yield Blank.INFERRED
            continue
        if look is None or height != (y0, y1):
            height, look = (y0, y1), looks.at(index)
        if code in _HYPHENS:
            code = ord("-")
        elif is_unmapped(text, index) == 1:
            code = 0
        alone = code == _SPACE or _is_right_to_left(code)
        yield Glyph(code, x0, y0, x1, y1, look, alone)


def _is_right_to_left(code: int) -> bool:
    return code >= _FIRST_RIGHT_TO_LEFT and any(a <= code <= z for a, z in _RIGHT_TO_LEFT)


class _Looks:
    """Asks how a glyph is set."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def at(self, index: int) -> Look:
        text, matrix = self._text, self._matrix
        size = pdfium.FPDFText_GetFontSize(text, index)
        quarter = 0
        if pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
            size *= math.hypot(matrix.c, matrix.d)
            turn = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
            quarter = round(turn) % 4 if abs(turn - round(turn)) < _SLANT else -1
        pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(self._x), ctypes.byref(self._y))
        bold = pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD or "bold" in self._font(index)
        return Look(max(abs(size), 0.1), quarter, self._x.value, self._y.value, bold)

    def _font(self, index: int) -> str:
        name = ctypes.create_string_buffer(_LONGEST_FONT_NAME)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(
            self._text, index, name, _LONGEST_FONT_NAME, ctypes.byref(flags)
        )
        return name.value.decode("latin-1").lower()


class _Drawing:
    """What is drawn on a page besides text: images and horizontal rules."""

    def __init__(self, frame: Frame) -> None:
        self.rules: list[Rule] = []
        self.pictured = 0.0
        self.drawn = False
        self.lost = 0
        self._frame = frame
        self._left = _MOST_OBJECTS
        self._edges = tuple(ctypes.c_float() for _ in range(4))
        self._pointers = tuple(map(ctypes.byref, self._edges))

    def look_at(self, page: Any) -> None:
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            if self._left <= 0:
                return
            self._take(pdfium.FPDFPage_GetObject(page, index))

    def _take(self, item: Any) -> None:
        self._left -= 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self.lost += self._is_lost(item)
            return
        self.drawn = True
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE or (
            kind == pdfium.FPDF_PAGEOBJ_FORM and self._holds_image(item, _DEEPEST_FORM)
        ):
            left, bottom, right, top = self._bounds(item)
            page = (self._frame.right - self._frame.left) * (self._frame.top - self._frame.bottom)
            self.pictured += max(0.0, right - left) * max(0.0, top - bottom) / max(page, 1.0)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            left, bottom, right, top = self._bounds(item)
            if top - bottom <= _THICKEST_RULE and right - left >= _SHORTEST_RULE:
                height = (bottom + top) / 2 - self._frame.bottom
                self.rules.append(Rule(left - self._frame.left, right - self._frame.left, height))

    def _is_lost(self, item: Any) -> bool:
        """Whether pdfium passes over a text: a lone glyph that no font at hand can draw."""
        left, _, right, _ = self._bounds(item)
        if right - left > _THIN:
            return False
        return bool(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(item)) == 0)

    def _holds_image(self, form: Any, depth: int) -> bool:
        for index in range(max(0, pdfium.FPDFFormObj_CountObjects(form))):
            self._left -= 1
            item = pdfium.FPDFFormObj_GetObject(form, index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                return True
            nested = kind == pdfium.FPDF_PAGEOBJ_FORM and depth > 0
            if self._left <= 0 or (nested and self._holds_image(item, depth - 1)):
                return self._left > 0
        return False

    def _bounds(self, item: Any) -> tuple[float, float, float, float]:
        """Left, bottom, right and top, no further than the page."""
        pdfium.FPDFPageObj_GetBounds(item, *self._pointers)
        left, bottom, right, top = (edge.value for edge in self._edges)
        frame = self._frame
        return (
            max(left, frame.left),
            max(bottom, frame.bottom),
            min(right, frame.right),
            min(top, frame.top),
        )


if __name__ == "__main__":
    sys.exit(main())
