"""Precedents of a draft, paragraph by paragraph, over one snapshot.

Draft → paragraphs → scores → passages with their differences, and whether there is a precedent at
all. Never writes, never opens files or encoders.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from index.drafting.verbs import Verb, verbs
from index.errors import InvalidParameter
from index.model import Passage
from retriever.citations import cite
from retriever.filters import And, BoolMask, Comparison, Filter, allowed_rows
from retriever.fusion import FloatVector
from retriever.fusion import part_weights as weights_of_parts
from retriever.precedents.confidence import LEAST_CONFIDENCE, confidences
from retriever.precedents.differences import difference
from retriever.precedents.drafts import Draft, DraftParagraph, read_draft
from retriever.precedents.explanations import explanation
from retriever.precedents.model import (
    ParagraphPrecedents,
    Precedent,
    PrecedentsResponse,
    Searched,
    Strength,
)
from retriever.precedents.ranking import PrecedentRanking
from retriever.precedents.scoring import (
    EncodedParagraph,
    Scored,
    encode_paragraph,
    score_precedents,
)
from retriever.precedents.searched import what_is_searched
from retriever.precedents.status import status_of
from retriever.results import Highlight, TranslationRef
from retriever.search import Searcher
from retriever.translations import first_of_each, paragraph_groups

MAX_PRECEDENTS = 100
"""Of one paragraph."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class PrecedentOptions:
    """How precedents are looked for.

    Attributes:
        top_k: how many of each paragraph, 1 to `MAX_PRECEDENTS`.
        where: which passages may be found; None for all.
        body: the drafters' own body, whose precedents come first; "" for none.
        strength: how the verbs of precedents compare with the draft's.
        first: the first paragraph of the draft that is looked at, from 0.
        count: how many from there on; None for all.
        ranking: the weights.
    """

    top_k: int = 10
    where: Filter | None = None
    body: str = ""
    strength: Strength = Strength.ANY
    first: int = 0
    count: int | None = None
    ranking: PrecedentRanking = field(default_factory=PrecedentRanking)


def find_precedents(
    searcher: Searcher,
    text: str,
    *,
    lang: str | None = None,
    options: PrecedentOptions | None = None,
    progress: Progress | None = None,
) -> PrecedentsResponse:
    """Find what was said before of each paragraph of a draft.

    Args:
        searcher: the collection, with its encoder and glossary.
        text: the draft: one paragraph or many, as typed or pasted.
        lang: its BCP 47 tag; None to tell it.
        options: how to look.
        progress: called with the number of paragraphs finished since the last call.

    Raises:
        InvalidQuery: the draft is empty, too long, or has too many paragraphs.
        InvalidParameter: `top_k`, `first` or `count` is out of bounds.
        UnknownField, InvalidFilter: the filter does not fit the collection.
        EncoderUnavailable: a remote encoder did not answer.
    """
    started = time.perf_counter()
    options = options or PrecedentOptions()
    if not 1 <= options.top_k <= MAX_PRECEDENTS:
        raise InvalidParameter(
            f"top_k is {options.top_k}; it must lie between 1 and {MAX_PRECEDENTS}",
            hint="ask for the first 10 of each paragraph",
        )
    if options.first < 0 or (options.count is not None and options.count < 1):
        raise InvalidParameter(
            f"first is {options.first} and count {options.count}; they must be at least 0 and 1",
            hint="ask for the whole draft by leaving both out",
        )
    draft: Draft = read_draft(text, lang)
    last = None if options.count is None else options.first + options.count
    finding = _Finding(searcher, options)
    found = []
    for paragraph in draft.paragraphs[options.first : last]:
        found.append(finding.of(paragraph))
        if progress is not None:
            progress(1)
    return PrecedentsResponse(
        tuple(found),
        len(draft.paragraphs),
        (*draft.notes, *finding.warnings),
        (time.perf_counter() - started) * 1_000,
    )


class _Finding:
    """What stays the same from paragraph to paragraph."""

    def __init__(self, searcher: Searcher, options: PrecedentOptions) -> None:
        self._searcher = searcher
        self._snapshot = searcher.snapshot
        self._options = options
        self._groups = paragraph_groups(self._snapshot)
        where = options.where
        self._allowed = None if where is None else allowed_rows(where, self._snapshot.columns)
        self._searched = what_is_searched(self._snapshot, self._allowed)
        self._own, self.warnings = self._own_rows()

    def of(self, paragraph: DraftParagraph) -> ParagraphPrecedents:
        """The precedents of one paragraph."""
        allowed, warnings = self._comparable(paragraph)
        searched = self._what_is_searched(allowed)
        limits = self._limits(paragraph)
        if not searched.passages:
            return ParagraphPrecedents(
                paragraph,
                (),
                is_found=False,
                explanation=explanation(None, searched, is_found=False, limits=limits),
                nearest=None,
                searched=searched,
                warnings=warnings,
            )
        asked = encode_paragraph(self._searcher, paragraph)
        precedents = self._precedents(asked, allowed)
        best = _headline(precedents)
        is_found = best.confidence >= LEAST_CONFIDENCE
        return ParagraphPrecedents(
            paragraph,
            precedents[: self._options.top_k],
            is_found=is_found,
            explanation=explanation(best, searched, is_found=is_found, limits=limits),
            nearest=None if is_found else best,
            searched=searched,
            warnings=warnings,
        )

    def _limits(self, paragraph: DraftParagraph) -> str:
        """What else passages must be to be found, as it is said of them; "" for nothing.

        A paragraph without a verb has none whose strength could be compared.
        """
        strength, limits = self._options.strength, []
        if strength is not Strength.ANY and paragraph.formulation.verbs:
            limits.append(
                "with a verb as strong" if strength is Strength.SAME else f"with a {strength} verb"
            )
        if self._options.where is not None:
            limits.append("that the filter allows")
        return " ".join(limits)

    def _what_is_searched(self, allowed: BoolMask | None) -> Searched:
        """The same for every paragraph, unless verbs are compared with each one's own."""
        if allowed is self._allowed:
            return self._searched
        return what_is_searched(self._snapshot, allowed)

    def _comparable(self, paragraph: DraftParagraph) -> tuple[BoolMask | None, tuple[str, ...]]:
        """The rows whose verb is as strong as asked for, among those allowed."""
        strength = self._options.strength
        if strength is Strength.ANY:
            return self._allowed, ()
        if not paragraph.formulation.verbs:
            return self._allowed, (
                "the paragraph opens with no operative or preambular verb: precedents are shown "
                "whatever their verb",
            )
        columns = self._snapshot.columns
        if "strength" not in columns.fields():
            return np.zeros(len(columns), np.bool_), (
                "no passage of the collection has a verb of known strength",
            )
        verb = paragraph.formulation.verbs[0].verb
        wanted = And(
            (
                Comparison("strength", _OPERATORS[strength], (verb.strength,)),
                *([self._options.where] if self._options.where is not None else ()),
            )
        )
        return allowed_rows(wanted, columns), ()

    def _own_rows(self) -> tuple[BoolMask | None, tuple[str, ...]]:
        """The rows of the drafters' own body."""
        body = self._options.body
        if not body:
            return None, ()
        columns = self._snapshot.columns
        own = None
        if "body" in columns.fields():
            own = allowed_rows(Comparison("body", "eq", (body,)), columns)
        if own is None or not own.any():
            known = ", ".join(what_is_searched(self._snapshot, None).bodies) or "none"
            return None, (f"no passage is of the body '{body}'; the bodies here are: {known}",)
        return own, ()

    def _precedents(
        self, asked: EncodedParagraph, allowed: BoolMask | None
    ) -> tuple[Precedent, ...]:
        """The best paragraphs, each in the draft's language where it is there in it.

        `top_k`, but never so few that what is said of the draft would hang on how many are wanted.
        """
        top_k, snapshot = max(self._options.top_k, _FEWEST_COMPARED), self._snapshot
        scored = score_precedents(
            self._searcher,
            self._options.ranking,
            asked,
            top_k=top_k * 4,
            allowed=allowed,
        )
        sure = confidences(scored.nearness, scored.features.get("matter"))
        order = self._own_first(scored, sure)
        scored, sure = scored.take(order), sure[order]
        positions = snapshot.positions(scored.candidates.dense.row_ids)
        groups = self._groups[positions]
        first = first_of_each(groups)[:top_k]
        shown = [self._shown(groups, scored, place, asked.paragraph.lang) for place in first]
        # What is said of a paragraph is what its best version gave.
        best = np.array([int(sure[groups == groups[place]].argmax()) for place in first])
        confidence = [
            float(sure[groups == groups[place]][at]) for place, at in zip(first, best, strict=True)
        ]
        built = self._built(asked, scored, first, shown, confidence, allowed)
        return built if self._own is not None else _verbatim_first(built)

    def _own_first(self, scored: Scored, sure: FloatVector) -> NDArray[np.intp]:
        """Precedents of the drafters' own body before all others; what is none keeps its place."""
        if self._own is None:
            return np.arange(len(sure))
        positions = self._snapshot.positions(scored.candidates.dense.row_ids)
        own = self._own[positions] & (sure >= LEAST_CONFIDENCE)
        return np.argsort(~own, kind="stable")

    def _shown(self, groups: NDArray[np.int64], scored: Scored, place: int, lang: str) -> int:
        """The candidate to show of a paragraph: in the draft's language where there is one."""
        places = np.flatnonzero(groups == groups[place])
        positions = self._snapshot.positions(scored.candidates.dense.row_ids[places])
        for candidate, position in zip(places, positions, strict=True):
            if self._snapshot.langs[position].partition("-")[0] == lang.partition("-")[0]:
                return int(candidate)
        return int(place)

    def _built(
        self,
        asked: EncodedParagraph,
        scored: Scored,
        first: NDArray[np.intp],
        shown: Sequence[int],
        confidence: Sequence[float],
        allowed: BoolMask | None,
    ) -> tuple[Precedent, ...]:
        snapshot = self._snapshot
        rows = [int(row) for row in scored.candidates.dense.row_ids[list(shown)]]
        passages = snapshot.passages(rows)
        documents = snapshot.documents_by_id({passage.document_id for passage in passages})
        translations = self._translations(rows, allowed)
        clauses = self._clause_vectors(asked)
        precedents = []
        for rank, (place, at, row, passage) in enumerate(
            zip(first, shown, rows, passages, strict=True), start=1
        ):
            document = documents[passage.document_id]
            verb = _verb(passage)
            sentence = snapshot.sentences(row)[int(scored.candidates.dense.sentence_index[at])]
            precedents.append(
                Precedent(
                    rank=rank,
                    score=float(scored.candidates.scores[place]),
                    confidence=confidence[rank - 1],
                    passage=passage,
                    document=document,
                    citation=cite(document, passage),
                    highlights=(Highlight(sentence.start, sentence.end),),
                    verb=verb,
                    strength_compared=compared(verb, asked.paragraph),
                    status=status_of(document, passage),
                    signals={name: float(values[at]) for name, values in scored.features.items()},
                    difference=difference(snapshot, asked.paragraph, clauses, passage, row),
                    translations=translations[rank - 1],
                )
            )
        return tuple(precedents)

    def _translations(
        self, rows: Sequence[int], allowed: BoolMask | None
    ) -> list[tuple[TranslationRef, ...]]:
        """The other language versions of each row, as far as they may be found."""
        snapshot = self._snapshot
        pool = np.ones(len(snapshot.row_ids), np.bool_) if allowed is None else allowed
        others = []
        for row in rows:
            position = int(snapshot.positions(np.array([row], np.int64))[0])
            mates = (self._groups == self._groups[position]) & pool
            mates[position] = False
            others.append([int(one) for one in snapshot.row_ids[mates]])
        versions = iter(snapshot.passages([one for mates in others for one in mates]))
        found = [[next(versions) for _ in mates] for mates in others]
        documents = snapshot.documents_by_id(
            {passage.document_id for mates in found for passage in mates}
        )
        return [
            tuple(
                TranslationRef(one.passage_id, one.lang, cite(documents[one.document_id], one))
                for one in mates
            )
            for mates in found
        ]

    def _clause_vectors(self, asked: EncodedParagraph) -> NDArray[np.float32]:
        """The draft's clauses where passages are, float32 (m, d)."""
        snapshot = self._snapshot
        weights = weights_of_parts(
            snapshot.manifest.encoder.part_dimensions, self._options.ranking.arms.second_weight
        )
        return np.stack(
            [
                snapshot.balance.question(clause.vector, asked.paragraph.lang) * weights
                for clause in asked.clauses
            ]
        ).astype(np.float32)


_FEWEST_COMPARED = 10


def _verbatim_first(precedents: tuple[Precedent, ...]) -> tuple[Precedent, ...]:
    """What has the draft's own words before what is only near it."""
    ordered = sorted(precedents, key=lambda one: not one.difference.is_verbatim)
    return tuple(replace(one, rank=rank) for rank, one in enumerate(ordered, start=1))


def _headline(precedents: tuple[Precedent, ...]) -> Precedent:
    """The precedent to name: the first that is one, else what comes nearest."""
    found = (one for one in precedents if one.confidence >= LEAST_CONFIDENCE)
    return next(found, max(precedents, key=lambda one: one.confidence))


_OPERATORS = {Strength.STRONGER: "gt", Strength.WEAKER: "lt", Strength.SAME: "eq"}


def compared(verb: Verb | None, paragraph: DraftParagraph) -> Strength | None:
    """A precedent's verb beside the draft's; None where either has none."""
    if verb is None or not paragraph.formulation.verbs:
        return None
    own = paragraph.formulation.verbs[0].verb
    if verb.strength == own.strength:
        return Strength.SAME
    return Strength.STRONGER if verb.strength > own.strength else Strength.WEAKER


def _verb(passage: Passage) -> Verb | None:
    """The verb that indexing found to govern a passage."""
    key = passage.metadata.get("verb")
    return next((verb for verb in verbs() if verb.key == key), None)
