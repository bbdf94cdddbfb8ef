"""Two languages that the encoder places apart: who finds whom, with and without the balance."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from retriever.ranking import Ranking

BALANCED = replace(Ranking.plain(), language_balance=True)
ANSWER = "zh:090"
QUESTION = "What is at a right angle?"
OFFSETS = {"en": (1.0, 0.0), "zh": (0.0, 1.0)}


def vector(lang: str, degrees: int) -> tuple[float, ...]:
    """What is meant, on a circle, 0.8 long; what the language adds to it, 0.6 long."""
    angle = math.radians(degrees)
    topic = (0.8 * math.cos(angle), 0.8 * math.sin(angle))
    return (*topic, *(0.6 * part for part in OFFSETS[lang]))


@pytest.fixture(scope="module")
def pool(place: Callable[..., Any]) -> Any:
    """Chinese all around the circle; English only where it is 60 degrees or more from 90."""
    vectors = {f"zh:{degrees:03}": vector("zh", degrees) for degrees in range(0, 360, 15)}
    vectors |= {
        f"en:{degrees:03}": vector("en", degrees)
        for degrees in range(0, 360, 15)
        if not 30 < degrees < 150
    }
    return place(vectors, questions={QUESTION: vector("en", 90)})


def test_without_the_balance_the_own_language_stands_before_the_answer(pool: Any) -> None:
    found = pool.ranked(QUESTION, Ranking.plain())
    assert found[:2] == ["en:030", "en:150"]
    assert ANSWER not in found[:2]


def test_with_it_the_answer_is_first(pool: Any) -> None:
    assert pool.ranked(QUESTION, BALANCED)[0] == ANSWER


def test_question_and_passages_are_both_balanced(pool: Any) -> None:
    """The similarity is that of the question less its mean and the passages less theirs."""
    snapshot = pool.snapshot
    (raw,) = pool.encoder.encode_queries([QUESTION])
    asked = snapshot.balance.question(raw, "en")
    expected = snapshot.dense.passages(np.arange(len(pool.keys))) @ asked
    results = pool.searcher(BALANCED).search(QUESTION, top_k=len(pool.keys)).results
    dense = {result.passage.text: result.signals["dense"] for result in results}
    assert [dense[key] for key in pool.keys] == pytest.approx(expected, abs=1e-3)
    assert float(np.abs(raw - asked).max()) > 0.05


def test_it_can_be_switched_off_in_any_ranking(pool: Any) -> None:
    nothing_else = replace(BALANCED, language_balance=False)
    assert pool.ranked(QUESTION, nothing_else) == pool.ranked(QUESTION, Ranking.plain())


def test_the_order_within_a_language_stays(pool: Any) -> None:
    """The zh passages are alike but for the angle: nearer to 90 is better, either way."""
    for ranking in (Ranking.plain(), BALANCED):
        chinese = [key for key in pool.ranked(QUESTION, ranking) if key.startswith("zh")]
        distances = [abs((int(key[3:]) - 90 + 180) % 360 - 180) for key in chinese]
        assert distances == sorted(distances)


@pytest.mark.parametrize("lang", ["zh", "sw", "und", ""])
def test_a_question_whose_language_is_told_wrongly_finds_everything(pool: Any, lang: str) -> None:
    found = pool.ranked(QUESTION, BALANCED, lang=lang)
    assert sorted(found) == sorted(pool.keys)


def test_a_question_in_a_language_that_the_collection_lacks(place: Callable[..., Any]) -> None:
    """Only what all questions share is taken from it, and the answer stays first."""
    vectors = {f"zh:{degrees:03}": vector("zh", degrees) for degrees in range(0, 360, 45)}
    alone = place(vectors, questions={QUESTION: vector("en", 90)})
    assert alone.ranked(QUESTION, BALANCED)[0] == ANSWER
    assert sorted(alone.ranked(QUESTION, Ranking())) == sorted(vectors)


def test_two_passages_of_a_language_do_not_lose_their_meaning(place: Callable[..., Any]) -> None:
    """Their mean says little of the language: of the two, the nearer one is still before."""
    vectors = {f"zh:{degrees:03}": vector("zh", degrees) for degrees in range(0, 360, 30)}
    vectors |= {f"en:{degrees:03}": vector("en", degrees) for degrees in (100, 280)}
    few = place(vectors, questions={QUESTION: vector("en", 90)})
    found = few.ranked(QUESTION, BALANCED)
    assert found.index("en:100") < 3
    assert found.index("en:280") > found.index("zh:180")
