"""The best passage of any language lends its place to what lies beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from retriever.ranking import Ranking

FEEDBACK = replace(Ranking.plain(), feedback_weight=0.5)
QUESTION = "Who protects the wetlands?"
BEST, ANSWER, OTHER, FAR = (0.6, 0.8, 0.0), (0.1, 0.995, 0.0), (0.3, 0.0, 0.954), (-1.0, 0.0, 0.0)
"""Question (1, 0, 0): 0.6, 0.1, 0.3 and -1. To the best, the answer has 0.856, the other 0.18."""


@pytest.fixture(scope="module")
def pool(place: Callable[..., Any]) -> Any:
    vectors = {"fr:far": FAR, "zh:other": OTHER, "zh:answer": ANSWER, "en:best": BEST}
    return place(vectors, questions={QUESTION: (1.0, 0.0, 0.0)})


def test_what_lies_beside_the_best_comes_up(pool: Any) -> None:
    assert pool.ranked(QUESTION, Ranking.plain()) == ["en:best", "zh:other", "zh:answer", "fr:far"]
    assert pool.ranked(QUESTION, FEEDBACK) == ["en:best", "zh:answer", "zh:other", "fr:far"]


def test_what_vectors_had_not_found_is_found_beside_the_best(place: Callable[..., Any]) -> None:
    vectors = {"fr:near": (0.2, 0.0, -0.98), "zh:other": OTHER, "zh:answer": ANSWER}
    pool = place({**vectors, "en:best": BEST}, questions={QUESTION: (1.0, 0.0, 0.0)})
    narrow = replace(FEEDBACK, candidate_k=3)
    assert pool.ranked(QUESTION, narrow, top_k=2) == ["en:best", "zh:answer"]
    assert pool.ranked(QUESTION, replace(narrow, feedback_weight=0.0), top_k=2)[1] == "zh:other"


def test_the_similarity_to_the_best_is_a_signal(pool: Any) -> None:
    """The best itself counts as near as the nearest other: it is no witness of its own."""
    results = pool.searcher(FEEDBACK).search(QUESTION).results
    signals = {result.passage.text: result.signals["feedback"] for result in results}
    assert signals == pytest.approx(
        {"en:best": 0.856, "zh:answer": 0.856, "zh:other": 0.18, "fr:far": -0.6}, abs=2e-3
    )


def test_a_pool_of_one_language_needs_none(pool: Any, place: Callable[..., Any]) -> None:
    vectors = {"en:best": BEST, "en:answer": ANSWER, "en:other": OTHER}
    alone = place(vectors, questions={QUESTION: (1.0, 0.0, 0.0)})
    assert alone.ranked(QUESTION, FEEDBACK) == ["en:best", "en:other", "en:answer"]
    with_another = place({**vectors, "zh:far": FAR}, questions={QUESTION: (1.0, 0.0, 0.0)})
    english = with_another.ranked(QUESTION, FEEDBACK, allowed=vectors)
    assert english == ["en:best", "en:other", "en:answer"]
    assert with_another.ranked(QUESTION, FEEDBACK)[1] == "en:answer"


def test_what_is_outside_the_pool_does_not_stand_in_its_way(place: Callable[..., Any]) -> None:
    """Of the three nearest to the best two are not allowed; the answer is the next."""
    crowd = {f"fr:{number}": (0.59, 0.807, 0.0) for number in range(6)}
    vectors = {"fr:near": (0.2, 0.0, -0.98), "zh:other": OTHER, "zh:answer": ANSWER}
    pool = place({**crowd, **vectors, "en:best": BEST}, questions={QUESTION: (1.0, 0.0, 0.0)})
    found = pool.ranked(
        QUESTION, replace(FEEDBACK, candidate_k=3), allowed=[*vectors, "en:best"], top_k=2
    )
    assert found == ["en:best", "zh:answer"]


def test_what_is_outside_the_pool_lends_nothing(pool: Any) -> None:
    found = pool.ranked(QUESTION, FEEDBACK, allowed=["zh:answer", "zh:other", "fr:far"])
    assert found == ["zh:other", "zh:answer", "fr:far"]
    searcher = pool.searcher(FEEDBACK)
    (found,) = searcher.rank(
        searcher.prepare([QUESTION]), top_k=4, allowed=pool.mask(["zh:answer", "fr:far"])
    )
    assert pool.keys_of(found.row_ids) == ["zh:answer", "fr:far"]
