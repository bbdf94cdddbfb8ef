"""One generation of a collection, as a reader sees it for as long as it likes.

Texts are fetched from a read transaction that stays open; the arms are built in memory, each
when it is first asked for, and what an earlier snapshot has loaded is not read again. Must not
write.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.balance_store import BalanceReader
from index.database import connect_to_read, storage_errors
from index.derived import DerivedThings
from index.errors import DocumentNotFound, PassageNotFound
from index.loaded import LoadedParts
from index.loading import ArrayReader
from index.manifest import Manifest
from index.model import Block, Document, Footnote, Passage, Reference, Sentence
from index.reference_store import ReferenceReader
from index.store import StoreReader
from index.token_store import TokenReader

if TYPE_CHECKING:
    from index.balance import LanguageBalance, LanguageSums
    from index.columns import MetadataColumns
    from index.dense import DenseIndex
    from index.lexical import LexicalIndex
    from index.token_index import TokenIndex

T = TypeVar("T")


class Snapshot:
    """A collection as it was when the snapshot was taken. Safe for many threads.

    It keeps the store's log from being cut back while it is open, so close it when a newer one
    has taken its place. Positions (0 … n-1) number its passages by ascending row id.

    Args:
        path: the store's file.
        collection: the collection's name, for messages.
        previous: an earlier snapshot of the same collection; what it has loaded is taken over
            where it still holds. It may be closed.

    Raises:
        IndexDamaged, IndexTooNew: the store cannot be read by this version.
        StorageDenied: the file may not be read.
    """

    def __init__(self, path: Path, *, collection: str, previous: Snapshot | None = None) -> None:
        self._path = path
        self._collection = collection
        self._reading = threading.Lock()
        self._connection = connect_to_read(path)
        try:
            with storage_errors(path):
                self._connection.execute("BEGIN")
                self._store = StoreReader(self._connection)
                self._references = ReferenceReader(self._connection)
                state = self._store.state()
                self.manifest = Manifest.from_json(state.manifest_json, collection=collection)
                self.manifest.require_analysis(collection=collection)
                self.version = state.version
                self.row_ids: NDArray[np.int64] = np.array(self._store.row_ids(), np.int64)
                balance = BalanceReader(self._connection, self.manifest.encoder.part_dimensions)
                balance_version = balance.version()
                self.has_tokens = TokenReader(self._connection).has_basis()
        except BaseException:
            self._connection.close()
            raise
        continued = previous if previous and self._continues(previous) else None
        self._parts: LoadedParts = LoadedParts(
            self.row_ids,
            self._array_reader,
            balance_version=balance_version,
            previous=continued._parts if continued else None,
        )
        self._derived: DerivedThings = DerivedThings(continued._derived if continued else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the read transaction. What is in memory stays usable; texts do not."""
        with self._reading:
            self._connection.close()

    @property
    def store_bytes(self) -> int:
        """Size of the store on the disk as it is now, without its log."""
        with storage_errors(self._path):
            return self._path.stat().st_size

    @property
    def generation(self) -> int:
        """Which state of the collection this is; grows with every change."""
        return self.version.generation

    # What is in memory

    @property
    def balance(self) -> LanguageBalance:
        """The means that are subtracted from vectors, by language."""
        return self._parts.balance

    @property
    def dense(self) -> DenseIndex:
        """Vectors of passages and sentences, balanced by language."""
        return self._parts.dense

    @property
    def raw_dense(self) -> DenseIndex:
        """Vectors of passages and sentences as the encoder gave them; in memory once asked for."""
        return self._parts.raw_dense

    @property
    def lexical(self) -> LexicalIndex:
        """Terms of passages."""
        return self._parts.lexical

    @property
    def tokens(self) -> TokenIndex:
        """Tokens of passages, fetched as they are asked for.

        Raises:
            LookupError: not `has_tokens`.
        """
        return self._parts.tokens

    @property
    def columns(self) -> MetadataColumns:
        """Fields that filters work on."""
        return self._parts.columns

    @property
    def langs(self) -> tuple[str, ...]:
        """BCP 47 tag of every position."""
        return self._parts.langs

    def positions(self, row_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Positions of rows, all of which the snapshot has; same shape."""
        return np.searchsorted(self.row_ids, row_ids).astype(np.int64)

    def derived(self, make: Callable[[Snapshot, T | None], T]) -> T:
        """What a function makes of the snapshot, made once.

        Args:
            make: given the snapshot, and what it made of an earlier one of the same collection,
                if anything; rows are immutable, so what was made of some may still hold.
        """
        return self._derived.get(make, lambda earlier: make(self, earlier))

    # What is fetched

    def passages(self, row_ids: Sequence[int]) -> list[Passage]:
        """Passages by row, in the order asked.

        Raises:
            PassageNotFound: the snapshot has no such row.
        """
        with self._fetching() as store:
            found = store.passages(row_ids)
        for row_id in row_ids:
            if int(row_id) not in found:
                raise self._no_passage(f"row {row_id}")
        return [found[int(row_id)] for row_id in row_ids]

    def row_id(self, passage_id: str) -> int:
        """The row of a passage.

        Raises:
            PassageNotFound: there is no such passage.
        """
        with self._fetching() as store:
            row_id = store.row_id(passage_id)
        if row_id is None:
            raise self._no_passage(f"'{passage_id}'")
        return row_id

    def rows_also_labelled(self, document_ids: Iterable[str], label: str) -> list[int]:
        """The rows of some documents that have a label as another label of theirs; ascending."""
        with self._fetching() as store:
            return store.rows_also_labelled(document_ids, label)

    def sentences(self, row_id: int) -> tuple[Sentence, ...]:
        """The sentences of a passage, in order; at least one.

        Raises:
            PassageNotFound: the snapshot has no such row.
        """
        with self._fetching() as store:
            sentences = store.sentences(row_id)
        if not sentences:
            raise self._no_passage(f"row {row_id}")
        return sentences

    def references(self, row_ids: Sequence[int]) -> list[tuple[Reference, ...]]:
        """What each of some passages refers to, in order; the passages in the order asked."""
        with self._fetching():
            found = self._references.of_rows(row_ids)
        return [found.get(int(row_id), ()) for row_id in row_ids]

    def references_to(self, works: Iterable[str]) -> dict[int, tuple[Reference, ...]]:
        """The references to some works, by the row of the passage that they stand in.

        Args:
            works: keys as in `cited_works`.
        """
        with self._fetching():
            return self._references.to_works(works)

    def references_within(self, document_id: str) -> dict[int, tuple[Reference, ...]]:
        """The references of a document without a symbol to itself, by row."""
        with self._fetching():
            return self._references.within(document_id)

    def cited_works(self) -> list[str]:
        """The key of every work that a passage refers to, ascending."""
        with self._fetching():
            return self._references.works()

    def language_sums(self) -> LanguageSums:
        """Vectors as the encoder gave them, summed by language and role; languages that occur."""
        with self._fetching():
            dimensions = self.manifest.encoder.part_dimensions
            return BalanceReader(self._connection, dimensions).sums()

    def term_ids(self, terms: Iterable[str]) -> dict[str, int]:
        """Those of the terms that occur in the collection: term → term_id."""
        with self._fetching() as store:
            return store.term_ids(terms)

    def documents(self) -> list[Document]:
        """All documents, by id."""
        with self._fetching() as store:
            return store.documents()

    def documents_by_id(self, document_ids: Iterable[str]) -> dict[str, Document]:
        """Documents by id.

        Raises:
            DocumentNotFound: one of them does not exist.
        """
        wanted = list(document_ids)
        with self._fetching() as store:
            found = {document.document_id: document for document in store.documents(wanted)}
        for document_id in wanted:
            if document_id not in found:
                raise self._no_document(document_id)
        return found

    def document(self, document_id: str) -> Document:
        """One document.

        Raises:
            DocumentNotFound: it does not exist.
        """
        return self.documents_by_id([document_id])[document_id]

    def document_passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in order.

        Raises:
            DocumentNotFound: it does not exist.
        """
        self.document(document_id)
        with self._fetching() as store:
            return store.document_passages(document_id)

    def document_blocks(self, document_id: str) -> list[Block]:
        """Every source line of a document, in order; nothing for a corpus.

        Raises:
            DocumentNotFound: it does not exist.
        """
        self.document(document_id)
        with self._fetching() as store:
            return store.document_blocks(document_id)

    def document_footnotes(self, document_id: str) -> list[Footnote]:
        """The notes of a document, in order.

        Raises:
            DocumentNotFound: it does not exist.
        """
        self.document(document_id)
        with self._fetching() as store:
            return store.document_footnotes(document_id)

    @contextmanager
    def _fetching(self) -> Iterator[StoreReader]:
        with self._reading, storage_errors(self._path):
            yield self._store

    def _no_passage(self, name: str) -> PassageNotFound:
        return PassageNotFound(
            f"collection '{self._collection}' has no passage {name}",
            hint="`pilcrow documents show` names the passages of a document.",
        )

    def _no_document(self, document_id: str) -> DocumentNotFound:
        return DocumentNotFound(
            f"collection '{self._collection}' has no document '{document_id}'",
            hint="`pilcrow documents list` names those there are.",
        )

    @contextmanager
    def _array_reader(self, after: int) -> Iterator[ArrayReader]:
        with self._fetching():
            yield ArrayReader(
                self._connection,
                part_dimensions=self.manifest.encoder.part_dimensions,
                after=after,
            )

    def _continues(self, previous: Snapshot) -> bool:
        """Whether what is known of a row of the earlier snapshot holds in this one."""
        return (
            self.version.store_id == previous.version.store_id
            and self.generation >= previous.generation
            and self.manifest.analysis_version == previous.manifest.analysis_version
        )
