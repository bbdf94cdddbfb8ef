"""Lineages as the wire shows them.

Shared by the command line and the HTTP routes. Opens nothing and gathers nothing.
"""

from __future__ import annotations

from api import wire
from api.answers import to_wire
from index.drafting.verbs import Verb
from index.errors import InvalidParameter
from index.snapshot import Snapshot
from retriever.citations import cite, resolve
from retriever.lineage import (
    Family,
    FamilySummary,
    Lineage,
    Member,
    Operation,
    Step,
    StepSource,
    Version,
    largest_families,
    lineage_of_passage,
    lineage_of_text,
)

DEFAULT_FAMILIES = 10


def lineage_of_request(snapshot: Snapshot, request: wire.LineageRequest) -> wire.LineageResponse:
    """The lineage of the passage or text that a request gives.

    Raises:
        InvalidParameter: it gives both or neither.
        PassageNotFound: no passage has this id.
        InvalidQuery: the text is too long.
    """
    if bool(request.passage_id) == bool(request.text.strip()):
        given = "both passage_id and text" if request.passage_id else "neither passage_id nor text"
        raise InvalidParameter(f"the request gives {given}", hint="give one of the two")
    if request.passage_id:
        return passage_lineage(snapshot, request.passage_id, lang=request.lang)
    return lineage_model(lineage_of_text(snapshot, request.text, lang=request.lang))


def passage_lineage(snapshot: Snapshot, passage_id: str, *, lang: str = "") -> wire.LineageResponse:
    """The lineage of a passage.

    Raises:
        PassageNotFound: no passage has this id.
    """
    return lineage_model(lineage_of_passage(snapshot, passage_id, lang=lang))


def citation_lineages(snapshot: Snapshot, citation: str) -> list[wire.LineageResponse]:
    """The lineage of each paragraph that a citation names; its language versions are one.

    Raises:
        CitationNotFound: nothing bears that name.
    """
    answers, seen = list[wire.LineageResponse](), set[str]()
    for passage in resolve(snapshot, citation):
        if passage.passage_id in seen:
            continue
        lineage = lineage_of_passage(snapshot, passage.passage_id)
        if lineage.family is not None and lineage.place >= 0:
            member = lineage.family.members[lineage.place]
            seen.update(one.passage.passage_id for one in member.versions)
        answers.append(lineage_model(lineage))
    return answers


def families(snapshot: Snapshot, top: int) -> wire.FamiliesResponse:
    """The largest families of a collection."""
    return wire.FamiliesResponse(
        families=[_summary(one) for one in largest_families(snapshot, top)]
    )


def lineage_model(lineage: Lineage) -> wire.LineageResponse:
    """A lineage."""
    family = lineage.family
    warnings = []
    if family is not None and family.total > len(family.members):
        warnings.append(
            f"the family has {family.total:,} members; the first {len(family.members):,} are listed"
        )
    if family is not None and len(family.members) > 1:
        undated = sum(one.date is None for one in family.members)
        if undated:
            warnings.append(
                f"{undated:,} of the members listed have no date; they come last, by symbol"
            )
    return wire.LineageResponse(
        family=None if family is None else _family(family),
        place=lineage.place,
        similarity=round(lineage.similarity, 6),
        warnings=warnings,
    )


def _family(family: Family) -> wire.FamilyModel:
    first = family.first.versions[0]
    return wire.FamilyModel(
        id=family.family_id,
        members=[_member(one, is_first=place == 0) for place, one in enumerate(family.members)],
        total=family.total,
        first=cite(first.document, first.passage),
        bodies=[
            wire.BodyUseModel(body=use.body, members=use.members, first=use.first)
            for use in family.bodies
        ],
    )


def _member(member: Member, *, is_first: bool) -> wire.MemberModel:
    shown, *others = member.versions
    return wire.MemberModel(
        passage=_passage(shown),
        versions=[_passage(one) for one in others],
        date=member.date,
        body=member.body,
        verb=_verb(member.verb),
        first=is_first,
        step=None if member.step is None else _step(member.step),
    )


def _passage(version: Version) -> wire.PassageModel:
    return to_wire.passage_model(version.document, version.passage)


def _verb(verb: Verb | None) -> wire.GoverningVerbModel | None:
    return None if verb is None else wire.GoverningVerbModel(key=verb.key, strength=verb.strength)


def _step(step: Step) -> wire.StepModel:
    return wire.StepModel(
        kind=str(step.kind),
        passage_id=step.passage_id,
        sources=[_source(one) for one in step.sources],
        verb_before=_verb(step.verb_before),
        verb_after=_verb(step.verb_after),
        notes=list(step.notes),
    )


def _source(source: StepSource) -> wire.StepSourceModel:
    return wire.StepSourceModel(
        member=source.member,
        passage_id=source.passage_id,
        operations=[_operation(one) for one in source.operations],
    )


def _operation(operation: Operation) -> wire.WordChangeModel:
    return wire.WordChangeModel(
        op=str(operation.kind),
        before=wire.RunModel(start=operation.before_start, end=operation.before_end),
        after=wire.RunModel(start=operation.after_start, end=operation.after_end),
    )


def _summary(summary: FamilySummary) -> wire.FamilySummaryModel:
    first = _passage(summary.first.versions[0])
    return wire.FamilySummaryModel(
        id=first.id,
        members=summary.members,
        works=summary.works,
        first=first,
        first_date=summary.first.date,
        last_date=summary.last_date,
        bodies=list(summary.bodies),
    )
