"""What every encoder is: a protocol and the identity by which an index remembers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray

FloatMatrix = NDArray[np.float32]
FloatVector = NDArray[np.float32]

Progress = Callable[[int], None]
"""Called with the number of texts finished since the last call."""


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """What makes two encoders give the same vectors.

    Attributes:
        name: how the user names it ("multilingual-e5-small", "BAAI/bge-m3", an endpoint's model).
        fingerprint: short hexadecimal digest of the weights or, for a remote encoder, of the
            endpoint's model name; two encoders with one fingerprint give the same vectors.
        dimension: length of a vector.
        query_prompt: put before a query before it is encoded.
        passage_prompt: put before a passage.
        parts: the encoders whose vectors lie one after the other in this one's; empty for an
            encoder that is its own only part.
    """

    name: str
    fingerprint: str
    dimension: int
    query_prompt: str
    passage_prompt: str
    parts: tuple[EncoderIdentity, ...] = ()

    @property
    def part_dimensions(self) -> tuple[int, ...]:
        """The dimension of each part, in the order of the vector; they add up to `dimension`."""
        return tuple(part.dimension for part in self.parts) or (self.dimension,)

    @property
    def vectors_key(self) -> tuple[str, int, str, str]:
        """What decides the vectors: all but the name, which may be another for the same weights."""
        return (self.fingerprint, self.dimension, self.query_prompt, self.passage_prompt)


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """What one pass over n texts gives.

    Attributes:
        vectors: float32 (n, dimension), rows of unit length.
        tokens: n arrays, float32 (t, token_dimension): a row of unit length for each of the t
            tokens of the text as the encoder saw it, prompt and special tokens among them, in
            order; t may be 0.
    """

    vectors: FloatMatrix
    tokens: tuple[FloatMatrix, ...]


@dataclass(frozen=True, slots=True, eq=False)
class QueryTokens:
    """The tokens of a query that tell what is asked: not the prompt's, nor special ones.

    Attributes:
        vectors: float32 (t, token_dimension), rows of unit length; t may be 0.
        weights: float32 (t,), above 0: how much each tells, compared with the others.
    """

    vectors: FloatMatrix
    weights: FloatVector

    @classmethod
    def alike(cls, vectors: FloatMatrix) -> Self:
        """Tokens that all tell as much."""
        return cls(vectors, np.ones(len(vectors), np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class EncodedQueries:
    """What one pass over n queries gives.

    Attributes:
        vectors: float32 (n, dimension), rows of unit length.
        tokens: those of each query.
    """

    vectors: FloatMatrix
    tokens: tuple[QueryTokens, ...]


class Encoder(Protocol):
    """Turns texts into unit vectors. Implementations are safe to call from several threads."""

    @property
    def identity(self) -> EncoderIdentity:
        """What an index stores about this encoder, and checks when it is opened."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Encode queries.

        Args:
            texts: n texts; may be empty.

        Returns:
            float32 array (n, dimension), rows of unit length.

        Raises:
            EncoderUnavailable: a remote encoder did not answer.
        """
        ...

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        """Encode passages or sentences of passages; as `encode_queries` otherwise."""
        ...


@runtime_checkable
class TokenEncoder(Encoder, Protocol):
    """An encoder that can also tell what it made of each token, at no further cost."""

    @property
    def token_dimension(self) -> int:
        """Length of a token's vector; 0 where its model turns out to give none."""
        ...

    def encode_queries_with_tokens(self, texts: Sequence[str]) -> EncodedQueries:
        """As `encode_queries`, with the tokens' vectors out of the same pass."""
        ...

    def encode_passages_with_tokens(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Encoded:
        """As `encode_passages`, with the tokens' vectors out of the same pass."""
        ...


def token_encoder(encoder: Encoder) -> TokenEncoder | None:
    """The same encoder as one that gives vectors of tokens; None where it gives none."""
    return encoder if isinstance(encoder, TokenEncoder) and encoder.token_dimension else None
