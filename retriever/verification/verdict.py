"""What the check of a quotation says. Holds fields only, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.model import Document, Passage


class Judgement(StrEnum):
    """What a quotation is, measured by its citation."""

    EXACT = "exact"  # word for word, as far as an editor must keep to it
    NEAR = "near"  # with differences
    TRANSLATION = "translation"  # in the words of another language
    ELSEWHERE = "elsewhere"  # the citation is wrong; the text stands in another passage
    ABSENT = "absent"  # in no passage of the collection


class DifferenceKind(StrEnum):
    """How a run of the quotation and a run of the source relate."""

    EQUAL = "equal"
    INSERT = "insert"  # quoted, not printed
    DELETE = "delete"  # printed, not quoted
    REPLACE = "replace"
    ELIDED = "elided"  # left out under a mark of elision
    BRACKETED = "bracketed"  # the editor's words, and what they stand for


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of the quotation beside a run of the source, both as given; either may be "".

    Attributes:
        kind: how they relate.
        quoted: the run of the quotation.
        quoted_start: code points into the quotation.
        quoted_end: exclusive.
        printed: the run of the source.
        printed_start: code points into the text of the passage.
        printed_end: exclusive.
        passage_id: the passage that the run of the source stands in; "" where nothing is printed.
    """

    kind: DifferenceKind
    quoted: str
    quoted_start: int
    quoted_end: int
    printed: str
    printed_start: int
    printed_end: int
    passage_id: str


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage with the document it stands in and its citation."""

    passage: Passage
    document: Document
    citation: str


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """Where (part of) a quotation stands: code points into the passage's text, end exclusive."""

    at: CitedPassage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one check.

    Attributes:
        judgement: what the quotation is.
        quotation: as checked; offsets in `differences` point into it.
        citation: as given, "" for none.
        cited: what the citation names: one passage, all of a range, or one per language version.
        citation_problem: why the citation names nothing; "" where it does or none was given.
        found: where the quotation stands, in order: several passages where it runs over them. For
            `absent` the nearest passage, if any shares words with it.
        differences: the quotation word by word beside what is printed; equal runs included.
            Empty for a translation by meaning and for `absent`.
        similarity: 0 to 1: share of the words that are the same, in order; for a translation by
            meaning and for `absent` across languages the similarity of meaning.
        explanation: one sentence.
        warnings: what whoever relies on the quotation should know, one sentence each.
    """

    judgement: Judgement
    quotation: str
    citation: str
    cited: tuple[CitedPassage, ...]
    citation_problem: str
    found: tuple[FoundSpan, ...]
    differences: tuple[Difference, ...]
    similarity: float
    explanation: str
    warnings: tuple[str, ...]
