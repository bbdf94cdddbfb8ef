"""Queries and qrels: what is read, and how each fault is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import InvalidEvaluation
from retriever.evaluation import beir

QUERY = '{"_id": "q1", "text": "Who chaired the meeting?"}\n'
QRELS = "query-id\tcorpus-id\tscore\nq1\t41\t1\n"


def write(folder: Path, queries: str | bytes = QUERY, qrels: str | bytes = QRELS) -> Path:
    (folder / "qrels").mkdir()
    for name, content in (("queries.jsonl", queries), ("qrels/test.tsv", qrels)):
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
    return folder


def test_reads_queries_with_and_without_metadata(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        QUERY + '\n{"_id": "q2", "text": "谁?", "metadata": {"lang": "zh", "kind": "fact"}}\r\n',
    )

    first, second = beir.read_evaluation_set(folder).queries

    assert first == beir.EvaluationQuery("q1", "Who chaired the meeting?", "", "")
    assert second == beir.EvaluationQuery("q2", "谁?", "zh", "fact")


@pytest.mark.parametrize("header", ["", "query-id\tcorpus-id\tscore\n", "query\tpassage\tScore\n"])
def test_header_of_qrels_is_optional(tmp_path: Path, header: str) -> None:
    folder = write(tmp_path, qrels=header + "q1\t41(c)\t2\r\nq1\t42\t0\n")

    first, second = beir.read_evaluation_set(folder).judgements

    line = 2 if header else 1
    assert first == beir.Judgement("q1", "41(c)", 2, line)
    assert second == beir.Judgement("q1", "42", 0, line + 1)


def test_a_byte_order_mark_and_unicode_line_separators_do_no_harm(tmp_path: Path) -> None:
    text = '\ufeff{"_id": "q1", "text": "one\u2028two"}'

    (query,) = beir.read_evaluation_set(write(tmp_path, text)).queries

    assert query.text == "one\u2028two"


@pytest.mark.parametrize(
    ("queries", "said"),
    [
        ("", "queries.jsonl holds no query"),
        (QUERY + "{oops\n", "queries.jsonl, line 2: not JSON"),
        ("[1]\n", "line 1: not a JSON object"),
        ('{"_id": "q1"}\n', 'line 1: "text" is missing'),
        ('{"_id": "q1", "text": " "}\n', 'line 1: "text" is missing, blank'),
        ('{"_id": 7, "text": "a"}\n', 'line 1: "_id" is missing, blank or not text'),
        ('{"_id": "q1", "text": "a", "metadata": 3}\n', 'line 1: "metadata" is not'),
        ('{"_id": "q1", "text": "a", "metadata": {"lang": 3}}\n', '"metadata.lang" is not text'),
        (QUERY + "\n" + QUERY, 'line 3: the query id "q1" was used before, in line 1'),
        (QUERY.encode() + b"\xff\xfe\n", "queries.jsonl, line 2: not UTF-8"),
    ],
)
def test_faulty_queries_are_named_by_file_and_line(
    tmp_path: Path, queries: str | bytes, said: str
) -> None:
    folder = write(tmp_path, queries)

    with pytest.raises(InvalidEvaluation) as caught:
        beir.read_evaluation_set(folder)

    assert said in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("qrels", "said"),
    [
        ("query-id\tcorpus-id\tscore\n", "test.tsv holds no judgement"),
        ("q1\t41\n", "test.tsv, line 1: 2 tab-separated fields instead of 3"),
        ("q1 41 1\n", "line 1: 1 tab-separated fields instead of 3"),
        ("q1\t\t1\n", "or an empty one"),
        ("q1\t41\t1\nq1\t42\tyes\n", 'line 2: the relevance "yes" is not a whole number'),
        ("q1\t41\t-1\n", 'the relevance "-1" is not'),
        ("q1\t41\t1\nq9\t41\t1\n", '1 query ids are not in queries.jsonl: "q9" (line 2)'),
    ],
)
def test_faulty_qrels_are_named_by_file_and_line(tmp_path: Path, qrels: str, said: str) -> None:
    folder = write(tmp_path, qrels=qrels)

    with pytest.raises(InvalidEvaluation) as caught:
        beir.read_evaluation_set(folder)

    assert said in caught.value.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "qrels" / "test.tsv").unlink()

    with pytest.raises(InvalidEvaluation, match=r"qrels/test\.tsv cannot be read: No such file"):
        beir.read_evaluation_set(folder)


def test_of_many_faults_ten_are_named_and_the_rest_counted() -> None:
    judgements = [beir.Judgement("q1", str(number), 1, number) for number in range(1, 14)]

    said = beir.name_some(judgements, [judgement.corpus_id for judgement in judgements])

    assert said.startswith('"1" (line 1), "2" (line 2)')
    assert said.endswith('"10" (line 10) and 3 more')
