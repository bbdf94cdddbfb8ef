"""The JSON that programs see: models of requests and responses.

Fields are a contract: they are added, never renamed or removed. The command line's `--json`
prints these same models. Holds no conversions: those are in `to_wire`.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.signals import described
from index.model import COLLECTION_NAME
from retriever.query import MAX_QUERY_LENGTH
from retriever.search import MAX_TOP_K

COLLECTION_PATTERN = rf"^{COLLECTION_NAME}$"

JsonValue = str | int | float | bool | list[str]

WireMetadata = Annotated[
    dict[str, JsonValue],
    Field(
        description="Metadata fields; dates as YYYY-MM-DD.",
        examples=[{"body": "COP", "session": 11, "date_start": "2012-10-08"}],
    ),
]


class Request(BaseModel):
    """A request body: unknown fields and wrong types are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Response(BaseModel):
    """A response body."""

    model_config = ConfigDict(frozen=True)


CollectionName = Annotated[
    str | None,
    Field(
        pattern=COLLECTION_PATTERN,
        description="Collection; the server's own where absent.",
        examples=["default"],
    ),
]


class SearchRequest(Request):
    """A question."""

    query: str = Field(
        description="The question, in any language; a symbol or a citation will do as well.",
        examples=["What seminar was held with the STDF on alien species?"],
        json_schema_extra={"minLength": 1, "maxLength": MAX_QUERY_LENGTH},
    )
    top_k: int = Field(
        default=10,
        description="How many results.",
        json_schema_extra={"minimum": 1, "maximum": MAX_TOP_K},
    )
    collection: CollectionName = None
    filter: dict[str, Any] | str | None = Field(
        default=None,
        description="Which passages may be found, as JSON (operators eq ne in nin gt gte lt lte "
        "prefix contains exists; and, or, not) or in the short form of the command line.",
        examples=[{"and": [{"field": "session", "gte": 10}, {"field": "body", "in": ["COP"]}]}],
    )
    collapse_translations: bool = Field(
        default=False, description="One result per paragraph, however many languages have it."
    )


class AddRequest(Request):
    """A document to be indexed, as text."""

    name: str = Field(
        description="A file name; its ending tells the format.",
        examples=["note-on-cooperation.txt"],
        json_schema_extra={"minLength": 1, "maxLength": 255},
    )
    content: str = Field(
        description="The text of the document.",
        examples=["1. The Executive Secretary has prepared the present note.\n"],
    )
    metadata: dict[str, Any] = Field(
        default_factory=dict,
        description="Metadata fields; they win over what the document says of itself.",
        examples=[{"symbol": "UNEP/CBD/COP/11/17"}],
    )
    collection: CollectionName = None


class DocumentRef(Response):
    """The document a passage stands in."""

    id: str = Field(examples=["unep-cbd-cop-11-17.zh"])
    symbol: str = Field(description="Its symbol; empty where unknown.")
    title: str = Field(description="Its title; empty where unknown.")
    name: str = Field(description="The file's name.")
    lang: str


class PassageModel(Response):
    """A passage with its citation and everything that governs it."""

    id: str = Field(examples=["unep-cbd-cop-11-17.zh:41(c)"])
    label: str = Field(examples=["41(c)"])
    printed_label: str = Field(description="The label as printed.", examples=["(c)"])
    alt_labels: list[str] = Field(description="Other labels that name it.")
    citation: str = Field(examples=["UNEP/CBD/COP/11/17, para. 41 (c)"])
    lang: str = Field(description="BCP 47 tag.", examples=["zh"])
    kind: str = Field(examples=["subparagraph"])
    text: str = Field(description="As printed.")
    context: str = Field(description="The headings and the governing text above it.")
    chapeau: str = Field(description="The governing text alone; empty where nothing governs it.")
    section_path: list[str] = Field(description="Headings above it, outermost first.")
    parent: str = Field(description="Label of the unit that governs it; empty at the top.")
    ordinal: int = Field(description="Place in its document, from 0.")
    start_line: int = Field(description="First source line, from 1.")
    end_line: int = Field(description="Last source line, inclusive.")
    document: DocumentRef
    metadata: WireMetadata = Field(
        description="The document's fields and the passage's own, which win: what filters see."
    )


class FootnoteModel(Response):
    """A note printed apart from the text."""

    number: str
    text: str
    urls: list[str]
    label: str = Field(description="Label of the passage its mark stands in; may be empty.")
    anchored: bool = Field(description="Whether the place of its mark is known.")
    line: int


class PassageDetail(PassageModel):
    """A passage with its footnotes."""

    footnotes: list[FootnoteModel]


class HighlightModel(Response):
    """A span of `passage.text`, in code points, end exclusive."""

    start: int
    end: int


class TranslationModel(Response):
    """Another language version of a result."""

    passage_id: str
    lang: str
    citation: str


class ResultModel(Response):
    """One ranked passage."""

    rank: int = Field(description="From 1.")
    score: float = Field(description="Higher is better; comparable within one response only.")
    passage: PassageModel
    highlights: list[HighlightModel] = Field(description="The sentence that answers.")
    signals: dict[str, float] = Field(
        description=f"What each arm of the search gave; 0 where it gave nothing. {described()} "
        "(only where a reranker looked at the passage). Names may be added.",
        examples=[{"dense": 0.41, "sentence": 0.52, "tokens": 0.38, "lexical": 5.1}],
    )
    translations: list[TranslationModel] = Field(
        description="Other language versions, where translations are collapsed."
    )


class QueryModel(Response):
    """The question as understood."""

    text: str
    lang: str = Field(description='BCP 47 tag, "und" where it cannot be told.')


class SearchResponseModel(Response):
    """The answer to one question."""

    results: list[ResultModel]
    query: QueryModel
    warnings: list[str] = Field(description="Whatever could not be done as asked.")
    took_ms: float


class ResolveResponse(Response):
    """The passages that a citation names: one per language version."""

    citation: str = Field(description="The citation as asked.")
    passages: list[PassageDetail]


class DocumentSummary(DocumentRef):
    """A document without its passages."""

    metadata: WireMetadata
    passage_count: int
    content_hash: str = Field(description="SHA-256 of the file and the metadata given with it.")


class DocumentList(Response):
    """A page of the collection's documents, by id."""

    documents: list[DocumentSummary]
    total: int
    limit: int
    offset: int


class BlockModel(Response):
    """A run of source lines, as printed. The blocks together hold every line of the source."""

    kind: str
    text: str
    start_line: int
    end_line: int
    label: str
    level: int


class DocumentDetail(DocumentSummary):
    """A document with all its passages in order and every line of its source."""

    passages: list[PassageModel]
    blocks: list[BlockModel]
    footnotes: list[FootnoteModel]


class AddResponse(Response):
    """What became of a document that was added."""

    document_id: str
    status: str = Field(description="`added`, `replaced` or `unchanged`.", examples=["added"])
    passages: int = Field(description="How many passages it has.")
    encoded: int = Field(description="How many texts had to be encoded; the rest were known.")
    warnings: list[str] = Field(description="What could not be settled while parsing.")


class RemoveResponse(Response):
    """Documents that were removed."""

    removed: list[str]


class ErrorModel(Response):
    """An error inside a report."""

    code: str
    message: str
    hint: str


class FileReport(Response):
    """What became of one file given to `pilcrow index`."""

    name: str
    status: str = Field(description="`added`, `replaced`, `unchanged` or `failed`.")
    document_id: str
    passages: int
    encoded: int
    warnings: list[str]
    error: ErrorModel | None


class SkippedFile(Response):
    """A file in a folder that was left out, and why."""

    path: str
    reason: str


class IndexReport(Response):
    """What `pilcrow index --json` prints."""

    collection: str
    files: list[FileReport]
    skipped: list[SkippedFile]
    added: int
    replaced: int
    unchanged: int
    failed: int
    passages: int = Field(description="Passages of the files that were read.")
    encoded: int


class Problem(Response):
    """An error, as `application/problem+json` (RFC 9457) with a stable `code`."""

    type: str = Field(examples=["urn:pilcrow:problem:unknown_field"])
    title: str = Field(examples=["Bad Request"])
    status: int = Field(examples=[400])
    detail: str = Field(
        description="What was wrong with which input.",
        examples=["no passage has a field 'sesion'"],
    )
    code: str = Field(examples=["unknown_field"])
    hint: str = Field(description="What to do.", examples=["did you mean session?"])
    instance: str = Field(description="Path of the request.", examples=["/v1/search"])


class Health(Response):
    """The process is up."""

    status: str = Field(examples=["ok"])


class Readiness(Response):
    """The encoder is loaded and the collection open."""

    status: str = Field(examples=["ready"])
    collection: str
    generation: int = Field(description="Grows with each change of the collection.")
    passages: int
    encoder: str
