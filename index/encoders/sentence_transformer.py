"""Encodes with a loaded sentence-transformers model on the CPU.

Batches are made here, because how they are cut decides the speed on a CPU. Must not know where a
model comes from: `model_loading` does.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoders.base import (
    Encoded,
    EncodedQueries,
    EncoderIdentity,
    FloatMatrix,
    Progress,
    QueryTokens,
)
from index.encoders.token_weights import TokenWeights
from index.encoders.vectors import encodable, unit_rows

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH_TOKENS = 1024
"""Tokens in a batch, padding included: the fastest of 512, 1024, 2048 and 4096 on two cores."""

CHARACTERS_PER_TOKEN = 40
"""A model sees a text's first tokens. Far fewer than this many characters make one; what lies
beyond need not be cut into tokens only to be left out: a million characters take ten seconds."""

_SHORTEST = 1e-12  # a state of zeros, which no trained model gives, stays as it is


class SentenceTransformerEncoder:
    """An encoder around a loaded model. Several threads may call it; one computes at a time.

    Args:
        model: the model, on the CPU.
        identity: what an index stores about it.
    """

    def __init__(self, model: SentenceTransformer, identity: EncoderIdentity) -> None:
        self._model = model
        self._identity = identity
        # tokenizers refuse to be used twice at a time, and torch uses all cores for one batch.
        # Held for one batch only, so a query waits for a batch of passages, not for all of them.
        self._lock = threading.Lock()
        tokens = model.max_seq_length
        self._longest = None if tokens is None else tokens * CHARACTERS_PER_TOKEN

    @property
    def identity(self) -> EncoderIdentity:
        """What an index stores about this encoder."""
        return self._identity

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Encode queries, each with the query prompt before it."""
        return self._encode(texts, self._identity.query_prompt, None).vectors

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        """Encode passages, each with the passage prompt before it."""
        return self._encode(texts, self._identity.passage_prompt, progress).vectors

    @cached_property
    def token_dimension(self) -> int:
        """Width of the last hidden states; 0 for a model that shows none."""
        with self._lock:
            (tokens,) = forward(self._model, ["tokens"], with_tokens=True).tokens
        return int(tokens.shape[1])

    def encode_queries_with_tokens(self, texts: Sequence[str]) -> EncodedQueries:
        """As `encode_queries`, with the last hidden states of the same pass.

        Tokens are weighed by how rare they are, where the model's tokenizer tells.
        """
        prompt = self._identity.query_prompt
        encoded = self._encode(texts, prompt, None, with_tokens=True)
        if self._token_weights is None:
            return EncodedQueries(encoded.vectors, tuple(map(QueryTokens.alike, encoded.tokens)))
        with self._lock:
            prompt_ids, *ids = token_ids(self._model, [prompt, *self._prompted(texts, prompt)])
        tokens = (
            self._token_weights.telling(vectors, vector_ids, prompt_ids)
            for vectors, vector_ids in zip(encoded.tokens, ids, strict=True)
        )
        return EncodedQueries(encoded.vectors, tuple(tokens))

    @cached_property
    def _token_weights(self) -> TokenWeights | None:
        """None for a model that has no tokenizer of the usual kind."""
        with self._lock:
            return TokenWeights.read(self._model.tokenizer) if has_token_ids(self._model) else None

    def encode_passages_with_tokens(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Encoded:
        """As `encode_passages`, with the last hidden states of the same pass."""
        return self._encode(texts, self._identity.passage_prompt, progress, with_tokens=True)

    def _encode(
        self,
        texts: Sequence[str],
        prompt: str,
        progress: Progress | None,
        *,
        with_tokens: bool = False,
    ) -> Encoded:
        vectors = np.zeros((len(texts), self._identity.dimension), np.float32)
        tokens: dict[int, FloatMatrix] = {}
        prompted = self._prompted(texts, prompt)
        with self._lock:
            lengths = token_counts(self._model, prompted)
        for batch in batches(lengths, BATCH_TOKENS):
            with self._lock:
                encoded = forward(
                    self._model, [prompted[place] for place in batch], with_tokens=with_tokens
                )
            vectors[batch] = encoded.vectors
            tokens.update(zip(batch, encoded.tokens, strict=with_tokens))
            if progress is not None:
                progress(len(batch))
        return Encoded(unit_rows(vectors), tuple(tokens[place] for place in sorted(tokens)))

    def _prompted(self, texts: Sequence[str], prompt: str) -> list[str]:
        return [prompt + encodable(text[: self._longest]) for text in texts]


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Cut texts into batches of similar length, longest first.

    Args:
        lengths: tokens in each text.
        budget: the most tokens in a batch, padding included; a text longer than that is a batch
            of its own.

    Yields:
        places in `lengths`; each place occurs once.
    """
    order = sorted(range(len(lengths)), key=lambda place: (-lengths[place], place))
    start = 0
    while start < len(order):
        size = max(1, budget // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size


def token_counts(model: SentenceTransformer, texts: Sequence[str]) -> list[int]:
    """Count each text's tokens as the model will see it; characters where it has no such tokens."""
    if not has_token_ids(model):
        return [len(text) for text in texts]
    return [len(text_ids) for text_ids in token_ids(model, texts)]


def has_token_ids(model: SentenceTransformer) -> bool:
    """Whether the model has a tokenizer of the usual kind."""
    from transformers import PreTrainedTokenizerBase

    return isinstance(model.tokenizer, PreTrainedTokenizerBase)


def token_ids(model: SentenceTransformer, texts: Sequence[str]) -> list[list[int]]:
    """Cut texts into tokens as the model will see them; it must have a tokenizer of that kind."""
    if not texts:
        return []
    ids: list[list[int]] = model.tokenizer(
        list(texts),
        truncation=True,
        max_length=model.max_seq_length,
        return_attention_mask=False,
    )["input_ids"]
    return ids


def forward(model: SentenceTransformer, texts: list[str], *, with_tokens: bool = False) -> Encoded:
    """Run the model's modules over one batch: the first in its own dtype, the rest in float32.

    Vectors have whatever length the model gives them. Without `with_tokens` no tokens are handed
    out; a model that shows none gives arrays of shape (0, 0).
    """
    import torch

    with torch.inference_mode():
        features = model.preprocess(texts)
        for module in model:
            features = module(features)
            for name in ("token_embeddings", "sentence_embedding"):
                if name in features:
                    features[name] = features[name].float()
        vectors: FloatMatrix = features["sentence_embedding"].numpy()
        return Encoded(vectors, _tokens(features, len(texts)) if with_tokens else ())


def _tokens(features: dict[str, Any], count: int) -> tuple[FloatMatrix, ...]:
    """Unit vectors of the tokens of each text, without those that fill up the batch."""
    if not {"token_embeddings", "attention_mask"} <= features.keys():
        return (np.zeros((0, 0), np.float32),) * count
    states: FloatMatrix = features["token_embeddings"].numpy()
    seen = features["attention_mask"].numpy().astype(np.bool_)
    lengths = np.maximum(np.linalg.norm(states, axis=2, keepdims=True), _SHORTEST)
    return tuple(unit[mask] for unit, mask in zip(states / lengths, seen, strict=True))
