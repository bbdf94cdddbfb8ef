"""What is left of a paragraph to know it again by."""

from __future__ import annotations

import pytest

from retriever.lineage.formulations import FEWEST_WORDS
from retriever.lineage.wording import wording


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        (
            "1. Urges Parties to close 12 quarries by 2030, as appropriate;",
            "Also invites Parties, as appropriate, to close 30 quarries by 2041;",
            "en",
        ),
        (
            "Prie instamment les Parties de fermer 12 carrières d'ici à 2030 ;",
            "Invite également les Parties à fermer, le cas échéant, 30 carrières d'ici à 2041 ;",
            "fr",
        ),
        (
            "настоятельно призывает Стороны закрыть 12 карьеров у реки к 2030 году;",
            "предлагает Сторонам закрыть 30 карьеров у реки к 2041 году;",
            "ru",
        ),
        (
            "敦促缔约方在2030年之前关闭河边的采石场；",
            "3. 邀请缔约方酌情在2041年之前关闭河边的采石场；",
            "zh",
        ),
        (
            "يحث الأطراف على إغلاق 12 محجرا قرب النهر بحلول عام 2030؛",
            "يدعو الأطراف إلى إغلاق 30 محجرا قرب النهر بحلول عام 2041؛",
            "ar",
        ),
    ],
)
def test_verb_addressee_numbers_and_set_phrases_do_not_count(one: str, other: str, lang: str):
    first, second = set(wording(one, lang)), set(wording(other, lang))
    assert first
    assert len(first & second) >= len(first | second) - 1, (first, second)


def test_words_are_stems_in_order_with_repeats():
    assert wording("Urges Parties to restore rivers, rivers and reefs;", "en") == (
        *("restor", "river", "river", "reef"),
    )


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Requests the Executive Secretary, subject to the availability of resources:", "en"),
        ("Prie la Secrétaire exécutive, dans la limite des ressources disponibles :", "fr"),
        ("请执行秘书在资源允许的情况下：", "zh"),
        ("Recalling its decisions 14/9 and X/20,", "en"),
        ("1. 2. 3.", "en"),
        ("", "en"),
    ],
)
def test_a_line_without_words_of_its_own_is_no_formulation(text: str, lang: str):
    assert len(wording(text, lang)) < FEWEST_WORDS


@pytest.mark.parametrize("piece", ["a", " ", "的", "1", "(", "ا", "Urges ", "as appropriate "])
def test_a_million_characters_are_read_at_once(piece: str):
    text = piece * (1_000_000 // len(piece))
    assert len(set(wording(text, "zh" if piece == "的" else "en"))) <= 2
