"""The check of a whole text: each quotation against its citation, each citation for what it names.

Must not take texts apart (`reading`) nor judge a quotation (`check`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.errors import InvalidQuery
from retriever.query import CONTROL_CHARACTERS
from retriever.search import Searcher
from retriever.verification.check import verify
from retriever.verification.citing import Cited, look_up
from retriever.verification.quotation import MAX_QUOTATION_LENGTH
from retriever.verification.reading import Mention, read_answer
from retriever.verification.verdict import Verdict

MAX_ANSWER_LENGTH = 100_000
"""Code points of a text that is checked at once."""

MOST_QUOTATIONS = 200
"""Quotations of a text that are checked at once."""


class CitationStatus(StrEnum):
    """Whether a citation names something."""

    CITED = "cited"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a text.

    Attributes:
        start: code points into the text, after the opening mark.
        end: exclusive.
        citation_start: where its citation begins; 0 where it has none.
        citation_end: exclusive; 0 where it has none.
        verdict: what it is; its `citation` is "" where it has none.
    """

    start: int
    end: int
    citation_start: int
    citation_end: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    """A citation of a text that no quotation has.

    Attributes:
        start: code points into the text.
        end: exclusive.
        citation: as it was looked up: a bare "para. 7" has the document that was named last.
        status: whether it names something.
        cited: the passages it names; none where it names a whole document.
        problem: why it names nothing; "" where it does.
    """

    start: int
    end: int
    citation: str
    status: CitationStatus
    cited: Cited

    @property
    def problem(self) -> str:
        """Why it names nothing; "" where it does."""
        return self.cited.problem


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """A text checked.

    Attributes:
        quotations: in order.
        citations: those without a quotation, in order.
        warnings: what could not be checked.
    """

    quotations: tuple[CheckedQuotation, ...]
    citations: tuple[CheckedCitation, ...]
    warnings: tuple[str, ...]


def verify_answer(searcher: Searcher, text: str) -> AnswerCheck:
    """Check the quotations and citations of a text.

    Args:
        searcher: the collection, with its encoder.
        text: what a chatbot or an author wrote, in any of the six languages.

    Raises:
        InvalidQuery: the text is empty or longer than `MAX_ANSWER_LENGTH`.
        EncoderUnavailable: a remote encoder did not answer.
    """
    _require_length(text)
    quotations: list[CheckedQuotation] = []
    citations: list[CheckedCitation] = []
    left_out = 0
    for pair in read_answer(CONTROL_CHARACTERS.sub(" ", text)):
        if pair.quotation is None:
            if pair.citation is not None:
                citations.append(_checked_citation(searcher, pair.citation))
        elif len(quotations) == MOST_QUOTATIONS or len(pair.quotation.text) > MAX_QUOTATION_LENGTH:
            left_out += 1
        else:
            quotations.append(_checked_quotation(searcher, pair.quotation, pair.citation))
    warnings = (f"{left_out} quotations were not checked: too many, or too long",)
    return AnswerCheck(tuple(quotations), tuple(citations), warnings if left_out else ())


def _require_length(text: str) -> None:
    if not text.strip():
        raise InvalidQuery("the answer is empty", hint="give the text whose quotations to check")
    if len(text) > MAX_ANSWER_LENGTH:
        raise InvalidQuery(
            f"the answer has {len(text):,} characters; at most {MAX_ANSWER_LENGTH:,} are checked "
            f"(it begins «{text[:60]}»)",
            hint="check it section by section",
        )


def _checked_quotation(
    searcher: Searcher, quotation: Mention, citation: Mention | None
) -> CheckedQuotation:
    verdict = verify(searcher, quotation.text, citation.text if citation is not None else "")
    place = (citation.start, citation.end) if citation is not None else (0, 0)
    return CheckedQuotation(quotation.start, quotation.end, *place, verdict)


def _checked_citation(searcher: Searcher, citation: Mention) -> CheckedCitation:
    cited = look_up(searcher.snapshot, citation.text)
    status = CitationStatus.UNKNOWN if cited.problem else CitationStatus.CITED
    return CheckedCitation(citation.start, citation.end, citation.text, status, cited)
