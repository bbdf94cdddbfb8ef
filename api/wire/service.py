"""Errors and the state of the server on the wire."""

from __future__ import annotations

from pydantic import Field

from api.wire.base import Response


class Problem(Response):
    """An error, as `application/problem+json` (RFC 9457) with a stable `code`."""

    type: str = Field(examples=["urn:pilcrow:problem:unknown_field"])
    title: str = Field(examples=["Bad Request"])
    status: int = Field(examples=[400])
    detail: str = Field(
        description="What was wrong with which input.",
        examples=["no passage has a field 'sesion'"],
    )
    code: str = Field(examples=["unknown_field"])
    hint: str = Field(description="What to do.", examples=["did you mean session?"])
    instance: str = Field(description="Path of the request.", examples=["/v1/search"])


class Health(Response):
    """The process is up."""

    status: str = Field(examples=["ok"])


class Readiness(Response):
    """The encoder is loaded and the collection open."""

    status: str = Field(examples=["ready"])
    collection: str
    generation: int = Field(description="Grows with each change of the collection.")
    passages: int
    encoder: str
