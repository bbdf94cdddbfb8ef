"""Records of paragraphs, from JSON lines or a table, → a corpus whose passages name themselves.

A file with one faulty record is refused whole, and the message names the lines. Must not know how
the records are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.errors import InvalidMetadata, InvalidRecord
from index.identity import document_id_of_name, slug
from index.language import detect_language
from index.model import CorpusRecord, Metadata, MetadataValue, ParsedCorpus
from index.reading.faults import Fault, invalid_record, refuse_duplicates
from index.reading.labelling import Numbered, compose
from index.reading.metadata import typed_object
from index.reading.paragraph_fields import Field, fields_of, metadata_name

_HINT = "Mend these lines and add the file again; nothing of it was indexed."
_PATH = " > "
_LANGUAGES = {
    "english": "en",
    "french": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "russian": "ru",
    "русский": "ru",
    "arabic": "ar",
    "العربية": "ar",
    "chinese": "zh",
    "中文": "zh",
}
_SAMPLE = 20_000
_LONG = 300
"""Characters from which on a text says for itself which language it is in."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record as read.

    Attributes:
        line: where it begins in the file.
        fields: its values by name; what is null or empty is left out.
    """

    line: int
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A record before its label, language and id are settled."""

    line: int
    identity: str
    text: str
    title: str
    printed: str
    symbol: str
    lang: str
    section_path: tuple[str, ...]
    metadata: Metadata


def corpus_of_rows(rows: Iterable[Row | Fault], *, name: str, metadata: Metadata) -> ParsedCorpus:
    """Makes a corpus of the records of a file.

    Args:
        rows: the records, and what could not be read as one.
        name: the file's name.
        metadata: what the user set for all of it.

    Raises:
        InvalidRecord: lines that are no records, or none at all.
        DuplicateId: one id for several records.
    """
    drafts: list[_Draft] = []
    faults: list[Fault] = []
    for row in rows:
        item = row if isinstance(row, Fault) else _draft(row)
        if isinstance(item, Fault):
            faults.append(item)
        else:
            drafts.append(item)
    if faults:
        raise invalid_record(name, faults, hint=_HINT)
    if not drafts:
        raise InvalidRecord(f"{name} holds no record.", hint="Check that it was saved in full.")
    records = _records(drafts, name, metadata)
    refuse_duplicates(name, records, field="id")
    return ParsedCorpus(name, metadata, records)


def path_of(value: object) -> tuple[str, ...]:
    """Headings out of a list, or of one string in which `>` stands between them."""
    parts = value if isinstance(value, list | tuple) else str(value).split(_PATH)
    return tuple(text for part in parts if part is not None and (text := str(part).strip()))


def _draft(row: Row) -> _Draft | Fault:
    roles = fields_of(row.fields)
    special = {field: row.fields[name] for name, field in roles.items()}
    text = special.get(Field.TEXT)
    if not isinstance(text, str) or not text.strip():
        return Fault(row.line, 'no "text"')
    scalars = {
        field: "" if (value := special.get(field)) is None else value
        for field in (Field.ID, Field.TITLE, Field.LABEL, Field.SYMBOL, Field.LANG)
    }
    for field, value in scalars.items():
        if isinstance(value, list | dict | tuple | bool):
            return Fault(row.line, f'"{field}" is no string')
    given = {field: str(value).strip() for field, value in scalars.items()}
    others = {metadata_name(name): v for name, v in row.fields.items() if name not in roles}
    try:
        f"{text}{given}".encode()
        fields: dict[str, MetadataValue] = typed_object(others)
        lang = _language_tag(given[Field.LANG])
    except UnicodeEncodeError:
        return Fault(row.line, "half of a surrogate pair")
    except InvalidMetadata as error:
        return Fault(row.line, error.message.rstrip("."))
    if given[Field.SYMBOL]:
        fields["symbol"] = given[Field.SYMBOL]
    return _Draft(
        row.line,
        given[Field.ID],
        text,
        given[Field.TITLE],
        given[Field.LABEL],
        given[Field.SYMBOL],
        lang,
        path_of(special.get(Field.HEADINGS) or ()),
        fields,
    )


def _language_tag(value: str) -> str:
    """A language as a tag.

    Raises:
        InvalidMetadata: it is none.
    """
    if not value:
        return ""
    named = _LANGUAGES.get(value.casefold())
    primary, dash, rest = value.partition("-")
    return str(typed_object({"lang": named or f"{primary.lower()}{dash}{rest}"})["lang"])


def _records(drafts: Sequence[_Draft], name: str, metadata: Metadata) -> tuple[CorpusRecord, ...]:
    whole = str(metadata.get("lang", ""))
    documents = [f"{draft.symbol}\n{draft.lang}" for draft in drafts]
    labels = compose(
        [
            Numbered(document, draft.printed, draft.text)
            for document, draft in zip(documents, drafts, strict=True)
        ]
    )
    languages = {} if whole else _languages(drafts, documents)
    base = document_id_of_name(name)
    return tuple(
        CorpusRecord(
            passage_id=draft.identity or _made_id(base, draft, label),
            title=draft.title,
            text=draft.text,
            lang=draft.lang or whole or _language(draft.text, languages[document]),
            metadata=draft.metadata,
            line=draft.line,
            label=label,
            section_path=draft.section_path,
        )
        for draft, document, label in zip(drafts, documents, labels, strict=True)
    )


def _languages(drafts: Sequence[_Draft], documents: Sequence[str]) -> dict[str, str]:
    """The language of each document in the file, told from the beginning of its texts."""
    samples: dict[str, str] = {}
    for draft, document in zip(drafts, documents, strict=True):
        sample = samples.get(document, "")
        if len(sample) < _SAMPLE:
            samples[document] = f"{sample}\n{draft.text[:_SAMPLE]}"
    return {document: detect_language(sample) for document, sample in samples.items()}


def _language(text: str, of_document: str) -> str:
    return detect_language(text) if len(text) >= _LONG else of_document


def _made_id(base: str, draft: _Draft, label: str) -> str:
    """An id for a record without one: file, document and label, else file and line."""
    if not label:
        return f"{base}:line-{draft.line}"
    version = f".{draft.lang}" if draft.lang else ""
    document = f"{slug(draft.symbol)}{version}:" if draft.symbol else ""
    return f"{base}:{document}{label}"
