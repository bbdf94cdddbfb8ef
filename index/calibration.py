"""What an encoder makes of texts that we know: the questions of the sample corpus.

A collection has passages to learn its languages from, but no questions; these stand for them.
Must not store what it finds.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders.base import Encoder, token_encoder
from index.sample import sample_folder

FloatVector = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What questions look like to an encoder, every language counting alike.

    Attributes:
        question: float32 (d,), their mean vector; shorter than a unit vector.
        token: float32 (D,), the mean of their tokens that tell what is asked; None where the
            encoder gives none.
    """

    question: FloatVector
    token: FloatVector | None


def calibrate(encoder: Encoder) -> Calibration:
    """Encode the sample's questions, once.

    Raises:
        EncoderUnavailable: a remote encoder did not answer.
    """
    by_language = _questions()
    texts = [text for one in by_language.values() for text in one]
    ends = np.cumsum([len(one) for one in by_language.values()])[:-1]
    with_tokens = token_encoder(encoder)
    if with_tokens is None:
        return Calibration(_mean_of_means(np.split(encoder.encode_queries(texts), ends)), None)
    encoded = with_tokens.encode_queries_with_tokens(texts)
    tokens = [each.vectors for each in encoded.tokens]
    spans = zip([0, *ends], [*ends, len(texts)], strict=True)
    groups = [np.concatenate(tokens[start:end]) for start, end in spans]
    told = [group for group in groups if len(group)]  # a script may be unknown to the encoder
    return Calibration(
        _mean_of_means(np.split(encoded.vectors, ends)), _mean_of_means(told) if told else None
    )


def _questions() -> dict[str, list[str]]:
    """The sample's questions by language."""
    by_language: defaultdict[str, list[str]] = defaultdict(list)
    path = sample_folder() / "questions" / "queries.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        by_language[question["metadata"]["lang"]].append(question["text"])
    return by_language


def _mean_of_means(groups: Sequence[NDArray[np.float32]]) -> FloatVector:
    return np.asarray(np.mean([group.mean(axis=0) for group in groups], axis=0), np.float32)
