"""The best alignment of a quotation with a stretch of its source, word by word.

Edit distance with free ends in the source (Sellers, 1980, "The theory and computation of
evolutionary distances"), weighted by what a token is; what an editor may do costs nothing. Long
texts are first pinned together where a run of words occurs once in each. Must not judge.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retriever.verification.sensitive import is_sensitive, turns
from retriever.verification.tokens import Token, TokenKind

Costs = NDArray[np.int32]

MAX_CELLS = 4_000_000
"""Of one table: 16 MB. What is larger is pinned together first."""

BRACKET_REACH = 8
"""Tokens of the source that one pair of square brackets may stand for."""

_PIN_LENGTH = 6  # tokens; a run that occurs once in both texts is taken to be the same
_WEIGHTS = {
    TokenKind.WORD: 10,
    TokenKind.NUMBER: 10,
    TokenKind.HAN: 6,
    TokenKind.SIGN: 10,
    TokenKind.POINT: 2,
    TokenKind.MARK: 2,
    TokenKind.GAP: 0,
    TokenKind.BRACKET: 0,
}
_STEM_ENDING = 5  # letters that an editor's ending may stand for
_NO_TOKEN = -1
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one token of either side.

    Attributes:
        quoted: index of the quotation's token; -1 where the source has one that is not quoted.
        printed: index of the source's token; -1 where the quotation has one that is not printed.
        covered: of a bracket or an elision: how many tokens of the source it stands for, the first
            of which is `printed`.
    """

    quoted: int
    printed: int
    covered: int = 1


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation laid beside the source.

    Attributes:
        steps: in order, from the first token that both have to the last.
        similarity: 1 where nothing differs, 0 where nothing is shared.
    """

    steps: tuple[Step, ...]
    similarity: float


def align(quoted: Sequence[Token], printed: Sequence[Token]) -> Alignment:
    """Lay a quotation where it fits best; the first of equally good places.

    Args:
        quoted: tokens of the quotation, at least one of content.
        printed: tokens of the source; may be empty.
    """
    total = sum(_weight(token) for token in quoted)
    steps: list[Step] = []
    cost = 0
    for piece in _pieces(quoted, printed):
        sub = _Table(quoted, printed, piece)
        steps.extend(sub.steps)
        cost += sub.cost
    return Alignment(tuple(steps), max(0.0, 1.0 - cost / total))


def _weight(token: Token) -> int:
    if token.kind is TokenKind.BRACKET and token.key:
        return _WEIGHTS[TokenKind.WORD]  # a word whose ending is the editor's
    return 0 if token.optional else _WEIGHTS[token.kind]


def _is_to_be_kept(token: Token) -> bool:
    """Whether an editor's brackets may not stand for a token of the source."""
    return is_square(token) or (token.is_content and is_sensitive(token))


def _drop(token: Token) -> int:
    """What it costs to leave a token of the source out: less than to put one in its place."""
    weight = _weight(token)
    return weight - 2 if token.is_content and weight else weight


def _swap(one: Token, other: Token) -> int:
    """What it costs to have one token in the place of another: less than to put one in.

    So a change at the end of a quotation is told as what it is: of "shall apply" for "shall not
    apply" that "not" is missing, not that "apply" was added.
    """
    weights = _weight(one), _weight(other)
    if one.is_content != other.is_content:
        return sum(weights) + is_square(one)
    return max(weights) - (1 if one.is_content else 0) + is_square(one)


def is_square(token: Token) -> bool:
    """Whether a token is a square bracket: it stands in place of no other sign."""
    return token.kind is TokenKind.POINT and token.key in ("[", "]")


def _found_whole(quoted: Sequence[Token], printed: Sequence[Token]) -> int | None:
    """Where a quotation stands word for word, without looking at what may be left out."""
    if any(token.kind in (TokenKind.GAP, TokenKind.BRACKET) for token in quoted):
        return None
    source = _SEPARATOR.join(["", *(token.key for token in printed), ""])
    place = source.find(_SEPARATOR.join(["", *(token.key for token in quoted), ""]))
    return None if place < 0 else source.count(_SEPARATOR, 0, place)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Parts of both sides that are aligned by themselves.

    Attributes:
        quoted: from and to which token.
        printed: likewise.
        open_start: whether the source may begin before what is quoted of it.
        open_end: whether it may go on after.
        same: whether the parts are known to be the same, token by token.
    """

    quoted: tuple[int, int]
    printed: tuple[int, int]
    open_start: bool
    open_end: bool
    same: bool = False


def _pieces(quoted: Sequence[Token], printed: Sequence[Token]) -> list[_Piece]:
    found = _found_whole(quoted, printed)
    if found is not None:
        ends = (found, found + len(quoted))
        return [_Piece((0, len(quoted)), ends, open_start=True, open_end=True, same=True)]
    whole = _Piece((0, len(quoted)), (0, len(printed)), open_start=True, open_end=True)
    if (len(quoted) + 1) * (len(printed) + 1) <= MAX_CELLS:
        return [whole]
    pieces: list[_Piece] = []
    q_done = p_done = 0
    for q, p, length in _pins(quoted, printed):
        if q > q_done or p > p_done:
            pieces.append(_Piece((q_done, q), (p_done, p), open_start=not pieces, open_end=False))
        pieces.append(_Piece((q, q + length), (p, p + length), False, False, same=True))
        q_done, p_done = q + length, p + length
    if q_done < len(quoted):
        pieces.append(
            _Piece(
                (q_done, len(quoted)),
                (p_done, len(printed)),
                open_start=not pieces,
                open_end=True,
            )
        )
    return pieces


def _pins(quoted: Sequence[Token], printed: Sequence[Token]) -> list[tuple[int, int, int]]:
    """Runs that occur once in each, in one order: places in both and length."""
    in_quoted, in_printed = _single_runs(quoted), _single_runs(printed)
    pairs = sorted((in_quoted[run], place) for run, place in in_printed.items() if run in in_quoted)
    pins: list[tuple[int, int, int]] = []
    for q, p in _increasing(pairs):
        if pins:
            last_q, last_p, length = pins[-1]
            if q - last_q == p - last_p and q <= last_q + length:
                pins[-1] = (last_q, last_p, q + _PIN_LENGTH - last_q)
                continue
            if q < last_q + length or p < last_p + length:
                continue
        pins.append((q, p, _PIN_LENGTH))
    return pins


def _single_runs(tokens: Sequence[Token]) -> dict[tuple[str, ...], int]:
    """Runs of tokens that occur once, with their place."""
    places: dict[tuple[str, ...], int] = {}
    keys = [token.key for token in tokens]
    unfit = [token.kind in (TokenKind.GAP, TokenKind.BRACKET) for token in tokens]
    for place in range(len(keys) - _PIN_LENGTH + 1):
        if any(unfit[place : place + _PIN_LENGTH]):
            continue
        run = tuple(keys[place : place + _PIN_LENGTH])
        places[run] = -1 if run in places else place
    return {run: place for run, place in places.items() if place >= 0}


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence of pairs, ascending by the first, that ascends by both."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for index, (_, p) in enumerate(pairs):
        place = bisect_left(tails, p)
        before[index] = ends[place - 1] if place else -1
        tails[place : place + 1] = [p]
        ends[place : place + 1] = [index]
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


class _Table:
    """One piece aligned: `steps` and their `cost`."""

    def __init__(self, quoted: Sequence[Token], printed: Sequence[Token], piece: _Piece) -> None:
        self._q0, q1 = piece.quoted
        self._p0, p1 = piece.printed
        self._quoted = quoted[self._q0 : q1]
        self._printed = printed[self._p0 : p1]
        self._piece = piece
        self.cost = 0
        if piece.same:
            self.steps = [Step(self._q0 + i, self._p0 + i) for i in range(len(self._quoted))]
        elif (len(self._quoted) + 1) * (len(self._printed) + 1) > MAX_CELLS:
            self.steps = [Step(self._q0 + i, _NO_TOKEN) for i in range(len(self._quoted))]
            self.cost = sum(map(_weight, self._quoted))
        else:
            self._fill()
            self.steps = self._trace()

    def _fill(self) -> None:
        numbers: dict[str, int] = {}
        ids = np.array([numbers.setdefault(t.key, len(numbers)) for t in self._printed], np.int64)
        self._weights = np.array([_weight(token) for token in self._printed], np.int32)
        self._ids = ids
        self._numbers = numbers
        self._is_point = np.array([not token.is_content for token in self._printed], np.bool_)
        sensitive = np.array([_is_to_be_kept(token) for token in self._printed], np.bool_)
        self._sensitive = np.concatenate([[0], np.cumsum(sensitive)])
        drops = np.array([_drop(token) for token in self._printed], np.int32)
        sums = np.concatenate([[0], np.cumsum(drops)]).astype(np.int32)
        table = np.empty((len(self._quoted) + 1, len(self._printed) + 1), np.int32)
        table[0] = 0 if self._piece.open_start else sums
        for row, token in enumerate(self._quoted):
            before = table[row]
            if token.kind is TokenKind.GAP:
                table[row + 1] = np.minimum.accumulate(before)
                continue
            if token.kind is TokenKind.BRACKET and not token.key:
                table[row + 1] = self._bracketed(before)
                continue
            here = before + _weight(token)
            here[1:] = np.minimum(here[1:], before[:-1] + self._swaps(token))
            table[row + 1] = sums + np.minimum.accumulate(here - sums)
        self._table = table

    def _swaps(self, token: Token) -> Costs:
        """What it costs to have each token of the source in place of a quoted one."""
        if token.kind is TokenKind.BRACKET:
            return np.array(
                [0 if has_stem(printed, token.key) else 10 for printed in self._printed], np.int32
            )
        weight = _weight(token)
        either = np.maximum(self._weights, np.int32(weight)) - np.int32(token.is_content)
        alike = self._is_point == (not token.is_content)
        swaps = np.where(alike, either, self._weights + np.int32(weight))
        swaps += np.int32(is_square(token))
        swaps[self._ids == self._numbers.get(token.key, _NO_TOKEN)] = 0
        return np.asarray(swaps, np.int32)

    def _bracketed(self, before: Costs) -> Costs:
        """Words put in stand for none of the source's or for a few that may be passed over."""
        here = before.copy()
        for reach in range(1, min(BRACKET_REACH, len(before) - 1) + 1):
            free = self._sensitive[reach:] == self._sensitive[:-reach]
            np.minimum(here[reach:], before[:-reach], out=here[reach:], where=free)
        return here

    def _trace(self) -> list[Step]:
        table = self._table
        row = len(self._quoted)
        column = int(table[row].argmin()) if self._piece.open_end else len(self._printed)
        self.cost = int(table[row, column])
        steps: list[Step] = []
        while row > 0 or (column > 0 and not self._piece.open_start):
            step = self._step(row, column)
            steps.append(step)
            if step.quoted == _NO_TOKEN:
                column -= 1
            else:
                row -= 1
                column -= step.covered if step.printed != _NO_TOKEN else 0
        return [
            Step(
                step.quoted + self._q0 if step.quoted >= 0 else _NO_TOKEN,
                step.printed + self._p0 if step.printed >= 0 else _NO_TOKEN,
                step.covered,
            )
            for step in reversed(steps)
        ]

    def _step(self, row: int, column: int) -> Step:
        """The last step on a cheapest way to a cell."""
        table, here = self._table, self._table[row, column]
        if row == 0:
            return Step(_NO_TOKEN, column - 1)
        token, before = self._quoted[row - 1], table[row - 1]
        if token.kind is TokenKind.GAP:
            first = int(np.flatnonzero(before[: column + 1] == here)[-1])
            return Step(row - 1, first, column - first)
        if token.kind is TokenKind.BRACKET and not token.key:
            for reach in range(min(BRACKET_REACH, column) + 1):
                free = self._sensitive[column] == self._sensitive[column - reach]
                if before[column - reach] == here and free:
                    return Step(row - 1, column - reach, reach)
            raise AssertionError("no way leads to a cell of the table")
        if column > 0 and before[column - 1] + self._swaps_one(token, column - 1) == here:
            return Step(row - 1, column - 1)
        if before[column] + _weight(token) == here:
            return Step(row - 1, _NO_TOKEN)
        return Step(_NO_TOKEN, column - 1)

    def _swaps_one(self, token: Token, place: int) -> int:
        """As `_swaps`, of one token."""
        printed = self._printed[place]
        if token.kind is TokenKind.BRACKET:
            return 0 if has_stem(printed, token.key) else 10
        return 0 if token.key == printed.key else _swap(token, printed)


def has_stem(printed: Token, stem: str) -> bool:
    """Whether an editor may have given a word of the source another ending."""
    return (
        printed.kind is TokenKind.WORD
        and printed.key.startswith(stem)
        and len(printed.key) <= len(stem) + _STEM_ENDING
        and not is_sensitive(printed)
        and not turns(printed.key)
    )
