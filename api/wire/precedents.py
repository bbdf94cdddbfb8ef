"""Precedents of a draft on the wire, and their export."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.wire.base import CollectionName, Request, Response
from api.wire.lineage import GoverningVerbModel, LineageResponse, RunModel
from api.wire.passages import PassageModel
from api.wire.search import HighlightModel, TranslationModel
from retriever.precedents import MAX_DRAFT_LENGTH, MAX_PARAGRAPHS, MAX_PRECEDENTS

Strength = Literal["any", "stronger", "weaker", "same"]
ExportFormat = Literal["docx", "markdown", "csv"]

MAX_EXPORTED = 1_000
"""Items of one export."""


class PrecedentsRequest(Request):
    """A draft."""

    draft: str = Field(
        description="One paragraph or a whole draft, in any language, as typed or pasted from a "
        f"word processor; {MAX_PARAGRAPHS} paragraphs at most.",
        examples=["Invites Parties to set limits on light emitted upwards;"],
        json_schema_extra={"minLength": 1, "maxLength": MAX_DRAFT_LENGTH},
    )
    lang: str | None = Field(
        default=None,
        description="BCP 47 tag of the draft; told paragraph by paragraph where absent.",
        examples=["en"],
    )
    collection: CollectionName = None
    filter: dict[str, Any] | str | None = Field(
        default=None,
        description="Which passages may be found, as in a search.",
        examples=["status = adopted and session >= 19"],
    )
    top_k: int = Field(
        default=10,
        description="How many precedents of each paragraph.",
        json_schema_extra={"minimum": 1, "maximum": MAX_PRECEDENTS},
    )
    body: str | None = Field(
        default=None,
        description="The drafters' own body: its precedents come before all others.",
        examples=["COP"],
    )
    strength: Strength = Field(
        default="any",
        description="How the verb of a precedent compares with the draft's: `stronger` finds the "
        "same content with a stronger verb.",
    )
    first: int = Field(
        default=0,
        description="The first paragraph wanted, from 0: a long draft can be asked for in parts.",
        json_schema_extra={"minimum": 0},
    )
    count: int | None = Field(
        default=None,
        description="How many paragraphs are wanted from there on; all that follow where absent.",
        json_schema_extra={"minimum": 1},
    )
    lineage: bool = Field(
        default=False, description="Whether the lineage of the best precedent is given, too."
    )


class OperationModel(Response):
    """A run of the draft beside a run of the passage; either may be empty."""

    op: str = Field(
        description="`equal`, `insert` (in the draft, not in the passage), `delete` or `replace`.",
        examples=["replace"],
    )
    draft: RunModel = Field(description="Into the paragraph's text.")
    passage: RunModel = Field(description="Into the text of the passage.")


class SentencePairModel(Response):
    """A clause of the draft beside the nearest sentence of the passage."""

    draft: RunModel = Field(description="Into the paragraph's text.")
    passage: RunModel = Field(description="Into the text of the passage.")
    similarity: float = Field(description="Nearness in meaning, 0 to 1.")


class DraftDifferenceModel(Response):
    """What the draft and a precedent have and have not in common."""

    kind: str = Field(
        description="`words` (one language, word by word) or `aligned` (two, side by side).",
        examples=["words"],
    )
    operations: list[OperationModel] = Field(description="Of `words`: in order, equal included.")
    sentences: list[SentencePairModel] = Field(description="Of `aligned`: in the draft's order.")
    notes: list[str] = Field(
        description="Of `words`: what changes the meaning: a number, a negation, a modal verb.",
        examples=[["a number differs: 2030 → 2032"]],
    )


class PrecedentModel(Response):
    """A passage that says, or nearly says, what a paragraph of the draft says."""

    rank: int = Field(description="From 1.")
    score: float = Field(description="Higher is better; comparable within one paragraph only.")
    confidence: float = Field(
        description="How likely it is a precedent, 0 to 1; comparable everywhere."
    )
    passage: PassageModel
    highlights: list[HighlightModel] = Field(description="The sentence nearest to the draft.")
    verb: GoverningVerbModel | None = Field(description="Null where it is not drafted text.")
    strength_compared: str | None = Field(
        description="Its verb beside the draft's: `stronger`, `weaker` or `same`; null where "
        "either has none.",
        examples=["stronger"],
    )
    status: str | None = Field(
        description="`adopted`, `draft`, `bracketed`, `recalled` or `superseded`; null where "
        "neither document nor metadata says so. A draft is no agreed language.",
        examples=["adopted"],
    )
    signals: dict[str, float] = Field(
        description="What each feature of the ranking gave. Names may be added.",
        examples=[{"whole": 0.91, "matter": 0.62, "same_verb": 1.0}],
    )
    difference: DraftDifferenceModel
    translations: list[TranslationModel] = Field(description="Its other language versions.")


class SearchedModel(Response):
    """What was looked through."""

    bodies: list[str] = Field(examples=[["COP", "SBSTTA"]])
    sessions: list[str] = Field(examples=[["COP 10", "COP 11"]])
    languages: list[str] = Field(description="BCP 47 tags.", examples=[["en", "zh"]])
    documents: int
    passages: int


class DraftParagraphModel(Response):
    """A paragraph of the draft with its precedents."""

    text: str = Field(description="Without its number; offsets point into it.")
    label: str = Field(description="Its number in the draft; may be empty.", examples=["3(a)"])
    lang: str = Field(description='BCP 47 tag, "und" where it cannot be told.')
    verb: GoverningVerbModel | None = Field(description="Null where it opens with none.")
    stance: str | None = Field(description="`preambular` or `operative`; null without a verb.")
    addressees: list[str] = Field(description="Whom it addresses.", examples=[["parties"]])
    precedents: list[PrecedentModel] = Field(
        description="The best passages, whether or not they amount to a precedent."
    )
    verdict: str = Field(
        description="`precedent` or `no_precedent`.", examples=["precedent", "no_precedent"]
    )
    explanation: str = Field(description="The verdict in one sentence.")
    nearest: PrecedentModel | None = Field(
        description="Without a precedent, the nearest miss; else null."
    )
    searched: SearchedModel
    warnings: list[str] = Field(description="What could not be done as asked.")
    lineage: LineageResponse | None = Field(
        description="Of the best precedent, where asked for; null without one."
    )


class PrecedentsResponseModel(Response):
    """A draft's precedents."""

    paragraphs: list[DraftParagraphModel] = Field(description="Those asked for, in order.")
    total: int = Field(description="How many paragraphs the whole draft has.", examples=[14])
    warnings: list[str] = Field(description="What could not be done as asked.")
    took_ms: float


class ExportItem(Request):
    """A paragraph of the draft and the precedents chosen for it."""

    draft: str = Field(default="", description="The paragraph; may be empty.")
    label: str = Field(
        default="",
        description="Its number in the draft; its place among the items where it is empty.",
        examples=["3(a)"],
    )
    no_precedent: bool = Field(
        default=False, description="Whether it was found to have no precedent."
    )
    explanation: str = Field(
        default="", description="Of a paragraph without precedent: the verdict in one sentence."
    )
    passage_ids: list[str] = Field(examples=[["cbd-cop-dec-20-17.en:6"]])


class ExportRequest(Request):
    """What to export."""

    format: ExportFormat = Field(description="`docx`, `markdown` or `csv`.")
    items: list[ExportItem] = Field(json_schema_extra={"minItems": 1, "maxItems": MAX_EXPORTED})
    lang: str = Field(
        default="", description="The house style of the citations; English where empty."
    )
    collection: CollectionName = None
