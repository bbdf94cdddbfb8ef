"""Whatever a reranker says: places of those it did not reach, order, and determinism."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from retriever.reranking import BATCH, SHRINKAGE, Reranking, balanced, rerank

FINITE = st.floats(-50, 50, width=32)
LANGS = st.sampled_from(["en", "fr", "zh"])


@dataclass
class Saying:
    """Says the number that a text is; a second a batch on its own clock."""

    name: str = "saying"
    now: float = 0.0

    def score(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self.now += 1.0
        return np.array([float(text) for text in texts], np.float32)

    def clock(self) -> float:
        return self.now


@given(
    st.lists(st.tuples(FINITE, FINITE, LANGS), min_size=1, max_size=30),
    st.integers(1, 35),
    st.integers(1, 9),
    st.floats(0, 1),
    st.booleans(),
)
def test_reached_ones_stay_above_the_rest_which_keep_their_order(
    candidates: list[tuple[float, float, str]],
    depth: int,
    batches: int,
    weight: float,
    balance: bool,
) -> None:
    candidates = sorted(candidates, key=lambda candidate: -candidate[0])
    scores = np.array([score for score, _, _ in candidates], np.float32)
    reranker = Saying()
    reranking = Reranking(
        reranker, depth=depth, weight=weight, budget_ms=1_000.0 * batches, balance=balance
    )
    found = rerank(
        "?",
        scores,
        [lang for _, _, lang in candidates],
        [str(said) for _, said, _ in candidates],
        reranking,
        clock=reranker.clock,
    )
    seen = min(depth, len(scores))
    assert found.reached == min(seen, BATCH * batches)
    assert bool(found.warnings) == (found.reached < seen)
    assert sorted(found.order[: found.reached].tolist()) == list(range(found.reached))
    assert found.order[found.reached :].tolist() == list(range(found.reached, len(scores)))
    assert np.all(np.diff(found.scores[found.order]) <= 0)
    assert np.isfinite(found.scores).all()
    assert found.scores[seen:].tolist() == scores[seen:].tolist()


@given(st.lists(FINITE, min_size=1, max_size=30), st.floats(0, 50, width=32))
def test_of_a_constant_preference_what_shrinkage_leaves_remains(
    values: list[float], preference: float
) -> None:
    """Two languages with the same candidates, one of them liked more by a constant."""
    said = np.array(values, np.float32)
    count = len(said)
    found = balanced(
        np.concatenate([said, said + np.float32(preference)]), ["en"] * count + ["fr"] * count
    )
    left = preference * (1 - count / (count + SHRINKAGE))
    assert np.allclose(found[count:] - found[:count], left, atol=1e-3)


@given(st.lists(st.tuples(FINITE, LANGS), min_size=1, max_size=30))
def test_order_of_candidates_does_not_enter_the_balance(
    candidates: list[tuple[float, str]],
) -> None:
    scores = np.array([score for score, _ in candidates], np.float32)
    langs = [lang for _, lang in candidates]
    forwards = balanced(scores, langs)
    backwards = balanced(scores[::-1], langs[::-1])
    assert forwards.tolist() == backwards[::-1].tolist()
