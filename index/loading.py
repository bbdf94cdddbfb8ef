"""Reading what the arms need of many rows at once, as arrays.

Must not build the arms: `loaded.py` does.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.balance import LanguageBalance
from index.balance_store import BalanceReader
from index.cited import CITED_FIELD, CitedForms
from index.columns import MetadataColumns
from index.dense import DenseRows
from index.model import MetadataValue, Reference
from index.records import (
    INTEGER_DTYPE,
    VECTOR_DTYPE,
    metadata_from_json,
    strings_from_json,
)
from index.reference_store import ReferenceReader
from index.token_store import TokenReader

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TermRows:
    """Terms of passages, as loaded.

    Attributes:
        langs: BCP 47 tag of each passage.
        term_ids: int32, the distinct terms of all passages one after the other.
        term_counts: int32, how often each of them occurs in its passage.
        offsets: int64 (n + 1,): terms of passage i are offsets[i] … offsets[i + 1].
    """

    langs: tuple[str, ...]
    term_ids: NDArray[np.int32]
    term_counts: NDArray[np.int32]
    offsets: IntArray

    def derive(self, kept: IntArray, added: Self) -> Self:
        """The terms of the positions that are kept, in order, followed by those added."""
        counts = np.diff(self.offsets)
        is_kept = np.zeros(len(self.langs), np.bool_)
        is_kept[kept] = True
        term_is_kept = np.repeat(is_kept, counts)
        sizes = np.concatenate([counts[kept], np.diff(added.offsets)])
        return type(self)(
            (*(self.langs[position] for position in kept), *added.langs),
            np.concatenate([self.term_ids[term_is_kept], added.term_ids]),
            np.concatenate([self.term_counts[term_is_kept], added.term_counts]),
            _offsets(sizes),
        )


class ArrayReader:
    """Reads arrays of the rows after a given one, through one connection.

    Row ids only ever grow, so these are the rows that a reader who knew all up to that one has
    not seen. The caller sees to it that one thread reads at a time.

    Args:
        connection: inside a read transaction.
        part_dimensions: dimensions of the encoders that a vector is made of.
        after: read rows above this row id; 0 for all.
    """

    def __init__(
        self, connection: sqlite3.Connection, *, part_dimensions: tuple[int, ...], after: int = 0
    ) -> None:
        self._connection = connection
        self._part_dimensions = part_dimensions
        self._after = after

    def dense(self) -> DenseRows:
        """Vectors of passages and their sentences."""
        passages = self._rows(
            "SELECT row_id, vector, lang FROM passages JOIN vectors USING (vector_id) "
            "WHERE row_id > ? ORDER BY row_id"
        )
        sentences = self._rows(
            "SELECT row_id, vector FROM sentences JOIN vectors USING (vector_id) "
            "WHERE row_id > ? ORDER BY row_id, ordinal"
        )
        row_ids = _first_of_each(passages)
        owners = _first_of_each(sentences)
        counts = np.searchsorted(owners, row_ids, "right") - np.searchsorted(owners, row_ids)
        return DenseRows(
            row_ids,
            self._matrix(passages),
            self._matrix(sentences),
            counts.astype(np.int64),
            tuple(row[2] for row in passages),
        )

    def balance(self) -> LanguageBalance:
        """The means that searches subtract."""
        return BalanceReader(self._connection, self._part_dimensions).published()

    @property
    def tokens(self) -> TokenReader:
        """A reader of tokens, of whatever rows are asked for."""
        return TokenReader(self._connection)

    def terms(self) -> TermRows:
        """Terms of passages."""
        rows = self._rows(
            "SELECT lang, term_ids, term_counts FROM passages WHERE row_id > ? ORDER BY row_id"
        )
        sizes = np.fromiter((len(ids) for _, ids, _ in rows), np.int64, len(rows))
        return TermRows(
            tuple(lang for lang, _, _ in rows),
            np.frombuffer(b"".join(ids for _, ids, _ in rows), INTEGER_DTYPE),
            np.frombuffer(b"".join(counts for _, _, counts in rows), INTEGER_DTYPE),
            _offsets(sizes // INTEGER_DTYPE.itemsize),
        )

    def columns(self) -> MetadataColumns:
        """Fields of passages: those of the document, overruled by the passage's own."""
        of_document = {
            key: _document_fields(*rest)
            for key, *rest in self._connection.execute(
                "SELECT document_key, document_id, symbol, title, metadata FROM documents"
            )
        }
        rows = self._rows(
            "SELECT row_id, document_key, passage_id, label, kind, lang, section_path, metadata "
            "FROM passages WHERE row_id > ? ORDER BY row_id"
        )
        references = ReferenceReader(self._connection).after(self._after)
        forms = CitedForms()
        return MetadataColumns.build(
            [
                _with_cited(
                    {**of_document[key], **_passage_fields(*rest)},
                    references.get(row_id, ()),
                    forms,
                )
                for row_id, key, *rest in rows
            ]
        )

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, (self._after,)).fetchall()

    def _matrix(self, rows: list[tuple[Any, ...]]) -> NDArray[np.float16]:
        blobs = b"".join(row[1] for row in rows)
        return np.frombuffer(blobs, VECTOR_DTYPE).reshape(-1, sum(self._part_dimensions))


def _first_of_each(rows: list[tuple[Any, ...]]) -> IntArray:
    return np.fromiter((row[0] for row in rows), np.int64, len(rows))


def _offsets(sizes: IntArray) -> IntArray:
    """Where each of some runs begins, and where the last ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])


def _document_fields(
    document_id: str, symbol: str, title: str, metadata: str
) -> dict[str, MetadataValue]:
    fields = {**metadata_from_json(metadata), "symbol": symbol, "title": title}
    return {"document_id": document_id, **_without_blanks(fields, "symbol", "title")}


def _passage_fields(
    passage_id: str, label: str, kind: str, lang: str, section_path: str, metadata: str
) -> dict[str, MetadataValue]:
    fields = {
        **metadata_from_json(metadata),
        "passage_id": passage_id,
        "label": label,
        "kind": kind,
        "lang": lang,
        "section": strings_from_json(section_path),
    }
    return _without_blanks(fields, "section", "symbol", "title")


def _with_cited(
    fields: dict[str, MetadataValue], references: tuple[Reference, ...], forms: CitedForms
) -> dict[str, MetadataValue]:
    """The fields with all that the text refers to, and what its metadata says that it cites."""
    said = fields.get(CITED_FIELD)
    cited = (
        *forms.of_references(references),
        *(forms.of_values(said) if isinstance(said, tuple) else ()),
    )
    return _without_blanks({**fields, CITED_FIELD: tuple(dict.fromkeys(cited))}, CITED_FIELD)


def _without_blanks(fields: dict[str, MetadataValue], *names: str) -> dict[str, MetadataValue]:
    """A built-in field without content is absent, so that `exists` says what a reader sees."""
    return {name: value for name, value in fields.items() if value or name not in names}
