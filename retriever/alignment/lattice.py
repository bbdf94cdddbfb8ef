"""Every way to walk through two versions in step, weighed; and how sure each pairing is.

A hidden Markov model over the paragraphs left and right: pairs, splits, joins, swaps, and
paragraphs that the other version lacks. Forward and backward by anti-diagonals, so that numpy
takes a whole diagonal at once. Knows numbers and labels, not texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retriever.alignment.evidence import Evidence, FloatArray, Places

BoolArray = NDArray[np.bool_]

# Costs in nats. Numbering seldom slips, so that leaving the labels costs most.
UNPAIRED = 3.5
UNPAIRED_BY_LABEL = 0.05
"""A paragraph whose label the other version lacks says by itself that it is missing there."""
DIVIDED = 4.0
DIVIDED_BY_LABEL = 1.5
"""A second part whose label the other version lacks ("3bis") shifts nothing."""
SWAPPED = 3.0
OUT_OF_STEP = 3.0
BACK_IN_STEP = 1.0

WIDEST = 64
"""How many paragraphs one version may run ahead of the other, beyond what it has more."""
MOST_CELLS = 1_000_000
SURE = 0.5
WORTH_COUNTING = 1e-4
_MARGIN = 4  # no move takes more paragraphs than this, both sides together


@dataclass(frozen=True, slots=True)
class Pairing:
    """What has probably become of a paragraph.

    Attributes:
        left, right: places in the two versions: one and one, one and two, or two and one.
        certainty: its probability.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    certainty: float


@dataclass(frozen=True, slots=True)
class Walk:
    """What all ways through two versions add up to.

    Attributes:
        support: nats by which "two versions of one text" is likelier than "two texts".
        pairings: those that are surer than not; a swap counts as its two pairs.
    """

    support: float
    pairings: tuple[Pairing, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Move:
    """One kind of step through the lattice.

    Attributes:
        lefts, rights: how many paragraphs it takes on each side.
        scores: nats, by the cell that it ends in; minus infinity where it cannot end.
        in_step: whether labels agree after it, by the same cell; None where it leaves that as it
            was before.
    """

    lefts: int
    rights: int
    scores: FloatArray
    in_step: BoolArray | None


class Lattice:
    """Cells (i, j): i paragraphs taken on the left, j on the right.

    Rows of the arrays are diagonals, i + j, and columns shifts, j - i, both with a margin that no
    walk reaches. A walk is in one of two states: in step with the labels, or not.

    Args:
        evidence: of n paragraphs on the left and m on the right.
        reverse: the same the other way round.
        labels: their labels, each once.
    """

    def __init__(
        self, evidence: Evidence, reverse: Evidence, labels: tuple[Sequence[str], Sequence[str]]
    ) -> None:
        self._n, self._m = n, m = evidence.count
        room = (MOST_CELLS // (n + m + 1) - abs(m - n)) // 2
        reach = max(_MARGIN, min(WIDEST, room, max(n, m)))
        self._shifts = range(min(0, m - n) - reach, max(0, m - n) + reach + 1)
        self._shape = (n + m + 1 + 2 * _MARGIN, len(self._shifts) + 2 * _MARGIN)
        self._moves = tuple(self._all_moves(evidence, reverse, labels))
        self._start, self._end = self._cell(0, 0), self._cell(n, m)

    def walk(self) -> Walk:
        """Weigh every way through."""
        forward, backward = self._forward(), self._backward()
        support = float(backward[0][self._start])
        certainty: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = {}
        for one in self._pairings(forward, backward, support):
            pair = one.left, one.right
            certainty[pair] = certainty.get(pair, 0.0) + one.certainty
        found = (Pairing(*pair, sure) for pair, sure in certainty.items() if sure >= SURE)
        return Walk(support, tuple(found))

    def _forward(self) -> FloatArray:
        """Nats of all ways from the start to each cell in each state."""
        sums = np.full((2, *self._shape), -np.inf)
        sums[0][self._start] = 0.0
        for row in range(_MARGIN + 1, self._end[0] + 1):
            for move in self._moves:
                before = self._before(move, row, sums)
                sums[:, row] = np.logaddexp(sums[:, row], _stepped(move, row, before))
        return sums

    def _backward(self) -> FloatArray:
        """Nats of all ways from each cell in each state to the end."""
        sums = np.full((2, *self._shape), -np.inf)
        sums[:, self._end[0], self._end[1]] = 0.0
        for row in range(self._end[0], _MARGIN, -1):
            for move in self._moves:
                onwards = _retraced(move, row, sums[:, row])
                source, columns = row - move.lefts - move.rights, self._columns(move)
                there = sums[:, source]
                there[:, columns] = np.logaddexp(there[:, columns], onwards[:, _MARGIN:-_MARGIN])
        return sums

    def _pairings(
        self, forward: FloatArray, backward: FloatArray, support: float
    ) -> Iterator[Pairing]:
        """What each move may have paired, however it came there."""
        for move in self._moves:
            if not move.lefts or not move.rights:
                continue
            for row in range(_MARGIN + 1, self._end[0] + 1):
                ways = _stepped(move, row, self._before(move, row, forward)) + backward[:, row]
                certainty = np.exp(np.minimum(0.0, np.logaddexp(*ways) - support))
                for column in np.flatnonzero(certainty >= WORTH_COUNTING):
                    yield from self._named(move, row, int(column), float(certainty[column]))

    def _named(self, move: _Move, row: int, column: int, certainty: float) -> Iterator[Pairing]:
        total, shift = row - _MARGIN, column - _MARGIN + self._shifts[0]
        i, j = (total - shift) // 2, (total + shift) // 2
        if move.lefts == move.rights == 2:
            yield Pairing((i - 2,), (j - 1,), certainty)
            yield Pairing((i - 1,), (j - 2,), certainty)
        else:
            left, right = range(i - move.lefts, i), range(j - move.rights, j)
            yield Pairing(tuple(left), tuple(right), certainty)

    def _before(self, move: _Move, row: int, sums: FloatArray) -> FloatArray:
        """Sums of the cells that a move comes from, (2, columns) by the cell that it ends in."""
        before = np.full((2, self._shape[1]), -np.inf)
        source = row - move.lefts - move.rights
        before[:, _MARGIN:-_MARGIN] = sums[:, source, self._columns(move)]
        return before

    def _columns(self, move: _Move) -> slice:
        """Where the columns proper lie in the row that a move comes from."""
        first = _MARGIN - (move.rights - move.lefts)
        return slice(first, first + len(self._shifts))

    def _cell(self, i: int, j: int) -> tuple[int, int]:
        return i + j + _MARGIN, j - i - self._shifts[0] + _MARGIN

    def _all_moves(
        self, evidence: Evidence, reverse: Evidence, labels: tuple[Sequence[str], Sequence[str]]
    ) -> Iterator[_Move]:
        left, right = (np.array(side, np.str_) for side in labels)
        left_known, right_known = np.isin(left, right), np.isin(right, left)
        yield self._move((1, 1), evidence, evidence.pairs, lambda i, j: left[i] == right[j])
        second = np.where(right_known, DIVIDED, DIVIDED_BY_LABEL)
        yield self._move(
            (1, 2),
            evidence,
            lambda shift: evidence.splits(shift) - second[evidence.places(shift, 1, 2)[1] + 1],
            lambda i, j: (left[i] == right[j]) & ~right_known[j + 1],
        )
        joined = np.where(left_known, DIVIDED, DIVIDED_BY_LABEL)
        yield self._move(
            (2, 1),
            evidence,
            lambda shift: reverse.splits(-shift) - joined[evidence.places(shift, 2, 1)[0] + 1],
            lambda i, j: (left[i] == right[j]) & ~left_known[i + 1],
        )
        yield self._move((2, 2), evidence, lambda shift: evidence.swaps(shift) - SWAPPED)
        without = np.where(left_known, UNPAIRED, UNPAIRED_BY_LABEL)
        yield self._move((1, 0), evidence, lambda shift: -without[evidence.places(shift, 1, 0)[0]])
        lacking = np.where(right_known, UNPAIRED, UNPAIRED_BY_LABEL)
        yield self._move((0, 1), evidence, lambda shift: -lacking[evidence.places(shift, 0, 1)[1]])

    def _move(
        self,
        size: tuple[int, int],
        evidence: Evidence,
        scores_of: Callable[[int], FloatArray],
        in_step: Callable[[Places, Places], BoolArray] | None = None,
    ) -> _Move:
        """A move with its scores, given for each shift of the places that it starts from."""
        lefts, rights = size
        scores = np.full(self._shape, -np.inf)
        agreeing = np.zeros(self._shape, np.bool_)
        for shift in self._shifts:
            i, j = evidence.places(shift, lefts, rights)
            rows = i + lefts + j + rights + _MARGIN
            column = shift + rights - lefts - self._shifts[0] + _MARGIN
            scores[rows, column] = scores_of(shift)
            if in_step is not None:
                agreeing[rows, column] = in_step(i, j)
        return _Move(lefts, rights, scores, None if in_step is None else agreeing)


def _stepped(move: _Move, row: int, before: FloatArray) -> FloatArray:
    """Nats of all ways that end in a row with a move, given those to where it comes from."""
    scores = move.scores[row]
    if move.in_step is None:
        kept: FloatArray = before + scores
        return kept
    agreeing = move.in_step[row]
    to_step = np.logaddexp(before[0], before[1] - BACK_IN_STEP)
    out_of_it = np.logaddexp(before[0] - OUT_OF_STEP, before[1])
    reached: FloatArray = np.stack([to_step, out_of_it]) + scores
    reached[np.stack([~agreeing, agreeing])] = -np.inf
    return reached


def _retraced(move: _Move, row: int, after: FloatArray) -> FloatArray:
    """Nats of all ways onwards that begin with a move into a row, given those from there."""
    scores = move.scores[row]
    if move.in_step is None:
        kept: FloatArray = after + scores
        return kept
    agreeing = move.in_step[row]
    from_step = np.where(agreeing, after[0], after[1] - OUT_OF_STEP)
    from_outside = np.where(agreeing, after[0] - BACK_IN_STEP, after[1])
    onwards: FloatArray = np.stack([from_step, from_outside]) + scores
    return onwards
