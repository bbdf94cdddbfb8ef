"""Search: a question against one snapshot, answered with ranked, cited passages.

Question → query → filter → arms → fusion → the passages of the final hits. Never writes, never
opens files or encoders: both are handed in.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from index.context import WINDOW_TOKENS, encoded_text, estimated_tokens
from index.encoders.base import Encoder
from index.errors import InvalidParameter
from index.snapshot import Snapshot
from retriever.arms import Candidates, find_candidates
from retriever.cited import CitedRows, cited_first, cited_rows
from retriever.expansion import expanded_texts
from retriever.facets import FACET_ROWS, Facets, count_facets, require_facets
from retriever.filters import BoolMask, Filter, allowed_rows
from retriever.fusion import FloatVector
from retriever.glossary import Glossary, shipped_glossary
from retriever.query import EncodedQuery, Query, encode_expanded, encode_queries, read_query
from retriever.ranking import Ranking
from retriever.reader import preferred, read_langs
from retriever.reranking import Reranking, rerank
from retriever.results import SearchResult, build_results, with_translations
from retriever.translations import first_of_each, paragraph_groups

MAX_TOP_K = 1_000


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """The answer to one question.

    Attributes:
        results: best first; what the question cites comes before all others.
        query: the question.
        warnings: whatever could not be done as asked.
        took_ms: milliseconds.
        citation: the question as a citation, as understood; "" where it is none.
        facets: for each field asked for, its values among the best candidates.
    """

    results: tuple[SearchResult, ...]
    query: Query
    warnings: tuple[str, ...]
    took_ms: float
    citation: str = ""
    facets: Facets = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Results, and the candidates that they were chosen from."""

    results: tuple[SearchResult, ...]
    candidates: Candidates
    warnings: tuple[str, ...]


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
        reader_langs: Sequence[str] = (),
        facets: Sequence[str] = (),
    ) -> SearchResponse:
        """Find the passages that answer a question.

        Args:
            text: the question, in any language.
            top_k: how many results, 1 to `MAX_TOP_K`; fewer come back only where fewer exist.
            where: which passages may be found; None for all.
            collapse_translations: one result per paragraph, however many languages have it.
            reader_langs: the languages in which to show it, in order of preference; any makes
                translations collapse. The question's own where none is given. Where it exists in
                none of them, the version that was found best is shown.
            facets: fields whose values are counted over the best candidates, `FACET_ROWS` at
                most; a paragraph once, where translations are collapsed.

        Raises:
            InvalidQuery: the text is empty or too long.
            InvalidParameter: `top_k` is out of bounds, a language is no BCP 47 tag, or too many
                facets are asked for.
            UnknownField, InvalidFilter: the filter does not fit the collection.
            EncoderUnavailable: a remote encoder did not answer.
        """
        started = time.perf_counter()
        if not 1 <= top_k <= MAX_TOP_K:
            raise InvalidParameter(
                f"top_k is {top_k}; it must lie between 1 and {MAX_TOP_K:,}",
                hint="ask for the first 10 and narrow the question or the filter",
            )
        preferences = read_langs(reader_langs)
        require_facets(facets)
        query = read_query(text)
        allowed = None if where is None else allowed_rows(where, self.snapshot.columns)
        cited = cited_rows(self.snapshot, query.text, allowed)
        (encoded,) = self._encoded([query])
        is_collapsed = collapse_translations or bool(preferences)
        if is_collapsed:
            langs = preferences or (query.lang,)
            answer = self._collapsed(encoded, top_k, allowed, langs, cited)
        else:
            found, warnings = self._candidates(encoded, top_k, allowed, cited)
            best = found.take(np.arange(min(top_k, len(found))))
            answer = _Answer(build_results(self.snapshot, best), found, warnings)
        counted = self._facets(answer.candidates, facets, collapsed=is_collapsed)
        took_ms = (time.perf_counter() - started) * 1_000
        warnings = (*cited.warnings, *_warnings(query), *answer.warnings)
        return SearchResponse(answer.results, query, warnings, took_ms, cited.citation, counted)

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
            m rankings of exactly `min(top_k, rows allowed)` rows, ties by row id; what a question
            cites comes first.
        """
        rankings = []
        for query in queries:
            cited = cited_rows(self.snapshot, query.query.text, allowed)
            found, _ = self._candidates(query, top_k, allowed, cited)
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
        self,
        query: EncodedQuery,
        top_k: int,
        allowed: BoolMask | None,
        cited: CitedRows | None = None,
    ) -> tuple[Candidates, tuple[str, ...]]:
        """Candidates, what is cited before the best, and what could not be done as asked."""
        found, warnings = self._ranked(query, top_k, allowed)
        if cited is None or not len(cited.row_ids):
            return found, warnings
        named = self._found(query, len(cited.row_ids), self._only(cited.row_ids))
        return cited_first(found, named, cited.row_ids), warnings

    def _ranked(
        self, query: EncodedQuery, top_k: int, allowed: BoolMask | None
    ) -> tuple[Candidates, tuple[str, ...]]:
        """Candidates best first, looked at again by the reranker, if there is one."""
        depth = max(top_k, self.reranking.depth) if self.reranking else top_k
        found = self._found(query, depth, allowed)
        return self._reranked(found, query, self.reranking) if self.reranking else (found, ())

    def _found(self, query: EncodedQuery, top_k: int, allowed: BoolMask | None) -> Candidates:
        return find_candidates(
            self.snapshot, self.glossary, self.ranking, query, top_k=top_k, allowed=allowed
        )

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
        self,
        query: EncodedQuery,
        top_k: int,
        allowed: BoolMask | None,
        langs: Sequence[str],
        cited: CitedRows,
    ) -> _Answer:
        """`top_k` paragraphs, going deeper until there are so many or no row is left."""
        snapshot = self.snapshot
        group_of_row = paragraph_groups(snapshot)
        pool = np.ones(len(group_of_row), np.bool_) if allowed is None else allowed
        available = int(np.count_nonzero(pool))
        depth = top_k
        while True:
            found, warnings = self._candidates(query, depth, allowed, cited)
            groups = group_of_row[snapshot.positions(found.dense.row_ids)]
            first = first_of_each(groups)
            if len(first) >= top_k or len(found) >= available:
                break
            depth = min(available, 4 * len(found))
        best = found.take(first[:top_k])
        versions = [
            _best_first(snapshot.row_ids[(group_of_row == group) & pool], row)
            for group, row in zip(groups[first[:top_k]], best.dense.row_ids, strict=True)
        ]
        shown, others = self._in_languages(versions, langs)
        results = self._shown(query, found, best, shown)
        return _Answer(with_translations(snapshot, results, others), found, warnings)

    def _in_languages(
        self, versions: Sequence[Sequence[int]], langs: Sequence[str]
    ) -> tuple[list[int], list[list[int]]]:
        """Of each paragraph's versions, best first, the row to show and the others."""
        lang_of, snapshot = self.snapshot.langs, self.snapshot
        shown, others = [], []
        for rows in versions:
            places = snapshot.positions(np.array(rows, np.int64))
            choice = preferred([lang_of[place] for place in places], langs) or 0
            shown.append(rows[choice])
            others.append(sorted(row for row in rows if row != rows[choice]))
        return shown, others

    def _shown(
        self, query: EncodedQuery, found: Candidates, best: Candidates, rows: Sequence[int]
    ) -> tuple[SearchResult, ...]:
        """Results for some rows, each with the rank and score of the best of its versions.

        What the arms gave, and the sentence that answers, are the shown version's own; one that
        was not among the candidates is asked by itself.
        """
        missing = np.setdiff1d(rows, found.dense.row_ids)
        sources = [found]
        if len(missing):
            sources.append(self._candidates(query, len(missing), self._only(missing))[0])
        result_of: dict[int, SearchResult] = {}
        for source in sources:
            wanted = np.flatnonzero(np.isin(source.dense.row_ids, rows))
            chosen = source.take(wanted)
            built = build_results(self.snapshot, chosen)
            result_of.update(zip(chosen.dense.row_ids.tolist(), built, strict=True))
        return tuple(
            replace(result_of[row], rank=place + 1, score=float(best.scores[place]))
            for place, row in enumerate(rows)
        )

    def _facets(self, found: Candidates, fields: Sequence[str], *, collapsed: bool) -> Facets:
        """Counts over the best candidates, which are found as they are without them."""
        positions = self.snapshot.positions(found.dense.row_ids[:FACET_ROWS])
        groups = paragraph_groups(self.snapshot)[positions] if collapsed and fields else positions
        return count_facets(self.snapshot.columns, fields, positions, groups)

    def _only(self, row_ids: NDArray[np.int64]) -> BoolMask:
        mask = np.zeros(len(self.snapshot.row_ids), np.bool_)
        mask[self.snapshot.positions(row_ids)] = True
        return mask


def _best_first(rows: NDArray[np.int64], best: int) -> list[int]:
    return [int(best), *(row for row in rows.tolist() if row != best)]


def _warnings(query: Query) -> tuple[str, ...]:
    if estimated_tokens(query.text) <= WINDOW_TOKENS:
        return ()
    return (
        "the question is longer than the encoder reads; its meaning was taken from its "
        "beginning, its words from all of it",
    )
