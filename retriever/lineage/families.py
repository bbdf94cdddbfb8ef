"""The families of a snapshot: which paragraphs are one formulation, and which were joined to it.

Made once of a snapshot and kept in memory as positions; texts are read for what is shown. A
*strand* is one formulation through the years; a *family* is a strand with those that were merged
into it or split from it. Must not say what changed (`retriever.lineage.steps`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.snapshot import Snapshot
from retriever.lineage.across import strands_across
from retriever.lineage.candidates import candidate_pairs
from retriever.lineage.clustering import gather
from retriever.lineage.formulations import Formulations, formulations, wordings
from retriever.lineage.joining import Joint, joints
from retriever.lineage.likeness import SAME, Likeness, Likenesses
from retriever.lineage.paragraphs import Paragraph, paragraphs

ALIKE = 0.6
"""Two paragraphs that are less alike are not linked: tuned on the sample's decisions, checked on
others."""

ALIKE_ON_AVERAGE = 0.5
"""Members of a strand: after many small changes the first and the last may share little more."""

ALIKE_IN_ONE_WORK = 0.8
"""Within one work: neighbours on one subject share words without being one formulation."""

_SHARED_AT_LEAST = 0.5  # of the words of the smaller of two


@dataclass(frozen=True, slots=True)
class StrandJoint:
    """Paragraphs that were joined: the whole and its parts, as places among the paragraphs."""

    wholes: tuple[int, ...]
    parts: tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class FamilyGroup:
    """A family by its paragraphs.

    Attributes:
        members: places among the paragraphs, in the order of the lineage.
        strands: for each member the strand it belongs to, from 0.
        joints: which of them were joined.
    """

    members: tuple[int, ...]
    strands: tuple[int, ...]
    joints: tuple[StrandJoint, ...]


class FamilyGroups:
    """All families of a snapshot.

    Args:
        found: all paragraphs.
        families: those of two members or more, the largest first.
        formulation_of: the formulation of each position.
        likenesses: likeness of formulations.
    """

    def __init__(
        self,
        found: Sequence[Paragraph],
        families: Sequence[FamilyGroup],
        formulation_of: Sequence[int],
        likenesses: Likenesses,
    ) -> None:
        self.paragraphs = tuple(found)
        self.families = tuple(families)
        self.likenesses = likenesses
        self._formulation_of = formulation_of
        self._place_of = {
            position: place
            for place, paragraph in enumerate(self.paragraphs)
            for position in paragraph.every_position
        }
        self._family_of = {
            member: number for number, one in enumerate(families) for member in one.members
        }

    def place(self, position: int) -> int:
        """The paragraph that a position is a version of."""
        return self._place_of[position]

    def family(self, place: int) -> FamilyGroup:
        """The family of a paragraph; one that has no like is a family of its own."""
        number = self._family_of.get(place)
        return FamilyGroup((place,), (0,), ()) if number is None else self.families[number]

    def first_passage_id(self, snapshot: Snapshot, group: FamilyGroup) -> str:
        """Passage id of the first occurrence: what a family goes by."""
        position = min(self.paragraphs[group.members[0]].every_position)
        (passage,) = snapshot.passages([int(snapshot.row_ids[position])])
        return passage.passage_id

    def formulation(self, position: int) -> int:
        """The formulation of a position, -1 for one with too few words."""
        return self._formulation_of[position]

    def likeness(self, one: int, other: int) -> Likeness:
        """How alike two paragraphs are, on the average of the languages they share."""
        return _average(
            self.likenesses,
            self._formulations(self.paragraphs[one]),
            self._formulations(self.paragraphs[other]),
        )

    def _formulations(self, paragraph: Paragraph) -> dict[str, int]:
        return {lang: self.formulation(at) for lang, at in paragraph.positions.items()}


def family_groups(snapshot: Snapshot, _earlier: FamilyGroups | None = None) -> FamilyGroups:
    """The families of a snapshot; ask for them by `snapshot.derived`."""
    texts = formulations(snapshot.derived(wordings), snapshot.langs)
    likenesses = Likenesses(texts)
    found = paragraphs(snapshot)
    formulation_of = texts.of_position.tolist()
    nodes = _nodes(found, formulation_of)
    gatherer = _Gatherer(found, nodes, texts, likenesses)
    families = gatherer.families(snapshot)
    return FamilyGroups(found, families, formulation_of, likenesses)


@dataclass(frozen=True, slots=True)
class _Node:
    """Paragraphs that say the same in every language they share.

    Attributes:
        formulations: by language.
        places: the paragraphs.
    """

    formulations: Mapping[str, int]
    places: tuple[int, ...]


def _nodes(found: Sequence[Paragraph], formulation_of: Sequence[int]) -> list[_Node]:
    """Paragraphs of one formulation in every language; those without one are left out."""
    places: dict[tuple[tuple[str, int], ...], list[int]] = defaultdict(list)
    for place, paragraph in enumerate(found):
        key = tuple(
            (lang, formulation_of[position])
            for lang, position in sorted(paragraph.positions.items())
            if formulation_of[position] >= 0
        )
        if key:
            places[key].append(place)
    return [_Node(dict(key), tuple(of_key)) for key, of_key in places.items()]


def _average(likenesses: Likenesses, one: Mapping[str, int], other: Mapping[str, int]) -> Likeness:
    shared = [lang for lang in one if other.get(lang, -1) >= 0 and one[lang] >= 0]
    if not shared:
        return _NOTHING
    found = [likenesses.of(one[lang], other[lang]) for lang in shared]
    if len(found) == 1:
        return found[0]
    count = len(found)
    return Likeness(
        sum(each.similarity for each in found) / count,
        sum(each.of_first for each in found) / count,
        sum(each.of_second for each in found) / count,
    )


_NOTHING = Likeness(0.0, 0.0, 0.0)


class _Gatherer:
    """From nodes to families."""

    def __init__(
        self,
        found: Sequence[Paragraph],
        nodes: Sequence[_Node],
        texts: Formulations,
        likenesses: Likenesses,
    ) -> None:
        self._found = found
        self._nodes = nodes
        self._likenesses = likenesses
        self._works = [frozenset(found[place].work for place in node.places) for node in nodes]
        self._alike = self._alike_nodes(texts)

    def families(self, snapshot: Snapshot) -> list[FamilyGroup]:
        """The families of two paragraphs or more, the largest first."""
        joined = list(self._joints())
        cut = {frozenset((joint.whole, part)) for joint in joined for part in joint.parts}
        links = [
            (likeness.similarity, one, other)
            for one, other, likeness in self._alike
            if likeness.similarity >= ALIKE
            and frozenset((one, other)) not in cut
            and self._similarity(one, other) > 0.0
        ]
        strand_of = gather(len(self._nodes), links, self._similarity, ALIKE_ON_AVERAGE)
        strands: dict[int, list[int]] = defaultdict(list)
        for node, strand in enumerate(strand_of):
            strands[strand].extend(self._nodes[node].places)
        same = _Roots(strand_of)
        for one, other in strands_across(snapshot, self._found, strands):
            same.join(one, other)
        strand_of = [same.root(strand) for strand in strand_of]
        related = _Roots(strand_of)
        for joint in joined:
            for part in joint.parts:
                related.join(strand_of[joint.whole], strand_of[part])
        return self._of_nodes(strand_of, related, joined)

    def _alike_nodes(self, texts: Formulations) -> list[tuple[int, int, Likeness]]:
        """Pairs of nodes that share a formulation or have alike ones, with their likeness."""
        holders: dict[int, list[int]] = defaultdict(list)
        for number, node in enumerate(self._nodes):
            for formulation in node.formulations.values():
                holders[formulation].append(number)
        pairs: dict[tuple[int, int], None] = {}
        for of_one in holders.values():
            for other in of_one[1:]:
                pairs[of_one[0], other] = None
        for one, other in self._likenesses.learn(candidate_pairs(texts), _SHARED_AT_LEAST):
            for first in holders[one][:_MOST_HOLDERS]:
                for second in holders[other][:_MOST_HOLDERS]:
                    if first != second:
                        pairs[min(first, second), max(first, second)] = None
        return [(one, other, self._likeness(one, other)) for one, other in sorted(pairs)]

    def _likeness(self, one: int, other: int) -> Likeness:
        if one == other:
            return SAME
        return _average(
            self._likenesses, self._nodes[one].formulations, self._nodes[other].formulations
        )

    def _similarity(self, one: int, other: int) -> float:
        """How alike two nodes are; nothing for two of one work that are not nearly the same."""
        similarity = self._likeness(one, other).similarity
        if similarity < ALIKE_IN_ONE_WORK and self._works[one] & self._works[other]:
            return 0.0
        return similarity

    def _joints(self) -> Iterator[Joint]:
        places = [self._places(node) for node in self._nodes]
        return joints(self._alike, places, self._likeness, self._coverage)

    def _places(self, node: _Node) -> dict[str, set[tuple[object, ...]]]:
        """The works of a node that have a date, with that date."""
        of_work: dict[str, set[tuple[object, ...]]] = defaultdict(set)
        for place in node.places:
            paragraph = self._found[place]
            if paragraph.when is not None:
                of_work[paragraph.work].add(paragraph.where[:3])
        return of_work

    def _coverage(self, whole: int, one: int, other: int) -> float:
        texts = [self._nodes[node].formulations for node in (whole, one, other)]
        shared = [lang for lang in texts[0] if lang in texts[1] and lang in texts[2]]
        if not shared:
            return 0.0
        return float(
            np.mean([self._likenesses.coverage(*(text[lang] for text in texts)) for lang in shared])
        )

    def _of_nodes(
        self, strand_of: Sequence[int], related: _Roots, joined: Sequence[Joint]
    ) -> list[FamilyGroup]:
        members: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for node, strand in enumerate(strand_of):
            family = members[related.root(strand)]
            family.extend((place, strand) for place in self._nodes[node].places)
        joints_of: dict[int, list[StrandJoint]] = defaultdict(list)
        for joint in joined:
            one, other = (self._nodes[part].places for part in joint.parts)
            joints_of[related.root(strand_of[joint.whole])].append(
                StrandJoint(self._nodes[joint.whole].places, (one, other))
            )
        families = [
            self._family(of_family, joints_of[root])
            for root, of_family in members.items()
            if len(of_family) > 1
        ]
        return sorted(families, key=lambda one: (-len(one.members), min(one.members)))

    def _family(
        self, members: Sequence[tuple[int, int]], joined: Sequence[StrandJoint]
    ) -> FamilyGroup:
        ordered = sorted(members, key=lambda member: self._found[member[0]].order)
        numbers: dict[int, int] = {}
        return FamilyGroup(
            tuple(place for place, _ in ordered),
            tuple(numbers.setdefault(strand, len(numbers)) for _, strand in ordered),
            tuple(joined),
        )


_MOST_HOLDERS = 8  # nodes that say the same in one language and differ in another


class _Roots:
    """Which numbers have been joined; the lowest stands for all (Tarjan, 1975)."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._parent = {number: number for number in numbers}

    def root(self, number: int) -> int:
        """The lowest of those joined with a number."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Join two numbers, and all that are joined with them."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low
