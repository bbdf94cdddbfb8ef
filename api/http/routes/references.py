"""References of a passage.

Its path is longer than that of a passage, and must be registered before it.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.answers.references import DEFAULT_CITING, MOST_CITING, references_of_passage
from api.http.describe import (
    BAD_PARAMETER,
    NO_COLLECTION,
    NO_PASSAGE,
    CollectionQuery,
    ServiceOf,
    error_responses,
    json_response,
)
from api.wire import ReferencesResponse

router = APIRouter(tags=["passages"])


@router.get(
    "/v1/passages/{passage_id:path}/references",
    response_model=ReferencesResponse,
    summary="What a passage cites, and which passages cite it",
    responses=error_responses(
        invalid_parameter=BAD_PARAMETER,
        passage_not_found=NO_PASSAGE,
        collection_not_found=NO_COLLECTION,
    ),
)
def references(
    passage_id: Annotated[str, Path(examples=["unep-cbd-cop-11-17.zh:41(c)"])],
    service: ServiceOf,
    collection: CollectionQuery = None,
    limit: Annotated[
        int,
        Query(ge=1, le=MOST_CITING, description="How many passages that cite it to list."),
    ] = DEFAULT_CITING,
) -> Response:
    """Each reference with the passages that it resolves to, in every language."""
    with service.snapshot(collection) as snapshot:
        return json_response(references_of_passage(snapshot, passage_id, limit=limit))
