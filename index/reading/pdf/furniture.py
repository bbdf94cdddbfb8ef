"""What is printed on every sheet and belongs to no text: running heads, page and job numbers.

Looks only at the first and last rows of a page. Must not look for footnotes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.parsing.boilerplate import is_symbol
from index.parsing.heading_forms import HeadingKind, heading_forms
from index.parsing.lines import plain_line
from index.reading.pdf.segments import Segment

_ROWS = 4
_EDGE_ZONE = 0.16
_SAME_PLACE = 8.0
_LONGEST = 200
_NUMBERS = re.compile(r"\d+")
_FEWEST_COUNTED = 3
_USUAL_SHARE = 0.35
"""A row whose numbers change is a running head only if it stands on that share of the pages."""
_PARTS = frozenset({HeadingKind.ANNEX, HeadingKind.DIVISION, HeadingKind.ARTICLE})
_PAGE_WORD = r"(?:page|página|pagina|pág\.?|страница|стр\.?|с\.|صفحة|الصفحة)"
_PAGE_NUMBER = re.compile(
    rf"{_PAGE_WORD}\s*\d{{1,5}}(?:\s*(?:/|of|de|sur|из|من)\s*\d{{1,5}})?"
    rf"|\d{{1,5}}\s*{_PAGE_WORD}"
    r"|第\s*\d{1,5}\s*页(?:\s*[,，/]?\s*共\s*\d{1,5}\s*页)?"
    r"|\d{1,5}\s*/\s*\d{1,5}|[-–—]\s?\d{1,5}\s?[-–—]",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,5}|[ivxlc]{1,7}")
_ONWARD = re.compile(r"/\s?(?:\.\s?){3}|(?:\.\s?){3}/|/\s?…|…\s?/|\.\.\./\.\.\.")
_JOB = re.compile(
    r"(?:[A-Z]{2,4}[./-]?)?\d{2}-\d{5}(?:\s*\(\s*[A-Z]{1,2}\s*\))?(?:\s+[\d/]{6,10})*|[A-Z]\d{7}"
    r"(?:\s*\(\s*[A-Z]{1,2}\s*\))?(?:\s+\d{6})*|\(\s*[A-Z]{1,2}\s*\)(?:\s+\d{6})*"
)
_BAR_CODE = re.compile(r"\*[\dA-Z-]{5,20}\*")
_SYMBOL_AND_PAGE = re.compile(
    rf"(?P<symbol>\S{{5,60}})\s+(?:{_PAGE_WORD}\s*)?\d{{1,5}}(?:\s*/\s*\d{{1,5}})?", re.IGNORECASE
)
_PAGE_AND_SYMBOL = re.compile(
    rf"(?:{_PAGE_WORD}\s*)?\d{{1,5}}(?:\s*/\s*\d{{1,5}})?\s+(?P<symbol>\S{{5,60}})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's segments and its height."""

    number: int
    height: float
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _EdgeRow:
    """A row near the upper or lower edge of a page.

    Attributes:
        page: index of its page.
        row: its number on the page.
        text: its texts, a blank between.
        place: distance from the edge.
        upper: which edge.
        order: 0 for the outermost row, then inwards.
    """

    page: int
    row: int
    text: str
    place: float
    upper: bool
    order: int


@dataclass(frozen=True, slots=True)
class Cleared:
    """Pages without what belongs to the sheet.

    Attributes:
        sheets: the pages.
        symbol: the document's symbol, where running heads name one and the first page does not;
            "" else.
    """

    sheets: tuple[Sheet, ...]
    symbol: str


def without_furniture(sheets: Sequence[Sheet]) -> Cleared:
    """Takes running heads, feet and numbers off the pages."""
    rows = [row for index, sheet in enumerate(sheets) for row in _edge_rows(index, sheet)]
    repeated = _repeated(rows, len(sheets))
    offset = _page_offset(rows)
    taken: dict[int, set[int]] = {}
    symbols: Counter[str] = Counter()
    for row in rows:
        symbol = _symbol_in(row.text)
        if _is_furniture(row, symbol, repeated, offset):
            taken.setdefault(row.page, set()).add(row.row)
            if symbol:
                symbols[symbol] += 1
    cleared = tuple(_without(sheet, taken.get(index)) for index, sheet in enumerate(sheets))
    return Cleared(cleared, _unseen(symbols, cleared))


def _without(sheet: Sheet, rows: set[int] | None) -> Sheet:
    if not rows:
        return sheet
    kept = tuple(segment for segment in sheet.segments if segment.row not in rows)
    return Sheet(sheet.number, sheet.height, kept)


def _unseen(symbols: Counter[str], sheets: Sequence[Sheet]) -> str:
    if not symbols:
        return ""
    symbol, count = symbols.most_common(1)[0]
    seen = any(symbol in segment.text for segment in sheets[0].segments)
    return symbol if count > 1 and not seen else ""


def _edge_rows(index: int, sheet: Sheet) -> list[_EdgeRow]:
    texts: dict[int, list[Segment]] = {
        row: list(group)
        for row, group in groupby(
            sorted(sheet.segments, key=lambda s: (s.row, s.left)), key=lambda s: s.row
        )
    }
    ordered = list(texts.items())
    upper = _near(index, sheet, ordered[:_ROWS], upper=True)
    lower = _near(index, sheet, ordered[::-1][:_ROWS], upper=False)
    return [*upper, *(row for row in lower if row.row not in {other.row for other in upper})]


def _near(
    index: int, sheet: Sheet, ordered: Sequence[tuple[int, list[Segment]]], *, upper: bool
) -> list[_EdgeRow]:
    found = []
    for order, (row, segments) in enumerate(ordered):
        place = sheet.height - segments[0].base if upper else segments[0].base
        text = " ".join(segment.text for segment in segments)
        if place > _EDGE_ZONE * sheet.height or len(text) > _LONGEST:
            break
        found.append(_EdgeRow(index, row, text, place, upper, order))
    return found


def _repeated(rows: Sequence[_EdgeRow], pages: int) -> frozenset[tuple[int, int]]:
    """Page and row of those that stand at the same place on several pages.

    Their text is the same, or nothing but a number that grows with the page changes in it.
    """
    needed = 2 if pages <= 3 else 3
    same = _at_one_place(rows, lambda row: row.text.casefold(), needed)
    counted = [row for row in rows if _NUMBERS.search(row.text) and not _is_heading(row.text)]
    usual = max(_FEWEST_COUNTED, round(_USUAL_SHARE * pages))
    return frozenset(same | _at_one_place(counted, _without_page_number, usual))


def _is_heading(text: str) -> bool:
    """Whether a row is the heading of an annex or a part, which may have a page of its own."""
    return any(form.kind in _PARTS for form in heading_forms(plain_line(1, text)))


def _without_page_number(row: _EdgeRow) -> str:
    """A text with each number told by how far it is ahead of its page."""
    return _NUMBERS.sub(lambda found: f"<{int(found[0][:9]) - row.page}>", row.text.casefold())


def _at_one_place(
    rows: Sequence[_EdgeRow], key: Callable[[_EdgeRow], str], needed: int
) -> set[tuple[int, int]]:
    alike: dict[tuple[str, bool], list[_EdgeRow]] = {}
    for row in rows:
        alike.setdefault((key(row), row.upper), []).append(row)
    found: set[tuple[int, int]] = set()
    for same in alike.values():
        same.sort(key=lambda row: row.place)
        start = 0
        for end in range(1, len(same) + 1):
            if end < len(same) and same[end].place - same[end - 1].place <= _SAME_PLACE:
                continue
            cluster = same[start:end]
            if len({row.page for row in cluster}) >= needed:
                found |= {(row.page, row.row) for row in cluster}
            start = end
    return found


def _page_offset(rows: Sequence[_EdgeRow]) -> int | None:
    """What bare numbers at the edge are ahead of their pages, where several agree."""
    ahead = Counter(
        int(row.text) - row.page for row in rows if row.text.isdecimal() and len(row.text) <= 5
    )
    if not ahead:
        return None
    offset, count = ahead.most_common(1)[0]
    return offset if count > 1 or offset == 1 else None


def _symbol_in(text: str) -> str:
    """The symbol that a running head consists of, page number apart."""
    for pattern in (_SYMBOL_AND_PAGE, _PAGE_AND_SYMBOL):
        found = pattern.fullmatch(text)
        if found and is_symbol(found["symbol"]):
            return found["symbol"].rstrip("*")
    return text.rstrip("*") if is_symbol(text) else ""


def _is_furniture(
    row: _EdgeRow, symbol: str, repeated: frozenset[tuple[int, int]], offset: int | None
) -> bool:
    if _BAR_CODE.fullmatch(row.text) or _JOB.fullmatch(row.text):
        return True
    if _PAGE_NUMBER.fullmatch(row.text) or (not row.upper and _ONWARD.fullmatch(row.text)):
        return True
    if row.text.isdecimal() and len(row.text) <= 5 and offset is not None:
        return int(row.text) - row.page == offset
    if symbol and symbol != row.text.rstrip("*"):
        return True
    if row.page == 0 and symbol:
        return not row.upper
    return bool(symbol) or (row.page, row.row) in repeated
