"""Two versions of one text: which of their paragraphs of one label say the same.

Compares texts by what translation leaves alone; must not know where they are stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from retriever.alignment.evidence import Evidence, FloatArray, Places
from retriever.alignment.lattice import SWAPPED, Lattice, Pairing
from retriever.alignment.traces import Trace, VersionUnit, trace_units

Names = tuple[tuple[str, ...], tuple[str, ...]]
Vectors = tuple[NDArray[np.float32], NDArray[np.float32]]

NEAR_SHIFTS = (-3, -2, -1, 1, 2, 3)
NO_DETOUR = 4.0
"""Nats that a detour must gain to be worth the cost of leaving the labels, and more."""
NO_STRANGER = -3.5
"""Nats below which two paragraphs of one label do not say the same, wherever they stand."""
MOVED = 8.0
"""Nats that an exchange of two paragraphs far apart must gain; there are many such."""
LEAST_SUPPORT = -6.0
"""Below this the two are not versions of one text at all."""


class DoubtKind(StrEnum):
    """What is wrong with a label that two versions should share, or do not."""

    MISSING = "missing"  # one version has no paragraph of this label
    SPLIT = "split"  # one paragraph here is two there
    SHIFTED = "shifted"  # the translation bears another label
    UNLIKE = "unlike"  # the paragraphs of this label do not say the same; no other does


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why paragraphs of one label are not taken for translations of each other.

    Attributes:
        kind: what is wrong.
        label: the label.
        left, right: labels of the paragraphs that say the same, in the two versions, as far as
            could be told: ("5",) and ("5", "6") of a split one; ("7",) and ("8",) of a shifted
            one; empty where there is none.
        alone: of a shifted label, whether the paragraph that bears it in the left version, and in
            the right, says what none of the other's does: the one that was lost there.
    """

    kind: DoubtKind
    label: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    alone: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two versions have in common.

    Attributes:
        trusted: labels whose paragraphs are translations of each other.
        doubts: the other labels of either version, in order.
        related: whether the two are versions of one text at all.
    """

    trusted: frozenset[str]
    doubts: tuple[Doubt, ...]
    related: bool = True

    def turned(self) -> Comparison:
        """The same with left and right exchanged."""
        doubts = tuple(
            replace(one, left=one.right, right=one.left, alone=one.alone[::-1])
            for one in self.doubts
        )
        return replace(self, doubts=doubts)


def compare(
    left: Sequence[VersionUnit],
    right: Sequence[VersionUnit],
    langs: tuple[str, str],
    vectors: Vectors | None = None,
) -> Comparison:
    """Compare two versions of a text.

    Args:
        left: the paragraphs of one, in order.
        right: those of the other.
        langs: their BCP 47 tags.
        vectors: unit vectors of the paragraphs, (n, d) and (m, d), if there are any.
    """
    return compare_traces(trace_units(tuple(left)), trace_units(tuple(right)), langs, vectors)


def compare_traces(
    left: Sequence[Trace],
    right: Sequence[Trace],
    langs: tuple[str, str],
    vectors: Vectors | None = None,
) -> Comparison:
    """As `compare`, of what is left of the paragraphs when their language is taken away."""
    labels = [trace.label for trace in left], [trace.label for trace in right]
    if not set(labels[0]) & set(labels[1]):
        return _judged(labels, ())
    evidence = Evidence(left, right, langs, vectors)
    if labels[0] == labels[1] and _in_step(evidence):
        return Comparison(frozenset(labels[0]), ())
    turned = None if vectors is None else (vectors[1], vectors[0])
    reverse = Evidence(right, left, (langs[1], langs[0]), turned)
    walk = Lattice(evidence, reverse, labels).walk()
    if walk.support < LEAST_SUPPORT:
        doubts = tuple(Doubt(DoubtKind.UNLIKE, label) for label in _in_order(labels))
        return Comparison(frozenset(), doubts, related=False)
    pairings = list(_alike(evidence, walk.pairings))
    return _judged(labels, [*_moved(evidence, labels, pairings), *pairings])


def _alike(evidence: Evidence, pairings: Sequence[Pairing]) -> Iterator[Pairing]:
    """Pairings without those of paragraphs that only their neighbours vouch for."""
    for pairing in pairings:
        single = len(pairing.left) == len(pairing.right) == 1
        if not single or evidence.ratios(*_arrays(pairing.left, pairing.right)) >= NO_STRANGER:
            yield pairing


def _moved(
    evidence: Evidence, labels: tuple[Sequence[str], Sequence[str]], pairings: Sequence[Pairing]
) -> Iterator[Pairing]:
    """Paragraphs that have changed places with others far away.

    Only those that no pairing has led elsewhere: the rest are explained.
    """
    mates = {label: place for place, label in enumerate(labels[1])}
    led = [one for one in pairings if _at(labels[0], one.left) != _at(labels[1], one.right)]
    explained = {i for one in led for i in one.left}, {j for one in led for j in one.right}
    shared = [
        (place, mates[label])
        for place, label in enumerate(labels[0])
        if label in mates and place not in explained[0] and mates[label] not in explained[1]
    ]
    i, j = _arrays([left for left, _ in shared], [right for _, right in shared])
    own = evidence.ratios(i, j)
    for place in np.flatnonzero(own < 0.0):
        there = evidence.ratios(np.full_like(j, i[place]), j)
        back = evidence.ratios(i, np.full_like(i, j[place]))
        gain = there + back - own - own[place]
        best = int(np.argmax(gain))
        if gain[best] > MOVED:
            yield Pairing((int(i[place]),), (int(j[best]),), 1.0)
            yield Pairing((int(i[best]),), (int(j[place]),), 1.0)


def _arrays(left: Sequence[int], right: Sequence[int]) -> tuple[Places, Places]:
    return np.array(left, np.intp), np.array(right, np.intp)


def _in_step(evidence: Evidence) -> bool:
    """Whether no detour could be worth its cost, so that the labels are right.

    Two texts of the same labels both begin and end in step; whoever leaves the labels must come
    back to them. What the near shifts would gain over any stretch is bounded by its best stretch.
    """
    straight = evidence.pairs(0)
    if straight.min(initial=0.0) < NO_STRANGER:
        return False
    for shift in NEAR_SHIFTS:
        i, _ = evidence.places(shift, 1, 1)
        if _best_stretch(evidence.pairs(shift) - straight[i]) > NO_DETOUR:
            return False
    exchanged = evidence.swaps(0) - straight[:-1] - straight[1:]
    return bool(exchanged.max(initial=0.0) < SWAPPED)


def _best_stretch(gains: FloatArray) -> float:
    """The greatest sum of consecutive gains; 0 for none."""
    sums = np.concatenate([[0.0], np.cumsum(gains)])
    return float(np.max(sums - np.minimum.accumulate(sums)))


def _judged(labels: tuple[Sequence[str], Sequence[str]], pairings: Sequence[Pairing]) -> Comparison:
    """Which labels hold, and what is wrong with the others."""
    found: dict[tuple[int, str], Names] = {}
    for pairing in pairings:
        names = _at(labels[0], pairing.left), _at(labels[1], pairing.right)
        for side in (0, 1):
            for label in names[side]:
                found.setdefault((side, label), names)
    trusted, doubts = [], []
    known = set(labels[0]), set(labels[1])
    for label in _in_order(labels):
        fates = {side: found[side, label] for side in (0, 1) if (side, label) in found}
        if ((label,), (label,)) in fates.values():
            trusted.append(label)
        else:
            doubts.append(_doubt(label, known, fates))
    return Comparison(frozenset(trusted), tuple(doubts))


def _at(labels: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    return tuple(labels[place] for place in places)


def _doubt(label: str, known: tuple[set[str], set[str]], fates: Mapping[int, Names]) -> Doubt:
    for left, right in fates.values():
        if len(left) != len(right):
            return Doubt(DoubtKind.SPLIT, label, left, right)
    if fates:
        alone = label in known[0] and 0 not in fates, label in known[1] and 1 not in fates
        return Doubt(DoubtKind.SHIFTED, label, *next(iter(fates.values())), alone)
    if not all(label in side for side in known):
        return Doubt(DoubtKind.MISSING, label)
    return Doubt(DoubtKind.UNLIKE, label)


def _in_order(labels: tuple[Sequence[str], Sequence[str]]) -> list[str]:
    """All labels, those of the left version first where the order does not tell."""
    known = set(labels[0])
    after: dict[str, list[str]] = {}
    last = ""
    for label in labels[1]:
        if label in known:
            last = label
        else:
            after.setdefault(last, []).append(label)
    ordered = list(after.get("", ()))
    for label in labels[0]:
        ordered += [label, *after.get(label, ())]
    return ordered
