"""The kind of a file is told by its content."""

from __future__ import annotations

import pytest

from index.errors import UnsupportedFormat
from index.reading.formats import SourceFormat, source_format, suffix_of


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....word/document.xml", "DOCX"),
        (b"PK\x03\x04....xl/workbook.xml", "XLSX"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
        (b"{\\rtf1 ", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"<!DOCTYPE html><html>", "HTML"),
        (b"\xef\xbb\xbf  <html lang='en'>", "HTML"),
        (b"<?xml version='1.0'?>", "XML"),
    ],
)
def test_foreign_content_named_as_text_is_refused(content, kind):
    with pytest.raises(UnsupportedFormat) as caught:
        source_format("report.txt", content)
    assert "report.txt" in caught.value.message
    assert kind in caught.value.message


@pytest.mark.parametrize("name", ["a.docx", "a.PDF", "table.csv", "x.json", "page.html"])
def test_foreign_suffix_is_refused(name):
    with pytest.raises(UnsupportedFormat, match=name):
        source_format(name, b"1. Text.")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"1. Text.", SourceFormat.TEXT),
        ("a", b"1. Text.", SourceFormat.TEXT),
        ("cop11.2012", b"1. Text.", SourceFormat.TEXT),
        ("a.md", b"1. Text.", SourceFormat.MARKDOWN),
        ("a.jsonl", b"anything", SourceFormat.BEIR),
        ("a.txt", b'{"_id": "1", "text": "x"}\n', SourceFormat.BEIR),
        ("a.txt", b'{"id": 1}\n', SourceFormat.TEXT),
        ("a.txt", b"{not json", SourceFormat.TEXT),
    ],
)
def test_own_formats(name, content, kind):
    assert source_format(name, content) is kind


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a/b.TXT", ".txt"), (".hidden", ""), ("a.b/c", ""), ("a.zh.txt", ".txt"), ("a.", ".")],
)
def test_suffix(name, suffix):
    assert suffix_of(name) == suffix
