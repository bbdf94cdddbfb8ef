"""Pairs of formulations that may be alike: by MinHash, in time linear in their number.

Broder (1997), "On the resemblance and containment of documents", with the banding of Leskovec,
Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4. Must not decide: what is proposed
here is compared exactly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retriever.lineage.formulations import Formulations, Ragged

Pairs = NDArray[np.int64]

BANDS = 64
ROWS = 3
"""Of two formulations that share a third of their words and pairs, 91 in 100 are proposed; of
those that share a half, all but one in 5,000; of those that share a twentieth, 1 in 125."""

MOST_IN_BUCKET = 120
"""A larger bucket is compared with its first formulations only, so that time stays linear."""

_HUBS = 8  # of a large bucket: those that all the others are compared with
_SEED = 20_111


def candidate_pairs(found: Formulations) -> Pairs:
    """Pairs of formulations of one language that may be alike.

    Returns:
        int64 (k, 2), the lower number first, each pair once, ascending.
    """
    if len(found) < 2:
        return np.zeros((0, 2), np.int64)
    features = _joined(found)
    generator = np.random.default_rng(_SEED)
    chunks = []
    for _ in range(BANDS):
        signature = np.zeros(len(found), np.uint64)
        for _ in range(ROWS):
            factor, shift = generator.integers(1, 1 << 63, 2, dtype=np.uint64)
            lowest = _lowest(features, factor, shift)
            signature = (signature * np.uint64(0x9E3779B97F4A7C15)) ^ lowest
        signature = (signature * np.uint64(0x9E3779B97F4A7C15)) ^ found.langs.astype(np.uint64)
        chunks.append(_pairs_of_buckets(signature, len(found)))
    keys = np.unique(np.concatenate(chunks))
    return np.stack([keys // len(found), keys % len(found)], axis=1)


def _joined(found: Formulations) -> Ragged:
    """Words and pairs of each formulation as one row; no row is empty."""
    lengths = np.diff(found.words.starts) + np.diff(found.pairs.starts)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    items = np.empty(int(starts[-1]), np.int32)
    for part, offset in (
        (found.words, np.zeros(len(found), np.int64)),
        (found.pairs, np.diff(found.words.starts)),
    ):
        counts = np.diff(part.starts)
        at = np.arange(len(part.items)) - np.repeat(part.starts[:-1], counts)
        at += np.repeat(starts[:-1] + offset, counts)
        items[at] = part.items + (0 if part is found.words else found.word_count)
    return Ragged(starts, items)


def _lowest(features: Ragged, factor: np.uint64, shift: np.uint64) -> NDArray[np.uint64]:
    """The lowest hash of each row, multiply-shift (Dietzfelbinger et al., 1997)."""
    hashes = features.items.astype(np.uint64) * (factor | np.uint64(1)) + shift
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    return np.minimum.reduceat(hashes >> np.uint64(8), features.starts[:-1])


def _pairs_of_buckets(signature: NDArray[np.uint64], count: int) -> NDArray[np.int64]:
    """The pairs within each bucket of equal signatures, as `low * count + high`."""
    order = np.argsort(signature, kind="stable")
    ordered = signature[order]
    edges = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1], [True]]))
    sizes = np.diff(edges)
    pieces = [np.zeros(0, np.int64)]
    for place in np.flatnonzero(sizes > 1).tolist():
        members = np.sort(order[edges[place] : edges[place + 1]])
        hubs = members[:MOST_IN_BUCKET]
        low, high = np.triu_indices(len(hubs), 1)
        pieces.append(hubs[low] * count + hubs[high])
        if len(members) > len(hubs):
            rest = members[MOST_IN_BUCKET:]
            pieces.extend(hub * count + rest for hub in hubs[:_HUBS])
    return np.concatenate(pieces).astype(np.int64)
