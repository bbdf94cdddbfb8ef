"""Keeping language balance with the collection: exact sums, and the means that searches use.

The sums change with every document, in its transaction; the means follow only when one of them has
moved so far that it matters, because every reader then has to balance all vectors anew. Must not
estimate: `balance` does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import cast

import numpy as np
from numpy.typing import NDArray

from index.balance import (
    ROLES,
    TOLERANCE,
    LanguageBalance,
    LanguageSums,
    Role,
    VectorSum,
    estimate,
    sum_by_language,
)
from index.records import VECTOR_DTYPE

_MEAN_DTYPE = np.dtype("<f4")
_SUM_DTYPE = np.dtype("<f8")
_ROWS_AT_ONCE = 4_096

_VECTORS_OF_DOCUMENT: dict[Role, str] = {
    "passage": "SELECT p.lang, vector FROM passages p JOIN vectors USING (vector_id) "
    "JOIN documents USING (document_key) WHERE document_id = ?",
    "sentence": "SELECT p.lang, vector FROM sentences s JOIN passages p USING (row_id) "
    "JOIN vectors v ON v.vector_id = s.vector_id "
    "JOIN documents USING (document_key) WHERE document_id = ?",
}


class BalanceReader:
    """Reads the balance through one connection.

    Args:
        connection: the reader's or writer's.
        part_dimensions: as `EncoderIdentity.part_dimensions`.
    """

    def __init__(self, connection: sqlite3.Connection, part_dimensions: tuple[int, ...]) -> None:
        self._connection = connection
        self._part_dimensions = part_dimensions

    def version(self) -> int:
        """Which means searches use; grows whenever they are published anew. 0 before the first."""
        row = self._connection.execute("SELECT version FROM balance").fetchone()
        return 0 if row is None else int(row[0])

    def published(self) -> LanguageBalance:
        """The means that searches use; zero before there is a document."""
        row = self._connection.execute("SELECT questions FROM balance").fetchone()
        nothing = np.zeros(sum(self._part_dimensions), np.float32)
        means = {("", role): nothing for role in ROLES}
        for lang, role, mean in self._connection.execute(
            "SELECT lang, role, mean FROM language_means"
        ):
            means[lang, cast(Role, role)] = np.frombuffer(mean, _MEAN_DTYPE)
        questions = nothing if row is None else np.frombuffer(row[0], _MEAN_DTYPE)
        return LanguageBalance(self._part_dimensions, means, questions)

    def sums(self) -> dict[tuple[str, Role], VectorSum]:
        """The vectors of the collection as the encoder gave them, summed by language and role."""
        rows = self._connection.execute("SELECT lang, role, count, total FROM language_sums")
        return {
            (lang, cast(Role, role)): VectorSum(count, np.frombuffer(total, _SUM_DTYPE))
            for lang, role, count, total in rows
        }


class BalanceWriter(BalanceReader):
    """Keeps the balance up to date. Every method is one part of the caller's transaction."""

    @property
    def is_calibrated(self) -> bool:
        """Whether the mean question is known."""
        return self._connection.execute("SELECT 1 FROM balance").fetchone() is not None

    def calibrate(self, mean_question: NDArray[np.float32]) -> None:
        """Store the mean question, float32 (d,), which the encoder alone decides."""
        self._connection.execute(
            "INSERT INTO balance (id, version, questions) VALUES (1, 0, ?)",
            (mean_question.astype(_MEAN_DTYPE).tobytes(),),
        )

    def document_sums(self, document_id: str) -> LanguageSums:
        """The vectors that a document has now, summed; nothing where there is none."""
        sums: dict[tuple[str, Role], VectorSum] = {}
        for role in ROLES:
            for langs, vectors in self._vectors(_VECTORS_OF_DOCUMENT[role], document_id):
                _add(sums, sum_by_language(vectors, langs, role))
        return sums

    def replace(self, before: LanguageSums, after: LanguageSums) -> None:
        """Count one document's vectors instead of those it had, and publish if it matters."""
        sums = self.sums()
        for key, one in before.items():
            sums[key] = sums[key].minus(one)
        _add(sums, after)
        for key in before.keys() | after.keys():
            self._put(key, sums[key])
        self._publish({key: one for key, one in sums.items() if one.count})

    def _put(self, key: tuple[str, Role], one: VectorSum) -> None:
        if one.count == 0:
            self._connection.execute("DELETE FROM language_sums WHERE lang = ? AND role = ?", key)
            return
        self._connection.execute(
            "INSERT OR REPLACE INTO language_sums (lang, role, count, total) VALUES (?, ?, ?, ?)",
            (*key, one.count, one.total.astype(_SUM_DTYPE).tobytes()),
        )

    def _publish(self, sums: LanguageSums) -> None:
        published = self.published()
        balance = estimate(sums, published.questions, self._part_dimensions)
        if balance.distance(published) <= TOLERANCE:
            return
        self._connection.execute("DELETE FROM language_means")
        self._connection.executemany(
            "INSERT INTO language_means (lang, role, mean) VALUES (?, ?, ?)",
            (
                (lang, role, mean.astype(_MEAN_DTYPE).tobytes())
                for (lang, role), mean in balance.means.items()
            ),
        )
        self._connection.execute("UPDATE balance SET version = version + 1")

    def _vectors(
        self, query: str, document_id: str
    ) -> Iterator[tuple[list[str], NDArray[np.float16]]]:
        cursor = self._connection.execute(query, (document_id,))
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            vectors = np.frombuffer(b"".join(row[1] for row in rows), VECTOR_DTYPE)
            yield [row[0] for row in rows], vectors.reshape(len(rows), -1)


def _add(sums: dict[tuple[str, Role], VectorSum], more: LanguageSums) -> None:
    for key, one in more.items():
        sums[key] = sums[key].plus(one) if key in sums else one
