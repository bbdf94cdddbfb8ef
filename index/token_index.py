"""The token arm of a snapshot: scores of candidates, whose tokens are fetched when asked for.

Tokens take far more room than vectors, so they stay in the store; those lately used are kept in
memory, and one snapshot's serve the next. Must not choose candidates.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from index.encoders.base import QueryTokens
from index.errors import IndexDamaged
from index.token_codes import COORDINATES_PER_BYTE, TokenBasis
from index.tokens import FloatVector, PassageTokens, TokenMeans, late_interaction

Codes = NDArray[np.uint8]
IntArray = NDArray[np.int64]
FetchCodes = Callable[[Iterable[int]], dict[int, Codes]]
LangsOf = Callable[[IntArray], tuple[str, ...]]

CACHE_BYTES = 256 * 2**20
"""Room for the tokens of about 15,000 passages of 180 tokens."""


class TokenCache:
    """Compressed tokens by row, the least lately used going first. Safe for many threads.

    A row never changes and its id is never used again, so nothing in here can be out of date.

    Args:
        max_bytes: of codes; more is never kept.
    """

    def __init__(self, max_bytes: int = CACHE_BYTES) -> None:
        self._max_bytes = max_bytes
        self._rows: OrderedDict[int, Codes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    @property
    def size_bytes(self) -> int:
        """Bytes of codes that are kept."""
        return self._bytes

    def get(self, row_ids: Iterable[int]) -> dict[int, Codes]:
        """Those of the rows that are here."""
        with self._lock:
            found = {row_id: self._rows[row_id] for row_id in row_ids if row_id in self._rows}
            for row_id in found:
                self._rows.move_to_end(row_id)
        return found

    def put(self, rows: Mapping[int, Codes]) -> None:
        """Keep rows, and let go of the oldest until they fit."""
        with self._lock:
            for row_id, codes in rows.items():
                if row_id not in self._rows:
                    self._rows[row_id] = codes
                    self._bytes += codes.nbytes
            while self._bytes > self._max_bytes:
                _, oldest = self._rows.popitem(last=False)
                self._bytes -= oldest.nbytes


class TokenIndex:
    """Scores passages by their tokens. Safe for many threads, while its snapshot is open.

    Args:
        basis: what the tokens are compressed by.
        means: the mean token of each language.
        fetch: gives the codes of rows out of the store.
        langs_of: gives the BCP 47 tags of rows.
        cache: rows fetched before.
    """

    def __init__(
        self,
        basis: TokenBasis,
        means: TokenMeans,
        *,
        fetch: FetchCodes,
        langs_of: LangsOf,
        cache: TokenCache,
    ) -> None:
        self.basis = basis
        self.means = means
        self._fetch = fetch
        self._langs_of = langs_of
        self._cache = cache

    def scores(
        self, query_tokens: QueryTokens, query_lang: str, row_ids: IntArray, *, balance: bool = True
    ) -> FloatVector:
        """The weighted mean over a query's tokens of the cosine with the best of each passage's.

        Args:
            query_tokens: as `TokenEncoder.encode_queries_with_tokens` gives them.
            query_lang: BCP 47 tag of the query.
            row_ids: int64 (k,), rows that the snapshot has.
            balance: whether the languages' means are subtracted.

        Returns:
            float32 (k,), from -1 to 1; 0 where there are no tokens to compare.

        Raises:
            IndexDamaged: the tokens of a row are missing.
        """
        return late_interaction(
            query_tokens,
            query_lang,
            self.tokens(row_ids),
            basis=self.basis,
            means=self.means if balance else None,
        )

    def tokens(self, row_ids: IntArray) -> PassageTokens:
        """The compressed tokens of rows, in their order.

        Raises:
            IndexDamaged: those of a row are missing.
        """
        wanted: list[int] = row_ids.tolist()
        found = self._cache.get(wanted)
        if missing := [row_id for row_id in wanted if row_id not in found]:
            fetched = self._fetch(missing)
            self._cache.put(fetched)
            found |= fetched
        for row_id in wanted:
            if row_id not in found:
                raise IndexDamaged(
                    f"the tokens of row {row_id} are missing",
                    hint="Restore the collection from a backup, or index its documents again.",
                )
        sizes = [0, *(len(found[row_id]) for row_id in wanted)]
        nothing = np.zeros((0, self.basis.width // COORDINATES_PER_BYTE), np.uint8)
        return PassageTokens(
            np.concatenate([nothing, *(found[row_id] for row_id in wanted)]),
            np.cumsum(sizes, dtype=np.int64),
            self._langs_of(row_ids),
        )
