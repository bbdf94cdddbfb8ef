"""Questions."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from api.answers.to_wire import search_response
from api.http.describe import (
    BAD_PARAMETER,
    NO_COLLECTION,
    NOT_READY,
    ServiceOf,
    error_responses,
    json_response,
)
from api.wire import SearchRequest, SearchResponseModel
from retriever.filter_syntax import read_filter
from retriever.query import require_length

router = APIRouter(tags=["search"])


@router.post(
    "/v1/search",
    response_model=SearchResponseModel,
    summary="Find the paragraphs that answer a question",
    responses=error_responses(
        invalid_query=(HTTPStatus.BAD_REQUEST, "the query is empty"),
        invalid_parameter=BAD_PARAMETER,
        invalid_filter=(HTTPStatus.BAD_REQUEST, "session is a number; 'eleven' is not"),
        unknown_field=(HTTPStatus.BAD_REQUEST, "no passage has a field 'sesion'"),
        collection_not_found=NO_COLLECTION,
        not_ready=NOT_READY,
    ),
)
def search(body: SearchRequest, service: ServiceOf) -> Response:
    """Rank the paragraphs of a collection, in whatever languages they are."""
    require_length(body.query, service.settings.max_query_length)
    where = read_filter(body.filter)
    with service.searcher(body.collection) as searcher:
        response = searcher.search(
            body.query,
            top_k=body.top_k,
            where=where,
            collapse_translations=body.collapse_translations,
            reader_langs=body.reader_langs,
            facets=body.facets,
        )
    return json_response(search_response(response))
