"""Strands that have no language in common, told to be one by the meaning of their paragraphs.

A decision of one year may be there in French only, the next in English only. Two strands are one
where each is the other's nearest by far, and both are drafted text: opened by an operative or
preambular verb. Must not compare words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from index.snapshot import Snapshot
from retriever.lineage.drafting import governing_verb
from retriever.lineage.paragraphs import Paragraph

NEAREST = 0.52
"""Cosine of balanced vectors that two strands must reach: of the sample's decisions in English and
in French, what belongs together reaches 0.55, what does not stays below 0.45."""

MARGIN = 0.03
"""By how much the nearest must be nearer than the second."""

NEAREST_BY_FAR, FAR = 0.48, 0.15
"""What is nearer than the second by so much need not be quite as near."""

_ROWS_AT_ONCE = 1_024
Vectors = NDArray[np.float32]


def strands_across(
    snapshot: Snapshot, found: Sequence[Paragraph], strands: Mapping[int, Sequence[int]]
) -> list[tuple[int, int]]:
    """Pairs of strands that are one formulation in different languages.

    Args:
        snapshot: where the vectors are.
        found: all paragraphs.
        strands: the paragraphs of each strand, as places.
    """
    langs = {
        strand: frozenset(lang for place in places for lang in found[place].positions)
        for strand, places in strands.items()
    }
    by_langs: dict[frozenset[str], list[int]] = defaultdict(list)
    for strand, of_strand in langs.items():
        by_langs[of_strand].append(strand)
    pairs = []
    for one, other in combinations(sorted(by_langs, key=sorted), 2):
        if not one & other:
            pairs.extend(_nearest(snapshot, found, strands, (by_langs[one], by_langs[other])))
    return pairs


def _nearest(
    snapshot: Snapshot,
    found: Sequence[Paragraph],
    strands: Mapping[int, Sequence[int]],
    sides: tuple[Sequence[int], Sequence[int]],
) -> list[tuple[int, int]]:
    """Strands of two sides of which each is the other's nearest by far."""
    drafted = [_drafted(snapshot, found, strands, side) for side in sides]
    if not all(drafted):
        return []
    one, other = (
        np.stack([_centre(snapshot, found, strands[strand]) for strand in side]) for side in drafted
    )
    forth, back = _best(one, other), _best(other, one)
    return [
        (drafted[0][place], drafted[1][there])
        for place, there in enumerate(forth)
        if there >= 0 and back[there] == place
    ]


def _best(queries: Vectors, others: Vectors) -> list[int]:
    """For each query the vector that is nearest by far, -1 for none."""
    best = []
    for first in range(0, len(queries), _ROWS_AT_ONCE):
        scores = queries[first : first + _ROWS_AT_ONCE] @ others.T
        nearest = scores.argmax(axis=1)
        rows = np.arange(len(scores))
        top = scores[rows, nearest]
        scores[rows, nearest] = -1.0
        margin = top - scores.max(axis=1)
        sure = (margin >= MARGIN) & (top >= np.where(margin >= FAR, NEAREST_BY_FAR, NEAREST))
        best.extend(np.where(sure, nearest, -1).tolist())
    return best


def _drafted(
    snapshot: Snapshot,
    found: Sequence[Paragraph],
    strands: Mapping[int, Sequence[int]],
    side: Sequence[int],
) -> list[int]:
    """Those strands whose first paragraph is governed by a verb."""
    drafted: list[int] = []
    for first in range(0, len(side), _ROWS_AT_ONCE):
        some = side[first : first + _ROWS_AT_ONCE]
        firsts = [min(found[strands[strand][0]].positions.values()) for strand in some]
        passages = snapshot.passages(snapshot.row_ids[firsts].tolist())
        drafted.extend(
            strand
            for strand, passage in zip(some, passages, strict=True)
            if governing_verb(passage) is not None
        )
    return drafted


def _centre(snapshot: Snapshot, found: Sequence[Paragraph], places: Sequence[int]) -> Vectors:
    """The direction of the mean of all paragraphs of a strand, float32 (d,)."""
    positions = [at for place in places for at in found[place].positions.values()]
    mean = snapshot.dense.passages(np.array(positions, np.int64)).mean(axis=0)
    length = float(np.linalg.norm(mean))
    return np.asarray(mean / length if length else mean, np.float32)
