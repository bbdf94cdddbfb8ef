"""Gathers what is alike, guarded against chains: average linkage along the strongest links.

Two clusters become one only where their members are alike on the average (Sokal and Michener,
1958), so that a row of small steps does not join what has nothing in common. Must not know what
it gathers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

MOST_COMPARED = 6
"""Members of each cluster that stand for it, spread over it."""


def gather(
    count: int,
    links: Iterable[tuple[float, int, int]],
    similarity: Callable[[int, int], float],
    at_least: float,
) -> list[int]:
    """Gather things into clusters.

    Args:
        count: how many there are.
        links: similarity and the two things, of those that are alike.
        similarity: of any two things.
        at_least: what members of two clusters must be alike on the average for them to be joined.

    Returns:
        For each thing the first of its cluster.
    """
    clusters: list[list[int]] = [[thing] for thing in range(count)]
    root = list(range(count))
    refused: set[tuple[int, int, int, int]] = set()
    for _, one, other in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        low, high = sorted((root[one], root[other]))
        if low == high:
            continue
        sizes = len(clusters[low]), len(clusters[high])
        if (low, high, *sizes) in refused:
            continue
        if _average(clusters[low], clusters[high], similarity) < at_least:
            refused.add((low, high, *sizes))
            continue
        for thing in clusters[high]:
            root[thing] = low
        clusters[low] = sorted(clusters[low] + clusters[high])
        clusters[high] = []
    return root


def _average(one: list[int], other: list[int], similarity: Callable[[int, int], float]) -> float:
    pairs = [(first, second) for first in _spread(one) for second in _spread(other)]
    return sum(similarity(first, second) for first, second in pairs) / len(pairs)


def _spread(members: list[int]) -> list[int]:
    """A few members at even distances, the first and last among them."""
    if len(members) <= MOST_COMPARED:
        return members
    last = len(members) - 1
    return [members[round(place * last / (MOST_COMPARED - 1))] for place in range(MOST_COMPARED)]
