"""Lineages: where a formulation comes from, what became of it, and which come again most often.

The path below a passage is longer than that of a passage, and must be registered before it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.answers.lineage import DEFAULT_FAMILIES, families, lineage_of_request, passage_lineage
from api.http.describe import (
    BAD_PARAMETER,
    NO_COLLECTION,
    NO_PASSAGE,
    CollectionQuery,
    ServiceOf,
    error_responses,
    json_response,
)
from api.timeline.picture import timeline_svg
from api.wire import FamiliesResponse, LineageRequest, LineageResponse
from retriever.lineage import MAX_FAMILIES

router = APIRouter(tags=["lineage"])

SVG = "image/svg+xml"
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A picture opened by itself runs and fetches nothing; its colours are its own."""

_ERRORS = error_responses(
    invalid_parameter=BAD_PARAMETER,
    passage_not_found=NO_PASSAGE,
    collection_not_found=NO_COLLECTION,
)


@router.post(
    "/v1/lineage",
    response_model=LineageResponse,
    summary="The lineage of a passage or of a text",
    responses=_ERRORS,
)
def lineage(body: LineageRequest, service: ServiceOf) -> Response:
    """The paragraphs of its formulation by date, each with what changed from the one before."""
    with service.snapshot(body.collection) as snapshot:
        return json_response(lineage_of_request(snapshot, body))


@router.get(
    "/v1/passages/{passage_id:path}/lineage",
    response_model=LineageResponse,
    summary="The lineage of a passage, as JSON or as a picture",
    responses=_ERRORS | {200: {"content": {SVG: {"schema": {"type": "string"}}}}},
)
def lineage_of(
    passage_id: Annotated[str, Path(examples=["unep-cbd-cop-11-17.zh:41(c)"])],
    service: ServiceOf,
    collection: CollectionQuery = None,
    output: Annotated[
        Literal["json", "svg"], Query(alias="format", description="`svg` for the timeline.")
    ] = "json",
    lang: Annotated[
        str,
        Query(
            pattern=r"^(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3})?$",
            description="BCP 47 tag: the language in which members are compared and shown, and "
            "that of the picture; the passage's own where it is empty.",
            examples=["fr"],
        ),
    ] = "",
) -> Response:
    """The paragraphs of its formulation by date, each with what changed from the one before."""
    with service.snapshot(collection) as snapshot:
        answer = passage_lineage(snapshot, passage_id, lang=lang)
    if output == "json":
        return json_response(answer)
    own = answer.family.members[max(answer.place, 0)].passage.lang if answer.family else "en"
    return Response(
        timeline_svg(answer, lang or own),
        media_type=SVG,
        headers={"Content-Security-Policy": PICTURE_POLICY, "X-Content-Type-Options": "nosniff"},
    )


@router.get(
    "/v1/families",
    response_model=FamiliesResponse,
    summary="The formulations that occur most often",
    responses=error_responses(invalid_parameter=BAD_PARAMETER, collection_not_found=NO_COLLECTION),
)
def largest(
    service: ServiceOf,
    collection: CollectionQuery = None,
    top: Annotated[int, Query(ge=1, le=MAX_FAMILIES, description="How many.")] = DEFAULT_FAMILIES,
) -> Response:
    """Families of near-identical paragraphs, the largest first."""
    with service.snapshot(collection) as snapshot:
        return json_response(families(snapshot, top))
