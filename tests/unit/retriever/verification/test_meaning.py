"""Translations told by meaning, with vectors that the test chooses, and by their numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.analysis.chinese import chinese_words
from retriever.ranking import Ranking
from retriever.verification import Judgement, verify
from retriever.verification.meaning import chinese_value
from retriever.verification.quotation import read_quotation

TEXTS = {
    "en1": "The secretariat met with 31 experts on seagrass.",
    "en2": "Divers counted seahorses along the northern coast.",
    "en3": "Nurseries of mangroves were planted by schools.",
    "en4": "Fishers mended their nets before the monsoon.",
    "en5": "Coral was moved to deeper and colder water.",
    "en6": "A map of the reefs was printed on cloth.",
}
AXES = {
    key: [1.0 if axis == place else 0.0 for axis in range(len(TEXTS))]
    for place, key in enumerate(TEXTS)
}
FRENCH = "Le secrétariat a rencontré 31 experts des herbiers marins."
WRONG_NUMBER = "Le secrétariat a rencontré 13 experts des herbiers marins."
GERMAN = "Das Sekretariat traf sich mit 31 Fachleuten, die über das Seegras forschen."
PARAPHRASE = "Thirty-one specialists were seen by those who run the office."


@pytest.fixture
def searcher(place: Callable[..., Any]) -> Any:
    near_first = [0.9, 0.3, 0.1, 0.1, 0.1, 0.1]
    questions = dict.fromkeys((FRENCH, WRONG_NUMBER, GERMAN, PARAPHRASE), near_first)
    return place(AXES, texts=TEXTS, questions=questions).searcher(Ranking())


def test_a_translation_is_near_the_passage_and_nearer_than_others(searcher: Any) -> None:
    verdict = verify(searcher, FRENCH, "en1:1")
    assert verdict.judgement is Judgement.TRANSLATION
    (span,) = verdict.found
    assert span.at.passage.passage_id == "en1:1"
    assert verdict.similarity > 0.3
    assert verdict.differences == ()


def test_a_language_that_is_only_like_the_cited_one_is_another(searcher: Any) -> None:
    quotation = read_quotation(GERMAN)
    assert (quotation.lang, quotation.is_foreign) == ("en", True)
    assert not read_quotation(PARAPHRASE).is_foreign
    assert verify(searcher, GERMAN, "en1:1").judgement is Judgement.TRANSLATION
    assert verify(searcher, GERMAN, "en2:1").judgement is Judgement.ABSENT


def test_a_neighbour_is_no_translation(searcher: Any) -> None:
    assert verify(searcher, FRENCH, "en2:1").judgement is Judgement.ABSENT


def test_another_number_is_no_translation(searcher: Any) -> None:
    verdict = verify(searcher, WRONG_NUMBER, "en1:1")
    assert verdict.judgement is Judgement.ABSENT
    assert verdict.warnings == ("the meaning is near, but the passage has no number 13",)


def test_a_paraphrase_in_the_same_language_is_absent(searcher: Any) -> None:
    assert verify(searcher, PARAPHRASE, "en1:1").judgement is Judgement.ABSENT


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("十", 10),
        ("三十一", 31),
        ("二十", 20),
        ("一百零五", 105),
        ("二〇三三", 2033),
        ("两千", 2000),
    ],
)
def test_chinese_numbers_have_values(number: str, value: int) -> None:
    assert chinese_value(number) == value


def test_chinese_words_leave_nothing_out() -> None:
    run = "缔约方大会注意到湖泊附近的路灯" * 100
    words = chinese_words(run)
    assert "".join(words) == run
    assert "缔约方" in words or "缔约" in words
    assert len(words) < len(run)
