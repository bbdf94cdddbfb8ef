"""An encoder made of several: their vectors one after the other.

Each part's unit vector is divided by the square root of the number of parts, so the whole has unit
length, and the cosine of two wholes is the mean of the parts' cosines. Must not know what its parts
are.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import sha256

import numpy as np

from index.encoders.base import (
    Encoded,
    EncodedQueries,
    Encoder,
    EncoderIdentity,
    FloatMatrix,
    Progress,
    TokenEncoder,
    token_encoder,
)
from index.errors import InvalidSetting


class EnsembleEncoder:
    """Encodes with each of its parts in turn. As safe to call from several threads as they are.

    Args:
        parts: two encoders or more, no two of them alike.

    Raises:
        InvalidSetting: there are fewer, or two are alike.
    """

    def __init__(self, parts: Sequence[Encoder]) -> None:
        self._parts = tuple(parts)
        self._identity = _identity_of([part.identity for part in self._parts])

    @property
    def identity(self) -> EncoderIdentity:
        """What an index stores about this encoder: with that of each part."""
        return self._identity

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Encode queries, each part with its own prompt."""
        return self._join([part.encode_queries(texts) for part in self._parts])

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        """Encode passages, each part with its own prompt."""
        shared = None if progress is None else _SharedProgress(progress, len(self._parts))
        return self._join([part.encode_passages(texts, progress=shared) for part in self._parts])

    @cached_property
    def _token_part(self) -> TokenEncoder | None:
        return next(filter(None, map(token_encoder, self._parts)), None)

    @property
    def _tokens_of(self) -> TokenEncoder:
        if self._token_part is None:
            raise LookupError(f"no part of {self._identity.name} gives tokens")
        return self._token_part

    @property
    def token_dimension(self) -> int:
        """That of the first part that gives tokens; 0 where none does."""
        return self._token_part.token_dimension if self._token_part else 0

    def encode_queries_with_tokens(self, texts: Sequence[str]) -> EncodedQueries:
        """As `encode_queries`, with the tokens of the first part that gives some."""
        encoded = self._tokens_of.encode_queries_with_tokens(texts)
        vectors = self._join_around(encoded.vectors, lambda part: part.encode_queries(texts))
        return EncodedQueries(vectors, encoded.tokens)

    def encode_passages_with_tokens(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Encoded:
        """As `encode_passages`, with the tokens of the first part that gives some."""
        shared = None if progress is None else _SharedProgress(progress, len(self._parts))
        encoded = self._tokens_of.encode_passages_with_tokens(texts, progress=shared)
        vectors = self._join_around(
            encoded.vectors, lambda part: part.encode_passages(texts, progress=shared)
        )
        return Encoded(vectors, encoded.tokens)

    def _join_around(
        self, vectors: FloatMatrix, encode: Callable[[Encoder], FloatMatrix]
    ) -> FloatMatrix:
        """All parts' vectors, those of the part that gives tokens being here already."""
        return self._join(
            [vectors if part is self._token_part else encode(part) for part in self._parts]
        )

    def _join(self, vectors: Sequence[FloatMatrix]) -> FloatMatrix:
        return np.concatenate(vectors, axis=1) / np.float32(math.sqrt(len(self._parts)))


class _SharedProgress:
    """Counts a text once though every part finishes it: n texts of one part as n / parts."""

    def __init__(self, progress: Progress, parts: int) -> None:
        self._progress = progress
        self._parts = parts
        self._unreported = 0

    def __call__(self, finished: int) -> None:
        whole, self._unreported = divmod(self._unreported + finished, self._parts)
        if whole:
            self._progress(whole)


def _identity_of(parts: Sequence[EncoderIdentity]) -> EncoderIdentity:
    if len(parts) < 2:
        raise InvalidSetting(
            f"{len(parts)} encoder to combine", hint="Combine two or more, or open the one itself."
        )
    (_, often), *_ = Counter(part.vectors_key for part in parts).most_common(1)
    name = "+".join(part.name for part in parts)
    if often > 1:
        raise InvalidSetting(
            f"the encoders combined in {name!r} are not all different",
            hint="Name each encoder once: one that is there twice adds nothing.",
        )
    keys = json.dumps([part.vectors_key for part in parts])
    return EncoderIdentity(
        name=name,
        fingerprint=sha256(keys.encode()).hexdigest()[:16],
        dimension=sum(part.dimension for part in parts),
        query_prompt="",
        passage_prompt="",
        parts=tuple(parts),
    )
