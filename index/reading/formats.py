"""What kind of file some bytes are, told by the bytes themselves.

Must not decode text or parse records.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum

from index.errors import UnsupportedFormat


class SourceFormat(StrEnum):
    """Formats that are read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    BEIR = "beir"


READ_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson"})
"""Suffixes of the files that are taken from a folder."""

_MARKDOWN_SUFFIXES = (".md", ".markdown")
_RECORD_SUFFIXES = (".jsonl", ".ndjson")
_OTHER_SUFFIXES = {
    ".csv": "a table (CSV)",
    ".tsv": "a table (TSV)",
    ".json": "a JSON file",
    ".html": "a web page (HTML)",
    ".htm": "a web page (HTML)",
    ".xml": "an XML file",
    ".pdf": "a PDF file",
    ".doc": "a Word file (DOC)",
    ".docx": "a Word file (DOCX)",
    ".rtf": "a rich text file (RTF)",
    ".odt": "an OpenDocument text (ODT)",
    ".xls": "a spreadsheet (XLS)",
    ".xlsx": "a spreadsheet (XLSX)",
    ".pptx": "a presentation (PPTX)",
    ".epub": "an electronic book (EPUB)",
    ".png": "an image (PNG)",
    ".jpg": "an image (JPEG)",
    ".jpeg": "an image (JPEG)",
    ".gif": "an image (GIF)",
    ".svg": "an image (SVG)",
    ".zip": "an archive (ZIP)",
    ".gz": "a compressed file (gzip)",
    ".py": "a program",
}
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF file"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS or PPT)"),
    (b"\x89PNG\r\n", "an image (PNG)"),
    (b"GIF8", "an image (GIF)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (b"Rar!\x1a\x07", "an archive (RAR)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_ZIPPED = (
    (b"word/", "a Word file (DOCX)"),
    (b"xl/", "a spreadsheet (XLSX)"),
    (b"ppt/", "a presentation (PPTX)"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)"),
    (b"application/epub+zip", "an electronic book (EPUB)"),
)
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}<(?:!doctype\s+html|html[\s>]|\?xml[\s])", re.IGNORECASE
)
_HEAD = 4096
_HINT = (
    "Pilcrow reads plain text, Markdown and JSONL. Save the document as text (UTF-8) and add that."
)


def source_format(name: str, content: bytes) -> SourceFormat:
    """Tells in which format some content is.

    Args:
        name: the file's name; its suffix tells Markdown from text, all else the content tells.
        content: the whole file.

    Raises:
        UnsupportedFormat: it is of a kind that is not read; the message says which.
    """
    kind = _foreign_kind(content)
    suffix = suffix_of(name)
    if kind is None and suffix in _OTHER_SUFFIXES:
        kind = _OTHER_SUFFIXES[suffix]
    if kind is not None:
        raise UnsupportedFormat(f"{name} is {kind}, which is not read.", hint=_HINT)
    if suffix in _RECORD_SUFFIXES or _starts_with_record(content):
        return SourceFormat.BEIR
    return SourceFormat.MARKDOWN if suffix in _MARKDOWN_SUFFIXES else SourceFormat.TEXT


def suffix_of(name: str) -> str:
    """The suffix of a file's name with its dot, in small letters; "" where it has none."""
    stem, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return f".{suffix.lower()}" if dot and stem else ""


def _foreign_kind(content: bytes) -> str | None:
    head = content[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return next(
            (kind for sign, kind in _ZIPPED if sign in content[:200_000]), "an archive (ZIP)"
        )
    for signature, kind in _SIGNATURES:
        if head.removeprefix(b"\xef\xbb\xbf").startswith(signature):
            return kind
    markup = _MARKUP.match(head)
    if markup:
        return "an XML file" if b"?xml" in markup[0].lower() else "a web page (HTML)"
    return None


def _starts_with_record(content: bytes) -> bool:
    """Whether the first line is a record of a BEIR corpus."""
    first = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if first != b"{":
        return False
    line = content.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and {"_id", "text"} <= record.keys()
