"""The arms and their fusion: which rows answer a query, how well, and what each arm said.

Vectors and words find candidates; both, and the vectors of tokens, score all of them; known
translations and the best passage of any language lend their weight; fusion makes one score.
Works on rows and numbers only; passages are fetched elsewhere, for the final hits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseHits, DenseIndex
from index.encoders.base import QueryTokens
from index.snapshot import Snapshot
from retriever.filters import BoolMask
from retriever.fusion import (
    FloatVector,
    best_first,
    best_of_groups,
    dense_score,
    fuse,
    mix,
    normalise,
    nth_best,
    part_weights,
)
from retriever.glossary import Glossary
from retriever.query import EncodedQuery
from retriever.ranking import Ranking
from retriever.translations import paragraph_groups
from retriever.words import WordMatches, match_words

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the arms found for one query; every array has one entry per row.

    Attributes:
        dense: row ids, exact similarities of passage and best sentence, and which sentence.
        tokens: late interaction of tokens, float32; 0 where the collection has no tokens.
        lexical: BM25, float32, 0 where no word matches.
        feedback: similarity to the best passage in any language, float32; 0 where not asked.
        scores: fused scores, float32.
        reranked: what the reranker said, float32, NaN where it was not asked; None without one.
        cited: which of them the question names as a citation, bool; None where it is none.
    """

    dense: DenseHits
    tokens: FloatVector
    lexical: FloatVector
    feedback: FloatVector
    scores: FloatVector
    reranked: FloatVector | None = None
    cited: BoolMask | None = None

    def __len__(self) -> int:
        return len(self.scores)

    def take(self, places: NDArray[np.intp]) -> Candidates:
        """The candidates at these places, in this order."""
        return Candidates(
            self.dense.take(places),
            self.tokens[places],
            self.lexical[places],
            self.feedback[places],
            self.scores[places],
            None if self.reranked is None else self.reranked[places],
            None if self.cited is None else self.cited[places],
        )


def find_candidates(
    snapshot: Snapshot,
    glossary: Glossary,
    ranking: Ranking,
    query: EncodedQuery,
    *,
    top_k: int,
    allowed: BoolMask | None,
) -> Candidates:
    """Run all arms and fuse them.

    Args:
        snapshot: one generation of a collection, n rows.
        glossary: the concepts that the lexical arm knows.
        ranking: weights and depth.
        query: the question.
        top_k: how many rows the caller needs.
        allowed: bool (n,), the rows that may be found; None for all.

    Returns:
        At least `min(top_k, rows allowed)` candidates, best first, ties by row id.
    """
    pool = np.ones(len(snapshot.row_ids), np.bool_) if allowed is None else allowed
    arms = _Arms(snapshot, ranking, query, pool, top_k)
    matches = _words(snapshot, glossary, ranking, query, allowed)
    found = arms.candidates(matches)
    if ranking.feedback_weight > 0.0 and len(found) and arms.several_languages:
        found = arms.with_feedback(found, matches)
    scores = arms.fused_by_language(found, matches)
    found = replace(found, scores=scores)
    return found.take(best_first(found.scores, found.dense.row_ids))


def _words(
    snapshot: Snapshot,
    glossary: Glossary,
    ranking: Ranking,
    query: EncodedQuery,
    allowed: BoolMask | None,
) -> WordMatches:
    if ranking.lexical_weight == 0.0:
        nothing = np.zeros(len(snapshot.row_ids), np.float32)
        return WordMatches(nothing, nothing)
    return match_words(snapshot, glossary, ranking, query.query, allowed)


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """The question as it is asked of some of the rows.

    Attributes:
        rows: bool (n,), these rows.
        vector: float32 (d,), balanced and weighted by encoder.
        tokens: its tokens, if there are any to compare.
    """

    rows: BoolMask
    vector: FloatVector
    tokens: QueryTokens | None


class _Arms:
    """One question asked of one pool.

    Args:
        snapshot, ranking, query: as for `find_candidates`.
        pool: bool (n,), the rows that may be found.
        top_k: as for `find_candidates`.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        ranking: Ranking,
        query: EncodedQuery,
        pool: BoolMask,
        top_k: int,
    ) -> None:
        self._snapshot = snapshot
        self._ranking = ranking
        self._lang = query.query.lang
        self._pool = pool
        self._depth = max(top_k, ranking.candidate_k)
        self._index: DenseIndex = snapshot.dense if ranking.language_balance else snapshot.raw_dense
        self._part_weights = part_weights(
            snapshot.manifest.encoder.part_dimensions, ranking.second_weight
        )
        self._languages = snapshot.lexical.languages
        self._groups = paragraph_groups(snapshot)
        self._views = tuple(self._views_of(query))
        self._scored = np.full(len(pool), np.nan, np.float32)  # late interaction, once known

    @property
    def several_languages(self) -> bool:
        """Whether the pool has passages in more than one language."""
        return len(np.unique(self._languages[self._pool])) > 1

    def candidates(self, matches: WordMatches) -> Candidates:
        """What vectors and words find, with its known translations; not fused yet."""
        hits = self._searched()
        hits = self._extended(hits, best_positions(matches.scores, self._depth))
        if self._ranking.translation_weight > 0.0:
            hits = self._extended(hits, self._translations(hits))
        nothing = np.zeros(len(hits.row_ids), np.float32)
        lexical = matches.scores[self._positions(hits)]
        found = Candidates(
            dense=hits, tokens=nothing, lexical=lexical, feedback=nothing, scores=nothing
        )
        return self._with_tokens(found, matches)

    def with_feedback(self, found: Candidates, matches: WordMatches) -> Candidates:
        """The candidates and what lies near the best of them, with the similarity to it.

        The answer is easiest to find in the question's own language; its translations lie beside
        it. Which passage is best is decided over all languages at once: where words match, they
        tell.
        """
        best = int(np.argmax(self._fused(found, matches)))
        position = self._positions(found.dense)[best : best + 1]
        pivot = self._index.passages(position)[0] * self._part_weights
        near = self._index.search(pivot, candidate_k=self._depth, allowed=self._pool)
        hits = self._extended(found.dense, self._positions(near))
        positions = self._positions(hits)
        nothing = np.zeros(len(positions), np.float32)
        nearness = self._index.passages(positions) @ pivot
        # To itself it is as near as the nearest other, lest a wrong one keep its place; but a
        # passage that alone holds the question's words keeps it by them.
        itself = positions == position[0]
        held = found.lexical[best] / max(float(found.lexical.max()), float(_TINY))
        nearness[itself] = max(
            nearness[~itself].max(initial=0.0), float(held * matches.reach[position[0]])
        )
        widened = Candidates(
            dense=hits,
            tokens=nothing,
            lexical=matches.scores[positions],
            feedback=nearness,
            scores=nothing,
        )
        return self._with_tokens(widened, matches)

    def fused_by_language(
        self, found: Candidates, matches: WordMatches, *, with_tokens: bool = True
    ) -> FloatVector:
        """One score from all arms, the words weighed within each language.

        A passage that cannot hold the question's words, being in another language, is neither
        raised nor lowered by passages that can.
        """
        similarity = self._similarity(found, with_tokens=with_tokens)
        positions = self._positions(found.dense)
        best = np.maximum(
            best_of_groups(matches.scores, self._languages), np.float32(matches.named)
        )
        highest = np.maximum(best[self._languages[positions]], _TINY)
        lexical = np.asarray(found.lexical / highest, np.float32)
        weight: FloatVector = matches.reach[positions] * np.float32(self._ranking.lexical_weight)
        return fuse(self._normalised(similarity), lexical, weight)

    def _fused(self, found: Candidates, matches: WordMatches) -> FloatVector:
        """One score from all arms, the words weighed over all languages at once."""
        reach = matches.reach[self._pool].max(initial=0.0)
        weight = np.float32(self._ranking.lexical_weight * float(reach))
        similarity = self._normalised(self._similarity(found))
        return fuse(similarity, normalise(found.lexical, floor=0.0), weight)

    def _normalised(self, similarity: FloatVector) -> FloatVector:
        return normalise(similarity, floor=nth_best(similarity, self._depth))

    def _similarity(self, found: Candidates, *, with_tokens: bool = True) -> FloatVector:
        ranking = self._ranking
        similarity = dense_score(
            found.dense.passage_scores, found.dense.sentence_scores, ranking.sentence_weight
        )
        if with_tokens and self._asks_tokens:
            similarity = mix(similarity, found.tokens, ranking.token_weight)
        similarity = similarity + np.float32(ranking.feedback_weight) * found.feedback
        if ranking.translation_weight > 0.0:
            groups = self._groups[self._positions(found.dense)]
            _, places = np.unique(groups, return_inverse=True)
            best = best_of_groups(similarity, places, floor=-np.inf)[places]
            similarity = mix(similarity, best, ranking.translation_weight)
        return similarity

    def _with_tokens(self, found: Candidates, matches: WordMatches) -> Candidates:
        """The candidates with the late interaction of the best of them, as all else has it.

        The others count as the lowest of these: they were further away before, too.
        """
        if not self._asks_tokens or not len(found):
            return found
        before = self.fused_by_language(found, matches, with_tokens=False)
        best = np.sort(best_first(before, found.dense.row_ids)[: self._ranking.token_k])
        scores = self._token_scores(found.dense.row_ids[best])
        tokens = np.full(len(found), scores.min(), np.float32)
        tokens[best] = scores
        return replace(found, tokens=tokens)

    @property
    def _asks_tokens(self) -> bool:
        return (
            self._ranking.token_weight > 0.0
            and self._snapshot.has_tokens
            and self._views[0].tokens is not None
        )

    def _token_scores(self, row_ids: NDArray[np.int64]) -> FloatVector:
        positions = self._snapshot.positions(row_ids)
        scores = self._scored[positions]
        for view in self._views:
            asked = view.rows[positions] & np.isnan(scores)
            if view.tokens is not None and asked.any():
                scores[asked] = self._snapshot.tokens.scores(
                    view.tokens,
                    self._lang,
                    row_ids[asked],
                    balance=self._ranking.language_balance,
                )
        self._scored[positions] = scores
        return scores

    def _views_of(self, query: EncodedQuery) -> Iterator[_View]:
        """The question as asked, then as expanded for some languages; each row is in one view."""
        rest = self._pool.copy()
        expanded: list[_View] = []
        forms = query.expanded if self._ranking.expansion_weight > 0.0 else {}
        for lang, form in forms.items():
            rows = rest & self._in_language(lang)
            if rows.any():
                rest &= ~rows
                vector = mix(query.vector, form.vector, self._ranking.expansion_weight)
                vector /= np.linalg.norm(vector)
                expanded.append(_View(rows, self._placed(vector), form.tokens))
        yield _View(rest, self._placed(query.vector), query.tokens)
        yield from expanded

    def _placed(self, vector: FloatVector) -> FloatVector:
        """A question's vector where passages are: balanced, and weighted by encoder."""
        if self._ranking.language_balance:
            vector = self._snapshot.balance.question(vector, self._lang)
        return vector * self._part_weights

    def _in_language(self, lang: str) -> BoolMask:
        column = self._snapshot.columns.column("lang")
        rows: BoolMask = column.codes == column.values.index(lang)
        return rows

    def _searched(self) -> DenseHits:
        first, *others = (
            self._index.search(view.vector, candidate_k=self._depth, allowed=view.rows)
            for view in self._views
        )
        for hits in others:
            first = first.joined(hits)
        return first

    def _extended(self, hits: DenseHits, positions: Positions) -> DenseHits:
        for view in self._views:
            hits = self._index.extend(hits, view.vector, positions[view.rows[positions]])
        return hits

    def _translations(self, hits: DenseHits) -> Positions:
        """Positions of other language versions of some hits, as far as they may be found."""
        groups = self._groups
        mates = np.isin(groups, groups[self._positions(hits)]) & self._pool
        return np.flatnonzero(mates).astype(np.int64)

    def _positions(self, hits: DenseHits) -> Positions:
        return self._snapshot.positions(hits.row_ids)


_TINY = np.float32(np.finfo(np.float32).tiny)


def best_positions(scores: FloatVector, depth: int) -> Positions:
    """Positions of the `depth` best rows with a score above zero, ascending by position."""
    matched = np.flatnonzero(scores > 0.0)
    if len(matched) > depth:
        # A stable sort, so that ties fall to the lower position in every process.
        best = np.argsort(-scores[matched], kind="stable")[:depth]
        matched = np.sort(matched[best])
    return matched.astype(np.int64)
