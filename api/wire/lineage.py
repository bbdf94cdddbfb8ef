"""Lineages on the wire: families of near-identical paragraphs, by date, with what changed."""

from __future__ import annotations

import datetime

from pydantic import Field

from api.wire.base import CollectionName, Request, Response
from api.wire.passages import PassageModel


class LineageRequest(Request):
    """A paragraph of the collection or a text of one's own: one of the two."""

    passage_id: str = Field(
        default="", description="A passage.", examples=["unep-cbd-cop-11-17.zh:41(c)"]
    )
    text: str = Field(default="", description="A paragraph, as drafted.")
    lang: str = Field(
        default="",
        description="BCP 47 tag: the language of the text, and that in which members are compared; "
        "told from text or passage where it is empty.",
        examples=["en"],
    )
    collection: CollectionName = None


class RunModel(Response):
    """A run of a text: code points, end exclusive."""

    start: int
    end: int


class WordChangeModel(Response):
    """A run of the earlier text beside a run of the later one; either may be empty."""

    op: str = Field(description="`equal`, `insert`, `delete` or `replace`.")
    before: RunModel = Field(description="Into the text of the earlier passage.")
    after: RunModel = Field(description="Into the text of the later passage.")


class GoverningVerbModel(Response):
    """The verb that governs a paragraph."""

    key: str = Field(description="The same in every language.", examples=["encourages"])
    strength: int = Field(description="1 (takes note) to 8 (decides).")


class StepSourceModel(Response):
    """An earlier member that a member came from, word by word."""

    member: int = Field(description="Its place among the members, from 0.")
    passage_id: str = Field(description="The version that was compared.")
    operations: list[WordChangeModel] = Field(
        description="In order, equal runs included; none where the two share no language."
    )


class StepModel(Response):
    """How a member came from what was before it."""

    kind: str = Field(
        description="`repeats`, `strengthened`, `weakened`, `merged`, `split` or `changed`."
    )
    passage_id: str = Field(description="The version of the member that was compared.")
    sources: list[StepSourceModel] = Field(description="One member, or the two that were merged.")
    verb_before: GoverningVerbModel | None
    verb_after: GoverningVerbModel | None
    notes: list[str] = Field(
        description="What else changed that matters, one sentence each.",
        examples=[["a number differs: 2030 → 2032"]],
    )


class MemberModel(Response):
    """A paragraph of a family; its language versions are one member."""

    passage: PassageModel = Field(
        description="In the language asked for, where it is there in that language."
    )
    versions: list[PassageModel] = Field(description="In the other languages.")
    date: datetime.date | None = Field(description="Of the meeting, else of publication.")
    body: str = Field(description="The body that used it; empty where unknown.", examples=["COP"])
    verb: GoverningVerbModel | None
    first: bool = Field(description="Whether it is the first occurrence.")
    step: StepModel | None = Field(
        description="From what was before it; null where the formulation begins."
    )


class BodyUseModel(Response):
    """A body that used a formulation."""

    body: str = Field(examples=["COP"])
    members: int = Field(description="How often.")
    first: datetime.date | None = Field(description="When first.")


class FamilyModel(Response):
    """Paragraphs of one formulation, by date."""

    id: str = Field(description="Passage id of the first occurrence.")
    members: list[MemberModel] = Field(
        description="By date, then symbol; the first of them where there are very many."
    )
    total: int = Field(description="How many members there are.")
    first: str = Field(description="Citation of the first occurrence.")
    bodies: list[BodyUseModel] = Field(description="Who used it, by first use.")


class LineageResponse(Response):
    """The lineage of a paragraph or a text."""

    family: FamilyModel | None = Field(
        description="Null for a text that is like no paragraph of the collection. A paragraph "
        "that has no like is a family of its own."
    )
    place: int = Field(
        description="The member asked about, from 0, or the one most like the text; -1 where it "
        "is not among those listed."
    )
    similarity: float = Field(description="Of a text to that member, 0 to 1; 1 for a passage.")
    warnings: list[str]


class LineagesResponse(Response):
    """The lineage of each paragraph that a citation names."""

    citation: str
    lineages: list[LineageResponse]


class FamilySummaryModel(Response):
    """A family in short."""

    id: str = Field(description="Passage id of the first occurrence.")
    members: int = Field(description="How many paragraphs; language versions count once.")
    works: int = Field(description="In how many documents, whatever their languages.")
    first: PassageModel = Field(description="The first occurrence.")
    first_date: datetime.date | None
    last_date: datetime.date | None
    bodies: list[str] = Field(description="Who used it, by first use.")


class FamiliesResponse(Response):
    """The largest families of a collection."""

    families: list[FamilySummaryModel] = Field(description="Largest first.")
