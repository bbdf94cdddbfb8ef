"""Encodes with a loaded sentence-transformers model on the CPU.

Batches are made here, because how they are cut decides the speed on a CPU. Must not know where a
model comes from: `model_loading` does.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.encoders.base import EncoderIdentity, FloatMatrix, Progress
from index.encoders.vectors import encodable, unit_rows

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH_TOKENS = 1024
"""Tokens in a batch, padding included: the fastest of 512, 1024, 2048 and 4096 on two cores."""

CHARACTERS_PER_TOKEN = 40
"""A model sees a text's first tokens. Far fewer than this many characters make one; what lies
beyond need not be cut into tokens only to be left out: a million characters take ten seconds."""


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
        return self._encode(texts, self._identity.query_prompt, None)

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        """Encode passages, each with the passage prompt before it."""
        return self._encode(texts, self._identity.passage_prompt, progress)

    def _encode(self, texts: Sequence[str], prompt: str, progress: Progress | None) -> FloatMatrix:
        vectors = np.zeros((len(texts), self._identity.dimension), np.float32)
        prompted = [prompt + encodable(text[: self._longest]) for text in texts]
        with self._lock:
            lengths = token_counts(self._model, prompted)
        for batch in batches(lengths, BATCH_TOKENS):
            with self._lock:
                vectors[batch] = forward(self._model, [prompted[place] for place in batch])
            if progress is not None:
                progress(len(batch))
        return unit_rows(vectors)


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
    from transformers import PreTrainedTokenizerBase

    if not texts:
        return []
    tokenizer = model.tokenizer
    if not isinstance(tokenizer, PreTrainedTokenizerBase):
        return [len(text) for text in texts]
    ids = tokenizer(
        list(texts),
        truncation=True,
        max_length=model.max_seq_length,
        return_attention_mask=False,
    )["input_ids"]
    return [len(text_ids) for text_ids in ids]


def forward(model: SentenceTransformer, texts: list[str]) -> FloatMatrix:
    """Run the model's modules over one batch: the first in its own dtype, the rest in float32."""
    import torch

    with torch.inference_mode():
        features = model.preprocess(texts)
        for module in model:
            features = module(features)
            for name in ("token_embeddings", "sentence_embedding"):
                if name in features:
                    features[name] = features[name].float()
        vectors: FloatMatrix = features["sentence_embedding"].numpy()
    return vectors
