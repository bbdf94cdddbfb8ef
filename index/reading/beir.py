"""Records of a corpus in BEIR layout: one JSON object a line, with `_id`, `title` and `text`.

A file with one faulty line is refused whole: a corpus that silently lost records would be measured
wrongly. Must not read queries or judgements.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.errors import DuplicateId, InvalidMetadata, InvalidRecord
from index.language import detect_language
from index.model import CorpusRecord, Metadata, ParsedCorpus
from index.reading.limits import MAX_LINES_NAMED
from index.reading.metadata import typed_object

_HINT = (
    'Each line is one JSON object with a string "_id" and a "text", and may have a "title" and an '
    'object "metadata"; mend these lines and add the file again.'
)


@dataclass(frozen=True, slots=True)
class _Fault:
    """A line that is no record, and why."""

    line: int
    why: str


def parse_corpus(text: str, *, name: str, metadata: Metadata) -> ParsedCorpus:
    """Reads a corpus.

    Args:
        text: the file's text; only LF (and CR before it) ends a line, as JSON strings may hold
            any other separator.
        name: the corpus's name, for messages and as its identity.
        metadata: what the user set for all of it.

    Raises:
        InvalidRecord: lines that are no records; the message names the first of them.
        DuplicateId: one `_id` on several lines.
    """
    records: list[CorpusRecord] = []
    faults: list[_Fault] = []
    for item in _records(text):
        if isinstance(item, _Fault):
            faults.append(item)
        else:
            records.append(item)
    if faults:
        raise _invalid(name, faults)
    _refuse_duplicates(name, records)
    if not records:
        raise InvalidRecord(f"{name} holds no record.", hint=_HINT)
    return ParsedCorpus(name, metadata, tuple(records))


def _records(text: str) -> Iterator[CorpusRecord | _Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _record(line, number)


def _record(line: str, number: int) -> CorpusRecord | _Fault:
    try:
        loaded = json.loads(line)
    except (ValueError, RecursionError):
        return _Fault(number, "not JSON")
    if not isinstance(loaded, dict):
        return _Fault(number, "no JSON object")
    if fault := _missing(loaded):
        return _Fault(number, fault)
    given = loaded.get("metadata")
    try:
        metadata = typed_object(given or {})
        lang = metadata.pop("lang", "")
    except InvalidMetadata as error:
        return _Fault(number, error.message.rstrip("."))
    title, text = loaded.get("title") or "", loaded["text"]
    return CorpusRecord(
        passage_id=str(loaded["_id"]),
        title=title,
        text=text,
        lang=str(lang) or detect_language(text or title),
        metadata=metadata,
        line=number,
    )


def _missing(loaded: Mapping[str, object]) -> str:
    """What a record lacks, "" where it is whole."""
    identity, text, title = loaded.get("_id"), loaded.get("text"), loaded.get("title")
    if (
        isinstance(identity, bool)
        or not isinstance(identity, str | int)
        or not str(identity).strip()
    ):
        return 'no "_id"'
    if not isinstance(text, str):
        return 'no "text"'
    if title is not None and not isinstance(title, str):
        return '"title" is no string'
    if not text.strip() and not (title or "").strip():
        return '"text" is blank'
    if not isinstance(loaded.get("metadata"), dict | None):
        return '"metadata" is no object'
    try:
        f"{identity}{title}{text}".encode()
    except UnicodeEncodeError:
        return "half of a surrogate pair"
    return ""


def _invalid(name: str, faults: list[_Fault]) -> InvalidRecord:
    named = "; ".join(f"line {fault.line} ({fault.why})" for fault in faults[:MAX_LINES_NAMED])
    more = len(faults) - MAX_LINES_NAMED
    rest = f"; and {more} more" if more > 0 else ""
    return InvalidRecord(f"{name} has faulty lines: {named}{rest}.", hint=_HINT)


def _refuse_duplicates(name: str, records: list[CorpusRecord]) -> None:
    lines: dict[str, list[int]] = {}
    for record in records:
        lines.setdefault(record.passage_id, []).append(record.line)
    repeated = [(identity, where) for identity, where in lines.items() if len(where) > 1]
    if not repeated:
        return
    named = "; ".join(
        f'"{identity}" on lines {", ".join(map(str, where[:MAX_LINES_NAMED]))}'
        for identity, where in repeated[:MAX_LINES_NAMED]
    )
    more = len(repeated) - MAX_LINES_NAMED
    rest = f"; and {more} more" if more > 0 else ""
    raise DuplicateId(
        f"{name} uses one _id for several records: {named}{rest}.",
        hint="Give every record an _id of its own.",
    )
