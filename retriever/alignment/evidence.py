"""How much likelier two paragraphs are as translations of each other than as strangers.

Logarithms of likelihood ratios, natural, from lengths (after Gale and Church, "A Program for
Aligning Sentences in Bilingual Corpora", 1993), numbers and symbols, structure, and vectors where
they tell anything. Knows nothing of order: that is for the lattice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from retriever.alignment.traces import Trace

FloatArray = NDArray[np.float64]
Places = NDArray[np.intp]

# Measured on aligned texts of the United Nations in six languages: the logarithm of the ratio of
# two lengths scatters by 0.1 to 0.2, more where the texts are short.
LENGTH_SPREAD = 0.15
SHORT_SPREAD = 0.6
LEAST_VARIETY = 0.25
"""Lengths of one text's paragraphs scatter by 0.6; by less, length tells nothing."""
ODD = 0.03
"""Share of translations that are as unlike as strangers: nothing is ever ruled out by one trait."""

# Code points, white space apart, for one of English; shrinks what few paragraphs say.
DENSITY = {"ar": 0.8, "en": 1.0, "es": 1.15, "fr": 1.15, "ru": 1.1, "zh": 0.31}
DENSITY_WEIGHT = 4.0

SYMBOL_KEPT = 0.9
NUMBER_KEPT = {1: 0.55, 2: 0.75, 3: 0.8}
LONG_NUMBER_KEPT = 0.92
BEGINNING_KEPT = 0.97
ENDING_KEPT = 0.9
MOST_AGAINST = -5.0
"""A translator may write all the numbers of a paragraph in words."""
MOST_POSTINGS = 4_096
"""A number that would join more pairs than this tells nothing, and is passed over."""


class Evidence:
    """What is known of the paragraphs of two versions, left and right.

    Paragraph i of the left one is compared with paragraph i + shift of the right one.

    Args:
        left, right: their traces, n and m.
        langs: BCP 47 tags of the two.
        vectors: float32 (n, d) and (m, d), unit length; None where there are none.
    """

    def __init__(
        self,
        left: Sequence[Trace],
        right: Sequence[Trace],
        langs: tuple[str, str],
        vectors: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None,
    ) -> None:
        self.count = (len(left), len(right))
        self._lengths = _Lengths(left, right, langs)
        self._tokens = _Tokens(left, right)
        self._beginnings = _Trait([t.beginning for t in left], [t.beginning for t in right])
        self._endings = _Trait([t.ending for t in left], [t.ending for t in right])
        self._vectors = None if vectors is None else informative(*vectors)

    def pairs(self, shift: int) -> FloatArray:
        """One to one: nats for i ↔ i + shift, for each i that has such a partner, ascending."""
        return self.ratios(*self.places(shift, 1, 1))

    def splits(self, shift: int) -> FloatArray:
        """One to two: i ↔ i + shift and i + shift + 1."""
        i, j = self.places(shift, 1, 2)
        ratio = self._lengths.one_to_two(i, j)
        ratio += self._tokens.one_to_two(i, j)
        ratio += self._beginnings.ratio(i, j, BEGINNING_KEPT)
        ratio += self._endings.ratio(i, j + 1, ENDING_KEPT)
        if self._vectors is not None:
            ratio += (self._vectors.pairs(i, j) + self._vectors.pairs(i, j + 1)) / 2
        return ratio

    def swaps(self, shift: int) -> FloatArray:
        """Two that have changed places: i ↔ i + shift + 1, and i + 1 ↔ i + shift."""
        i, _ = self.places(shift, 2, 2)
        crossed: FloatArray = self._by_place(shift + 1)[i] + self._by_place(shift - 1)[i + 1]
        return crossed

    def ratios(self, i: Places, j: Places) -> FloatArray:
        """One to one: nats for each i with the j at the same place."""
        ratio = self._lengths.one_to_one(i, j) + self._tokens.one_to_one(i, j)
        ratio += self._beginnings.ratio(i, j, BEGINNING_KEPT)
        ratio += self._endings.ratio(i, j, ENDING_KEPT)
        if self._vectors is not None:
            ratio += self._vectors.pairs(i, j)
        return ratio

    def places(self, shift: int, lefts: int, rights: int) -> tuple[Places, Places]:
        """Each i and i + shift from which on so many paragraphs are there on both sides."""
        n, m = self.count
        first, last = max(0, -shift), min(n - lefts, m - rights - shift)
        i = np.arange(first, max(first, last + 1))
        return i, i + shift

    def _by_place(self, shift: int) -> FloatArray:
        nats = np.full(self.count[0], -np.inf)
        nats[self.places(shift, 1, 1)[0]] = self.pairs(shift)
        return nats


class _Lengths:
    def __init__(
        self, left: Sequence[Trace], right: Sequence[Trace], langs: tuple[str, str]
    ) -> None:
        self._left = np.log([float(trace.length) for trace in left])
        self._right = np.log([float(trace.length) for trace in right])
        self._mean = float(np.mean(self._right)) if len(right) else 0.0
        self._variety = max(LEAST_VARIETY, float(np.std(self._right)) if len(right) else 0.0)
        self._ratio = self._usual_ratio(left, right, langs)

    def one_to_one(self, i: Places, j: Places) -> FloatArray:
        total = self._right[j]
        return self._mixed(self._translated(i, total) - self._strange(total))

    def one_to_two(self, i: Places, j: Places) -> FloatArray:
        """As one paragraph of the joint length, cut at a place as likely as any other."""
        first, second = self._right[j], self._right[j + 1]
        total = np.logaddexp(first, second)
        cut = first + second - 2 * total
        strangers = self._strange(first) + self._strange(second)
        return self._mixed(self._translated(i, total) + cut - strangers)

    def _translated(self, i: NDArray[np.intp], total: FloatArray) -> FloatArray:
        shorter = np.minimum(self._left[i], total)
        spread = np.sqrt(LENGTH_SPREAD**2 + SHORT_SPREAD * np.exp(-shorter))
        return _normal(total - self._left[i] - self._ratio, spread)

    def _strange(self, lengths: FloatArray) -> FloatArray:
        return _normal(lengths - self._mean, np.full(len(lengths), self._variety))

    def _mixed(self, ratio: FloatArray) -> FloatArray:
        mixed: FloatArray = np.logaddexp(np.log1p(-ODD) + ratio, np.log(ODD))
        return mixed

    def _usual_ratio(
        self, left: Sequence[Trace], right: Sequence[Trace], langs: tuple[str, str]
    ) -> float:
        """Logarithm of how long a translation usually is for its original.

        The difference of the medians is right whatever is out of step.
        """
        density = [DENSITY.get(lang.split("-")[0], 1.0) for lang in langs]
        known = np.log(density[1] / density[0])
        if not left or not right:
            return float(known)
        seen = np.median(self._right) - np.median(self._left)
        weight = min(len(left), len(right)) / (min(len(left), len(right)) + DENSITY_WEIGHT)
        return float(weight * seen + (1 - weight) * known)


class _Tokens:
    """Numbers and symbols in common, and those that one of a pair lacks."""

    def __init__(self, left: Sequence[Trace], right: Sequence[Trace]) -> None:
        postings_left, postings_right = _postings(left), _postings(right)
        everywhere = {
            token
            for token in postings_left.keys() & postings_right.keys()
            if len(postings_left[token]) * len(postings_right[token]) > MOST_POSTINGS
        }
        habit = _habit(left, right)
        total = len(left) + len(right) + 2
        self._missed_left, self._missed_right = np.zeros(len(left)), np.zeros(len(right))
        gains: dict[tuple[int, int], float] = {}
        for token in sorted((postings_left.keys() | postings_right.keys()) - everywhere):
            at_left, at_right = postings_left.get(token, []), postings_right.get(token, [])
            share = (len(at_left) + len(at_right) + 1) / total
            kept = _kept(token) * habit
            missed = float(np.log((1 - kept) / (1 - share)))
            self._missed_left[at_left] += missed
            self._missed_right[at_right] += missed
            for pair in product(at_left, at_right):
                gains[pair] = gains.get(pair, 0.0) + float(np.log(kept / share)) - 2 * missed
        self._gains = _Sparse(gains, len(right))

    def one_to_one(self, i: Places, j: Places) -> FloatArray:
        return self._bounded(self._gains.at(i, j) + self._missed_left[i] + self._missed_right[j])

    def one_to_two(self, i: Places, j: Places) -> FloatArray:
        gained = self._gains.at(i, j) + self._gains.at(i, j + 1)
        missed = self._missed_left[i] + self._missed_right[j] + self._missed_right[j + 1]
        return self._bounded(gained + missed)

    def _bounded(self, ratio: FloatArray) -> FloatArray:
        return np.maximum(ratio, MOST_AGAINST)


class _Sparse:
    """Numbers at some pairs of places, zero at all others."""

    def __init__(self, values: dict[tuple[int, int], float], width: int) -> None:
        pairs = sorted(values)
        self._width = width
        self._keys = np.array([i * width + j for i, j in pairs], np.int64)
        self._values = np.array([values[pair] for pair in pairs] + [0.0])

    def at(self, i: Places, j: Places) -> FloatArray:
        wanted = i.astype(np.int64) * self._width + j
        found = np.searchsorted(self._keys, wanted)
        known = np.zeros(len(wanted), np.bool_)
        inside = found < len(self._keys)
        known[inside] = self._keys[found[inside]] == wanted[inside]
        values: FloatArray = self._values[np.where(known, found, -1)]
        return values


class _Trait:
    """A trait that a paragraph either keeps in translation or does not."""

    def __init__(self, left: Sequence[object], right: Sequence[object]) -> None:
        codes: dict[object, int] = {}
        self._left = np.array([codes.setdefault(value, len(codes)) for value in left], np.intp)
        self._right = np.array([codes.setdefault(value, len(codes)) for value in right], np.intp)
        counts = np.bincount(np.concatenate([self._left, self._right]), minlength=len(codes))
        self._share = (counts + 1.0) / (len(left) + len(right) + max(2, len(codes)))

    def ratio(self, i: Places, j: Places, kept: float) -> FloatArray:
        share = self._share[self._left[i]]
        same = self._left[i] == self._right[j]
        # A trait that nearly all have tells nothing, even where a stranger would share it.
        gained = np.maximum(0.0, np.log(kept / share))
        ratio: FloatArray = np.where(same, gained, np.log((1 - kept) / np.maximum(1 - share, 0.05)))
        return ratio


class _Vectors:
    """Cosines, against those of pairs that cannot all be translations."""

    def __init__(
        self, left: FloatArray, right: FloatArray, *, strange: float, near: float, spread: float
    ) -> None:
        self._left, self._right = left, right
        self._strange, self._near, self._spread = strange, near, spread

    def pairs(self, i: Places, j: Places) -> FloatArray:
        cosine = np.einsum("ij,ij->i", self._left[i], self._right[j])
        spread = np.full(len(i), self._spread)
        ratio = _normal(cosine - self._near, spread) - _normal(cosine - self._strange, spread)
        return np.clip(ratio, -6.0, 6.0)


LEAST_ORDER = 0.5
LEAST_CERTAINTY = 2.6
"""Of the correlation, in standard deviations of what mere chance gives."""
MOST_CELLS = 4_000_000


def informative(left: NDArray[np.float32], right: NDArray[np.float32]) -> _Vectors | None:
    """What vectors say, or None where they say nothing: not every encoder knows both languages.

    They say something if the nearest paragraph of the other version comes later the later a
    paragraph stands; that holds whatever few are missing, split or moved.
    """
    n, m = len(left), len(right)
    if not n or not m or n * m > MOST_CELLS:
        return None
    cosines = left.astype(np.float64) @ right.astype(np.float64).T
    nearest = cosines.argmax(axis=1)
    least = max(LEAST_ORDER, LEAST_CERTAINTY / np.sqrt(n))
    if np.std(nearest) == 0 or np.corrcoef(np.arange(n), nearest)[0, 1] < least:
        return None
    strange = float(np.median(cosines))
    near = float(np.median(cosines.max(axis=1)))
    spread = max(float(np.std(cosines)), (near - strange) / 4, 1e-3)
    return _Vectors(
        left.astype(np.float64), right.astype(np.float64), strange=strange, near=near, spread=spread
    )


def _normal(difference: FloatArray, spread: FloatArray) -> FloatArray:
    """Logarithm of the normal density."""
    density: FloatArray = -0.5 * (difference / spread) ** 2 - np.log(spread * np.sqrt(2 * np.pi))
    return density


def _postings(traces: Sequence[Trace]) -> dict[str, list[int]]:
    postings: dict[str, list[int]] = {}
    for place, trace in enumerate(traces):
        for token in trace.tokens:
            postings.setdefault(token, []).append(place)
    return postings


def _habit(left: Sequence[Trace], right: Sequence[Trace]) -> float:
    """How far both versions write numbers in digits at all, 0.05 to 1."""
    counts = [Counter(token[0] for token in _all(traces))["n"] for traces in (left, right)]
    if not any(counts):
        return 1.0
    return max(0.05, 2 * min(counts) / sum(counts))


def _all(traces: Sequence[Trace]) -> Iterator[str]:
    return (token for trace in traces for token in trace.tokens)


def _kept(token: str) -> float:
    if token.startswith("s:"):
        return SYMBOL_KEPT
    return NUMBER_KEPT.get(len(token) - 2, LONG_NUMBER_KEPT)
