"""What an evaluation found, as values and as JSON; and its rankings as a TREC run file.

Must not search or measure.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import InvalidEvaluation, StorageDenied, StorageError, StorageFull
from retriever.evaluation.measures import QueryScores, Scores

RUN_TAG = "pilcrow"


@dataclass(frozen=True, slots=True)
class RankedPassages:
    """What one query found.

    Attributes:
        passage_ids: best first.
        scores: float32 (k,), falling; equal where passages tie.
    """

    passage_ids: tuple[str, ...]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PairScores:
    """Queries in one language over the passages in one language and no others.

    Attributes:
        query_lang: language of the queries.
        passage_lang: language of the pool.
        pool: how many passages the pool holds.
        scores: over the queries with a relevant passage in the pool.
        query_scores: scores of each of them, by query id.
    """

    query_lang: str
    passage_lang: str
    pool: int
    scores: Scores
    query_scores: Mapping[str, QueryScores] = field(repr=False)

    @property
    def is_same_language(self) -> bool:
        """Whether queries and passages are in one language."""
        return self.query_lang == self.passage_lang


@dataclass(frozen=True, slots=True)
class LanguageScores:
    """Queries in one language over all passages.

    Attributes:
        query_lang: language of the queries.
        own_language_share: mean share of the first ten results that are in that language, 0 to 1;
            None where the collection holds no passage in it.
        scores: over these queries.
    """

    query_lang: str
    own_language_share: float | None
    scores: Scores


@dataclass(frozen=True, slots=True)
class KindScores:
    """Queries of one kind (`metadata.kind`) over all passages."""

    kind: str
    scores: Scores


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """What an evaluation found.

    Attributes:
        passages: how many passages the collection holds: the mixed pool.
        top_k: depth of the rankings; MRR and mAP are taken to this depth.
        queries_left_out: ids of the queries without a relevant passage, in file order.
        overall: all other queries over all passages.
        languages: the same by language of the query, sorted.
        kinds: the same by kind of query, sorted; empty where queries name no kind.
        pairs: by language of query and of passage, sorted.
        same_language: mean of the pairs of one language; None where there is none.
        cross_language: mean of the pairs of two languages; None where there is none.
        query_scores: scores of each query over all passages, by query id, in file order.
        rankings: what each query found among all passages.
        ranked_as_precedents: ids of the queries that are drafts and were ranked as the search for
            precedents ranks, in file order.
    """

    passages: int
    top_k: int
    queries_left_out: tuple[str, ...]
    overall: Scores
    languages: tuple[LanguageScores, ...]
    kinds: tuple[KindScores, ...]
    pairs: tuple[PairScores, ...]
    same_language: Scores | None
    cross_language: Scores | None
    query_scores: Mapping[str, QueryScores] = field(repr=False)
    rankings: Mapping[str, RankedPassages] = field(repr=False)
    ranked_as_precedents: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The report without its rankings, as values that `json.dumps` takes."""
        return {
            "passages": self.passages,
            "top_k": self.top_k,
            "queries_left_out": list(self.queries_left_out),
            "ranked_as_precedents": list(self.ranked_as_precedents),
            "overall": _scores_json(self.overall),
            "languages": [
                {
                    "query_lang": group.query_lang,
                    "own_language_share": group.own_language_share,
                    **_scores_json(group.scores),
                }
                for group in self.languages
            ],
            "kinds": [{"kind": group.kind, **_scores_json(group.scores)} for group in self.kinds],
            "pairs": [
                {
                    "query_lang": pair.query_lang,
                    "passage_lang": pair.passage_lang,
                    "pool": pair.pool,
                    **_scores_json(pair.scores),
                }
                for pair in self.pairs
            ],
            "same_language": self.same_language and _scores_json(self.same_language),
            "cross_language": self.cross_language and _scores_json(self.cross_language),
            "query_scores": {
                query_id: dict(scores) for query_id, scores in self.query_scores.items()
            },
        }

    def write_run(self, path: Path) -> None:
        """Write the rankings over all passages as a TREC run: `query Q0 passage rank score tag`.

        A score that is not below the one before it is written as the next lower float32, since
        trec_eval sorts by score alone: so any program finds the order that was measured here.

        Raises:
            InvalidEvaluation: an id holds white space, which the format has no way to write.
            StorageFull, StorageDenied: the file cannot be written.
        """
        text = "".join(
            f"{query_id} Q0 {passage_id} {rank} {score:.9g} {RUN_TAG}\n"
            for query_id, ranked in self.rankings.items()
            for rank, (passage_id, score) in enumerate(
                zip(_writable(query_id, ranked), _strictly_falling(ranked.scores), strict=True),
                start=1,
            )
        )
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise _storage_error(path, error) from error


def _scores_json(scores: Scores) -> dict[str, object]:
    return {"queries": scores.queries, "scores": dict(scores.values)}


def _writable(query_id: str, ranked: RankedPassages) -> tuple[str, ...]:
    for name in (query_id, *ranked.passage_ids):
        if len(name.split()) != 1:
            raise InvalidEvaluation(
                f'the id "{name}" holds white space, which a TREC run file cannot',
                hint="rename it, or evaluate without a run file",
            )
    return ranked.passage_ids


def _strictly_falling(scores: NDArray[np.float32]) -> list[np.float32]:
    falling: list[np.float32] = []
    for score in scores:
        limit = np.nextafter(falling[-1], np.float32(-np.inf)) if falling else score
        falling.append(min(score, limit))
    return falling


def _storage_error(path: Path, error: OSError) -> StorageError:
    if error.errno == errno.ENOSPC:
        return StorageFull(f"no space left to write {path}", hint="free some space")
    return StorageDenied(
        f"{path} cannot be written: {error.strerror}", hint="name a file in a folder you may write"
    )
