"""Means by hand, and what subtracting them does and must not do."""

from __future__ import annotations

import numpy as np
import pytest

from index.balance import PRIOR, QUESTION_STRENGTH, LanguageBalance, VectorSum, estimate
from index.balance import sum_by_language as sums_of
from index.dense import DenseRows

NO_QUESTIONS = np.zeros(2, np.float32)


def vectors(*rows):
    return np.array(rows, np.float16)


def rows_of(passages, sentences, counts, langs):
    row_ids = np.arange(1, len(langs) + 1, dtype=np.int64)
    return DenseRows(row_ids, passages, sentences, np.array(counts, np.int64), tuple(langs))


def balance_of(means, *, questions=NO_QUESTIONS, parts=(2,)):
    filled = {("", "passage"): (0, 0), ("", "sentence"): (0, 0), **means}
    arrays = {key: np.array(mean, np.float32) for key, mean in filled.items()}
    return LanguageBalance(parts, arrays, np.asarray(questions, np.float32))


def test_a_passage_loses_the_mean_of_its_own_language_and_keeps_its_length():
    balance = balance_of({("en", "passage"): (0.6, 0.0), ("zh", "passage"): (0.0, 0.8)})
    rows = rows_of(vectors((0.6, 0.8), (0.6, 0.8)), vectors((1, 0), (1, 0)), (1, 1), ("en", "zh"))
    balanced = balance.rows(rows).passages
    assert balanced == pytest.approx(np.array([[0.0, 1.0], [1.0, 0.0]]), abs=1e-3)


def test_a_sentence_loses_the_mean_of_the_sentences_of_its_passage_language():
    balance = balance_of({("zh", "sentence"): (0.0, 0.8), ("zh", "passage"): (0.6, 0.0)})
    sentences = vectors((0.6, 0.8), (0.6, 0.8), (0.6, 0.8))
    rows = rows_of(vectors((1, 0), (1, 0)), sentences, (1, 2), ("en", "zh"))
    balanced = balance.rows(rows).sentences
    assert balanced[0].tolist() == pytest.approx([0.6, 0.8], abs=1e-3)
    assert balanced[1:] == pytest.approx(np.array([[1.0, 0.0], [1.0, 0.0]]), abs=1e-3)


def test_each_encoder_of_an_ensemble_is_balanced_by_itself():
    half = np.sqrt(0.5)
    balance = balance_of(
        {("", "passage"): [0] * 4, ("", "sentence"): [0] * 4, ("en", "passage"): (0, 0.5, 0, 0)},
        questions=np.zeros(4),
        parts=(2, 2),
    )
    raw = vectors((half * 0.6, half * 0.8, half, 0))
    balanced = balance.rows(rows_of(raw, raw, (1,), ("en",))).passages[0].astype(float)
    first = np.array([half * 0.6, half * 0.8 - 0.5])
    assert balanced[:2] == pytest.approx(half * first / np.linalg.norm(first), abs=1e-3)
    assert balanced[2:] == pytest.approx([half, 0], abs=1e-3)


def test_a_vector_of_which_the_mean_leaves_nothing_stays_what_it_was():
    balance = balance_of({("en", "passage"): (0.0, 1.0)})
    rows = rows_of(vectors((0, 1)), vectors((0, 1)), (1,), ("en",))
    assert balance.rows(rows).passages.tolist() == [[0.0, 1.0]]


def test_a_question_loses_what_questions_share_and_what_sets_its_language_apart():
    means = {("", "passage"): (0.5, 0.0), ("zh", "passage"): (0.5, 0.4)}
    balance = balance_of(means, questions=(0.3, 0.1))
    left = np.array([0.6, 0.8]) - QUESTION_STRENGTH * np.array([0.3 + 0.0, 0.1 + 0.4])
    assert balance.question(np.array((0.6, 0.8), np.float32), "zh") == pytest.approx(
        left / np.linalg.norm(left), abs=1e-6
    )


def test_a_question_in_a_language_that_is_not_there_loses_what_questions_share_alone():
    means = {("", "passage"): (0.5, 0.0), ("zh", "passage"): (0.5, 0.4)}
    balance = balance_of(means, questions=(0.3, 0.1))
    vector = np.array((0.6, 0.8), np.float32)
    left = vector - QUESTION_STRENGTH * np.array([0.3, 0.1])
    for lang in ("ru", "und"):
        assert balance.question(vector, lang) == pytest.approx(
            left / np.linalg.norm(left), abs=1e-6
        )


def test_means_are_shrunk_towards_the_mean_over_languages_and_that_towards_nothing():
    sums = {
        ("en", "passage"): VectorSum(24, np.array([24.0, 0.0])),
        ("zh", "passage"): VectorSum(8, np.array([0.0, 8.0])),
    }
    balance = estimate(sums, NO_QUESTIONS, (2,))
    # Beliefs 24/32 and 8/16 of means (1, 0) and (0, 1); 32 of 32 + 8 vectors are known.
    overall = np.array([0.75, 0.5]) / 1.25 * 32 / 40
    assert PRIOR == 8
    assert balance.means["", "passage"] == pytest.approx(overall)
    assert balance.means["en", "passage"] == pytest.approx((np.array([24, 0]) + 8 * overall) / 32)
    assert balance.means["zh", "passage"] == pytest.approx((np.array([0, 8]) + 8 * overall) / 16)
    assert balance.means["", "sentence"].tolist() == [0.0, 0.0]


def test_a_language_of_two_passages_is_hardly_believed():
    many = np.tile((1.0, 0.0), (1000, 1))
    sums = {
        **sums_of(vectors(*many), ["en"] * 1000, "passage"),
        **sums_of(vectors((0, 1), (0, 1)), ["ar", "ar"], "passage"),
    }
    rare = estimate(sums, NO_QUESTIONS, (2,)).means["ar", "passage"]
    assert rare[0] > rare[1]


def test_one_passage_alone_is_not_its_own_mean():
    sums = sums_of(vectors((0.6, 0.8)), ["en"], "passage")
    balance = estimate(sums, NO_QUESTIONS, (2,))
    rows = rows_of(vectors((0.6, 0.8)), vectors((1, 0)), (1,), ("en",))
    assert balance.rows(rows).passages[0].tolist() == pytest.approx([0.6, 0.8], abs=1e-3)


def test_no_passages_leave_everything_as_it_is():
    balance = estimate({}, NO_QUESTIONS, (2,))
    assert balance.question(np.array((0.6, 0.8), np.float32), "en") == pytest.approx([0.6, 0.8])
    empty = rows_of(np.zeros((0, 2), np.float16), np.zeros((0, 2), np.float16), (), ())
    assert balance.rows(empty).passages.shape == (0, 2)


def test_the_distance_is_that_of_the_mean_that_moved_most():
    one = balance_of({("en", "passage"): (0.5, 0.0), ("zh", "passage"): (0.1, 0.1)})
    other = balance_of({("en", "passage"): (0.5, 0.3), ("zh", "passage"): (0.1, 0.2)})
    assert one.distance(other) == pytest.approx(0.3)
    # Where a language is not there, the mean over languages stands for it: nothing, here.
    assert one.distance(balance_of({("en", "passage"): (0.5, 0.0)})) == pytest.approx(0.02**0.5)


def test_many_rows_are_balanced_as_few_are():
    """More rows than are balanced at once."""
    random = np.random.default_rng(7)
    raw = random.standard_normal((40_000, 2))
    raw = (raw / np.linalg.norm(raw, axis=1, keepdims=True)).astype(np.float16)
    balance = balance_of({("en", "passage"): (0.5, 0.1)})
    rows = rows_of(raw, raw, [1] * len(raw), ("en",) * len(raw))
    balanced = balance.rows(rows).passages
    few = balance.rows(rows_of(raw[-3:], raw[-3:], [1] * 3, ("en",) * 3)).passages
    assert balanced[-3:].tolist() == few.tolist()
