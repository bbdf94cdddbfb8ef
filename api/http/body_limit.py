"""A bound on the size of request bodies, enforced before more than the bound is read.

Must not look into bodies.
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import HttpError

SMALL_BODY_BYTES = 1024 * 1024
"""Bound for every request but those that bring a document."""


class BodyLimit:
    """ASGI middleware that answers 413 to a body larger than its path allows.

    Args:
        app: what it stands in front of.
        upload_path: the path that documents are posted to.
        upload_bytes: bound there.
    """

    def __init__(self, app: ASGIApp, *, upload_path: str, upload_bytes: int) -> None:
        self._app = app
        self._upload_path = upload_path
        self._upload_bytes = upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what is received of its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._upload_bytes if scope["path"] == self._upload_path else SMALL_BODY_BYTES
        await self._app(scope, _counted(receive, _declared_length(scope), limit), send)


def _declared_length(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdigit() else 0


def _counted(receive: Receive, declared: int, limit: int) -> Receive:
    """`receive` that raises once more than `limit` bytes are declared or have come."""
    received = 0

    async def counted() -> Message:
        nonlocal received
        if declared > limit:
            raise _too_large(limit)
        message = await receive()
        received += len(message.get("body", b""))
        if received > limit:
            raise _too_large(limit)
        return message

    return counted


def _too_large(limit: int) -> HttpError:
    return HttpError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"the body is larger than {limit:,} bytes",
        hint="send less, or raise max_upload_bytes (PILCROW_MAX_UPLOAD_BYTES) for documents",
    )
