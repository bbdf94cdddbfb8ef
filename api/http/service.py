"""What the HTTP app serves from: one encoder, and the collections as they are now.

The encoder is loaded in the background, so that the server answers at once. Must not know HTTP:
routes translate.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from api.http.snapshots import SnapshotPool
from api.ingest import add_parsed
from api.opening import open_configured_encoder, open_or_create_collection
from api.settings import Settings
from api.wire import AddResponse, Readiness
from index.collection import Collection, Snapshot
from index.encoders.base import Encoder
from index.errors import CollectionNotFound
from index.reading.source import SourceFile, parse_source
from retriever.opening import warm_up
from retriever.search import Searcher


class StillLoading(Exception):
    """The encoder is being loaded; ask again."""


class Service:
    """Encoder and collections of one server. Safe to use from several threads.

    Args:
        settings: of the process.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._snapshots = SnapshotPool(settings.data_dir)
        self._loading: Future[Encoder] = Future()
        self._writing = threading.Lock()

    def start(self, *, on_failure: Callable[[], None]) -> None:
        """Begin to load the encoder and the collection.

        Args:
            on_failure: called, from another thread, when that has failed.
        """

        def report(loading: Future[Encoder]) -> None:
            if loading.exception() is not None:
                on_failure()

        loader = ThreadPoolExecutor(1, thread_name_prefix="loader")
        self._loading = loader.submit(self._load)
        self._loading.add_done_callback(report)
        loader.shutdown(wait=False)

    @property
    def is_loading(self) -> bool:
        """Whether the encoder is still being loaded."""
        return not self._loading.done()

    def raise_failure(self) -> None:
        """Raise what kept the encoder or the collection from being loaded, if anything did.

        Raises:
            EncoderError: the encoder cannot be had.
            CollectionError: the collection cannot be used with it.
        """
        if self._loading.done():
            self._loading.result()

    def encoder(self) -> Encoder:
        """The encoder.

        Raises:
            StillLoading: it is not there yet.
        """
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
        encoder = self.encoder()
        name = collection or self.settings.collection
        with self._snapshots.lease(name) as snapshot:
            snapshot.manifest.require_encoder(encoder.identity, collection=name)
            yield Searcher(snapshot, encoder)

    def add(self, source: SourceFile, collection: str | None = None) -> AddResponse:
        """Add a document to a collection, which is made where there is none.

        Raises:
            StillLoading: the encoder is not there yet.
            InputError: the document cannot be read or added.
            CollectionLocked: another process is writing to it.
            StorageError: the disk refuses.
        """
        encoder = self.encoder()
        parsed = parse_source(source)
        name = collection or self.settings.collection
        with self._writing:
            opened = open_or_create_collection(self.settings, name, encoder)
            with opened.writer(encoder) as writer:
                return add_parsed(writer, source, parsed)

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

    def _load(self) -> Encoder:
        """Load the encoder, and what searching the collection needs in memory."""
        encoder = open_configured_encoder(self.settings)
        warm_up(encoder)
        name = self.settings.collection
        try:
            with self._snapshots.lease(name) as snapshot:
                snapshot.manifest.require_encoder(encoder.identity, collection=name)
                _ = snapshot.dense, snapshot.lexical, snapshot.columns
        except CollectionNotFound:
            pass  # the first document that is added makes it
        return encoder
