"""Texts that a command is given: a file of any supported format, or stdin.

Must not interpret what it reads.
"""

from __future__ import annotations

import sys
from pathlib import Path


def read_bytes(path: Path) -> bytes:
    """The content of a file, or of stdin for `-`.

    Raises:
        PathNotFound, UnreadableFile: there is none, or none that can be read.
    """
    from index.errors import PathNotFound, UnreadableFile

    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PathNotFound(f"there is no file {path}", hint="check the path") from error
    except OSError as error:
        raise UnreadableFile(
            f"{path} cannot be read: {error.strerror}", hint="check what it is and its permissions"
        ) from error


def read_text(path: Path) -> str:
    """The text of a plain file, or of stdin.

    Raises:
        PathNotFound, UnreadableFile: there is none, or none that can be read.
    """
    from index.reading.decoding import decode

    return decode(read_bytes(path), name="stdin" if str(path) == "-" else str(path))


def read_draft_text(path: Path) -> str:
    """The text of a draft: a plain file, or what a reader sees of a word processor's.

    Raises:
        PathNotFound, UnreadableFile: there is none, or none that can be read.
        UnsupportedFormat: it is no document.
    """
    from index.model import BlockKind, ParsedDocument
    from index.reading.decoding import decode
    from index.reading.formats import SourceFormat, source_format
    from index.reading.source import SourceFile, parse_source

    content = read_bytes(path)
    name = "stdin" if str(path) == "-" else path.name
    if source_format(name, content) in (SourceFormat.DOCX, SourceFormat.DOC, SourceFormat.PDF):
        parsed = parse_source(SourceFile(name, content, {}))
        if isinstance(parsed, ParsedDocument):
            left_out = (BlockKind.FOOTNOTE, BlockKind.BOILERPLATE)
            return "\n".join(one.text for one in parsed.blocks if one.kind not in left_out)
    return decode(content, name=name)
