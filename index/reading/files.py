"""Walks files and folders and reads their bytes, one at a time; a bad one is reported, not fatal.

Must not decode or parse what it reads.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import PathNotFound, PilcrowError, UnreadableFile
from index.model import Metadata, MetadataValue
from index.reading.archives import expand, is_archive
from index.reading.decoding import too_large
from index.reading.formats import READ_SUFFIXES, is_other_table, suffix_of
from index.reading.limits import MAX_FILE_BYTES
from index.reading.metadata import merged, metadata_from_bytes
from index.reading.source_file import (
    CORPUS_NAME,
    QUERIES_NAME,
    SIDECAR_SUFFIX,
    OnSkip,
    SourceFile,
    ignore_skipped,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to be read.

    Attributes:
        path: where it is.
        name: what it is called from then on.
        outright: whether the user named it, and not a folder around it.
    """

    path: Path
    name: str
    outright: bool


def iter_sources(
    paths: Sequence[Path], *, metadata: Metadata, on_skip: OnSkip | None = None
) -> Iterator[SourceFile | PilcrowError]:
    """Reads files, and folders with all their folders, in order of name.

    Hidden files are passed over, and sidecars, even where they are named. In a folder, a file that
    is none of `READ_SUFFIXES` is left out, and so is a table without paragraphs; a folder with
    `corpus.jsonl` (BEIR) gives that file only. A file named outright is read whatever its suffix,
    and is an error where it cannot be. An archive gives the files in it.

    Args:
        paths: what the user named; each file is given once.
        metadata: what the user set for all of them.
        on_skip: told of what is left out.

    Yields:
        Each source, or the error that stands for it.
    """
    skip = on_skip or ignore_skipped
    walker = _Walker(skip)
    for path in paths:
        for item in walker.below(path):
            yield from [item] if isinstance(item, PilcrowError) else _sources(item, metadata, skip)


def _sources(
    found: _Found, metadata: Metadata, on_skip: OnSkip
) -> Iterator[SourceFile | PilcrowError]:
    """What a file holds: itself, or the files of an archive."""
    read = _read(found, metadata)
    if isinstance(read, PilcrowError):
        yield read
    elif is_archive(read):
        yield from expand(read, on_skip=on_skip)
    elif not found.outright and is_other_table(found.name, read.content):
        on_skip(found.path, "a table without a column named text")
    else:
        yield read


class _Walker:
    """Walks what the user named; remembers folders and files, so that loops of links end."""

    def __init__(self, on_skip: OnSkip) -> None:
        self._on_skip = on_skip
        self._seen: set[Path | tuple[int, int]] = set()

    def below(self, path: Path) -> Iterator[_Found | PilcrowError]:
        try:
            status = path.stat()
        except OSError as error:
            yield _unreachable(path, error)
            return
        if not stat.S_ISDIR(status.st_mode):
            if _is_sidecar(path):
                return  # a shell's * names it, too
            yield from self._file(path, _outright_name(path), outright=True)
        else:
            yield from self._folder(path, path)

    def _folder(self, folder: Path, root: Path) -> Iterator[_Found | PilcrowError]:
        try:
            status = folder.stat()
            if not self._is_new((status.st_dev, status.st_ino)):
                return
            names = sorted(entry.name for entry in folder.iterdir())
        except OSError as error:
            yield _unreachable(folder, error)
            return
        if CORPUS_NAME in names:
            yield from self._file(folder / CORPUS_NAME, _name_below(folder, root))
            for name in names:
                if not name.startswith(".") and not name.startswith(CORPUS_NAME):
                    self._on_skip(
                        folder / name, f"the folder is a BEIR corpus: {CORPUS_NAME} is read"
                    )
            return
        for name in names:
            if not name.startswith("."):
                yield from self._entry(folder / name, root)

    def _entry(self, path: Path, root: Path) -> Iterator[_Found | PilcrowError]:
        try:
            is_folder = path.is_dir()
        except OSError as error:
            yield _unreachable(path, error)
            return
        if is_folder:
            yield from self._folder(path, root)
        elif path.name.endswith(SIDECAR_SUFFIX):
            return
        elif suffix_of(path.name) not in READ_SUFFIXES:
            self._on_skip(path, "none of the formats that are read")
        elif path.name == QUERIES_NAME:
            self._on_skip(path, "queries of an evaluation, not documents")
        else:
            yield from self._file(path, _name_below(path, root))

    def _file(
        self, path: Path, name: str, *, outright: bool = False
    ) -> Iterator[_Found | PilcrowError]:
        try:
            path.stat()
        except OSError as error:
            yield _unreachable(path, error)
            return
        if self._is_new(path.resolve()):
            yield _Found(path, name, outright)

    def _is_new(self, identity: Path | tuple[int, int]) -> bool:
        if identity in self._seen:
            return False
        self._seen.add(identity)
        return True


def _name_below(path: Path, root: Path) -> str:
    """A path below the folder that was given; that folder's own name for the folder itself."""
    return _shown(path.resolve().name if path == root else path.relative_to(root).as_posix())


def _outright_name(path: Path) -> str:
    name = path.resolve().parent.name if path.name == CORPUS_NAME else ""
    return _shown(name or path.name)


def _shown(name: str) -> str:
    """A name as text, whatever bytes the file system has in it."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _read(found: _Found, metadata: Metadata) -> SourceFile | PilcrowError:
    try:
        status = found.path.stat()
        if not stat.S_ISREG(status.st_mode):
            return UnreadableFile(
                f"{found.path} is no ordinary file.", hint="Name a file or a folder."
            )
        if status.st_size > MAX_FILE_BYTES:
            return too_large(str(found.path), status.st_size)
        content = found.path.read_bytes()
        return SourceFile(found.name, content, merged(_sidecar(found.path), metadata))
    except PilcrowError as error:
        return error
    except OSError as error:
        return _unreachable(found.path, error)


def _is_sidecar(path: Path) -> bool:
    """Whether a file is the metadata of one beside it, which is there."""
    name = path.name.removesuffix(SIDECAR_SUFFIX)
    return name not in ("", path.name) and path.with_name(name).is_file()


def _sidecar(path: Path) -> dict[str, MetadataValue]:
    """Metadata beside a file; none where there is no sidecar.

    Raises:
        InvalidMetadata: the sidecar cannot be read as metadata.
        OSError: it cannot be read at all.
    """
    beside = path.with_name(path.name + SIDECAR_SUFFIX)
    if not beside.is_file():
        return {}
    return metadata_from_bytes(beside.read_bytes(), source=str(beside))


def _unreachable(path: Path, error: OSError) -> PilcrowError:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return PathNotFound(
                f"{path} does not exist.", hint="Check the path; nothing else was lost."
            )
        case PermissionError():
            return UnreadableFile(
                f"{path} may not be read: permission denied.",
                hint="Grant read permission, or run as a user who has it.",
            )
    return UnreadableFile(
        f"{path} cannot be read: {error.strerror}.", hint="Check the disk and the path."
    )
