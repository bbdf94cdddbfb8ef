"""How much each token of a question tells of what is asked: rare ones more, the prompt nothing.

Must not encode, nor cut texts into tokens.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from index.encoders.base import FloatMatrix, FloatVector, QueryTokens

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

_COMMON = 5.0
"""Minus the logarithm of a piece's probability, from which on it weighs. Chosen on XQuAD."""

_LEAST = 0.5
"""What the most frequent pieces weigh, articles and commas among them."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenWeights:
    """What the tokens of one tokenizer weigh.

    Attributes:
        of_piece: float32 (v,), by id; a token beyond them weighs 1.
        special: ids of the tokens that stand for no text, or for one that is unknown.
    """

    of_piece: FloatVector
    special: NDArray[np.int64]

    @classmethod
    def read(cls, tokenizer: PreTrainedTokenizerBase) -> Self:
        """Read them out of a tokenizer; a quarter of a million pieces take a third of a second.

        Of a piece of a Unigram model (SentencePiece; Kudo, arXiv 1804.10959) the tokenizer knows
        how probable it is. Every piece of another weighs 1.
        """
        probabilities = _log_probabilities(tokenizer)
        special = np.asarray(tokenizer.all_special_ids, np.int64)
        return cls(np.maximum(-probabilities - _COMMON, _LEAST, dtype=np.float32), special)

    def telling(
        self, vectors: FloatMatrix, ids: Sequence[int], prompt_ids: Sequence[int]
    ) -> QueryTokens:
        """Those of a query's tokens that tell what is asked, with their weights.

        Args:
            vectors: float32 (t, D), of the prompt and the query.
            ids: of the same tokens. Where they are not t, the model cut the text in a way of its
                own, and all t tokens tell alike.
            prompt_ids: of the prompt alone. A token made of its end and the beginning of the query
                is not among them, and tells.
        """
        if len(ids) != len(vectors):
            return QueryTokens.alike(vectors)
        weights = self._weights(np.asarray(ids, np.int64))
        pairs = zip(ids, prompt_ids, strict=False)
        weights[: sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))] = 0.0
        told = weights > 0.0
        return QueryTokens(vectors[told], weights[told])

    def _weights(self, ids: NDArray[np.int64]) -> FloatVector:
        weights = np.ones(len(ids), np.float32)
        known = ids < len(self.of_piece)
        weights[known] = self.of_piece[ids[known]]
        weights[np.isin(ids, self.special)] = 0.0
        return weights


def _log_probabilities(tokenizer: PreTrainedTokenizerBase) -> FloatVector:
    """Float32 (v,), of each piece of a Unigram model by id; of length 0 for other tokenizers."""
    from transformers import PreTrainedTokenizerFast

    scores: list[float] = []
    if isinstance(tokenizer, PreTrainedTokenizerFast):
        model = json.loads(tokenizer.backend_tokenizer.to_str())["model"]
        if model.get("type") == "Unigram":
            scores = [score for _, score in model["vocab"]]
    return np.asarray(scores, np.float32)
