"""PDF → lines as their reader sees them; what cannot be read right is refused, and says why.

Puts the parts of this package in their order. Must not find numbered paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from index.errors import UnreadableFile
from index.model import Metadata
from index.parsing.lines import Line, is_cjk, plain_line
from index.reading.limits import MAX_PDF_SEGMENTS
from index.reading.pdf.columns import ColumnFinder, usual_edges
from index.reading.pdf.damage import damage_of
from index.reading.pdf.footnotes import Notes
from index.reading.pdf.furniture import Sheet, without_furniture
from index.reading.pdf.hyphens import Joiner
from index.reading.pdf.lines import PrintedLine, printed_lines
from index.reading.pdf.opening import pages_of, too_long
from index.reading.pdf.page import Page, Rule
from index.reading.pdf.paragraphs import Paragraph, Relation, body_size, measured, paragraphs_of
from index.reading.pdf.scans import Scans, pages_named
from index.reading.pdf.segments import Segment, is_page_right_to_left, segments_of
from index.reading.rendered import Rendered

_SEPARATOR = "__________"
_MASTHEAD = 0.5
"""The share of the first page, from its top, in which a masthead's columns are told apart."""
_TURNED = 60
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class _Sheets:
    """All pages of a document.

    Attributes:
        sheets: their text.
        rules: their horizontal lines, by number of the page.
        warnings: what was left out.
    """

    sheets: list[Sheet]
    rules: dict[int, tuple[Rule, ...]]
    warnings: tuple[str, ...]


def read_pdf(content: bytes, *, name: str) -> Rendered:
    """Reads a PDF with a text layer.

    Running heads, page numbers and hyphenation are gone, each paragraph is one line that knows the
    page it begins on, columns follow one another, and footnotes stand at the end behind a rule,
    their marks in the text as superscript digits.

    Args:
        content: the whole file.
        name: its name, for messages.

    Raises:
        UnreadableFile: it is cut off, malformed, protected by a password, scanned, beyond a limit,
            or its text layer is damaged; the message says which, and names the page.
    """
    found = _sheets(content, name)
    cleared = without_furniture(found.sheets)
    lines = list(_lines(cleared.sheets, found.rules))
    size = body_size(lines)
    notes = Notes(size)
    body = _without_notes(lines, notes, found.rules)
    paragraphs = paragraphs_of(body, measured(body, size))
    metadata: Metadata = {"symbol": cleared.symbol} if cleared.symbol else {}
    return Rendered(_rendered(paragraphs, notes), metadata, found.warnings)


def _sheets(content: bytes, name: str) -> _Sheets:
    scans = Scans()
    count = 0
    turned: list[int] = []
    lost: list[int] = []
    sheets: list[Sheet] = []
    rules: dict[int, tuple[Rule, ...]] = {}
    for page in pages_of(content, name=name):
        if scans.look_at(page):
            continue
        segments = segments_of(page)
        count += len(segments)
        if count > MAX_PDF_SEGMENTS:
            raise too_long(f"more than {MAX_PDF_SEGMENTS:,} stretches of text", name)
        _refuse_damaged(segments, page, name)
        sheets.append(Sheet(page.number, page.height, segments))
        if page.turned > _TURNED:
            turned.append(page.number)
        if page.lost and any(is_cjk(piece.text[0]) for piece in page.pieces):
            lost.append(page.number)
        if page.rules:
            rules[page.number] = _rules(page)
    warnings = list(scans.verdict(name))
    if turned:
        warnings.append(f"Text printed sideways was left out on {pages_named(turned)}.")
    if lost:
        named = pages_named(lost)
        warnings.append(f"Glyphs may be missing on {named}: a font is not part of the file.")
    return _Sheets(sheets, rules, tuple(warnings))


def _refuse_damaged(segments: Sequence[Segment], page: Page, name: str) -> None:
    rows = groupby(segments, key=lambda segment: segment.row)
    texts = [" ".join(segment.text for segment in row) for _, row in rows]
    damage = damage_of(texts, unmapped=page.unmapped, lost=page.lost)
    if damage:
        raise UnreadableFile(
            f"{name} has a damaged text layer: page {page.number} holds {damage.what}, for "
            f"{damage.cause}.",
            hint="Ask for the Word file, or make the PDF anew from it.",
        )


def _rules(page: Page) -> tuple[Rule, ...]:
    """The rules of a page, measured as its text is."""
    if not is_page_right_to_left(page.pieces):
        return page.rules
    return tuple(
        replace(rule, left=page.width - rule.right, right=page.width - rule.left)
        for rule in page.rules
    )


def _lines(sheets: Sequence[Sheet], rules: Mapping[int, tuple[Rule, ...]]) -> Iterator[PrintedLine]:
    """All lines in reading order."""
    finder = ColumnFinder(
        usual_edges((sheet.segments, rules.get(sheet.number, ())) for sheet in sheets)
    )
    for sheet in sheets:
        masthead = sheet.height * (1 - _MASTHEAD) if sheet.number == 1 else None
        groups = finder.groups(sheet.segments, rules.get(sheet.number, ()))
        for number, group in enumerate(groups):
            yield from printed_lines(
                group, page=sheet.number, group=number, masthead_below=masthead
            )


def _without_notes(
    lines: Sequence[PrintedLine], notes: Notes, rules: Mapping[int, tuple[Rule, ...]]
) -> list[PrintedLine]:
    body: list[PrintedLine] = []
    for (page, _), group in groupby(lines, key=lambda line: (line.page, line.group)):
        body += notes.take(list(group), rules.get(page, ()))
    return body


def _rendered(paragraphs: Sequence[Paragraph], notes: Notes) -> tuple[Line, ...]:
    joiner = Joiner([line.text for line in paragraph.lines] for paragraph in paragraphs)
    texts: list[tuple[str, int]] = []
    for paragraph in paragraphs:
        if texts and paragraph.relation is Relation.APART:
            texts.append(("", paragraph.lines[0].page))
        text = joiner.joined([line.text for line in paragraph.lines])
        texts.append((text, paragraph.lines[0].page))
    raised = any(not _SUPERSCRIPTS.isdisjoint(text) for text, _ in texts)
    if printed := notes.lines(joiner, raised=raised):
        texts += [("", printed[0][1]), (_SEPARATOR, printed[0][1]), *printed]
    return tuple(
        replace(plain_line(number, text), page=page)
        for number, (text, page) in enumerate(texts, start=1)
    )
