"""Adding, replacing and removing documents, each as a whole or not at all.

Vectors are committed first, in batches; then one transaction swaps the old rows of a document
for the new. Killed at any moment, the store holds the old or the new document, and the next run
encodes nothing that was encoded before. Must not read files or search.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from index.analysis import ANALYSIS_VERSION
from index.balance_store import BalanceWriter
from index.calibration import Calibration, calibrate
from index.database import sqlite_errors, transaction
from index.encoders.base import Encoder, Progress, token_encoder
from index.errors import DocumentNotFound, DuplicateId, EncoderMismatch, InvalidRecord
from index.fields import FieldType, require_same_type
from index.manifest import Manifest
from index.model import ParsedCorpus, ParsedDocument
from index.preparation import (
    INDEXING_VERSION,
    PreparedDocument,
    has_symbol,
    identify,
    prepare,
    term_counts,
)
from index.store import StoredVersion, StoreReader, StoreWriter
from index.symbols.fields import SYMBOL_FIELDS
from index.token_codes import TokenBasis
from index.token_store import TokenWriter
from index.vectors import TokenSource, VectorCache, drop_abandoned

AddStatus = Literal["added", "replaced", "unchanged"]

_ROWS_ANALYSED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class AddResult:
    """What adding a document did.

    Attributes:
        document_id: the id it goes by.
        status: whether it is new, took the place of an earlier version, or was there already.
        passages: how many passages it has.
        encoded: how many texts were encoded for it; the others had vectors.
        note: one sentence the user should see; "" where there is nothing to say.
    """

    document_id: str
    status: AddStatus
    passages: int
    encoded: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Added:
    """A file that a writer has been given."""

    name: str
    content_hash: str


class Writer:
    """The one writer of a collection; `Collection.writer` opens it. Safe for many threads.

    It is good for one run over some files: to add a second version of a document, open another.

    Terms that an older version of Pilcrow has stored are brought up to date when it is made.

    Args:
        connection: a connection to write with, under the writer's lock.
        encoder: the collection's.
        path: the store's file, for messages.
        collection: the collection's name, for messages.
    """

    def __init__(
        self, connection: sqlite3.Connection, encoder: Encoder, *, path: Path, collection: str
    ) -> None:
        self._connection = connection
        self._path = path
        self._collection = collection
        self._store = StoreWriter(connection)
        self._vectors = VectorCache(connection, encoder)
        self._tokens = TokenWriter(connection)
        self._encoder = encoder
        self._writing = threading.Lock()
        self._added: dict[str, _Added] = {}  # by document id
        with sqlite_errors(path):
            drop_abandoned(connection)
            self._manifest = self._with_current_terms(
                Manifest.from_json(self._store.state().manifest_json, collection=collection)
            )

    def add(
        self,
        parsed: ParsedDocument | ParsedCorpus,
        content_hash: str,
        progress: Progress | None = None,
        announce: Progress | None = None,
    ) -> AddResult:
        """Add a document, or put it in place of the version that is stored.

        Args:
            parsed: the document.
            content_hash: SHA-256 of what was parsed, in hexadecimal: the same hash under the
                same id and name is the same document, and nothing is done.
            progress: told of texts as they are encoded.
            announce: told, before the first, how many texts there are to encode.

        Raises:
            DuplicateId: its id or that of one of its passages belongs to another document.
            InvalidMetadata: a field has another type than elsewhere, or an impossible value.
            InvalidRecord: a text cannot be written as Unicode.
            EncoderUnavailable: vectors cannot be had.
            StorageFull, StorageDenied: the disk refuses; what was committed is intact.
        """
        with self._writing, sqlite_errors(self._path), _writable_text(parsed.name):
            document_id = identify(parsed)
            stored = self._store.stored_version(document_id)
            self._require_same_document(parsed, content_hash, document_id, stored)
            if stored is not None and _is_same(stored, parsed.name, content_hash):
                return AddResult(document_id, "unchanged", stored.passage_count, 0)
            prepared = prepare(
                parsed,
                content_hash=content_hash,
                policy=self._manifest.context,
                known_types=self._types_elsewhere(document_id),
            )
            self._require_free_passage_ids(prepared)
            self._require_known_types(prepared)
            encoded = self._vectors.encode_missing(
                prepared.texts(),
                passages=prepared.passage_texts(),
                tokens=self._token_source(),
                progress=progress,
                announce=announce,
            )
            vector_of = self._vectors.ids(prepared.texts())
            self._calibrate()
            with transaction(self._connection), _balanced(self._connection, document_id):
                self._store.replace_document(prepared, vector_of, indexing_version=INDEXING_VERSION)
            return AddResult(
                document_id,
                "added" if stored is None else "replaced",
                len(prepared.passages),
                encoded,
                _note(stored, parsed.name),
            )

    def remove(self, document_id: str) -> None:
        """Remove a document and all that only it used.

        Raises:
            DocumentNotFound: there is no such document.
        """
        with self._writing, sqlite_errors(self._path):
            remove_document(self._connection, document_id, collection=self._collection)
            self._added.pop(document_id, None)

    def _calibrate(self) -> None:
        """Learn what questions look like to the encoder, once in the life of a collection."""
        balance = _balance_of(self._connection)
        if not balance.is_calibrated:
            mean = self._calibration.question
            with transaction(self._connection):
                balance.calibrate(mean)

    @cached_property
    def _calibration(self) -> Calibration:
        return calibrate(self._encoder)

    def _token_source(self) -> TokenSource | None:
        """Where the tokens of passages come from; settled before there is a first vector.

        Raises:
            EncoderMismatch: the collection has tokens and this encoder gives none.
        """
        if not self._manifest.tokens:
            return None
        encoder, basis = token_encoder(self._encoder), self._tokens.basis()
        if basis is None:
            center = None if self._vectors.has_any() else self._calibration.token
            if center is None:
                return None
            basis = TokenBasis.around(center)
            with transaction(self._connection):
                self._tokens.put_basis(basis)
        if encoder is None:
            raise EncoderMismatch(
                f"collection '{self._collection}' keeps the vectors of tokens, which the encoder "
                f"{self._encoder.identity.name} does not give as it is opened now",
                hint="Open the same model locally, or index into another collection.",
            )
        return TokenSource(encoder, basis)

    def _require_same_document(
        self,
        parsed: ParsedDocument | ParsedCorpus,
        content_hash: str,
        document_id: str,
        stored: StoredVersion | None,
    ) -> None:
        """Two files may share an id only as versions of one document.

        One symbol and language is one document, whatever its file is called; without a symbol
        the file's name is all there is, so it must be the same. Of two files in one run, neither
        can be known to be the later version.
        """
        rival = ""
        added = self._added.setdefault(document_id, _Added(parsed.name, content_hash))
        if added != _Added(parsed.name, content_hash):
            rival = added.name
        elif stored is not None and stored.name != parsed.name and not has_symbol(parsed):
            rival = stored.name
        if rival:
            raise DuplicateId(
                f"{parsed.name} and {_other(rival, parsed.name)} would both be document "
                f"'{document_id}'",
                hint="Give each a symbol of its own (a sidecar file, or --meta symbol=…), or "
                "another name; or remove the one that is stored.",
            )

    def _require_free_passage_ids(self, prepared: PreparedDocument) -> None:
        document = prepared.document
        ids = [passage.passage.passage_id for passage in prepared.passages]
        for passage_id, owner in self._store.passage_owners(ids, other_than=document.document_id):
            raise DuplicateId(
                f"{document.name}: passage '{passage_id}' would be in document "
                f"'{document.document_id}', but is in document '{owner}' already",
                hint=f"Give the passages other ids, or remove '{owner}' first.",
            )

    def _types_elsewhere(self, document_id: str) -> dict[str, FieldType]:
        """The types that other documents give the fields that a symbol can give."""
        known = {
            field: self._store.field_in_other_document(field, other_than=document_id)
            for field in SYMBOL_FIELDS
        }
        return {field: found.type for field, found in known.items() if found is not None}

    def _require_known_types(self, prepared: PreparedDocument) -> None:
        document = prepared.document
        for field, found in prepared.field_types.items():
            known = self._store.field_in_other_document(field, other_than=document.document_id)
            if known is not None:
                require_same_type(
                    field, found, known.type, owner=document.name, known_from=known.document_id
                )

    def _with_current_terms(self, manifest: Manifest) -> Manifest:
        """Analyse all stored texts anew where they were analysed by an older version."""
        if manifest.analysis_version >= ANALYSIS_VERSION:
            manifest.require_analysis(collection=self._collection)
            return manifest
        current = replace(manifest, analysis_version=ANALYSIS_VERSION)
        with transaction(self._connection):
            self._store.replace_terms(self._analysed_rows(manifest))
            self._store.set_manifest(current.to_json())
        return current

    def _analysed_rows(self, manifest: Manifest) -> Iterator[tuple[int, Mapping[str, int]]]:
        title_of = {document.document_id: document.title for document in self._store.documents()}
        row_ids = self._store.row_ids()
        for start in range(0, len(row_ids), _ROWS_ANALYSED_AT_ONCE):
            passages = self._store.passages(row_ids[start : start + _ROWS_ANALYSED_AT_ONCE])
            for row_id, passage in passages.items():
                title = title_of[passage.document_id]
                yield row_id, term_counts(passage, title, manifest.context)


def remove_document(connection: sqlite3.Connection, document_id: str, *, collection: str) -> None:
    """Remove a document in a transaction of its own.

    Raises:
        DocumentNotFound: there is no such document.
    """
    with transaction(connection), _balanced(connection, document_id):
        if not StoreWriter(connection).remove_document(document_id):
            raise DocumentNotFound(
                f"collection '{collection}' has no document '{document_id}'",
                hint="`pilcrow documents list` names those there are.",
            )


@contextmanager
def _balanced(connection: sqlite3.Connection, document_id: str) -> Iterator[None]:
    """Keep the language balance true of a document that changes within; part of a transaction."""
    balance, tokens = _balance_of(connection), TokenWriter(connection)
    before, tokens_before = balance.document_sums(document_id), tokens.document_sums(document_id)
    yield
    balance.replace(before, balance.document_sums(document_id))
    tokens.replace_sums(tokens_before, tokens.document_sums(document_id))


def _balance_of(connection: sqlite3.Connection) -> BalanceWriter:
    manifest = Manifest.from_json(StoreReader(connection).state().manifest_json, collection="")
    return BalanceWriter(connection, manifest.encoder.part_dimensions)


def _is_same(stored: StoredVersion, name: str, content_hash: str) -> bool:
    return (stored.name, stored.content_hash, stored.indexing_version) == (
        name,
        content_hash,
        INDEXING_VERSION,
    )


def _other(rival: str, name: str) -> str:
    return "another file of that name" if rival == name else rival


def _note(stored: StoredVersion | None, name: str) -> str:
    if stored is None or stored.name == name:
        return ""
    return f"It took the place of {stored.name}, which has the same symbol and language."


@contextmanager
def _writable_text(name: str) -> Iterator[None]:
    """JSON can spell half a surrogate pair, which no file can hold as UTF-8."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise InvalidRecord(
            f"{name}: a text has the lone surrogate {error.object[error.start]!r}, which is not "
            "a character",
            hint="Repair the text where it was written.",
        ) from error
