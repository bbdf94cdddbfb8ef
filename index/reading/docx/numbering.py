"""Automatic numbering: which printed number Word gives to each paragraph of a list.

Source: ECMA-376 part 1, 17.9. Must not decide which paragraph belongs to which list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index.reading.docx.markup import (
    Element,
    attribute,
    child,
    children,
    is_on,
    name_of,
    number_of,
    value_of,
)
from index.reading.docx.number_formats import written
from index.reading.docx.styles import ParagraphStyle, look_of
from index.reading.docx.symbol_fonts import bullet, readable

LEVELS = 9
"""Levels of a list."""

_PLACE = re.compile("%([1-9])")
_LONGEST_PATTERN = 255


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: its first number.
        form: format of the number; "bullet" for none.
        pattern: what is printed, `%1` standing for the number of the first level.
        gap: what separates it from the text: a space, or nothing.
        restart: how many levels from the top begin it anew when used; None for all above it.
        in_digits: whether the numbers of all levels are printed in digits here.
        hidden: whether it is not shown.
        font: of the label.
        style: id of the paragraph style that stands for this level; "" for none.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    gap: str = " "
    restart: int | None = None
    in_digits: bool = False
    hidden: bool = False
    font: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """A list as paragraphs name it.

    Attributes:
        shared: id of the definition whose count it shares with other lists.
        levels: its levels, from the top.
        starts: numbers that its levels begin with, where it says so itself, by level.
    """

    shared: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document.

    Args:
        elements: children of the root of the numbering part.
    """

    def __init__(self, elements: Iterable[Element]) -> None:
        self._abstract: dict[str, tuple[Level, ...]] = {}
        self._links: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self._lists: dict[str, ListDefinition] = {}
        for element in elements:
            kind = name_of(element)
            if kind == "w:abstractNum":
                self._add_abstract(element)
            elif kind == "w:num":
                self._add_list(element)

    def find(self, key: str) -> ListDefinition | None:
        """The list of an id, None where there is none; where it only links to another, that."""
        named = self._lists.get(key)
        if named is None:
            return None
        target = self._named.get(self._links.get(named.shared, ""), "")
        if not target or target == named.shared:
            return named
        return ListDefinition(target, self._abstract[target], named.starts)

    def level_of(self, style: ParagraphStyle, key: str) -> int:
        """The level of a list that a paragraph style stands for."""
        found = self.find(key)
        if found:
            for name in style.names:
                for place, level in enumerate(found.levels):
                    if level.style and level.style == name:
                        return place
        return style.list_level or 0

    def _add_abstract(self, element: Element) -> None:
        key = attribute(element, "w:abstractNumId")
        levels = [Level() for _ in range(LEVELS)]
        for item in children(element, "w:lvl"):
            place = number_of(attribute(item, "w:ilvl"))
            if place is not None and 0 <= place < LEVELS:
                levels[place] = _level(item)
        self._abstract[key] = tuple(levels)
        if style := value_of(element, "w:styleLink"):
            self._named[style] = key
        if style := value_of(element, "w:numStyleLink"):
            self._links[key] = style

    def _add_list(self, element: Element) -> None:
        shared = value_of(element, "w:abstractNumId")
        levels = list(self._abstract.get(shared, (Level(),) * LEVELS))
        starts: dict[int, int] = {}
        for item in children(element, "w:lvlOverride"):
            place = number_of(attribute(item, "w:ilvl"))
            if place is None or not 0 <= place < LEVELS:
                continue
            if (own := child(item, "w:lvl")) is not None:
                levels[place] = _level(own)
            start = number_of(value_of(item, "w:startOverride"))
            if start is not None:
                starts[place] = start
        self._lists[attribute(element, "w:numId")] = ListDefinition(shared, tuple(levels), starts)


class Counter:
    """Counts the paragraphs of every list, in the order of the document.

    Lists with the same definition count on from one another, unless one says where it begins.
    """

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()
        """Formats that were met and are not known."""

    def label(self, key: str, place: int) -> str:
        """Counts a paragraph.

        Args:
            key: id of its list.
            place: its level, from 0.

        Returns:
            Its printed label with the gap behind it; "" where nothing is printed.
        """
        found = self._numbering.find(key)
        if found is None:
            return ""
        place = min(max(place, 0), LEVELS - 1)
        counts = self._counts.setdefault(found.shared, [None] * LEVELS)
        self._count(found, key, place, counts)
        level = found.levels[place]
        label = "" if level.hidden else self._printed(found, level, counts)
        return label + level.gap if label else ""

    def _count(self, found: ListDefinition, key: str, place: int, counts: list[int | None]) -> None:
        last = counts[place]
        begins = (key, place) not in self._begun and place in found.starts
        if last is None or begins:
            counts[place] = found.starts.get(place, found.levels[place].start)
        else:
            counts[place] = last + 1
        self._begun.add((key, place))
        for above in range(place):
            if counts[above] is None:
                counts[above] = found.starts.get(above, found.levels[above].start)
        for deeper in range(place + 1, LEVELS):
            restart = found.levels[deeper].restart
            if restart is None or place < restart:
                counts[deeper] = None

    def _printed(self, found: ListDefinition, level: Level, counts: Sequence[int | None]) -> str:
        if level.form == "bullet":
            return bullet(level.pattern, level.font) if level.pattern.strip() else ""

        def number(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            value = counts[index] or 0
            form = "decimal" if level.in_digits else found.levels[index].form
            shown = written(value, form)
            if shown is None:
                self.unknown.add(form)
            return str(value) if shown is None else shown

        return readable(_PLACE.sub(number, level.pattern), "").strip()


def _level(element: Element) -> Level:
    look = look_of(child(element, "w:rPr"))
    start = number_of(value_of(element, "w:start"))
    return Level(
        start=0 if start is None else start,
        form=value_of(element, "w:numFmt") or "decimal",
        pattern=value_of(element, "w:lvlText")[:_LONGEST_PATTERN],
        gap="" if value_of(element, "w:suff") == "nothing" else " ",
        restart=number_of(value_of(element, "w:lvlRestart")),
        in_digits=bool(is_on(element, "w:isLgl")),
        hidden=bool(look.hidden),
        font=look.font or "",
        style=value_of(element, "w:pStyle"),
    )
