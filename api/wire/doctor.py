"""What `pilcrow doctor` finds, on the wire."""

from __future__ import annotations

from pydantic import Field

from api.wire.base import Response


class FindingModel(Response):
    """One thing that is wrong in a document, or worth knowing."""

    kind: str = Field(examples=["missing_number"])
    severity: str = Field(description="`error`, `warning` or `note`.")
    label: str = Field(description="Label of the passage it stands in; may be empty.")
    line: int = Field(description="Source line, from 1; 0 where it has none.")
    message: str
    hint: str


class ExaminationModel(Response):
    """What was found in one document, by line."""

    document_id: str = Field(description="Its id; empty for a file that is not indexed.")
    name: str = Field(description="The file's name.")
    errors: int
    warnings: int
    notes: int
    findings: list[FindingModel]


class DoctorReport(Response):
    """What `pilcrow doctor --json` prints."""

    documents: list[ExaminationModel]
    failed: list[str] = Field(description="What could not be read, one sentence each.")
