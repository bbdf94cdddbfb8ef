"""The types that lineages are handed out in. Hold fields only, and what follows from them alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.drafting.verbs import Verb
from index.model import Document, Passage


class StepKind(StrEnum):
    """What became of a formulation from one use to the next."""

    REPEATS = "repeats"  # word for word, but for punctuation and "also" or "further"
    STRENGTHENED = "strengthened"  # a stronger verb: encourages → urges
    WEAKENED = "weakened"  # a weaker one
    MERGED = "merged"  # two paragraphs became one
    SPLIT = "split"  # one became two
    CHANGED = "changed"  # other words, another number or date, another addressee


class OperationKind(StrEnum):
    """What became of a run of words."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Operation:
    """A run of the earlier text beside a run of the later one; either may be empty.

    Attributes:
        kind: what became of it.
        before_start: code points into the earlier text.
        before_end: exclusive.
        after_start: code points into the later text.
        after_end: exclusive.
    """

    kind: OperationKind
    before_start: int
    before_end: int
    after_start: int
    after_end: int


@dataclass(frozen=True, slots=True)
class Version:
    """A member of a family in one language."""

    passage: Passage
    document: Document


@dataclass(frozen=True, slots=True)
class StepSource:
    """An earlier member that a step starts from, beside the later one.

    Attributes:
        member: its place in the family, from 0.
        passage_id: its version that was compared.
        operations: what became of its words, in order, equal runs included; none where the two
            have no language in common.
    """

    member: int
    passage_id: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """How a member came from what was before it.

    Attributes:
        kind: what happened.
        sources: what it came from: one member, or the two that were merged.
        passage_id: the version of the member that was compared.
        verb_before: the verb that governed the earlier paragraph; None where there is none.
        verb_after: the one that governs the later.
        notes: what else changed that matters (a number, a modal verb), one sentence each.
    """

    kind: StepKind
    sources: tuple[StepSource, ...]
    passage_id: str
    verb_before: Verb | None
    verb_after: Verb | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A paragraph of a family; its language versions are one member.

    Attributes:
        versions: by language.
        date: when it was adopted or published; None where nothing says so.
        body: code of the body that used it ("COP"), "" where nothing says so.
        verb: the verb that governs it; None where there is none.
        step: how it came from what was before it; None where the formulation begins.
    """

    versions: tuple[Version, ...]
    date: date | None
    body: str
    verb: Verb | None
    step: Step | None

    def version(self, lang: str) -> Version:
        """The version in a language, else the first."""
        return next((one for one in self.versions if one.passage.lang == lang), self.versions[0])


@dataclass(frozen=True, slots=True)
class BodyUse:
    """A body that used a formulation: how often, and when first."""

    body: str
    members: int
    first: date | None


@dataclass(frozen=True, slots=True)
class Family:
    """Paragraphs of one formulation, by date.

    Attributes:
        family_id: passage id of its first occurrence.
        members: by date, then symbol, then place in the document.
        total: how many members there are; `members` may hold only the earliest.
        bodies: who used it, by first use.
    """

    family_id: str
    members: tuple[Member, ...]
    total: int
    bodies: tuple[BodyUse, ...]

    @property
    def first(self) -> Member:
        """Its first occurrence."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Lineage:
    """What is known of the lineage of a paragraph or a text.

    Attributes:
        family: its family; None for a text that is like no paragraph of the collection. A
            paragraph that has no like is a family of its own.
        place: the member that was asked about, from 0; for a text the one most like it. -1 where
            it is not among the members listed.
        similarity: of a text to that member, 0 to 1; 1 for a paragraph.
    """

    family: Family | None
    place: int
    similarity: float


@dataclass(frozen=True, slots=True)
class FamilySummary:
    """A family in short.

    Attributes:
        first: its first occurrence.
        members: how many members it has.
        works: in how many documents or works.
        last_date: when it was used last; None where no member has a date.
        bodies: codes of the bodies that used it, by first use.
    """

    first: Member
    members: int
    works: int
    last_date: date | None
    bodies: tuple[str, ...]
