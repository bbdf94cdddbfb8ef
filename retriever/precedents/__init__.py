"""Precedents: what was said before, where, in which words, stronger or weaker.

A draft is taken apart into paragraphs and clauses, passages are ranked by a ranking of their own,
and "no precedent" is an answer. Must not know HTTP, nor change what is stored.
"""

from retriever.precedents.confidence import LEAST_CONFIDENCE
from retriever.precedents.drafts import (
    MAX_DRAFT_LENGTH,
    MAX_PARAGRAPHS,
    Draft,
    DraftParagraph,
    read_draft,
)
from retriever.precedents.finding import (
    MAX_PRECEDENTS,
    PrecedentOptions,
    find_precedents,
)
from retriever.precedents.model import (
    DraftDifference,
    DraftOperation,
    ParagraphPrecedents,
    Precedent,
    PrecedentsResponse,
    Searched,
    SentencePair,
    Strength,
)
from retriever.precedents.ranking import PrecedentRanking
from retriever.precedents.status import status_of

__all__ = [
    "LEAST_CONFIDENCE",
    "MAX_DRAFT_LENGTH",
    "MAX_PARAGRAPHS",
    "MAX_PRECEDENTS",
    "Draft",
    "DraftDifference",
    "DraftOperation",
    "DraftParagraph",
    "ParagraphPrecedents",
    "Precedent",
    "PrecedentOptions",
    "PrecedentRanking",
    "PrecedentsResponse",
    "Searched",
    "SentencePair",
    "Strength",
    "find_precedents",
    "read_draft",
    "status_of",
]
