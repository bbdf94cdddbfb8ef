"""What happened from one member of a family to the next, and what each came from.

Repeats, stronger, weaker, merged, split, changed: the verb decides before the words do. Must not
gather families.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.drafting.formulation import read_formulation
from index.drafting.verbs import Verb
from index.model import Passage
from retriever.lineage.differences import WordDifference, word_difference
from retriever.lineage.drafting import behind_adverb, governing_verb
from retriever.lineage.families import FamilyGroup
from retriever.lineage.model import Step, StepKind, StepSource
from retriever.lineage.paragraphs import Paragraph
from retriever.verification.tokens import TokenKind, tokenize


@dataclass(frozen=True, slots=True)
class Origin:
    """What a member came from.

    Attributes:
        sources: earlier members, by their place in the family.
        joined: MERGED or SPLIT where that is how it came; None for one of the same strand.
    """

    sources: tuple[int, ...]
    joined: StepKind | None = None


def origins(
    group: FamilyGroup,
    found: Sequence[Paragraph],
    similarity: Callable[[int, int], float],
) -> list[Origin | None]:
    """What each member of a family came from; None for those with which a formulation begins.

    Of several earlier members the one of the latest work counts, and of that the one most alike.

    Args:
        group: the family.
        found: all paragraphs.
        similarity: of two paragraphs, by their places among all.
    """
    return [_origin(group, found, similarity, place) for place in range(len(group.members))]


def _origin(
    group: FamilyGroup,
    found: Sequence[Paragraph],
    similarity: Callable[[int, int], float],
    place: int,
) -> Origin | None:
    own = _in_strand(group, found, similarity, place)
    joined = _joined(group, found, place)
    if own is None or joined is None:
        return own or joined
    # A strand that goes on beside the joint keeps its own history.
    return joined if min(joined.sources) > max(own.sources) else own


def _in_strand(
    group: FamilyGroup,
    found: Sequence[Paragraph],
    similarity: Callable[[int, int], float],
    place: int,
) -> Origin | None:
    work = _work(group, found, place)
    before = [one for one in range(place) if group.strands[one] == group.strands[place]]
    elsewhere = [one for one in before if _work(group, found, one) != work]
    if not elsewhere:
        return Origin((before[-1],)) if before else None
    latest = _work(group, found, elsewhere[-1])
    of_latest = [one for one in elsewhere if _work(group, found, one) == latest]
    member = group.members[place]
    best = max(of_latest, key=lambda one: (similarity(group.members[one], member), -one))
    return Origin((best,))


def _joined(group: FamilyGroup, found: Sequence[Paragraph], place: int) -> Origin | None:
    """The latest merger or split that a member came out of."""
    member = group.members[place]
    work = _work(group, found, place)
    options: list[Origin] = []
    for joint in group.joints:
        if member in joint.wholes:
            of_work: dict[str, list[int]] = {}
            for number, parts in enumerate(joint.parts):
                for one in range(place):
                    if group.members[one] in parts and _work(group, found, one) != work:
                        key = _work(group, found, one)
                        sources = of_work.setdefault(key, [])
                        if len(sources) == number:
                            sources.append(one)
            options.extend(
                Origin((min(sources), max(sources)), StepKind.MERGED)
                for sources in of_work.values()
                if len(sources) == len(joint.parts)
            )
        if any(member in parts for parts in joint.parts):
            options.extend(
                Origin((one,), StepKind.SPLIT)
                for one in range(place)
                if group.members[one] in joint.wholes and _work(group, found, one) != work
            )
    return max(options, key=lambda one: one.sources, default=None)


def _work(group: FamilyGroup, found: Sequence[Paragraph], place: int) -> str:
    return found[group.members[place]].work


@dataclass(frozen=True, slots=True)
class Compared:
    """A version of a later member and the versions of earlier ones that it is compared with.

    Attributes:
        after: the later.
        before: the earlier ones, with their places in the family.
    """

    after: Passage
    before: tuple[tuple[int, Passage], ...]


def step(compared: Compared, joined: StepKind | None) -> Step:
    """What happened from one or two earlier paragraphs to a later one.

    Args:
        compared: the paragraphs.
        joined: MERGED or SPLIT where that is known.
    """
    after = compared.after
    differences = [
        word_difference(before, after) if _same_language(before, after) else None
        for _, before in compared.before
    ]
    earlier = compared.before[-1][1]
    verbs = governing_verb(earlier), governing_verb(after)
    return Step(
        kind=joined or _kind(earlier, after, verbs, differences[-1]),
        sources=tuple(
            StepSource(
                place, before.passage_id, () if difference is None else difference.operations
            )
            for (place, before), difference in zip(compared.before, differences, strict=True)
        ),
        passage_id=after.passage_id,
        verb_before=verbs[0],
        verb_after=verbs[1],
        notes=() if joined or differences[-1] is None else differences[-1].notes,
    )


def _kind(
    before: Passage,
    after: Passage,
    verbs: tuple[Verb | None, Verb | None],
    difference: WordDifference | None,
) -> StepKind:
    one, other = verbs
    if one is not None and other is not None and one.strength != other.strength:
        return StepKind.STRENGTHENED if other.strength > one.strength else StepKind.WEAKENED
    if difference is None:
        same = one == other and _numbers(before) == _numbers(after)
        return StepKind.REPEATS if same else StepKind.CHANGED
    same = one == other and _says_the_same(before, after, difference)
    return StepKind.REPEATS if same else StepKind.CHANGED


def _says_the_same(before: Passage, after: Passage, difference: WordDifference) -> bool:
    """Whether nothing differs but words around the opening verb: "also", "further"."""
    if not difference.changes:
        return True
    read = [read_formulation(one.text, one.lang, one.kind) for one in (before, after)]
    if not all(one.verbs for one in read) or read[0].addressees != read[1].addressees:
        return False
    ends = [
        behind_adverb(passage.text, passage.lang, one.verbs[0].end)
        for passage, one in zip((before, after), read, strict=True)
    ]
    return all(
        change.before_end <= ends[0] and change.after_end <= ends[1]
        for change in difference.changes
    )


def _same_language(before: Passage, after: Passage) -> bool:
    return before.lang.partition("-")[0] == after.lang.partition("-")[0]


def _numbers(passage: Passage) -> Counter[str]:
    return Counter(
        token.key
        for token in tokenize(passage.text, passage.lang)
        if token.kind is TokenKind.NUMBER
    )
