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

from index.encoders.base import Progress
from index.errors import InvalidParameter
from retriever.evaluation.measures import (
    Qrels,
    QueryScores,
    mean_of_groups,
    mean_of_queries,
    measure_queries,
)
from retriever.evaluation.pools import Pool
from retriever.evaluation.questions import Question, QuestionSet, read_questions
from retriever.evaluation.report import (
    EvaluationReport,
    KindScores,
    LanguageScores,
    PairScores,
    RankedPassages,
)
from retriever.evaluation.resolve import label_targets, resolve_qrels
from retriever.filters import BoolMask
from retriever.precedents.ranked import DRAFT_KIND, prepare_draft, rank_drafts
from retriever.precedents.scoring import EncodedParagraph
from retriever.query import EncodedQuery
from retriever.search import MAX_TOP_K, Searcher

MIN_TOP_K = 100
"""Recall@100 needs rankings of this depth."""

OWN_LANGUAGE_DEPTH = 10
"""How many results are looked at for the share in the query's own language."""


def evaluate(
    searcher: Searcher,
    folder: Path,
    *,
    document: str | None = None,
    top_k: int = MIN_TOP_K,
    drafts_as_precedents: bool = False,
    progress: Progress | None = None,
) -> EvaluationReport:
    """Measure a searcher on the queries and qrels of a BEIR folder.

    Args:
        searcher: over the collection that the qrels name.
        folder: holds `queries.jsonl` and `qrels/test.tsv`.
        document: as `evaluate_questions` takes it.
        top_k: likewise.
        drafts_as_precedents: likewise.
        progress: likewise.

    Raises:
        InvalidEvaluation: a file is missing or malformed, or no query has a relevant passage;
            and as `evaluate_questions`.
    """
    _require_depth(top_k)
    return evaluate_questions(
        searcher,
        read_questions(folder),
        document=document,
        top_k=top_k,
        drafts_as_precedents=drafts_as_precedents,
        progress=progress,
    )


def evaluate_questions(
    searcher: Searcher,
    asked: QuestionSet,
    *,
    prepared: Sequence[EncodedQuery] | None = None,
    document: str | None = None,
    top_k: int = MIN_TOP_K,
    drafts_as_precedents: bool = False,
    progress: Progress | None = None,
) -> EvaluationReport:
    """Measure a searcher on questions that were read before.

    Args:
        searcher: over the collection that the qrels name.
        asked: the questions.
        prepared: what `searcher.prepare` makes of their texts, where the caller has it already:
            one for each question, for as many searchers as share an encoder.
        document: id of the document whose labels (or alternative labels) the qrels name; None
            where they name passage ids. The pool is the whole collection in either case.
        top_k: depth of the rankings, `MIN_TOP_K` to `MAX_TOP_K`.
        drafts_as_precedents: whether queries of the kind `DRAFT_KIND` are ranked as the search
            for precedents ranks them, as their users would ask them.
        progress: called with the number of rankings finished since the last call; a query is
            ranked once over all passages and once per language that holds an answer.

    Raises:
        InvalidEvaluation: the qrels name passages that do not exist.
        InvalidQuery: a query is too long to be asked.
        InvalidParameter: `top_k` is out of bounds.
        DocumentNotFound: `document` is not in the collection.
        EncoderUnavailable: a remote encoder did not answer.
    """
    _require_depth(top_k)
    pool = Pool.of(searcher.snapshot)
    if document is None:
        targets = {passage_id: passage_id for passage_id in pool.passage_ids}
    else:
        targets = label_targets(searcher.snapshot.document_passages(document))
    resolved = resolve_qrels(asked.evaluation_set, targets, document=document)
    questions = asked.questions
    qrels = {question.query_id: resolved[question.query_id] for question in questions}
    if prepared is None:
        prepared = searcher.prepare(asked.texts)
    query_of = {
        question.query_id: query for question, query in zip(questions, prepared, strict=True)
    }
    draft_of = {
        question.query_id: prepare_draft(searcher, question.text, question.lang)
        for question in questions
        if drafts_as_precedents and question.kind == DRAFT_KIND
    }
    asking = _Asking(searcher, pool, query_of, draft_of, top_k, progress)
    rankings = asking.rank(questions, allowed=None)
    scores = _measure(qrels, rankings)
    pairs = _pairs(asking, questions, qrels, scores)
    return EvaluationReport(
        passages=len(pool.passage_ids),
        top_k=top_k,
        queries_left_out=tuple(
            query.query_id
            for query in asked.evaluation_set.queries
            if query.query_id not in resolved
        ),
        overall=mean_of_queries(scores, scores),
        languages=_by_language(questions, scores, rankings, pool),
        kinds=_by_kind(questions, scores),
        pairs=pairs,
        same_language=mean_of_groups([one.scores for one in pairs if one.is_same_language]),
        cross_language=mean_of_groups([one.scores for one in pairs if not one.is_same_language]),
        query_scores=scores,
        rankings=rankings,
        ranked_as_precedents=tuple(draft_of),
    )


def _require_depth(top_k: int) -> None:
    if not MIN_TOP_K <= top_k <= MAX_TOP_K:
        raise InvalidParameter(
            f"top_k is {top_k}; an evaluation takes {MIN_TOP_K} to {MAX_TOP_K}",
            hint=f"leave it out to rank {MIN_TOP_K} deep",
        )


@dataclass(frozen=True, slots=True)
class _Asking:
    """What stays the same from pool to pool while questions are asked.

    Attributes:
        searcher: who answers.
        pool: all passages.
        query_of: the prepared questions, by query id.
        draft_of: those that are ranked as precedents are, by query id.
        top_k: depth of the rankings.
        progress: told of each ranking finished.
    """

    searcher: Searcher
    pool: Pool
    query_of: Mapping[str, EncodedQuery]
    draft_of: Mapping[str, EncodedParagraph]
    top_k: int
    progress: Progress | None

    def rank(
        self, questions: Sequence[Question], *, allowed: BoolMask | None
    ) -> dict[str, RankedPassages]:
        """Rank the allowed passages for each question; by query id, in the order given."""
        ids = [question.query_id for question in questions]
        drafts = [one for one in ids if one in self.draft_of]
        others = [one for one in ids if one not in self.draft_of]
        found = self.searcher.rank(
            [self.query_of[one] for one in others],
            top_k=self.top_k,
            allowed=allowed,
            progress=self.progress,
        )
        of_drafts = rank_drafts(
            self.searcher,
            [self.draft_of[one] for one in drafts],
            top_k=self.top_k,
            allowed=allowed,
            progress=self.progress,
        )
        ranked = dict(zip([*others, *drafts], [*found, *of_drafts], strict=True))
        return {
            one: RankedPassages(self.pool.ids_of(ranked[one].row_ids), ranked[one].scores)
            for one in ids
        }


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
        within = asking.pool.restrict(qrels, passage_lang)
        answered = [question for question in questions if question.query_id in within]
        if allowed.all():
            scores = mixed_scores
        else:
            scores = _measure(within, asking.rank(answered, allowed=allowed))
        pairs += [
            PairScores(
                query_lang,
                passage_lang,
                int(allowed.sum()),
                mean_of_queries(scores, ids),
                {query_id: scores[query_id] for query_id in ids},
            )
            for query_lang, ids in _ids_by(answered, lambda question: question.lang)
        ]
    return tuple(sorted(pairs, key=lambda pair: (pair.query_lang, pair.passage_lang)))


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
