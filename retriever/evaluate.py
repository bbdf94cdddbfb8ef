"""Evaluation of a searcher on the queries and qrels of a BEIR folder.

Every query is ranked over all passages (the mixed pool), then over the passages of each language
alone, with the qrels cut down to that pool. Searches only through `Searcher`; files are read in
`evaluation.beir`, ids resolved in `evaluation.resolve`, rankings measured in
`evaluation.measures`, results held in `evaluation.report`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.base import FloatMatrix, Progress
from index.errors import InvalidEvaluation, InvalidParameter
from index.snapshot import Snapshot
from retriever.evaluation.beir import EvaluationQuery, read_evaluation_set
from retriever.evaluation.measures import (
    Qrels,
    QueryScores,
    mean_of_groups,
    mean_of_queries,
    measure_queries,
)
from retriever.evaluation.report import (
    EvaluationReport,
    KindScores,
    LanguageScores,
    PairScores,
    RankedPassages,
)
from retriever.evaluation.resolve import label_targets, relevant_only, resolve_qrels
from retriever.filters import BoolMask
from retriever.query import read_query
from retriever.search import MAX_TOP_K, Searcher

MIN_TOP_K = 100
"""Recall@100 needs rankings of this depth."""

OWN_LANGUAGE_DEPTH = 10
"""How many results are looked at for the share in the query's own language."""

UNKNOWN = "und"
"""BCP 47: the language of a passage that has none."""


def evaluate(
    searcher: Searcher,
    folder: Path,
    *,
    document: str | None = None,
    top_k: int = MIN_TOP_K,
    progress: Progress | None = None,
) -> EvaluationReport:
    """Measure a searcher on the queries and qrels of a BEIR folder.

    Args:
        searcher: over the collection that the qrels name.
        folder: holds `queries.jsonl` and `qrels/test.tsv`.
        document: id of the document whose labels (or alternative labels) the qrels name; None
            where they name passage ids. The pool is the whole collection in either case.
        top_k: depth of the rankings, `MIN_TOP_K` to `MAX_TOP_K`.
        progress: called with the number of rankings finished since the last call; a query is
            ranked once over all passages and once per language that holds an answer.

    Raises:
        InvalidEvaluation: a file is missing or malformed, names queries or passages that do not
            exist, or no query has a relevant passage.
        InvalidQuery: a query is too long to be asked.
        InvalidParameter: `top_k` is out of bounds.
        DocumentNotFound: `document` is not in the collection.
        EncoderUnavailable: a remote encoder did not answer.
    """
    if not MIN_TOP_K <= top_k <= MAX_TOP_K:
        raise InvalidParameter(
            f"top_k is {top_k}; an evaluation takes {MIN_TOP_K} to {MAX_TOP_K}",
            hint=f"leave it out to rank {MIN_TOP_K} deep",
        )
    evaluation_set = read_evaluation_set(folder)
    pool = Pool.of(searcher.snapshot)
    if document is None:
        targets = {passage_id: passage_id for passage_id in pool.passage_ids}
    else:
        targets = label_targets(searcher.snapshot.document_passages(document))
    qrels = resolve_qrels(evaluation_set, targets, document=document)
    questions = _questions(evaluation_set.queries, qrels)
    if not questions:
        raise InvalidEvaluation(
            f"{evaluation_set.qrels_path} names no relevant passage",
            hint="at least one line needs a score of 1 or more",
        )
    vectors = searcher.encode([question.text for question in questions])
    asking = _Asking(searcher, pool, vectors, top_k, progress)
    rankings = asking.rank(questions, allowed=None)
    scores = _measure(qrels, rankings)
    pairs = _pairs(asking, questions, qrels, scores)
    return EvaluationReport(
        passages=len(pool.passage_ids),
        top_k=top_k,
        queries_left_out=tuple(
            query.query_id for query in evaluation_set.queries if query.query_id not in qrels
        ),
        overall=mean_of_queries(scores, scores),
        languages=_by_language(questions, scores, rankings, pool),
        kinds=_by_kind(questions, scores),
        pairs=pairs,
        same_language=mean_of_groups([one.scores for one in pairs if one.is_same_language]),
        cross_language=mean_of_groups([one.scores for one in pairs if not one.is_same_language]),
        query_scores=scores,
        rankings=rankings,
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A query that has a relevant passage.

    Attributes:
        query_id: its id.
        text: what is asked.
        lang: the language named in the file, else the one told from the text.
        kind: `metadata.kind`, "" where absent.
        place: its row in the matrix of query vectors.
    """

    query_id: str
    text: str
    lang: str
    kind: str
    place: int


@dataclass(frozen=True, slots=True)
class Pool:
    """All passages of a snapshot.

    Attributes:
        row_ids: int64 (n,), ascending.
        passage_ids: the id of each.
        langs: language by passage id.
    """

    row_ids: NDArray[np.int64]
    passage_ids: tuple[str, ...]
    langs: Mapping[str, str]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Pool:
        """The pool that a snapshot's columns describe."""
        ids = snapshot.columns.column("passage_id")
        langs = snapshot.columns.column("lang")
        passage_ids = tuple(str(ids.values[code]) for code in ids.codes)
        by_position = (str(langs.values[code]) if code >= 0 else UNKNOWN for code in langs.codes)
        return cls(snapshot.row_ids, passage_ids, dict(zip(passage_ids, by_position, strict=True)))

    def in_language(self, lang: str) -> BoolMask:
        """Which passages are in this language, bool (n,)."""
        return np.array([self.langs[one] == lang for one in self.passage_ids], dtype=np.bool_)

    def ids_of(self, row_ids: NDArray[np.int64]) -> tuple[str, ...]:
        """Passage ids of these rows, in this order."""
        positions = np.searchsorted(self.row_ids, row_ids)
        return tuple(self.passage_ids[position] for position in positions)


@dataclass(frozen=True, slots=True)
class _Asking:
    """What stays the same from pool to pool while questions are asked.

    Attributes:
        searcher: who answers.
        pool: all passages.
        vectors: float32 (questions, d), by `Question.place`.
        top_k: depth of the rankings.
        progress: told of each ranking finished.
    """

    searcher: Searcher
    pool: Pool
    vectors: FloatMatrix
    top_k: int
    progress: Progress | None

    def rank(
        self, questions: Sequence[Question], *, allowed: BoolMask | None
    ) -> dict[str, RankedPassages]:
        """Rank the allowed passages for each question; by query id, in the order given."""
        found = self.searcher.rank(
            [question.text for question in questions],
            vectors=self.vectors[[question.place for question in questions]],
            top_k=self.top_k,
            allowed=allowed,
            progress=self.progress,
        )
        return {
            question.query_id: RankedPassages(self.pool.ids_of(ranked.row_ids), ranked.scores)
            for question, ranked in zip(questions, found, strict=True)
        }


def _questions(queries: Iterable[EvaluationQuery], qrels: Qrels) -> list[Question]:
    asked = (query for query in queries if query.query_id in qrels)
    return [
        Question(
            query_id=query.query_id,
            text=query.text,
            lang=query.lang or read_query(query.text).lang,
            kind=query.kind,
            place=place,
        )
        for place, query in enumerate(asked)
    ]


def _measure(qrels: Qrels, rankings: Mapping[str, RankedPassages]) -> dict[str, QueryScores]:
    return measure_queries(
        qrels, {query_id: ranked.passage_ids for query_id, ranked in rankings.items()}
    )


def _pairs(
    asking: _Asking,
    questions: Sequence[Question],
    qrels: Qrels,
    mixed_scores: Mapping[str, QueryScores],
) -> tuple[PairScores, ...]:
    """Scores by language of query and of passage, sorted; only pairs that have a query."""
    pairs: list[PairScores] = []
    for passage_lang in sorted(set(asking.pool.langs.values())):
        allowed = asking.pool.in_language(passage_lang)
        within = _restrict(qrels, asking.pool, passage_lang)
        answered = [question for question in questions if question.query_id in within]
        if allowed.all():
            scores = mixed_scores
        else:
            scores = _measure(within, asking.rank(answered, allowed=allowed))
        pairs += [
            PairScores(query_lang, passage_lang, int(allowed.sum()), mean_of_queries(scores, ids))
            for query_lang, ids in _ids_by(answered, lambda question: question.lang)
        ]
    return tuple(sorted(pairs, key=lambda pair: (pair.query_lang, pair.passage_lang)))


def _restrict(qrels: Qrels, pool: Pool, lang: str) -> Qrels:
    """The qrels of a pool that holds one language and nothing else."""
    return relevant_only(
        {
            query_id: {
                passage_id: grade
                for passage_id, grade in grades.items()
                if pool.langs[passage_id] == lang
            }
            for query_id, grades in qrels.items()
        }
    )


def _by_language(
    questions: Sequence[Question],
    scores: Mapping[str, QueryScores],
    rankings: Mapping[str, RankedPassages],
    pool: Pool,
) -> tuple[LanguageScores, ...]:
    return tuple(
        LanguageScores(
            query_lang=lang,
            own_language_share=_share_in(lang, [rankings[one] for one in ids], pool),
            scores=mean_of_queries(scores, ids),
        )
        for lang, ids in _ids_by(questions, lambda question: question.lang)
    )


def _share_in(lang: str, rankings: Sequence[RankedPassages], pool: Pool) -> float | None:
    """Mean share of the first results in a language; None where the pool has none in it."""
    if lang not in pool.langs.values():
        return None
    shares = []
    for ranked in rankings:
        first = ranked.passage_ids[:OWN_LANGUAGE_DEPTH]
        shares.append(sum(pool.langs[one] == lang for one in first) / len(first))
    return sum(shares) / len(shares)


def _by_kind(
    questions: Sequence[Question], scores: Mapping[str, QueryScores]
) -> tuple[KindScores, ...]:
    named = [question for question in questions if question.kind]
    return tuple(
        KindScores(kind, mean_of_queries(scores, ids))
        for kind, ids in _ids_by(named, lambda question: question.kind)
    )


def _ids_by(
    questions: Iterable[Question], key: Callable[[Question], str]
) -> list[tuple[str, list[str]]]:
    """Query ids by what they share, sorted by it."""
    groups: dict[str, list[str]] = {}
    for question in questions:
        groups.setdefault(key(question), []).append(question.query_id)
    return sorted(groups.items())
