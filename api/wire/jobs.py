"""Uploads that are indexed in the background, on the wire."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.wire.base import Response
from api.wire.indexing import ErrorModel, FileReport, SkippedFile

JobState = Literal["waiting", "running", "done", "failed"]
JobStage = Literal["", "reading", "encoding", "storing"]


class JobAccepted(Response):
    """The upload was received and waits to be indexed."""

    job: str = Field(
        description="Id of the job; `GET /v1/jobs/{id}` says how it fares.",
        examples=["4f6c1de0a9b24f7d8e21c0ab7d5c3e11"],
    )


class JobSummary(Response):
    """How an upload fares."""

    id: str
    name: str = Field(description="Name of the file that was uploaded.")
    collection: str
    state: JobState = Field(
        description="`failed` where nothing of it could be indexed, else `done` in the end."
    )
    stage: JobStage = Field(description="What is done to `file`; empty unless running.")
    file: str = Field(description="The file it is at: in an archive, one of those in it.")
    ahead: int = Field(description="How many uploads come before it while it waits.")
    done: int = Field(description="How many texts of `file` are encoded.")
    total: int = Field(description="How many texts of `file` have to be; 0 until that is known.")


class JobModel(JobSummary):
    """How an upload fares, and what became of its files so far."""

    files: list[FileReport]
    skipped: list[SkippedFile] = Field(description="Files in an archive that were left out.")
    error: ErrorModel | None = Field(description="What ended it, if something did.")


class JobList(Response):
    """Uploads, the latest first; those that are finished are forgotten after a while."""

    jobs: list[JobSummary]
