"""Ranks a collection for drafts, rows only: what evaluation needs and no more.

A draft question is one paragraph, however it is laid out. Fetches no passage for its own sake.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.encoders.base import Progress
from retriever.filters import BoolMask
from retriever.precedents.drafts import one_paragraph
from retriever.precedents.ranking import PrecedentRanking
from retriever.precedents.scoring import EncodedParagraph, encode_paragraph, score_precedents
from retriever.search import Ranked, Searcher

DRAFT_KIND = "precedent-draft"
"""The `metadata.kind` of evaluation queries that are drafts."""


def prepare_draft(searcher: Searcher, text: str, lang: str) -> EncodedParagraph:
    """Read and encode a draft question once, for `rank_drafts` over any pools.

    Raises:
        InvalidQuery: the text is empty or too long.
        EncoderUnavailable: a remote encoder did not answer.
    """
    return encode_paragraph(searcher, one_paragraph(text, lang))


def rank_drafts(
    searcher: Searcher,
    drafts: Sequence[EncodedParagraph],
    *,
    top_k: int,
    allowed: BoolMask | None = None,
    ranking: PrecedentRanking | None = None,
    progress: Progress | None = None,
) -> list[Ranked]:
    """Rank precedents of many drafts over one pool; as `Searcher.rank` otherwise."""
    rankings = []
    for draft in drafts:
        found = score_precedents(
            searcher, ranking or PrecedentRanking(), draft, top_k=top_k, allowed=allowed
        ).candidates
        rankings.append(Ranked(found.dense.row_ids[:top_k], found.scores[:top_k]))
        if progress is not None:
            progress(1)
    return rankings
