"""The paragraphs of a snapshot, language versions gathered: where each stands, when it was adopted.

What lineages are made of. Fetches no text. Must not compare.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

import numpy as np

from index.errors import UnknownField
from index.model import MetadataValue
from index.snapshot import Snapshot
from index.symbols import work_keys
from retriever.translations import paragraph_groups

OrderKey = tuple[bool, date, date, tuple[tuple[int, int, str], ...], int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, whatever languages it is in.

    Attributes:
        positions: of its versions, by language: the first of each.
        every_position: all of them, a second file of one language included.
        work: key of the work it stands in: of its symbol, else of its document.
        symbol: the work's symbol, "" where it has none.
        when: date on which the work was adopted or published; None where nothing says so.
        published: when it was published, else `when`.
        body: code of the body, "" where nothing says so.
    """

    positions: Mapping[str, int]
    every_position: tuple[int, ...]
    work: str
    symbol: str
    when: date | None
    published: date | None
    body: str

    @property
    def order(self) -> OrderKey:
        """By date, then by symbol as its numbers count, then by place; undated ones come last."""
        when = self.when or date.max
        return (
            self.when is None,
            when,
            self.published or when,
            natural(self.symbol or self.work),
            min(self.positions.values()),
        )

    @property
    def where(self) -> tuple[bool, date, date, str]:
        """When and in which work: what is the same for all paragraphs of one work."""
        when = self.when or date.max
        return self.when is None, when, self.published or when, self.work


def natural(symbol: str) -> tuple[tuple[int, int, str], ...]:
    """A symbol as its numbers count: "COP/9" before "COP/11"."""
    return tuple(
        (1, int(part), "") if part.isdecimal() else (0, 0, part.casefold())
        for part in _PARTS.findall(symbol)
    )


_PARTS = re.compile(r"[0-9]{1,18}|[^0-9]+")


def paragraphs(snapshot: Snapshot) -> list[Paragraph]:
    """All paragraphs of a snapshot, by their first position."""
    fields = _Fields(snapshot)
    groups = paragraph_groups(snapshot)
    order = np.argsort(groups, kind="stable")
    found = []
    numbered = zip(groups[order].tolist(), order.tolist(), strict=True)
    for _, members in groupby(numbered, key=itemgetter(0)):
        positions: dict[str, int] = {}
        places = [position for _, position in members]
        for place in places:
            positions.setdefault(snapshot.langs[place], place)
        found.append(fields.paragraph(positions, places))
    return sorted(found, key=lambda one: min(one.positions.values()))


class _Fields:
    """The fields that say where and when, by position."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._columns = {name: _values(snapshot, name) for name in _NAMES}
        self._keys: dict[str, str] = {}

    def paragraph(self, positions: Mapping[str, int], places: list[int]) -> Paragraph:
        """A paragraph, given the positions of its versions."""
        symbol = self._text("symbol", places)
        published = self._date("published", places)
        started = self._date("date_start", places)
        when = started or published or self._year(places)
        return Paragraph(
            positions=positions,
            every_position=tuple(places),
            work=self._key(symbol) or self._text("document_id", places),
            symbol=symbol,
            when=when,
            published=published or when,
            body=self._text("body", places),
        )

    def _key(self, symbol: str) -> str:
        if symbol not in self._keys:
            self._keys[symbol] = work_keys(symbol)[0] if symbol else ""
        return self._keys[symbol]

    def _text(self, field: str, places: list[int]) -> str:
        values = (self._value(field, place) for place in places)
        return next((value for value in values if isinstance(value, str) and value), "")

    def _date(self, field: str, places: list[int]) -> date | None:
        """The earliest that a version says: a translation may come out later."""
        values = (self._value(field, place) for place in places)
        return min((value for value in values if isinstance(value, date)), default=None)

    def _year(self, places: list[int]) -> date | None:
        values = (self._value("year", place) for place in places)
        years = [int(value) for value in values if isinstance(value, int | float)]
        return next((date(year, 1, 1) for year in years if 1 <= year <= date.max.year), None)

    def _value(self, field: str, place: int) -> MetadataValue | None:
        codes, values = self._columns[field]
        return values[codes[place]] if codes and codes[place] >= 0 else None


_NAMES = ("symbol", "document_id", "date_start", "published", "year", "body")


def _values(snapshot: Snapshot, field: str) -> tuple[list[int], tuple[MetadataValue, ...]]:
    try:
        column = snapshot.columns.column(field)
    except UnknownField:
        return [], ()
    return column.codes.tolist(), column.values
