"""Verbs of drafted paragraphs: which, how strong, and of which part."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from index.drafting.addressees import find_addressees
from index.drafting.verbs import Stance, opening_verb, operative_verbs, verbs
from index.model import PassageKind

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
LEAST_ACCURACY = 0.97


@pytest.mark.parametrize("name", ["", "_held_out", "_independent", "_second", "_third"])
def test_labelled_paragraphs_in_six_languages(name: str) -> None:
    """What each set showed at first sight is in BENCHMARKS.md; all have been seen since."""
    path = FIXTURES / f"drafted_paragraphs{name}.tsv"
    rows = list(
        csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    )
    assert len(rows) >= 60
    assert min(Counter(row["lang"] for row in rows).values()) >= len(rows) / 6.5
    wrong = []
    for row in rows:
        found = opening_verb(row["text"], row["lang"])
        told = (found.verb.key, found.stance.value) if found else ("", "")
        if told != (row["verb"], row["stance"]):
            wrong.append((row["lang"], row["text"], told))
    assert len(wrong) <= (1 - LEAST_ACCURACY) * len(rows), wrong


def test_the_ladder() -> None:
    strength = {verb.key: verb.strength for verb in verbs()}
    ladder = ["decides", "requests", "urges", "calls-upon", "invites", "encourages", "welcomes"]
    rungs = [strength[key] for key in [*ladder, "notes"]]
    assert rungs == sorted(rungs, reverse=True)
    assert len(set(rungs)) == len(rungs)


@pytest.mark.parametrize(
    ("text", "kind", "stance"),
    [
        ("注意到该报告，", PassageKind.PARAGRAPH, Stance.PREAMBULAR),
        ("注意到该报告；", PassageKind.PARAGRAPH, Stance.OPERATIVE),
        ("3. 注意到该报告，", PassageKind.PARAGRAPH, Stance.OPERATIVE),
        ("注意到该报告；", PassageKind.DRAFT_PREAMBULAR, Stance.PREAMBULAR),
        ("注意到该报告，", PassageKind.DRAFT_OPERATIVE, Stance.OPERATIVE),
    ],
)
def test_chinese_needs_position_and_numbering(text: str, kind: PassageKind, stance: Stance) -> None:
    found = opening_verb(text, "zh", kind)
    assert found is not None
    assert (found.verb.key, found.stance) == ("notes", stance)


def test_one_chinese_word_asks_and_invites() -> None:
    def verb(text: str) -> str:
        found = opening_verb(text, "zh")
        return found.verb.key if found else ""

    assert verb("请执行秘书编写指南；") == "requests"
    assert verb("请各缔约方编写指南；") == "invites"


def test_offsets_point_at_the_verb_as_printed() -> None:
    text = "12. Also welcomes with appreciation the offer, and strongly urges Parties to act;"
    found = operative_verbs(text, "en")
    assert [text[one.start : one.end] for one in found] == ["welcomes", "urges"]
    arabic = "وإذ تسلّم بأن الواحات تتقلص،"
    (one,) = operative_verbs(arabic, "ar")
    assert arabic[one.start : one.end] == "تسلّم بأن"


def test_reported_speech_opens_with_no_verb() -> None:
    for text, lang in [
        ("Namibia reported that lamps had been shielded.", "en"),
        ("加拿大指出，该机构已经存在。", "zh"),
        ("The notes of the meeting were published.", "en"),
        ("", "en"),
        ("Welcomes the report", "xx"),
    ]:
        assert opening_verb(text, lang) is None, text


def test_addressees_in_order() -> None:
    def keys(text: str, lang: str) -> list[str]:
        return [mention.key for mention in find_addressees(text, lang)]

    assert keys("Invites Parties, other Governments and the GEF to act", "en") == [
        "parties",
        "governments",
        "gef",
    ]
    assert keys("请各缔约方和执行秘书", "zh") == ["parties", "executive-secretary"]
    assert keys("предлагает Сторонам и Глобальному экологическому фонду", "ru") == [
        "parties",
        "gef",
    ]
    assert keys("يدعو الأطراف والحكومات الأخرى", "ar") == ["parties", "governments"]
    assert keys("Sparties of the partiesans", "en") == []


@pytest.mark.parametrize("unit", ["and ", "、并", "et invite ", "the ", "对", "و"])
def test_long_runs_end(unit: str) -> None:
    """Quadratic matching would not end in a test's lifetime."""
    for lang in ("en", "fr", "zh", "ar"):
        operative_verbs("Invites " + unit * (60_000 // len(unit)), lang)
        operative_verbs("请" + unit * (60_000 // len(unit)), lang)
