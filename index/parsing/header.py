"""The masthead: body, session, dates, place, agenda item, title, author, symbol, in six languages.

Must not look past the header's last line; where that is, the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from index.model import MetadataValue
from index.parsing import masthead_words as words
from index.parsing.dates import DateRange, find_dates
from index.parsing.lines import Line, is_upper, join
from index.parsing.numerals import arabic_letter, to_letter, western_digits
from index.parsing.ordinals import session_number

_TRIM = " \t,，、،;；.。:：–—-"
_LIMIT = 300
_PROSE = 200
_LONGEST_NAME = 60


@dataclass(slots=True)
class _Fields:
    """What has been read so far; turned into plain metadata at the end."""

    values: dict[str, MetadataValue] = field(default_factory=dict)
    title: list[str] = field(default_factory=list)

    def set(self, name: str, value: MetadataValue) -> None:
        self.values.setdefault(name, value)


def read_header(lines: Sequence[Line]) -> dict[str, MetadataValue]:
    """Reads the fields of a masthead.

    Args:
        lines: the lines of the header, notes and boilerplate left out.

    Returns:
        The fields found, of: symbol, body (a code such as "COP"), body_name, session (number),
        session_name, date_start, date_end, place, published (the day of issue), agenda_item, title,
        author.
    """
    fields = _Fields()
    dates = _meeting_dates(lines)
    for line in lines:
        if not line.blank and len(line.text) <= _PROSE:
            _read_line(fields, line, dates)
    marked = [line.text for line in lines if line.heading_level]
    if title := _title(marked or fields.title):
        fields.set("title", title)
    return fields.values


def _read_line(fields: _Fields, line: Line, dates: DateRange | None) -> None:
    text = line.text
    if dates and find_dates(text) == dates:
        _set_dates(fields, dates)
    elif issued := _day_of_issue(text):
        fields.set("published", issued)
    elif is_author(text):
        fields.set("author", text.rstrip("*"))
    elif not _set_field(fields, text):
        fields.title.append(text)


def is_author(text: str) -> bool:
    """Whether a line says who wrote the document ("Note by the Executive Secretary")."""
    return len(text) <= _LIMIT and words.AUTHOR.fullmatch(text.strip(" *_")) is not None


def has_field(text: str) -> bool:
    """Whether a line carries a field of a masthead other than a title."""
    return len(text) <= _LIMIT and bool(
        is_author(text) or find_dates(text) or _set_field(_Fields(), text)
    )


def _set_field(fields: _Fields, text: str) -> bool:
    """Takes from a line every field that it carries; false where it carries none."""
    if symbol := words.SYMBOL.search(text):
        fields.set("symbol", symbol["symbol"])
        if len(symbol[0]) * 2 > len(text):
            return True
    if words.AGENDA.search(text) and (number := words.AGENDA_NUMBER.search(western_digits(text))):
        fields.set("agenda_item", _item(number["number"]))
        return True
    session = None if "session" in fields.values else session_number(text)
    if session is not None:
        fields.set("session", session)
        if len(text) <= _LONGEST_NAME:
            fields.set("session_name", _name(text))
    body = None if "body" in fields.values else _body(text)
    if body:
        fields.set("body", body)
        fields.set("body_name", _name(text))
    known = session is not None or body is not None
    return known or _is_furniture(text) or find_dates(text) is not None


def _is_furniture(text: str) -> bool:
    return bool(words.FURNITURE.match(text) or words.NOTATION.fullmatch(text))


def _item(printed: str) -> str:
    """An agenda item in one form for all languages: `5-2` is 5.2, `21 (ج)` is 21(c)."""
    number = re.sub(r"\s", "", printed).replace("-", ".")
    letter = arabic_letter(number[-2:-1]) if number.endswith(")") else None
    return f"{number[:-2]}{to_letter(letter)})" if letter else number


def _body(text: str) -> str | None:
    """Code of the body whose name a line is, None where it is none or a title that mentions one."""
    for code, pattern in words.BODIES:
        if found := pattern.search(text):
            near_start = found.start() <= len(text) // 3
            return code if is_upper(text) or near_start or text.endswith(found[0]) else None
    return None


def _name(text: str) -> str:
    return text.strip(_TRIM + "*")


def _meeting_dates(lines: Iterable[Line]) -> DateRange | None:
    """The days of the meeting: a range before a single day, a place before none."""
    found = [dates for line in lines if not line.blank and (dates := find_dates(line.text))]
    found = [dates for dates in found if dates.start != dates.end or _has_words(dates)]
    return max(
        found, key=lambda dates: (dates.start != dates.end, bool(_place(dates))), default=None
    )


def _set_dates(fields: _Fields, dates: DateRange) -> None:
    fields.set("date_start", dates.start)
    fields.set("date_end", dates.end)
    if place := _place(dates):
        fields.set("place", place)


def _place(dates: DateRange) -> str:
    bare = re.sub(r"\s+", " ", dates.rest).strip(_TRIM)
    previous = None
    while bare != previous:
        previous = bare
        bare = words.PLACE_EDGES.sub("", bare).strip(_TRIM)
    names_body = any(pattern.search(bare) for _, pattern in words.BODIES)
    return bare if _is_word(bare) and not names_body else ""


def _has_words(dates: DateRange) -> bool:
    """Whether a line says more than a day: a date of issue stands alone."""
    return _is_word(words.PLACE_EDGES.sub("", f" {dates.rest.strip(_TRIM)} "))


def _day_of_issue(text: str) -> date | None:
    """The day that a line gives and nothing else, as documents give that of their issue."""
    found = find_dates(text)
    alone = found is not None and found.start == found.end and not _has_words(found)
    return found.start if found and alone else None


def _is_word(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1


def _title(lines: Sequence[str]) -> str:
    """The title: what no other field took, wrapped lines joined."""
    return join([line.rstrip("*") for line in lines]).strip()
