"""Figures per question, and what became of them, by hand."""

from __future__ import annotations

import pytest

from retriever.evaluation.figures import (
    ACROSS,
    MIXED,
    SAME,
    among,
    compare,
    language_figures,
    mean,
    per_question,
)
from retriever.evaluation.measures import MEASURES, QueryScores, Scores
from retriever.evaluation.report import EvaluationReport, PairScores


def scored(**values: float) -> QueryScores:
    """Zeros but for the measures named; `ndcg` is nDCG@10."""
    named = {"nDCG@10" if name == "ndcg" else name: value for name, value in values.items()}
    return {**dict.fromkeys(MEASURES, 0.0), **named}


def report(*pairs: PairScores) -> EvaluationReport:
    """Two questions, e in English and z in Chinese."""
    return EvaluationReport(
        passages=9,
        top_k=100,
        queries_left_out=(),
        overall=Scores(2, scored()),
        languages=(),
        kinds=(),
        pairs=pairs,
        same_language=None,
        cross_language=None,
        query_scores={"e": scored(mAP=0.5, ndcg=0.1), "z": scored(mAP=0.25)},
        rankings={},
    )


def pair(query_lang: str, passage_lang: str, **ndcg: float) -> PairScores:
    scores = {query_id: scored(ndcg=value) for query_id, value in ndcg.items()}
    return PairScores(query_lang, passage_lang, 3, Scores(len(scores), scored()), scores)


def test_a_question_counts_once_however_many_pools_it_is_asked_in() -> None:
    figures = language_figures(
        report(
            pair("en", "en", e=0.9),
            pair("en", "ru", e=0.4),
            pair("en", "zh", e=0.6),
            pair("zh", "en", z=0.2),
        )
    )

    assert figures == {SAME: {"e": 0.9}, ACROSS: {"e": 0.5, "z": 0.2}, MIXED: {"e": 0.5, "z": 0.25}}
    assert mean(figures[ACROSS]) == pytest.approx(0.35)


def test_a_figure_that_no_question_has_is_left_out() -> None:
    assert list(language_figures(report(pair("en", "en", e=1.0)))) == [SAME, MIXED]


def test_one_measure_of_some_questions() -> None:
    values = per_question(report(), "nDCG@10")

    assert values == {"e": 0.1, "z": 0.0}
    assert among(values, ["z", "not asked"]) == {"z": 0.0}


def test_a_change_is_taken_over_the_questions_asked_now() -> None:
    before = {"a": 0.5, "b": 0.5, "c": 0.5, "not asked": 1.0}

    change = compare({"a": 0.8, "b": 0.5, "c": 0.5}, before)

    assert change.value == pytest.approx(0.6)
    assert change.difference == pytest.approx(0.1)
    assert change.p_value == 1.0  # one question alone: either sign is as far from zero
