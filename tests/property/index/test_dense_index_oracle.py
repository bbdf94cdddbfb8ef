"""The dense index against a plain computation of the same, on random vectors and filters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dense import SCAN_LIMIT, DenseIndex, DenseRows

DIMENSION = 8


def random_rows(seed: int, count: int, *, repeats: bool) -> DenseRows:
    """Rows with gaps between their ids; with repeats, few distinct vectors, so that many tie."""
    random = np.random.default_rng(seed)
    counts = random.integers(1, 4, count)
    pool = random.standard_normal((5 if repeats else count + int(counts.sum()), DIMENSION))
    pool = (pool / np.linalg.norm(pool, axis=1, keepdims=True)).astype(np.float16)
    drawn = random.integers(0, len(pool), count + int(counts.sum()))
    row_ids = np.cumsum(random.integers(1, 5, count)).astype(np.int64)
    langs = ("en",) * count
    return DenseRows(row_ids, pool[drawn[:count]], pool[drawn[count:]], counts, langs)


def oracle(rows: DenseRows, query, candidate_k, allowed):
    """row id → (passage score, sentence score, sentence index), by sorting everything."""
    # Row by row, so that equal vectors have equal scores.
    passage_scores = (rows.passages.astype(np.float64) * query).sum(axis=1)
    of_sentences = (rows.sentences.astype(np.float64) * query).sum(axis=1)
    scored = {}
    start = 0
    for position, count in enumerate(rows.sentence_counts):
        scores = of_sentences[start : start + count]
        start += count
        if allowed[position]:
            scored[int(rows.row_ids[position])] = (
                float(passage_scores[position]),
                float(scores.max()),
                scores,
            )
    best = set()
    for which in (0, 1):
        ranked = sorted(scored, key=lambda row: (-scored[row][which], row))
        best.update(ranked[:candidate_k])
    return {row: scored[row] for row in best}, scored


def check(rows, seed, candidate_k, allowed, *, same_set):
    query = np.random.default_rng(seed + 1).standard_normal(DIMENSION).astype(np.float32)
    query /= np.linalg.norm(query)
    hits = DenseIndex(rows).search(query, candidate_k=candidate_k, allowed=allowed)
    expected, scored = oracle(rows, query, candidate_k, allowed)
    found = hits.row_ids.tolist()
    assert found == sorted(set(found))
    assert set(found) <= set(scored)
    if same_set:
        assert set(found) == set(expected)
    for row, passage, sentence, index in zip(
        found, hits.passage_scores, hits.sentence_scores, hits.sentence_index, strict=True
    ):
        assert passage == pytest.approx(scored[row][0], abs=1e-5)
        assert sentence == pytest.approx(scored[row][1], abs=1e-5)
        assert scored[row][2][index] == pytest.approx(scored[row][1], abs=1e-5)
    for which, arm in ((0, hits.passage_scores), (1, hits.sentence_scores)):
        best = sorted((scores[which] for scores in scored.values()), reverse=True)[:candidate_k]
        assert np.sort(arm)[::-1][: len(best)] == pytest.approx(best, abs=1e-5)


@given(
    seed=st.integers(0, 2**20),
    count=st.integers(0, 60),
    candidate_k=st.integers(1, 70),
    share=st.sampled_from([0.0, 0.1, 0.5, 1.0]),
    repeats=st.booleans(),
)
@settings(max_examples=100)
def test_a_small_index_finds_what_sorting_finds(seed, count, candidate_k, share, repeats):
    rows = random_rows(seed, count, repeats=repeats)
    allowed = np.random.default_rng(seed + 2).random(count) < share
    check(rows, seed, candidate_k, allowed, same_set=True)


@given(
    seed=st.integers(0, 2**20),
    candidate_k=st.sampled_from([1, 10, 300]),
    share=st.sampled_from([0.7, 0.95, 1.0]),
    repeats=st.booleans(),
)
@settings(max_examples=6)
def test_a_large_index_finds_what_sorting_finds(seed, candidate_k, share, repeats):
    count = 2 * SCAN_LIMIT
    rows = random_rows(seed, count, repeats=repeats)
    allowed = np.random.default_rng(seed + 2).random(count) < share
    assert np.count_nonzero(allowed) > SCAN_LIMIT
    check(rows, seed, candidate_k, allowed, same_set=repeats)


@given(seed=st.integers(0, 2**20), count=st.integers(0, 40), added=st.integers(0, 20))
def test_deriving_gives_what_building_anew_gives(seed, count, added):
    random = np.random.default_rng(seed)
    everything = random_rows(seed, count + added, repeats=False)
    starts = np.cumsum(everything.sentence_counts) - everything.sentence_counts

    def part(positions):
        sentences = [
            everything.sentences[starts[p] : starts[p] + everything.sentence_counts[p]]
            for p in positions
        ]
        return DenseRows(
            everything.row_ids[positions],
            everything.passages[positions],
            np.concatenate([np.zeros((0, DIMENSION), np.float16), *sentences]),
            everything.sentence_counts[positions],
            ("en",) * len(positions),
        )

    kept = np.flatnonzero(random.random(count) < 0.5)
    new = np.arange(count, count + added)
    derived = DenseIndex(part(np.arange(count))).derive(kept, part(new))
    built = DenseIndex(part(np.concatenate([kept, new])))
    query = np.ones(DIMENSION, np.float32) / np.float32(np.sqrt(DIMENSION))
    one, other = (index.search(query, candidate_k=100) for index in (derived, built))
    for field in ("row_ids", "passage_scores", "sentence_scores", "sentence_index"):
        assert getattr(one, field).tolist() == getattr(other, field).tolist()
