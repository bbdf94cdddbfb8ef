"""A second look at the best candidates: a reranker's scores join those of the arms.

A reranker reads question and passage together, which tells more than two vectors and costs a
pass of a model for each candidate: so it sees the best few only, within a time budget. Pure
functions of arrays around one protocol; must not load a model (`retriever.cross_encoder`), know a
snapshot or fetch a text.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retriever.fusion import FloatVector, normalise

BATCH = 4
"""Candidates scored between two looks at the clock: about the tokens that a CPU likes at once."""

SHRINKAGE = 5.0
"""Candidates that a language needs for its level to be half believed."""

_BACKGROUND = 0.25  # the quantile that stands for what does not answer


class Reranker(Protocol):
    """Scores passages for a question. Implementations are safe to call from several threads."""

    @property
    def name(self) -> str:
        """How the user names it."""
        ...

    def score(self, query: str, texts: Sequence[str]) -> FloatVector:
        """How well each text answers.

        Args:
            query: the question.
            texts: k texts, k at least 1.

        Returns:
            float32 (k,), finite, higher is better, on any scale that is the same for all texts.
        """
        ...


@dataclass(frozen=True, slots=True)
class Reranking:
    """A reranker and how much it may do and say.

    Attributes:
        reranker: what scores.
        depth: how many of the best candidates it is to see, at least 1.
        weight: its share in the final score, 0 to 1.
        budget_ms: milliseconds it may take, above 0; None for as long as it needs.
        balance: whether its preference for some languages is taken back.
    """

    reranker: Reranker
    depth: int = 50
    weight: float = 0.7
    budget_ms: float | None = 1_000.0
    balance: bool = True


@dataclass(frozen=True, slots=True)
class Reranked:
    """Candidates after a second look; every array has one entry per candidate, in the old order.

    Attributes:
        scores: float32 (k,), on the scale of the scores given.
        order: intp (k,), places of the candidates, best first; ties keep their old order.
        raw: float32 (k,), what the reranker said; NaN where it was not asked.
        reached: how many it was asked about: the first so many.
        warnings: what could not be done as asked; empty, or one sentence.
    """

    scores: FloatVector
    order: NDArray[np.intp]
    raw: FloatVector
    reached: int
    warnings: tuple[str, ...]


def rerank(
    query: str,
    scores: FloatVector,
    langs: Sequence[str],
    texts: Sequence[str],
    reranking: Reranking,
    *,
    clock: Callable[[], float] = time.perf_counter,
) -> Reranked:
    """Let a reranker look at the best candidates.

    The final score is convex over normalised scores, told on the scale of the scores given: the
    reranker's lowest becomes the score of the last candidate within `depth`, its best that of
    the first, and between this and the candidate's own score lies the final one, `weight` of the
    way. A candidate that the budget leaves out counts as if the reranker had liked it least. So

    - it keeps its place: candidates are asked about best first, all before it were, and each of
      them has the better score of its own and no worse one from the reranker;
    - a larger budget can only change the order among those that it reaches;
    - those below `depth` keep score and place as well.

    A left-out candidate thus never profits from what nobody knows of it, and a search under load
    degrades towards the order of the arms.

    Args:
        query: the question.
        scores: float32 (k,) of the arms, best first, on any scale.
        langs: language tags of at least the first `min(depth, k)` candidates.
        texts: of as many, as the reranker shall read them, headings included.
        reranking: the reranker and its limits.
        clock: seconds that only grow.
    """
    seen = min(reranking.depth, len(scores))
    if seen == 0:
        return Reranked(scores, np.zeros(0, np.intp), scores, 0, ())
    given = _scored_within_budget(query, texts[:seen], reranking, clock)
    if not np.isfinite(given).all():
        nothing = np.full(len(scores), np.nan, np.float32)
        useless = (
            f"the reranker {reranking.reranker.name} gave no number for some passages; the "
            "results are in the order that they had without it"
        )
        return Reranked(scores, np.arange(len(scores)), nothing, 0, (useless,))
    reached = len(given)
    judged = balanced(given, langs[:reached]) if reranking.balance else given
    final = scores.astype(np.float64)
    base = final[seen - 1]
    span = (final[0] - base) or 1.0  # where the arms tell nothing apart, the reranker may
    target = np.full(seen, base)
    target[:reached] += span * normalise(judged, floor=float(judged.min()))
    final[:seen] += reranking.weight * (target - final[:seen])
    raw = np.full(len(scores), np.nan, np.float32)
    raw[:reached] = given
    new_scores = final.astype(np.float32)
    order = np.argsort(-new_scores, kind="stable")
    return Reranked(new_scores, order, raw, reached, _warnings(reached, seen, reranking))


def balanced(scores: FloatVector, langs: Sequence[str]) -> FloatVector:
    """A reranker's scores without its preference for some languages.

    From each score the level of its language is subtracted, relative to that of all candidates.
    A mean would be the wrong level: the language that has the answers has the higher mean, and
    subtracting it would punish them for being right. So the level is the lower quartile: what the
    reranker gives, in this language, to candidates that do not answer, as long as a quarter of
    them do not. Rounded down, so that of few candidates the lowest speaks: of an answer and a
    passage that is none, the latter.

    Where a language has n candidates its level is believed by n / (n + `SHRINKAGE`) and otherwise
    taken for that of all: the only candidate of its language may be the answer. The order within
    a language never changes, and in a pool of one language no score does.

    Args:
        scores: float32 (k,), k at least 1.
        langs: k language tags.

    Returns:
        float32 (k,).
    """
    tags, language = np.unique(np.asarray(langs), return_inverse=True)
    overall = _background(scores)
    preference = np.zeros(len(tags))
    for number in range(len(tags)):
        own = scores[language == number]
        preference[number] = (_background(own) - overall) * len(own) / (len(own) + SHRINKAGE)
    return np.asarray(scores - preference[language], dtype=np.float32)


def _background(scores: FloatVector) -> float:
    return float(np.quantile(scores, _BACKGROUND, method="lower"))


def _scored_within_budget(
    query: str, texts: Sequence[str], reranking: Reranking, clock: Callable[[], float]
) -> FloatVector:
    """Scores of the first texts, as many as the budget allows.

    A batch is begun if one as slow as the slowest so far would end in time; the first always is,
    since nothing else tells how slow one is.
    """
    if reranking.budget_ms is None:
        return reranking.reranker.score(query, texts)
    deadline = clock() + reranking.budget_ms / 1_000
    slowest = 0.0
    parts: list[FloatVector] = []
    for start in range(0, len(texts), BATCH):
        begun = clock()
        if parts and begun + slowest > deadline:
            break
        parts.append(reranking.reranker.score(query, texts[start : start + BATCH]))
        slowest = max(slowest, clock() - begun)
    return np.concatenate(parts)


def _warnings(reached: int, seen: int, reranking: Reranking) -> tuple[str, ...]:
    if reached == seen:
        return ()
    return (
        f"the time for reranking ({reranking.budget_ms:g} ms) allowed {reached} of {seen} "
        "candidates; the others follow them in the order they had",
    )
