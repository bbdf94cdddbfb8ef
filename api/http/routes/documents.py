"""Documents: list, read whole, add, remove."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Final

from anyio.to_thread import run_sync
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.answers.lookup import document_in_full, documents_page
from api.http.describe import (
    BAD_PARAMETER,
    NO_COLLECTION,
    NO_DOCUMENT,
    NOT_READY,
    CollectionQuery,
    ServiceOf,
    error_responses,
    json_response,
)
from api.http.routes.jobs import PATH as JOBS_PATH
from api.http.routes.jobs import JobsOf
from api.http.uploads import read_upload
from api.wire import (
    AddRequest,
    AddResponse,
    DocumentDetail,
    DocumentList,
    IndexReport,
    JobAccepted,
)
from index.reading.archives import is_archive

router = APIRouter(tags=["documents"])

PATH: Final = "/v1/documents"
MAX_PAGE: Final = 1000
MAX_SYMBOL_LENGTH: Final = 500
MAX_TEXT_LENGTH: Final = 500

DocumentId = Annotated[str, Path(examples=["unep-cbd-cop-11-17.zh"])]


@router.get(
    PATH,
    response_model=DocumentList,
    summary="The documents of a collection, by id",
    responses=error_responses(
        invalid_parameter=(HTTPStatus.BAD_REQUEST, "limit: input should be less than 1001"),
        collection_not_found=NO_COLLECTION,
    ),
)
def list_documents(
    service: ServiceOf,
    collection: CollectionQuery = None,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE, description="How many at most.")] = 100,
    offset: Annotated[int, Query(ge=0, le=2**31, description="How many to pass over.")] = 0,
    symbol: Annotated[
        str | None,
        Query(
            max_length=MAX_SYMBOL_LENGTH,
            description="Only the versions of a work: its symbol, in any spelling, or the id of "
            "a document; corpora that hold paragraphs of it count as well.",
            examples=["UNEP/CBD/COP/11/17"],
        ),
    ] = None,
    text: Annotated[
        str | None,
        Query(
            max_length=MAX_TEXT_LENGTH,
            description="Only those with each of these words in their symbol, title, id or name.",
            examples=["invasive alien species"],
        ),
    ] = None,
    lang: Annotated[
        str | None,
        Query(max_length=35, description="Only those in this language.", examples=["fr"]),
    ] = None,
    body: Annotated[
        str | None,
        Query(max_length=MAX_TEXT_LENGTH, description="Only those of this body.", examples=["COP"]),
    ] = None,
) -> Response:
    """A page of them, without their passages."""
    with service.snapshot(collection) as snapshot:
        return json_response(
            documents_page(
                snapshot,
                limit=limit,
                offset=offset,
                symbol=symbol,
                text=text,
                lang=lang,
                body=body,
            )
        )


@router.get(
    PATH + "/{document_id:path}",
    response_model=DocumentDetail,
    summary="One document whole",
    responses=error_responses(
        invalid_parameter=BAD_PARAMETER,
        document_not_found=NO_DOCUMENT,
        collection_not_found=NO_COLLECTION,
    ),
)
def show_document(
    document_id: DocumentId, service: ServiceOf, collection: CollectionQuery = None
) -> Response:
    """All its passages in order, its footnotes, and every line of its source."""
    with service.snapshot(collection) as snapshot:
        return json_response(document_in_full(snapshot, document_id))


UPLOAD_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": AddRequest.model_json_schema(),
                "example": {
                    "name": "note-on-cooperation.txt",
                    "content": "1. The Executive Secretary has prepared the present note.\n",
                    "metadata": {"symbol": "UNEP/CBD/COP/11/17"},
                },
            },
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "metadata": {
                            "type": "string",
                            "description": "Metadata fields, as a JSON object.",
                        },
                        "collection": {"type": "string"},
                    },
                }
            },
        },
    }
}


@router.post(
    PATH,
    status_code=HTTPStatus.CREATED,
    response_model=AddResponse | IndexReport,
    summary="Add a document, or replace it",
    openapi_extra=UPLOAD_BODY,
    responses={
        HTTPStatus.OK: {
            "model": AddResponse | IndexReport,
            "description": "Replaced, or unchanged",
        },
        HTTPStatus.ACCEPTED: {
            "model": JobAccepted,
            "description": "Received, to be indexed in the background",
        },
        HTTPStatus.MULTI_STATUS: {
            "model": IndexReport,
            "description": "An archive of which some files could not be added",
        },
        **error_responses(
            invalid_parameter=(HTTPStatus.BAD_REQUEST, "name: field required"),
            payload_too_large=(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                "the body is larger than 33,554,432 bytes",
            ),
            unsupported_format=(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "note.xyz is of no known kind"),
            unreadable_file=(HTTPStatus.UNPROCESSABLE_ENTITY, "note.txt is empty"),
            duplicate_id=(HTTPStatus.CONFLICT, "corpus.jsonl: lines 3 and 8 have one id, 'a1'"),
            collection_locked=(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "collection 'default' is being written by another run",
            ),
            queue_full=(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "32 uploads wait to be indexed already",
            ),
            not_ready=NOT_READY,
        ),
    },
)
async def add_document(
    request: Request,
    service: ServiceOf,
    jobs: JobsOf,
    background: Annotated[
        bool,
        Query(description="Answer as soon as it is received; the job says how it fares."),
    ] = False,
) -> Response:
    """As JSON with its text, or as an uploaded file in any supported format.

    An archive (ZIP) is answered by a report of every file in it.
    """
    upload = await read_upload(request)
    if background:
        accepted = JobAccepted(job=jobs.submit(upload))
        answer = json_response(accepted, HTTPStatus.ACCEPTED)
        answer.headers["Location"] = f"{JOBS_PATH}/{accepted.job}"
        return answer
    limiter = request.app.state.writers
    if is_archive(upload.source):
        report = await run_sync(
            service.add_archive, upload.source, upload.collection, limiter=limiter
        )
        return json_response(report, _status_of(report))
    added = await run_sync(service.add, upload.source, upload.collection, limiter=limiter)
    status = HTTPStatus.CREATED if added.status == "added" else HTTPStatus.OK
    return json_response(added, status)


def _status_of(report: IndexReport) -> HTTPStatus:
    """One status for the files of an archive."""
    if report.failed:
        some = report.failed < len(report.files)
        return HTTPStatus.MULTI_STATUS if some else HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.CREATED if report.added else HTTPStatus.OK


@router.delete(
    PATH + "/{document_id:path}",
    status_code=HTTPStatus.NO_CONTENT,
    summary="Remove a document",
    responses=error_responses(
        invalid_parameter=BAD_PARAMETER,
        document_not_found=NO_DOCUMENT,
        collection_not_found=NO_COLLECTION,
        collection_locked=(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "collection 'default' is being written by another run",
        ),
    ),
)
async def remove_document(
    document_id: DocumentId,
    request: Request,
    service: ServiceOf,
    collection: CollectionQuery = None,
) -> Response:
    """Remove it with all its passages."""
    await run_sync(service.remove, document_id, collection, limiter=request.app.state.writers)
    return Response(status_code=HTTPStatus.NO_CONTENT)
