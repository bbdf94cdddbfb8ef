"""Where the vectors of passages tell nothing apart, those of their tokens do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from retriever.ranking import Ranking

TOKENS = replace(Ranking.plain(), token_weight=0.5)
QUESTION = "tropical peat map"
TEXTS = {
    "en:birds": "birds migrate over lakes",
    "en:peat": "peat burns",
    "en:answer": "tropical peat on every map",
    "en:map": "map and peat",
}
ALIKE = dict.fromkeys(TEXTS, (0.8, 0.6))


@pytest.fixture(scope="module")
def pool(place: Callable[..., Any]) -> Any:
    return place(ALIKE, texts=TEXTS, questions={QUESTION: (1.0, 0.0)}, tokens=True)


def test_the_passage_that_meets_every_token_is_first(pool: Any) -> None:
    assert pool.ranked(QUESTION, Ranking.plain()) == list(TEXTS)
    assert pool.ranked(QUESTION, TOKENS) == ["en:answer", "en:map", "en:peat", "en:birds"]


def test_they_are_a_signal_where_they_are_asked(pool: Any) -> None:
    def signals(ranking: Ranking) -> dict[str, float]:
        results = pool.searcher(ranking).search(QUESTION).results
        return {result.passage.text: result.signals["tokens"] for result in results}

    assert set(signals(Ranking.plain()).values()) == {0.0}
    asked = signals(TOKENS)
    assert asked[TEXTS["en:answer"]] > asked[TEXTS["en:map"]] > asked[TEXTS["en:birds"]]


def test_only_so_many_of_the_best_are_compared(place: Callable[..., Any]) -> None:
    """The third by vectors meets every token but is not looked at; it counts as the lowest."""
    vectors = {
        "en:birds": (1.0, 0.0),
        "en:map": (0.9, 0.436),
        "en:answer": (0.85, 0.527),
        "en:peat": (0.1, 0.995),
    }
    pool = place(vectors, texts=TEXTS, questions={QUESTION: (1.0, 0.0)}, tokens=True)
    wide, narrow = replace(TOKENS, token_weight=0.8), replace(TOKENS, token_weight=0.8, token_k=2)
    assert pool.ranked(QUESTION, wide, top_k=1) == ["en:answer"]
    assert pool.ranked(QUESTION, narrow, top_k=1) == ["en:map"]
    results = pool.searcher(narrow).search(QUESTION, top_k=2).results
    assert [result.passage.text for result in results] == [TEXTS["en:map"], TEXTS["en:birds"]]
    # However many are asked for: the first results do not depend on it.
    assert pool.ranked(QUESTION, narrow, top_k=3)[:2] == ["en:map", "en:birds"]


def test_a_collection_without_tokens_ranks_by_all_else(place: Callable[..., Any]) -> None:
    vectors = {"en:map": (0.1, 0.995), "en:answer": (0.2, 0.98), "en:birds": (0.9, 0.436)}
    pool = place(vectors, texts=TEXTS, questions={QUESTION: (1.0, 0.0)})
    assert not pool.snapshot.has_tokens
    assert pool.ranked(QUESTION, TOKENS) == ["en:birds", "en:answer", "en:map"]


@pytest.mark.parametrize("text", ["???", "鹮", "。"])
def test_a_question_without_tokens_is_answered(pool: Any, text: str) -> None:
    assert sorted(pool.ranked(text, Ranking())) == sorted(TEXTS)
