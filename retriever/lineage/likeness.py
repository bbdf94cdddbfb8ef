"""How alike two formulations are, by the words and the pairs of neighbouring words they share.

Rare words count for more than common ones; how often a word occurs in a formulation does not
count. Must not know where formulations stand, nor gather them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retriever.lineage.formulations import Formulations, Ragged, WordArray

Weights = NDArray[np.float64]

_MOST_KNOWN = 1_000_000  # pairs kept in memory, some 200 MB


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two formulations share.

    Attributes:
        similarity: 0 to 1; 1 for the same words in the same order.
        of_first: which share of the first the second holds, 0 to 1.
        of_second: which share of the second the first holds.
    """

    similarity: float
    of_first: float
    of_second: float

    def turned(self) -> Likeness:
        """The same, seen from the other side."""
        return Likeness(self.similarity, self.of_second, self.of_first)


SAME = Likeness(1.0, 1.0, 1.0)


class Likenesses:
    """Likeness of any two formulations, reckoned when asked for.

    Args:
        found: the formulations.
    """

    def __init__(self, found: Formulations) -> None:
        self._words = found.words
        self._pairs = found.pairs
        self._pair_words = found.pair_words
        self._word_weights = _weights(found)
        self._pair_weights: Weights = (
            self._word_weights[found.pair_words].mean(axis=1)
            if len(found.pair_words)
            else np.zeros(0)
        )
        self._totals = (
            _totals(found.words, self._word_weights),
            _totals(found.pairs, self._pair_weights),
        )
        self._known: dict[tuple[int, int], Likeness] = {}

    def learn(self, pairs: NDArray[np.int64], at_least: float) -> Iterator[tuple[int, int]]:
        """Compare many pairs at once.

        Args:
            pairs: int64 (k, 2), ascending.
            at_least: share of the smaller of two that the other must hold, words and pairs.

        Yields:
            The pairs that share that much.
        """
        for part in np.split(pairs, np.flatnonzero(np.diff(pairs[:, 0])) + 1):
            if not len(part):
                continue
            first, others = int(part[0, 0]), part[:, 1]
            words = _shared(self._words, self._word_weights, first, others)
            joined = _shared(self._pairs, self._pair_weights, first, others)
            near = self._held(first, others, words, joined) >= at_least
            for other, word, pair in zip(
                others[near].tolist(), words[near].tolist(), joined[near].tolist(), strict=True
            ):
                if len(self._known) < _MOST_KNOWN:
                    self._known[first, other] = self._likeness(first, other, word, pair)
                yield first, other

    def of(self, first: int, second: int) -> Likeness:
        """How alike two formulations are."""
        if first == second:
            return SAME
        if first > second:
            return self.of(second, first).turned()
        known = self._known.get((first, second))
        if known is None:
            word = self._shared_one(self._words, self._word_weights, first, second)
            pair = self._shared_one(self._pairs, self._pair_weights, first, second)
            known = self._likeness(first, second, word, pair)
            if len(self._known) < _MOST_KNOWN:
                self._known[first, second] = known
        return known

    def coverage(self, whole: int, one: int, other: int) -> float:
        """Which share of a formulation two others hold between them, 0 to 1."""
        shares = []
        for rows, weights, totals in (
            (self._words, self._word_weights, self._totals[0]),
            (self._pairs, self._pair_weights, self._totals[1]),
        ):
            held = np.isin(rows.row(whole), np.concatenate([rows.row(one), rows.row(other)]))
            shares.append(weights[rows.row(whole)[held]].sum() / max(totals[whole], _TINY))
        return float(np.mean(shares))

    def of_text(self, numbers: WordArray, formulation: int) -> float:
        """How alike a text is to a formulation, 0 to 1.

        Args:
            numbers: the words of the text, as numbers; negative ones occur nowhere.
            formulation: the formulation.
        """
        unknown = float(self._word_weights.max(initial=1.0))
        own = np.unique(numbers)
        row = self._words.row(formulation)
        word = _dice(
            self._word_weights[np.intersect1d(own, row, assume_unique=True)].sum(),
            np.where(own >= 0, self._word_weights[np.maximum(own, 0)], unknown).sum(),
            self._totals[0][formulation],
        )
        theirs = {
            tuple(pair): number
            for pair, number in zip(
                self._pair_words[self._pairs.row(formulation)].tolist(),
                self._pairs.row(formulation).tolist(),
                strict=True,
            )
        }
        mine = set(pairwise(numbers.tolist()))
        weight_of = [
            np.mean([self._word_weights[n] if n >= 0 else unknown for n in pair]) for pair in mine
        ]
        pair = _dice(
            sum(self._pair_weights[theirs[pair]] for pair in mine if pair in theirs),
            float(sum(weight_of)),
            self._totals[1][formulation],
        )
        return (word + pair) / 2

    def _held(
        self, first: int, others: NDArray[np.int64], words: Weights, joined: Weights
    ) -> Weights:
        """Which share of the smaller of two the other holds."""
        shares = [
            shared / np.maximum(np.minimum(totals[first], totals[others]), _TINY)
            for shared, totals in zip((words, joined), self._totals, strict=True)
        ]
        return np.asarray((shares[0] + shares[1]) / 2)

    def _likeness(self, first: int, second: int, word: float, pair: float) -> Likeness:
        words, pairs = self._totals
        return Likeness(
            (_dice(word, words[first], words[second]) + _dice(pair, pairs[first], pairs[second]))
            / 2,
            (word / max(words[first], _TINY) + pair / max(pairs[first], _TINY)) / 2,
            (word / max(words[second], _TINY) + pair / max(pairs[second], _TINY)) / 2,
        )

    @staticmethod
    def _shared_one(rows: Ragged, weights: Weights, first: int, second: int) -> float:
        both = np.intersect1d(rows.row(first), rows.row(second), assume_unique=True)
        return float(weights[both].sum())


_TINY = 1e-9


def _dice(shared: float, one: float, other: float) -> float:
    """Twice what is shared, by what both have (Dice, 1945)."""
    return float(2 * shared / max(one + other, _TINY))


def _weights(found: Formulations) -> Weights:
    """Weight of each word by its rarity among the formulations: ln(1 + N / df).

    A word that nearly all share ("Parties", the subject of the only decision) counts for a fifth
    of one that occurs once among a hundred.
    """
    frequency = np.bincount(found.words.items, minlength=found.word_count)
    return np.asarray(np.log1p(max(len(found), 1) / np.maximum(frequency, 1)))


def _totals(rows: Ragged, weights: Weights) -> Weights:
    sums = np.concatenate([[0.0], np.cumsum(weights[rows.items])])
    return np.asarray(sums[rows.starts[1:]] - sums[rows.starts[:-1]])


def _shared(rows: Ragged, weights: Weights, first: int, others: NDArray[np.int64]) -> Weights:
    """The weight that a row shares with each of others."""
    some = rows.rows(others)
    own = rows.row(first)
    if not len(own) or not len(some.items):
        return np.zeros(len(others))
    at = np.minimum(np.searchsorted(own, some.items), len(own) - 1)
    gains = np.where(own[at] == some.items, weights[some.items], 0.0)
    sums = np.concatenate([[0.0], np.cumsum(gains)])
    return np.asarray(sums[some.starts[1:]] - sums[some.starts[:-1]])
