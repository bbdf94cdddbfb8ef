"""Which queries are asked, and which are a sample."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import InvalidEvaluation, InvalidParameter
from retriever.evaluation.questions import QuestionSet, read_questions


def folder_of(folder: Path, grades: dict[str, int]) -> Path:
    """A query for each id, judged against one passage."""
    (folder / "qrels").mkdir()
    queries = [
        {"_id": query_id, "text": f"What is {query_id}?", "metadata": {"lang": "en"}}
        for query_id in grades
    ]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    lines = [f"{query_id}\tp\t{grade}\n" for query_id, grade in grades.items()]
    (folder / "qrels" / "test.tsv").write_text("".join(lines), encoding="utf-8")
    return folder


def ids(asked: QuestionSet) -> str:
    return "".join(question.query_id for question in asked.questions)


def test_a_query_without_a_relevant_passage_is_not_asked(tmp_path: Path) -> None:
    asked = read_questions(folder_of(tmp_path, {"a": 1, "b": 0, "c": 2}))

    assert asked.texts == ["What is a?", "What is c?"]
    assert [query.query_id for query in asked.evaluation_set.queries] == ["a", "b", "c"]


def test_a_sample_is_each_nth_question_from_the_first(tmp_path: Path) -> None:
    asked = read_questions(folder_of(tmp_path, dict.fromkeys("abcdefgh", 1)))

    assert ids(asked.every(1)) == "abcdefgh"
    assert ids(asked.every(3)) == "adg"
    assert ids(asked.every(100)) == "a"
    assert asked.every(3).evaluation_set is asked.evaluation_set
    with pytest.raises(InvalidParameter, match="every 0th"):
        asked.every(0)


def test_qrels_that_name_nothing_relevant_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidEvaluation, match="names no relevant passage"):
        read_questions(folder_of(tmp_path, {"a": 0}))
