"""Passages, by id and by citation."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.answers.lookup import cited_passages, passage_by_id
from api.answers.works import MAX_AROUND, with_neighbours
from api.http.describe import (
    BAD_PARAMETER,
    NO_CITATION,
    NO_COLLECTION,
    NO_PASSAGE,
    CollectionQuery,
    ServiceOf,
    error_responses,
    json_response,
)
from api.wire import PassageDetail, ResolveResponse

router = APIRouter(tags=["passages"])


@router.get(
    "/v1/passages/{passage_id:path}",
    response_model=PassageDetail,
    summary="One passage, with its footnotes",
    responses=error_responses(
        invalid_parameter=BAD_PARAMETER,
        passage_not_found=NO_PASSAGE,
        collection_not_found=NO_COLLECTION,
    ),
)
def passage(
    passage_id: Annotated[str, Path(examples=["unep-cbd-cop-11-17.zh:41(c)"])],
    service: ServiceOf,
    collection: CollectionQuery = None,
    around: Annotated[
        int,
        Query(ge=0, le=MAX_AROUND, description="How many passages before it and after it."),
    ] = 0,
) -> Response:
    """The passage of this id, and what stands around it."""
    with service.snapshot(collection) as snapshot:
        return json_response(with_neighbours(snapshot, passage_by_id(snapshot, passage_id), around))


@router.get(
    "/v1/resolve",
    response_model=ResolveResponse,
    summary="The passages that a citation names",
    responses=error_responses(
        invalid_parameter=BAD_PARAMETER,
        citation_not_found=NO_CITATION,
        collection_not_found=NO_COLLECTION,
    ),
)
def resolve(
    service: ServiceOf,
    citation: Annotated[
        str,
        Query(
            description="As a drafter writes it, in any of the six languages.",
            examples=["UNEP/CBD/COP/11/17, para. 41 (c)"],
        ),
    ],
    collection: CollectionQuery = None,
) -> Response:
    """One passage per language version."""
    with service.snapshot(collection) as snapshot:
        passages = cited_passages(snapshot, citation)
    return json_response(ResolveResponse(citation=citation, passages=passages))
