"""The rows of a collection's tokens: basis, codes, and exact sums by language.

Must not compress or compare: `token_codes` and `tokens` do.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from index.token_codes import COORDINATES_PER_BYTE, TokenBasis, unpack
from index.tokens import TokenSum

_BASIS_DTYPE = np.dtype("<f4")
_SUM_DTYPE = np.dtype("<i8")


class TokenReader:
    """Reads tokens through one connection. The caller sees to it that one thread does so."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def has_basis(self) -> bool:
        """Whether the collection keeps tokens."""
        return self._connection.execute("SELECT 1 FROM token_basis").fetchone() is not None

    def basis(self) -> TokenBasis | None:
        """What tokens are compressed by; None where the collection keeps none."""
        row = self._connection.execute("SELECT center, axes FROM token_basis").fetchone()
        if row is None:
            return None
        center = np.frombuffer(row[0], _BASIS_DTYPE)
        return TokenBasis(center, np.frombuffer(row[1], _BASIS_DTYPE).reshape(len(center), -1))

    def codes(self, row_ids: Iterable[int], width: int) -> dict[int, NDArray[np.uint8]]:
        """Compressed tokens by row, uint8 (t, width / 4); rows without any are passed over."""
        rows = self._connection.execute(
            "SELECT row_id, codes FROM passages JOIN tokens USING (vector_id) "
            "WHERE row_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(row_ids)),),
        )
        return {row_id: _codes(blob, width) for row_id, blob in rows}

    def sums(self) -> dict[str, TokenSum]:
        """All passages' tokens, by language."""
        rows = self._connection.execute("SELECT lang, passages, tokens, total FROM token_sums")
        return {
            lang: TokenSum(passages, tokens, np.frombuffer(total, _SUM_DTYPE))
            for lang, passages, tokens, total in rows
        }


class TokenWriter(TokenReader):
    """Keeps tokens. Every method is one part of the caller's transaction."""

    def put_basis(self, basis: TokenBasis) -> None:
        """Store what the tokens of the collection are compressed by, once."""
        self._connection.execute(
            "INSERT INTO token_basis (id, center, axes) VALUES (1, ?, ?)",
            (
                basis.center.astype(_BASIS_DTYPE).tobytes(),
                basis.axes.astype(_BASIS_DTYPE).tobytes(),
            ),
        )

    def put_codes(self, vector_id: int, codes: NDArray[np.uint8]) -> None:
        """Store the compressed tokens of what a vector is the vector of."""
        self._connection.execute(
            "INSERT INTO tokens (vector_id, codes) VALUES (?, ?)", (vector_id, codes.tobytes())
        )

    def document_sums(self, document_id: str) -> dict[str, TokenSum]:
        """The tokens that a document's passages have now, by language."""
        basis = self.basis()
        if basis is None:
            return {}
        sums: dict[str, TokenSum] = {}
        rows = self._connection.execute(
            "SELECT p.lang, codes FROM passages p JOIN tokens USING (vector_id) "
            "JOIN documents USING (document_key) WHERE document_id = ?",
            (document_id,),
        )
        for lang, blob in rows:
            levels = unpack(_codes(blob, basis.width))
            _add(sums, lang, TokenSum(1, len(levels), levels.sum(axis=0, dtype=np.int64)))
        return sums

    def replace_sums(self, before: Mapping[str, TokenSum], after: Mapping[str, TokenSum]) -> None:
        """Count one document's tokens instead of those it had."""
        sums = self.sums()
        for lang, one in before.items():
            sums[lang] = sums[lang].minus(one)
        for lang, one in after.items():
            _add(sums, lang, one)
        for lang in before.keys() | after.keys():
            self._put_sum(lang, sums[lang])

    def _put_sum(self, lang: str, one: TokenSum) -> None:
        if one.passages == 0:
            self._connection.execute("DELETE FROM token_sums WHERE lang = ?", (lang,))
            return
        self._connection.execute(
            "INSERT OR REPLACE INTO token_sums (lang, passages, tokens, total) VALUES (?, ?, ?, ?)",
            (lang, one.passages, one.tokens, one.total.astype(_SUM_DTYPE).tobytes()),
        )


def _codes(blob: bytes, width: int) -> NDArray[np.uint8]:
    return np.frombuffer(blob, np.uint8).reshape(-1, width // COORDINATES_PER_BYTE)


def _add(sums: dict[str, TokenSum], lang: str, one: TokenSum) -> None:
    sums[lang] = sums[lang].plus(one) if lang in sums else one
