"""Identifiers of documents."""

from __future__ import annotations

import pytest

from index.identity import document_id_of_name, document_id_of_symbol, slug


@pytest.mark.parametrize(
    ("symbol", "lang", "expected"),
    [
        ("UNEP/CBD/COP/11/17", "zh", "unep-cbd-cop-11-17.zh"),
        ("UNEP/CBD/COP\u201111/17/Add.1", "en", "unep-cbd-cop-11-17-add-1.en"),
        ("A/81/6 (Sect. 14)", "fr", "a-81-6-sect-14.fr"),
        ("ＣＢＤ／ＣＯＰ／１５／４", "zh", "cbd-cop-15-4.zh"),
    ],
)
def test_a_symbol_and_a_language(symbol, lang, expected):
    assert document_id_of_symbol(symbol, lang) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Report.txt", "report"),
        ("report.zh.txt", "report-zh"),
        ("cop 11/Note.md", "cop-11-note"),
        ("cop 11\\Note.md", "cop-11-note"),
        ("合作.txt", "合作"),
        ("التعاون.txt", "التعاون"),
        ("xquad", "xquad"),
    ],
)
def test_a_files_name(name, expected):
    assert document_id_of_name(name) == expected


def test_names_without_letters_stay_apart():
    one, other = slug("---"), slug("***")
    assert one != other
    assert one == slug("---")
    assert one.isalnum()
