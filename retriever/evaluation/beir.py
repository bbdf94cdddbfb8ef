"""Reads the test half of a BEIR folder: `queries.jsonl` and `qrels/test.tsv`.

Checks form only; whether the passages named exist is for `retriever.evaluate`, which has the
collection. Must not search or measure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import InvalidEvaluation

QUERIES_FILE = "queries.jsonl"
QRELS_FILE = "qrels/test.tsv"

QUERIES_HINT = 'each line is a JSON object with "_id" and "text", both text, and "metadata" if any'
QRELS_HINT = "each line is query-id, corpus-id and a whole number, separated by tabs"


@dataclass(frozen=True, slots=True)
class EvaluationQuery:
    """One line of `queries.jsonl`.

    Attributes:
        query_id: the `_id`.
        text: the `text`, not blank.
        lang: `metadata.lang`, "" where absent.
        kind: `metadata.kind`, "" where absent.
    """

    query_id: str
    text: str
    lang: str
    kind: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the qrels.

    Attributes:
        query_id: the query judged.
        corpus_id: what it was judged against, as written: a passage id or a label.
        relevance: grade, at least 0; 0 is "not relevant".
        line: source line, from 1.
    """

    query_id: str
    corpus_id: str
    relevance: int
    line: int


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """The queries and judgements of a folder, in file order; every judgement names a query.

    Attributes:
        queries: the queries; ids are distinct.
        judgements: the judgements.
        qrels_path: where the judgements come from, for messages.
    """

    queries: tuple[EvaluationQuery, ...]
    judgements: tuple[Judgement, ...]
    qrels_path: Path


def read_evaluation_set(folder: Path) -> EvaluationSet:
    """Read and check the queries and qrels of a BEIR folder.

    Raises:
        InvalidEvaluation: a file is missing, malformed or empty, a query id comes twice, or a
            judgement names no query; the message gives file and line.
    """
    queries = tuple(_read_queries(folder / QUERIES_FILE))
    qrels_path = folder / QRELS_FILE
    judgements = tuple(_read_judgements(qrels_path))
    _require_known_queries(queries, judgements, qrels_path)
    return EvaluationSet(queries, judgements, qrels_path)


def name_some(judgements: list[Judgement], names: list[str], *, shown: int = 10) -> str:
    """Name the first few of many faulty judgements: `"71" (line 3), "72" (line 9) and 4 more`.

    Args:
        judgements: the faulty judgements, at least one.
        names: what is wrong in each, in the same order; a name that comes again is not repeated.
        shown: how many to name.
    """
    first_lines: dict[str, int] = {}
    for name, judgement in zip(names, judgements, strict=True):
        first_lines.setdefault(name, judgement.line)
    listed = [f'"{name}" (line {line})' for name, line in list(first_lines.items())[:shown]]
    left = len(first_lines) - len(listed)
    return ", ".join(listed) + (f" and {left} more" if left else "")


def _require_known_queries(
    queries: tuple[EvaluationQuery, ...], judgements: tuple[Judgement, ...], path: Path
) -> None:
    known = {query.query_id for query in queries}
    unknown = [judgement for judgement in judgements if judgement.query_id not in known]
    if unknown:
        names = [judgement.query_id for judgement in unknown]
        raise InvalidEvaluation(
            f"{path}: {len(set(names))} query ids are not in {QUERIES_FILE}: "
            f"{name_some(unknown, names)}",
            hint=f"use the {QUERIES_FILE} that these qrels belong to",
        )


def _read_queries(path: Path) -> Iterator[EvaluationQuery]:
    first_lines: dict[str, int] = {}
    for number, line in _lines(path):
        query = _query(line, f"{path}, line {number}")
        if query.query_id in first_lines:
            raise InvalidEvaluation(
                f'{path}, line {number}: the query id "{query.query_id}" was used before, '
                f"in line {first_lines[query.query_id]}",
                hint="give every query an id of its own",
            )
        first_lines[query.query_id] = number
        yield query
    if not first_lines:
        raise InvalidEvaluation(f"{path} holds no query", hint=QUERIES_HINT)


def _query(line: str, place: str) -> EvaluationQuery:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidEvaluation(
            f"{place}: not JSON ({error.msg} at column {error.colno})", hint=QUERIES_HINT
        ) from error
    if not isinstance(record, dict):
        raise InvalidEvaluation(f"{place}: not a JSON object", hint=QUERIES_HINT)
    metadata = record.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise InvalidEvaluation(f'{place}: "metadata" is not a JSON object', hint=QUERIES_HINT)
    return EvaluationQuery(
        query_id=_required_text(record, "_id", place),
        text=_required_text(record, "text", place),
        lang=_optional_text(metadata, "lang", place),
        kind=_optional_text(metadata, "kind", place),
    )


def _required_text(record: dict[str, object], field: str, place: str) -> str:
    value = record.get(field)
    if not isinstance(value, str) or not value.strip():
        raise InvalidEvaluation(
            f'{place}: "{field}" is missing, blank or not text', hint=QUERIES_HINT
        )
    return value


def _optional_text(metadata: dict[str, object], field: str, place: str) -> str:
    value = metadata.get(field, "")
    if not isinstance(value, str):
        raise InvalidEvaluation(f'{place}: "metadata.{field}" is not text', hint=QUERIES_HINT)
    return value


def _read_judgements(path: Path) -> Iterator[Judgement]:
    count = 0
    for number, line in _lines(path):
        fields = [field.strip() for field in line.split("\t")]
        if number == 1 and fields[-1].lower() == "score":
            continue
        yield _judgement(fields, number, f"{path}, line {number}")
        count += 1
    if not count:
        raise InvalidEvaluation(f"{path} holds no judgement", hint=QRELS_HINT)


def _judgement(fields: list[str], number: int, place: str) -> Judgement:
    if len(fields) != 3 or not all(fields):
        raise InvalidEvaluation(
            f"{place}: {len(fields)} tab-separated fields instead of 3, or an empty one",
            hint=QRELS_HINT,
        )
    query_id, corpus_id, grade = fields
    if not (grade.isascii() and grade.isdigit()):
        raise InvalidEvaluation(
            f'{place}: the relevance "{grade}" is not a whole number of 0 or more', hint=QRELS_HINT
        )
    return Judgement(query_id, corpus_id, int(grade), number)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not blank, with their numbers from 1."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidEvaluation(
            f"{path} cannot be read: {error.strerror}",
            hint=f"name a folder that holds {QUERIES_FILE} and {QRELS_FILE}",
        ) from error
    # Split on \n alone: JSON text may hold U+2028 and others that str.splitlines cuts at.
    for number, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        try:
            line = raw.decode("utf-8").rstrip("\r")
        except UnicodeDecodeError as error:
            raise InvalidEvaluation(
                f"{path}, line {number}: not UTF-8 ({error.reason})", hint="save it as UTF-8"
            ) from error
        if line.strip():
            yield number, line
