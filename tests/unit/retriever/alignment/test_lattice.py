"""The lattice against an oracle that lists every way through two small versions."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from retriever.alignment import lattice
from retriever.alignment.evidence import Evidence
from retriever.alignment.lattice import Lattice
from retriever.alignment.traces import Trace

LENGTHS = ([80, 200, 30, 150], [150, 70, 190, 60, 140])
LABELS = (["1", "2", "3", "4"], ["1", "2", "2bis", "3", "4"])


def traces(side: int) -> list[Trace]:
    return [
        Trace(label, length, frozenset(), (0, False), "stop")
        for label, length in zip(LABELS[side], LENGTHS[side], strict=True)
    ]


def ways(
    evidence: Evidence, reverse: Evidence, i: int, j: int, state: int
) -> Iterator[tuple[float, tuple[tuple[int, int], ...]]]:
    """Every way from a cell to the end: its nats, and the one-to-one pairs that it makes."""
    left, right = LABELS
    n, m = len(left), len(right)
    if (i, j) == (n, m):
        yield 0.0, ()
        return

    def onwards(
        nats: float, lefts: int, rights: int, after: int, *made: tuple[int, int]
    ) -> Iterator[tuple[float, tuple[tuple[int, int], ...]]]:
        step = {(0, 1): -lattice.OUT_OF_STEP, (1, 0): -lattice.BACK_IN_STEP}
        nats += step.get((state, after), 0.0)
        for more, pairs in ways(evidence, reverse, i + lefts, j + rights, after):
            yield nats + more, made + pairs

    one = evidence.ratios
    if i < n:
        known = left[i] in right
        cost = lattice.UNPAIRED if known else lattice.UNPAIRED_BY_LABEL
        yield from onwards(-cost, 1, 0, state)
    if j < m:
        known = right[j] in left
        cost = lattice.UNPAIRED if known else lattice.UNPAIRED_BY_LABEL
        yield from onwards(-cost, 0, 1, state)
    if i < n and j < m:
        nats = float(one(np.array([i]), np.array([j]))[0])
        yield from onwards(nats, 1, 1, int(left[i] != right[j]), (i, j))
    if i < n and j + 1 < m:
        start = max(0, -(j - i))
        cost = lattice.DIVIDED if right[j + 1] in left else lattice.DIVIDED_BY_LABEL
        nats = float(evidence.splits(j - i)[i - start]) - cost
        agree = left[i] == right[j] and right[j + 1] not in left
        yield from onwards(nats, 1, 2, int(not agree))
    if i + 1 < n and j < m:
        start = max(0, -(i - j))
        cost = lattice.DIVIDED if left[i + 1] in right else lattice.DIVIDED_BY_LABEL
        nats = float(reverse.splits(i - j)[j - start]) - cost
        agree = left[i] == right[j] and left[i + 1] not in right
        yield from onwards(nats, 2, 1, int(not agree))
    if i + 1 < n and j + 1 < m:
        crossed = one(np.array([i, i + 1]), np.array([j + 1, j])).sum()
        yield from onwards(float(crossed) - lattice.SWAPPED, 2, 2, state, (i, j + 1), (i + 1, j))


@pytest.fixture(scope="module")
def evidence() -> tuple[Evidence, Evidence]:
    left, right = traces(0), traces(1)
    return Evidence(left, right, ("en", "en")), Evidence(right, left, ("en", "en"))


def test_every_way_counts_once(evidence: tuple[Evidence, Evidence]) -> None:
    there, back = evidence
    walk = Lattice(there, back, LABELS).walk()
    every = list(ways(there, back, 0, 0, 0))
    total = math.log(sum(math.exp(nats) for nats, _ in every))
    assert walk.support == pytest.approx(total)
    share: dict[tuple[int, int], float] = {}
    for nats, pairs in every:
        for pair in pairs:
            share[pair] = share.get(pair, 0.0) + math.exp(nats - total)
    found = {
        (pairing.left[0], pairing.right[0]): pairing.certainty
        for pairing in walk.pairings
        if len(pairing.left) == len(pairing.right) == 1
    }
    sure = {pair: value for pair, value in share.items() if value >= lattice.SURE}
    assert len(sure) > 2
    assert found == pytest.approx(sure, abs=20 * lattice.WORTH_COUNTING)
