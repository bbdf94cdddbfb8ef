"""Numbers of paragraphs and list items: missing, repeated, out of sequence, misprinted.

Reads labels; must not parse text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.examination.findings import ExaminedUnit, Finding, FindingKind, Severity
from index.parsing.numerals import LATIN, letter, roman, to_letter, to_roman

# One segment of a label: "41", "12bis", "5.3", "41(c)(ii)", "pp3"; "~2" where it recurs.
SEGMENT = re.compile(
    r"(?P<family>[a-z-]*)(?P<number>\d+(?:\.\d+)*)(?P<suffix>[a-z]*)"
    r"(?P<levels>(?:\([^()~]*\)(?:~\d+)?)*)(?P<again>~\d+)?"
)
ARTICLE_AROUND = re.compile(r"((?:[^/]+/)*?art-\d+[a-z]*)/")
LEVEL = re.compile(r"\(([^()~]*)\)(~\d+)?")
AGAIN = re.compile(r"~\d+")
PRINTED_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Item:
    """A numbered unit in the list that it belongs to.

    Attributes:
        unit: the unit.
        stem: its label up to its own number: "41(" of "41(c)", "71/" of "71/2".
        number: its own number as the label has it: "c", "2", "12bis".
        again: whether the same number occurs before.
    """

    unit: ExaminedUnit
    stem: str
    number: str
    again: bool


def check_numbering(units: Sequence[ExaminedUnit]) -> Iterator[Finding]:
    """What is wrong with the numbers of a document's units.

    Args:
        units: all numbered units, in order.
    """
    lists: dict[str, list[_Item]] = {}
    articles: set[str] = set()
    for unit in units:
        article = _article_around(unit)
        if article and article not in articles:
            articles.add(article)
            stem, _, number = article.rpartition("-")
            lists.setdefault(f"{stem}-", []).append(_Item(unit, f"{stem}-", number, again=False))
        if (item := _item(unit)) is not None:
            lists.setdefault(item.stem, []).append(item)
    for items in lists.values():
        yield from _check_list(items)
    yield from map(_misprinted, filter(_is_misprinted, units))


def _article_around(unit: ExaminedUnit) -> str:
    """The article whose numbered paragraph a unit is: it has no unit of its own, but counts."""
    found = ARTICLE_AROUND.match(unit.label)
    return found[1] if found else ""


def _item(unit: ExaminedUnit) -> _Item | None:
    before, slash, last = unit.label.rpartition("/")
    found = SEGMENT.fullmatch(last)
    if found is None:
        return None
    stem = before + slash + found["family"]
    if levels := list(LEVEL.finditer(found["levels"])):
        own = levels[-1]
        inner = found["levels"][: own.start()]
        stem += f"{found['number']}{found['suffix']}{inner}("
        return _Item(unit, stem, own[1], again=bool(own[2] or found["again"]))
    outer, dot, number = found["number"].rpartition(".")
    return _Item(unit, stem + outer + dot, number + found["suffix"], again=bool(found["again"]))


def _check_list(items: Sequence[_Item]) -> Iterator[Finding]:
    """What is wrong with one list: a main sequence, the points of a paragraph, a draft."""
    is_roman = _counts_in_roman([item.number for item in items])
    before: _Item | None = None
    last = 0
    for item in items:
        value = _value(item.number, is_roman=is_roman)
        if item.again:
            yield _repeated(item)
        elif value is not None:
            if before is not None and value < last:
                yield _out_of_sequence(item, before)
            elif value > last + 1:
                yield _missing(item, last + 1, value - 1, is_roman=is_roman)
            before, last = item, value


def _counts_in_roman(numbers: Sequence[str]) -> bool:
    """Whether (i) is one: letters get there only by way of (h)."""
    return numbers[0] == "i" or ("i" in numbers and "ii" in numbers)


def _value(number: str, *, is_roman: bool) -> int | None:
    if digits := PRINTED_NUMBER.match(number):
        return int(digits[0])
    return roman(number) if is_roman else letter(number, LATIN)


def _style(number: str, *, is_roman: bool) -> Callable[[int], str]:
    """How the list that a number belongs to writes its numbers."""
    if number[:1].isdigit():
        return str
    return to_roman if is_roman else to_letter


def _is_misprinted(unit: ExaminedUnit) -> bool:
    """Whether its place and its number differ; one that recurs is told of as such."""
    own = AGAIN.sub("", unit.label)
    others = [
        label for label in unit.alt_labels if label.rpartition("/")[2] != own.rpartition("/")[2]
    ]
    return bool(others) and own not in unit.alt_labels


def _misprinted(unit: ExaminedUnit) -> Finding:
    return Finding(
        FindingKind.MISPRINTED_NUMBER,
        Severity.WARNING,
        unit.label,
        unit.start_line,
        f"the number “{unit.printed_label}” is out of order; by its place this is {unit.label}",
        f"cite it as {unit.label}, or correct the number in the document",
    )


def _repeated(item: _Item) -> Finding:
    first = AGAIN.sub("", item.unit.label)
    return Finding(
        FindingKind.REPEATED_NUMBER,
        Severity.ERROR,
        item.unit.label,
        item.unit.start_line,
        f"a second paragraph is numbered {first}; it goes by {item.unit.label}",
        "give it a number of its own",
    )


def _out_of_sequence(item: _Item, before: _Item) -> Finding:
    return Finding(
        FindingKind.OUT_OF_SEQUENCE,
        Severity.ERROR,
        item.unit.label,
        item.unit.start_line,
        f"paragraph {item.unit.label} stands after paragraph {before.unit.label}",
        "put the paragraphs in the order of their numbers, or renumber them",
    )


def _missing(item: _Item, first: int, last: int, *, is_roman: bool) -> Finding:
    stem, closing = item.stem, ")" if item.stem.endswith("(") else ""
    written = _style(item.number, is_roman=is_roman)
    names = [f"{stem}{written(value)}{closing}" for value in dict.fromkeys((first, last))]
    what = f"{names[0]} is" if len(names) == 1 else f"{names[0]} to {names[1]} are"
    return Finding(
        FindingKind.MISSING_NUMBER,
        Severity.ERROR,
        item.unit.label,
        item.unit.start_line,
        f"{what} missing before {item.unit.label}",
        "look whether a paragraph was lost, or whether its number was not recognised",
    )
