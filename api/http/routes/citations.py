"""Citations of a passage.

Its path is longer than that of a passage, and must be registered before it.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from api.answers.citations import citations_of_passage
from api.http.describe import (
    BAD_PARAMETER,
    NO_COLLECTION,
    NO_PASSAGE,
    CollectionQuery,
    ServiceOf,
    error_responses,
    json_response,
)
from api.wire import CitationsResponse

router = APIRouter(tags=["passages"])


@router.get(
    "/v1/passages/{passage_id:path}/citations",
    response_model=CitationsResponse,
    summary="A passage cited in every form",
    responses=error_responses(
        invalid_parameter=BAD_PARAMETER,
        passage_not_found=NO_PASSAGE,
        collection_not_found=NO_COLLECTION,
    ),
)
def citations(
    passage_id: Annotated[str, Path(examples=["unep-cbd-cop-11-17.zh:41(c)"])],
    service: ServiceOf,
    collection: CollectionQuery = None,
) -> Response:
    """House styles of six languages, Akoma Ntoso, Markdown, BibTeX and CSL-JSON."""
    with service.snapshot(collection) as snapshot:
        return json_response(citations_of_passage(snapshot, passage_id))
