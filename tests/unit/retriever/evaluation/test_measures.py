"""Measures against values worked out by hand."""

from __future__ import annotations

import math

import pytest

from retriever.evaluation.measures import (
    MEASURES,
    Scores,
    mean_of_groups,
    mean_of_queries,
    measure_queries,
)


def test_graded_relevance_by_hand() -> None:
    scores = measure_queries({"q": {"a": 1, "b": 2}}, {"q": ["x", "a", "y", "b"]})["q"]

    gained = 1 / math.log2(3) + 2 / math.log2(5)
    ideal = 2 / math.log2(2) + 1 / math.log2(3)
    assert scores["nDCG@10"] == pytest.approx(gained / ideal)
    assert scores["MRR"] == pytest.approx(1 / 2)
    assert scores["mAP"] == pytest.approx((1 / 2 + 2 / 4) / 2)
    assert scores["Recall@5"] == 1.0
    assert scores["hit@5"] == 1.0
    assert tuple(scores) == MEASURES


def test_cutoffs_count_ranks_from_one() -> None:
    ranking = [f"x{rank}" for rank in range(1, 121)]
    found_at = {5: "x5", 6: "x6", 10: "x10", 11: "x11", 100: "x100", 101: "x101"}
    qrels = {str(rank): {passage_id: 1} for rank, passage_id in found_at.items()}

    scores = measure_queries(qrels, dict.fromkeys(qrels, ranking))

    assert {rank: scores[rank]["Recall@5"] for rank in ("5", "6")} == {"5": 1.0, "6": 0.0}
    assert {rank: scores[rank]["hit@5"] for rank in ("5", "6")} == {"5": 1.0, "6": 0.0}
    assert {rank: scores[rank]["Recall@10"] for rank in ("10", "11")} == {"10": 1.0, "11": 0.0}
    assert scores["11"]["nDCG@10"] == 0.0
    assert scores["10"]["nDCG@10"] == pytest.approx(1 / math.log2(11))
    assert {r: scores[r]["Recall@100"] for r in ("100", "101")} == {"100": 1.0, "101": 0.0}
    assert scores["101"]["MRR"] == pytest.approx(1 / 101)


def test_order_alone_counts_whatever_the_ids_are() -> None:
    # trec_eval breaks ties by id, so a ranking must never reach it as equal scores.
    for ranking, first in ((["a", "z"], 1.0), (["z", "a"], 0.5)):
        assert measure_queries({"q": {"a": 1}}, {"q": ranking})["q"]["MRR"] == first


def test_a_relevant_passage_that_is_not_found_costs_recall_and_precision() -> None:
    scores = measure_queries({"q": {"a": 1, "b": 1}}, {"q": ["a", "x"]})["q"]

    assert scores["Recall@100"] == 0.5
    assert scores["mAP"] == 0.5


def test_means_of_queries_weigh_queries_and_means_of_groups_weigh_groups() -> None:
    perfect, nothing = dict.fromkeys(MEASURES, 1.0), dict.fromkeys(MEASURES, 0.0)
    by_query = {"q1": perfect, "q2": nothing, "q3": nothing}

    over_queries = mean_of_queries(by_query, ["q1", "q2", "q3"])
    over_groups = mean_of_groups([Scores(1, perfect), Scores(2, nothing)])

    assert over_queries.queries == 3
    assert over_queries.values["mAP"] == pytest.approx(1 / 3)
    assert over_groups is not None
    assert over_groups.queries == 3
    assert over_groups.values["mAP"] == 0.5
    assert mean_of_groups([]) is None
