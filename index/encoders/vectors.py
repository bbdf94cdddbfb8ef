"""What every encoder does to texts before, and to vectors after. Must not know any encoder."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

from index.encoders.base import FloatMatrix

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """Put a text in NFC, so that canonically equivalent texts get one vector.

    Lone surrogates, which no encoder can take, become U+FFFD.
    """
    return unicodedata.normalize("NFC", _LONE_SURROGATE.sub("\ufffd", text))


def unit_rows(matrix: NDArray[np.floating]) -> FloatMatrix:
    """Scale each row to unit length; computed in float64, handed out in float32.

    A row of zeros, which has no direction, becomes the first basis vector: every row that is
    handed out can be compared with every other.

    Args:
        matrix: (n, dimension), finite.
    """
    rows = np.array(matrix, dtype=np.float64)
    lengths = np.linalg.norm(rows, axis=1)
    rows[lengths == 0.0, 0] = 1.0
    lengths[lengths == 0.0] = 1.0
    rows /= lengths[:, np.newaxis]
    return rows.astype(np.float32)
