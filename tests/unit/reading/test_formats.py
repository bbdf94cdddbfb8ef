"""The kind of a file is told by its content."""

from __future__ import annotations

import io
import zipfile

import pytest

from index.errors import UnreadableFile, UnsupportedFormat
from index.reading.formats import (
    READ_SUFFIXES,
    SourceFormat,
    misnamed,
    source_format,
    suffix_of,
)


def packed(*names: str, mimetype: str = "") -> bytes:
    """A ZIP package with parts of these names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        if mimetype:
            package.writestr("mimetype", mimetype)
        for name in names:
            package.writestr(name, "x")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (packed(TYPES, "xl/workbook.xml"), "XLSX"),
        (packed(TYPES, "ppt/presentation.xml"), "PPTX"),
        (packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "ODT"),
        (packed("a.xhtml", mimetype="application/epub+zip"), "EPUB"),
        (b"PK\x03\x04....xl/workbook.xml", "XLSX"),
        (OLE, "old Office"),
        (OLE + "Workbook".encode("utf-16-le"), "XLS"),
        (b"{\\rtf1 ", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"<?xml version='1.0'?><feed/>", "XML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
    ],
)
def test_foreign_content_named_as_text_is_refused(content, kind):
    with pytest.raises(UnsupportedFormat) as caught:
        source_format("report.txt", content)
    assert "report.txt" in caught.value.message
    assert kind in caught.value.message


@pytest.mark.parametrize("name", ["x.json", "feed.xml", "drawing.SVG", "tool.py"])
def test_texts_that_only_their_name_tells_from_documents_are_refused(name):
    with pytest.raises(UnsupportedFormat, match=name):
        source_format(name, b"1. Text.")


def test_an_encrypted_office_file_says_so():
    content = OLE + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableFile, match=r"a\.docx is protected by a password"):
        source_format("a.docx", content)


PROSE = b"The text, of a letter, with commas,\nand no names of columns.\n"
HTML = b"<p>One.</p>\n<p>Two.</p>\n"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"1. Text.", SourceFormat.TEXT),
        ("a", b"1. Text.", SourceFormat.TEXT),
        ("a.pdf", b"1. Text.", SourceFormat.TEXT),
        ("a.docx", b"1. Text.", SourceFormat.TEXT),
        ("page.html", b"1. Text, and 1 < 2.", SourceFormat.TEXT),
        ("cop11.2012", b"1. Text.", SourceFormat.TEXT),
        ("a.txt", b"%PDF-1.7\n1 0 obj", SourceFormat.PDF),
        ("a.txt", b"junk\n%PDF-1.7\n1 0 obj\nendobj", SourceFormat.PDF),
        ("a.txt", b"The header %PDF-1.7 is explained below.", SourceFormat.TEXT),
        ("a.zip", packed(TYPES, "word/document.xml"), SourceFormat.DOCX),
        ("a.txt", b"PK\x03\x04....word/document.xml", SourceFormat.DOCX),
        ("a.docx", packed("word/readme.txt", "b.txt"), SourceFormat.ARCHIVE),
        ("a.txt", b"PK\x03\x04....", SourceFormat.ARCHIVE),
        ("a.txt", OLE + "WordDocument".encode("utf-16-le"), SourceFormat.DOC),
        ("a.txt", b"<!DOCTYPE html><html>", SourceFormat.HTML),
        ("a.txt", b"\xef\xbb\xbf  <html lang='en'>", SourceFormat.HTML),
        ("a.txt", b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', SourceFormat.HTML),
        ("a.txt", "\ufeff<html><p>x".encode("utf-16-le"), SourceFormat.HTML),
        ("a.txt", HTML, SourceFormat.HTML),
        ("a.htm", b"Text<br>with tags", SourceFormat.HTML),
        ("a.md", HTML, SourceFormat.MARKDOWN),
        ("a.txt", b"<p> is a tag of HTML.", SourceFormat.TEXT),
        ("a.md", b"1. Text.", SourceFormat.MARKDOWN),
        ("a.jsonl", b"anything", SourceFormat.BEIR),
        ("a.txt", b'{"_id": "1", "text": "x"}\n', SourceFormat.BEIR),
        ("a.txt", b'{"para": "1", "text": "x"}\n', SourceFormat.RECORDS),
        ("a.jsonl", b'{"id": 1}\n', SourceFormat.RECORDS),
        ("a.txt", b'{"id": 1}\n', SourceFormat.TEXT),
        ("a.txt", b"{not json", SourceFormat.TEXT),
        ("a.csv", PROSE, SourceFormat.CSV),
        ("a.txt", PROSE, SourceFormat.TEXT),
        ("a.txt", b"symbol;para;text\nA/1;1;One.\n", SourceFormat.CSV),
        ("a.txt", b"text\nOne.\n", SourceFormat.TEXT),
        ("a.txt", b"Title, text\nOne sentence.\n", SourceFormat.TEXT),
    ],
)
def test_own_formats(name, content, kind):
    assert source_format(name, content) is kind


@pytest.mark.parametrize(
    ("name", "kind", "warns"),
    [
        ("a.pdf", SourceFormat.HTML, True),
        ("a.pdf", SourceFormat.PDF, False),
        ("a.txt", SourceFormat.PDF, False),
        ("a.jsonl", SourceFormat.RECORDS, False),
        ("a.csv", SourceFormat.BEIR, True),
    ],
)
def test_a_name_that_says_something_else_is_noticed(name, kind, warns):
    assert bool(misnamed(name, kind)) is warns


def test_every_suffix_that_folders_give_is_of_a_known_format():
    for suffix in READ_SUFFIXES - {".txt", ".text"}:
        other = SourceFormat.DOC if suffix != ".doc" else SourceFormat.PDF
        assert misnamed(f"a{suffix}", other)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a/b.TXT", ".txt"), (".hidden", ""), ("a.b/c", ""), ("a.zh.txt", ".txt"), ("a.", ".")],
)
def test_suffix(name, suffix):
    assert suffix_of(name) == suffix
