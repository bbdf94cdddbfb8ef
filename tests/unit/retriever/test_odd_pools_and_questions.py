"""Collections and questions that lack what most have: something is found, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.reading.source import SourceFile, parse_source
from retriever.query import read_query
from retriever.ranking import Ranking
from retriever.search import Searcher

ODD = [
    "map of tropical peat",
    "泥炭地讲习班",
    "CITES 的泥炭地 workshop по торфу",
    "كم عدد الخبراء؟",
    "Wie viele Moore gibt es?",
    "42",
    "X/20",
    "§ … №",
    "🙂",
    "a",
]
RANKINGS = [Ranking(), Ranking.plain(), Ranking(candidate_k=1, token_k=1), Ranking(token_weight=0)]
TEXTS = {
    "en:1": "A map of tropical peat was published. It is revised.",
    "en:2": "The workshop recalled decision X/20.",
    "en:3": "Forty experts attended.",
    "en:4": "42",
    "zh:5": "秘书处举办了泥炭地讲习班。",
    "zh:6": "濒危物种贸易公约。",
    "ar:7": "وشاركت في الاجتماع وبمنظمة الأغذية والزراعة خبراء.",
    "un:8": "…",
}
POOLS = {
    "several languages": list(TEXTS),
    "one language": ["en:1", "en:2", "en:3", "en:4"],
    "two passages": ["zh:5", "zh:6"],
    "one passage": ["ar:7"],
    "one passage in each": ["en:1", "zh:5", "ar:7"],
    "nothing to read": ["un:8"],
}


@pytest.fixture(scope="module", params=POOLS)
def pool(request: pytest.FixtureRequest, place: Callable[..., Any]) -> Any:
    keys = POOLS[request.param]
    return place(dict.fromkeys(keys, ()), texts=TEXTS, encoder=HashEncoder(64))


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("ranking", RANKINGS)
def test_every_passage_is_found_once_whatever_is_asked(
    pool: Any, text: str, ranking: Ranking
) -> None:
    everything = pool.ranked(text, ranking, top_k=1000)
    assert sorted(everything) == sorted(pool.keys)
    assert pool.ranked(text, ranking, top_k=1000) == everything
    for lang in ("fr", "zh", "und"):
        assert sorted(pool.ranked(text, ranking, lang=lang, top_k=1000)) == sorted(pool.keys)
    allowed = pool.keys[::2]
    assert sorted(pool.ranked(text, ranking, allowed=allowed, top_k=1000)) == sorted(allowed)
    assert pool.ranked(text, ranking, allowed=[]) == []


@pytest.mark.parametrize("text", ODD)
def test_a_search_says_the_same_and_collapses_nothing_unknown(pool: Any, text: str) -> None:
    searcher = pool.searcher(Ranking())
    for collapse in (False, True):
        results = searcher.search(text, collapse_translations=collapse).results
        assert len(results) == len(pool.keys)
        scores = [result.score for result in results]
        assert scores == sorted(scores, reverse=True)
        assert all(0.0 <= score <= 1.0 for score in scores)
        assert all(np.isfinite(list(result.signals.values())).all() for result in results)


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("ranking", RANKINGS)
def test_an_empty_collection_has_no_answer(tmp_path: Path, ranking: Ranking, text: str) -> None:
    encoder = HashEncoder(64)
    made = Collection.create(tmp_path, "empty", Manifest.new(encoder.identity))
    with made.snapshot() as snapshot:
        searcher = Searcher(snapshot, encoder, ranking)
        assert searcher.search(text).results == ()
        assert searcher.search(text, collapse_translations=True).results == ()
        (ranked,) = searcher.rank(searcher.prepare([text]), top_k=10)
        assert len(ranked.row_ids) == len(ranked.scores) == 0


@pytest.mark.parametrize("text", ["42", "§ … №", "🙂"])
def test_numbers_and_symbols_are_in_no_language(text: str) -> None:
    assert read_query(text).lang == "und"


def test_the_answer_is_the_same_after_reopening(tmp_path: Path) -> None:
    encoder = HashEncoder(64)
    made = Collection.create(tmp_path, "default", Manifest.new(encoder.identity))
    with made.writer(encoder) as writer:
        for key, text in TEXTS.items():
            source = SourceFile(f"{key[3:]}.{key[:2]}.txt", f"1. {text}\n".encode(), {})
            writer.add(parse_source(source), content_hash=key)

    def answers(searcher: Searcher) -> list[tuple[list[int], list[float]]]:
        ranked = searcher.rank(searcher.prepare(ODD), top_k=1000)
        return [(one.row_ids.tolist(), one.scores.tolist()) for one in ranked]

    with made.snapshot() as snapshot:
        searcher = Searcher(snapshot, encoder)
        before = answers(searcher)
        assert answers(searcher) == before
    again = Collection.open(tmp_path, "default")
    with again.snapshot() as snapshot:
        assert answers(Searcher(snapshot, HashEncoder(64))) == before
        assert all(len(rows) == len(snapshot.row_ids) for rows, _ in before)


# --- deeper than the arms


def test_what_is_asked_for_beyond_the_depth_of_the_arms_is_still_by_similarity(
    place: Callable[..., Any],
) -> None:
    """Rows lie in no order of likeness, so that ties by row would show."""
    cosines = {f"en:{number:03}": 0.9 - 0.01 * (number * 37 % 60) for number in range(60)}
    vectors = {key: (cosine, float(np.sqrt(1 - cosine**2))) for key, cosine in cosines.items()}
    pool = place(vectors, questions={"Where is peat?": (1.0, 0.0)})
    nearest = sorted(cosines, key=lambda key: -cosines[key])
    shallow = replace(Ranking.plain(), candidate_k=5)
    for top_k in (3, 5, 20, 59, 60):
        assert pool.ranked("Where is peat?", shallow, top_k=top_k) == nearest[:top_k]
