"""Quotations, checked."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from api.answers.verification import answer_response, verdict_model
from api.http.describe import (
    BAD_PARAMETER,
    NO_COLLECTION,
    NOT_READY,
    ServiceOf,
    error_responses,
    json_response,
)
from api.wire import VerdictModel, VerifyAnswerRequest, VerifyAnswerResponse, VerifyRequest
from retriever.verification import verify, verify_answer

router = APIRouter(tags=["verification"])


@router.post(
    "/v1/verify",
    response_model=VerdictModel,
    summary="Check a quotation against its citation",
    responses=error_responses(
        invalid_query=(HTTPStatus.BAD_REQUEST, "the quotation «…» holds no word"),
        invalid_parameter=BAD_PARAMETER,
        collection_not_found=NO_COLLECTION,
        not_ready=NOT_READY,
    ),
)
def check_quotation(body: VerifyRequest, service: ServiceOf) -> Response:
    """Whether the passage cited says this, word for word, and if not, which one does."""
    with service.searcher(body.collection) as searcher:
        verdict = verify(searcher, body.quotation, body.citation)
    return json_response(verdict_model(verdict))


@router.post(
    "/v1/verify/answer",
    response_model=VerifyAnswerResponse,
    summary="Check all quotations and citations of a text",
    responses=error_responses(
        invalid_query=(HTTPStatus.BAD_REQUEST, "the answer is empty"),
        invalid_parameter=BAD_PARAMETER,
        collection_not_found=NO_COLLECTION,
        not_ready=NOT_READY,
    ),
)
def check_answer(body: VerifyAnswerRequest, service: ServiceOf) -> Response:
    """Each quotation against its citation; each citation without one for what it names."""
    with service.searcher(body.collection) as searcher:
        check = verify_answer(searcher, body.answer)
    return json_response(answer_response(check))
