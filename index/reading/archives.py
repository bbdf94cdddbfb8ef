"""Takes the files out of a ZIP archive, one at a time; what is hostile or damaged is refused alone.

Must not parse what it takes out, nor write anything to the disk.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from index.errors import DuplicateId, PilcrowError, UnreadableFile, UnsupportedFormat
from index.model import MetadataValue
from index.reading.decoding import too_large
from index.reading.formats import READ_SUFFIXES, SourceFormat, source_format, suffix_of
from index.reading.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_MEMBERS,
    MAX_ARCHIVE_RATIO,
    MAX_FILE_BYTES,
    MAX_METADATA_BYTES,
)
from index.reading.metadata import merged, metadata_from_bytes
from index.reading.source_file import (
    CORPUS_NAME,
    QUERIES_NAME,
    SIDECAR_SUFFIX,
    OnSkip,
    SourceFile,
    ignore_skipped,
)

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_UNICODE_PATH = 0x7075
_ENTRY = b"PK\x01\x02"
_HARMLESS_BYTES = 10_000_000
"""Unpacked size up to which any ratio is harmless."""
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})
_UNPACK_HINT = "Unpack it and add the folder, or split it into several archives."
_MAKE_HINT = "Make the archive anew and add it again."
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in an archive, under the name that it has there."""

    name: str
    entry: zipfile.ZipInfo


def is_archive(source: SourceFile) -> bool:
    """Whether a source is a ZIP archive of files, and not a document that is packed as one."""
    if not source.content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        return source_format(source.name, source.content) is SourceFormat.ARCHIVE
    except PilcrowError:
        return False


def expand(
    source: SourceFile,
    *,
    on_skip: OnSkip = ignore_skipped,
    max_bytes: int = MAX_ARCHIVE_BYTES,
) -> Iterator[SourceFile | PilcrowError]:
    """Takes the files out of an archive, in order of name.

    `x.meta.json` in it is the metadata of `x`; hidden files, those of the operating system and
    those that a folder would not give either are left out. Nothing of it is written anywhere, and
    one file is in memory at a time.

    Args:
        source: the archive; its metadata are every file's, and win over those of sidecars.
        on_skip: told of what is left out.
        max_bytes: how much all of it may unpack to.

    Yields:
        Each file, named below the archive ("docs.zip/a/b.txt"), or the error that stands for it:
        a name that leads out of the archive, a link, an archive in the archive, a password, two
        files of one name, damage, or a size that no document has.
    """
    if source.content.count(_ENTRY) > MAX_ARCHIVE_MEMBERS:
        yield UnreadableFile(
            f"{source.name} holds more than {MAX_ARCHIVE_MEMBERS:,} files.", hint=_UNPACK_HINT
        )
        return
    try:
        package = zipfile.ZipFile(io.BytesIO(source.content))
    except _DAMAGED as error:
        yield UnreadableFile(
            f"{source.name} is damaged: it is no sound ZIP archive ({error}).", hint=_MAKE_HINT
        )
        return
    with package:
        yield from _Expansion(source, package, on_skip, max_bytes).items()


class _Expansion:
    """One pass over an archive; counts what was taken out of it."""

    def __init__(
        self, source: SourceFile, package: zipfile.ZipFile, on_skip: OnSkip, max_bytes: int
    ) -> None:
        self._source = source
        self._package = package
        self._on_skip = on_skip
        self._max_bytes = max_bytes
        self._taken = 0
        self._members: dict[str, list[zipfile.ZipInfo]] = {}
        for entry in package.infolist():
            if not entry.is_dir():
                self._members.setdefault(_name(entry), []).append(entry)
        self._corpora = frozenset(
            str(PurePosixPath(name).parent)
            for name in self._members
            if PurePosixPath(name).name == CORPUS_NAME
        )

    def items(self) -> Iterator[SourceFile | PilcrowError]:
        empty = True
        for name in sorted(self._members):
            reason = self._why_skipped(name)
            if reason is not None:
                if reason:
                    self._on_skip(Path(self._shown(name)), reason)
                continue
            empty = False
            try:
                yield self._file(name)
            except PilcrowError as error:
                yield error
            if self._taken > self._max_bytes:
                return
        if empty:
            yield UnreadableFile(
                f"{self._source.name} holds no file that is read.",
                hint="Check what was packed; formats are told by content, in folders by suffix.",
            )

    def _why_skipped(self, name: str) -> str | None:
        """Why a file is left out: "" where nobody need be told, None where it is not."""
        path = PurePosixPath(name)
        if name.endswith(SIDECAR_SUFFIX):
            return ""
        if "__MACOSX" in path.parts or path.name.lower() in _SYSTEM_FILES:
            return "of the operating system"
        if any(part.startswith(".") and part.strip(".") for part in path.parts):
            return "hidden"
        corpus = next((str(p) for p in path.parents if str(p) in self._corpora), None)
        if corpus is not None and path != PurePosixPath(corpus) / CORPUS_NAME:
            return f"the folder is a BEIR corpus: {CORPUS_NAME} is read"
        if path.name == QUERIES_NAME:
            return "queries of an evaluation, not documents"
        if suffix_of(name) not in READ_SUFFIXES and not _is_unsafe(name):
            return "none of the formats that are read"
        return None

    def _file(self, name: str) -> SourceFile:
        """A file with its metadata.

        Raises:
            InputError: it is refused.
        """
        content = self._content(name, MAX_FILE_BYTES)
        shown = self._shown(name)
        if name.lower().endswith(".zip") or is_archive(SourceFile(shown, content, {})):
            raise _nested(shown)
        path = PurePosixPath(name)
        if path.name == CORPUS_NAME:
            shown = self._shown(str(path.parent)) if path.parent.name else self._source.name
        return SourceFile(shown, content, merged(self._sidecar(name), self._source.metadata))

    def _sidecar(self, name: str) -> Mapping[str, MetadataValue]:
        beside = name + SIDECAR_SUFFIX
        if beside not in self._members:
            return {}
        content = self._content(beside, MAX_METADATA_BYTES + 1)
        return metadata_from_bytes(content, source=self._shown(beside))

    def _content(self, name: str, limit: int) -> bytes:
        """The bytes of a file, all checks passed.

        Raises:
            UnreadableFile, DuplicateId, UnsupportedFormat: it is refused.
        """
        shown, entries = self._shown(name), self._members[name]
        if len(entries) > 1:
            raise DuplicateId(
                f"{self._source.name} holds {len(entries)} files named {name}; none was read.",
                hint=_MAKE_HINT,
            )
        [entry] = entries
        _require_sound(shown, name, entry)
        if entry.file_size > limit:
            raise too_large(shown, entry.file_size)
        if entry.file_size > max(_HARMLESS_BYTES, entry.compress_size * MAX_ARCHIVE_RATIO):
            raise UnreadableFile(
                f"{shown} unpacks to {entry.file_size:,} bytes out of {entry.compress_size:,}, "
                "as no document does.",
                hint="If it is sound, unpack it and add the file itself.",
            )
        self._taken += entry.file_size
        if self._taken > self._max_bytes:
            raise UnreadableFile(
                f"{shown} and what comes after it was not read: {self._source.name} unpacks to "
                f"more than {self._max_bytes:,} bytes.",
                hint=_UNPACK_HINT,
            )
        try:
            return self._package.read(entry)
        except _DAMAGED as error:
            raise UnreadableFile(f"{shown} is damaged: {error}.", hint=_MAKE_HINT) from error
        except RuntimeError as error:  # how zipfile says that a password is needed
            raise _locked(shown) from error

    def _shown(self, name: str) -> str:
        return f"{self._source.name}/{name}"


def _require_sound(shown: str, name: str, entry: zipfile.ZipInfo) -> None:
    """Refuses what is no ordinary file of the archive.

    Raises:
        UnreadableFile, UnsupportedFormat: it is none.
    """
    if _is_unsafe(name) or "\0" in entry.orig_filename:
        raise UnreadableFile(
            f"{shown} has a name that leads out of the archive, or none.", hint=_MAKE_HINT
        )
    mode = entry.external_attr >> 16
    if entry.create_system == 3 and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        what = "a link" if stat.S_ISLNK(mode) else "no ordinary file"
        raise UnreadableFile(
            f"{shown} is {what}, which an archive must not hold.",
            hint="Pack the file that it stands for.",
        )
    if entry.flag_bits & _ENCRYPTED:
        raise _locked(shown)
    if name.lower().endswith(".zip"):
        raise _nested(shown)


def _is_unsafe(name: str) -> bool:
    """Whether a name is absolute, climbs, or is none."""
    parts = PurePosixPath(name).parts
    drive = len(name) > 1 and name[1] == ":" and name[0].isalpha()
    return not parts or name.startswith("/") or ".." in parts or drive


def _locked(shown: str) -> UnreadableFile:
    return UnreadableFile(
        f"{shown} is protected by a password.", hint="Pack it without one and add it again."
    )


def _nested(shown: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        f"{shown} is an archive in an archive, which is not opened.",
        hint="Add it by itself, or unpack it first.",
    )


def _name(entry: zipfile.ZipInfo) -> str:
    """An entry's name, with `/` between folders.

    Where it is not said to be UTF-8, the field for Unicode names decides, then whether the bytes
    are UTF-8 all the same; else they are read as the format prescribes (code page 437).
    """
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME and not name.isascii():
        raw = name.encode("cp437", "replace")
        try:
            name = _unicode_path(entry.extra, raw) or raw.decode("utf-8")
        except UnicodeDecodeError:
            name = entry.filename
    return name.replace("\\", "/").removeprefix("./")


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The name in the Unicode path field, "" where there is none for these bytes."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        data, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(data) > 5 and data[0] == 1:
            [checksum] = struct.unpack("<I", data[1:5])
            if checksum == zlib.crc32(raw):
                return data[5:].decode("utf-8")
    return ""
