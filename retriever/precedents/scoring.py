"""Scores passages as precedents of one paragraph of a draft.

Candidates come from searches for the whole draft, for its matter and by paraphrase; each is then
scored by every feature of `ranking`. Works on rows and numbers; fetches texts only of those whose
sentences are cut into clauses. Must not judge whether there is a precedent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.context import estimated_tokens
from index.dense import DenseHits
from index.snapshot import Snapshot
from retriever.arms import Candidates, find_candidates
from retriever.filters import BoolMask
from retriever.fusion import (
    FloatVector,
    best_first,
    best_of_groups,
    mix,
    normalise,
    nth_best,
)
from retriever.fusion import part_weights as weights_of_parts
from retriever.precedents.clause_vectors import kept_clauses, sentence_clauses
from retriever.precedents.clauses import split_clauses
from retriever.precedents.drafts import DraftParagraph
from retriever.precedents.ranking import PrecedentRanking
from retriever.query import EncodedQuery, Query, encode_queries
from retriever.ranking import Ranking
from retriever.search import Searcher
from retriever.translations import paragraph_groups

IntArray = NDArray[np.int64]

_ASKED_MOST = 400
"""Tokens of a paragraph whose clauses are looked for one by one; a longer one is a page."""


@dataclass(frozen=True, slots=True, eq=False)
class EncodedParagraph:
    """A paragraph of a draft with its vectors.

    Attributes:
        paragraph: the paragraph.
        whole: all of it, as a question, expanded.
        matter: what it says, verb and addressee left out.
        clauses: the parts of that, at least one.
    """

    paragraph: DraftParagraph
    whole: EncodedQuery
    matter: EncodedQuery
    clauses: tuple[EncodedQuery, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Passages scored as precedents, best first.

    Attributes:
        candidates: what the searches found of them, in the same order, with the final scores.
        features: by name, what each gave each candidate, before it was stretched.
    """

    candidates: Candidates
    features: dict[str, FloatVector]

    @property
    def nearness(self) -> FloatVector:
        """Cosine of the whole with the passage or its best sentence, whichever is nearer."""
        features = self.features
        return np.maximum(features["paraphrase"], features["paraphrase_sentence"])

    def take(self, places: NDArray[np.intp]) -> Scored:
        """The candidates at these places, in this order."""
        return Scored(
            self.candidates.take(places),
            {name: values[places] for name, values in self.features.items()},
        )


def encode_paragraph(searcher: Searcher, paragraph: DraftParagraph) -> EncodedParagraph:
    """Encode all that a paragraph is looked for by.

    Raises:
        InvalidQuery: it is too long.
        EncoderUnavailable: a remote encoder did not answer.
    """
    (whole,) = searcher.prepare([paragraph.text])
    whole = replace(whole, query=replace(whole.query, lang=paragraph.lang))
    matter = paragraph.matter
    clauses: Sequence[str] = (matter,)
    if estimated_tokens(matter) <= _ASKED_MOST:
        clauses = split_clauses(matter, paragraph.lang)
    texts = list(dict.fromkeys((matter, *clauses)))
    encoded = dict(
        zip(
            texts,
            encode_queries(searcher.encoder, [Query(text, paragraph.lang) for text in texts]),
            strict=True,
        )
    )
    return EncodedParagraph(
        paragraph, whole, encoded[matter], tuple(encoded[clause] for clause in clauses)
    )


def score_precedents(
    searcher: Searcher,
    ranking: PrecedentRanking,
    asked: EncodedParagraph,
    *,
    top_k: int,
    allowed: BoolMask | None,
) -> Scored:
    """Rank the allowed passages as precedents of a paragraph.

    Args:
        searcher: the collection, with its encoder and glossary.
        ranking: the weights.
        asked: the paragraph.
        top_k: how many rows the caller needs.
        allowed: bool (n,), the rows that may be found; None for all.

    Returns:
        At least `min(top_k, rows allowed)` candidates, best first, ties by row id.
    """
    return _Scoring(searcher, ranking, asked, top_k, allowed).scored()


class _Scoring:
    """One paragraph asked of one pool."""

    def __init__(
        self,
        searcher: Searcher,
        ranking: PrecedentRanking,
        asked: EncodedParagraph,
        top_k: int,
        allowed: BoolMask | None,
    ) -> None:
        self._searcher = searcher
        self._snapshot: Snapshot = searcher.snapshot
        self._ranking = ranking
        self._asked = asked
        self._depth = max(top_k, ranking.candidate_k)
        self._allowed = allowed
        self._lang = asked.paragraph.lang
        self._last_part = weights_of_parts(
            self._snapshot.manifest.encoder.part_dimensions, second_weight=1.0
        )

    def scored(self) -> Scored:
        """All candidates with all features, best first."""
        found, near = self._candidates()
        features = self._features(found, near)
        first = self._combined(features, found)
        features |= self._inner(found, first)
        scores = self._raised(self._combined(features, found), found)
        order = best_first(scores, found.dense.row_ids)
        return Scored(replace(found, scores=scores), features).take(order)

    def _candidates(self) -> tuple[Candidates, DenseHits]:
        """The rows that any search found, with what the search for the whole says of them."""
        vector = self._placed(self._asked.whole)
        near = self._snapshot.dense.search(
            vector, candidate_k=self._depth, allowed=self._mask(self._allowed)
        )
        arms = self._ranking.arms
        light = replace(arms, token_weight=0.0, feedback_weight=0.0)
        whole = self._found(self._asked.whole, self._allowed, arms)
        matter = self._found(self._asked.matter, self._allowed, light)
        rows = np.union1d(matter.dense.row_ids, near.row_ids)
        missing = np.setdiff1d(rows, whole.dense.row_ids)
        if len(missing):
            whole = _joined(whole, self._found(self._asked.whole, self._only(missing), light))
        positions = self._snapshot.positions(whole.dense.row_ids)
        near = self._snapshot.dense.extend(near, vector, positions)
        whole = whole.take(np.argsort(whole.dense.row_ids))
        return whole, near.take(np.searchsorted(near.row_ids, whole.dense.row_ids))

    def _found(self, query: EncodedQuery, allowed: BoolMask | None, arms: Ranking) -> Candidates:
        return find_candidates(
            self._snapshot,
            self._searcher.glossary,
            arms,
            query,
            top_k=self._depth,
            allowed=allowed,
        )

    def _features(self, found: Candidates, near: DenseHits) -> dict[str, FloatVector]:
        rows = found.dense.row_ids
        features = {
            "whole": found.scores,
            "paraphrase": near.passage_scores,
            "paraphrase_sentence": near.sentence_scores,
        }
        if self._asked.matter.tokens is not None and self._snapshot.has_tokens:
            before = self._combined(features, found)
            best = np.sort(best_first(before, rows)[: self._ranking.arms.token_k])
            features["matter"] = self._tokens(self._asked.matter, rows, best)
            of_clauses = [self._tokens(clause, rows, best) for clause in self._asked.clauses]
            features["clauses"] = _mean_stretched(of_clauses)
        features |= self._of_fields(rows)
        return features

    def _tokens(self, query: EncodedQuery, rows: IntArray, best: NDArray[np.intp]) -> FloatVector:
        """Late interaction with the best candidates; all others count as the lowest of these."""
        if query.tokens is None:
            return np.zeros(len(rows), np.float32)
        scores = self._snapshot.tokens.scores(query.tokens, self._lang, rows[best])
        return _spread(scores, best, len(rows))

    def _of_fields(self, rows: IntArray) -> dict[str, FloatVector]:
        """Drafted text, the same verb, an addressee in common: 1 where it is so."""
        positions = self._snapshot.positions(rows)
        formulation = self._asked.paragraph.formulation
        verb = formulation.verbs[0].verb.key if formulation.verbs else None
        verbs = self._values("verb", positions)
        drafted = np.array([value is not None for value in verbs], np.float32)
        same_verb = np.array([value is not None and value == verb for value in verbs], np.float32)
        wanted = set(formulation.addressees)
        addressees = self._values("addressees", positions)
        same = [isinstance(value, tuple) and not wanted.isdisjoint(value) for value in addressees]
        return {
            "drafted": drafted,
            "same_verb": same_verb,
            "same_addressee": np.array(same, np.float32),
        }

    def _values(self, field: str, positions: IntArray) -> list[object]:
        columns = self._snapshot.columns
        if field not in columns.fields():
            return [None] * len(positions)
        column = columns.column(field)
        return [None if code < 0 else column.values[code] for code in column.codes[positions]]

    def _combined(self, features: dict[str, FloatVector], found: Candidates) -> FloatVector:
        """The weighted mean of all features that are there."""
        ranking = self._ranking
        total = np.zeros(len(found), np.float32)
        weights = 0.0
        for name, values in features.items():
            weight = float(getattr(ranking, name))
            total += np.float32(weight) * (values if name in _FLAGS else _stretched(values))
            weights += 0.0 if name in _FLAGS else weight
        return np.asarray(total / np.float32(weights or 1.0), np.float32)

    def _raised(self, scores: FloatVector, found: Candidates) -> FloatVector:
        """The scores, each raised towards the best among known translations, as in a search."""
        groups = paragraph_groups(self._snapshot)
        own = groups[self._snapshot.positions(found.dense.row_ids)]
        _, places = np.unique(own, return_inverse=True)
        best = best_of_groups(scores, places, floor=-np.inf)[places]
        return mix(scores, best, self._ranking.arms.translation_weight)

    # Clauses within sentences

    def _inner(self, found: Candidates, scores: FloatVector) -> dict[str, FloatVector]:
        """Nearness to the best clause within the best sentence, of the best candidates.

        All others count as the lowest of these. Language versions of one paragraph take part.
        """
        best = best_first(scores, found.dense.row_ids)[: self._ranking.inner_k]
        if not len(best) or self._ranking.inner_k == 0:
            return {}
        texts, owners = self._clauses_of(found, best)
        kept = self._snapshot.derived(kept_clauses)
        vectors = kept.of([text for text, _ in texts], self._searcher.encoder)
        balance = self._snapshot.balance
        placed = np.stack(
            [
                balance.passage(vector, lang)
                for vector, (_, lang) in zip(vectors, texts, strict=True)
            ]
        )
        whole = self._per_owner(placed @ self._weighted(self._asked.whole), owners, len(best))
        of_clauses = [
            self._per_owner(placed @ self._weighted(clause), owners, len(best))
            for clause in self._asked.clauses
        ]
        return {
            "inner": _spread(whole, best, len(found)),
            "inner_clauses": _spread(_mean_stretched(of_clauses), best, len(found)),
        }

    def _clauses_of(
        self, found: Candidates, best: NDArray[np.intp]
    ) -> tuple[list[tuple[str, str]], NDArray[np.int64]]:
        """The clauses of the best sentence of each, with its language, and whose they are."""
        rows = [int(row) for row in found.dense.row_ids[best]]
        texts: list[tuple[str, str]] = []
        owners: list[int] = []
        for owner, (row, passage) in enumerate(
            zip(rows, self._snapshot.passages(rows), strict=True)
        ):
            sentence = self._snapshot.sentences(row)[int(found.dense.sentence_index[best[owner]])]
            words = passage.text[sentence.start : sentence.end]
            clauses = sentence_clauses(words, passage.lang) or (words,)
            texts.extend((clause, passage.lang) for clause in clauses)
            owners.extend([owner] * len(clauses))
        return texts, np.array(owners, np.int64)

    def _per_owner(self, scores: FloatVector, owners: NDArray[np.int64], count: int) -> FloatVector:
        best = best_of_groups(scores, owners, floor=-1.0)
        assert len(best) == count  # noqa: S101 - every sentence has a clause
        return best

    # Vectors

    def _placed(self, query: EncodedQuery) -> FloatVector:
        """A question's vector where passages are, the encoder of paraphrases alone."""
        balanced = self._snapshot.balance.question(query.vector, self._lang)
        return np.asarray(balanced * self._last_part, np.float32)

    def _weighted(self, query: EncodedQuery) -> FloatVector:
        """A question's vector where passages are, as a search weighs the encoders."""
        dimensions = self._snapshot.manifest.encoder.part_dimensions
        weights = weights_of_parts(dimensions, self._ranking.arms.second_weight)
        balanced = self._snapshot.balance.question(query.vector, self._lang)
        return np.asarray(balanced * weights, np.float32)

    def _mask(self, allowed: BoolMask | None) -> BoolMask:
        return np.ones(len(self._snapshot.row_ids), np.bool_) if allowed is None else allowed

    def _only(self, rows: IntArray) -> BoolMask:
        mask = np.zeros(len(self._snapshot.row_ids), np.bool_)
        mask[self._snapshot.positions(rows)] = True
        return mask


_FLAGS = frozenset({"drafted", "same_verb", "same_addressee"})
_STRETCHED_OVER = 100


def _stretched(values: FloatVector) -> FloatVector:
    return normalise(values, floor=nth_best(values, _STRETCHED_OVER))


def _mean_stretched(values: Sequence[FloatVector]) -> FloatVector:
    """The mean over clauses, each stretched by itself.

    A clause that is near to everything must not decide.
    """
    return np.asarray(np.mean([_stretched(one) for one in values], axis=0), np.float32)


def _spread(values: FloatVector, places: NDArray[np.intp], count: int) -> FloatVector:
    """Values at some places, and the lowest of them at all others."""
    lowest = values.min() if len(values) else np.float32(0.0)
    everywhere = np.full(count, lowest, np.float32)
    everywhere[places] = values
    return everywhere


def _joined(one: Candidates, other: Candidates) -> Candidates:
    """Candidates of two searches for the same, which have no row in common.

    What a search by itself gives is stretched over its own pool: rows that the first did not find
    score nothing there.
    """
    return Candidates(
        dense=DenseHits(
            np.concatenate([one.dense.row_ids, other.dense.row_ids]),
            np.concatenate([one.dense.passage_scores, other.dense.passage_scores]),
            np.concatenate([one.dense.sentence_scores, other.dense.sentence_scores]),
            np.concatenate([one.dense.sentence_index, other.dense.sentence_index]),
        ),
        tokens=np.concatenate([one.tokens, other.tokens]),
        lexical=np.concatenate([one.lexical, other.lexical]),
        feedback=np.concatenate([one.feedback, other.feedback]),
        scores=np.concatenate([one.scores, np.zeros(len(other), np.float32)]),
    )
