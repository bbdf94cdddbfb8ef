"""Which passages the dense arm finds, checked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from index import dense
from index.dense import DenseIndex, DenseRows

EAST, NORTH, WEST = (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)
NORTHEAST = (0.6, 0.8)


def rows(*passages, first_row=1):
    """Passages given as (own vector, sentence vectors…)."""
    return DenseRows(
        np.arange(first_row, first_row + len(passages), dtype=np.int64),
        np.array([p[0] for p in passages], np.float16).reshape(-1, 2),
        np.array([s for p in passages for s in p[1:]], np.float16).reshape(-1, 2),
        np.array([len(p) - 1 for p in passages], np.int64),
        ("en",) * len(passages),
    )


def search(index, query, candidate_k, allowed=None):
    mask = None if allowed is None else np.array(allowed)
    return index.search(np.array(query, np.float32), candidate_k=candidate_k, allowed=mask)


def test_each_candidate_has_both_scores_and_its_best_sentence():
    index = DenseIndex(rows((EAST, WEST, NORTHEAST), (NORTH, NORTH), (WEST, EAST, EAST)))
    hits = search(index, EAST, candidate_k=10)
    assert hits.row_ids.tolist() == [1, 2, 3]
    assert hits.passage_scores.tolist() == [1.0, 0.0, -1.0]
    assert hits.sentence_scores == pytest.approx([0.6, 0.0, 1.0], abs=1e-3)
    assert hits.sentence_index.tolist() == [1, 0, 0]


def test_the_best_of_either_score_are_candidates():
    index = DenseIndex(rows((EAST, WEST), (NORTH, NORTH), (WEST, EAST)))
    hits = search(index, EAST, candidate_k=1)
    assert hits.row_ids.tolist() == [1, 3]
    assert hits.passage_scores.tolist() == [1.0, -1.0]
    assert hits.sentence_scores.tolist() == [-1.0, 1.0]


def test_what_is_not_allowed_is_not_found():
    index = DenseIndex(rows((EAST, EAST), (NORTH, NORTH), (WEST, WEST)))
    assert search(index, EAST, 1, [False, True, True]).row_ids.tolist() == [2]
    assert search(index, EAST, 9, [False, True, True]).row_ids.tolist() == [2, 3]
    nothing = search(index, EAST, 9, [False] * 3)
    assert nothing.row_ids.tolist() == []
    assert nothing.sentence_index.dtype == np.int32


def test_an_empty_index_finds_nothing():
    assert search(DenseIndex(rows()), EAST, 5).row_ids.tolist() == []


def test_many_equal_passages_are_taken_in_order_of_rows():
    count = dense.SCAN_LIMIT + 500
    index = DenseIndex(rows(*[(EAST, EAST, EAST)] * count))
    assert search(index, EAST, 7).row_ids.tolist() == [1, 2, 3, 4, 5, 6, 7]
    allowed = np.ones(count, np.bool_)
    allowed[:3] = False
    assert search(index, EAST, 2, allowed).row_ids.tolist() == [4, 5]


def test_hits_can_be_extended_by_what_another_arm_found():
    index = DenseIndex(rows((EAST, EAST), (NORTH, NORTH, EAST), (WEST, WEST), (EAST, EAST)))
    query = np.array(EAST, np.float32)
    hits = search(index, EAST, 1)
    assert hits.row_ids.tolist() == [1]
    extended = index.extend(hits, query, np.array([0, 1, 2]))
    assert extended.row_ids.tolist() == [1, 2, 3]
    assert extended.passage_scores.tolist() == [1.0, 0.0, -1.0]
    assert extended.sentence_scores.tolist() == [1.0, 1.0, -1.0]
    assert extended.sentence_index.tolist() == [0, 1, 0]
    assert index.extend(hits, query, np.array([0])) is hits


def test_hits_can_be_put_in_another_order():
    hits = search(DenseIndex(rows((EAST, WEST, EAST), (NORTH, NORTH))), EAST, 5)
    turned = hits.take(np.array([1, 0]))
    assert turned.row_ids.tolist() == [2, 1]
    assert turned.sentence_index.tolist() == [0, 1]


def test_a_derived_index_is_the_index_of_what_is_left_and_what_came():
    old = rows((EAST, EAST, NORTH), (NORTH, NORTH), (WEST, WEST, EAST))
    new = rows((NORTHEAST, WEST), first_row=9)
    derived = DenseIndex(old).derive(np.array([0, 2]), new)
    hits = search(derived, EAST, 10)
    assert hits.row_ids.tolist() == [1, 3, 9]
    assert hits.passage_scores == pytest.approx([1.0, -1.0, 0.6], abs=1e-3)
    assert hits.sentence_scores.tolist() == [1.0, 1.0, -1.0]
    assert hits.sentence_index.tolist() == [0, 1, 0]
