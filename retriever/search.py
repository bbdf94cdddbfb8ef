"""Search: a question against one snapshot, answered with ranked, cited passages.

Question → query → filter → arms → fusion → the passages of the final hits. Never writes, never
opens files or encoders: both are handed in.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.context import WINDOW_TOKENS, encoded_text, estimated_tokens
from index.encoders.base import Encoder
from index.errors import InvalidParameter
from index.snapshot import Snapshot
from retriever.arms import Candidates, find_candidates
from retriever.expansion import expanded_texts
from retriever.filters import BoolMask, Filter, allowed_rows
from retriever.fusion import FloatVector
from retriever.glossary import Glossary, shipped_glossary
from retriever.query import EncodedQuery, Query, encode_expanded, encode_queries, read_query
from retriever.ranking import Ranking
from retriever.reranking import Reranking, rerank
from retriever.results import SearchResult, build_results, with_translations
from retriever.translations import first_of_each, paragraph_groups

MAX_TOP_K = 1_000


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """The answer to one question; `warnings` name whatever could not be done as asked."""

    results: tuple[SearchResult, ...]
    query: Query
    warnings: tuple[str, ...]
    took_ms: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """Rows best first with their scores: what evaluation needs and no more.

    Attributes:
        row_ids: int64 (k,).
        scores: float32 (k,).
    """

    row_ids: NDArray[np.int64]
    scores: FloatVector


class Searcher:
    """Answers questions over one snapshot. Safe to use from several threads.

    Args:
        snapshot: one generation of a collection.
        encoder: the encoder that the collection was built with.
        ranking: how the arms are weighed; None for the defaults.
        glossary: the concepts that the lexical arm knows; None for those that come with Pilcrow.
        reranking: what looks again at the best candidates; None for nothing.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        encoder: Encoder,
        ranking: Ranking | None = None,
        glossary: Glossary | None = None,
        reranking: Reranking | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.encoder = encoder
        self.ranking = ranking or Ranking()
        self.glossary = glossary or shipped_glossary()
        self.reranking = reranking

    def search(
        self,
        text: str,
        *,
        top_k: int = 10,
        where: Filter | None = None,
        collapse_translations: bool = False,
    ) -> SearchResponse:
        """Find the passages that answer a question.

        Args:
            text: the question, in any language.
            top_k: how many results, 1 to `MAX_TOP_K`; fewer come back only where fewer exist.
            where: which passages may be found; None for all.
            collapse_translations: one result per paragraph, however many languages have it.

        Raises:
            InvalidQuery: the text is empty or too long.
            InvalidParameter: `top_k` is out of bounds.
            UnknownField, InvalidFilter: the filter does not fit the collection.
            EncoderUnavailable: a remote encoder did not answer.
        """
        started = time.perf_counter()
        if not 1 <= top_k <= MAX_TOP_K:
            raise InvalidParameter(
                f"top_k is {top_k}; it must lie between 1 and {MAX_TOP_K:,}",
                hint="ask for the first 10 and narrow the question or the filter",
            )
        query = read_query(text)
        allowed = None if where is None else allowed_rows(where, self.snapshot.columns)
        (encoded,) = self._encoded([query])
        if collapse_translations:
            results, warnings = self._collapsed(encoded, top_k, allowed)
        else:
            found, warnings = self._candidates(encoded, top_k, allowed)
            results = build_results(self.snapshot, found.take(np.arange(min(top_k, len(found)))))
        took_ms = (time.perf_counter() - started) * 1_000
        return SearchResponse(results, query, (*_warnings(query), *warnings), took_ms)

    def prepare(self, texts: Sequence[str]) -> tuple[EncodedQuery, ...]:
        """Read and encode questions once, for `rank` over as many pools as one likes.

        Raises:
            InvalidQuery: a text is empty or too long.
            EncoderUnavailable: a remote encoder did not answer.
        """
        return self._encoded([read_query(text) for text in texts])

    def rank(
        self,
        queries: Sequence[EncodedQuery],
        *,
        top_k: int,
        allowed: BoolMask | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> list[Ranked]:
        """Rank many questions over one pool, without fetching what was found.

        Args:
            queries: m questions, from `prepare`.
            top_k: rows per question, at least 1.
            allowed: bool (n,), the pool; None for everything.
            progress: called with the number of questions finished since the last call.

        Returns:
            m rankings of exactly `min(top_k, rows allowed)` rows, ties by row id.
        """
        rankings = []
        for query in queries:
            found, _ = self._candidates(query, top_k, allowed)
            rankings.append(Ranked(found.dense.row_ids[:top_k], found.scores[:top_k]))
            if progress is not None:
                progress(1)
        return rankings

    def _encoded(self, queries: Sequence[Query]) -> tuple[EncodedQuery, ...]:
        """The questions with their vectors, expanded for the languages that are there."""
        if self.ranking.expansion_weight == 0.0:
            return encode_queries(self.encoder, queries)
        langs = sorted(map(str, self.snapshot.columns.column("lang").values))
        expansions = [
            expanded_texts(query.text, self.glossary.find(query.text), langs) for query in queries
        ]
        return encode_expanded(self.encoder, queries, expansions)

    def _candidates(
        self, query: EncodedQuery, top_k: int, allowed: BoolMask | None
    ) -> tuple[Candidates, tuple[str, ...]]:
        """Candidates best first, and what could not be done as asked."""
        depth = max(top_k, self.reranking.depth) if self.reranking else top_k
        found = find_candidates(
            self.snapshot, self.glossary, self.ranking, query, top_k=depth, allowed=allowed
        )
        return self._reranked(found, query, self.reranking) if self.reranking else (found, ())

    def _reranked(
        self, found: Candidates, query: EncodedQuery, reranking: Reranking
    ) -> tuple[Candidates, tuple[str, ...]]:
        """The first candidates in the order that a reranker and the arms agree on."""
        rows = found.dense.row_ids[: reranking.depth].tolist()
        passages = self.snapshot.passages(rows)
        texts = [
            encoded_text(passage, document_title="", policy=self.snapshot.manifest.context)
            for passage in passages
        ]
        langs = [passage.lang for passage in passages]
        reranked = rerank(query.query.text, found.scores, langs, texts, reranking)
        judged = replace(found, scores=reranked.scores, reranked=reranked.raw)
        return judged.take(reranked.order), reranked.warnings

    def _collapsed(
        self, query: EncodedQuery, top_k: int, allowed: BoolMask | None
    ) -> tuple[tuple[SearchResult, ...], tuple[str, ...]]:
        """`top_k` paragraphs, going deeper until there are so many or no row is left."""
        snapshot = self.snapshot
        group_of_row = paragraph_groups(snapshot.columns)
        pool = np.ones(len(group_of_row), np.bool_) if allowed is None else allowed
        available = int(np.count_nonzero(pool))
        depth = top_k
        while True:
            found, warnings = self._candidates(query, depth, allowed)
            groups = group_of_row[snapshot.positions(found.dense.row_ids)]
            first = first_of_each(groups)
            if len(first) >= top_k or len(found) >= available:
                break
            depth = min(available, 4 * len(found))
        best = first[:top_k]
        versions = [
            snapshot.row_ids[(group_of_row == groups[place]) & pool].tolist() for place in best
        ]
        shown = found.dense.row_ids[best]
        others = [
            [row for row in rows if row != own] for rows, own in zip(versions, shown, strict=True)
        ]
        results = with_translations(snapshot, build_results(snapshot, found.take(best)), others)
        return results, warnings


def _warnings(query: Query) -> tuple[str, ...]:
    if estimated_tokens(query.text) <= WINDOW_TOKENS:
        return ()
    return (
        "the question is longer than the encoder reads; its meaning was taken from its "
        "beginning, its words from all of it",
    )
