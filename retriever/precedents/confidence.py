"""How likely it is that a passage is a precedent of a paragraph, and from where one is said to be.

A logistic function of nearness in meaning, by vectors and by tokens. Its numbers were fitted on
one half of aligned texts and paraphrases, which have a precedent, and of unrelated texts, which
have none (BENCHMARKS.md). Must not rank.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retriever.fusion import FloatVector

LEAST_CONFIDENCE = 0.5
"""From here on a passage is called a precedent."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The numbers of a logistic function.

    Attributes:
        intercept: its constant.
        near: weight of the cosine with the passage or its best sentence, whichever is nearer, by
            the encoder that knows paraphrases best.
        tokens: weight of late interaction of the draft's matter.
    """

    intercept: float
    near: float
    tokens: float = 0.0


WITH_TOKENS = Calibration(intercept=-5.77, near=8.49, tokens=6.08)
WITHOUT_TOKENS = Calibration(intercept=-4.02, near=10.02)
"""For a collection that has none."""


def confidences(
    near: FloatVector, tokens: FloatVector | None, calibration: Calibration | None = None
) -> FloatVector:
    """How likely each passage is a precedent, float32 (k,), 0 to 1.

    Args:
        near: cosine of the whole with the passage or its best sentence.
        tokens: late interaction of the matter; None where the collection has no tokens.
        calibration: other numbers than those for the encoders that come with Pilcrow.
    """
    if tokens is None:
        numbers, tokens = calibration or WITHOUT_TOKENS, np.zeros_like(near)
    else:
        numbers = calibration or WITH_TOKENS
    exponent = numbers.intercept + numbers.near * near + numbers.tokens * tokens
    return np.asarray(1.0 / (1.0 + np.exp(-exponent)), np.float32)
