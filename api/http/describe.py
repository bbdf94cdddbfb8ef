"""What routes share: access to the service, JSON bodies, and how they describe their errors."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.http.problems import PROBLEM_JSON
from api.http.service import Service
from api.wire import COLLECTION_PATTERN

JSON = "application/json"


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceOf = Annotated[Service, Depends(_service)]

CollectionQuery = Annotated[
    str | None,
    Query(
        pattern=COLLECTION_PATTERN,
        description="Collection; the server's own where absent.",
        examples=["default"],
    ),
]


def json_response(model: BaseModel, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """A body of JSON, exactly as the command line prints it."""
    return Response(model.model_dump_json(), status, media_type=JSON)


def error_responses(**examples: tuple[HTTPStatus, str]) -> dict[int | str, dict[str, Any]]:
    """Descriptions of the errors of an operation.

    Args:
        examples: for each code its status and an example of its `detail`.
    """
    described: dict[int | str, dict[str, Any]] = {}
    for code, (status, detail) in examples.items():
        example = {
            "type": f"urn:pilcrow:problem:{code}",
            "title": status.phrase,
            "status": int(status),
            "detail": detail,
            "code": code,
            "hint": "",
            "instance": "",
        }
        response = described.setdefault(
            int(status),
            {
                "description": status.phrase,
                "content": {
                    PROBLEM_JSON: {
                        "schema": {"$ref": "#/components/schemas/Problem"},
                        "examples": {},
                    }
                },
            },
        )
        response["content"][PROBLEM_JSON]["examples"][code] = {"value": example}
    return described


NOT_READY = (HTTPStatus.SERVICE_UNAVAILABLE, "the encoder is being loaded")
NO_COLLECTION = (HTTPStatus.NOT_FOUND, "there is no collection 'default'")
NO_DOCUMENT = (HTTPStatus.NOT_FOUND, "there is no document 'unep-cbd-cop-11-18.zh'")
NO_PASSAGE = (HTTPStatus.NOT_FOUND, "there is no passage 'unep-cbd-cop-11-17.zh:99'")
NO_CITATION = (HTTPStatus.NOT_FOUND, "«UNEP/CBD/COP/11/17, para. 99» is not in the collection")
BAD_PARAMETER = (HTTPStatus.BAD_REQUEST, "top_k is 0; it must lie between 1 and 1,000")
DEFECT = (HTTPStatus.INTERNAL_SERVER_ERROR, "internal error: OSError")
