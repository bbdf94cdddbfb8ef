"""Words beside vectors: they decide within a language and leave the other languages alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from retriever.glossary import Glossary
from retriever.query import Query
from retriever.ranking import Ranking
from retriever.words import match_words

WORDS = replace(Ranking.plain(), lexical_weight=0.6)


def best_of_language(keys: list[str], lang: str) -> str:
    return next(key for key in keys if key.startswith(lang))


# --- languages that cannot match

QUESTION = "Who counted the curlews?"
TEXTS = {
    "en:weak": "A cat was counted.",
    "en:answer": "Curlews were counted by wardens.",
    "en:nothing": "Grain is stored.",
    "zh:answer": "鸟类由管理员清点。",
    "zh:other": "粮食已入库。",
}
VECTORS = {
    "en:weak": (0.6, 0.8),
    "en:answer": (0.5, 0.866),
    "en:nothing": (0.1, 0.995),
    "zh:answer": (0.9, 0.436),
    "zh:other": (0.2, 0.98),
}


@pytest.fixture(scope="module")
def pool(place: Callable[..., Any]) -> Any:
    return place(VECTORS, texts=TEXTS, questions={QUESTION: (1.0, 0.0)})


def test_what_cannot_hold_the_words_is_not_pushed_below_what_does(pool: Any) -> None:
    """zh:answer is nearest; no Chinese row could hold an English word, so it stays the nearest."""
    found = pool.ranked(QUESTION, WORDS)
    assert found[:2] == ["zh:answer", "en:answer"]
    first, second, *_ = pool.searcher(WORDS).search(QUESTION).results
    assert first.score == pytest.approx(1.0)
    assert second.score < first.score


def test_within_the_language_words_decide(pool: Any) -> None:
    english = [key for key in pool.ranked(QUESTION, WORDS) if key.startswith("en")]
    assert english == ["en:answer", "en:weak", "en:nothing"]
    assert pool.ranked(QUESTION, Ranking.plain()).index("en:weak") == 1


def test_the_best_match_of_each_language_counts_as_the_best(place: Callable[..., Any]) -> None:
    """French shares one word of three with the question: its best is full marks there, too."""
    texts = {
        "en:all": "Divers counted seagrass.",
        "en:none": "Grain is stored.",
        "fr:one": "Les plongeurs et le seagrass.",
        "fr:none": "Le blé en grange.",
    }
    question = "divers counted seagrass"
    pool = place(dict.fromkeys(texts, (0.6, 0.8)), texts=texts, questions={question: (1.0, 0.0)})
    query = Query(question, "en")
    matches = match_words(pool.snapshot, Glossary([]), WORDS, query, None)
    searcher = pool.searcher(WORDS, glossary=Glossary([]))
    (prepared,) = searcher.prepare([question])
    (found,) = searcher.rank([replace(prepared, query=query)], top_k=4)
    scores = dict(zip(pool.keys_of(found.row_ids), found.scores.tolist(), strict=True))
    english, _, french, _ = (0.6 * matches.reach).tolist()
    assert 0 < matches.scores[2] < 0.7 * matches.scores[0]
    assert scores == pytest.approx(
        {"en:all": english, "fr:one": french, "en:none": 0.0, "fr:none": 0.0}
    )


def test_no_weight_no_words(pool: Any) -> None:
    results = pool.searcher(Ranking.plain()).search(QUESTION).results
    assert {result.signals["lexical"] for result in results} == {0.0}


# --- what only words can answer: the encoder gives these questions no direction of their own

CHINESE = {
    "zh:1": "鹮保护组织在古巴设立了办事处。",
    "zh:2": "柘塘巷的古树由居民看护。",
    "zh:3": "秘书处通报了第X/20号决定的执行情况。",
    "zh:4": "粮食安全项目已经启动。",
    "en:5": "The office recalled decision X/20.",
    "en:6": "Storage of grain is safe.",
}
ALIKE = dict.fromkeys(CHINESE, (0.6, 0.8))


@pytest.fixture(scope="module")
def alike(place: Callable[..., Any]) -> Any:
    return place(ALIKE, texts=CHINESE)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("鹮", "zh:1"),
        ("柘塘巷的古树由谁看护？", "zh:2"),
        ("古樹", "zh:2"),
        ("粮食安全", "zh:4"),
        ("谁看护柘塘巷 old trees?", "zh:2"),
    ],
)
@pytest.mark.parametrize("ranking", [WORDS, Ranking()])
def test_chinese_questions_that_only_words_can_answer(
    alike: Any, ranking: Ranking, question: str, answer: str
) -> None:
    assert best_of_language(alike.ranked(question, ranking), "zh") == answer
    for wrong in ("en", "und"):
        assert sorted(alike.ranked(question, ranking, lang=wrong)) == sorted(CHINESE)


@pytest.mark.parametrize("question", ["X/20", "decision 10/20", "第X/20号决定", "المقرر ١٠/٢٠"])
@pytest.mark.parametrize("ranking", [WORDS, Ranking()])
def test_a_symbol_is_found_in_every_language(alike: Any, ranking: Ranking, question: str) -> None:
    assert set(alike.ranked(question, ranking)[:2]) == {"zh:3", "en:5"}
    assert alike.ranked(question, ranking, allowed=["zh:1", "zh:3", "en:6"])[0] == "zh:3"


def test_words_find_what_vectors_had_not(place: Callable[..., Any]) -> None:
    vectors = {f"en:{number:02}": (0.9, 0.436) for number in range(8)} | {"en:ibis": (-1.0, 0.0)}
    texts = {key: f"Grain {key[3:]} is stored." for key in vectors} | {"en:ibis": "The ibis flew."}
    pool = place(vectors, texts=texts, questions={"ibis": (1.0, 0.0)})
    narrow = replace(WORDS, candidate_k=2)
    assert pool.ranked("ibis", narrow, top_k=1) == ["en:ibis"]
    assert pool.ranked("ibis", narrow, top_k=1, allowed=["en:01", "en:02", "en:03"]) != ["en:ibis"]
