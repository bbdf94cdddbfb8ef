"""The web page: one shell for every view, and the files it is made of.

The page asks the public HTTP API for everything else. Must not look at a collection.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.http.assets import Asset, Assets
from api.http.problems import HttpError

router = APIRouter(include_in_schema=False)

METHODS: Final = ["GET", "HEAD"]
VIEWS: Final = ("/", "/ask", "/draft", "/library", "/d/{symbol:path}")
"""Paths of the page's views; which of them it shows, the page tells by itself."""

FOR_GOOD: Final = "public, max-age=31536000, immutable"
ASK_EACH_TIME: Final = "no-cache"

SECURITY: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


async def shell(request: Request) -> Response:
    """The page, whatever view it will show."""
    assets: Assets = request.app.state.assets
    return _answer(request, assets.shell, ASK_EACH_TIME)


for path in VIEWS:
    router.add_api_route(path, shell, methods=METHODS)


@router.api_route("/static/{path:path}", methods=METHODS)
async def static(path: str, request: Request) -> Response:
    """A file of the page in the version that the shell names."""
    assets: Assets = request.app.state.assets
    if path not in assets.files:
        raise HttpError(
            HTTPStatus.NOT_FOUND,
            f"the page has no file '{path}'",
            hint="load the page anew: its files may be of another version",
        )
    return _answer(request, assets.files[path], FOR_GOOD)


def _answer(request: Request, asset: Asset, kept: str) -> Response:
    """The file, compressed where the browser reads that; nothing where it has it already."""
    headers = {**SECURITY, "Cache-Control": kept, "ETag": asset.etag, "Vary": "Accept-Encoding"}
    if asset.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    content = asset.content
    if "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["Content-Encoding"] = asset.compressed, "gzip"
    return Response(content, headers=headers, media_type=asset.media_type)
