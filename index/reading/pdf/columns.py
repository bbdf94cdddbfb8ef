"""Segments of a page → groups read one after the other: columns, and what stands across them.

Must not join lines. A table is not taken for columns: its rows stay together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from index.reading.pdf.page import Rule
from index.reading.pdf.segments import Segment, is_label

_FEWEST_ROWS = 4
_MANY_ROWS = 8
_EDGE_TOLERANCE = 3.0
_MOST_EDGES = 24
_NARROWEST_GUTTER = 0.6
_SMALLEST_SHARE = 0.4
_FILLED = 0.6
_CROSSING = 0.2
_CROSSING_KNOWN = 0.5
_LABELLED = 0.3
_TABLE_RULES = 3
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class _Gutter:
    """Where a column begins, and how many rows it has on the poorer side."""

    edge: float
    rows: int


class ColumnFinder:
    """Divides pages into columns.

    Args:
        usual: edges at which columns of the document begin (`usual_edges`), so that they are found
            on pages with few lines too.
    """

    def __init__(self, usual: Sequence[float] = ()) -> None:
        self._usual = usual

    def groups(self, segments: Sequence[Segment], rules: Sequence[Rule]) -> list[list[Segment]]:
        """Groups of segments in reading order; a page without columns is one group."""
        return self._groups(segments, rules, _DEEPEST)

    def _groups(
        self, segments: Sequence[Segment], rules: Sequence[Rule], depth: int
    ) -> list[list[Segment]]:
        gutter = self._gutter(segments, rules) if depth else None
        if gutter is None:
            return [list(segments)] if segments else []
        groups: list[list[Segment]] = []
        across: list[Segment] = []
        sides: tuple[list[Segment], list[Segment]] = ([], [])
        for segment in sorted(segments, key=lambda segment: (segment.row, segment.left)):
            behind = segment.left >= gutter.edge - _EDGE_TOLERANCE
            if not behind and segment.right > gutter.edge:
                for side in sides:
                    groups += self._groups(side, rules, depth - 1)
                    side.clear()
                across.append(segment)
                continue
            if across:
                groups.append(across)
                across = []
            sides[behind].append(segment)
        for side in sides:
            groups += self._groups(side, rules, depth - 1)
        return [*groups, across] if across else groups

    def _gutter(self, segments: Sequence[Segment], rules: Sequence[Rule]) -> _Gutter | None:
        found = [
            gutter for edge in _edges(segments) if (gutter := _measured(segments, edge, rules))
        ]
        best = max(found, key=lambda gutter: (gutter.rows, -gutter.edge), default=None)
        if best and best.rows >= _MANY_ROWS:
            return best
        known = (_known(segments, edge) for edge in self._usual)
        return next(filter(None, known), best)


def usual_edges(pages: Iterable[tuple[Sequence[Segment], Sequence[Rule]]]) -> tuple[float, ...]:
    """Where columns begin on those pages of a document that leave no doubt, commonest first."""
    counts: Counter[float] = Counter()
    finder = ColumnFinder()
    for segments, rules in pages:
        gutter = finder._gutter(segments, rules)
        if gutter and gutter.rows >= _MANY_ROWS:
            counts[_EDGE_TOLERANCE * round(gutter.edge / _EDGE_TOLERANCE)] += 1
    return tuple(edge for edge, _ in counts.most_common(2))


def _edges(segments: Sequence[Segment]) -> list[float]:
    """Places where several rows begin anew, besides the page's own edge."""
    places: dict[int, list[float]] = defaultdict(list)
    for segment in segments:
        places[round(segment.left / _EDGE_TOLERANCE)].append(segment.left)
    counts = {place: len(lefts) + len(places.get(place + 1, ())) for place, lefts in places.items()}
    common = sorted(counts, key=lambda place: (-counts[place], place))[:_MOST_EDGES]
    return [min(places[place]) for place in common if counts[place] >= _FEWEST_ROWS]


@dataclass(frozen=True, slots=True)
class _Side:
    """The text on one side of a gutter.

    Attributes:
        segments: how many.
        rows: how many.
        letters: how many.
    """

    segments: int
    rows: int
    letters: int


def _known(segments: Sequence[Segment], edge: float) -> _Gutter | None:
    """The usual gutter, if there is text on both sides and little across it."""
    before = [s for s in segments if s.right <= edge]
    after = [s for s in segments if s.left >= edge - _EDGE_TOLERANCE]
    crossing = len(segments) - len(before) - len(after)
    if not before or not after or crossing > _CROSSING_KNOWN * len(segments):
        return None
    rows = min(len({s.row for s in before}), len({s.row for s in after}))
    return None if _is_behind_labels(before, after) else _Gutter(edge, rows)


def _measured(segments: Sequence[Segment], edge: float, rules: Sequence[Rule]) -> _Gutter | None:
    """A gutter, if text runs beside text on both sides of an edge, and little across it."""
    size = median(segment.size for segment in segments)
    before = [s for s in segments if s.right <= edge - _NARROWEST_GUTTER * size]
    after = [s for s in segments if s.left >= edge - _EDGE_TOLERANCE]
    if len(before) < _FEWEST_ROWS or len(after) < _FEWEST_ROWS or _is_table(edge, rules):
        return None
    top = min(max(s.base for s in before), max(s.base for s in after)) + size
    bottom = max(min(s.base for s in before), min(s.base for s in after)) - size
    left, right = (_side(side, bottom, top) for side in (before, after))
    rows = min(left.rows, right.rows)
    crossing = sum(bottom <= s.base <= top for s in segments) - left.segments - right.segments
    densities = sorted(side.letters / max(side.rows, 1) for side in (left, right))
    fair = densities[0] >= _SMALLEST_SHARE * densities[1]
    filled = min(_filled(before), _filled(after)) >= _FILLED
    if rows < _FEWEST_ROWS or crossing > _CROSSING * rows or not fair or not filled:
        return None
    return None if _is_behind_labels(before, after) else _Gutter(edge, rows)


def _is_behind_labels(before: Sequence[Segment], after: Sequence[Segment]) -> bool:
    """Whether the edge is only where text begins behind the labels of paragraphs."""
    last: dict[int, Segment] = {}
    for segment in before:
        if segment.row not in last or segment.left > last[segment.row].left:
            last[segment.row] = segment
    rows = {segment.row for segment in after}
    labelled = sum(row in last and is_label(last[row].text) for row in rows)
    return labelled > _LABELLED * len(rows)


def _side(segments: Sequence[Segment], bottom: float, top: float) -> _Side:
    within = [segment for segment in segments if bottom <= segment.base <= top]
    rows = {segment.row for segment in within}
    return _Side(len(within), len(rows), sum(len(segment.text) for segment in within))


def _filled(segments: Sequence[Segment]) -> float:
    """How much of their width is filled by rows that hold a third of the letters, or by wider ones.

    Running text fills its column in all but the last line of a paragraph, a table's cells seldom.
    """
    rows: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        rows[segment.row].append(segment)
    widths = sorted(
        (max(s.right for s in row) - min(s.left for s in row), sum(len(s.text) for s in row))
        for row in rows.values()
    )
    width = max(s.right for s in segments) - min(s.left for s in segments)
    letters = sum(count for _, count in widths)
    passed = 0
    for row_width, count in widths:
        passed += count
        if passed * 3 >= letters * 2:
            return row_width / max(width, 1.0)
    return 0.0


def _is_table(edge: float, rules: Sequence[Rule]) -> bool:
    """Whether several rules run through the gutter."""
    return sum(rule.left < edge - 20 and rule.right > edge + 20 for rule in rules) >= _TABLE_RULES
