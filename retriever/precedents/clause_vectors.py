"""Vectors of the clauses within long sentences of passages, encoded when they are first asked for.

A clause in the middle of a long sentence may be the precedent that the sentence as a whole hides.
Kept per collection, the latest used, so that a draft of many paragraphs encodes each once. Must
not rank.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoders.base import Encoder
from index.snapshot import Snapshot
from retriever.precedents.clauses import split_clauses

Vectors = NDArray[np.float32]

MAX_TEXTS = 20_000
"""Clauses kept: 60 MB with vectors of 768 dimensions."""


class ClauseVectors:
    """Raw vectors by text. Safe for many threads."""

    def __init__(self) -> None:
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, texts: Sequence[str], encoder: Encoder) -> Vectors:
        """The vectors of some texts as passages, float32 (n, d).

        Raises:
            EncoderUnavailable: a remote encoder did not answer.
        """
        known = self._known(texts)
        missing = list(dict.fromkeys(text for text in texts if text not in known))
        if missing:
            fresh = dict(zip(missing, encoder.encode_passages(missing), strict=True))
            self._keep(fresh)
            known |= fresh
        nothing = np.zeros((0, encoder.identity.dimension), np.float32)
        return np.concatenate([nothing, *(known[text][np.newaxis] for text in texts)])

    def _known(self, texts: Sequence[str]) -> dict[str, Vectors]:
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
            for text in known:
                self._vectors.move_to_end(text)
            return known

    def _keep(self, fresh: dict[str, Vectors]) -> None:
        with self._lock:
            self._vectors.update(fresh)
            while len(self._vectors) > MAX_TEXTS:
                self._vectors.popitem(last=False)


def kept_clauses(_snapshot: Snapshot, earlier: ClauseVectors | None) -> ClauseVectors:
    """For `Snapshot.derived`: what an earlier snapshot knows holds, since it goes by text."""
    return earlier or ClauseVectors()


def sentence_clauses(text: str, lang: str) -> tuple[str, ...]:
    """The clauses of a passage's sentence; none where it is one by itself."""
    clauses = split_clauses(text, lang)
    return clauses if len(clauses) > 1 else ()
