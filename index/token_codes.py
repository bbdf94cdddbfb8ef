"""Two bits for each coordinate of a token's vector.

After a random rotation every coordinate of a unit vector is nearly normal with variance 1 / k, so
one quantiser made for the normal distribution (Max 1960) serves all of them, and nothing need be
learned from documents (TurboQuant, arXiv 2504.19874). What all tokens of an encoder have in common
is taken away before: else most of the bits would describe it. Must not know languages, or what
tokens are compared for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

FloatMatrix = NDArray[np.float32]
FloatVector = NDArray[np.float32]
Codes = NDArray[np.uint8]

COORDINATES_PER_BYTE = 4

LEVELS = np.array([-100, -30, 30, 100], np.int8)
"""What the four codes stand for: the best four values for a normal distribution, in small integers
so that sums of them are exact."""

_DEVIATIONS_PER_LEVEL = 0.4528 / 30
_BOUNDARY = 0.9816  # where the nearer of two levels changes, in standard deviations
_BYTES_AT_ONCE = 2
_SEED = 20


@dataclass(frozen=True, slots=True, eq=False)
class TokenBasis:
    """How the tokens of one collection are placed before they are compressed.

    Attributes:
        center: float32 (D,), what tokens of the encoder have in common.
        axes: float32 (D, k), a rotation; k is D, or a little more so that codes fill whole words.
    """

    center: FloatVector
    axes: FloatMatrix

    @classmethod
    def around(cls, center: FloatVector) -> Self:
        """A basis with a random rotation, the same for every center of one dimension."""
        dimension = len(center)
        step = COORDINATES_PER_BYTE * _BYTES_AT_ONCE
        width = -(-dimension // step) * step
        random = np.random.default_rng(_SEED).standard_normal((width, dimension))
        columns, _ = np.linalg.qr(random)
        return cls(center.astype(np.float32), np.ascontiguousarray(columns.T, np.float32))

    @property
    def width(self) -> int:
        """k: coordinates of a placed token."""
        return int(self.axes.shape[1])

    @property
    def scale(self) -> float:
        """What a level counts in a vector of unit length."""
        return float(_DEVIATIONS_PER_LEVEL / np.sqrt(self.width))

    def place(self, tokens: FloatMatrix) -> FloatMatrix:
        """Take the center away, rotate, and give unit length.

        Args:
            tokens: float32 (t, D).

        Returns:
            float32 (t, k); a row of which nothing is left is zero.
        """
        placed = (tokens - self.center) @ self.axes
        lengths = np.linalg.norm(placed, axis=1, keepdims=True)
        unit: FloatMatrix = np.divide(
            placed, lengths, out=np.zeros_like(placed), where=lengths > 0.0
        )
        return unit

    def compress(self, tokens: FloatMatrix) -> Codes:
        """Place tokens and keep two bits of each coordinate.

        Args:
            tokens: float32 (t, D).

        Returns:
            uint8 (t, k / 4).
        """
        placed = self.place(tokens) * np.float32(np.sqrt(self.width))
        level = (placed > -_BOUNDARY).astype(np.uint8) + (placed > 0.0) + (placed > _BOUNDARY)
        quarters = level.reshape(
            len(placed), self.width // COORDINATES_PER_BYTE, COORDINATES_PER_BYTE
        )
        packed: Codes = np.bitwise_or.reduce(quarters << _SHIFTS, axis=2)
        return packed


_SHIFTS = np.arange(0, 8, 2, dtype=np.uint8)


def unpack(codes: Codes) -> NDArray[np.int8]:
    """The levels of compressed tokens: uint8 (t, k / 4) → int8 (t, k)."""
    words = np.ascontiguousarray(codes).view("<u2")
    levels: NDArray[np.int8] = _levels_of_words().take(words).view(np.int8)
    return levels


@lru_cache(maxsize=1)
def _levels_of_words() -> NDArray[np.int64]:
    """For each two bytes the eight levels they stand for, side by side in eight bytes."""
    words = np.arange(1 << 16, dtype="<u2")
    quarters = words[:, np.newaxis] >> np.arange(0, 16, 2, dtype=np.uint16) & 3
    table: NDArray[np.int64] = LEVELS[quarters].view(np.int64)[:, 0]
    return table
