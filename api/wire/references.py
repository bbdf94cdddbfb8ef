"""References on the wire: what a passage cites, and which passages cite it."""

from __future__ import annotations

from pydantic import Field

from api.wire.base import Response
from api.wire.passages import DocumentRef, PassageModel


class CitedPassage(Response):
    """A passage that a reference resolves to."""

    id: str = Field(examples=["unep-cbd-cop-11-17.zh:41(c)"])
    citation: str = Field(examples=["UNEP/CBD/COP/11/17, para. 41 (c)"])
    link: str = Field(
        description="Path of its permanent link.", examples=["/d/UNEP/CBD/COP/11/17#para_41_c"]
    )
    lang: str = Field(description="BCP 47 tag.", examples=["zh"])


class MentionModel(Response):
    """The words that refer to a text or to a place in one."""

    start: int = Field(description="Code points into the passage's text.")
    end: int = Field(description="Exclusive.")
    text: str = Field(description="The words.", examples=["decision X/20, paragraph 6"])
    kind: str = Field(
        description="`decision`, `resolution`, `recommendation`, `document`, `article`, or "
        "`paragraph`: one of the same text, or of a text named in words only."
    )
    target: str = Field(description="Normal form.", examples=["decision 10/20#6"])
    work: str = Field(
        description="The text referred to; `?` where it is named in words only, empty for the "
        "passage's own document where that has no symbol.",
        examples=["decision 10/20"],
    )
    label: str = Field(description="The place in it; empty for the whole.", examples=["6"])
    last_label: str = Field(description="What a range ends with; empty for one place.")


class ReferenceModel(MentionModel):
    """A reference, with what the collection has of its target."""

    documents: list[DocumentRef] = Field(description="Documents that hold the text referred to.")
    passages: list[CitedPassage] = Field(
        description="The place in it, in every language; empty where the reference is to the "
        "whole text, or the collection has no such place."
    )


class CitingModel(Response):
    """A passage that cites another."""

    passage: PassageModel
    whole: bool = Field(
        description="Whether it cites the text as a whole; else it names the place."
    )
    references: list[MentionModel] = Field(description="The words that do so.")


class ReferencesResponse(Response):
    """What a passage cites, and which passages cite it."""

    passage: PassageModel
    cites: list[ReferenceModel] = Field(description="In the order of the text.")
    cited_by: list[CitingModel] = Field(
        description="Passages that name its place, then those that cite its text as a whole."
    )
    cited_by_total: int = Field(description="How many there are; `cited_by` may hold fewer.")


class CitedReferences(Response):
    """The references of each passage that a citation names."""

    citation: str
    passages: list[ReferencesResponse]
