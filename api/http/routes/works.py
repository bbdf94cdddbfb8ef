"""Works and their versions, translations of a passage, examinations of a document.

Their paths are longer than those of passages and documents, and must be registered before them.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from api.answers.examination import examined_document
from api.answers.works import translations_of_passage, versions_of_work
from api.http.describe import (
    BAD_PARAMETER,
    NO_COLLECTION,
    NO_DOCUMENT,
    NO_PASSAGE,
    CollectionQuery,
    ServiceOf,
    error_responses,
    json_response,
)
from api.wire import ExaminationModel, TranslationsResponse, WorkVersionsResponse

router = APIRouter()


@router.get(
    "/v1/works/{symbol:path}/versions",
    response_model=WorkVersionsResponse,
    tags=["works"],
    summary="The language versions of a work, compared",
    responses=error_responses(
        invalid_parameter=BAD_PARAMETER,
        document_not_found=NO_DOCUMENT,
        collection_not_found=NO_COLLECTION,
    ),
)
def versions(
    symbol: Annotated[str, Path(examples=["UNEP/CBD/COP/11/17"])],
    service: ServiceOf,
    collection: CollectionQuery = None,
) -> Response:
    """Which versions there are, and where paragraphs are missing, split or shifted."""
    with service.snapshot(collection) as snapshot:
        return json_response(versions_of_work(snapshot, symbol))


@router.get(
    "/v1/passages/{passage_id:path}/translations",
    response_model=TranslationsResponse,
    tags=["passages"],
    summary="A passage in its other languages",
    responses=error_responses(
        invalid_parameter=BAD_PARAMETER,
        passage_not_found=NO_PASSAGE,
        collection_not_found=NO_COLLECTION,
    ),
)
def translations(
    passage_id: Annotated[str, Path(examples=["unep-cbd-cop-11-17.zh:41(c)"])],
    service: ServiceOf,
    collection: CollectionQuery = None,
) -> Response:
    """The passages of its label in other versions; one that is not to be trusted says why."""
    with service.snapshot(collection) as snapshot:
        return json_response(translations_of_passage(snapshot, passage_id))


@router.get(
    "/v1/documents/{document_id:path}/doctor",
    response_model=ExaminationModel,
    tags=["documents"],
    summary="What is wrong with a document",
    responses=error_responses(
        invalid_parameter=BAD_PARAMETER,
        document_not_found=NO_DOCUMENT,
        collection_not_found=NO_COLLECTION,
    ),
)
def doctor(
    document_id: Annotated[str, Path(examples=["unep-cbd-cop-11-17.zh"])],
    service: ServiceOf,
    collection: CollectionQuery = None,
) -> Response:
    """Numbering, footnotes, headings, references and language versions."""
    with service.snapshot(collection) as snapshot:
        return json_response(examined_document(snapshot, document_id))
