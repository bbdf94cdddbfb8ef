"""Encodes with the multilingual Universal Sentence Encoder, version 3.

It knows sixteen languages, the six of the United Nations among them. Queries and passages are
encoded alike and have no prompt. A text is seen up to its 512th token. Must not know where the
folder comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.encoders.base import EncoderIdentity, FloatMatrix, Progress
from index.encoders.built_folder import BuiltFolder
from index.encoders.use_folder import EMBEDDINGS_FILE, NAME, TOKENIZER_FILE, WEIGHTS_FILE
from index.encoders.use_network import UseNetwork
from index.encoders.vectors import encodable

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

LONGEST_TEXT = 512
"""Tokens of a text that are seen, with those that begin and end it."""

BATCH_TOKENS = 768
"""Tokens in a batch: the fastest of 192, 384, 768, 1536 and 3072 on two cores."""

_CHARACTERS_PER_TOKEN = 40  # far more than any text has: what lies beyond need not be looked at


class MultilingualUse:
    """The encoder. Several threads may call it: nothing in it changes.

    Args:
        built: the folder, as `use_folder` lays it out.
    """

    def __init__(self, built: BuiltFolder) -> None:
        self._tokenizer = _load_tokenizer(built)
        with np.load(built.path / WEIGHTS_FILE) as weights:
            # the embeddings stay on the disk until a token asks for its row
            embeddings = np.load(built.path / EMBEDDINGS_FILE, mmap_mode="r")
            self._network = UseNetwork(np.asarray(embeddings), weights)
        self._identity = EncoderIdentity(
            name=NAME,
            fingerprint=built.fingerprint,
            dimension=self._network.dimension,
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
        vectors = np.zeros((len(texts), self._identity.dimension), np.float32)
        done = 0
        for batch in _batches(map(self.token_ids, texts)):
            vectors[done : done + len(batch)] = self._network.forward(batch)
            done += len(batch)
            if progress is not None:
                progress(len(batch))
        return vectors

    def token_ids(self, text: str) -> list[int]:
        """The ids of a text's tokens as the network sees them, begin and end marked."""
        seen = encodable(text[: LONGEST_TEXT * _CHARACTERS_PER_TOKEN])
        ids: list[int] = self._tokenizer.encode(seen)[: LONGEST_TEXT - 2]
        return [self._tokenizer.bos_id(), *ids, self._tokenizer.eos_id()]


def _load_tokenizer(built: BuiltFolder) -> SentencePieceProcessor:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(built.path / TOKENIZER_FILE))


def _batches(texts: Iterator[list[int]]) -> Iterator[list[list[int]]]:
    """Cut texts, in their order, into batches of about as many tokens, one text at the least."""
    batch: list[list[int]] = []
    tokens = 0
    for text in texts:
        if batch and tokens + len(text) > BATCH_TOKENS:
            yield batch
            batch, tokens = [], 0
        batch.append(text)
        tokens += len(text)
    if batch:
        yield batch
