"""Two encoders in one: how much the second has to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from index.encoders.ensemble import EnsembleEncoder
from index.encoders.hashing import HashEncoder
from retriever.ranking import Ranking

QUESTION = "map of tropical peat"
TEXTS = {
    "en:1": "A map of tropical peat was published.",
    "en:2": "Peat in the tropics has been mapped.",
    "en:3": "Mapping tropical birds.",
    "fr:4": "Une carte des tourbes tropicales.",
    "fr:5": "The map of the peatland.",
    "zh:6": "peat smoke",
    "zh:7": "tropical storm",
}
NOTHING = dict.fromkeys(TEXTS, ())
FIRST, SECOND = HashEncoder(16), HashEncoder(24)


@pytest.fixture(scope="module")
def pools(place: Callable[..., Any]) -> tuple[Any, Any, Any]:
    """Of both encoders together, the first alone, the second alone."""
    encoders = (EnsembleEncoder([FIRST, SECOND]), FIRST, SECOND)
    together, first, second = (place(NOTHING, texts=TEXTS, encoder=encoder) for encoder in encoders)
    return together, first, second


@pytest.mark.parametrize("balance", [False, True])
def test_with_all_or_nothing_it_ranks_as_one_alone(
    pools: tuple[Any, Any, Any], balance: bool
) -> None:
    together, first, second = pools
    plain = replace(Ranking.plain(), language_balance=balance)
    as_first = together.ranked(QUESTION, plain)
    as_second = together.ranked(QUESTION, replace(plain, second_weight=1.0))
    assert as_first == first.ranked(QUESTION, plain)
    assert as_second == second.ranked(QUESTION, plain)
    assert as_first != as_second


@pytest.mark.parametrize("share", [0.25, 0.5])
def test_otherwise_cosines_are_mixed_by_its_share(
    pools: tuple[Any, Any, Any], share: float
) -> None:
    def cosines(pool: Any, ranking: Ranking) -> dict[str, float]:
        results = pool.searcher(ranking).search(QUESTION).results
        return {result.passage.text: result.signals["dense"] for result in results}

    together, first, second = pools
    mixed = cosines(together, replace(Ranking.plain(), second_weight=share))
    one, other = cosines(first, Ranking.plain()), cosines(second, Ranking.plain())
    assert mixed == pytest.approx(
        {text: (1 - share) * one[text] + share * other[text] for text in one}, abs=2e-3
    )


def test_an_encoder_alone_has_all_of_it(pools: tuple[Any, Any, Any]) -> None:
    _, first, _ = pools
    weighed = first.ranked(QUESTION, replace(Ranking.plain(), second_weight=1.0))
    assert weighed == first.ranked(QUESTION, Ranking.plain())
