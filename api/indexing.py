"""One run of `pilcrow index`: sources in, a report out.

A source that cannot be indexed is reported and the rest goes on. The encoder is loaded and the
collection made when the first source is sound, so a mistyped path costs nothing. Must not read
files: sources come read.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from api import wire
from api.ingest import add_parsed
from api.opening import open_configured_encoder, open_or_create_collection
from api.progress import IndexingProgress
from api.report import Report
from api.settings import Settings
from index.collection import Writer
from index.errors import InputError, PilcrowError
from index.reading.source import SourceFile, parse_source


class IndexRun:
    """Adds sources to the collection of the settings; use as a context manager.

    Args:
        settings: of the process.
        progress: where to show what goes on.
    """

    def __init__(self, settings: Settings, progress: IndexingProgress) -> None:
        self._settings = settings
        self._progress = progress
        self._report = Report()
        self._resources = ExitStack()
        self._opened: Writer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._resources.close()

    def add(self, source: SourceFile | PilcrowError) -> None:
        """Add a source, or report why there is none.

        Raises:
            EncoderError, CollectionError, StorageError: nothing further can be added either.
        """
        if isinstance(source, PilcrowError):
            self._failed("", source)
            return
        self._progress.begin(source.name)
        try:
            parsed = parse_source(source)
            added = add_parsed(self._writer, source, parsed, self._progress.advance)
        except InputError as error:
            self._failed(source.name, error)
            return
        for warning in added.warnings:
            self._progress.note(f"warning: {source.name}: {warning}")
        self._report.added(source.name, added)

    def skip(self, path: Path, reason: str) -> None:
        """A file in a folder or archive was left out."""
        self._progress.note(f"skipped {path}: {reason}")
        self._report.skipped(path, reason)

    def report(self) -> wire.IndexReport:
        """What became of every source so far."""
        return self._report.of(self._settings.collection)

    @property
    def _writer(self) -> Writer:
        if self._opened is None:
            encoder = open_configured_encoder(self._settings)
            collection = open_or_create_collection(
                self._settings, self._settings.collection, encoder
            )
            self._opened = self._resources.enter_context(collection.writer(encoder))
        return self._opened

    def _failed(self, name: str, error: PilcrowError) -> None:
        self._progress.note(f"error: {error.message}\nhint: {error.hint}")
        self._report.failed(name, error)
