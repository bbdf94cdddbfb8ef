"""From ranked rows to what a person reads: passage, citation, context, highlight, translations.

Fetches passages for the rows it is given and no others; never changes their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.model import Document, Passage
from index.snapshot import Snapshot
from retriever.arms import Candidates
from retriever.citations import cite


@dataclass(frozen=True, slots=True)
class Highlight:
    """A span of a passage's text that answers: code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TranslationRef:
    """Another language version of a result."""

    passage_id: str
    lang: str
    citation: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One ranked passage.

    Attributes:
        rank: from 1.
        score: fused score; higher is better; comparable within one response only.
        passage: the passage.
        document: the document it stands in.
        citation: what a drafter would write.
        context: headings and governing sentence, so that nobody reads a bare "(c)".
        highlights: the sentence that answers.
        signals: what each arm gave, by name.
        translations: its other language versions, where translations are collapsed.
    """

    rank: int
    score: float
    passage: Passage
    document: Document
    citation: str
    context: str
    highlights: tuple[Highlight, ...]
    signals: Mapping[str, float]
    translations: tuple[TranslationRef, ...] = ()


def build_results(snapshot: Snapshot, candidates: Candidates) -> tuple[SearchResult, ...]:
    """One result per candidate, in their order, ranked from 1."""
    passages = snapshot.passages([int(row_id) for row_id in candidates.dense.row_ids])
    documents = snapshot.documents_by_id({passage.document_id for passage in passages})
    return tuple(
        SearchResult(
            rank=place + 1,
            score=float(candidates.scores[place]),
            passage=passage,
            document=documents[passage.document_id],
            citation=cite(documents[passage.document_id], passage),
            context=reading_context(passage),
            highlights=_best_sentence(snapshot, candidates, place),
            signals=_signals(candidates, place),
        )
        for place, passage in enumerate(passages)
    )


def with_translations(
    snapshot: Snapshot, results: Sequence[SearchResult], rows_of_results: Sequence[Sequence[int]]
) -> tuple[SearchResult, ...]:
    """The results, each naming the other language versions of its paragraph.

    Args:
        snapshot: where they stand.
        results: k results.
        rows_of_results: for each of them the row ids of the other versions.
    """
    passages = iter(snapshot.passages([row_id for rows in rows_of_results for row_id in rows]))
    others = [[next(passages) for _ in rows] for rows in rows_of_results]
    documents = snapshot.documents_by_id(
        {passage.document_id for versions in others for passage in versions}
    )
    return tuple(
        replace(
            result,
            translations=tuple(
                TranslationRef(
                    version.passage_id,
                    version.lang,
                    cite(documents[version.document_id], version),
                )
                for version in versions
            ),
        )
        for result, versions in zip(results, others, strict=True)
    )


def reading_context(passage: Passage) -> str:
    """What stands above a passage: its headings, then the text that governs it."""
    governing = (passage.chapeau,) if passage.chapeau else ()
    return " › ".join((*passage.section_path, *governing))


def _signals(candidates: Candidates, place: int) -> dict[str, float]:
    """What each arm gave; the reranker only where it was asked, the citation where it names it."""
    signals = {
        "dense": float(candidates.dense.passage_scores[place]),
        "sentence": float(candidates.dense.sentence_scores[place]),
        "tokens": float(candidates.tokens[place]),
        "lexical": float(candidates.lexical[place]),
        "feedback": float(candidates.feedback[place]),
    }
    if candidates.reranked is not None and not np.isnan(candidates.reranked[place]):
        signals["reranker"] = float(candidates.reranked[place])
    if candidates.cited is not None and candidates.cited[place]:
        signals["citation"] = 1.0
    return signals


def _best_sentence(snapshot: Snapshot, candidates: Candidates, place: int) -> tuple[Highlight, ...]:
    sentences = snapshot.sentences(int(candidates.dense.row_ids[place]))
    best = sentences[int(candidates.dense.sentence_index[place])]
    return (Highlight(best.start, best.end),)
