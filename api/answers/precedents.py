"""Precedents as the wire shows them.

Shared by the command line and the HTTP routes. Must not look for anything but a lineage that is
asked for.
"""

from __future__ import annotations

from api import wire
from api.answers.lineage import passage_lineage
from api.answers.to_wire import passage_model
from index.drafting.verbs import Verb
from index.snapshot import Snapshot
from retriever.precedents import (
    DraftDifference,
    ParagraphPrecedents,
    Precedent,
    PrecedentsResponse,
    Searched,
)
from retriever.results import Highlight


def precedents_response(
    response: PrecedentsResponse, *, lineages_of: Snapshot | None = None
) -> wire.PrecedentsResponseModel:
    """A draft's precedents.

    Args:
        response: what was found.
        lineages_of: where the best precedents' lineages are gathered; None for no lineage.
    """
    return wire.PrecedentsResponseModel(
        paragraphs=[_paragraph(one, lineages_of) for one in response.paragraphs],
        warnings=list(response.warnings),
        total=response.total,
        took_ms=round(response.took_ms, 3),
    )


def _paragraph(
    found: ParagraphPrecedents, lineages_of: Snapshot | None
) -> wire.DraftParagraphModel:
    paragraph = found.paragraph
    first = next(iter(paragraph.formulation.verbs), None)
    lineage = None
    if lineages_of is not None and found.is_found:
        best = max(found.precedents, key=lambda one: one.confidence)
        lineage = passage_lineage(lineages_of, best.passage.passage_id, lang=paragraph.lang)
    return wire.DraftParagraphModel(
        text=paragraph.text,
        label=paragraph.label,
        lang=paragraph.lang,
        verb=_verb(first.verb if first else None),
        stance=str(first.stance) if first else None,
        addressees=list(paragraph.formulation.addressees),
        precedents=[_precedent(one) for one in found.precedents],
        verdict="precedent" if found.is_found else "no_precedent",
        explanation=found.explanation,
        nearest=None if found.nearest is None else _precedent(found.nearest),
        searched=_searched(found.searched),
        warnings=list(found.warnings),
        lineage=lineage,
    )


def _precedent(precedent: Precedent) -> wire.PrecedentModel:
    return wire.PrecedentModel(
        rank=precedent.rank,
        score=round(precedent.score, 6),
        confidence=round(precedent.confidence, 4),
        passage=passage_model(precedent.document, precedent.passage),
        highlights=[
            wire.HighlightModel(start=one.start, end=one.end) for one in precedent.highlights
        ],
        verb=_verb(precedent.verb),
        strength_compared=precedent.strength_compared and str(precedent.strength_compared),
        status=precedent.status or None,
        signals={name: round(value, 4) for name, value in precedent.signals.items()},
        difference=_difference(precedent.difference),
        translations=[
            wire.TranslationModel(passage_id=one.passage_id, lang=one.lang, citation=one.citation)
            for one in precedent.translations
        ],
    )


def _verb(verb: Verb | None) -> wire.GoverningVerbModel | None:
    return None if verb is None else wire.GoverningVerbModel(key=verb.key, strength=verb.strength)


def _difference(difference: DraftDifference) -> wire.DraftDifferenceModel:
    return wire.DraftDifferenceModel(
        kind=str(difference.form),
        operations=[
            wire.OperationModel(op=one.kind, draft=_run(one.draft), passage=_run(one.passage))
            for one in difference.operations
        ],
        sentences=[
            wire.SentencePairModel(
                draft=_run(one.draft),
                passage=_run(one.passage),
                similarity=round(one.similarity, 4),
            )
            for one in difference.sentences
        ],
        notes=list(difference.notes),
    )


def _run(span: Highlight) -> wire.RunModel:
    return wire.RunModel(start=span.start, end=span.end)


def _searched(searched: Searched) -> wire.SearchedModel:
    return wire.SearchedModel(
        bodies=list(searched.bodies),
        sessions=list(searched.sessions),
        languages=list(searched.languages),
        documents=searched.documents,
        passages=searched.passages,
    )
