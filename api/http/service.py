"""What the HTTP app serves from: its models, and the collections as they are now.

The models are loaded in the background, so that the server answers at once. Must not know HTTP:
routes translate.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from api.http.snapshots import SnapshotPool
from api.ingest import add_parsed
from api.opening import (
    open_configured_encoder,
    open_configured_glossary,
    open_configured_reranking,
    open_or_create_collection,
)
from api.report import Report
from api.settings import Settings
from api.wire import AddResponse, IndexReport, Readiness
from index.collection import Collection, Snapshot
from index.encoders.base import Encoder
from index.errors import CollectionNotFound, InputError, PilcrowError
from index.reading.archives import expand
from index.reading.source import SourceFile, parse_source
from retriever.glossary import Glossary
from retriever.opening import warm_up
from retriever.reranking import Reranking
from retriever.search import Searcher


class StillLoading(Exception):
    """The encoder is being loaded; ask again."""


class Watch(Protocol):
    """Looks on while documents are added; called from the thread that adds them."""

    def reading(self, name: str) -> None:
        """A file is being read."""
        ...

    def encoding(self, total: int) -> None:
        """So many of its texts are to be encoded; not called for a document that is unchanged."""
        ...

    def encoded(self, count: int) -> None:
        """So many more of them are."""
        ...


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What every search of this server works with."""

    encoder: Encoder
    glossary: Glossary
    reranking: Reranking | None


class Service:
    """Models and collections of one server. Safe to use from several threads.

    Args:
        settings: of the process.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._snapshots = SnapshotPool(settings.data_dir)
        self._loading: Future[_Loaded] = Future()
        self._writing = threading.Lock()

    def start(self, *, on_failure: Callable[[], None]) -> None:
        """Begin to load encoder, glossary, reranker and the collection.

        Args:
            on_failure: called, from another thread, when that has failed.
        """

        def report(loading: Future[_Loaded]) -> None:
            if loading.exception() is not None:
                on_failure()

        loader = ThreadPoolExecutor(1, thread_name_prefix="loader")
        self._loading = loader.submit(self._load)
        self._loading.add_done_callback(report)
        loader.shutdown(wait=False)

    @property
    def is_loading(self) -> bool:
        """Whether the encoder, or what goes with it, is still being loaded."""
        return not self._loading.done()

    def raise_failure(self) -> None:
        """Raise what kept a model, a glossary or the collection from being loaded, if anything did.

        Raises:
            EncoderError, InvalidSetting: encoder or reranker cannot be had.
            UnreadableFile, InvalidSetting: a glossary file cannot be used.
            CollectionError: the collection cannot be used with the encoder.
        """
        if self._loading.done():
            self._loading.result()

    def encoder(self) -> Encoder:
        """The encoder.

        Raises:
            StillLoading: it is not there yet.
        """
        return self._loaded().encoder

    def _loaded(self) -> _Loaded:
        if not self._loading.done():
            raise StillLoading
        return self._loading.result()

    @contextmanager
    def snapshot(self, collection: str | None = None) -> Iterator[Snapshot]:
        """A collection as it is now; the settings' own where none is named.

        Raises:
            CollectionNotFound: there is none of that name.
        """
        with self._snapshots.lease(collection or self.settings.collection) as snapshot:
            yield snapshot

    @contextmanager
    def searcher(self, collection: str | None = None) -> Iterator[Searcher]:
        """A searcher over a collection as it is now.

        Raises:
            StillLoading: the encoder is not there yet.
            CollectionNotFound: there is none of that name.
            EncoderMismatch: it was built with another encoder.
        """
        loaded = self._loaded()
        encoder = loaded.encoder
        name = collection or self.settings.collection
        with self._snapshots.lease(name) as snapshot:
            snapshot.manifest.require_encoder(encoder.identity, collection=name)
            yield Searcher(snapshot, encoder, glossary=loaded.glossary, reranking=loaded.reranking)

    def add(
        self, source: SourceFile, collection: str | None = None, *, watch: Watch | None = None
    ) -> AddResponse:
        """Add a document to a collection, which is made where there is none.

        Args:
            source: the document.
            collection: where to; the settings' own where none is named.
            watch: told how it goes; what it raises gives the document up.

        Raises:
            StillLoading: the encoder is not there yet.
            InputError: the document cannot be read or added.
            CollectionLocked: another process is writing to it.
            StorageError: the disk refuses.
        """
        encoder = self.encoder()
        if watch is not None:
            watch.reading(source.name)
        parsed = parse_source(source)
        name = collection or self.settings.collection
        with self._writing:
            opened = open_or_create_collection(self.settings, name, encoder)
            with opened.writer(encoder) as writer:
                if watch is None:
                    return add_parsed(writer, source, parsed)
                return add_parsed(writer, source, parsed, watch.encoded, watch.encoding)

    def add_archive(
        self,
        source: SourceFile,
        collection: str | None = None,
        report: Report | None = None,
        *,
        watch: Watch | None = None,
    ) -> IndexReport:
        """Add each file of an archive; one that cannot be is reported, and the rest goes on.

        Args:
            source: the archive.
            collection: where to; the settings' own where none is named.
            report: gathers what becomes of the files, for whoever looks on.
            watch: told how each file goes.

        Raises:
            StillLoading: the encoder is not there yet.
            InputError: the archive as a whole, or the one file in it, cannot be read.
            CollectionLocked: another process is writing to the collection.
            StorageError: the disk refuses.
        """
        self.encoder()
        report, errors = Report() if report is None else report, list[PilcrowError]()
        for item in expand(source, on_skip=report.skipped):
            if isinstance(item, PilcrowError):
                report.failed("", item)
                errors.append(item)
                continue
            try:
                report.added(item.name, self.add(item, collection, watch=watch))
            except InputError as error:
                report.failed(item.name, error)
                errors.append(error)
        result = report.of(collection or self.settings.collection)
        if len(errors) == len(result.files) == 1:
            raise errors[0]
        return result

    def remove(self, document_id: str, collection: str | None = None) -> None:
        """Remove a document.

        Raises:
            CollectionNotFound, DocumentNotFound: there is none of that name.
            CollectionLocked: another process is writing to the collection.
        """
        name = collection or self.settings.collection
        with self._writing:
            Collection.open(self.settings.data_dir, name).remove(document_id)

    def readiness(self) -> Readiness:
        """What the server is ready to search.

        Raises:
            StillLoading: the encoder is not there yet.
            CollectionNotFound: the collection is not there yet.
        """
        encoder = self.encoder()
        with self.snapshot() as snapshot:
            return Readiness(
                status="ready",
                collection=self.settings.collection,
                generation=snapshot.generation,
                passages=len(snapshot.row_ids),
                encoder=encoder.identity.name,
            )

    def close(self) -> None:
        """Let go of the collections."""
        self._snapshots.close()

    def _load(self) -> _Loaded:
        """Load the models, and what searching the collection needs in memory."""
        glossary = open_configured_glossary(self.settings)
        encoder = open_configured_encoder(self.settings)
        warm_up(encoder)
        reranking = open_configured_reranking(self.settings)
        name = self.settings.collection
        try:
            with self._snapshots.lease(name) as snapshot:
                snapshot.manifest.require_encoder(encoder.identity, collection=name)
                _ = snapshot.dense, snapshot.lexical, snapshot.columns
        except CollectionNotFound:
            pass  # the first document that is added makes it
        return _Loaded(encoder, glossary, reranking)
