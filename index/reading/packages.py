"""What a ZIP package is: a Word file, a spreadsheet, a plain archive, told by its parts.

Must not unpack more of it than its list of names and one small entry.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from index.reading.limits import MAX_ARCHIVE_MEMBERS

ARCHIVE = "an archive (ZIP)"
_WORD = "a Word file (DOCX)"
_PARTS = (
    ("word/document.xml", _WORD),
    ("xl/workbook.xml", "a spreadsheet (XLSX)"),
    ("xl/workbook.bin", "a spreadsheet (XLSX)"),
    ("ppt/presentation.xml", "a presentation (PPTX)"),
)
_SIGNS = (
    (b"word/", _WORD),
    (b"xl/", "a spreadsheet (XLSX)"),
    (b"ppt/", "a presentation (PPTX)"),
)
_MEDIA_TYPES = (
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub+zip", "an electronic book (EPUB)"),
)
_MAIN_PART = b"wordprocessingml.document.main+xml"
_CONTENT_TYPES = "[Content_Types].xml"
_ENTRY = b"PK\x01\x02"
_TYPES_LIMIT = 1_000_000
_SNIFFED = 200_000


def package_kind(content: bytes) -> str:
    """What a file that begins like a ZIP archive is, in words.

    Where its list of names is lost, its first entries tell.
    """
    if content.count(_ENTRY) > MAX_ARCHIVE_MEMBERS:
        return ARCHIVE
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = frozenset(package.namelist())
            if _CONTENT_TYPES in names:
                return _office_kind(package, names)
            if "mimetype" in names:
                return _kind_of_media_type(_head(package, "mimetype"))
            return ARCHIVE
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError):
        return _kind_of_fragment(content[:_SNIFFED])


def _office_kind(package: zipfile.ZipFile, names: frozenset[str]) -> str:
    for part, kind in _PARTS:
        if part in names:
            return kind
    try:
        main = _MAIN_PART in _head(package, _CONTENT_TYPES)
    except RuntimeError:  # it is encrypted
        main = False
    if main:
        return _WORD
    folders = {name.partition("/")[0] for name in names}
    return next((kind for sign, kind in _SIGNS if sign.decode()[:-1] in folders), ARCHIVE)


def _head(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as entry:
        return entry.read(_TYPES_LIMIT)


def _kind_of_media_type(text: bytes) -> str:
    return next((kind for sign, kind in _MEDIA_TYPES if text.startswith(sign)), ARCHIVE)


def _kind_of_fragment(head: bytes) -> str:
    signs = (*_SIGNS, *_MEDIA_TYPES)
    return next((kind for sign, kind in signs if sign in head), ARCHIVE)
