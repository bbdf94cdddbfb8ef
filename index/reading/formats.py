"""What kind of file some bytes are, told by the bytes themselves.

Must not decode text or parse records.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum

from index.errors import PilcrowError, UnreadableFile, UnsupportedFormat
from index.reading.packages import package_kind
from index.reading.paragraph_fields import has_text
from index.reading.table_shape import looks_like_table, table_shape


class SourceFormat(StrEnum):
    """Formats that are read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    DOC = "doc"
    PDF = "pdf"
    BEIR = "beir"
    RECORDS = "records"
    CSV = "csv"
    ARCHIVE = "archive"


READ_SUFFIXES = frozenset(
    {
        *(".txt", ".text", ".md", ".markdown"),
        *(".html", ".htm", ".xhtml"),
        *(".docx", ".docm", ".dotx", ".doc", ".pdf"),
        *(".jsonl", ".ndjson", ".csv", ".tsv", ".zip"),
    }
)
"""Suffixes of the files that are taken from a folder."""

NAMES = {
    SourceFormat.TEXT: "plain text",
    SourceFormat.MARKDOWN: "Markdown",
    SourceFormat.HTML: "a web page (HTML)",
    SourceFormat.DOCX: "a Word file (DOCX)",
    SourceFormat.DOC: "a Word file (DOC)",
    SourceFormat.PDF: "a PDF file",
    SourceFormat.BEIR: "records (JSONL)",
    SourceFormat.RECORDS: "records (JSONL)",
    SourceFormat.CSV: "a table (CSV)",
    SourceFormat.ARCHIVE: "an archive (ZIP)",
}
"""What each format is called in messages."""

_OF_SUFFIX = {
    **dict.fromkeys((".md", ".markdown"), SourceFormat.MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), SourceFormat.HTML),
    **dict.fromkeys((".docx", ".docm", ".dotx"), SourceFormat.DOCX),
    **dict.fromkeys((".jsonl", ".ndjson"), SourceFormat.BEIR),
    **dict.fromkeys((".csv", ".tsv"), SourceFormat.CSV),
    ".doc": SourceFormat.DOC,
    ".pdf": SourceFormat.PDF,
    ".zip": SourceFormat.ARCHIVE,
}
_TEXT_OF_OTHER_KINDS = {
    ".json": "a JSON file",
    ".xml": "an XML file",
    ".svg": "an image (SVG)",
    ".py": "a program",
}
"""Texts that only their name tells from documents."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "a rich text file (RTF)"),
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
    (b"MIME-Version:", "a web archive (MHTML) or a mail"),
)
_BOM = b"\xef\xbb\xbf"
_PDF = re.compile(rb"%PDF-\d\.\d")
_PDF_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "an encrypted Office file"),
    ("WordDocument", "a Word file (DOC)"),
    ("Workbook", "a spreadsheet (XLS)"),
    ("PowerPoint Document", "a presentation (PPT)"),
)
_HTML = re.compile(r"\s{0,200}<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_XML = re.compile(r"\s{0,200}<\?xml\s", re.IGNORECASE)
_XHTML = re.compile(r"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"\s{0,200}<(?:!--|(?:head|body|title|meta|style|div|p|h[1-6]|table|ol|ul|article|section|main"
    r"|center|font|span|b)[\s>])",
    re.IGNORECASE,
)
_BLOCK_END = re.compile(r"</(?:p|div|h[1-6]|li|td|body|head|title|section|article)\s*>", re.I)
_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]{0,20}(?:\s[^<>]{0,300})?/?|!--)>?")
_HEAD = 4096
_HINT = (
    "Pilcrow reads text, Markdown, HTML, DOCX, DOC, PDF, JSONL, CSV and ZIP. Save the document as "
    "one of these and add that."
)


def source_format(name: str, content: bytes) -> SourceFormat:
    """Tells in which format some content is.

    Args:
        name: the file's name; its suffix decides only between kinds of text that look alike.
        content: the whole file.

    Raises:
        UnsupportedFormat: it is of a kind that is not read; the message says which.
        UnreadableFile: it is protected by a password.
    """
    bare = content.removeprefix(_BOM)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _read_or_refused(name, package_kind(content))
    if content.startswith(_OLE):
        return _of_compound_file(name, content)
    if bare.lstrip()[:4] == b"%PDF" or (_PDF.search(content[:_PDF_HEAD]) and b"endobj" in content):
        return SourceFormat.PDF
    for signature, kind in _SIGNATURES:
        if bare.startswith(signature):
            raise _refused(name, kind)
    return _of_text(name, content)


def suffix_of(name: str) -> str:
    """The suffix of a file's name with its dot, in small letters; "" where it has none."""
    stem, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return f".{suffix.lower()}" if dot and stem else ""


def misnamed(name: str, kind: SourceFormat) -> str:
    """A warning where a file's name says another format than its content; "" where it does not."""
    said = _OF_SUFFIX.get(suffix_of(name), kind)
    records = {SourceFormat.BEIR, SourceFormat.RECORDS}
    if said is kind or {said, kind} <= records:
        return ""
    return f"The file is named like {NAMES[said]}, but its content is {NAMES[kind]}."


def is_other_table(name: str, content: bytes) -> bool:
    """Whether a file named as a table (CSV, TSV) is one, but not of paragraphs."""
    if _OF_SUFFIX.get(suffix_of(name)) is not SourceFormat.CSV:
        return False
    try:
        is_table = source_format(name, content) is SourceFormat.CSV
    except PilcrowError:
        return False
    return is_table and table_shape(_head_of_text(content)) is None


def _of_text(name: str, content: bytes) -> SourceFormat:
    suffix = suffix_of(name)
    head = _head_of_text(content)
    if _HTML.match(head):
        return SourceFormat.HTML
    if _XML.match(head):
        if _XHTML.search(head):
            return SourceFormat.HTML
        raise _refused(name, "an XML file")
    if suffix in _TEXT_OF_OTHER_KINDS:
        raise _refused(name, _TEXT_OF_OTHER_KINDS[suffix])
    said = _OF_SUFFIX.get(suffix)
    if said is SourceFormat.CSV:
        return SourceFormat.CSV
    record = _first_record(content)
    if record is not None and (said is SourceFormat.BEIR or has_text(record)):
        return SourceFormat.BEIR if {"_id", "text"} <= record.keys() else SourceFormat.RECORDS
    if said in (SourceFormat.BEIR, SourceFormat.MARKDOWN):
        return said
    if said is SourceFormat.HTML and _TAG.search(head):
        return SourceFormat.HTML
    if _FRAGMENT.match(head) and _BLOCK_END.search(head):
        return SourceFormat.HTML
    return SourceFormat.CSV if looks_like_table(head) else SourceFormat.TEXT


def _head_of_text(content: bytes) -> str:
    """The beginning of a text, as far as its encoding shows: enough to see tags and columns."""
    head = content[:_HEAD]
    for bom, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(bom):
            return head[2:].decode(encoding, errors="replace")
    return head.removeprefix(_BOM).decode("utf-8", errors="replace")


def _of_compound_file(name: str, content: bytes) -> SourceFormat:
    """An Office file of the old kind, told by the names of its streams."""
    kind = next(
        (kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in content),
        "an old Office file (DOC, XLS or PPT)",
    )
    if kind == _OLE_STREAMS[0][1]:
        raise UnreadableFile(
            f"{name} is protected by a password.", hint="Save it without one and add it again."
        )
    return _read_or_refused(name, kind)


def _read_or_refused(name: str, kind: str) -> SourceFormat:
    """The format that a description names.

    Raises:
        UnsupportedFormat: it is none that is read.
    """
    found = next((form for form, known in NAMES.items() if known == kind), None)
    if found is None:
        raise _refused(name, kind)
    return found


def _refused(name: str, kind: str) -> UnsupportedFormat:
    return UnsupportedFormat(f"{name} is {kind}, which is not read.", hint=_HINT)


def _first_record(content: bytes) -> dict[str, object] | None:
    """The JSON object on the first line, if there is one."""
    start = content.removeprefix(_BOM).lstrip()
    if start[:1] != b"{":
        return None
    try:
        record = json.loads(start.split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
