"""The check of quotations on the wire."""

from __future__ import annotations

from pydantic import Field

from api.wire.base import CollectionName, Request, Response
from api.wire.passages import PassageModel
from retriever.verification import MAX_ANSWER_LENGTH, MAX_QUOTATION_LENGTH


class VerifyRequest(Request):
    """A quotation and the citation it is given with."""

    quotation: str = Field(
        description="The words quoted; quotation marks around them, elisions and words in square "
        "brackets are taken as an editor means them.",
        examples=["Of the 31 Parties, […] two were drafting one."],
        json_schema_extra={"minLength": 1, "maxLength": MAX_QUOTATION_LENGTH},
    )
    citation: str = Field(
        default="",
        description="What it is said to be from: a citation, a passage id, or a document; empty "
        "to find where the words stand.",
        examples=["CBD/COP/21/14, para. 5"],
    )
    collection: CollectionName = None


class VerifyAnswerRequest(Request):
    """A text whose quotations and citations are to be checked."""

    answer: str = Field(
        description="What a chatbot or an author wrote, quotations in quotation marks.",
        examples=["“Six had adopted such a limit since 2028” (CBD/COP/21/14, para. 5)."],
        json_schema_extra={"minLength": 1, "maxLength": MAX_ANSWER_LENGTH},
    )
    collection: CollectionName = None


class SpanModel(Response):
    """Where (part of) a quotation stands."""

    passage: PassageModel
    start: int = Field(description="Code points into `passage.text`.")
    end: int = Field(description="Exclusive.")


class DifferenceModel(Response):
    """A run of the quotation beside a run of the source, either of which may be empty."""

    kind: str = Field(
        description="equal, insert (quoted, not printed), delete (printed, not quoted), replace, "
        "elided (left out under a mark of elision) or bracketed (the editor's own words).",
        examples=["replace"],
    )
    quoted: str
    quoted_start: int = Field(description="Code points into `quotation`.")
    quoted_end: int = Field(description="Exclusive.")
    printed: str
    printed_start: int = Field(description="Code points into the text of the passage.")
    printed_end: int = Field(description="Exclusive; 0 where a heading or label is quoted.")
    passage_id: str = Field(description="The passage that `printed` stands in; may be empty.")


class VerdictModel(Response):
    """What a quotation is, measured by its citation."""

    verdict: str = Field(
        description="exact, near (with differences), translation (the words of another language "
        "version, or the same meaning), elsewhere (the citation is wrong: see `found`) or absent.",
        examples=["near"],
    )
    quotation: str = Field(description="As checked; offsets point into it.")
    citation: str = Field(description="As given.")
    citation_problem: str = Field(description="Why the citation names nothing; empty if it does.")
    cited: list[PassageModel] = Field(
        description="What the citation names: a passage, a range, or each language version; empty "
        "where it names a whole document."
    )
    found: list[SpanModel] = Field(
        description="Where the quotation stands, in order, with the right citation; of an absent "
        "one the nearest passage, if there is any."
    )
    differences: list[DifferenceModel] = Field(
        description="The quotation word by word beside what is printed, equal runs included; "
        "empty for a translation by meaning and for an absent quotation."
    )
    similarity: float = Field(
        description="0 to 1: share of the words that are the same, in order; of a translation by "
        "meaning its nearness in meaning."
    )
    explanation: str = Field(description="The verdict in one sentence.")
    warnings: list[str] = Field(
        description="What whoever relies on the quotation should know.",
        examples=[["a number differs: 31 → 13"]],
    )


class CheckedQuotationModel(Response):
    """A quotation of a text, checked."""

    start: int = Field(description="Code points into the text, after the opening mark.")
    end: int = Field(description="Exclusive.")
    citation_start: int = Field(description="Where its citation begins; 0 where it has none.")
    citation_end: int = Field(description="Exclusive; 0 where it has none.")
    verdict: VerdictModel


class CheckedCitationModel(Response):
    """A citation of a text that no quotation has, looked up."""

    start: int = Field(description="Code points into the text.")
    end: int = Field(description="Exclusive.")
    citation: str = Field(
        description="As looked up: a bare “para. 7” has the document that was named last."
    )
    status: str = Field(description="cited (it exists) or unknown.", examples=["cited"])
    problem: str = Field(description="Why it names nothing; empty if it does.")
    passage_ids: list[str] = Field(
        description="The passages it names; empty where it names a whole document."
    )


class VerifyAnswerResponse(Response):
    """A text, checked."""

    quotations: list[CheckedQuotationModel] = Field(description="In order of the text.")
    citations: list[CheckedCitationModel] = Field(description="Those without a quotation.")
    warnings: list[str] = Field(description="What could not be checked.")
