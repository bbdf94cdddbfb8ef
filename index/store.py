"""Writing documents into a collection's store and reading them back.

All SQL over documents, passages and sentences is here. Must not encode, search or lock.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index import records
from index.fields import FieldType
from index.model import Block, Document, Footnote, Passage, Sentence
from index.preparation import PreparedDocument, PreparedPassage
from index.reference_store import ReferenceWriter
from index.vectors import drop_unused, take_over


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """What is known of a document without reading it.

    Attributes:
        document_key: its key in this store.
        name: the file it came from.
        content_hash: what it was made of.
        indexing_version: what it was made into passages by.
        passage_count: how many passages it has.
    """

    document_key: int
    name: str
    content_hash: str
    indexing_version: int
    passage_count: int


@dataclass(frozen=True, slots=True)
class StoredField:
    """The type of a metadata field in a document that has it."""

    type: FieldType
    document_id: str


@dataclass(frozen=True, slots=True)
class StoreVersion:
    """Which state of which store: equal only where every reader sees the same.

    Attributes:
        store_id: random; a store that was deleted and made anew has another.
        generation: grows with every change that a reader can see.
    """

    store_id: str
    generation: int


@dataclass(frozen=True, slots=True)
class StoreState:
    """What a whole store is at.

    Attributes:
        manifest_json: the manifest as stored.
        store_id: random; row ids of stores with different ids have nothing to do with another.
        generation: grows with every change that a reader can see.
    """

    manifest_json: str
    store_id: str
    generation: int

    @property
    def version(self) -> StoreVersion:
        """What tells this state from any other."""
        return StoreVersion(self.store_id, self.generation)


class StoreReader:
    """Reads through one connection. The caller sees to it that one thread reads at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._connection.row_factory = sqlite3.Row

    def documents(self, document_ids: Iterable[str] | None = None) -> list[Document]:
        """The documents of these ids, or all; by id. Unknown ids are passed over."""
        chosen, parameters = "", ()  # type: tuple[str, tuple[str, ...]]
        if document_ids is not None:
            chosen = "WHERE document_id IN (SELECT value FROM json_each(?))"
            parameters = (json.dumps(list(document_ids)),)
        rows = self._connection.execute(
            f"SELECT {records.DOCUMENT_COLUMNS} FROM documents {chosen} ORDER BY document_id",
            parameters,
        )
        return [records.document_from_row(row) for row in rows]

    def passages(self, row_ids: Sequence[int]) -> dict[int, Passage]:
        """The passages of these rows, by row. Rows that are not there are passed over."""
        rows = self._connection.execute(
            f"SELECT row_id, {_PASSAGES_WITH_DOCUMENT} "
            "WHERE row_id IN (SELECT value FROM json_each(?))",
            (json.dumps([int(row_id) for row_id in row_ids]),),
        )
        return {row["row_id"]: records.passage_from_row(row) for row in rows}

    def document_passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in order."""
        rows = self._connection.execute(
            f"SELECT {_PASSAGES_WITH_DOCUMENT} WHERE document_id = ? ORDER BY ordinal",
            (document_id,),
        )
        return [records.passage_from_row(row) for row in rows]

    def document_blocks(self, document_id: str) -> list[Block]:
        """The blocks of a document, in order."""
        rows = self._connection.execute(
            f"SELECT {records.BLOCK_COLUMNS} FROM blocks "
            f"WHERE document_key = {_KEY_OF_DOCUMENT} ORDER BY ordinal",
            (document_id,),
        )
        return [records.block_from_row(row) for row in rows]

    def document_footnotes(self, document_id: str) -> list[Footnote]:
        """The notes of a document, in order."""
        rows = self._connection.execute(
            f"SELECT {records.FOOTNOTE_COLUMNS} FROM footnotes "
            f"WHERE document_key = {_KEY_OF_DOCUMENT} ORDER BY ordinal",
            (document_id,),
        )
        return [records.footnote_from_row(row) for row in rows]

    def row_id(self, passage_id: str) -> int | None:
        """The row of a passage; None where there is no such passage."""
        row = self._connection.execute(
            "SELECT row_id FROM passages WHERE passage_id = ?", (passage_id,)
        ).fetchone()
        return None if row is None else int(row["row_id"])

    def rows_also_labelled(self, document_ids: Iterable[str], label: str) -> list[int]:
        """The rows of some documents that have a label as another label of theirs; ascending."""
        rows = self._connection.execute(
            "SELECT row_id FROM documents JOIN passages USING (document_key) "
            "WHERE document_id IN (SELECT value FROM json_each(?)) AND alt_labels != '[]' "
            "AND EXISTS (SELECT 1 FROM json_each(alt_labels) WHERE value = ?) ORDER BY row_id",
            (json.dumps(list(document_ids)), label),
        )
        return [row["row_id"] for row in rows]

    def sentences(self, row_id: int) -> tuple[Sentence, ...]:
        """The sentences of a passage, in order."""
        rows = self._connection.execute(
            "SELECT start_offset, end_offset FROM sentences WHERE row_id = ? ORDER BY ordinal",
            (row_id,),
        )
        return tuple(Sentence(start, end) for start, end in rows)

    def term_ids(self, terms: Iterable[str]) -> dict[str, int]:
        """Those of the terms that occur in the collection: term → term_id."""
        rows = self._connection.execute(
            "SELECT term, term_id FROM vocabulary WHERE term IN (SELECT value FROM json_each(?))",
            (json.dumps(list(terms)),),
        )
        return {row["term"]: row["term_id"] for row in rows}

    def row_ids(self) -> list[int]:
        """Every row, ascending."""
        return [row["row_id"] for row in self._connection.execute(_ALL_ROWS)]

    def state(self) -> StoreState:
        """What the whole store is at."""
        row = self._connection.execute(
            "SELECT manifest, store_id, generation FROM collection"
        ).fetchone()
        return StoreState(*row)


class StoreWriter(StoreReader):
    """Writes through one connection. Every method is one part of the caller's transaction."""

    def stored_version(self, document_id: str) -> StoredVersion | None:
        """What is stored under an id; None where nothing is."""
        row = self._connection.execute(
            "SELECT document_key, name, content_hash, indexing_version, passage_count "
            "FROM documents WHERE document_id = ?",
            (document_id,),
        ).fetchone()
        return None if row is None else StoredVersion(*row)

    def passage_owners(
        self, passage_ids: Iterable[str], *, other_than: str
    ) -> Iterator[tuple[str, str]]:
        """Those of the passage ids that stand in another document, with its id."""
        rows = self._connection.execute(
            "SELECT passage_id, document_id FROM passages JOIN documents USING (document_key) "
            "WHERE passage_id IN (SELECT value FROM json_each(?)) AND document_id != ? "
            "ORDER BY row_id",
            (json.dumps(list(passage_ids)), other_than),
        )
        return ((row["passage_id"], row["document_id"]) for row in rows)

    def field_in_other_document(self, field: str, *, other_than: str) -> StoredField | None:
        """The type of a field in some other document; None where no other has the field."""
        row = self._connection.execute(
            "SELECT type, document_id FROM field_types JOIN documents USING (document_key) "
            "WHERE field = ? AND document_id != ? LIMIT 1",
            (field, other_than),
        ).fetchone()
        return None if row is None else StoredField(*row)

    def replace_document(
        self, prepared: PreparedDocument, vector_of: Mapping[str, int], *, indexing_version: int
    ) -> None:
        """Put a document in place of what stands under its id, if anything.

        Args:
            prepared: the document.
            vector_of: text → vector_id, for all of `prepared.texts()`.
            indexing_version: what its text was made into passages by.
        """
        freed = self._delete(prepared.document.document_id)
        document_key = self._insert_document(prepared, indexing_version)
        term_ids = self._term_ids_of(prepared.passages)
        for passage in prepared.passages:
            self._insert_passage(document_key, passage, vector_of, term_ids)
        take_over(self._connection, vector_of)
        drop_unused(self._connection, freed)
        self._advance()

    def remove_document(self, document_id: str) -> bool:
        """Delete a document with all that only it used; False where there is none."""
        if self.stored_version(document_id) is None:
            return False
        drop_unused(self._connection, self._delete(document_id))
        self._advance()
        return True

    def replace_terms(self, counts_of: Iterable[tuple[int, Mapping[str, int]]]) -> None:
        """Put new terms in place of those of given rows: row_id and term counts."""
        for row_id, counts in counts_of:
            term_ids = self._add_terms(counts)
            self._connection.execute(
                "UPDATE passages SET term_ids = ?, term_counts = ? WHERE row_id = ?",
                (*_term_blobs(counts, term_ids), row_id),
            )
        self._advance()

    def set_manifest(self, manifest_json: str) -> None:
        """Put a manifest in place of the stored one."""
        self._connection.execute("UPDATE collection SET manifest = ?", (manifest_json,))

    def _delete(self, document_id: str) -> list[int]:
        """Delete a document; the vectors it used are returned, and may now be unused."""
        freed = self._connection.execute(
            f"SELECT vector_id FROM passages WHERE document_key = {_KEY_OF_DOCUMENT} "
            "UNION SELECT s.vector_id FROM sentences s JOIN passages USING (row_id) "
            f"WHERE document_key = {_KEY_OF_DOCUMENT}",
            (document_id, document_id),
        ).fetchall()
        self._connection.execute("DELETE FROM documents WHERE document_id = ?", (document_id,))
        return [row["vector_id"] for row in freed]

    def _insert_document(self, prepared: PreparedDocument, indexing_version: int) -> int:
        (document_key,) = self._connection.execute(
            f"INSERT INTO documents ({records.DOCUMENT_COLUMNS}, indexing_version) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING document_key",
            (*records.document_row(prepared.document), indexing_version),
        ).fetchone()
        self._connection.executemany(
            "INSERT INTO field_types (document_key, field, type) VALUES (?, ?, ?)",
            ((document_key, field, kind) for field, kind in prepared.field_types.items()),
        )
        self._connection.executemany(
            f"INSERT INTO blocks (document_key, ordinal, {records.BLOCK_COLUMNS}) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (document_key, ordinal, *records.block_row(block))
                for ordinal, block in enumerate(prepared.blocks)
            ),
        )
        self._connection.executemany(
            f"INSERT INTO footnotes (document_key, ordinal, {records.FOOTNOTE_COLUMNS}) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (document_key, ordinal, *records.footnote_row(footnote))
                for ordinal, footnote in enumerate(prepared.footnotes)
            ),
        )
        return int(document_key)

    def _insert_passage(
        self,
        document_key: int,
        prepared: PreparedPassage,
        vector_of: Mapping[str, int],
        term_ids: Mapping[str, int],
    ) -> None:
        cursor = self._connection.execute(
            f"INSERT INTO passages ({records.PASSAGE_COLUMNS}, document_key, vector_id, "
            "term_ids, term_counts) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *records.passage_row(prepared.passage),
                document_key,
                vector_of[prepared.encoded_text],
                *_term_blobs(prepared.term_counts, term_ids),
            ),
        )
        row_id = int(cursor.lastrowid or 0)
        spans = zip(prepared.sentences, prepared.sentence_texts, strict=True)
        self._connection.executemany(
            "INSERT INTO sentences (row_id, ordinal, start_offset, end_offset, vector_id) "
            "VALUES (?, ?, ?, ?, ?)",
            (
                (row_id, ordinal, sentence.start, sentence.end, vector_of[text])
                for ordinal, (sentence, text) in enumerate(spans)
            ),
        )
        ReferenceWriter(self._connection).put(row_id, prepared.references)

    def _term_ids_of(self, passages: Iterable[PreparedPassage]) -> dict[str, int]:
        return self._add_terms({term for prepared in passages for term in prepared.term_counts})

    def _add_terms(self, terms: Iterable[str]) -> dict[str, int]:
        """Ids of terms, new ones for those that had none; given in the order of the terms."""
        known = self.term_ids(terms)
        new = sorted(set(terms) - known.keys())
        self._connection.executemany(
            "INSERT INTO vocabulary (term) VALUES (?)", ((term,) for term in new)
        )
        return known | self.term_ids(new)

    def _advance(self) -> None:
        self._connection.execute("UPDATE collection SET generation = generation + 1")


_ALL_ROWS = "SELECT row_id FROM passages ORDER BY row_id"

_KEY_OF_DOCUMENT = "(SELECT document_key FROM documents WHERE document_id = ?)"

_PASSAGES_WITH_DOCUMENT = (
    "passage_id, document_id, p.ordinal, p.label, printed_label, alt_labels, p.kind, parent, "
    "section_path, chapeau, p.text, p.lang, p.start_line, p.end_line, footnote_refs, p.metadata "
    "FROM passages p JOIN documents USING (document_key)"
)


def _term_blobs(counts: Mapping[str, int], term_ids: Mapping[str, int]) -> tuple[bytes, bytes]:
    """Term ids ascending, and the counts beside them."""
    pairs = sorted((term_ids[term], count) for term, count in counts.items())
    return (
        records.integers_to_blob([term_id for term_id, _ in pairs]),
        records.integers_to_blob([count for _, count in pairs]),
    )
