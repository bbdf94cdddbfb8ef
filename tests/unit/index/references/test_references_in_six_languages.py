"""Sentences in six languages, each with what it refers to and the words that do so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SENTENCES = Path(__file__).parent / "sentences"
LANGS = ("ar", "en", "es", "fr", "ru", "zh")


def sentences() -> list[object]:
    return [
        pytest.param(text, [tuple(pair) for pair in expected], id=f"{lang}-{number}")
        for lang in LANGS
        for number, (text, expected) in enumerate(
            json.loads((SENTENCES / f"{lang}.json").read_text("utf-8")), start=1
        )
    ]


@pytest.mark.parametrize(("text", "expected"), sentences())
def test_a_sentence_refers_to_these_and_no_others(refer, text, expected):
    assert refer(text) == expected


@pytest.mark.parametrize("lang", LANGS)
def test_each_language_has_at_least_fifteen_sentences(lang):
    assert len(json.loads((SENTENCES / f"{lang}.json").read_text("utf-8"))) >= 15
