"""Whether the process is up, and whether it can answer."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from api.http.describe import NOT_READY, ServiceOf, error_responses, json_response
from api.http.problems import HttpError
from api.wire import Health, Readiness
from index.errors import CollectionNotFound

router = APIRouter(tags=["health"])


@router.get("/healthz", response_model=Health, summary="The process is up")
async def healthz() -> Response:
    """Answers from the first moment on, without touching encoder or collection."""
    return json_response(Health(status="ok"))


@router.get(
    "/readyz",
    response_model=Readiness,
    summary="The encoder is loaded and the collection open",
    responses=error_responses(
        not_ready=NOT_READY,
    ),
)
def readyz(service: ServiceOf) -> Response:
    """503 with the reason until then."""
    try:
        return json_response(service.readiness())
    except CollectionNotFound as error:
        raise HttpError(
            HTTPStatus.SERVICE_UNAVAILABLE,
            error.message,
            hint="post a document to /v1/documents, or run `pilcrow index`",
        ) from error
