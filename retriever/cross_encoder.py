"""A reranker around a cross-encoder of sentence-transformers, on the CPU.

Must not decide what is reranked, or what becomes of the scores (`retriever.reranking`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

from index.context import estimated_tokens
from index.encoders.sentence_transformer import BATCH_TOKENS, CHARACTERS_PER_TOKEN, batches
from index.encoders.vectors import encodable
from index.errors import InvalidSetting
from retriever.fusion import FloatVector

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_HINT = (
    "Name a model made for reranking, such as BAAI/bge-reranker-v2-m3 or "
    "cross-encoder/mmarco-mMiniLMv2-L12-H384-v1."
)


class CrossEncoderReranker:
    """A reranker. Several threads may call it; one computes at a time, a batch at a time.

    Args:
        name: how the user names it.
        model: the model, on the CPU; one number per pair.
    """

    def __init__(self, name: str, model: CrossEncoder) -> None:
        self._name = name
        self._model = model
        # As for encoders: tokenizers refuse to be used twice at a time. Held for a batch, so that
        # several questions share the model and each keeps looking at its own budget.
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """How the user names it."""
        return self._name

    def score(self, query: str, texts: Sequence[str]) -> FloatVector:
        """How well each text answers: the model's logits, which no sigmoid has flattened.

        Logits are what languages shift by a constant, if by anything, and what a confident model
        still tells apart. Texts of like length share a batch.

        Args:
            query: the question; of a pair too long for the model the longer side is cut.
            texts: k texts.

        Returns:
            float32 (k,).
        """
        import torch

        pairs = [(self._readable(query), self._readable(text)) for text in texts]
        lengths = [int(estimated_tokens(asked) + estimated_tokens(text)) for asked, text in pairs]
        scores = np.zeros(len(pairs), np.float32)
        for batch in batches(lengths, BATCH_TOKENS):
            with self._lock:
                scores[batch] = self._model.predict(
                    [pairs[place] for place in batch],
                    batch_size=len(batch),
                    activation_fn=torch.nn.Identity(),
                    show_progress_bar=False,
                )
        return scores

    def _readable(self, text: str) -> str:
        tokens = self._model.max_seq_length
        return encodable(text if tokens is None else text[: tokens * CHARACTERS_PER_TOKEN])


def open_cross_encoder(
    name: str,
    *,
    dtype: Literal["auto", "float32", "bfloat16"] = "auto",
    notify: Callable[[str], None],
) -> CrossEncoderReranker:
    """Load a cross-encoder and run it once, so that its first question does not pay for that.

    Args:
        name: a folder, or a model's name on the Hugging Face hub; of the hub's models those
            already fetched are taken first.
        dtype: what it computes in; "auto": what is fastest on this CPU.
        notify: told in one line when the model is fetched.

    Raises:
        EncoderUnavailable: no such model, or it cannot be fetched or loaded.
        InvalidSetting: it is a model of another kind.
    """
    import torch
    from sentence_transformers import CrossEncoder

    from index.encoders.cpu import choose_dtype
    from index.encoders.model_loading import load_model

    computing_in = getattr(torch, choose_dtype(dtype))

    def open_model(local: bool) -> CrossEncoder:
        return CrossEncoder(
            name, device="cpu", local_files_only=local, model_kwargs={"dtype": computing_in}
        )

    model = load_model(name, open_model, notify=notify).eval()
    _require_cross_encoder(name, model)
    reranker = CrossEncoderReranker(name, model)
    reranker.score("first", ["pass"])
    return reranker


def _require_cross_encoder(name: str, model: CrossEncoder) -> None:
    """Refuse what sentence-transformers would load with a head of random weights, or several."""
    architectures = model.config.architectures or [""]
    # a model of several modules brings a head of its own among them
    if len(model) == 1 and not architectures[0].endswith("ForSequenceClassification"):
        raise InvalidSetting(
            f"the reranker {name!r} is no cross-encoder: its network ({architectures[0]}) has "
            "never learned to score a pair",
            hint=_HINT,
        )
    if model.num_labels != 1:
        raise InvalidSetting(
            f"the reranker {name!r} gives {model.num_labels} numbers for a pair; one is needed",
            hint=_HINT,
        )
