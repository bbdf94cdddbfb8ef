"""Lines as printed → paragraphs: which line goes on with the one above it.

The layout decides: spacing, indents, the right edge, labels. Where it is not certain, the line
stays one of its own, without a blank line above, and the parser of numbered paragraphs decides.
Must not read words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from index.parsing.actors import is_actor, opens_preambular
from index.parsing.labels import match_label
from index.parsing.lines import (
    ends_sentence,
    ends_with_colon,
    ends_with_comma,
    is_bullet,
    is_cjk,
    is_upper,
    starts_lower,
)
from index.reading.pdf.lines import PrintedLine

_INDENT = 0.8
_WIDEST_INDENT = 5.0
_ALIGNED = 0.45
_SPACED = 1.2
_SPACED_POINTS = 0.6
_SAME_SIZE = 0.08
_USUAL_SPACING = 1.2
_TIGHTEST = 0.95
_ROOM = 0.6
_JUSTIFIED = 1.0
_WIDE_ENOUGH = 0.5
_LARGER = 1.08
_LONG_HEADING = 0.55
_TAIL = 200
_LINES_BACK = 4
_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(])(?:paras?|pars?|arts?|sects?|chaps?|nos?|vols?|pp?|párrs?|núms?|cap|secc|пп?|ст|№)\.?$",
    re.IGNORECASE,
)
_NUMBERED_HEADING = re.compile(r"(?:[IVXLC]{1,7}|[A-ZА-Я])\.\s|[一二三四五六七八九十]{1,3}、")
_CONNECTING = re.compile(
    r"(?:^|\s)(?:of|the|to|and|for|in|on|at|with|de|du|des|la|le|les|et|à|aux|y|del|los|las|al|en"
    r"|и|о|об|по|в|на|с|للـ?|و)$",
    re.IGNORECASE,
)


class Relation(Enum):
    """How a line stands to the one above it."""

    JOINED = "joined"
    DOUBTFUL = "doubtful"
    APART = "apart"


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together.

    Attributes:
        lines: as printed.
        relation: how the first of them stands to the paragraph above: DOUBTFUL or APART.
    """

    lines: list[PrintedLine]
    relation: Relation


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in the document.

    Attributes:
        size: of the body's type.
        spacing: between baselines, as a multiple of the size.
        edges: left and right edge of each group of lines, by page and group.
    """

    size: float
    spacing: float
    edges: dict[tuple[int, int], tuple[float, float]]


def body_size(lines: Sequence[PrintedLine]) -> float:
    """The size of most of the type."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    return max(letters, key=lambda size: (letters[size], size), default=10.0)


def measured(lines: Sequence[PrintedLine], size: float) -> Measures:
    """Takes the measures of a document's lines, in reading order."""
    distances: Counter[float] = Counter()
    groups: dict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for line in lines:
        groups[line.page, line.group].append(line)
    for group in groups.values():
        for above, below in pairwise(group):
            if above.size == below.size and 0 < above.base - below.base < 3 * above.size:
                distances[round((above.base - below.base) / above.size, 1)] += 1
    common = max(distances.values(), default=0)
    usual = [
        distance
        for distance, count in distances.items()
        if count * 10 >= common and distance >= _TIGHTEST
    ]
    return Measures(size, min(usual, default=_USUAL_SPACING), _edges(groups))


def _edges(
    groups: dict[tuple[int, int], list[PrintedLine]],
) -> dict[tuple[int, int], tuple[float, float]]:
    """Edges of each group; its right edge is that of all groups that begin where it does."""
    lefts = {key: min(line.left for line in group) for key, group in groups.items()}
    rights: dict[int, list[float]] = defaultdict(list)
    for key, group in groups.items():
        rights[round(lefts[key] / 36)] += [line.right for line in group]
    usual: dict[int, float] = {}
    for place, values in rights.items():
        values.sort()
        usual[place] = values[-1 - len(values) // 40]
    edges = {}
    for key, group in groups.items():
        place = round(lefts[key] / 36)
        own = max(line.right for line in group)
        edges[key] = (lefts[key], own if len(group) >= 12 else max(own, usual[place]))
    return edges


def paragraphs_of(lines: Sequence[PrintedLine], measures: Measures) -> list[Paragraph]:
    """Gathers the lines of a document, in reading order."""
    found: list[Paragraph] = []
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        relation = _Join(found[-1].lines, line, following, measures).relation() if found else None
        if relation is Relation.JOINED:
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], relation or Relation.APART))
    return found


def _is_open(lines: Sequence[PrintedLine]) -> bool:
    """Whether lines end within brackets or with an abbreviation that a number follows."""
    text = " ".join(line.text[-_TAIL:] for line in lines)
    return text.count("(") > text.count(")") or _BEFORE_NUMBER.search(text) is not None


class _Join:
    """Weighs whether a line goes on with a paragraph."""

    def __init__(
        self,
        paragraph: Sequence[PrintedLine],
        line: PrintedLine,
        following: PrintedLine | None,
        measures: Measures,
    ) -> None:
        self._first, self._above, self._line = paragraph[0], paragraph[-1], line
        self._second = paragraph[1] if len(paragraph) > 1 else None
        self._paragraph, self._following, self._measures = paragraph, following, measures
        self._em = line.size
        self._crosses = (line.page, line.group) != (self._above.page, self._above.group)

    def relation(self) -> Relation:
        """How the line stands to the paragraph."""
        if self._is_set_apart():
            return Relation.APART
        if self._begins_clause():
            return Relation.APART
        if self._is_heading_going_on():
            return Relation.JOINED
        if self._above.bold != self._line.bold and not self._goes_on_in_other_type():
            return Relation.APART
        if self._is_labelled():
            return self._relation_of_labelled()
        if not self._is_full():
            return self._relation_after_short()
        return self._relation_by_indent()

    def _begins_clause(self) -> bool:
        """Whether the line above says who speaks, or ends a clause that another follows."""
        above = self._above.text
        return is_actor(above) or (ends_with_comma(above) and opens_preambular(self._line.text))

    def _goes_on_in_other_type(self) -> bool:
        """Whether bold type begins or ends within a sentence."""
        usual = self._continued_left() if self._second else self._offset(self._first)
        return self._is_full() and self._is_at(usual) and not ends_sentence(self._above.text)

    def _is_set_apart(self) -> bool:
        if abs(self._line.size - self._above.size) > _SAME_SIZE * self._above.size:
            return True
        if self._crosses:
            return False
        distance = self._above.base - self._line.base
        return distance > self._widest() or distance < 0.3 * self._em

    def _widest(self) -> float:
        """The widest distance between lines of one paragraph."""
        if self._second and (self._first.page, self._first.group) == (
            self._second.page,
            self._second.group,
        ):
            own = self._first.base - self._second.base
        else:
            own = self._measures.spacing * self._em
        return _SPACED * own + _SPACED_POINTS

    def _relation_of_labelled(self) -> Relation:
        if self._is_full() and _is_open(self._paragraph[-_LINES_BACK:]):
            return Relation.JOINED
        ended = ends_sentence(self._above.text)
        if not self._is_full() or self._line.text_left > self._line.left:
            return Relation.APART
        if self._second and not self._is_at(self._continued_left()):
            return Relation.APART
        return Relation.APART if ended else Relation.DOUBTFUL

    def _relation_after_short(self) -> Relation:
        """The line above left room for a word: it ended there, unless a word was cut."""
        if self._crosses and starts_lower(self._line.text):
            return Relation.APART if ends_sentence(self._above.text) else Relation.DOUBTFUL
        return Relation.APART

    def _relation_by_indent(self) -> Relation:
        offset = self._offset(self._line)
        if self._second:
            expected = self._continued_left()
            if self._is_at(expected):
                return self._relation_at_usual_place()
            return (
                Relation.APART
                if abs(offset - expected) > _INDENT * self._em
                else (Relation.DOUBTFUL)
            )
        first = self._offset(self._first)
        if offset < first - _INDENT * self._em:
            return Relation.JOINED
        if self._is_at(first):
            return self._relation_at_usual_place()
        hangs = self._first.text_left - self._first.left + first
        if self._is_at(hangs):
            return Relation.JOINED
        if offset - first > _WIDEST_INDENT * self._em:
            return Relation.APART
        hanging = self._is_labelled_line(self._first) or self._is_followed_alike()
        return Relation.JOINED if hanging or not ends_sentence(self._above.text) else Relation.APART

    def _is_followed_alike(self) -> bool:
        """Whether the line below begins where this one does: no first line of a paragraph."""
        following, line = self._following, self._line
        if not following or (following.page, following.group) != (line.page, line.group):
            return False
        aligned = abs(following.left - line.left) <= _ALIGNED * self._em
        return aligned and line.base - following.base <= self._widest()

    def _relation_at_usual_place(self) -> Relation:
        """Within a group the spacing has shown that nothing ends; across groups nothing has."""
        if not self._crosses or not ends_sentence(self._above.text):
            return Relation.JOINED
        if starts_lower(self._line.text):
            return Relation.JOINED
        if self._second and abs(self._continued_left() - self._offset(self._first)) > (
            _INDENT * self._em
        ):
            return Relation.JOINED
        return Relation.DOUBTFUL

    def _offset(self, line: PrintedLine) -> float:
        return line.left - self._measures.edges[line.page, line.group][0]

    def _continued_left(self) -> float:
        return self._offset(self._second or self._first)

    def _is_at(self, offset: float) -> bool:
        return abs(self._offset(self._line) - offset) <= _ALIGNED * self._em

    def _is_labelled(self) -> bool:
        return self._is_labelled_line(self._line)

    @staticmethod
    def _is_labelled_line(line: PrintedLine) -> bool:
        text = line.text
        if is_bullet(text) or match_label(text) is not None:
            return True
        return _NUMBERED_HEADING.match(text) is not None

    def _is_full(self) -> bool:
        """Whether the line's first word would not have fitted on the line above."""
        above = self._above
        right = self._measures.edges[above.page, above.group][1]
        return above.right + self._first_word() > min(right, self._justified_right()) - 0.01

    def _first_word(self) -> float:
        text = self._line.text
        word = text[:1] if is_cjk(text[:1]) else text.split(" ", 1)[0]
        each = (self._line.right - self._line.text_left) / max(len(text), 1)
        space = 0.0 if is_cjk(text[:1]) else _ROOM * each
        return len(word) * each + space + _ROOM * each

    def _justified_right(self) -> float:
        """A right edge of its own, where neighbouring lines of the paragraph share one."""
        above = self._above
        near = [line.right for line in self._paragraph[-3:] if line.page == above.page]
        following = self._following
        if following and (following.page, following.group) == (above.page, above.group):
            near += [self._line.right]
        near.sort()
        left, right = self._measures.edges[above.page, above.group]
        wide = left + _WIDE_ENOUGH * (right - left)
        shared = [high for low, high in pairwise(near) if high - low <= _JUSTIFIED and high > wide]
        return max(shared, default=float("inf"))

    def _is_heading_going_on(self) -> bool:
        above, line = self._above, self._line
        if self._crosses or above.bold != line.bold or self._is_labelled():
            return False
        capitals = is_upper(above.text) and is_upper(line.text)
        if not (capitals or above.bold or above.size > _LARGER * self._measures.size):
            return False
        if ends_sentence(above.text) and not ends_with_colon(above.text):
            return False
        left, right = self._measures.edges[above.page, above.group]
        long = above.right - above.left >= _LONG_HEADING * (right - left)
        return long or _CONNECTING.search(above.text) is not None
