"""Scores, places, budgets and languages of reranked candidates, with values worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from retriever.reranking import BATCH, Reranked, Reranking, balanced, rerank


@dataclass
class WordOverlap:
    """How many words of the question a text has; `per_text` seconds each on its own clock."""

    name: str = "word overlap"
    per_text: Sequence[float] = (0.0,)
    now: float = 100.0
    asked: list[int] = field(default_factory=list)

    def score(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        slow = self.per_text[min(len(self.asked), len(self.per_text) - 1)]
        self.now += slow * len(texts)
        self.asked.append(len(texts))
        words = set(query.split())
        return np.array([len(words & set(text.split())) for text in texts], np.float32)

    def clock(self) -> float:
        return self.now


QUERY = "map of tropical peat"


def float32(*values: float) -> NDArray[np.float32]:
    return np.array(values, np.float32)


def reranked(
    scores: NDArray[np.float32],
    texts: Sequence[str],
    reranking: Reranking,
    langs: Sequence[str] | None = None,
) -> Reranked:
    assert isinstance(reranking.reranker, WordOverlap)
    return rerank(
        QUERY,
        scores,
        langs or ["en"] * len(texts),
        texts,
        reranking,
        clock=reranking.reranker.clock,
    )


# --- the final score


def test_hand_computed_scores() -> None:
    """Range 0.6 … 1.0; said 0, 4, 2 → targets 0.6, 1.0, 0.8; half of the way to each."""
    found = reranked(
        float32(1.0, 0.8, 0.6, 0.4),
        ["smoke", "map of tropical peat", "tropical peat"],
        Reranking(WordOverlap(), depth=3, weight=0.5, budget_ms=None),
    )
    assert found.scores == pytest.approx([0.8, 0.9, 0.7, 0.4])
    assert found.order.tolist() == [1, 0, 2, 3]
    assert found.raw.tolist()[:3] == [0.0, 4.0, 2.0]
    assert np.isnan(found.raw[3])
    assert (found.reached, found.warnings) == (3, ())
    assert (found.scores.dtype, found.raw.dtype) == (np.float32, np.float32)


@pytest.mark.parametrize(("scale", "shift"), [(1000.0, 0.0), (0.001, 0.0), (1.0, -50.0)])
def test_scale_of_the_scores_does_not_matter(scale: float, shift: float) -> None:
    scores = float32(1.0, 0.9, 0.6, 0.5)
    texts = ["smoke", "tropical peat", "map of tropical peat", "peat"]
    reranking = Reranking(WordOverlap(), weight=0.5, budget_ms=None)
    plain = reranked(scores, texts, reranking)
    other = reranked(np.asarray(scores * scale + shift, np.float32), texts, reranking)
    assert plain.order.tolist() == other.order.tolist() == [1, 2, 0, 3]
    assert other.scores == pytest.approx(plain.scores * scale + shift, rel=1e-4)


def test_weight_0_changes_nothing_and_weight_1_leaves_it_to_the_reranker() -> None:
    scores = float32(1.0, 0.9, 0.6)
    texts = ["smoke", "peat", "tropical peat"]
    none = reranked(scores, texts, Reranking(WordOverlap(), weight=0.0))
    assert none.scores.tolist() == scores.tolist()
    assert none.order.tolist() == [0, 1, 2]
    alone = reranked(scores, texts, Reranking(WordOverlap(), weight=1.0))
    assert alone.order.tolist() == [2, 1, 0]


def test_where_the_arms_tell_nothing_apart_the_reranker_does() -> None:
    found = reranked(
        float32(0.5, 0.5, 0.5), ["smoke", "tropical peat", "peat"], Reranking(WordOverlap())
    )
    assert found.order.tolist() == [1, 2, 0]
    assert found.scores == pytest.approx([0.5, 1.2, 0.85])  # 0.5 + 0.7 × (0, 1, ½)


def test_ties_keep_their_old_order() -> None:
    found = reranked(float32(0.5, 0.5, 0.5), ["peat", "smoke", "peat"], Reranking(WordOverlap()))
    assert found.order.tolist() == [0, 2, 1]


def test_one_candidate_and_none() -> None:
    one = reranked(float32(0.7), ["peat"], Reranking(WordOverlap()))
    assert (one.scores.tolist(), one.order.tolist(), one.reached) == (
        float32(0.7).tolist(),
        [0],
        1,
    )
    none = reranked(float32(), [], Reranking(WordOverlap()))
    assert (len(none.scores), len(none.order), len(none.raw), none.reached) == (0, 0, 0, 0)


def test_below_the_depth_nothing_is_asked_and_nothing_changes() -> None:
    reranker = WordOverlap()
    scores = float32(*np.linspace(1.0, 0.1, 10))
    texts = ["smoke"] * 3 + [QUERY] * 7
    found = reranked(scores, texts, Reranking(reranker, depth=3, budget_ms=None))
    assert reranker.asked == [3]
    assert found.order.tolist() == list(range(10))
    assert found.scores[3:].tolist() == scores[3:].tolist()


# --- the budget


def many(count: int) -> tuple[NDArray[np.float32], list[str]]:
    """Candidates of which the later ones answer better."""
    words = QUERY.split()
    texts = [" ".join(words[: 4 * place // count + 1]) for place in range(count)]
    return np.linspace(1.0, 0.5, count, dtype=np.float32), texts


def test_budget_ends_before_a_batch_that_would_not_end_in_time() -> None:
    """Batches of four at 0.1 s a text: 0.4, 0.8, and the third would end at 1.2 s."""
    assert BATCH == 4
    reranker = WordOverlap(per_text=(0.1,))
    scores, texts = many(12)
    found = reranked(scores, texts, Reranking(reranker, budget_ms=1_000))
    assert reranker.asked == [4, 4]
    assert found.reached == 8
    assert np.isnan(found.raw).tolist() == [False] * 8 + [True] * 4
    assert found.warnings == (
        "the time for reranking (1000 ms) allowed 8 of 12 candidates; the others follow them in "
        "the order they had",
    )


def test_a_budget_that_is_met_exactly_is_met() -> None:
    """In quarters of a second, which binary fractions hold exactly."""
    reranker = WordOverlap(per_text=(0.125,))
    scores, texts = many(12)
    found = reranked(scores, texts, Reranking(reranker, budget_ms=1_500))
    assert (found.reached, found.warnings) == (12, ())


def test_the_slowest_batch_so_far_is_what_the_next_may_take() -> None:
    """0.8 s, then 0.04 s: at 0.84 s another 0.8 s would be too long for 1.5 s."""
    reranker = WordOverlap(per_text=(0.2, 0.01))
    scores, texts = many(12)
    found = reranked(scores, texts, Reranking(reranker, budget_ms=1_500))
    assert found.reached == 4
    assert (
        reranked(
            scores, texts, Reranking(WordOverlap(per_text=(0.2, 0.01)), budget_ms=1_700)
        ).reached
        == 12
    )


def test_the_first_batch_is_asked_whatever_the_budget() -> None:
    reranker = WordOverlap(per_text=(10.0,))
    scores, texts = many(12)
    assert reranked(scores, texts, Reranking(reranker, budget_ms=1)).reached == 4


def test_without_a_budget_all_are_asked_at_once() -> None:
    reranker = WordOverlap(per_text=(10.0,))
    scores, texts = many(12)
    found = reranked(scores, texts, Reranking(reranker, budget_ms=None))
    assert reranker.asked == [12]
    assert found.warnings == ()


@pytest.mark.parametrize("weight", [0.3, 0.7, 1.0])
def test_those_left_out_keep_their_places(weight: float) -> None:
    scores, texts = many(12)
    reranking = Reranking(WordOverlap(per_text=(0.1,)), weight=weight, budget_ms=1_000)
    found = reranked(scores, texts, reranking)
    assert sorted(found.order[:8].tolist()) == list(range(8))
    assert found.order[:8].tolist() != list(range(8))
    assert found.order[8:].tolist() == [8, 9, 10, 11]


# --- languages


def test_hand_computed_balance() -> None:
    """Levels: en 0, zh −12, all −8; preferences 8 × 5/10 and −4 × 2/7."""
    scores = float32(10, 2, 1, 0, -1, -8, -12)
    langs = ["en"] * 5 + ["zh"] * 2
    assert balanced(scores, langs) == pytest.approx(
        [6, -2, -3, -4, -5, -8 + 8 / 7, -12 + 8 / 7], abs=1e-5
    )


def test_a_pool_of_one_language_is_left_as_it_is() -> None:
    scores = np.random.default_rng(3).normal(size=30).astype(np.float32)
    assert balanced(scores, ["ar"] * 30).tolist() == scores.tolist()


def test_a_language_is_not_punished_for_having_the_answers() -> None:
    """Three of five Chinese candidates answer; what does not answer scores alike in both."""
    scores = float32(9, 8, 7, 0, 0, *[0] * 10)
    assert balanced(scores, ["zh"] * 5 + ["en"] * 10).tolist() == scores.tolist()


def test_the_only_candidate_of_its_language_may_be_the_answer() -> None:
    scores = float32(9, 1, *[0] * 10)
    found = balanced(scores, ["ru", *["en"] * 11])
    assert found[0] == pytest.approx(9 - 9 / 6)
    assert found.argmax() == 0


def test_order_within_a_language_is_kept() -> None:
    random = np.random.default_rng(5)
    scores = random.normal(size=40).astype(np.float32)
    langs = random.choice(["en", "fr", "zh"], 40)
    found = balanced(scores, langs.tolist())
    for lang in ("en", "fr", "zh"):
        own = langs == lang
        assert np.argsort(scores[own]).tolist() == np.argsort(found[own]).tolist()


def test_a_preferred_language_does_not_push_the_answer_aside() -> None:
    """English texts have two words of the question more than they deserve."""
    english = [f"map of {word}" for word in ("smoke", "wood", "stone", "sand", "snow", "silt")]
    chinese = ["peat", "一", "二", "三", "四", "五"]
    texts = [text for pair in zip(english, chinese, strict=True) for text in pair]
    langs = ["en", "zh"] * 6
    scores = np.full(12, 0.5, np.float32)

    def best(*, balance: bool) -> int:
        reranking = Reranking(WordOverlap(), weight=1.0, budget_ms=None, balance=balance)
        return int(reranked(scores, texts, reranking, langs).order[0])

    # 6 of 11 parts of the two words are taken back: 2 − 12/11 < 1
    assert langs[best(balance=False)] == "en"
    assert texts[best(balance=True)] == "peat"


def test_what_was_not_reached_does_not_enter_the_balance() -> None:
    scores = np.linspace(1.0, 0.5, 8, dtype=np.float32)
    texts = ["map of tropical peat", "smoke", "peat", "smoke", *["tropical peat"] * 4]
    langs = ["en", "zh", "en", "zh", *["zh"] * 4]
    short = Reranking(WordOverlap(per_text=(1.0,)), budget_ms=10)
    found = reranked(scores, texts, short, langs)
    alone = reranked(scores[:4], texts[:4], Reranking(WordOverlap(), budget_ms=None), langs[:4])
    assert found.reached == 4
    assert found.raw[:4].tolist() == alone.raw.tolist()
    assert found.order[:4].tolist() == alone.order.tolist()


# --- a reranker that fails


@dataclass
class NoNumber:
    """A reranker whose model computes nonsense for one text."""

    name: str = "broken"

    def score(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([np.nan if text == query else 1.0 for text in texts], np.float32)


def test_a_score_that_is_no_number_leaves_the_order_and_is_told() -> None:
    scores = float32(0.9, 0.5, 0.1)
    found = rerank(QUERY, scores, ["en"] * 3, ["one", QUERY, "two"], Reranking(NoNumber()))
    assert found.scores.tolist() == scores.tolist()
    assert found.order.tolist() == [0, 1, 2]
    assert found.reached == 0
    assert "broken" in found.warnings[0]
