"""Lines that belong to the printed sheet, not to the text: separators, page furniture, contents.

Must not decide about footnotes, though a separator may stand before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.lines import Line, could_be_heading

_SEPARATOR = re.compile(r"(?:[-–—_=*~.•·―─]\s*){3,}")
_PAGE = re.compile(
    r"(?:page|página|pagina|страница|стр\.|صفحة|الصفحة)\s*\d{1,4}(?:\s*(?:/|of|de|из|من)\s*\d{1,4})?"
    r"|第\s*\d{1,4}\s*页|[-–—]\s?\d{1,4}\s?[-–—]|\d{1,4}|/\.{3}|/…|\f",
    re.IGNORECASE,
)
_SYMBOL_LINE = re.compile(r"[A-Z]{1,8}(?:[/.][A-Za-z0-9()‑-]{1,20}){2,10}\*?")
_PRINT_NOTICE = re.compile(
    r"limited number of copies|printed in (?:a )?limited number|kindly requested to bring"
    r"|imprimé en nombre limité|tiré à un nombre limité"
    r"|número limitado de ejemplares|impreso en cantidad limitada"
    r"|se ha imprimido un número limitado"
    r"|ограниченном количестве|ограниченным тиражом|ограниченный тираж"
    r"|بأعداد محدودة|عدد محدود من النسخ"
    r"|印数有限|印数不多",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:table of )?contents|table des matières|sommaire|índice|indice|содержание|оглавление"
    r"|المحتويات|目\s*录|目\s*次",
    re.IGNORECASE,
)
_LEADERS = re.compile(r".{1,300}?(?:\.{3,}|…{2,}|(?:\. ){3,}|·{3,})\s*\d{0,4}")
_PAGE_COLUMN = re.compile(r".{1,300}?\s\d{1,4}(?:\s?[-–]\s?\d{1,4})?")
_NOTICE_LIMIT = 1000
_LONGEST_SYMBOL = 60


def is_separator(text: str) -> bool:
    """Whether the line is a rule made of dashes, dots or asterisks."""
    return len(text) <= 200 and _SEPARATOR.fullmatch(text) is not None


def find_boilerplate(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that are separators, page furniture, contents or print-run notices."""
    found = {
        index
        for index, line in enumerate(lines)
        if not line.blank and (is_separator(line.text) or _is_furniture(line))
    }
    return frozenset(found | _running_heads(lines) | _contents(lines))


def _is_furniture(line: Line) -> bool:
    text = line.text
    if line.raw.strip(" \t") == "\f":
        return True
    if len(text) <= 40 and _PAGE.fullmatch(text):
        return True
    return len(text) <= _NOTICE_LIMIT and _PRINT_NOTICE.search(text) is not None


def is_symbol(text: str) -> bool:
    """Whether the line holds a document symbol and nothing else."""
    return len(text) <= _LONGEST_SYMBOL and _SYMBOL_LINE.fullmatch(text) is not None


def _running_heads(lines: Sequence[Line]) -> set[int]:
    """Lines that hold only a document symbol: all but the first of each, or above a page number."""
    seen: set[str] = set()
    found: set[int] = set()
    for index, line in enumerate(lines):
        if is_symbol(line.text):
            below = lines[index + 1] if index + 1 < len(lines) else None
            if line.text in seen or (below and _is_furniture(below)):
                found.add(index)
            seen.add(line.text)
    return found


def _contents(lines: Sequence[Line]) -> set[int]:
    """Lines of tables of contents: any with dot leaders, and those under "Contents" with pages."""
    found = {
        index
        for index, line in enumerate(lines)
        if len(line.text) <= 400 and ".." in line.text and _LEADERS.fullmatch(line.text)
    }
    for index, line in enumerate(lines):
        if len(line.text) <= 40 and _CONTENTS.fullmatch(line.text):
            entries = _entries_below(lines, index + 1, found)
            if entries:
                found |= {index, *entries}
    return found


def _entries_below(lines: Sequence[Line], start: int, leaders: set[int]) -> set[int]:
    """Entries under a "Contents" line: up to the last line that ends with a page number."""
    entries: set[int] = set()
    pending: list[int] = []
    for index in range(start, len(lines)):
        text = lines[index].text
        if not text:
            continue
        if index in leaders or (len(text) <= 400 and _PAGE_COLUMN.fullmatch(text)):
            entries.update((*pending, index))
            pending = []
        elif could_be_heading(text) and len(pending) < 2:
            pending.append(index)
        else:
            break
    return entries
