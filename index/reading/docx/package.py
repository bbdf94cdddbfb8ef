"""The ZIP file that a DOCX is: its parts, how they refer to one another, and their XML.

Trusts nothing: sizes are bounded, no entity is resolved, no document type is accepted, nothing
outside the file is looked at. Must not know what a part means.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from index.errors import UnreadableFile, UnsupportedFormat
from index.reading.docx.markup import Element, attribute, name_of
from index.reading.limits import MAX_DOCX_BLOCK_MARKS, MAX_DOCX_PARTS, MAX_DOCX_XML_BYTES

_CHUNK = 1 << 16
_END_RECORD = struct.Struct("<4s4H2LH")
_END_SIGN, _BIG_SIGN, _BIG_SIZE = b"PK\x05\x06", b"PK\x06\x07", 20
_LONGEST_COMMENT = 1 << 16
_LARGEST_DIRECTORY = MAX_DOCX_PARTS * 400
_ENCRYPTED = 0x1
_COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DAMAGED_HINT = "Open it in a word processor, save it anew as DOCX and add that."
_LIMIT_HINT = "Split it into several documents, or export it as text and add that."
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference from one part to another, or to an address outside.

    Attributes:
        kind: last segment of its type ("styles", "header", "hyperlink").
        target: name of the part, or the address.
        external: whether it points out of the file.
    """

    kind: str
    target: str
    external: bool


class Package:
    """An opened DOCX.

    Args:
        content: the whole file.
        name: the file's name, for messages.

    Raises:
        UnreadableFile: it is no sound ZIP file, is encrypted, or holds too many files.
        UnsupportedFormat: it holds no document of a word processor.
    """

    def __init__(self, content: bytes, *, name: str) -> None:
        self._name = name
        self._left = MAX_DOCX_XML_BYTES
        _refuse_crowd(content, name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except _BROKEN as error:
            raise self._damaged() from error
        self._entries = {_part_name(entry.filename): entry for entry in entries}
        self.main = self._main_part()

    def has(self, part: str) -> bool:
        """Whether a part is there."""
        return _part_name(part) in self._entries

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by the id that it uses; for "" the file as a whole."""
        folder, base = posixpath.split(part)
        holder = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(holder):
            return {}
        found: dict[str, Relation] = {}
        for element in self.elements(holder):
            if name_of(element) == "rel:Relationship":
                target = attribute(element, "Target")
                external = attribute(element, "TargetMode") == "External"
                if not external:
                    target = _part_name(posixpath.join(f"/{folder}", target))
                kind = attribute(element, "Type").rpartition("/")[2]
                found[attribute(element, "Id")] = Relation(kind, target, external)
        return found

    def related(self, part: str, kind: str) -> str:
        """The part of a kind that a part refers to; "" where there is none."""
        relations = self.relations(part).values()
        return next(
            (
                r.target
                for r in relations
                if r.kind == kind and not r.external and self.has(r.target)
            ),
            "",
        )

    def elements(self, part: str, *, depth: int = 1) -> Iterator[Element]:
        """Reads a part and yields its elements at one depth below the root, one at a time.

        An element is gone once the next one is asked for, so that a document of any length is
        never in memory whole.

        Raises:
            UnreadableFile: the part is missing, damaged, too large, or no harmless XML.
        """
        parser = etree.XMLPullParser(
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            yield from self._fed(part, parser, depth)
            parser.close()
        except etree.XMLSyntaxError as error:
            raise self._damaged(f"{part}: {error.msg}") from error

    def _fed(self, part: str, parser: etree.XMLPullParser, depth: int) -> Iterator[Element]:
        level = marks = 0
        for chunk in self._chunks(part):
            if b"<!DOCTYPE" in chunk:
                raise self._typed(part)
            marks += chunk.count(b"<") + chunk.count(b"=")
            parser.feed(chunk)
            for event, element in parser.read_events():
                level += 1 if event == "start" else -1
                if event == "start" and level == 1 and element.getroottree().docinfo.doctype:
                    raise self._typed(part)
                if event == "end" and level == depth:
                    yield element
                    _discard(element)
                    marks = 0
            if marks > MAX_DOCX_BLOCK_MARKS:
                raise UnreadableFile(
                    f"{self._name} holds a block of more than {MAX_DOCX_BLOCK_MARKS:,} tags and "
                    f"attributes ({part}).",
                    hint=_LIMIT_HINT,
                )

    def _chunks(self, part: str) -> Iterator[bytes]:
        entry = self._entries.get(_part_name(part))
        if entry is None:
            raise self._damaged(f"it lacks {part}")
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableFile(
                f"{self._name} is encrypted.", hint="Remove its password and add it again."
            )
        if entry.compress_type not in _COMPRESSIONS:
            raise self._damaged(f"{part} is compressed in a way that no DOCX is")
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise UnreadableFile(
                            f"{self._name} unpacks to more than {MAX_DOCX_XML_BYTES:,} bytes of "
                            "XML.",
                            hint=_LIMIT_HINT,
                        )
                    yield chunk
        except _BROKEN as error:
            raise self._damaged(f"{part} cannot be unpacked") from error

    def _main_part(self) -> str:
        part = self.related("", "officeDocument") or "word/document.xml"
        if not self.has(part):
            raise UnsupportedFormat(
                f"{self._name} is no Word file: it holds no text document.",
                hint="Export it as DOCX, PDF or text and add that.",
            )
        return part

    def _damaged(self, what: str = "") -> UnreadableFile:
        reason = f" ({what})" if what else ": it is no sound ZIP file, or was cut off"
        return UnreadableFile(f"{self._name} is damaged{reason}.", hint=_DAMAGED_HINT)

    def _typed(self, part: str) -> UnreadableFile:
        return UnreadableFile(
            f"{self._name} declares a document type in {part}, as no Word file does; it may name "
            "files of this machine and is not read.",
            hint=_DAMAGED_HINT,
        )


def _part_name(written: str) -> str:
    """Part names have no root, no backslashes and no case."""
    return posixpath.normpath(written.replace("\\", "/")).lstrip("/").lower()


def _discard(element: Element) -> None:
    """Frees an element that was read, and what stood before it."""
    parent = element.getparent()
    element.clear()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _refuse_crowd(content: bytes, name: str) -> None:
    """Refuses a ZIP file whose directory alone would fill the memory, before it is read."""
    start = content.rfind(_END_SIGN, max(0, len(content) - _END_RECORD.size - _LONGEST_COMMENT))
    if start < 0 or start + _END_RECORD.size > len(content):
        raise UnreadableFile(
            f"{name} is damaged: it is no sound ZIP file, or was cut off.", hint=_DAMAGED_HINT
        )
    count, size = _END_RECORD.unpack_from(content, start)[4:6]
    is_big = start >= _BIG_SIZE and content.startswith(_BIG_SIGN, start - _BIG_SIZE)
    if is_big or count > MAX_DOCX_PARTS or size > _LARGEST_DIRECTORY:
        raise UnreadableFile(
            f"{name} holds more than {MAX_DOCX_PARTS:,} files, as no Word file does.",
            hint=_LIMIT_HINT,
        )
