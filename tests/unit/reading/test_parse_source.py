"""A source is parsed by what it holds, in the language it is in."""

from __future__ import annotations

import pytest

from index.errors import UnreadableFile, UnsupportedFormat
from index.model import BlockKind, ParsedCorpus, ParsedDocument
from index.reading.source import SourceFile, parse_source
from index.reading.text_lines import split_lines


def document(name: str, text: str, **metadata) -> ParsedDocument:
    parsed = parse_source(SourceFile(name, text.encode(), metadata))
    assert isinstance(parsed, ParsedDocument)
    return parsed


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("1. The Conference of the Parties adopted the decision.", "en"),
        ("1. La Conférence des Parties a adopté la décision.", "fr"),
        ("1. La Conferencia de las Partes aprobó la decisión.", "es"),
        ("1. Конференция Сторон приняла решение.", "ru"),
        ("1. اعتمد مؤتمر الأطراف المقرر.", "ar"),
        ("1. 缔约方大会通过了决定。", "zh"),
    ],
)
def test_language(text, lang):
    parsed = document("a.txt", text)
    assert parsed.lang == lang
    assert [unit.lang for unit in parsed.units] == [lang]


def test_language_that_the_user_set_wins():
    assert document("a.txt", "1. Text in English.", lang="fr").lang == "fr"


def test_metadata_of_the_user_wins_over_the_header():
    parsed = document("a.txt", "CBD/COP/18/1\nEleventh meeting\n1. A.\n", session=12)
    assert parsed.metadata["session"] == 12
    assert parsed.metadata["symbol"] == "CBD/COP/18/1"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_line_numbers_do_not_depend_on_line_ends(end):
    text = end.join(["I. ONE", "1. First", "goes on.", "2. Second.", ""])
    lines = {unit.label: (unit.start_line, unit.end_line) for unit in document("a.txt", text).units}
    assert lines == {"1": (2, 3), "2": (4, 4)}


def test_split_lines():
    assert split_lines("a\r\n\r\nb\n") == ["a", "", "b"]
    assert split_lines("a\n\n") == ["a", ""]


def test_front_matter_is_kept_and_no_header():
    parsed = document("a.md", "---\nsymbol: A/1\n---\n# Water\n\n1. Text.\n")
    assert parsed.metadata["symbol"] == "A/1"
    assert parsed.metadata["title"] == "Water"
    assert parsed.blocks[0].text == "---"
    assert parsed.blocks[0].kind is BlockKind.BOILERPLATE


def test_corpus():
    parsed = parse_source(SourceFile("c", b'{"_id": "1", "text": "one"}\n', {"source": "test"}))
    assert isinstance(parsed, ParsedCorpus)
    assert parsed.name == "c"
    assert parsed.metadata == {"source": "test"}


def test_errors_name_the_source():
    with pytest.raises(UnsupportedFormat, match=r"a\.txt"):
        parse_source(SourceFile("a.txt", b"{\\rtf1 Text.}", {}))
    with pytest.raises(UnreadableFile, match=r"b\.txt"):
        parse_source(SourceFile("b.txt", b"", {}))


def test_one_million_characters_on_one_line():
    parsed = document("a.txt", "1. " + "water " * 170_000, lang="en")
    assert [unit.label for unit in parsed.units] == ["1"]
