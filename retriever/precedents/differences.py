"""Lays a paragraph of a draft beside a passage: word by word, or clause beside sentence.

Words are compared as the check of quotations compares them. Must not judge.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.model import Passage
from index.snapshot import Snapshot
from retriever.lineage.differences import word_difference
from retriever.precedents.clauses import clause_spans
from retriever.precedents.drafts import DraftParagraph
from retriever.precedents.model import (
    DifferenceForm,
    DraftDifference,
    DraftOperation,
    SentencePair,
)
from retriever.results import Highlight


def difference(
    snapshot: Snapshot,
    paragraph: DraftParagraph,
    clause_vectors: NDArray[np.float32],
    passage: Passage,
    row_id: int,
) -> DraftDifference:
    """What a paragraph and a passage have and have not in common.

    Args:
        snapshot: where the passage stands.
        paragraph: the paragraph.
        clause_vectors: float32 (m, d), of the clauses of its matter, balanced and weighted.
        passage: the passage.
        row_id: its row.
    """
    if _language(paragraph.lang) == _language(passage.lang):
        return _by_words(paragraph, passage)
    return _aligned(snapshot, paragraph, clause_vectors, row_id)


def _language(lang: str) -> str:
    return lang.partition("-")[0]


def _by_words(paragraph: DraftParagraph, passage: Passage) -> DraftDifference:
    draft = replace(passage, text=paragraph.text, lang=paragraph.lang, footnote_refs=())
    found = word_difference(passage, draft)
    return DraftDifference(
        DifferenceForm.WORDS,
        operations=tuple(
            DraftOperation(
                str(one.kind),
                Highlight(one.after_start, one.after_end),
                Highlight(one.before_start, one.before_end),
            )
            for one in found.operations
        ),
        notes=found.notes,
    )


def _aligned(
    snapshot: Snapshot,
    paragraph: DraftParagraph,
    clause_vectors: NDArray[np.float32],
    row_id: int,
) -> DraftDifference:
    position = int(snapshot.positions(np.array([row_id], np.int64))[0])
    nearness = clause_vectors @ snapshot.dense.sentences(position).T
    sentences = snapshot.sentences(row_id)
    offset = paragraph.formulation.start
    spans = clause_spans(paragraph.matter, paragraph.lang)
    if len(spans) != len(clause_vectors):  # too long to be asked clause by clause
        spans = clause_spans("", paragraph.lang)[:0]
    pairs = []
    for span, row in zip(spans, nearness[: len(spans)], strict=True):
        best = int(row.argmax())
        pairs.append(
            SentencePair(
                Highlight(offset + span.start, offset + span.end),
                Highlight(sentences[best].start, sentences[best].end),
                float(np.clip(row[best], 0.0, 1.0)),
            )
        )
    if not pairs:
        best = int(nearness[0].argmax())
        whole = Highlight(offset, paragraph.formulation.end)
        there = Highlight(sentences[best].start, sentences[best].end)
        pairs.append(SentencePair(whole, there, float(np.clip(nearness[0, best], 0.0, 1.0))))
    return DraftDifference(DifferenceForm.ALIGNED, sentences=tuple(pairs))
