"""Paragraphs that were merged into one, and one that was split: by what two hold between them.

A merger is seen where a later paragraph holds most of two earlier ones that stand in one document
and have little in common; a split the other way round. Must not gather families.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from retriever.lineage.likeness import Likeness

PART_OF_WHOLE = 0.7
"""What the whole must hold of each part."""

SHARE_OF_WHOLE = (0.15, 0.85)
"""What a part may be of the whole: less is a coincidence, more is the whole itself."""

COVERED = 0.7
"""What the parts must hold of the whole between them."""

APART = 0.4
"""Two parts that are more alike than this are two of a kind, not two halves."""

ADDED = 0.15
"""What each part must add to what the other holds."""

_MOST_PARTS = 40  # parts of one whole in one document that are tried in pairs


@dataclass(frozen=True, slots=True)
class Joint:
    """Two parts and the whole that they make up."""

    whole: int
    parts: tuple[int, int]


def joints(
    alike: Iterable[tuple[int, int, Likeness]],
    places: Sequence[Mapping[str, Set[tuple[object, ...]]]],
    likeness: Callable[[int, int], Likeness],
    coverage: Callable[[int, int, int], float],
) -> Iterator[Joint]:
    """The mergers and splits among things that are alike.

    Args:
        alike: two things and their likeness, each pair once.
        places: for each thing the works it stands in, and when: of things in one work, the same.
        likeness: of any two things.
        coverage: which share of the first the two others hold between them.
    """
    parts_of: dict[int, list[int]] = defaultdict(list)
    for one, other, found in alike:
        if _is_part(found):
            parts_of[other].append(one)
        if _is_part(found.turned()):
            parts_of[one].append(other)
    for whole in sorted(parts_of):
        by_work: dict[str, list[int]] = defaultdict(list)
        for part in sorted(parts_of[whole]):
            for work in places[part].keys() - places[whole].keys():
                by_work[work].append(part)
        seen: set[tuple[int, int]] = set()
        for work in sorted(by_work):
            for pair in combinations(by_work[work][:_MOST_PARTS], 2):
                if pair in seen or not _is_apart_in_time(places, whole, pair, work):
                    continue
                seen.add(pair)
                if likeness(*pair).similarity < APART and _make_up(whole, pair, likeness, coverage):
                    yield Joint(whole, pair)


def _is_part(found: Likeness) -> bool:
    """Whether the first is a part of the second."""
    low, high = SHARE_OF_WHOLE
    return found.of_first >= PART_OF_WHOLE and low <= found.of_second <= high


def _is_apart_in_time(
    places: Sequence[Mapping[str, Set[tuple[object, ...]]]],
    whole: int,
    pair: tuple[int, int],
    work: str,
) -> bool:
    """Whether the whole stands in another work that is earlier or later than the parts'."""
    times = places[pair[0]][work] & places[pair[1]][work]
    return any(
        other != work and any(one != time for one in found for time in times)
        for other, found in places[whole].items()
    )


def _make_up(
    whole: int,
    pair: tuple[int, int],
    likeness: Callable[[int, int], Likeness],
    coverage: Callable[[int, int, int], float],
) -> bool:
    together = coverage(whole, *pair)
    alone = max(likeness(part, whole).of_second for part in pair)
    return together >= COVERED and together - alone >= ADDED
