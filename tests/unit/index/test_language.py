"""Languages of texts and of short queries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.language import SAMPLE_LENGTH, detect_language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("What did the meeting decide on marine protected areas?", "en"),
        ("alien species", "en"),
        ("GENERAL ASSEMBLY OF THE UNITED NATIONS", "en"),
        ("Quelles décisions la réunion a-t-elle prises sur les aires protégées ?", "fr"),
        ("accès et partage", "fr"),
        ("especies exóticas invasoras", "es"),
        ("¿Qué es InforMEA?", "es"),
        ("Кто председательствовал на совещании?", "ru"),
        ("من ترأس الاجتماع؟", "ar"),
        ("生物多样性", "zh"),
        ("誰主持了會議", "zh"),
        ("水", "zh"),
        ("海洋保護区の管理について", "ja"),
        ("해양 보호 구역", "ko"),
    ],
)
def test_tells_the_language(text: str, lang: str) -> None:
    assert detect_language(text) == lang


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("UNEP-WCMC和UNESCO、CITES、FAO做了什么？", "zh"),
        ("请见 http://www.example.org/a/very/long/address/in/latin/letters.html 网页", "zh"),
        ("Что такое Engineering Handbook?", "ru"),
        ("ما هو برنامج Ecosystems Worldwide؟", "ar"),
        ("第X/20号决定", "zh"),
        ("UNEP/CBD/COP/11/17 pide a las Partes que informen", "es"),
    ],
)
def test_quoted_names_symbols_and_links_do_not_win(text: str, lang: str) -> None:
    assert detect_language(text) == lang


@pytest.mark.parametrize(
    "text", ["", " \n", "A/RES/65/161", "CITES", "NBSAPs", "REDD+", "13/CP.8", "2010–2020", "¶ § …"]
)
def test_default_where_nothing_tells(text: str) -> None:
    assert detect_language(text) == "und"
    assert detect_language(text, default="fr") == "fr"


def test_no_more_than_the_sample_decides() -> None:
    beginning = "Las Partes informarán sobre la aplicación del Convenio. " * (SAMPLE_LENGTH // 50)
    assert len(beginning) > SAMPLE_LENGTH
    assert detect_language(beginning + "会议通过了决定。" * 10_000) == "es"


def test_aligned_texts_in_six_languages(shared_data: Path) -> None:
    """At least 99.5 of 100 short texts of United Nations web forms and goals come out right."""
    texts = [
        (text, lang)
        for name in ("cbd_strings_6way", "sdg_6way")
        for line in (shared_data / "un" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for lang, text in json.loads(line)["texts"].items()
        if text
    ]
    right = sum(detect_language(text) == lang for text, lang in texts)
    assert len(texts) > 6000
    assert right / len(texts) >= 0.995
