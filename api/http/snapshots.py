"""The newest snapshot of each collection, shared by requests and closed after its last reader.

Must not write, encode or search.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.collection import Collection, Snapshot, StoreVersion


@dataclass(slots=True)
class _Shared:
    """A snapshot in use; the lock of its slot guards the rest.

    Attributes:
        snapshot: what requests read.
        readers: how many requests hold it, and one more while it is the newest.
    """

    snapshot: Snapshot
    readers: int = 1


class _Slot:
    """One collection: its newest snapshot, and who reads which.

    Args:
        collection: to ask for its version and take snapshots from.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._opening = threading.Lock()  # held while a snapshot is taken, by the one that does
        self._lock = threading.Lock()  # guards the newest snapshot and the counts of readers
        self._newest: _Shared | None = None

    def acquire(self) -> _Shared:
        """The newest snapshot, to be released by the caller.

        Of several threads that find it out of date, one takes a new one; the others get the one
        before, or wait where there is none.
        """
        version = self._collection.version()
        held = self._hold()
        if held is not None and held.snapshot.version == version:
            return held
        if not self._opening.acquire(blocking=held is None):
            assert held is not None  # noqa: S101 - a blocking acquire succeeds
            return held
        try:
            if held is not None:
                self.release(held)
            return self._renewed(version)
        finally:
            self._opening.release()

    def release(self, shared: _Shared) -> None:
        """Give a snapshot back; the last to do so closes it."""
        with self._lock:
            shared.readers -= 1
            unused = shared.readers == 0
        if unused:
            shared.snapshot.close()

    def close(self) -> None:
        """Let go of the newest snapshot; its readers may finish."""
        with self._lock:
            newest, self._newest = self._newest, None
        if newest is not None:
            self.release(newest)

    def _hold(self) -> _Shared | None:
        with self._lock:
            if self._newest is not None:
                self._newest.readers += 1
            return self._newest

    def _renewed(self, version: StoreVersion) -> _Shared:
        """A snapshot of `version` or later; another thread may have taken it just now."""
        before = self._hold()
        if before is None:
            return self._install(self._collection.snapshot())
        if before.snapshot.version == version:
            return before
        try:
            return self._install(self._collection.snapshot(before.snapshot))
        finally:
            self.release(before)

    def _install(self, snapshot: Snapshot) -> _Shared:
        """Make a snapshot the newest; the one before is closed after its last reader."""
        self.close()
        with self._lock:
            self._newest = _Shared(snapshot, readers=2)
            return self._newest


class SnapshotPool:
    """Snapshots of the collections in a data folder. Safe to use from several threads.

    Args:
        data_dir: folder of the collections.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._slots: dict[str, _Slot] = {}

    @contextmanager
    def lease(self, name: str) -> Iterator[Snapshot]:
        """The collection as it is now, for as long as the block runs.

        Where it has changed since the last lease, a new snapshot is taken first; requests that
        come in the meantime get the one before.

        Raises:
            InvalidParameter: no collection can have this name.
            CollectionNotFound: there is none of this name.
            IndexTooNew, IndexDamaged, StorageDenied: it cannot be read.
        """
        slot = self._slot(name)
        shared = slot.acquire()
        try:
            yield shared.snapshot
        finally:
            slot.release(shared)

    def close(self) -> None:
        """Let go of every snapshot; those in use close when their last reader is done."""
        with self._lock:
            slots = list(self._slots.values())
            self._slots.clear()
        for slot in slots:
            slot.close()

    def _slot(self, name: str) -> _Slot:
        with self._lock:
            known = self._slots.get(name)
        if known is not None:
            return known
        opened = _Slot(Collection.open(self._data_dir, name))
        with self._lock:
            return self._slots.setdefault(name, opened)
