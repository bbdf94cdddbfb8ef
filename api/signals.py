"""What the signals of a result are called for a person, and what they mean.

The keys are those of `retriever.results.SearchResult.signals`. Must not compute or print.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """One arm of the search.

    Attributes:
        name: what a person calls it.
        meaning: what its number says.
    """

    name: str
    meaning: str


SIGNALS = {
    "dense": Signal("meaning", "cosine of question and passage"),
    "sentence": Signal("best sentence", "cosine of question and the sentence that answers"),
    "tokens": Signal(
        "tokens", "mean, over the question's tokens, of the cosine with the nearest of the passage"
    ),
    "lexical": Signal("words", "BM25 of words, symbols and concepts in common; not bounded"),
    "feedback": Signal(
        "near the best passage", "cosine with the best passage found in any language"
    ),
    "citation": Signal("cited", "1 where the question is a citation that names the passage"),
    "reranker": Signal("reranker", "what the cross-encoder gave, on its own scale"),
}
"""By key, in the order in which they are shown."""

SCORE = Signal("score", "all of it in one; comparable within one answer only")


def described() -> str:
    """All signals by key, in one sentence."""
    return "; ".join(f"`{key}`: {signal.meaning}" for key, signal in SIGNALS.items())
