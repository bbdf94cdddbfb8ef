"""Precedents of a draft, and the export of those chosen."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from api.answers.precedents import precedents_response
from api.export import export
from api.http.describe import (
    BAD_PARAMETER,
    NO_COLLECTION,
    NO_PASSAGE,
    NOT_READY,
    ServiceOf,
    error_responses,
    json_response,
)
from api.wire import ExportRequest, PrecedentsRequest, PrecedentsResponseModel
from retriever.filter_syntax import read_filter
from retriever.precedents import PrecedentOptions, Strength, find_precedents

router = APIRouter(tags=["precedents"])


@router.post(
    "/v1/precedents",
    response_model=PrecedentsResponseModel,
    summary="Find what was said before of each paragraph of a draft",
    responses=error_responses(
        invalid_query=(HTTPStatus.BAD_REQUEST, "the draft is empty"),
        invalid_parameter=BAD_PARAMETER,
        invalid_filter=(HTTPStatus.BAD_REQUEST, "session is a number; 'eleven' is not"),
        unknown_field=(HTTPStatus.BAD_REQUEST, "no passage has a field 'sesion'"),
        collection_not_found=NO_COLLECTION,
        not_ready=NOT_READY,
    ),
)
def precedents(body: PrecedentsRequest, service: ServiceOf) -> Response:
    """Each paragraph with its precedents, what differs, and whether there is one at all."""
    options = PrecedentOptions(
        top_k=body.top_k,
        where=read_filter(body.filter),
        body=body.body or "",
        strength=Strength(body.strength),
        first=body.first,
        count=body.count,
    )
    with service.searcher(body.collection) as searcher:
        found = find_precedents(searcher, body.draft, lang=body.lang or None, options=options)
        lineages_of = searcher.snapshot if body.lineage else None
        return json_response(precedents_response(found, lineages_of=lineages_of))


@router.post(
    "/v1/precedents/export",
    summary="Chosen precedents as a file",
    response_class=Response,
    responses=error_responses(
        invalid_parameter=BAD_PARAMETER,
        passage_not_found=NO_PASSAGE,
        collection_not_found=NO_COLLECTION,
    ),
)
def export_precedents(body: ExportRequest, service: ServiceOf) -> Response:
    """A DOCX with citations in footnotes, Markdown, or CSV."""
    with service.snapshot(body.collection) as snapshot:
        exported = export(snapshot, body)
    return Response(
        exported.content,
        media_type=exported.media_type,
        headers={"Content-Disposition": f'attachment; filename="{exported.name}"'},
    )
