"""Every error of the HTTP interface as `application/problem+json` (RFC 9457) with a stable code.

Codes of `index/errors.py` keep their names; the few that only HTTP knows are in `STATUS_CODES`.
Must not swallow a defect: what is unexpected answers 500 and is logged with its traceback.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.errors import http_status
from api.http.service import StillLoading
from api.wire import Problem
from index.errors import (
    CollectionLocked,
    InvalidFilter,
    InvalidParameter,
    InvalidQuery,
    PilcrowError,
    QueryError,
)

PROBLEM_JSON: Final = "application/problem+json"

STATUS_CODES: Final[Mapping[HTTPStatus, str]] = {
    HTTPStatus.BAD_REQUEST: "invalid_parameter",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "payload_too_large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal_error",
    HTTPStatus.SERVICE_UNAVAILABLE: "not_ready",
}

HINTS: Final[Mapping[HTTPStatus, str]] = {
    HTTPStatus.BAD_REQUEST: "send the body that /openapi.json describes",
    HTTPStatus.NOT_FOUND: "the paths there are stand in /openapi.json",
    HTTPStatus.METHOD_NOT_ALLOWED: "the methods of each path stand in /openapi.json",
    HTTPStatus.INTERNAL_SERVER_ERROR: "this is a defect in Pilcrow; the server's log has more",
}

PLACE_HINTS: Final[Mapping[str, str]] = {
    "query": "check the query parameters; /openapi.json describes them",
    "path": "check the address; /openapi.json describes the paths there are",
}
"""What to do about input that is wrong, by where it stands; elsewhere it is the body."""
RETRY_SECONDS: Final = "1"
SHOWN_ERRORS: Final = 3


class HttpError(HTTPException):
    """An error that only HTTP knows, with a hint.

    Args:
        status: its status; `STATUS_CODES` gives its code.
        detail: what was wrong with which input.
        hint: what to do.
        code: its code, where the status alone does not tell it.
    """

    def __init__(self, status: HTTPStatus, detail: str, *, hint: str, code: str = "") -> None:
        retry = status is HTTPStatus.SERVICE_UNAVAILABLE
        super().__init__(status, detail, headers={"Retry-After": RETRY_SECONDS} if retry else None)
        self.hint = hint
        self.code = code


def install(app: FastAPI) -> None:
    """Make every error of the app a problem."""
    app.add_exception_handler(PilcrowError, _pilcrow_error)
    app.add_exception_handler(StillLoading, _still_loading)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _defect)


def _problem(
    request: Request,
    status: HTTPStatus,
    *,
    code: str,
    detail: str,
    hint: str,
    headers: Mapping[str, str] | None = None,
) -> Response:
    problem = Problem(
        type=f"urn:pilcrow:problem:{code}",
        title=status.phrase,
        status=status,
        detail=_encodable(detail),
        code=code,
        hint=_encodable(hint),
        instance=_encodable(request.url.path),
    )
    return Response(problem.model_dump_json(), status, headers=headers, media_type=PROBLEM_JSON)


async def _pilcrow_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, PilcrowError)  # noqa: S101 - registered for nothing else
    retry = {"Retry-After": RETRY_SECONDS} if isinstance(error, CollectionLocked) else None
    return _problem(
        request,
        http_status(error),
        code=error.code,
        detail=error.message,
        hint=error.hint,
        headers=retry,
    )


async def _still_loading(request: Request, _error: Exception) -> Response:
    loading = HttpError(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "the encoder is being loaded",
        hint="ask again in a moment; /readyz says when",
    )
    return await _http_error(request, loading)


async def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    return await _pilcrow_error(request, query_error(error.errors()))


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    status = HTTPStatus(error.status_code)
    return _problem(
        request,
        status,
        code=_own_code(error) or STATUS_CODES.get(status, status.name.lower()),
        detail=f"{request.method} {request.url.path}: {error.detail}",
        hint=error.hint if isinstance(error, HttpError) else HINTS.get(status, ""),
        headers=error.headers,
    )


def _own_code(error: HTTPException) -> str:
    return error.code if isinstance(error, HttpError) else ""


async def _defect(request: Request, error: Exception) -> Response:
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return _problem(
        request,
        status,
        code=STATUS_CODES[status],
        detail=f"internal error: {type(error).__name__}",
        hint=HINTS[status],
    )


def query_error(errors: Sequence[Mapping[str, Any]]) -> QueryError:
    """What FastAPI found wrong with a request, as one of our errors.

    Args:
        errors: as `RequestValidationError.errors()` gives them, at least one.
    """
    first = errors[0]
    place = [str(part) for part in first["loc"]]
    kind: type[QueryError] = InvalidParameter
    if place[:2] == ["body", "query"]:
        kind = InvalidQuery
    elif place[:2] == ["body", "filter"]:
        kind = InvalidFilter
    return kind(
        "; ".join(_sentence(error) for error in errors[:SHOWN_ERRORS]),
        hint=PLACE_HINTS.get(place[0], HINTS[HTTPStatus.BAD_REQUEST]),
    )


def _sentence(error: Mapping[str, Any]) -> str:
    where, *rest = (str(part) for part in error["loc"])
    if error["type"] == "json_invalid":
        return f"the body is not valid JSON: {error['ctx']['error']}"
    if error["type"] == "missing" and not rest:
        return "the request has no body"
    name = ".".join(rest) or where
    message = str(error["msg"])
    return f"{name}: {message[:1].lower()}{message[1:]}"


def _encodable(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
