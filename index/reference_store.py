"""The rows of what passages refer to.

Must not find references or resolve them: `index.references` and `retriever.references` do.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from index import records
from index.model import Reference

References = tuple[Reference, ...]


class ReferenceReader:
    """Reads references through one connection. The caller sees that one thread does so."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_rows(self, row_ids: Iterable[int]) -> dict[int, References]:
        """What each of some passages refers to, in order; passages without any are left out."""
        return self._by_row(
            f"SELECT row_id, {records.REFERENCE_COLUMNS} FROM passage_references "
            "WHERE row_id IN (SELECT value FROM json_each(?)) ORDER BY row_id, ordinal",
            json.dumps([int(row_id) for row_id in row_ids]),
        )

    def after(self, row_id: int) -> dict[int, References]:
        """What each passage of a greater row id refers to; passages without any are left out."""
        return self._by_row(
            f"SELECT row_id, {records.REFERENCE_COLUMNS} FROM passage_references "
            "WHERE row_id > ? ORDER BY row_id, ordinal",
            row_id,
        )

    def to_works(self, works: Iterable[str]) -> dict[int, References]:
        """The references to some works, by the passage that they stand in.

        Args:
            works: keys as stored.
        """
        return self._by_row(
            f"SELECT row_id, {records.REFERENCE_COLUMNS} FROM passage_references "
            "WHERE work IN (SELECT value FROM json_each(?)) ORDER BY row_id, ordinal",
            json.dumps(list(works)),
        )

    def within(self, document_id: str) -> dict[int, References]:
        """The references of a document without a symbol to itself, by passage."""
        return self._by_row(
            f"SELECT row_id, {', '.join(f'r.{name}' for name in _COLUMNS)} "
            "FROM passage_references r JOIN passages USING (row_id) "
            "JOIN documents USING (document_key) "
            "WHERE document_id = ? AND work = '' ORDER BY row_id, r.ordinal",
            document_id,
        )

    def works(self) -> list[str]:
        """The key of every work that is referred to."""
        rows = self._connection.execute("SELECT DISTINCT work FROM passage_references")
        return sorted(work for (work,) in rows)

    def _by_row(self, query: str, parameter: str | int) -> dict[int, References]:
        found: dict[int, list[Reference]] = {}
        for row_id, *columns in self._connection.execute(query, (parameter,)):
            found.setdefault(row_id, []).append(records.reference_from_row(columns))
        return {row_id: tuple(references) for row_id, references in found.items()}


class ReferenceWriter(ReferenceReader):
    """Keeps references. Every method is one part of the caller's transaction."""

    def put(self, row_id: int, references: Sequence[Reference]) -> None:
        """Store what a new passage refers to."""
        self._connection.executemany(
            f"INSERT INTO passage_references (row_id, ordinal, {records.REFERENCE_COLUMNS}) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (row_id, ordinal, *records.reference_row(reference))
                for ordinal, reference in enumerate(references)
            ),
        )


_COLUMNS = records.REFERENCE_COLUMNS.split(", ")
