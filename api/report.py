"""What is said of every file of a run: added, replaced, unchanged, failed or left out.

Shared by `pilcrow index` and uploads of archives. Must not read or add files.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from api import wire
from index.errors import PilcrowError


class Report:
    """Gathers what became of files, in order. It may be read while another thread gathers."""

    def __init__(self) -> None:
        self._files: list[wire.FileReport] = []
        self._skipped: list[wire.SkippedFile] = []

    def added(self, name: str, added: wire.AddResponse) -> None:
        """A file was read, and added unless it was there."""
        self._files.append(wire.FileReport(name=name, error=None, **added.model_dump()))

    def failed(self, name: str, error: PilcrowError) -> None:
        """A file could not be indexed; the name is "" where only the error knows it."""
        self._files.append(
            wire.FileReport(
                name=name,
                status="failed",
                document_id="",
                passages=0,
                encoded=0,
                warnings=[],
                error=wire.ErrorModel(code=error.code, message=error.message, hint=error.hint),
            )
        )

    def skipped(self, path: Path, reason: str) -> None:
        """A file was left out."""
        self._skipped.append(wire.SkippedFile(path=str(path), reason=reason))

    def of(self, collection: str) -> wire.IndexReport:
        """What became of every file so far."""
        files = list(self._files)
        statuses = Counter(file.status for file in files)
        return wire.IndexReport(
            collection=collection,
            files=files,
            skipped=list(self._skipped),
            added=statuses["added"],
            replaced=statuses["replaced"],
            unchanged=statuses["unchanged"],
            failed=statuses["failed"],
            passages=sum(file.passages for file in files),
            encoded=sum(file.encoded for file in files),
        )
