"""Two tables: from each error to its HTTP status and to its exit code.

The tree of errors is in `index/errors.py`; a test checks that every leaf is in both tables.
Must not import anything heavy: the command line loads this before anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from index.errors import (
    CitationNotFound,
    CollectionLocked,
    CollectionNotFound,
    DocumentNotFound,
    DuplicateId,
    EncoderBuildFailed,
    EncoderMismatch,
    EncoderUnavailable,
    IndexDamaged,
    IndexTooNew,
    IndexTooOld,
    InvalidEvaluation,
    InvalidFilter,
    InvalidMetadata,
    InvalidParameter,
    InvalidQuery,
    InvalidRecord,
    InvalidSetting,
    PassageNotFound,
    PathNotFound,
    PilcrowError,
    StorageDenied,
    StorageFull,
    UnknownField,
    UnreadableFile,
    UnsupportedFormat,
)

EXIT_OK: Final = 0
EXIT_SOME_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_NOT_FOUND: Final = 3
EXIT_INPUT: Final = 4
EXIT_COLLECTION: Final = 5
EXIT_STORAGE: Final = 6
EXIT_ENCODER: Final = 7
EXIT_INTERNAL: Final = 70
EXIT_INTERRUPTED: Final = 130

EXIT_CODES: Final[dict[type[PilcrowError], int]] = {
    PathNotFound: EXIT_INPUT,
    UnreadableFile: EXIT_INPUT,
    UnsupportedFormat: EXIT_INPUT,
    InvalidRecord: EXIT_INPUT,
    DuplicateId: EXIT_INPUT,
    InvalidMetadata: EXIT_INPUT,
    InvalidQuery: EXIT_USAGE,
    InvalidParameter: EXIT_USAGE,
    InvalidFilter: EXIT_USAGE,
    UnknownField: EXIT_USAGE,
    InvalidEvaluation: EXIT_USAGE,
    CollectionNotFound: EXIT_NOT_FOUND,
    DocumentNotFound: EXIT_NOT_FOUND,
    PassageNotFound: EXIT_NOT_FOUND,
    CitationNotFound: EXIT_NOT_FOUND,
    EncoderMismatch: EXIT_COLLECTION,
    IndexTooNew: EXIT_COLLECTION,
    IndexTooOld: EXIT_COLLECTION,
    IndexDamaged: EXIT_COLLECTION,
    StorageFull: EXIT_STORAGE,
    StorageDenied: EXIT_STORAGE,
    CollectionLocked: EXIT_STORAGE,
    EncoderUnavailable: EXIT_ENCODER,
    EncoderBuildFailed: EXIT_ENCODER,
    InvalidSetting: EXIT_USAGE,
}

# 400: the request is wrong. 422: the request is sound, the document in it is not.
HTTP_STATUSES: Final[dict[type[PilcrowError], HTTPStatus]] = {
    PathNotFound: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnreadableFile: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnsupportedFormat: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    InvalidRecord: HTTPStatus.UNPROCESSABLE_ENTITY,
    DuplicateId: HTTPStatus.CONFLICT,
    InvalidMetadata: HTTPStatus.UNPROCESSABLE_ENTITY,
    InvalidQuery: HTTPStatus.BAD_REQUEST,
    InvalidParameter: HTTPStatus.BAD_REQUEST,
    InvalidFilter: HTTPStatus.BAD_REQUEST,
    UnknownField: HTTPStatus.BAD_REQUEST,
    InvalidEvaluation: HTTPStatus.BAD_REQUEST,
    CollectionNotFound: HTTPStatus.NOT_FOUND,
    DocumentNotFound: HTTPStatus.NOT_FOUND,
    PassageNotFound: HTTPStatus.NOT_FOUND,
    CitationNotFound: HTTPStatus.NOT_FOUND,
    EncoderMismatch: HTTPStatus.CONFLICT,
    IndexTooNew: HTTPStatus.CONFLICT,
    IndexTooOld: HTTPStatus.CONFLICT,
    IndexDamaged: HTTPStatus.INTERNAL_SERVER_ERROR,
    StorageFull: HTTPStatus.INSUFFICIENT_STORAGE,
    StorageDenied: HTTPStatus.INTERNAL_SERVER_ERROR,
    CollectionLocked: HTTPStatus.SERVICE_UNAVAILABLE,
    EncoderUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    EncoderBuildFailed: HTTPStatus.INTERNAL_SERVER_ERROR,
    InvalidSetting: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def exit_code(error: PilcrowError) -> int:
    """Exit code of a command that ends with `error`."""
    return EXIT_CODES.get(type(error), EXIT_INTERNAL)


def http_status(error: PilcrowError) -> HTTPStatus:
    """Status of a response that reports `error`."""
    return HTTP_STATUSES.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)


def leaf_errors(root: type[PilcrowError] = PilcrowError) -> Iterator[type[PilcrowError]]:
    """Every error class that is raised: those that no other class refines."""
    children = root.__subclasses__()
    if not children:
        yield root
    for child in children:
        yield from leaf_errors(child)
