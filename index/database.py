"""Connections to a collection's SQLite file, and what its refusals mean to a user.

Knows the file and the machine; must not know what the tables hold.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from index.errors import (
    CollectionLocked,
    IndexDamaged,
    IndexTooNew,
    IndexTooOld,
    PilcrowError,
    StorageDenied,
    StorageFull,
)
from index.schema import APPLICATION_ID, FORMAT_VERSION

BUSY_TIMEOUT_SECONDS = 10.0
"""How long a statement waits for another connection that holds the file for a moment."""

WAL_SIZE_LIMIT_BYTES = 64 * 2**20
"""The write-ahead log is cut back to this once no reader needs the rest of it."""

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Open an existing file for its one writer. The caller holds the writer's lock."""
    with storage_errors(path):
        connection = _connect(path, "mode=rw")
        try:
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA journal_size_limit = {WAL_SIZE_LIMIT_BYTES}")
            _check_header(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open an existing file so that nothing can be changed through the connection.

    A reader of a WAL file must be able to create two small files beside it. Where the folder
    refuses that (read-only media), and there is no log whose content would be missed, the file
    is read as one that nobody changes.
    """
    with storage_errors(path):
        try:
            return _readable(path, "mode=rw")
        except sqlite3.OperationalError as error:
            refused = _primary_code(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
            if not refused or _log_has_content(path):
                raise
            return _readable(path, "mode=ro&immutable=1")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the statements inside, or none of them."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Turn the refusals of SQLite into ours, naming the file.

    Raises:
        StorageFull: no space is left.
        StorageDenied: the file or its folder may not be read or written.
        IndexDamaged: the content is not a sound SQLite file.
        CollectionLocked: another process held the file for longer than the busy timeout.
    """
    try:
        yield
    except sqlite3.Error as error:
        ours = _from_sqlite(error, path)
        if ours is None:
            raise
        raise ours from error


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """As `sqlite_errors`, and the refusals of the operating system as well."""
    try:
        with sqlite_errors(path):
            yield
    except OSError as error:
        raise _from_system(error, path) from error


def _connect(path: Path, parameters: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(path))}?{parameters}",
        uri=True,
        timeout=BUSY_TIMEOUT_SECONDS,
        isolation_level=None,  # transactions are begun and ended by us
        check_same_thread=False,  # callers hold a lock
    )


def _readable(path: Path, parameters: str) -> sqlite3.Connection:
    connection = _connect(path, parameters)
    try:
        connection.execute("PRAGMA query_only = ON")
        _check_header(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_header(connection: sqlite3.Connection, path: Path) -> None:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise IndexDamaged(
            f"{path} is not a Pilcrow collection",
            hint="Move the file away and index the documents again, or set another data folder.",
        )
    (format_version,) = connection.execute("PRAGMA user_version").fetchone()
    if format_version > FORMAT_VERSION:
        raise IndexTooNew(
            f"{path} has format version {format_version}; this Pilcrow knows {FORMAT_VERSION}",
            hint="Install the newer Pilcrow that wrote it, or index into another collection.",
        )
    if format_version < FORMAT_VERSION:
        raise IndexTooOld(
            f"{path} has format version {format_version}; this Pilcrow needs {FORMAT_VERSION}",
            hint="Index the documents again: into another collection, or into this one after its "
            "folder has been moved away.",
        )


def _log_has_content(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _primary_code(error: sqlite3.Error) -> int:
    """SQLite's error code without the details; 0 where the error is Python's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _from_sqlite(error: sqlite3.Error, path: Path) -> PilcrowError | None:
    detail = int(getattr(error, "sqlite_errorcode", 0))
    match _primary_code(error):
        case sqlite3.SQLITE_FULL:
            return _full(path)
        case sqlite3.SQLITE_IOERR if detail == sqlite3.SQLITE_IOERR_SHMSIZE or _is_full(path):
            return _full(path)
        case sqlite3.SQLITE_IOERR:
            return _denied(path, str(error))
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return _denied(path, str(error))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return IndexDamaged(
                f"{path} cannot be read as a collection ({error})",
                hint="Restore it from a backup, or move it away and index the documents again.",
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return CollectionLocked(
                f"{path} is in use by another process ({error})",
                hint="Try again when the other process has finished.",
            )
    return None


def _from_system(error: OSError, path: Path) -> PilcrowError:
    return _full(path) if error.errno in _NO_SPACE else _denied(path, error.strerror or str(error))


def _is_full(path: Path) -> bool:
    """Whether no block is left to ordinary users."""
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return False
    return disk.f_bavail == 0


def _full(path: Path) -> StorageFull:
    return StorageFull(
        f"no space is left to write {path}",
        hint="Free some space and run the command again: what was finished is kept, and "
        "nothing that was encoded is encoded again.",
    )


def _denied(path: Path, reason: str) -> StorageDenied:
    return StorageDenied(
        f"{path} cannot be read or written: {reason}",
        hint="Check the permissions of the folder and its files, or set another data folder.",
    )
