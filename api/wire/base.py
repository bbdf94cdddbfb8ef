"""What all models of the wire share: strict requests, frozen responses, metadata."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from index.model import COLLECTION_NAME

COLLECTION_PATTERN = rf"^{COLLECTION_NAME}$"

JsonValue = str | int | float | bool | list[str]

WireMetadata = Annotated[
    dict[str, JsonValue],
    Field(
        description="Metadata fields; dates as YYYY-MM-DD.",
        examples=[{"body": "COP", "session": 11, "date_start": "2012-10-08"}],
    ),
]


class Request(BaseModel):
    """A request body: unknown fields and wrong types are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Response(BaseModel):
    """A response body."""

    model_config = ConfigDict(frozen=True)


CollectionName = Annotated[
    str | None,
    Field(
        pattern=COLLECTION_PATTERN,
        description="Collection; the server's own where absent.",
        examples=["default"],
    ),
]
