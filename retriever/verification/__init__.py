"""Is this what the passage cited says? Quotations checked word by word, and by meaning.

`check` judges one quotation; `answers` takes a text apart into quotations and citations and checks
each. Must not know HTTP, nor change what is stored.
"""

from retriever.verification.answers import (
    MAX_ANSWER_LENGTH,
    AnswerCheck,
    CheckedCitation,
    CheckedQuotation,
    CitationStatus,
    verify_answer,
)
from retriever.verification.check import verify
from retriever.verification.quotation import MAX_QUOTATION_LENGTH
from retriever.verification.verdict import (
    CitedPassage,
    Difference,
    DifferenceKind,
    FoundSpan,
    Judgement,
    Verdict,
)

__all__ = [
    "MAX_ANSWER_LENGTH",
    "MAX_QUOTATION_LENGTH",
    "AnswerCheck",
    "CheckedCitation",
    "CheckedQuotation",
    "CitationStatus",
    "CitedPassage",
    "Difference",
    "DifferenceKind",
    "FoundSpan",
    "Judgement",
    "Verdict",
    "verify",
    "verify_answer",
]
