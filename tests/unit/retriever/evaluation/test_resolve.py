"""Corpus ids of qrels: labels, alternative labels, and ids that name nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import InvalidEvaluation
from index.model import Passage, PassageKind
from retriever.evaluation.beir import EvaluationQuery, EvaluationSet, Judgement
from retriever.evaluation.resolve import label_targets, resolve_qrels


def passage(label: str, *alt_labels: str) -> Passage:
    return Passage(
        passage_id=f"doc:{label}",
        document_id="doc",
        ordinal=0,
        label=label,
        printed_label=f"{label}.",
        alt_labels=alt_labels,
        kind=PassageKind.PARAGRAPH,
        parent="",
        section_path=(),
        chapeau="",
        text="Text.",
        lang="en",
        start_line=1,
        end_line=1,
        footnote_refs=(),
        metadata={},
    )


def judged(*lines: tuple[str, str, int]) -> EvaluationSet:
    queries = dict.fromkeys(query_id for query_id, _, _ in lines)
    return EvaluationSet(
        queries=tuple(EvaluationQuery(query_id, "?", "", "") for query_id in queries),
        judgements=tuple(Judgement(*line, number) for number, line in enumerate(lines, start=1)),
        qrels_path=Path("qrels/test.tsv"),
    )


IDS = {"a": "a", "b": "b"}


def test_a_label_wins_over_an_alternative_label_and_doubtful_ones_name_nothing() -> None:
    targets = label_targets([passage("71/2", "72", "2"), passage("72"), passage("73", "2")])

    assert targets == {"71/2": "doc:71/2", "72": "doc:72", "73": "doc:73"}


def test_an_alternative_label_that_one_passage_has_names_it() -> None:
    assert label_targets([passage("71/2", "72")])["72"] == "doc:71/2"


def test_grades_are_gathered_and_queries_without_relevant_passages_drop_out() -> None:
    judgements = judged(("q1", "a", 2), ("q1", "b", 0), ("q2", "b", 0), ("q1", "a", 2))

    assert resolve_qrels(judgements, IDS, document=None) == {"q1": {"a": 2}}


def test_ids_that_name_nothing_are_counted_and_placed() -> None:
    lines = [("q1", f"x{number}", 1) for number in range(12)]

    with pytest.raises(InvalidEvaluation) as caught:
        resolve_qrels(judged(("q1", "a", 1), *lines), IDS, document=None)

    assert "12 corpus ids are not passages of the collection" in caught.value.message
    assert '"x0" (line 2)' in caught.value.message
    assert caught.value.message.endswith("and 2 more")


def test_a_label_that_names_nothing_is_reported_with_the_document() -> None:
    with pytest.raises(InvalidEvaluation, match='not labels of the document "doc": "9"'):
        resolve_qrels(judged(("q1", "9", 1)), {"1": "doc:1"}, document="doc")


def test_contradicting_lines_are_refused() -> None:
    with pytest.raises(InvalidEvaluation, match=r"line 2: .* the score 0, .* 1 in a line above"):
        resolve_qrels(judged(("q1", "a", 1), ("q1", "a", 0)), IDS, document=None)
