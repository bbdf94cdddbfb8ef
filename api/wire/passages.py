"""Passages on the wire, with the document that each stands in."""

from __future__ import annotations

from pydantic import Field

from api.wire.base import Response, WireMetadata


class DocumentRef(Response):
    """The document a passage stands in."""

    id: str = Field(examples=["unep-cbd-cop-11-17.zh"])
    symbol: str = Field(description="Its symbol; empty where unknown.")
    title: str = Field(description="Its title; empty where unknown.")
    name: str = Field(description="The file's name.")
    lang: str


class FootnoteMarkModel(Response):
    """Where the mark of a footnote stood."""

    number: str = Field(description="Number or sign of the footnote.", examples=["3"])
    offset: int = Field(description="Code points into the text of the passage.")


class PassageModel(Response):
    """A passage with its citation and everything that governs it."""

    id: str = Field(examples=["unep-cbd-cop-11-17.zh:41(c)"])
    label: str = Field(examples=["41(c)"])
    printed_label: str = Field(description="The label as printed.", examples=["(c)"])
    alt_labels: list[str] = Field(description="Other labels that name it.")
    citation: str = Field(examples=["UNEP/CBD/COP/11/17, para. 41 (c)"])
    link: str = Field(
        description="Path of its permanent link, the same for every language version.",
        examples=["/d/UNEP/CBD/COP/11/17#para_41_c"],
    )
    lang: str = Field(description="BCP 47 tag.", examples=["zh"])
    kind: str = Field(examples=["subparagraph"])
    text: str = Field(description="As printed.")
    footnote_marks: list[FootnoteMarkModel] = Field(
        description="The marks that stood in the text, in order."
    )
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
    """A passage with its footnotes and, where asked for, what stands around it."""

    footnotes: list[FootnoteModel]
    before: list[PassageModel] = Field(
        default_factory=list, description="The passages before it, in the document's order."
    )
    after: list[PassageModel] = Field(
        default_factory=list, description="The passages after it, in the document's order."
    )


class ResolveResponse(Response):
    """The passages that a citation names: one per place and language version."""

    citation: str = Field(description="The citation as asked.")
    passages: list[PassageDetail]
