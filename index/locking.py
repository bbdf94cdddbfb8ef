"""The lock that keeps a collection to one writer at a time.

It is the operating system's, on an open file, so it ends with the process however that ends.
Must not be used for readers: they need none.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from index.database import storage_errors
from index.errors import CollectionLocked


class WriterLock:
    """Held from construction until `release`.

    The file holds the process id of its last holder and is never deleted: deleting it would let
    two processes hold locks on two files of one name.

    Args:
        path: the lock's file; its folder exists.
        collection: the collection's name, for the message.

    Raises:
        CollectionLocked: another writer holds it, in this process or another.
        StorageDenied: the file cannot be created or opened.
    """

    def __init__(self, path: Path, *, collection: str) -> None:
        with storage_errors(path):
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.ftruncate(self._file, 0)
                os.write(self._file, str(os.getpid()).encode("ascii"))
            except BlockingIOError as error:
                holder = os.pread(self._file, 20, 0).decode("ascii", "replace") or "unknown"
                os.close(self._file)
                raise CollectionLocked(
                    f"collection '{collection}' is being written by another run (process {holder})",
                    hint="Wait until it has finished, or end it, and run the command again.",
                ) from error
            except BaseException:
                os.close(self._file)
                raise

    def release(self) -> None:
        """Let others write. Called once."""
        os.close(self._file)
