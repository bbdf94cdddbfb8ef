"""Versions of one paragraph raise each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from retriever.ranking import Ranking

RAISING = replace(Ranking.plain(), translation_weight=0.5)
QUESTION = "Who protects the wetlands?"
VECTORS = {
    "fr:stranger": (0.1, 0.995),
    "zh:other": (0.5, 0.866),
    "zh:answer": (0.2, 0.98),
    "en:answer": (0.9, 0.436),
}
SYMBOLS = {"en:answer": "CBD/COP/1", "zh:answer": "CBD/COP/1", "fr:stranger": "CBD/COP/2"}


@pytest.fixture(scope="module")
def pool(place: Callable[..., Any]) -> Any:
    return place(VECTORS, questions={QUESTION: (1.0, 0.0)}, symbols=SYMBOLS)


def test_a_translation_is_raised_half_way_to_the_best_version(pool: Any) -> None:
    """From 0.2 to 0.55, above the other's 0.5; what shares no symbol stays where it is."""
    without = ["en:answer", "zh:other", "zh:answer", "fr:stranger"]
    assert pool.ranked(QUESTION, Ranking.plain()) == without
    assert pool.ranked(QUESTION, RAISING) == ["en:answer", "zh:answer", "zh:other", "fr:stranger"]


def test_half_way_is_by_the_number(pool: Any) -> None:
    (query,) = pool.searcher(RAISING).prepare([QUESTION])
    (found,) = pool.searcher(RAISING).rank([query], top_k=4)
    # 0.9, 0.55, 0.5, 0.1, stretched from the lowest to the best
    assert found.scores == pytest.approx([1.0, 0.45 / 0.8, 0.4 / 0.8, 0.0], abs=2e-3)


def test_a_translation_that_vectors_had_not_found_is_found(place: Callable[..., Any]) -> None:
    vectors = {"es:near": (0.45, 0.893), **VECTORS}
    pool = place(vectors, questions={QUESTION: (1.0, 0.0)}, symbols=SYMBOLS)
    narrow = replace(RAISING, candidate_k=3)
    assert pool.ranked(QUESTION, narrow, top_k=2) == ["en:answer", "zh:answer"]
    assert pool.ranked(QUESTION, narrow, allowed=["en:answer", "zh:other"], top_k=2) == [
        "en:answer",
        "zh:other",
    ]


def test_a_version_outside_the_pool_raises_none(pool: Any) -> None:
    allowed = ["zh:answer", "zh:other", "fr:stranger"]
    found = pool.ranked(QUESTION, RAISING, allowed=allowed)
    assert found == ["zh:other", "zh:answer", "fr:stranger"]


def test_equal_labels_of_documents_without_a_symbol_mean_nothing(
    place: Callable[..., Any],
) -> None:
    pool = place(VECTORS, questions={QUESTION: (1.0, 0.0)})
    assert pool.ranked(QUESTION, RAISING) == pool.ranked(QUESTION, Ranking.plain())
