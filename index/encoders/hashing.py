"""An encoder without a model: hashed words and character trigrams.

The same in every process and on every machine; texts that share words or parts of words are near.
For tests and for trying Pilcrow out; must not be taken for one that understands a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np

from index.encoders.base import (
    Encoded,
    EncodedQueries,
    EncoderIdentity,
    FloatMatrix,
    Progress,
    QueryTokens,
)
from index.encoders.vectors import encodable, unit_rows
from index.errors import InvalidSetting

_VERSION = 1
_MAX_DIMENSION = 1 << 16
_WORD = re.compile(r"\w+")
_WORD_WEIGHT = 2.0
_TRIGRAM_WEIGHT = 1.0


class HashEncoder:
    """Adds up a random unit for each word and character trigram of a text (feature hashing).

    Args:
        dimension: length of a vector, 2 to 65,536.

    Raises:
        InvalidSetting: the dimension is out of its bounds.
    """

    def __init__(self, dimension: int = 256) -> None:
        if not 2 <= dimension <= _MAX_DIMENSION:
            raise InvalidSetting(
                f"hash encoder of dimension {dimension}", hint=f"Take one of 2 to {_MAX_DIMENSION}."
            )
        digest = blake2b(f"hash {_VERSION} {dimension}".encode(), digest_size=8)
        self._identity = EncoderIdentity(
            name="hash",
            fingerprint=digest.hexdigest(),
            dimension=dimension,
            query_prompt="",
            passage_prompt="",
        )

    @property
    def identity(self) -> EncoderIdentity:
        """What an index stores about this encoder."""
        return self._identity

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Encode queries; no different from passages here."""
        return self.encode_passages(texts)

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        """Encode passages."""
        rows = np.zeros((len(texts), self._identity.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for feature, weight in _features(text):
                digest = int.from_bytes(blake2b(feature.encode(), digest_size=8).digest(), "little")
                sign = 1.0 if digest & 1 else -1.0
                row[(digest >> 1) % len(row)] += sign * weight
            if progress is not None:
                progress(1)
        return unit_rows(rows)

    @property
    def token_dimension(self) -> int:
        """That of every vector: a word's vector is that of a text of one word."""
        return self._identity.dimension

    def encode_queries_with_tokens(self, texts: Sequence[str]) -> EncodedQueries:
        """As `encode_queries`, with a vector for each word; all words tell as much."""
        encoded = self.encode_passages_with_tokens(texts)
        return EncodedQueries(encoded.vectors, tuple(map(QueryTokens.alike, encoded.tokens)))

    def encode_passages_with_tokens(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Encoded:
        """As `encode_passages`, with a vector for each word."""
        vectors = self.encode_passages(texts, progress=progress)
        words = (_WORD.findall(encodable(text)) for text in texts)
        return Encoded(vectors, tuple(self.encode_passages(each) for each in words))


def _features(text: str) -> Iterator[tuple[str, float]]:
    for word in _WORD.findall(encodable(text).casefold()):
        yield f"w{word}", _WORD_WEIGHT
        padded = f" {word} "
        for start in range(len(padded) - 2):
            yield f"c{padded[start : start + 3]}", _TRIGRAM_WEIGHT
