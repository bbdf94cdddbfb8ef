"""Documents on the wire: listed, read whole, added, removed."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.wire.base import CollectionName, Request, Response, WireMetadata
from api.wire.passages import DocumentRef, FootnoteModel, PassageModel


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


class SampleQuestion(Response):
    """A question that the sample corpus answers."""

    text: str
    lang: str


class SampleResponse(Response):
    """The sample corpus: each document as the body of the request that adds it, and questions."""

    documents: list[AddRequest]
    questions: list[SampleQuestion]
