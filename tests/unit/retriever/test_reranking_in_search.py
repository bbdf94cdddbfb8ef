"""A reranker inside a search: order, signals, depth, collapsed translations, the budget."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from retriever.ranking import Ranking
from retriever.reranking import BATCH, Reranking

QUESTION = "map of tropical peat"
TEXTS = {
    "en:smoke": "smoke of burning peat",
    "en:birds": "birds migrate",
    "en:answer": "the map of tropical peat is revised",
    "zh:answer": "热带泥炭 map of peat",
    "en:last": "a map of tropical peat",
}
VECTORS = {
    key: (cosine, float(np.sqrt(1 - cosine**2)))
    for key, cosine in zip(TEXTS, (0.9, 0.8, 0.7, 0.6, 0.1), strict=True)
}
SYMBOLS = {"en:answer": "CBD/COP/1", "zh:answer": "CBD/COP/1"}
BY_VECTORS = list(TEXTS)


@dataclass
class WordOverlap:
    """How many words of the question a text has, and what it was asked about."""

    name: str = "word overlap"
    seconds: float = 0.0
    asked: list[str] = field(default_factory=list)

    def score(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        time.sleep(self.seconds)
        self.asked.extend(texts)
        words = set(query.split())
        return np.array([len(words & set(text.split())) for text in texts], np.float32)


@pytest.fixture(scope="module")
def pool(place: Callable[..., Any]) -> Any:
    return place(VECTORS, texts=TEXTS, questions={QUESTION: (1.0, 0.0)}, symbols=SYMBOLS)


def reranking(**options: Any) -> Reranking:
    return Reranking(
        **{"reranker": WordOverlap(), "weight": 1.0, "budget_ms": None, "balance": False, **options}
    )


def texts(*keys: str) -> list[str]:
    return [TEXTS[key] for key in keys]


def found(response: Any) -> list[str]:
    return [result.passage.text for result in response.results]


def test_the_reranker_changes_the_order(pool: Any) -> None:
    """Words in common: 2, 0, 4, 3, 4; ties keep the order of the arms."""
    assert pool.ranked(QUESTION, Ranking.plain()) == BY_VECTORS
    order = ["en:answer", "en:last", "zh:answer", "en:smoke", "en:birds"]
    assert pool.ranked(QUESTION, Ranking.plain(), reranking=reranking()) == order
    searcher = pool.searcher(Ranking.plain(), reranking=reranking())
    assert found(searcher.search(QUESTION)) == texts(*order)
    assert found(searcher.search(QUESTION, top_k=2)) == texts(*order[:2])


def test_it_is_a_signal_of_those_it_was_asked_about(pool: Any) -> None:
    one = reranking(depth=3)
    response = pool.searcher(Ranking.plain(), reranking=one).search(QUESTION)
    assert one.reranker.asked == texts(*BY_VECTORS[:3])
    signals = {result.passage.text: result.signals.get("reranker") for result in response.results}
    expected = dict(zip(TEXTS.values(), (2.0, 0.0, 4.0, None, None), strict=True))
    assert signals == expected
    without = pool.searcher(Ranking.plain()).search(QUESTION)
    assert not any("reranker" in result.signals for result in without.results)


def test_what_lies_below_its_depth_follows_in_the_old_order(pool: Any) -> None:
    searcher = pool.searcher(Ranking.plain(), reranking=reranking(depth=3))
    order = texts("en:answer", "en:smoke", "en:birds", "zh:answer", "en:last")
    assert found(searcher.search(QUESTION)) == order
    scores = [result.score for result in searcher.search(QUESTION).results]
    assert scores == sorted(scores, reverse=True)


def test_it_sees_to_its_depth_even_where_fewer_are_asked_for(pool: Any) -> None:
    one = reranking(depth=5)
    narrow = replace(Ranking.plain(), candidate_k=1)
    assert pool.ranked(QUESTION, narrow, reranking=one, top_k=1) == ["en:answer"]
    assert len(one.reranker.asked) == 5


def test_it_never_sees_what_is_outside_the_pool(pool: Any) -> None:
    one = reranking()
    allowed = ["en:smoke", "zh:answer"]
    ranked = pool.ranked(QUESTION, Ranking.plain(), reranking=one, allowed=allowed)
    assert ranked == ["zh:answer", "en:smoke"]
    assert set(one.reranker.asked) == set(texts(*allowed))
    assert pool.ranked(QUESTION, Ranking.plain(), reranking=one, allowed=[]) == []


@pytest.mark.parametrize("depth", [1, 3, 50])
def test_collapsed_translations_are_reranked(pool: Any, depth: int) -> None:
    searcher = pool.searcher(Ranking.plain(), reranking=reranking(depth=depth))
    response = searcher.search(QUESTION, top_k=4, collapse_translations=True)
    assert len(response.results) == 4
    (answer,) = (result for result in response.results if result.translations)
    assert (answer.passage.text, answer.translations[0].lang) == (TEXTS["en:answer"], "zh")
    assert (response.results[0] == answer) is (depth > 1)


@pytest.mark.parametrize("collapse", [False, True])
def test_what_the_budget_leaves_out_is_said(pool: Any, collapse: bool) -> None:
    slow = reranking(reranker=WordOverlap(seconds=0.002), budget_ms=0.001)
    response = pool.searcher(Ranking.plain(), reranking=slow).search(
        QUESTION, collapse_translations=collapse
    )
    (warning,) = response.warnings
    assert f"allowed {BATCH} of 5 candidates" in warning
    reached = [result for result in response.results if "reranker" in result.signals]
    assert len(reached) == (BATCH - 1 if collapse else BATCH)
    in_time = pool.searcher(Ranking.plain(), reranking=reranking()).search(QUESTION)
    assert in_time.warnings == ()
