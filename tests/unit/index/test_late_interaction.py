"""Late interaction and the mean tokens it subtracts, computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from index.encoders.base import QueryTokens
from index.token_codes import LEVELS, TokenBasis, unpack
from index.tokens import (
    QUESTION_STRENGTH,
    PassageTokens,
    TokenMeans,
    TokenSum,
    estimate_means,
    late_interaction,
)

# No rotation: a test can say what the coordinates of a compressed token are.
BASIS = TokenBasis(np.zeros(8, np.float32), np.eye(8, dtype=np.float32))
UP = np.full(8, 8**-0.5, np.float32)
HALF = UP * [1, 1, 1, 1, -1, -1, -1, -1]
QUARTER = UP * [1, 1, -1, -1, 1, 1, -1, -1]
NOTHING = np.zeros((0, 8), np.float32)


def passages(*texts: list[np.ndarray], langs: str = "") -> PassageTokens:
    """Passages of the given tokens, in English or in the languages given."""
    tokens = [np.reshape(text, (-1, 8)).astype(np.float32) for text in texts]
    return PassageTokens(
        BASIS.compress(np.concatenate([NOTHING, *tokens])),
        np.cumsum([0, *map(len, tokens)], dtype=np.int64),
        tuple(langs.split()) or ("en",) * len(texts),
    )


def scores(question, of, *, means=None, lang="en", weights=None):
    question = QueryTokens.alike(np.reshape(question, (-1, 8)).astype(np.float32))
    if weights is not None:
        question = QueryTokens(question.vectors, np.array(weights, np.float32))
    return late_interaction(question, lang, of, basis=BASIS, means=means).tolist()


def mean_of(token, strength=1.0):
    """A mean in levels: every coordinate of the tokens above has the level 100 or -100."""
    return (np.sign(token) * 100 * strength).astype(np.float32)


def test_each_token_asked_takes_its_best_and_the_mean_is_scored():
    found = passages([UP], [HALF, QUARTER], [UP, HALF, QUARTER], [-UP])
    # UP, HALF and QUARTER are at right angles to one another
    assert scores([UP], found) == pytest.approx([1, 0, 1, -1], abs=1e-6)
    assert scores([UP, HALF], found) == pytest.approx([0.5, 0.5, 1, -0.5], abs=1e-6)
    assert scores([UP, HALF, HALF], found) == pytest.approx([1 / 3, 2 / 3, 1, -1 / 3], abs=1e-6)


def test_a_token_counts_as_much_as_it_weighs():
    found = passages([UP], [HALF, QUARTER], [UP, HALF])
    expected = [0.75, 0.25, 1]
    assert scores([UP, HALF], found, weights=[6, 2]) == pytest.approx(expected, abs=1e-6)
    assert scores([UP, HALF], found, weights=[0.6, 0.2]) == pytest.approx(expected, abs=1e-6)


def test_the_length_of_a_token_counts_for_nothing():
    assert scores([5 * UP], passages([0.01 * UP])) == pytest.approx([1], abs=1e-6)


def test_what_has_no_tokens_scores_zero_and_disturbs_no_other():
    found = passages([], [UP], [], [], [HALF, UP], [])
    assert scores([UP], found) == pytest.approx([0, 1, 0, 0, 1, 0], abs=1e-6)
    assert scores([], found) == [0] * 6
    assert scores([UP], passages([], [])) == [0, 0]
    assert scores([UP], passages()) == []


def test_each_language_loses_its_own_mean():
    means = TokenMeans({"en": mean_of(UP), "fr": mean_of(HALF)}, np.zeros(8, np.float32))
    found = passages([UP + QUARTER / 2], [UP], [UP], langs="en en fr")
    # in levels UP + QUARTER / 2 is 100 or 30 and not in proportion: see what it is compressed to
    levels = unpack(found.codes)[0].astype(float) - 100
    assert levels.tolist() == [0, 0, -70, -70, 0, 0, -70, -70]
    asked = UP - QUESTION_STRENGTH * 0.4528 / 30 / 8**0.5 * 100 * np.sign(UP)
    asked /= np.linalg.norm(asked)
    french = (UP - HALF) / np.linalg.norm(UP - HALF)
    expected = [float(asked @ levels) / np.linalg.norm(levels), 0, float(asked @ french)]
    assert scores([UP], found, means=means) == pytest.approx(expected, abs=1e-6)


def test_a_question_in_another_language_loses_the_mean_over_languages():
    means = TokenMeans({"en": np.zeros(8, np.float32)}, mean_of(HALF))
    asked = QUARTER - QUESTION_STRENGTH * 0.4528 / 30 / 8**0.5 * mean_of(HALF)
    expected = [float(asked @ QUARTER) / np.linalg.norm(asked)]
    assert scores([QUARTER], passages([QUARTER]), means=means, lang="ja") == pytest.approx(expected)
    assert scores([QUARTER], passages([QUARTER]), means=means) == pytest.approx([1])


def test_means_are_drawn_to_one_another_and_to_zero():
    one, two = np.array([90, 0]), np.array([0, 900])
    means = estimate_means(
        {
            "en": TokenSum(passages=8, tokens=9, total=one),
            "zh": TokenSum(passages=24, tokens=100, total=two),
            "ar": TokenSum(passages=3, tokens=0, total=np.zeros(2, np.int64)),
        },
        2,
    )
    # belief 8/16 and 24/32; the mean over languages is believed by 32/40
    overall = np.array([0.5 * 10, 0.75 * 9]) / 1.25 * 0.8
    assert means.overall.tolist() == pytest.approx(overall.tolist())
    assert means.of("en").tolist() == pytest.approx((overall / 2 + [5, 0]).tolist())
    assert means.of("zh").tolist() == pytest.approx((overall / 4 + [0, 6.75]).tolist())
    assert means.of("ar") is means.overall
    assert estimate_means({}, 2).overall.tolist() == [0, 0]


def test_a_lone_passage_is_not_its_own_mean():
    codes = unpack(BASIS.compress(UP[np.newaxis]))
    means = estimate_means({"en": TokenSum(1, 1, codes.sum(axis=0, dtype=np.int64))}, 8)
    assert scores([UP], passages([UP]), means=means) == pytest.approx([1], abs=1e-6)


def test_codes_hold_the_nearest_level_of_every_coordinate():
    token = np.array([[2.0, 1.0, 0.5, 0.01, -0.01, -0.5, -1.0, -2.0]], np.float32)
    # unit length divides by 3.24; times the square root of 8 that is 0.873: 1.75, 0.87, 0.44, …
    levels = [100, 30, 30, 30, -30, -30, -30, -100]
    assert unpack(BASIS.compress(token)).tolist() == [levels]
    assert BASIS.compress(token).tolist() == [[0b10101011, 0b00010101]]
    assert set(LEVELS.tolist()) == {-100, -30, 30, 100}


@pytest.mark.parametrize(("dimension", "width"), [(1, 8), (8, 8), (9, 16), (384, 384)])
def test_a_basis_around_a_center_only_turns(dimension, width):
    center = np.full(dimension, 0.25, np.float32)
    basis = TokenBasis.around(center)
    assert basis.width == width
    assert np.allclose(basis.axes @ basis.axes.T, np.eye(dimension), atol=1e-5)
    assert not basis.place(center[np.newaxis]).any()
    assert basis.compress(np.zeros((0, dimension), np.float32)).shape == (0, width // 4)
