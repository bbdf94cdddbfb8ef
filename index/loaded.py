"""What a snapshot holds in memory: vectors, terms and fields of all its passages.

Each part is built when first asked for, from what an earlier snapshot had loaded and the rows
that came since. Must not fetch texts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Generic, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from index.balance import LanguageBalance
from index.columns import MetadataColumns
from index.dense import DenseIndex
from index.lexical import LexicalIndex
from index.loading import ArrayReader, TermRows
from index.token_index import TokenCache, TokenIndex
from index.tokens import estimate_means

IntArray = NDArray[np.int64]
OpenReader = Callable[[int], AbstractContextManager[ArrayReader]]
"""Gives a reader of the rows after a row id, for as long as the context lasts."""

T = TypeVar("T")


class LoadedParts:
    """The parts of one snapshot. Safe for many threads.

    Args:
        row_ids: int64 (n,), ascending: the snapshot's rows.
        open_reader: gives a reader of its arrays.
        balance_version: which means its vectors are balanced by.
        previous: the parts of an earlier snapshot of the same store, if there is one.
    """

    def __init__(
        self,
        row_ids: IntArray,
        open_reader: OpenReader,
        *,
        balance_version: int,
        previous: LoadedParts | None,
    ) -> None:
        self._row_ids = row_ids
        self._open_reader = open_reader
        self._balance_version = balance_version
        earlier = np.zeros(0, np.int64) if previous is None else previous._row_ids
        self._kept: IntArray = np.flatnonzero(np.isin(earlier, row_ids))
        self._after = int(earlier[-1]) if len(earlier) else 0
        self._unchanged = np.array_equal(earlier, row_ids)
        same_balance = previous is not None and previous._balance_version == balance_version
        self._balance: _Part[LanguageBalance] = _Part(self._load_balance)
        self._dense: _Part[DenseIndex] = self._part(
            previous._dense if previous and same_balance else None,
            lambda reader: DenseIndex(reader.balance().rows(reader.dense())),
            lambda old, kept, reader: old.derive(kept, reader.balance().rows(reader.dense())),
        )
        self._raw_dense: _Part[DenseIndex] = self._part(
            previous._raw_dense if previous else None,
            lambda reader: DenseIndex(reader.dense()),
            lambda old, kept, reader: old.derive(kept, reader.dense()),
        )
        self._columns: _Part[MetadataColumns] = self._part(
            previous._columns if previous else None,
            ArrayReader.columns,
            lambda old, kept, reader: old.derive(kept, reader.columns()),
        )
        self._terms: _Part[TermRows] = self._part(
            previous._terms if previous else None,
            ArrayReader.terms,
            lambda old, kept, reader: old.derive(kept, reader.terms()),
        )
        self._token_cache: TokenCache = previous._token_cache if previous else TokenCache()
        self._tokens: _Part[TokenIndex] = _Part(self._load_tokens)
        same_lexical = previous._lexical.built if previous and self._unchanged else None
        self._lexical: _Part[LexicalIndex] = _Part(
            self._build_lexical if same_lexical is None else lambda: same_lexical
        )

    @property
    def balance(self) -> LanguageBalance:
        """The means that are subtracted from vectors and questions."""
        return self._balance.get()

    @property
    def dense(self) -> DenseIndex:
        """Balanced vectors of passages and sentences."""
        return self._dense.get()

    @property
    def raw_dense(self) -> DenseIndex:
        """Vectors of passages and sentences as the encoder gave them."""
        return self._raw_dense.get()

    @property
    def columns(self) -> MetadataColumns:
        """Fields that filters work on."""
        return self._columns.get()

    @property
    def langs(self) -> tuple[str, ...]:
        """BCP 47 tag of every passage."""
        return self._terms.get().langs

    @property
    def tokens(self) -> TokenIndex:
        """Tokens of passages; only where the collection keeps them."""
        return self._tokens.get()

    @property
    def lexical(self) -> LexicalIndex:
        """Terms of passages."""
        return self._lexical.get()

    def _part(
        self,
        previous: _Part[T] | None,
        load: Callable[[ArrayReader], T],
        derive: Callable[[T, IntArray, ArrayReader], T],
    ) -> _Part[T]:
        """A part that takes over what the previous snapshot has loaded of it, if anything."""
        old = previous.built if previous else None

        def build() -> T:
            if old is None:
                with self._open_reader(0) as reader:
                    return load(reader)
            if self._unchanged:
                return old
            with self._open_reader(self._after) as reader:
                return derive(old, self._kept, reader)

        return _Part(build)

    def _load_balance(self) -> LanguageBalance:
        with self._open_reader(0) as reader:
            return reader.balance()

    def _load_tokens(self) -> TokenIndex:
        with self._open_reader(0) as reader:
            basis, sums = reader.tokens.basis(), reader.tokens.sums()
        if basis is None:
            raise LookupError("a collection without tokens was asked for them")
        return TokenIndex(
            basis,
            estimate_means(sums, basis.width),
            fetch=lambda row_ids: self._fetch_codes(row_ids, basis.width),
            langs_of=self._langs_of,
            cache=self._token_cache,
        )

    def _fetch_codes(self, row_ids: Iterable[int], width: int) -> dict[int, NDArray[np.uint8]]:
        with self._open_reader(0) as reader:
            return reader.tokens.codes(row_ids, width)

    def _langs_of(self, row_ids: IntArray) -> tuple[str, ...]:
        langs = self.langs
        return tuple(langs[position] for position in np.searchsorted(self._row_ids, row_ids))

    def _build_lexical(self) -> LexicalIndex:
        terms = self._terms.get()
        return LexicalIndex.build(
            self._row_ids, terms.langs, terms.term_ids, terms.offsets, terms.term_counts
        )


class _Part(Generic[T]):
    """Something built once, by whichever thread first asks for it."""

    def __init__(self, build: Callable[[], T]) -> None:
        self._build: Callable[[], T] | None = build
        self._built: T | None = None
        self._building = threading.Lock()

    @property
    def built(self) -> T | None:
        """The thing, if somebody has asked for it."""
        return self._built

    def get(self) -> T:
        with self._building:
            if self._build is not None:
                self._built = self._build()
                self._build = None  # and with it what it was built from
            return cast(T, self._built)
