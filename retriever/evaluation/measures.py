"""Retrieval measures of rankings against qrels, computed by ir-measures (trec_eval inside).

Only the order of a ranking counts. Must not know where rankings or qrels come from.

    nDCG@10    Järvelin and Kekäläinen 2002, trec_eval's form: gain = grade, discount log2(1 + rank)
    MRR        mean over queries of 1 / rank of the first relevant passage
    Recall@k   share of the relevant passages that are among the first k
    mAP        mean over queries of average precision
    hit@5      share of queries with a relevant passage among the first 5

MRR and mAP are taken over the ranking as given: what lies below its depth counts as not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MEASURES = ("nDCG@10", "MRR", "Recall@5", "Recall@10", "Recall@100", "mAP", "hit@5")
"""Names of the measures, in the order in which they are reported."""

Qrels = Mapping[str, Mapping[str, int]]
"""Grades by query id and passage id."""

QueryScores = Mapping[str, float]
"""Value of every measure of `MEASURES`, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over some queries.

    Attributes:
        queries: how many queries, at least 1.
        values: mean of every measure of `MEASURES`.
    """

    queries: int
    values: QueryScores


def measure_queries(qrels: Qrels, rankings: Mapping[str, Sequence[str]]) -> dict[str, QueryScores]:
    """Measure each ranking.

    Args:
        qrels: for each query at least one passage of grade 1 or more.
        rankings: for each query of `qrels` the passage ids found, best first, without repeats.

    Returns:
        The scores of each query of `qrels`, in its order.
    """
    import ir_measures
    from ir_measures import AP, RR, R, Success, nDCG

    measures = (nDCG @ 10, RR, R @ 5, R @ 10, R @ 100, AP, Success @ 5)
    names = dict(zip(measures, MEASURES, strict=True))
    # trec_eval sorts by score and breaks ties by id: scores that fall with the rank keep our order.
    run = {
        query_id: {passage_id: float(-rank) for rank, passage_id in enumerate(rankings[query_id])}
        for query_id in qrels
    }
    found: dict[str, dict[str, float]] = {query_id: {} for query_id in qrels}
    for metric in ir_measures.pytrec_eval.iter_calc(list(measures), qrels, run):
        found[metric.query_id][names[metric.measure]] = metric.value
    return {
        query_id: {name: scores[name] for name in MEASURES} for query_id, scores in found.items()
    }


def mean_of_queries(scores: Mapping[str, QueryScores], query_ids: Iterable[str]) -> Scores:
    """Average over the queries named; there must be at least one."""
    chosen = [scores[query_id] for query_id in query_ids]
    return Scores(len(chosen), _mean(chosen))


def mean_of_groups(groups: Sequence[Scores]) -> Scores | None:
    """Average of averages, each group counting the same; None where there is no group."""
    if not groups:
        return None
    return Scores(sum(group.queries for group in groups), _mean([group.values for group in groups]))


def _mean(scores: Sequence[QueryScores]) -> QueryScores:
    return {name: sum(one[name] for one in scores) / len(scores) for name in MEASURES}
