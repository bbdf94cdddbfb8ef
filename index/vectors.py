"""The vectors of a collection, by what they are the vectors of: nothing is encoded twice.

A vector is committed soon after it was computed, ahead of the document that needs it, and
waits as *pending* until that document's transaction takes it over; a killed run thus loses at
most one batch. A vector goes with the last passage or sentence that uses it, and its tokens go
with it. Must not know documents.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.database import transaction
from index.encoders.base import Encoder, EncoderIdentity, FloatMatrix, Progress, TokenEncoder
from index.errors import EncoderUnavailable
from index.records import vector_to_blob
from index.token_codes import TokenBasis
from index.token_store import TokenWriter

BATCH_TEXTS = 128
"""Texts encoded between two commits: what a killed run may have to encode again."""

PENDING_KEPT = 100_000
"""How many pending vectors of abandoned documents are kept for their return."""

_UNIT_TOLERANCE = 1e-2

Codes = NDArray[np.uint8]


def text_key(identity: EncoderIdentity, text: str) -> str:
    """What a vector is found by: a digest of the encoder, its passage prompt and the text."""
    digest = hashlib.blake2b(digest_size=20)
    for part in (identity.fingerprint, identity.passage_prompt, text):
        encoded = part.encode("utf-8")
        digest.update(len(encoded).to_bytes(8, "little"))
        digest.update(encoded)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class TokenSource:
    """Where the tokens of passages come from.

    Attributes:
        encoder: the collection's.
        basis: what they are compressed by.
    """

    encoder: TokenEncoder
    basis: TokenBasis


class VectorCache:
    """The vectors of one collection, through the connection of its writer.

    Args:
        connection: the writer's.
        encoder: the collection's.
    """

    def __init__(self, connection: sqlite3.Connection, encoder: Encoder) -> None:
        self._connection = connection
        self._encoder = encoder

    def encode_missing(
        self,
        texts: Iterable[str],
        *,
        passages: Iterable[str] = (),
        tokens: TokenSource | None = None,
        progress: Progress | None = None,
        announce: Progress | None = None,
    ) -> int:
        """Encode and commit those texts that have no vector yet, in batches.

        Args:
            texts: what needs a vector; may recur.
            passages: those of them that need their tokens as well; may recur.
            tokens: where these come from; None where the collection keeps no tokens.
            progress: told of texts as they are finished.
            announce: told, before the first, how many texts there are to encode.

        Returns:
            How many texts were encoded.

        Raises:
            EncoderUnavailable: the encoder did not answer, or not with unit vectors.
        """
        by_key = {text_key(self._encoder.identity, text): text for text in texts}
        missing = by_key.keys() - vector_ids(self._connection, by_key).keys()
        tokenless: set[str] = set()
        if tokens is not None:
            tokenless = {text_key(self._encoder.identity, text) for text in passages}
            tokenless -= vector_ids(self._connection, tokenless, with_tokens=True).keys()
        if announce is not None:
            announce(len(missing | tokenless))
        if tokens is not None:
            for batch in _batches(by_key, tokenless):
                encoded = tokens.encoder.encode_passages_with_tokens(
                    list(batch.values()), progress=progress
                )
                codes = [tokens.basis.compress(each) for each in encoded.tokens]
                self._keep(list(batch), encoded.vectors, codes)
        for batch in _batches(by_key, missing - tokenless):
            vectors = self._encoder.encode_passages(list(batch.values()), progress=progress)
            self._keep(list(batch), vectors)
        return len(missing | tokenless)

    def has_any(self) -> bool:
        """Whether there is a vector, pending ones among them."""
        return self._connection.execute("SELECT 1 FROM vectors LIMIT 1").fetchone() is not None

    def ids(self, texts: Iterable[str]) -> dict[str, int]:
        """The vectors of texts, all of which have one: text → vector_id."""
        key_of = {text: text_key(self._encoder.identity, text) for text in texts}
        known = vector_ids(self._connection, key_of.values())
        return {text: known[key] for text, key in key_of.items()}

    def _keep(self, keys: Sequence[str], vectors: FloatMatrix, codes: Sequence[Codes] = ()) -> None:
        """Commit a batch: the vectors that are new, and the tokens of all if there are any."""
        self._require_unit_vectors(vectors, len(keys))
        with transaction(self._connection):
            known = vector_ids(self._connection, keys)
            for key, vector in zip(keys, vectors, strict=True):
                if key not in known:
                    known[key] = self._insert(key, vector)
            tokens = TokenWriter(self._connection)
            for key, of_text in zip(keys, codes, strict=bool(codes)):
                tokens.put_codes(known[key], of_text)

    def _insert(self, key: str, vector: NDArray[np.float32]) -> int:
        (vector_id,) = self._connection.execute(
            "INSERT INTO vectors (text_key, vector) VALUES (?, ?) RETURNING vector_id",
            (key, vector_to_blob(vector)),
        ).fetchone()
        self._connection.execute("INSERT INTO pending_vectors (vector_id) VALUES (?)", (vector_id,))
        return int(vector_id)

    def _require_unit_vectors(self, vectors: FloatMatrix, count: int) -> None:
        """A wrong vector would spoil every later search without a word."""
        identity = self._encoder.identity
        sound = vectors.shape == (count, identity.dimension) and bool(
            (np.abs(np.linalg.norm(vectors, axis=1) - 1) < _UNIT_TOLERANCE).all()
        )
        if not sound:
            raise EncoderUnavailable(
                f"the encoder {identity.name} gave something else than {count} unit vectors of "
                f"{identity.dimension} dimensions",
                hint="Check the encoder's dimension and, for an endpoint, what it answers.",
            )


def _batches(text_of: Mapping[str, str], keys: Iterable[str]) -> Iterator[dict[str, str]]:
    """Those of the texts that have these keys, by key, in batches."""
    # Of like length together: a batch is padded to its longest text.
    ordered = sorted(keys, key=lambda key: (len(text_of[key]), key))
    for start in range(0, len(ordered), BATCH_TEXTS):
        yield {key: text_of[key] for key in ordered[start : start + BATCH_TEXTS]}


def vector_ids(
    connection: sqlite3.Connection, keys: Iterable[str], *, with_tokens: bool = False
) -> dict[str, int]:
    """Those of the keys that have a vector, or tokens too: text_key → vector_id."""
    table = "vectors JOIN tokens USING (vector_id)" if with_tokens else "vectors"
    rows = connection.execute(
        f"SELECT text_key, vector_id FROM {table} "
        "WHERE text_key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(keys)),),
    )
    return dict(rows.fetchall())


def take_over(connection: sqlite3.Connection, used: Mapping[str, int]) -> None:
    """Vectors that a document now uses are no longer pending. Part of its transaction."""
    connection.execute(
        "DELETE FROM pending_vectors WHERE vector_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(used.values())),),
    )


def drop_unused(connection: sqlite3.Connection, candidates: Sequence[int]) -> None:
    """Delete those vectors that no passage or sentence uses and no document waits for."""
    connection.execute(
        "DELETE FROM vectors WHERE vector_id IN (SELECT value FROM json_each(?)) "
        "AND NOT EXISTS (SELECT 1 FROM passages p WHERE p.vector_id = vectors.vector_id) "
        "AND NOT EXISTS (SELECT 1 FROM sentences s WHERE s.vector_id = vectors.vector_id) "
        "AND NOT EXISTS (SELECT 1 FROM pending_vectors w WHERE w.vector_id = vectors.vector_id)",
        (json.dumps(list(candidates)),),
    )


def drop_abandoned(connection: sqlite3.Connection, *, kept: int = PENDING_KEPT) -> None:
    """Delete the oldest pending vectors beyond those that are kept."""
    with transaction(connection):
        connection.execute(
            "DELETE FROM vectors WHERE vector_id IN "
            "(SELECT vector_id FROM pending_vectors ORDER BY vector_id DESC LIMIT -1 OFFSET ?)",
            (kept,),
        )
