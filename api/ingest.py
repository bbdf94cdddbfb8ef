"""From a source to a document in a collection, and what is said of it.

Shared by `pilcrow index` and the HTTP routes. Must not open collections or encoders.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from api.answers.to_wire import wire_metadata
from api.wire import AddResponse
from index.collection import Writer
from index.encoders.base import Progress
from index.errors import InvalidParameter
from index.model import Metadata, ParsedCorpus, ParsedDocument
from index.reading.metadata import typed_object
from index.reading.source import SourceFile

MAX_NAME_LENGTH = 255


def source_of(name: str, content: bytes, metadata: Mapping[str, object]) -> SourceFile:
    """A source that came over the wire.

    Raises:
        InvalidParameter: the name is no plain file name.
        InvalidMetadata: a field has a wrong name or value.
    """
    if not 1 <= len(name) <= MAX_NAME_LENGTH:
        raise InvalidParameter(
            f"name: it has {len(name):,} characters; 1 to {MAX_NAME_LENGTH} are allowed",
            hint="name the document like a file, for example note.txt",
        )
    if not name.isprintable() or "/" in name or "\\" in name or name in (".", ".."):
        raise InvalidParameter(
            f"name: {name!r} is not a plain file name",
            hint="leave out folders and control characters, for example note.txt",
        )
    return SourceFile(name, content, typed_object(metadata))


def add_parsed(
    writer: Writer,
    source: SourceFile,
    parsed: ParsedDocument | ParsedCorpus,
    progress: Progress | None = None,
    announce: Progress | None = None,
) -> AddResponse:
    """Add what was parsed from a source, and say what came of it.

    Raises:
        InputError: it cannot be added; the collection is as it was.
        EncoderError, StorageError: vectors cannot be had, or the disk refuses.
    """
    result = writer.add(parsed, content_hash(source.content, source.metadata), progress, announce)
    warnings = parsed.warnings if isinstance(parsed, ParsedDocument) else ()
    return AddResponse(
        document_id=result.document_id,
        status=result.status,
        passages=result.passages,
        encoded=result.encoded,
        warnings=[*warnings, *([result.note] if result.note else [])],
    )


def content_hash(content: bytes, metadata: Metadata) -> str:
    """SHA-256, in hexadecimal, of all that a document is parsed from."""
    fields = json.dumps(wire_metadata(metadata), sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(content)
    digest.update(b"\0" + fields.encode("utf-8"))
    return digest.hexdigest()
