"""JSON lines that are records of paragraphs in any shape but BEIR's.

Must not give the fields a meaning: that is `paragraph_records`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from index.model import Metadata, ParsedCorpus
from index.reading.faults import Fault
from index.reading.paragraph_records import Row, corpus_of_rows

_DEEPEST = 4


def parse_json_records(text: str, *, name: str, metadata: Metadata) -> ParsedCorpus:
    """Reads a file with a JSON object a line; only LF (and CR before it) ends a line.

    Fields of an object inside `metadata` are fields of the record; those of any other object have
    its name before theirs (`source.page`). Null values are left out.

    Raises:
        InvalidRecord: lines that are no records; the message names the first of them.
        DuplicateId: one id on several lines.
    """
    return corpus_of_rows(_rows(text), name=name, metadata=metadata)


def _rows(text: str) -> Iterator[Row | Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _row(line, number)


def _row(line: str, number: int) -> Row | Fault:
    try:
        loaded = json.loads(line)
    except (ValueError, RecursionError):
        return Fault(number, "not JSON")
    if not isinstance(loaded, dict):
        return Fault(number, "no JSON object")
    nested = loaded.pop("metadata", None)
    if nested is not None and not isinstance(nested, dict):
        return Fault(number, '"metadata" is no object')
    fields = dict(_flat({**(nested or {}), **loaded}, "", 0))
    return Row(number, fields)


def _flat(given: Mapping[str, object], prefix: str, depth: int) -> Iterator[tuple[str, object]]:
    for name, value in given.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, f"{prefix}{name}.", depth + 1)
        elif value is not None:
            yield f"{prefix}{name}", value
