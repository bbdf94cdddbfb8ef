"""From a parsed document to all that is stored of it, vectors excepted.

Pure: must not read or write the store, nor encode.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from index.analysis import analyze
from index.context import analysed_text, encoded_text
from index.drafting.fields import with_drafted_fields
from index.errors import DuplicateId
from index.fields import FieldType, field_types
from index.identity import document_id_of_name, document_id_of_symbol
from index.manifest import ContextPolicy
from index.model import (
    Block,
    CorpusRecord,
    Document,
    Footnote,
    Metadata,
    ParsedCorpus,
    ParsedDocument,
    Passage,
    PassageKind,
    Reference,
    Sentence,
    Unit,
)
from index.references import document_references
from index.sentences import split_sentences
from index.symbols.fields import with_symbol_fields

INDEXING_VERSION = 3
"""Raise it whenever parsing, sentence splitting or context make something else of the same
bytes: documents of another version are then indexed anew though they have not changed."""

MANY_LANGUAGES = "mul"
"""BCP 47: the language of a corpus whose records are in several."""


@dataclass(frozen=True, slots=True)
class PreparedPassage:
    """A passage with all that is computed from its text.

    Attributes:
        passage: the passage.
        sentences: its sentences, at least one.
        encoded_text: what its vector is the vector of.
        sentence_texts: what the sentences' vectors are the vectors of.
        term_counts: its terms, and how often each occurs.
        references: what it refers to, in order.
    """

    passage: Passage
    sentences: tuple[Sentence, ...]
    encoded_text: str
    sentence_texts: tuple[str, ...]
    term_counts: Mapping[str, int]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document ready to be encoded and stored.

    Attributes:
        document: the document.
        passages: its passages, in order.
        blocks: every source line; none for a corpus.
        footnotes: its notes.
        field_types: the metadata fields of the document and its passages.
    """

    document: Document
    passages: tuple[PreparedPassage, ...]
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    field_types: Mapping[str, FieldType]

    def passage_texts(self) -> Iterator[str]:
        """What the passages' own vectors are the vectors of; texts may recur."""
        return (prepared.encoded_text for prepared in self.passages)

    def texts(self) -> Iterator[str]:
        """All that needs a vector; texts may recur."""
        for prepared in self.passages:
            yield prepared.encoded_text
            yield from prepared.sentence_texts


def identify(parsed: ParsedDocument | ParsedCorpus) -> str:
    """The id that a document goes by: symbol and language, else its file's name."""
    if isinstance(parsed, ParsedDocument) and has_symbol(parsed):
        return document_id_of_symbol(_text_field(parsed.metadata, "symbol"), parsed.lang)
    return document_id_of_name(parsed.name)


def has_symbol(parsed: ParsedDocument | ParsedCorpus) -> bool:
    """Whether a document goes by a symbol; a corpus never does, its records may have their own."""
    return isinstance(parsed, ParsedDocument) and bool(_text_field(parsed.metadata, "symbol"))


def prepare(
    parsed: ParsedDocument | ParsedCorpus,
    *,
    content_hash: str,
    policy: ContextPolicy,
    known_types: Mapping[str, FieldType] | None = None,
) -> PreparedDocument:
    """Make of a parsed document all that is stored of it, vectors excepted.

    Args:
        parsed: the document.
        content_hash: SHA-256 of what was parsed, in hexadecimal.
        policy: what context the encoder sees.
        known_types: types that metadata fields have in the rest of the collection; what a symbol
            says is not added to a field that has another type there.

    Raises:
        DuplicateId: two of its passages have one id.
        InvalidMetadata: a metadata field has two types, a reserved name or an impossible value.
    """
    document_id = identify(parsed)
    match parsed:
        case ParsedDocument():
            lang, blocks, footnotes = parsed.lang, parsed.blocks, parsed.footnotes
            passages = tuple(
                _passage_of_unit(document_id, ordinal, unit)
                for ordinal, unit in enumerate(parsed.units)
            )
        case ParsedCorpus():
            langs = {record.lang for record in parsed.records}
            lang = langs.pop() if len(langs) == 1 else MANY_LANGUAGES
            blocks, footnotes = (), ()
            passages = tuple(
                _passage_of_record(document_id, ordinal, record)
                for ordinal, record in enumerate(parsed.records)
            )
    _require_distinct(passages, parsed.name)
    given = {**(known_types or {}), **_field_types(parsed.name, parsed.metadata, passages)}
    metadata = with_symbol_fields(parsed.metadata, inherited={}, types=given)
    passages = tuple(
        replace(p, metadata=with_symbol_fields(p.metadata, inherited=parsed.metadata, types=given))
        for p in passages
    )
    document = Document(
        document_id=document_id,
        name=parsed.name,
        symbol=_text_field(parsed.metadata, "symbol"),
        title=_text_field(parsed.metadata, "title"),
        lang=lang,
        metadata=metadata,
        content_hash=content_hash,
        passage_count=len(passages),
    )
    drafted = with_drafted_fields(document, passages, given)
    passages = tuple(replace(p, metadata=own) for p, own in zip(passages, drafted, strict=True))
    return PreparedDocument(
        document=document,
        passages=tuple(
            prepare_passage(passage, document.title, policy, references)
            for passage, references in zip(
                passages, document_references(document, passages), strict=True
            )
        ),
        blocks=blocks,
        footnotes=footnotes,
        field_types=_field_types(parsed.name, metadata, passages),
    )


def prepare_passage(
    passage: Passage,
    document_title: str,
    policy: ContextPolicy,
    references: tuple[Reference, ...],
) -> PreparedPassage:
    """Split, put into context and analyse one passage.

    A passage in which no sentence is found (a blank text) counts as one sentence that has the
    passage's own vector, so that every passage has a best sentence.
    """
    whole = encoded_text(passage, document_title=document_title, policy=policy)
    sentences = split_sentences(passage.text, passage.lang)
    texts = tuple(passage.text[sentence.start : sentence.end] for sentence in sentences)
    return PreparedPassage(
        passage=passage,
        sentences=sentences or (Sentence(0, len(passage.text)),),
        encoded_text=whole,
        sentence_texts=texts or (whole,),
        term_counts=term_counts(passage, document_title, policy),
        references=references,
    )


def term_counts(passage: Passage, document_title: str, policy: ContextPolicy) -> Mapping[str, int]:
    """The terms of a passage in its context, and how often each occurs."""
    text = analysed_text(passage, document_title=document_title, policy=policy)
    return Counter(analyze(text, passage.lang))


def _passage_of_unit(document_id: str, ordinal: int, unit: Unit) -> Passage:
    return Passage(
        passage_id=f"{document_id}:{unit.label}",
        document_id=document_id,
        ordinal=ordinal,
        label=unit.label,
        printed_label=unit.printed_label,
        alt_labels=unit.alt_labels,
        kind=unit.kind,
        parent=unit.parent,
        section_path=unit.section_path,
        chapeau=unit.chapeau,
        text=unit.text,
        lang=unit.lang,
        start_line=unit.start_line,
        end_line=unit.end_line,
        footnote_refs=unit.footnote_refs,
        metadata={"page": unit.page} if unit.page else {},
    )


def _passage_of_record(document_id: str, ordinal: int, record: CorpusRecord) -> Passage:
    """A corpus record as a passage; one without a label goes by its id."""
    metadata = {"title": record.title, **record.metadata} if record.title else record.metadata
    return Passage(
        passage_id=record.passage_id,
        document_id=document_id,
        ordinal=ordinal,
        label=record.label or record.passage_id,
        printed_label="",
        alt_labels=(),
        kind=PassageKind.RECORD,
        parent="",
        section_path=record.section_path,
        chapeau="",
        text=record.text,
        lang=record.lang,
        start_line=record.line,
        end_line=record.line,
        footnote_refs=(),
        metadata=metadata,
    )


def _require_distinct(passages: tuple[Passage, ...], name: str) -> None:
    first: dict[str, Passage] = {}
    for passage in passages:
        earlier = first.setdefault(passage.passage_id, passage)
        if earlier is not passage:
            raise DuplicateId(
                f"{name}: lines {earlier.start_line} and {passage.start_line} have one id, "
                f"'{passage.passage_id}'",
                hint="Give every passage an id of its own.",
            )


def _field_types(
    name: str, metadata: Metadata, passages: tuple[Passage, ...]
) -> dict[str, FieldType]:
    return field_types([(name, metadata), *((_place(name, p), p.metadata) for p in passages)])


def _place(name: str, passage: Passage) -> str:
    return f"{name}, line {passage.start_line}"


def _text_field(metadata: Metadata, field: str) -> str:
    """A field that must be a string; `field_types` refuses any other."""
    value = metadata.get(field, "")
    return value if isinstance(value, str) else ""
