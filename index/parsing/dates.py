"""Dates of meetings as mastheads print them, in six languages.

Must not guess a year or a month that is not printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.parsing.numerals import western_digits

_MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "janvier", "enero", "января", "يناير", "كانون الثاني"),
    ("february", "février", "febrero", "февраля", "فبراير", "شباط"),
    ("march", "mars", "marzo", "марта", "مارس", "آذار"),
    ("april", "avril", "abril", "апреля", "أبريل", "نيسان"),
    ("may", "mai", "mayo", "мая", "مايو", "أيار"),
    ("june", "juin", "junio", "июня", "يونيو", "يونيه", "حزيران"),
    ("july", "juillet", "julio", "июля", "يوليو", "يوليه", "تموز"),
    ("august", "août", "agosto", "августа", "أغسطس", "آب"),
    ("september", "septembre", "septiembre", "setiembre", "сентября", "سبتمبر", "أيلول"),
    ("october", "octobre", "octubre", "октября", "أكتوبر", "تشرين الأول"),
    ("november", "novembre", "noviembre", "ноября", "نوفمبر", "تشرين الثاني"),
    ("december", "décembre", "diciembre", "декабря", "ديسمبر", "كانون الأول"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_NAME = "|".join(sorted(map(re.escape, _MONTH_OF), key=len, reverse=True))
_MONTH = rf"(?:(?:{_NAME})\s?/\s?)?(?:{_NAME})"
_DASH = r"\s*(?:-|–|—|－|~|至|to|through|until|and|au|et|al?|y|по|до|إلى|حتى)\s*"
_OF = r"(?:\s+(?:de\s+|del\s+)?|\s*,\s*)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<y1>\d{4})\s*年\s*(?P<m1>\d{1,2})\s*月\s*(?P<d1>\d{1,2})\s*日?"
        r"(?:\s*(?:至|到|-|–|—|－)\s*(?:(?P<y2>\d{4})\s*年\s*)?(?:(?P<m2>\d{1,2})\s*月\s*)?(?P<d2>\d{1,2})\s*日)?",
        rf"(?P<d1>\d{{1,2}})(?:er|º)?(?:{_OF}(?P<m1>{_MONTH}))?(?:{_OF}(?P<y1>\d{{4}}))?"
        rf"{_DASH}(?P<d2>\d{{1,2}}){_OF}(?P<m2>{_MONTH}){_OF}(?P<y2>\d{{4}})",
        rf"(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:{_DASH}(?:(?P<m2>{_MONTH})\s+)?(?P<d2>\d{{1,2}}))?,?\s+(?P<y1>\d{{4}})",
        rf"(?P<d1>\d{{1,2}})(?:er|º)?{_OF}(?P<m1>{_MONTH}){_OF}(?P<y1>\d{{4}})",
    )
)
_LIMIT = 400


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days that a line names.

    Attributes:
        start: first day.
        end: last day; the first where only one is named.
        rest: the line without them.
    """

    start: date
    end: date
    rest: str


def find_dates(text: str) -> DateRange | None:
    """The first range of days, or day, that a line names in full."""
    if len(text) > _LIMIT:
        return None
    plain = western_digits(text)
    for pattern in _PATTERNS:
        found = pattern.search(plain)
        if found and (days := _days(found.groupdict())):
            return DateRange(days[0], days[1], plain[: found.start()] + " " + plain[found.end() :])
    return None


def _days(parts: dict[str, str | None]) -> tuple[date, date] | None:
    first_year, last_year = parts.get("y1"), parts.get("y2")
    first_month, last_month = parts.get("m1"), parts.get("m2")
    start = _day(first_year or last_year, first_month or last_month, parts["d1"])
    if start is None:
        return None
    if not parts.get("d2"):
        return start, start
    end = _day(last_year or first_year, last_month or first_month, parts.get("d2"))
    return (start, end) if end and start <= end else None


def _day(year: str | None, month: str | None, day: str | None) -> date | None:
    if not (year and month and day):
        return None
    number = int(month) if month.isdecimal() else _MONTH_OF[re.split(r"\s?/\s?", month.lower())[-1]]
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
