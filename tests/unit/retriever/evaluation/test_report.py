"""The report as JSON and its rankings as a TREC run file."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import ir_measures
import numpy as np
import pytest

from index.errors import InvalidEvaluation, StorageDenied
from retriever.evaluation.measures import MEASURES, Scores
from retriever.evaluation.report import (
    EvaluationReport,
    KindScores,
    LanguageScores,
    PairScores,
    RankedPassages,
)

VALUES = {name: place / 10 for place, name in enumerate(MEASURES)}
SCORES = Scores(1, VALUES)


def report(*ranked: tuple[str, float], query_id: str = "q1") -> EvaluationReport:
    scores = np.array([score for _, score in ranked], dtype=np.float32)
    return EvaluationReport(
        passages=len(ranked),
        top_k=100,
        queries_left_out=("q2",),
        overall=SCORES,
        languages=(LanguageScores("en", None, SCORES),),
        kinds=(KindScores("fact", SCORES),),
        pairs=(PairScores("en", "zh", 3, SCORES, {query_id: VALUES}),),
        same_language=None,
        cross_language=SCORES,
        query_scores={query_id: VALUES},
        rankings={query_id: RankedPassages(tuple(one for one, _ in ranked), scores)},
    )


def test_json_holds_every_view_and_survives_a_round_trip() -> None:
    found = json.loads(json.dumps(report(("a", 1.0)).as_json()))

    scores = {"queries": 1, "scores": VALUES}
    assert found == {
        "passages": 1,
        "top_k": 100,
        "queries_left_out": ["q2"],
        "ranked_as_precedents": [],
        "overall": scores,
        "languages": [{"query_lang": "en", "own_language_share": None, **scores}],
        "kinds": [{"kind": "fact", **scores}],
        "pairs": [{"query_lang": "en", "passage_lang": "zh", "pool": 3, **scores}],
        "same_language": None,
        "cross_language": scores,
        "query_scores": {"q1": VALUES},
    }


def test_run_file_is_trec_format(tmp_path: Path) -> None:
    path = tmp_path / "run.trec"

    report(("doc:41(c)", 0.5), ("doc:42", 0.25)).write_run(path)

    assert path.read_text(encoding="utf-8").splitlines() == [
        "q1 Q0 doc:41(c) 1 0.5 pilcrow",
        "q1 Q0 doc:42 2 0.25 pilcrow",
    ]


def test_ties_are_written_so_that_trec_eval_keeps_our_order(tmp_path: Path) -> None:
    path = tmp_path / "run.trec"
    order = ["a", "z", "m", "b"]

    report(*((one, 0.1) for one in order)).write_run(path)

    read = list(ir_measures.read_trec_run(str(path)))
    assert [one.doc_id for one in read] == order
    written = [np.float32(one.score) for one in read]
    assert all(above > below for above, below in itertools.pairwise(written))
    for rank, passage_id in enumerate(order, start=1):
        (metric,) = ir_measures.iter_calc([ir_measures.RR], {"q1": {passage_id: 1}}, read)
        assert metric.value == pytest.approx(1 / rank)


def test_a_tie_does_not_push_a_score_above_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "run.trec"
    just_below = float(np.nextafter(np.float32(0.1), np.float32(0)))

    report(("a", 0.1), ("b", 0.1), ("c", just_below)).write_run(path)

    written = [np.float32(line.split()[4]) for line in path.read_text().splitlines()]
    assert written[0] > written[1] > written[2]


def test_an_id_with_white_space_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "run.trec"

    with pytest.raises(InvalidEvaluation, match='the id "two words" holds white space'):
        report(("two words", 1.0)).write_run(path)

    assert not path.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "run.trec"

    with pytest.raises(StorageDenied, match=r"run\.trec cannot be written: No such file"):
        report(("a", 1.0)).write_run(path)
