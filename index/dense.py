"""The dense arm: FAISS over the vectors of passages and of their sentences.

Positions (0 … n-1) stand for passages throughout; hits carry row ids. Scores are inner products
of unit vectors, that is cosines. Both indexes are flat, so every search is exact; what a filter
excludes is left out by a selector inside FAISS. FAISS is imported when the first index is made,
for the sake of commands that need none. Must not know queries' texts, or fuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
HalfMatrix = NDArray[np.float16]
IntArray = NDArray[np.int64]
BoolMask = NDArray[np.bool_]

SCAN_LIMIT = 4096
"""With no more allowed passages than this, all of them are scored and the best are taken; with
more, FAISS keeps a heap of the best and only the candidates get both scores."""


@dataclass(frozen=True, slots=True)
class DenseHits:
    """Candidates of the dense arm, by row; every candidate has both scores, exactly.

    Attributes:
        row_ids: int64 (k,); ascending as found.
        passage_scores: float32 (k,): cosine with the passage's vector.
        sentence_scores: float32 (k,): cosine with the best of its sentences' vectors.
        sentence_index: int32 (k,): which sentence that is, from 0; the first of equals.
    """

    row_ids: IntArray
    passage_scores: FloatArray
    sentence_scores: FloatArray
    sentence_index: NDArray[np.int32]

    def take(self, places: NDArray[np.intp]) -> DenseHits:
        """The candidates at these places, in this order."""
        return DenseHits(
            self.row_ids[places],
            self.passage_scores[places],
            self.sentence_scores[places],
            self.sentence_index[places],
        )

    def joined(self, other: DenseHits) -> DenseHits:
        """These candidates and others, none of which is among these; by row."""
        row_ids = np.concatenate([self.row_ids, other.row_ids])
        both = DenseHits(
            row_ids,
            np.concatenate([self.passage_scores, other.passage_scores]),
            np.concatenate([self.sentence_scores, other.sentence_scores]),
            np.concatenate([self.sentence_index, other.sentence_index]),
        )
        return both.take(np.argsort(row_ids))


@dataclass(frozen=True, slots=True)
class DenseRows:
    """Vectors of passages, as loaded.

    Attributes:
        row_ids: int64 (n,), ascending.
        passages: float16 (n, d), unit length.
        sentences: float16 (m, d), unit length, in the order of their passages.
        sentence_counts: int64 (n,): how many of them each passage has, at least one.
        langs: BCP 47 tag of each passage.
    """

    row_ids: IntArray
    passages: HalfMatrix
    sentences: HalfMatrix
    sentence_counts: IntArray
    langs: tuple[str, ...]


class DenseIndex:
    """Vectors of n passages and their sentences, immutable and safe for many threads.

    Args:
        rows: the vectors.
    """

    def __init__(self, rows: DenseRows) -> None:
        self._row_ids = rows.row_ids
        self._langs = rows.langs
        self._sentence_counts = rows.sentence_counts
        self._first_sentence = np.cumsum(rows.sentence_counts) - rows.sentence_counts
        self._passage_of_sentence = np.repeat(
            np.arange(len(rows.row_ids), dtype=np.int64), rows.sentence_counts
        )
        self._passages = _flat_index(rows.passages)
        self._sentences = _flat_index(rows.sentences)

    def __len__(self) -> int:
        return len(self._row_ids)

    def derive(self, kept: IntArray, added: DenseRows) -> Self:
        """An index of the positions that are kept, in order, followed by the rows added."""
        is_kept = np.zeros(len(self), np.bool_)
        is_kept[kept] = True
        sentence_is_kept = is_kept[self._passage_of_sentence]
        counts = self._sentence_counts
        return type(self)(
            DenseRows(
                np.concatenate([self._row_ids[kept], added.row_ids]),
                np.concatenate([_vectors(self._passages)[kept], added.passages]),
                np.concatenate([_vectors(self._sentences)[sentence_is_kept], added.sentences]),
                np.concatenate([counts[kept], added.sentence_counts]),
                (*(self._langs[position] for position in kept), *added.langs),
            )
        )

    def search(
        self, query: FloatArray, *, candidate_k: int, allowed: BoolMask | None = None
    ) -> DenseHits:
        """The passages nearest to a query, by themselves or by one of their sentences.

        Args:
            query: float32 (d,), unit length.
            candidate_k: how many of the best to take by each of the two scores, at least 1.
                Ties are broken by the lower row id.
            allowed: bool (n,): which positions may be found; None for all.

        Returns:
            The union of the best `candidate_k` by passage and the best `candidate_k` by
            sentence; every allowed passage where there are no more than `candidate_k`.
        """
        mask = np.ones(len(self), np.bool_) if allowed is None else allowed
        count = int(np.count_nonzero(mask))
        if count <= candidate_k:
            return self._hits(query, np.flatnonzero(mask))
        if count <= SCAN_LIMIT:
            everything = self._hits(query, np.flatnonzero(mask))
            return _best_of(everything, candidate_k)
        by_passage = _best_positions(
            self._passages, query, mask, candidate_k, np.arange(len(self), dtype=np.int64)
        )
        by_sentence = _best_positions(
            self._sentences,
            query,
            mask[self._passage_of_sentence],
            candidate_k,
            self._passage_of_sentence,
        )
        return self._hits(query, np.union1d(by_passage, by_sentence))

    def extend(self, hits: DenseHits, query: FloatArray, positions: IntArray) -> DenseHits:
        """Hits with further passages among them, which another arm has found.

        Args:
            hits: what `search` found for the query.
            query: float32 (d,), the same.
            positions: int64 (m,): passages to be added where they are not there yet.

        Returns:
            The hits with both scores of those added; by row.
        """
        new = np.setdiff1d(positions, np.searchsorted(self._row_ids, hits.row_ids))
        return hits.joined(self._hits(query, new)) if len(new) else hits

    def passages(self, positions: IntArray) -> FloatArray:
        """The vectors of passages at some positions, float32 (k, d)."""
        return _vectors(self._passages)[positions].astype(np.float32)

    def sentences(self, position: int) -> FloatArray:
        """The vectors of a passage's sentences, in order, float32 (m, d)."""
        first = self._first_sentence[position]
        last = first + self._sentence_counts[position]
        return _vectors(self._sentences)[first:last].astype(np.float32)

    def _hits(self, query: FloatArray, positions: IntArray) -> DenseHits:
        """Both scores of some positions, which are ascending."""
        if len(positions) == 0:
            nothing = np.zeros(0, np.float32)
            return DenseHits(np.zeros(0, np.int64), nothing, nothing, np.zeros(0, np.int32))
        mask = np.zeros(len(self), np.bool_)
        mask[positions] = True
        passage_scores = _scores(self._passages, query, mask)
        of_sentences = _scores(self._sentences, query, mask[self._passage_of_sentence])
        counts = self._sentence_counts[positions]
        starts = np.cumsum(counts) - counts
        best = np.maximum.reduceat(of_sentences, starts)
        return DenseHits(
            self._row_ids[positions],
            passage_scores,
            best,
            _first_equal(of_sentences, best, starts, counts),
        )


def _faiss() -> Any:
    import faiss

    return faiss


@contextmanager
def _one_thread(faiss: Any) -> Iterator[None]:
    """FAISS shares out queries, not vectors: for one query, a team of threads only waits.

    On a busy machine it waits for 20 ms. The setting is the calling thread's own, but other
    users of OpenMP in this thread (torch) see it too, so it is put back.
    """
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)


def _flat_index(vectors: HalfMatrix) -> Any:
    """An exact inner-product index in half precision."""
    faiss = _faiss()
    index = faiss.IndexScalarQuantizer(
        vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    index.add_sa_codes(np.ascontiguousarray(vectors, "<f2").view(np.uint8))
    return index


def _vectors(index: Any) -> HalfMatrix:
    """A view into an index's memory, float16 (n, d). It dies with the index: copy from it."""
    if index.ntotal == 0:
        return np.zeros((0, index.d), np.float16)
    codes = _faiss().rev_swig_ptr(index.codes.data(), index.ntotal * index.code_size)
    view: HalfMatrix = codes.view("<f2").reshape(index.ntotal, index.d)
    return view


def _nearest(index: Any, query: FloatArray, mask: BoolMask, k: int) -> tuple[FloatArray, IntArray]:
    """The k nearest vectors of those in the mask, which has at least k; best first."""
    faiss = _faiss()
    bits = np.packbits(mask, bitorder="little")
    parameters = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))
    queries = np.ascontiguousarray(query[np.newaxis], np.float32)
    with _one_thread(faiss):
        scores, ids = index.search(queries, k, params=parameters)
    return scores[0], ids[0]


def _scores(index: Any, query: FloatArray, mask: BoolMask) -> FloatArray:
    """The scores of all vectors in the mask, in the order of their ids."""
    scores, ids = _nearest(index, query, mask, int(np.count_nonzero(mask)))
    in_order: FloatArray = scores[np.argsort(ids)]
    return in_order


def _best_positions(
    index: Any, query: FloatArray, mask: BoolMask, candidate_k: int, position_of: IntArray
) -> IntArray:
    """The `candidate_k` best positions, given that several vectors may be of one position.

    FAISS is asked for more until enough positions are among the answers and the last of them
    does not tie with what was left out: which of equals is taken is ours to decide.
    """
    available = int(np.count_nonzero(mask))
    depth = 2 * candidate_k
    while True:
        depth = min(depth, available)
        scores, ids = _nearest(index, query, mask, depth)
        positions, first = np.unique(position_of[ids], return_index=True)  # ids: best first
        best_scores = scores[first]
        order = np.lexsort((positions, -best_scores))[:candidate_k]
        complete = len(order) == candidate_k and best_scores[order[-1]] > scores[-1]
        if complete or depth == available:
            return positions[order]
        depth *= 2


def _best_of(hits: DenseHits, candidate_k: int) -> DenseHits:
    """The union of the best by either score."""
    return hits.take(
        np.union1d(
            np.argsort(-hits.passage_scores, kind="stable")[:candidate_k],
            np.argsort(-hits.sentence_scores, kind="stable")[:candidate_k],
        )
    )


def _first_equal(
    values: FloatArray, best: FloatArray, starts: IntArray, counts: IntArray
) -> NDArray[np.int32]:
    """Where in each run of values its best stands first."""
    places = np.flatnonzero(values == np.repeat(best, counts))
    run_of_place = np.searchsorted(starts, places, side="right") - 1
    _, first = np.unique(run_of_place, return_index=True)
    index: NDArray[np.int32] = (places[first] - starts).astype(np.int32)
    return index
