"""A named collection in the data folder: where it is, what it was made with, who may open it.

The one entrance to the store for other layers. Must not search, encode or parse.
"""

from __future__ import annotations

import re
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Self

from index.database import connect_to_read, connect_to_write, storage_errors
from index.encoders.base import Encoder
from index.errors import CollectionNotFound, InvalidParameter
from index.indexer import AddResult, Writer, remove_document
from index.locking import WriterLock
from index.manifest import ContextPolicy, Manifest
from index.model import COLLECTION_NAME
from index.schema import CREATE_TABLES
from index.snapshot import Snapshot
from index.store import StoreReader, StoreVersion

__all__ = [
    "AddResult",
    "Collection",
    "ContextPolicy",
    "Manifest",
    "Snapshot",
    "StoreVersion",
    "Writer",
    "list_collections",
]

_STORE_FILE = "pilcrow.sqlite3"
_LOCK_FILE = "writer.lock"


class Collection:
    """A collection that exists. Holds no file open: its writers and snapshots do.

    Attributes:
        name: its name.
        manifest: what it was made with.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self.name = folder.name
        self.manifest = manifest

    @classmethod
    def open(cls, data_dir: Path, name: str) -> Self:
        """Open a collection.

        Raises:
            InvalidParameter: no collection can have this name.
            CollectionNotFound: there is none of this name.
            IndexDamaged: its store is not one of ours, or is damaged.
            IndexTooNew: it was written by a newer version.
            StorageDenied: it may not be read.
        """
        folder = data_dir / _checked(name)
        path = folder / _STORE_FILE
        with storage_errors(path):
            if not _is_there(path):
                raise _not_found(data_dir, name)
            with closing(connect_to_read(path)) as connection:
                state = StoreReader(connection).state()
        return cls(folder, Manifest.from_json(state.manifest_json, collection=name))

    @classmethod
    def create(cls, data_dir: Path, name: str, manifest: Manifest) -> Self:
        """Make an empty collection, or open the one that another process has just made.

        It appears under its name only when it is complete.

        Raises:
            CollectionLocked: another process is at it.
            StorageDenied, StorageFull: the folder refuses.
            InvalidParameter, IndexDamaged, IndexTooNew: as `open`.
        """
        folder = data_dir / _checked(name)
        path = folder / _STORE_FILE
        with storage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder), storage_errors(path):
            if not _is_there(path):
                _make_store(path, manifest)
        return cls.open(data_dir, name)

    def writer(self, encoder: Encoder) -> AbstractContextManager[Writer]:
        """A context in which documents can be added, replaced and removed; one at a time.

        Args:
            encoder: the one the collection was made with.

        Raises:
            EncoderMismatch: it is another one.
            CollectionLocked: there is a writer already.
            StorageDenied: the collection may not be written.
        """
        self.manifest.require_encoder(encoder.identity, collection=self.name)
        return self._writer(encoder)

    def remove(self, document_id: str) -> None:
        """Remove a document, with no need of an encoder.

        Raises:
            DocumentNotFound: there is no such document.
            CollectionLocked, StorageDenied: as `writer`.
        """
        with self._connected() as connection, storage_errors(self._path):
            remove_document(connection, document_id, collection=self.name)

    def snapshot(self, previous: Snapshot | None = None) -> Snapshot:
        """The collection as it is now, to be closed by the caller.

        Args:
            previous: an earlier snapshot; what it has loaded is taken over where it holds.
        """
        return Snapshot(self._path, collection=self.name, previous=previous)

    def version(self) -> StoreVersion:
        """The version that a snapshot taken now would have; cheap enough for every query."""
        with storage_errors(self._path), closing(connect_to_read(self._path)) as connection:
            return StoreReader(connection).state().version

    def generation(self) -> int:
        """The generation that a snapshot taken now would have."""
        return self.version().generation

    @property
    def _path(self) -> Path:
        return self._folder / _STORE_FILE

    @contextmanager
    def _writer(self, encoder: Encoder) -> Iterator[Writer]:
        with self._connected() as connection:
            yield Writer(connection, encoder, path=self._path, collection=self.name)

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with _locked(self._folder), closing(connect_to_write(self._path)) as connection:
            yield connection


def list_collections(data_dir: Path) -> tuple[str, ...]:
    """Names of the collections in a data folder, sorted; none where there is no folder.

    Raises:
        StorageDenied: the folder may not be read.
    """
    with storage_errors(data_dir):
        try:
            folders = sorted(data_dir.iterdir())
        except FileNotFoundError:
            return ()
        return tuple(folder.name for folder in folders if _is_there(folder / _STORE_FILE))


def _checked(name: str) -> str:
    if re.fullmatch(COLLECTION_NAME, name):
        return name
    raise InvalidParameter(
        f"'{name}' cannot be the name of a collection",
        hint="Use up to 64 letters of the English alphabet, digits, hyphens and underscores, "
        "beginning with a letter or digit.",
    )


def _not_found(data_dir: Path, name: str) -> CollectionNotFound:
    there = list_collections(data_dir)
    return CollectionNotFound(
        f"there is no collection '{name}' in {data_dir}",
        hint=f"The collections there are: {', '.join(there)}."
        if there
        else "There are none yet: `pilcrow index PATH` makes one. Or set another data folder.",
    )


def _is_there(path: Path) -> bool:
    """Whether a file exists; unlike `Path.exists`, not being allowed to look is an error."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = WriterLock(folder / _LOCK_FILE, collection=folder.name)
    try:
        yield
    finally:
        lock.release()


def _make_store(path: Path, manifest: Manifest) -> None:
    """Make an empty store under another name and move it into place."""
    draft = path.with_name(path.name + ".draft")
    for leftover in path.parent.glob(f"{draft.name}*"):  # of a run that was killed here
        leftover.unlink()
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.executescript(f"BEGIN; {CREATE_TABLES}")
        connection.execute(
            "INSERT INTO collection (id, manifest, store_id, generation) VALUES (1, ?, ?, 0)",
            (manifest.to_json(), uuid.uuid4().hex),
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")  # a property of the file
    draft.rename(path)
