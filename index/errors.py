"""Every error that Pilcrow raises on purpose, in one tree.

    PilcrowError
    ├── InputError                 something given to be indexed cannot be
    │   ├── PathNotFound           path_not_found
    │   ├── UnreadableFile         unreadable_file
    │   ├── UnsupportedFormat      unsupported_format
    │   ├── InvalidRecord          invalid_record
    │   ├── DuplicateId            duplicate_id
    │   └── InvalidMetadata        invalid_metadata
    ├── QueryError                 something asked cannot be answered as asked
    │   ├── InvalidQuery           invalid_query
    │   ├── InvalidParameter       invalid_parameter
    │   ├── InvalidFilter          invalid_filter
    │   ├── UnknownField           unknown_field
    │   └── InvalidEvaluation      invalid_evaluation
    ├── NotFound                   the thing named does not exist
    │   ├── CollectionNotFound     collection_not_found
    │   ├── DocumentNotFound       document_not_found
    │   ├── PassageNotFound        passage_not_found
    │   └── CitationNotFound       citation_not_found
    ├── CollectionError            the collection as found cannot be used
    │   ├── EncoderMismatch        encoder_mismatch
    │   ├── IndexTooNew            index_too_new
    │   ├── IndexTooOld            index_too_old
    │   └── IndexDamaged           index_damaged
    ├── StorageError               the disk or the folder refuses
    │   ├── StorageFull            storage_full
    │   ├── StorageDenied          storage_denied
    │   └── CollectionLocked       collection_locked
    ├── EncoderError               vectors cannot be had
    │   ├── EncoderUnavailable     encoder_unavailable
    │   └── EncoderBuildFailed     encoder_build_failed
    └── InvalidSetting             invalid_setting

`code` is stable and relied upon by programs; `message` says what was wrong with *which* input;
`hint` says what to do. HTTP statuses and exit codes are two tables in `api/errors.py`; a test
checks that every leaf is in both. Must not do anything but carry these three strings.
"""

from __future__ import annotations

from typing import ClassVar


class PilcrowError(Exception):
    """Root of the tree. Raise a leaf, never this.

    Args:
        message: what was wrong, naming the input.
        hint: what the user can do about it.
    """

    code: ClassVar[str] = "internal_error"

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(PilcrowError):
    """Something given to be indexed cannot be."""


class PathNotFound(InputError):
    """A file or folder named by the user is not there."""

    code = "path_not_found"


class UnreadableFile(InputError):
    """The file is empty, binary, damaged, too large, or in an encoding that cannot be told."""

    code = "unreadable_file"


class UnsupportedFormat(InputError):
    """The content is sound but of a kind that Pilcrow does not read."""

    code = "unsupported_format"


class InvalidRecord(InputError):
    """A line of a JSONL file is not JSON or lacks a required field."""

    code = "invalid_record"


class DuplicateId(InputError):
    """Two passages or documents claim one identifier."""

    code = "duplicate_id"


class InvalidMetadata(InputError):
    """A metadata field or value has a wrong name or type."""

    code = "invalid_metadata"


class QueryError(PilcrowError):
    """Something asked cannot be answered as asked."""


class InvalidQuery(QueryError):
    """The query text is empty or too long."""

    code = "invalid_query"


class InvalidParameter(QueryError):
    """A parameter of the request is out of its bounds."""

    code = "invalid_parameter"


class InvalidFilter(QueryError):
    """The filter is malformed, or compares a field with a value of another type."""

    code = "invalid_filter"


class UnknownField(QueryError):
    """The filter names a field that no passage of the collection has."""

    code = "unknown_field"


class InvalidEvaluation(QueryError):
    """Queries or qrels are missing, malformed, or name passages that do not exist."""

    code = "invalid_evaluation"


class NotFound(PilcrowError):
    """The thing named does not exist."""


class CollectionNotFound(NotFound):
    """No collection of that name in the data folder."""

    code = "collection_not_found"


class DocumentNotFound(NotFound):
    """No document of that id in the collection."""

    code = "document_not_found"


class PassageNotFound(NotFound):
    """No passage of that id in the collection."""

    code = "passage_not_found"


class CitationNotFound(NotFound):
    """The citation cannot be resolved to a passage, or to more than one."""

    code = "citation_not_found"


class CollectionError(PilcrowError):
    """The collection as found cannot be used."""


class EncoderMismatch(CollectionError):
    """The collection was built with another encoder than the one configured."""

    code = "encoder_mismatch"


class IndexTooNew(CollectionError):
    """The collection was written by a newer version of Pilcrow."""

    code = "index_too_new"


class IndexTooOld(CollectionError):
    """The collection was written by an older version of Pilcrow and lacks what this one needs."""

    code = "index_too_old"


class IndexDamaged(CollectionError):
    """The store cannot be read as one of ours."""

    code = "index_damaged"


class StorageError(PilcrowError):
    """The disk or the folder refuses."""


class StorageFull(StorageError):
    """No space is left; what was committed before is intact."""

    code = "storage_full"


class StorageDenied(StorageError):
    """The folder or file may not be written or read."""

    code = "storage_denied"


class CollectionLocked(StorageError):
    """Another process is writing to the collection."""

    code = "collection_locked"


class EncoderError(PilcrowError):
    """Vectors cannot be had."""


class EncoderUnavailable(EncoderError):
    """The encoder cannot be loaded or reached."""

    code = "encoder_unavailable"


class EncoderBuildFailed(EncoderError):
    """The default encoder could not be built from its weights."""

    code = "encoder_build_failed"


class InvalidSetting(PilcrowError):
    """A setting is unknown or out of its bounds."""

    code = "invalid_setting"
