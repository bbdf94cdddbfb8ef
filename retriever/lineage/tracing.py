"""The lineage of a paragraph or of a text, and the largest families: what is shown of them.

Fetches the texts of the families that are asked for, no others. Must not gather families.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index.errors import InvalidQuery
from index.language import detect_language
from index.model import Passage
from index.snapshot import Snapshot
from retriever.lineage.drafting import governing_verb
from retriever.lineage.families import ALIKE, FamilyGroup, FamilyGroups, family_groups
from retriever.lineage.formulations import FEWEST_WORDS, wordings
from retriever.lineage.model import (
    BodyUse,
    Family,
    FamilySummary,
    Lineage,
    Member,
    Step,
    Version,
)
from retriever.lineage.paragraphs import Paragraph
from retriever.lineage.steps import Compared, Origin, origins, step
from retriever.lineage.wording import wording
from retriever.verification.candidates import candidates
from retriever.verification.quotation import Quotation

MAX_TEXT_LENGTH = 20_000
"""Code points; a whole document has no lineage."""

MOST_MEMBERS = 200
"""Members of a family that are read and compared; the earliest."""

MAX_FAMILIES = 200
"""Families that are listed."""

_CANDIDATES = 60


def lineage_of_passage(snapshot: Snapshot, passage_id: str, *, lang: str = "") -> Lineage:
    """The family of a paragraph.

    Args:
        snapshot: one generation of a collection.
        passage_id: any of its language versions.
        lang: language in which members are compared and shown first; that of the passage
            where it is empty. Where two have it not in common, another one they share.

    Raises:
        PassageNotFound: there is no such passage.
    """
    row_id = snapshot.row_id(passage_id)
    groups = snapshot.derived(family_groups)
    position = int(snapshot.row_ids.searchsorted(row_id))
    place = groups.place(position)
    group = groups.family(place)
    return Lineage(
        family=_Reading(snapshot, groups, lang or snapshot.langs[position]).family(group),
        place=_listed(group, place),
        similarity=1.0,
    )


def lineage_of_text(snapshot: Snapshot, text: str, *, lang: str = "") -> Lineage:
    """The family whose formulation a text is, if there is one in its language.

    Args:
        snapshot: one generation of a collection.
        text: a paragraph, as drafted.
        lang: BCP 47 tag of the text; told from it where it is empty.

    Raises:
        InvalidQuery: it is empty or has more than `MAX_TEXT_LENGTH` code points.
    """
    if not text.strip():
        raise InvalidQuery("the text is empty", hint="give the paragraph whose lineage you want")
    if len(text) > MAX_TEXT_LENGTH:
        raise InvalidQuery(
            f"the text has {len(text):,} characters; at most {MAX_TEXT_LENGTH:,} are compared "
            f"(it begins «{text[:60]}»)",
            hint="give one paragraph",
        )
    lang = lang or detect_language(text)
    groups = snapshot.derived(family_groups)
    best, similarity = _most_alike(snapshot, groups, text, lang)
    if best < 0 or similarity < ALIKE:
        return Lineage(None, -1, similarity)
    place = groups.place(best)
    group = groups.family(place)
    family = _Reading(snapshot, groups, lang).family(group)
    return Lineage(family, _listed(group, place), similarity)


def largest_families(snapshot: Snapshot, top: int = 10) -> list[FamilySummary]:
    """The families with the most members, largest first.

    Args:
        snapshot: one generation of a collection.
        top: how many, up to `MAX_FAMILIES`.
    """
    groups = snapshot.derived(family_groups)
    chosen = groups.families[: min(max(top, 0), MAX_FAMILIES)]
    summaries = []
    for group in chosen:
        members = [groups.paragraphs[place] for place in group.members]
        (first,) = _Reading(snapshot, groups, "").members(
            FamilyGroup(group.members[:1], group.strands[:1], ())
        )
        dates = [one.when for one in members if one.when is not None]
        summaries.append(
            FamilySummary(
                first=first,
                members=len(members),
                works=len({one.work for one in members}),
                last_date=max(dates, default=None),
                bodies=tuple(use.body for use in _bodies(members)),
            )
        )
    return summaries


def _listed(group: FamilyGroup, place: int) -> int:
    index = group.members.index(place)
    return index if index < MOST_MEMBERS else -1


def _most_alike(
    snapshot: Snapshot, groups: FamilyGroups, text: str, lang: str
) -> tuple[int, float]:
    """The position whose formulation is most like a text, and how much; -1 for none."""
    words = wording(text, lang)
    best, similarity = -1, 0.0
    if len(words) < FEWEST_WORDS:
        return best, similarity
    numbers = snapshot.derived(wordings).numbers(words)
    for passage in candidates(snapshot, Quotation(text, lang, (), ()), _CANDIDATES):
        position = int(snapshot.row_ids.searchsorted(snapshot.row_id(passage.passage_id)))
        formulation = groups.formulation(position)
        if formulation < 0 or not _same_language(passage.lang, lang):
            continue
        found = groups.likenesses.of_text(numbers, formulation)
        if found > similarity:
            best, similarity = position, found
    return best, similarity


def _bodies(members: Sequence[Paragraph]) -> tuple[BodyUse, ...]:
    """Who used a formulation, by first use."""
    uses: dict[str, tuple[int, date | None]] = {}
    for member in members:
        if member.body:
            count, first = uses.get(member.body, (0, member.when))
            uses[member.body] = count + 1, first
    return tuple(BodyUse(body, count, first) for body, (count, first) in uses.items())


def _same_language(one: str, other: str) -> bool:
    return one.partition("-")[0] == other.partition("-")[0]


class _Reading:
    """Families with their texts, read in one language where there is a choice."""

    def __init__(self, snapshot: Snapshot, groups: FamilyGroups, lang: str) -> None:
        self._snapshot = snapshot
        self._groups = groups
        self._lang = lang

    def family(self, group: FamilyGroup) -> Family:
        """A family, its earliest members compared step by step."""
        listed = FamilyGroup(
            group.members[:MOST_MEMBERS], group.strands[:MOST_MEMBERS], group.joints
        )
        members = self.members(listed)
        return Family(
            family_id=self._groups.first_passage_id(self._snapshot, group),
            members=members,
            total=len(group.members),
            bodies=_bodies([self._groups.paragraphs[place] for place in group.members]),
        )

    def members(self, group: FamilyGroup) -> tuple[Member, ...]:
        """The members of a family with their texts."""
        paragraphs = [self._groups.paragraphs[place] for place in group.members]
        versions = [self._versions(paragraph) for paragraph in paragraphs]
        found = origins(
            group,
            self._groups.paragraphs,
            lambda one, other: self._groups.likeness(one, other).similarity,
        )
        return tuple(
            Member(
                versions=of_member,
                date=paragraph.when,
                body=paragraph.body,
                verb=governing_verb(of_member[0].passage),
                step=None if origin is None else self._step(versions, place, origin),
            )
            for place, (paragraph, of_member, origin) in enumerate(
                zip(paragraphs, versions, found, strict=True)
            )
        )

    def _versions(self, paragraph: Paragraph) -> tuple[Version, ...]:
        """The versions of a paragraph, the language that is read first."""
        langs = sorted(paragraph.positions, key=lambda lang: (lang != self._lang, lang))
        rows = [int(self._snapshot.row_ids[paragraph.positions[lang]]) for lang in langs]
        passages = self._snapshot.passages(rows)
        documents = self._snapshot.documents_by_id({one.document_id for one in passages})
        return tuple(Version(one, documents[one.document_id]) for one in passages)

    def _step(self, versions: Sequence[tuple[Version, ...]], place: int, origin: Origin) -> Step:
        return step(_compared(versions, place, origin.sources), origin.joined)


def _compared(
    versions: Sequence[tuple[Version, ...]], place: int, sources: Sequence[int]
) -> Compared:
    """The versions to be compared: in the first language that all have, else the first of each."""
    after = [one.passage for one in versions[place]]
    before = [[one.passage for one in versions[source]] for source in sources]
    for later in after:
        matching = [_in_language(earlier, later.lang) for earlier in before]
        known = [one for one in matching if one is not None]
        if len(known) == len(before):
            return Compared(later, tuple(zip(sources, known, strict=True)))
    return Compared(after[0], tuple(zip(sources, (one[0] for one in before), strict=True)))


def _in_language(passages: Sequence[Passage], lang: str) -> Passage | None:
    return next((one for one in passages if one.lang == lang), None)
