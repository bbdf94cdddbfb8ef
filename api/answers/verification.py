"""Checks of quotations as the wire shows them. Must not check anything."""

from __future__ import annotations

from api import wire
from api.answers.to_wire import passage_model
from retriever.verification import (
    AnswerCheck,
    CheckedCitation,
    CheckedQuotation,
    CitedPassage,
    Difference,
    FoundSpan,
    Verdict,
)


def verdict_model(verdict: Verdict) -> wire.VerdictModel:
    """The answer to one check."""
    return wire.VerdictModel(
        verdict=str(verdict.judgement),
        quotation=verdict.quotation,
        citation=verdict.citation,
        citation_problem=verdict.citation_problem,
        cited=[_passage(one) for one in verdict.cited],
        found=[_span(one) for one in verdict.found],
        differences=[_difference(one) for one in verdict.differences],
        similarity=round(verdict.similarity, 4),
        explanation=verdict.explanation,
        warnings=list(verdict.warnings),
    )


def answer_response(check: AnswerCheck) -> wire.VerifyAnswerResponse:
    """A text, checked."""
    return wire.VerifyAnswerResponse(
        quotations=[_quotation(one) for one in check.quotations],
        citations=[_citation(one) for one in check.citations],
        warnings=list(check.warnings),
    )


def _quotation(checked: CheckedQuotation) -> wire.CheckedQuotationModel:
    return wire.CheckedQuotationModel(
        start=checked.start,
        end=checked.end,
        citation_start=checked.citation_start,
        citation_end=checked.citation_end,
        verdict=verdict_model(checked.verdict),
    )


def _citation(checked: CheckedCitation) -> wire.CheckedCitationModel:
    return wire.CheckedCitationModel(
        start=checked.start,
        end=checked.end,
        citation=checked.citation,
        status=str(checked.status),
        problem=checked.problem,
        passage_ids=[passage.passage_id for passage in checked.cited.passages],
    )


def _span(span: FoundSpan) -> wire.SpanModel:
    return wire.SpanModel(passage=_passage(span.at), start=span.start, end=span.end)


def _passage(cited: CitedPassage) -> wire.PassageModel:
    return passage_model(cited.document, cited.passage)


def _difference(difference: Difference) -> wire.DifferenceModel:
    return wire.DifferenceModel(
        kind=str(difference.kind),
        quoted=difference.quoted,
        quoted_start=difference.quoted_start,
        quoted_end=difference.quoted_end,
        printed=difference.printed,
        printed_start=difference.printed_start,
        printed_end=difference.printed_end,
        passage_id=difference.passage_id,
    )
