"""A question and its answer on the wire."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.signals import described
from api.wire.base import CollectionName, Request, Response
from api.wire.passages import PassageModel
from retriever.facets import FACET_ROWS, MAX_FACETS
from retriever.query import MAX_QUERY_LENGTH
from retriever.search import MAX_TOP_K


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
    reader_langs: list[str] = Field(
        default_factory=list,
        description="BCP 47 tags in order of preference: the language in which a paragraph is "
        "shown. Any implies `collapse_translations`; without, it is the question's own.",
        examples=[["fr", "en"]],
    )
    facets: list[str] = Field(
        default_factory=list,
        description=f"Metadata fields whose values are counted over the best candidates "
        f"({FACET_ROWS} at most) that the filter allows. What is found does not depend on it.",
        examples=[["body", "session", "lang"]],
        json_schema_extra={"maxItems": MAX_FACETS},
    )


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
    citation: str = Field(
        default="",
        description="The citation that the question is, as understood: what it names comes first "
        "in the results. Empty where the question is none, or names nothing here.",
        examples=["UNEP/CBD/COP/11/17, para. 41 (c)"],
    )


class FacetValueModel(Response):
    """A value of a field, and how many paragraphs have it."""

    value: str | int | float | bool
    count: int


class SearchResponseModel(Response):
    """The answer to one question."""

    results: list[ResultModel]
    query: QueryModel
    warnings: list[str] = Field(description="Whatever could not be done as asked.")
    took_ms: float
    facets: dict[str, list[FacetValueModel]] = Field(
        description="For each field asked for, its values by count, then value; empty where no "
        "passage has the field.",
        examples=[{"body": [{"value": "COP", "count": 12}]}],
    )
