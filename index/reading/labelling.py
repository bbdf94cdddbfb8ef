"""Labels of paragraphs that come as records, each with its own number only: "10.4", "(a)", "(i)".

The records of one document follow one another; "(a)" after "10.4" is 10.4(a). Must not look at
anything of a record but its number and its text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.parsing.labels import NESTED_STYLES, WEAK_STYLES, Reading, Style, display, match_label
from index.pinpoints import find_pinpoints

_TOP = re.compile(
    r"(?:[A-Z]\.)?\d{1,4}[A-Z]?(?:\s?(?:bis|ter|quater))?(?:\.(?:\d{1,4}|[IVXLC]{1,7})[A-Z]?){0,5}"
)
_OWN = re.compile(
    r"(?P<label>(?:[A-Z]\.)?\d{1,3}[A-Z]?(?:\.[IVXLC]{1,7})?(?:\.\d{1,3}){1,3})\.?\s+(?=[^\W\d_])"
)
_WORDS = re.compile(r"(?:paragraph|paras?\.?|párr\.?|par\.?|§|¶|п\.)\s*", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(?:,\s*|(?<=[^\W\d_])\s+)(?=\d)")
_BLANKS = re.compile(r"\s+")
_LONGEST = 100
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Numbered:
    """A record as far as its label goes.

    Attributes:
        document: what tells its document from the others of the file.
        printed: its number as given; "" where none is.
        text: its text, which may begin with its number.
    """

    document: str
    printed: str
    text: str


@dataclass(slots=True)
class _Level:
    """A list that is open: its style, its last number, and the label of that item."""

    style: Style
    last: int
    label: str


@dataclass(slots=True)
class _Document:
    """How far the numbering of one document has come."""

    top: str = ""
    top_label: str = ""
    levels: list[_Level] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)


def compose(records: Sequence[Numbered]) -> list[str]:
    """The label of each record, "" where it has no number; none twice in one document."""
    following = _following(records)
    documents: dict[str, _Document] = {}
    labels: list[str] = []
    for record, after in zip(records, following, strict=True):
        document = documents.setdefault(record.document, _Document())
        printed = record.printed or _own_number(record.text, document)
        labels.append(_place(printed, after, document) if printed else "")
    return labels


def _following(records: Sequence[Numbered]) -> list[str]:
    """For each record the number of the next of its document that has one."""
    following: list[str] = []
    last: dict[str, str] = {}
    for record in reversed(records):
        following.append(last.get(record.document, ""))
        if record.printed:
            last[record.document] = record.printed
    return following[::-1]


def _place(printed: str, after: str, document: _Document) -> str:
    text = _BLANKS.sub(" ", unicodedata.normalize("NFKC", printed)).strip()
    text = _WORDS.sub("", text, count=1) if _WORDS.match(text) else text
    top = _TOP.match(text)
    rest = text[top.end() :].removeprefix(".").strip() if top else text
    items = list(_items(rest))
    if (items and items[-1] is None) or (not top and not items):
        return _open_top(_place_in_words(text) or text[:_LONGEST], document)
    number = top[0].replace(" ", "") if top else document.top
    if top and (number != document.top or not items):
        _open_top(number, document, claim=not items)
    label, least = document.top_label, 0
    for readings in filter(None, items[:-1]):
        least = _named_level(readings, document, least)
        label = document.levels[least - 1].label if least else label
    return _enter(items[-1] or (), after, document, least) if items else label


def _place_in_words(text: str) -> str:
    """The label of a place said in words: "Annex II, para. 4", "annex, 3", "第5段"; else ""."""
    if len(text) > _LONGEST:
        return ""
    for said in (text, _BARE_NUMBER.sub(", para. ", text, count=1)):
        for mention in find_pinpoints(said):
            is_all = (mention.start, mention.end) == (0, len(said))
            if is_all and len(mention.items) == 1 and not mention.items[0].last_label:
                return mention.items[0].label
    return ""


def _named_level(readings: Sequence[Reading], document: _Document, least: int) -> int:
    """Depth below an item that a label only names on its way to another: "(c)" in "41(c)(ii)"."""
    for depth, level in enumerate(document.levels[least:], start=least):
        if any((level.style, level.last) == (one.style, one.value[0]) for one in readings):
            del document.levels[depth + 1 :]
            return depth + 1
    _enter(readings, "", document, least)
    return len(document.levels)


def _open_top(label: str, document: _Document, *, claim: bool = True) -> str:
    document.top = label
    document.levels = []
    document.top_label = _unique(label, document) if claim else label
    return document.top_label


def _items(text: str) -> Iterator[tuple[Reading, ...] | None]:
    """The bracketed numbers in a label, each with its readings; None for what is none."""
    for _ in range(_DEEPEST):
        if not text:
            return
        found = match_label(f"{text} ")
        nested = tuple(r for r in found.readings if r.style in NESTED_STYLES) if found else ()
        if found is None or not nested:
            yield None
            return
        yield nested
        text = text[found.end :].strip()
    if text:
        yield None


def _enter(readings: Sequence[Reading], after: str, document: _Document, least: int) -> str:
    """Takes an item into the list that it continues, or opens one; gives its label.

    Args:
        readings: every way to read its number.
        after: the number that comes next, which tells the ninth letter from the first Roman one.
        document: where the numbering stands; changed.
        least: how many lists are open above it for certain.
    """
    depth, reading = _choose(readings, after, document, least)
    parent = document.levels[depth - 1].label if depth else document.top_label
    label = _unique(parent + display(reading.style, reading.value), document)
    del document.levels[depth:]
    document.levels.append(_Level(reading.style, reading.value[0], label))
    return label


def _choose(
    readings: Sequence[Reading], after: str, document: _Document, least: int
) -> tuple[int, Reading]:
    """The list, by its depth, and the reading that fit best."""
    best: tuple[float, int, Reading] | None = None
    next_values = _values(after)
    open_styles = {level.style for level in document.levels}
    surest = min(reading.cost for reading in readings)
    for reading in readings:
        if reading.cost > surest and reading.style not in open_styles:
            continue
        value = reading.value[0]
        for depth in range(least, len(document.levels) + 1):
            level = document.levels[depth] if depth < len(document.levels) else None
            cost = reading.cost + _cost(level, reading, document.levels[:depth])
            followed = (reading.style, value + 1) in next_values
            cost -= 0.5 if followed else 0.0
            if best is None or cost < best[0]:
                best = (cost, depth, reading)
    if best is None:
        return least, readings[0]
    return best[1], best[2]


def _cost(level: _Level | None, reading: Reading, above: Sequence[_Level]) -> float:
    """How far-fetched it is that a number comes next in a list, or first in a new one."""
    value = reading.value[0]
    if level is None:
        nested_alike = 3.0 if any(one.style is reading.style for one in above) else 0.0
        return (0.3 if value == 1 else 3.0) + nested_alike
    if level.style is not reading.style:
        return 5.0
    if value == level.last + 1:
        return 0.0
    return 1.5 if value > level.last else 2.5


def _values(printed: str) -> frozenset[tuple[Style, int]]:
    found = match_label(f"{printed} ") if printed else None
    return frozenset((r.style, r.value[0]) for r in found.readings) if found else frozenset()


def _own_number(text: str, document: _Document) -> str:
    """The number that a text begins with, where that is certain."""
    if own := _OWN.match(text[:80]):
        label = own["label"]
        if not label.replace(".", "").isdecimal() or _follows(document.top, label):
            return label
        return ""
    found = match_label(text) if text[:1] in "(（" else None
    if found is None:
        return ""
    continues = any(
        reading.style is level.style and reading.value == (level.last + 1,)
        for reading in found.readings
        for level in document.levels
        if reading.style not in WEAK_STYLES
    )
    return found.printed if continues else ""


def _follows(last: str, label: str) -> bool:
    """Whether 10.5 comes after 10.4."""
    head, _, number = label.rpartition(".")
    last_head, _, last_number = last.rpartition(".")
    return head == last_head and last_number.isdecimal() and int(number) == int(last_number) + 1


def _unique(label: str, document: _Document) -> str:
    document.used[label] += 1
    again = document.used[label]
    if again == 1:
        return label
    return _unique(f"{label}~{again}", document)
