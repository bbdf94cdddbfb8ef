"""Records of a corpus in BEIR layout: one JSON object a line, with `_id`, `title` and `text`.

A file with one faulty line is refused whole: a corpus that silently lost records would be measured
wrongly. Must not read queries or judgements.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.errors import InvalidMetadata, InvalidRecord
from index.language import detect_language
from index.model import CorpusRecord, Metadata, ParsedCorpus
from index.reading.faults import Fault, invalid_record, refuse_duplicates
from index.reading.labelling import Numbered, compose
from index.reading.metadata import typed_object
from index.reading.paragraph_records import path_of

_HINT = (
    'Each line is one JSON object with a string "_id" and a "text", and may have a "title" and an '
    'object "metadata"; mend these lines and add the file again.'
)


@dataclass(frozen=True, slots=True)
class _Record:
    """A record before its label is settled.

    Attributes:
        record: all else.
        label: as given; "" where it is not.
        paragraph: its number, which counts where a document is named.
        lang: as given; "" where it is not.
    """

    record: CorpusRecord
    label: str
    paragraph: str
    lang: str


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
    found: list[_Record] = []
    faults: list[Fault] = []
    for item in _records(text):
        if isinstance(item, Fault):
            faults.append(item)
        else:
            found.append(item)
    if faults:
        raise invalid_record(name, faults, hint=_HINT)
    records = _labelled(found, symbol=str(metadata.get("symbol", "")))
    refuse_duplicates(name, records, field="_id")
    if not records:
        raise InvalidRecord(f"{name} holds no record.", hint=_HINT)
    return ParsedCorpus(name, metadata, records)


def _labelled(found: Sequence[_Record], *, symbol: str) -> tuple[CorpusRecord, ...]:
    """The records with their labels."""
    documents = [str(one.record.metadata.get("symbol", symbol)) for one in found]
    labels = compose(
        [
            Numbered(f"{document}\n{one.lang}", one.label or (document and one.paragraph), "")
            for document, one in zip(documents, found, strict=True)
        ]
    )
    return tuple(replace(one.record, label=label) for one, label in zip(found, labels, strict=True))


def _records(text: str) -> Iterator[_Record | Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _record(line, number)


def _record(line: str, number: int) -> _Record | Fault:
    try:
        loaded = json.loads(line)
    except (ValueError, RecursionError):
        return Fault(number, "not JSON")
    if not isinstance(loaded, dict):
        return Fault(number, "no JSON object")
    if fault := _missing(loaded):
        return Fault(number, fault)
    given = loaded.get("metadata")
    try:
        metadata = typed_object(given or {})
        lang = metadata.pop("lang", "")
    except InvalidMetadata as error:
        return Fault(number, error.message.rstrip("."))
    title, text = loaded.get("title") or "", loaded["text"]
    label, paragraph = metadata.pop("label", ""), metadata.get("paragraph", "")
    section = metadata.pop("section", ()) or metadata.get("headings", ())
    record = CorpusRecord(
        passage_id=str(loaded["_id"]),
        title=title,
        text=text,
        lang=str(lang) or detect_language(text or title),
        metadata=metadata,
        line=number,
        section_path=path_of(section) if section else (),
    )
    return _Record(record, str(label), str(paragraph), str(lang))


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
