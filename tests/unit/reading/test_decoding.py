"""Bytes become text without loss, or an error says which file and where."""

from __future__ import annotations

import codecs

import pytest

from index.errors import UnreadableFile
from index.reading import limits
from index.reading.decoding import decode

CHINESE = "1. 第十一届会议通过了关于与其他公约合作的决定。\n2. 请执行秘书继续与各伙伴组织合作。\n"
RUSSIAN = "1. Конференция Сторон приняла решение о сотрудничестве.\n2. Доклад представлен.\n"
ARABIC = "1. قرر مؤتمر الأطراف أن ينظر في مسألة التعاون مع الاتفاقيات.\n2. التقرير متاح.\n"
FRENCH = "1. La Conférence des Parties a décidé d'examiner la coopération.\n2. À étudier.\n"
SPANISH = "1. La Conferencia de las Partes decidió examinar la cooperación.\n2. ¿Qué año?\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "utf-16"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        (CHINESE, "utf-32"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso8859-5"),
        (RUSSIAN, "utf-16-le"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-16-be"),
        (SPANISH, "cp1252"),
        (SPANISH, "latin-1"),
    ],
)
def test_encoding_is_told(text, encoding):
    assert decode(text.encode(encoding), name="a.txt") == text


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_byte_order_mark_is_no_text(bom):
    encoding = "utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(bom + "1. Text".encode(encoding), name="a.txt") == "1. Text"


def test_replacement_characters_of_the_source_are_kept():
    text = "1. Text \ufffd HYPERLINK \ufffd more.\n"
    assert decode(text.encode(), name="a.txt") == text


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "blanks"),
        (codecs.BOM_UTF8, "blanks"),
        (bytes(range(256)) * 20, "binary"),
        (b"text\x00text", "binary"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f" * 10, "binary"),
        (codecs.BOM_UTF16_LE + b"a", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(content, word):
    with pytest.raises(UnreadableFile) as caught:
        decode(content, name="a.txt")
    assert "a.txt" in caught.value.message
    assert word in caught.value.message
    assert caught.value.hint


def test_gbk_line_amid_utf8_is_named():
    before, after = CHINESE * 3, CHINESE * 3
    content = before.encode() + CHINESE.encode("gbk") + after.encode()
    with pytest.raises(UnreadableFile) as caught:
        decode(content, name="mixed.txt")
    assert "mixed.txt mixes encodings: line 7" in caught.value.message


def test_utf8_line_amid_gbk_is_named():
    content = (CHINESE * 3).encode("gbk") + CHINESE.encode() + (CHINESE * 3).encode("gbk")
    with pytest.raises(UnreadableFile) as caught:
        decode(content, name="mixed.txt")
    assert "line 7" in caught.value.message


def test_byte_that_breaks_utf8_is_named():
    good = "第十一届会议通过了决定。\n".encode()
    with pytest.raises(UnreadableFile) as caught:
        decode(good + b"\xff\xfe" + good, name="a.txt")
    assert f"line 2, byte {len(good) + 1} " in caught.value.message


def test_file_above_the_limit_is_refused():
    class Large(bytes):
        def __len__(self) -> int:
            return limits.MAX_FILE_BYTES + 1

    with pytest.raises(UnreadableFile, match="too large"):
        decode(Large(b"x"), name="a.txt")


def test_one_million_characters_on_one_line():
    text = "1. " + CHINESE.replace("\n", "") * 25_000
    assert len(text) > 1_000_000
    assert decode(text.encode(), name="a.txt") == text
    assert decode(text.encode("gb18030"), name="a.txt") == text
