"""Sets paragraphs into pages as a word processor does, with reportlab.

Justified lines, hanging labels, footnotes at the foot of the page that holds their marks, running
heads, columns. Only fonts that need no file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

CHINESE_FONT = "STSong-Light"
_TOKEN = re.compile(r"[^\s\u2e80-\uffef]+|[\u2e80-\uffef][，。；：、）》”]*|\s+")
_GAP = 3.0


@dataclass(frozen=True)
class Note:
    """A footnote: where its mark stands in the text, its number, what it says."""

    offset: int
    number: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph to be set.

    Attributes:
        text: without label and marks.
        label: set where the first line begins, its text at the next tab.
        left: where lines begin, from the column's edge.
        first: where the first line begins, label or text.
        size: of the type.
        bold: whether it is.
        centred: whether its lines are.
        after: space below.
        notes: its footnotes.
    """

    text: str
    label: str = ""
    left: float = 0.0
    first: float = 0.0
    size: float = 10.0
    bold: bool = False
    centred: bool = False
    after: float = 6.0
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A format of page.

    Attributes:
        width: of the page.
        height: of the page.
        margin: on all sides.
        columns: how many.
        gutter: between columns.
        leading: distance of baselines as a multiple of the size.
        justified: whether lines fill the column.
        head: lines of the running head of a page, by number from 1.
        foot: lines at the bottom of a page, by number from 1.
        chinese: whether text is set in the Chinese font.
    """

    width: float = 420.0
    height: float = 595.0
    margin: float = 60.0
    columns: int = 1
    gutter: float = 18.0
    leading: float = 1.25
    justified: bool = True
    head: Callable[[int], tuple[str, ...]] = lambda _: ()
    foot: Callable[[int], tuple[str, ...]] = lambda _: ()
    chinese: bool = False


@dataclass
class _Word:
    text: str
    mark: str = ""
    space: bool = False


@dataclass
class _Line:
    words: list[_Word] = field(default_factory=list)
    label: str = ""
    left: float = 0.0
    last: bool = False


def typeset(
    paragraphs: Iterable[Paragraph],
    sheet: Sheet | None = None,
    *,
    password: str = "",
    hyphens: dict[str, str] | None = None,
) -> bytes:
    """The PDF.

    Args:
        paragraphs: in order.
        sheet: the format of its pages.
        password: needed to open the file, where not "".
        hyphens: words that may be divided, with a hyphen where ("environ-mental").
    """
    buffer = io.BytesIO()
    sheet = sheet or Sheet()
    encryption = StandardEncryption(password, canPrint=1) if password else None
    drawn = canvas.Canvas(
        buffer, pagesize=(sheet.width, sheet.height), encrypt=encryption, invariant=True
    )
    press = _Press(drawn, sheet, hyphens or {})
    for paragraph in paragraphs:
        press.set(paragraph)
    press.finish()
    return buffer.getvalue()


class _Press:
    def __init__(self, drawn: canvas.Canvas, sheet: Sheet, hyphens: dict[str, str]) -> None:
        self._canvas, self._sheet, self._hyphens = drawn, sheet, hyphens
        if sheet.chinese:
            pdfmetrics.registerFont(UnicodeCIDFont(CHINESE_FONT))
        self._page = 1
        self._column = 0
        self._y = self._top()
        self._notes: list[str] = []

    def _top(self) -> float:
        return self._sheet.height - self._sheet.margin

    def _width(self) -> float:
        sheet = self._sheet
        inner = sheet.width - 2 * sheet.margin - sheet.gutter * (sheet.columns - 1)
        return inner / sheet.columns

    def _left(self) -> float:
        return self._sheet.margin + self._column * (self._width() + self._sheet.gutter)

    def _font(self, bold: bool) -> str:
        if self._sheet.chinese:
            return CHINESE_FONT
        return "Times-Bold" if bold else "Times-Roman"

    def _measure(self, text: str, size: float, bold: bool = False) -> float:
        return float(pdfmetrics.stringWidth(text, self._font(bold), size))

    def set(self, paragraph: Paragraph) -> None:
        notes = {note.number: note for note in paragraph.notes}
        lines = self._lines(paragraph)
        for line in lines:
            marks = [notes[word.mark].text for word in line.words if word.mark]
            numbers = [word.mark for word in line.words if word.mark]
            leading = paragraph.size * self._sheet.leading
            extra = [
                wrapped
                for number, text in zip(numbers, marks, strict=True)
                for wrapped in self._note_lines(number, text)
            ]
            if self._y - leading < self._floor(len(extra)):
                self._break()
            self._notes += extra
            self._y -= leading
            self._draw(line, paragraph)
        self._y -= paragraph.after

    def _floor(self, extra: int) -> float:
        count = len(self._notes) + extra
        return self._sheet.margin + (count * 10.0 + 14.0 if count else 0.0)

    def _note_lines(self, number: str, text: str) -> list[str]:
        lines, current = [], ""
        for token in _TOKEN.findall(text):
            if current and self._measure(current + token, 8.0) > self._width() - 12:
                lines.append(current.strip())
                current = ""
            current += token
        lines.append(current.strip())
        return [f"{number}\t{lines[0]}", *lines[1:]]

    def _break(self) -> None:
        self._draw_notes()
        if self._column + 1 < self._sheet.columns:
            self._column += 1
        else:
            self._furniture()
            self._canvas.showPage()
            self._page += 1
            self._column = 0
        self._y = self._top()

    def finish(self) -> None:
        self._draw_notes()
        self._furniture()
        self._canvas.save()

    def _furniture(self) -> None:
        self._canvas.setFont("Helvetica", 9)
        for place, text in enumerate(self._sheet.head(self._page)):
            self._canvas.drawString(self._sheet.margin, self._sheet.height - 25 - 11 * place, text)
        for place, text in enumerate(self._sheet.foot(self._page)):
            self._canvas.drawCentredString(self._sheet.width / 2, 35 - 11 * place, text)

    def _draw_notes(self) -> None:
        if not self._notes:
            return
        y = self._sheet.margin + 10.0 * len(self._notes)
        self._canvas.setLineWidth(0.5)
        self._canvas.line(self._left(), y + 2, self._left() + self._width() / 3, y + 2)
        for text in self._notes:
            y -= 10.0
            number, tab, rest = text.rpartition("\t")
            if tab:
                self._canvas.setFont(self._font(False), 5.0)
                self._canvas.drawString(self._left(), y + 3.0, number)
            self._canvas.setFont(self._font(False), 8.0)
            self._canvas.drawString(self._left() + (6.0 if tab else 0.0), y, rest)
        self._notes = []

    def _lines(self, paragraph: Paragraph) -> list[_Line]:
        """The paragraph's words on lines that fit."""
        size, bold = paragraph.size, paragraph.bold
        clusters = self._clusters(paragraph)
        lines = [_Line(label=paragraph.label, left=self._indent(paragraph))]
        used = 0.0
        while clusters:
            cluster = clusters.pop(0)
            room = self._width() - lines[-1].left
            width = self._cluster_width(cluster, size, bold)
            space = self._measure(" ", size, bold) if cluster[0].space and lines[-1].words else 0.0
            if lines[-1].words and used + space + width > room:
                head, tail = self._divided(cluster[0].text, room - used - space, size)
                if head:
                    lines[-1].words.append(_Word(head, "", cluster[0].space))
                    cluster[0] = _Word(tail, cluster[0].mark, False)
                lines.append(_Line(left=paragraph.left))
                used, space, width = 0.0, 0.0, self._cluster_width(cluster, size, bold)
            lines[-1].words += cluster
            used += space + width
        lines[-1].last = True
        return lines

    def _clusters(self, paragraph: Paragraph) -> list[list[_Word]]:
        """Words that no line may end between: a mark and the stop behind it."""
        clusters: list[list[_Word]] = []
        for word in self._words(paragraph):
            glued = clusters and not word.space and clusters[-1][-1].mark
            if glued:
                clusters[-1].append(word)
            else:
                clusters.append([word])
        return clusters

    def _cluster_width(self, cluster: list[_Word], size: float, bold: bool) -> float:
        return sum(
            self._measure(word.text, size, bold) + self._measure(word.mark, size * 0.6)
            for word in cluster
        )

    def _divided(self, word: str, room: float, size: float) -> tuple[str, str]:
        for bare, divided in self._hyphens.items():
            if bare in word:
                head, tail = word.replace(bare, divided).split("-", 1)
                if self._measure(head + "-", size) <= room:
                    return head + "-", tail
        return "", word

    def _indent(self, paragraph: Paragraph) -> float:
        if not paragraph.label:
            return paragraph.first
        end = paragraph.first + self._measure(paragraph.label, paragraph.size) + _GAP
        return max(end, paragraph.left if paragraph.left > paragraph.first else end + 12)

    def _words(self, paragraph: Paragraph) -> Iterable[_Word]:
        space = False
        start = 0
        cuts = {note.offset: note.number for note in paragraph.notes}
        for token in _TOKEN.findall(paragraph.text):
            end = start + len(token)
            if token.isspace():
                space = True
            else:
                at = [offset for offset in cuts if start < offset <= end]
                begin = start
                for offset in at:
                    yield _Word(paragraph.text[begin:offset], cuts[offset], space)
                    begin, space = offset, False
                if begin < end:
                    yield _Word(paragraph.text[begin:end], "", space)
                space = False
            start = end

    def _printed(self, text: str) -> str:
        """A lone Chinese glyph gets a blank: pdfium passes over one whose font is not at hand."""
        return f"{text} " if self._sheet.chinese else text

    def _draw(self, line: _Line, paragraph: Paragraph) -> None:
        size, bold = paragraph.size, paragraph.bold
        font = self._font(bold)
        x = self._left() + line.left
        if line.label:
            self._canvas.setFont(font, size)
            self._canvas.drawString(self._left() + paragraph.first, self._y, line.label)
        gaps = sum(1 for word in line.words[1:] if word.space)
        natural = sum(
            self._measure(word.text, size, bold) + self._measure(word.mark, size * 0.6)
            for word in line.words
        ) + gaps * self._measure(" ", size, bold)
        room = self._width() - line.left
        stretch = 0.0
        if self._sheet.justified and not line.last and not paragraph.centred and gaps:
            stretch = max(0.0, room - natural) / gaps
        if paragraph.centred:
            x += (room - natural) / 2
        for word in _merged(line.words, spaces=self._sheet.chinese):
            if word.space:
                x += self._measure(" ", size, bold) + stretch
            self._canvas.setFont(font, size)
            self._canvas.drawString(x, self._y, self._printed(word.text))
            x += self._measure(word.text, size, bold)
            if word.mark:
                self._canvas.setFont(self._font(False), size * 0.6)
                self._canvas.drawString(x, self._y + size * 0.35, word.mark)
                x += self._measure(word.mark, size * 0.6)


def _merged(words: list[_Word], *, spaces: bool) -> list[_Word]:
    """Words that follow without a gap as one: text is drawn a run at a time."""
    merged: list[_Word] = []
    for word in words:
        if merged and (spaces or not word.space) and not merged[-1].mark:
            last = merged.pop()
            between = " " if word.space else ""
            word = _Word(last.text + between + word.text, word.mark, last.space)
        merged.append(word)
    if merged:
        merged[0].space = False
    return merged
