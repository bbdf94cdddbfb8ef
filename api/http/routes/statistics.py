"""What a collection holds, in numbers."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.answers.statistics import statistics_of
from api.http.describe import (
    BAD_PARAMETER,
    NO_COLLECTION,
    CollectionQuery,
    ServiceOf,
    error_responses,
    json_response,
)
from api.wire import StatisticsModel

router = APIRouter(tags=["documents"])


@router.get(
    "/v1/stats",
    response_model=StatisticsModel,
    summary="What a collection holds, in numbers",
    responses=error_responses(
        invalid_parameter=BAD_PARAMETER,
        collection_not_found=NO_COLLECTION,
    ),
)
def statistics(service: ServiceOf, collection: CollectionQuery = None) -> Response:
    """Documents, passages and sentences by language, values of the main fields, and the balance.

    Counted once for each state of the collection.
    """
    with service.snapshot(collection) as snapshot:
        return json_response(statistics_of(snapshot, collection or service.settings.collection))
