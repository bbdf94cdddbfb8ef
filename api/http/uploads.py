"""A document out of a request: JSON with its text, or a form with a file.

Must not parse or index the document.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData, UploadFile

from api.http.problems import HttpError
from api.ingest import source_of
from api.wire import AddRequest, CollectionName
from index.errors import InvalidParameter
from index.reading.source import SourceFile

FORM_HINT = "send `file`, and where wanted `metadata` (a JSON object) and `collection`"
FORM_FIELDS = frozenset({"file", "metadata", "collection"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A document that a request brings, and the collection it is for (None: the server's)."""

    source: SourceFile
    collection: str | None


async def read_upload(request: Request) -> Upload:
    """Read a request that adds a document.

    Raises:
        HttpError: the body is of another type.
        RequestValidationError, InvalidParameter: the body lacks something or has too much.
        InvalidMetadata: the metadata has wrong names or values.
    """
    match _media_type(request):
        case "application/json":
            return _from_json(await request.body())
        case "multipart/form-data":
            async with request.form(max_files=1, max_fields=len(FORM_FIELDS)) as form:
                return await _from_form(form)
        case other:
            raise HttpError(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                f"a document cannot be sent as {other or 'a body without Content-Type'}",
                hint="send application/json or multipart/form-data",
            )


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


def _from_json(body: bytes) -> Upload:
    try:
        asked = AddRequest.model_validate_json(body)
    except ValidationError as error:
        raise _request_error(error) from error
    source = source_of(asked.name, asked.content.encode("utf-8"), asked.metadata)
    return Upload(source, asked.collection)


async def _from_form(form: FormData) -> Upload:
    unknown = sorted(set(form) - FORM_FIELDS)
    if unknown:
        raise InvalidParameter(f"the form has an unknown field {unknown[0]!r}", hint=FORM_HINT)
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise InvalidParameter("the form has no file in its field 'file'", hint=FORM_HINT)
    metadata = _json_object(form.get("metadata", "{}"))
    source = source_of(file.filename or "", await file.read(), metadata)
    try:
        collection = TypeAdapter(CollectionName).validate_python(form.get("collection"))
    except ValidationError as error:
        raise _request_error(error, "collection") from error
    return Upload(source, collection)


def _json_object(text: UploadFile | str) -> dict[str, Any]:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise InvalidParameter("the form's field 'metadata' is no JSON object", hint=FORM_HINT)
    return value


def _request_error(error: ValidationError, *place: str) -> RequestValidationError:
    return RequestValidationError(
        [{**one, "loc": ("body", *place, *one["loc"])} for one in error.errors(include_url=False)]
    )
