"""The types that precedents are handed out in. Hold fields only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from index.drafting.verbs import Verb
from index.model import Document, Passage
from retriever.precedents.drafts import DraftParagraph
from retriever.results import Highlight, TranslationRef


class Strength(StrEnum):
    """How the verbs of precedents may compare with the draft's."""

    ANY = "any"
    STRONGER = "stronger"
    WEAKER = "weaker"
    SAME = "same"


class DifferenceForm(StrEnum):
    """How a draft and its precedent are laid beside each other."""

    WORDS = "words"  # one language: word by word
    ALIGNED = "aligned"  # two languages: sentence by sentence


@dataclass(frozen=True, slots=True)
class DraftOperation:
    """A run of the draft beside a run of the passage; either may be empty.

    Attributes:
        kind: "equal", "insert" (in the draft, not in the passage), "delete" or "replace".
        draft: code points into the paragraph's text.
        passage: code points into the passage's text.
    """

    kind: str
    draft: Highlight
    passage: Highlight


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A clause of the draft and the sentence of the passage that is nearest to it in meaning."""

    draft: Highlight
    passage: Highlight
    similarity: float


@dataclass(frozen=True, slots=True)
class DraftDifference:
    """What a draft and a precedent have and have not in common.

    Attributes:
        form: which of the two is filled.
        operations: word by word, in order, equal runs included.
        sentences: clause by clause, in the draft's order.
        notes: what changes the meaning, of one language: a number, a negation, a modal verb; one
            sentence each.
    """

    form: DifferenceForm
    operations: tuple[DraftOperation, ...] = ()
    sentences: tuple[SentencePair, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_verbatim(self) -> bool:
        """Whether the two have the same words."""
        return self.form is DifferenceForm.WORDS and all(
            one.kind == "equal" for one in self.operations
        )


@dataclass(frozen=True, slots=True)
class Precedent:
    """A passage that says what a paragraph of a draft says, or is nearest to it.

    Attributes:
        rank: from 1.
        score: higher is better; comparable within one paragraph only.
        confidence: how likely it is that this is a precedent, 0 to 1; comparable everywhere.
        passage: the passage.
        document: the document it stands in.
        citation: what a drafter would write.
        highlights: the sentence nearest to the draft.
        verb: the verb that governs it; None where it is not drafted text.
        strength_compared: its verb's strength beside the draft's; None where one has no verb.
        status: adopted, draft, bracketed, recalled, superseded; "" where nothing says so.
        signals: what each feature gave, by name.
        difference: what differs.
        translations: other language versions of the passage.
    """

    rank: int
    score: float
    confidence: float
    passage: Passage
    document: Document
    citation: str
    highlights: tuple[Highlight, ...]
    verb: Verb | None
    strength_compared: Strength | None
    status: str
    signals: Mapping[str, float]
    difference: DraftDifference
    translations: tuple[TranslationRef, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked through.

    Attributes:
        bodies: the bodies whose documents were searched, by name.
        sessions: their sessions, as "COP 11", in order.
        languages: BCP 47 tags.
        documents: how many documents.
        passages: how many passages.
    """

    bodies: tuple[str, ...]
    sessions: tuple[str, ...]
    languages: tuple[str, ...]
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class ParagraphPrecedents:
    """The precedents of one paragraph.

    Attributes:
        paragraph: the paragraph.
        precedents: the best passages, best first, whether or not they amount to a precedent.
        is_found: whether one of them is a precedent.
        explanation: one sentence: what was found, or that nothing was and how near the nearest is.
        nearest: where nothing was found, the nearest miss; None where something was, or nothing
            could be searched.
        searched: what was looked through.
        warnings: what could not be done as asked.
    """

    paragraph: DraftParagraph
    precedents: tuple[Precedent, ...]
    is_found: bool
    explanation: str
    nearest: Precedent | None
    searched: Searched
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrecedentsResponse:
    """The answer for a whole draft.

    Attributes:
        paragraphs: those asked for, in the draft's order.
        total: how many paragraphs the draft has.
        warnings: what could not be done as asked, of the draft as a whole.
        took_ms: milliseconds.
    """

    paragraphs: tuple[ParagraphPrecedents, ...]
    total: int
    warnings: tuple[str, ...]
    took_ms: float
