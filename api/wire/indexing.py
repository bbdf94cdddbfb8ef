"""What `pilcrow index --json` prints: what became of every file."""

from __future__ import annotations

from pydantic import Field

from api.wire.base import Response


class ErrorModel(Response):
    """An error inside a report."""

    code: str
    message: str
    hint: str


class FileReport(Response):
    """What became of one file of a run, or of an archive."""

    name: str
    status: str = Field(description="`added`, `replaced`, `unchanged` or `failed`.")
    document_id: str
    passages: int
    encoded: int
    warnings: list[str]
    error: ErrorModel | None


class SkippedFile(Response):
    """A file in a folder or archive that was left out, and why."""

    path: str
    reason: str


class IndexReport(Response):
    """What `pilcrow index --json` prints, and what answers the upload of an archive."""

    collection: str
    files: list[FileReport]
    skipped: list[SkippedFile]
    added: int
    replaced: int
    unchanged: int
    failed: int
    passages: int = Field(description="Passages of the files that were read.")
    encoded: int
