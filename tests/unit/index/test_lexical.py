"""BM25 against numbers worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from index.lexical import LexicalIndex, idf, relative_lengths, saturation


@pytest.fixture
def index() -> LexicalIndex:
    """Three rows: {0: 2, 1: 1}, {1: 1}, {0: 1, 3: 3}; the last in Chinese. k1 1, b 0.5."""
    return LexicalIndex.build(
        row_ids=np.array([10, 20, 30], dtype=np.int64),
        langs=["en", "en", "zh"],
        term_ids=np.array([0, 1, 1, 0, 3], dtype=np.int32),
        offsets=np.array([0, 2, 3, 5], dtype=np.int64),
        term_counts=np.array([2, 1, 1, 1, 3], dtype=np.int32),
        k1=1.0,
        b=0.5,
    )


def test_idf() -> None:
    assert idf(2, 3) == pytest.approx(math.log(1 + 1.5 / 2.5))
    assert idf(0, 3) == pytest.approx(math.log(8))
    assert idf(3, 3) > 0


def test_saturation() -> None:
    counts = np.array([1, 1, 3], dtype=np.int32)
    lengths = np.array([1, 2, 1], dtype=np.float32)
    # norms 1 (1 - 0.5 + 0.5 dl): 1, 1.5, 1
    expected = [1 / 2, 1 / 2.5, 3 / 4]
    assert saturation(counts, lengths, k1=1.0, b=0.5) == pytest.approx(expected)


def test_a_length_is_relative_to_its_language() -> None:
    lengths = np.array([10, 30, 100, 300, 0], dtype=np.int64)
    relative = relative_lengths(lengths, np.array([1, 1, 2, 2, 0], dtype=np.int32))
    assert relative.tolist() == [0.5, 1.5, 0.5, 1.5, 0.0]


def test_document_frequency(index: LexicalIndex) -> None:
    assert [index.document_frequency(term) for term in (0, 1, 2, 3, 4, -1)] == [2, 2, 0, 1, 0, 0]


def test_scores(index: LexicalIndex) -> None:
    # English rows have 3 and 1 terms, 2 on average: relative lengths 1.5 and 0.5; zh: 1.
    two_of_three, one_of_three = math.log(1.6), math.log(1 + 2.5 / 1.5)
    first = 2 * two_of_three * (2 / 3.25) + two_of_three * (1 / 2.25)
    second = two_of_three * (1 / 1.75)
    third = 2 * two_of_three * (1 / 2) + one_of_three * (3 / 4)
    scores = index.scores([(0, 2.0), (1, 1.0), (3, 1.0)])
    assert scores.dtype == np.float32
    assert scores == pytest.approx([first, second, third])


def test_unknown_terms_score_nothing(index: LexicalIndex) -> None:
    assert index.scores([(2, 1.0), (99, 1.0), (-1, 1.0)]).tolist() == [0, 0, 0]
    assert index.scores([]).tolist() == [0, 0, 0]


def test_the_bound_counts_what_cannot_be_found(index: LexicalIndex) -> None:
    assert index.bound(1.0, [(0, 1.0)]) == pytest.approx(math.log(1.6))
    assert index.bound(3.0, [(0, 1.0)]) == pytest.approx(math.log(1.6) + 2 * math.log(8))
    assert index.bound(0.0, []) == 0


def test_coverage(index: LexicalIndex) -> None:
    both = index.coverage(2.0, [(0, 1.0), (1, 1.0)])
    assert both == pytest.approx([1.0, 0.5, 0.5])
    unknown_too = index.coverage(3.0, [(0, 1.0), (1, 1.0)])
    assert unknown_too[0] == pytest.approx(2 * math.log(1.6) / (2 * math.log(1.6) + math.log(8)))
    assert index.coverage(0.0, []).tolist() == [0, 0, 0]


def test_rows_with_a_term(index: LexicalIndex) -> None:
    found = {term: index.rows_with(term).tolist() for term in (0, 1, 2, 3, 4, -1)}
    assert found == {0: [0, 2], 1: [0, 1], 2: [], 3: [2], 4: [], -1: []}


def test_languages_are_numbered_by_row(index: LexicalIndex) -> None:
    first, second, third = index.languages
    assert first == second != third


def test_what_is_reachable_in_each_group(index: LexicalIndex) -> None:
    """Term 0 is in rows 0 and 2, term 1 in 0 and 1, term 3 in 2; row 2 is in no group."""
    two_of_three = math.log(1.6)
    groups = np.array([1, 0, -1], dtype=np.int32)
    reachable = index.reachable([(0, 1.0), (1, 2.0), (3, 1.0), (99, 1.0)], groups, 3)
    assert reachable == pytest.approx([2 * two_of_three, 3 * two_of_three, 0.0])


def test_an_empty_collection() -> None:
    nothing = np.array([], dtype=np.int32)
    empty = LexicalIndex.build(
        np.array([], dtype=np.int64), [], nothing, np.array([0], dtype=np.int64), nothing
    )
    assert empty.scores([(0, 1.0)]).shape == (0,)
    assert empty.coverage(1.0, [(0, 1.0)]).shape == (0,)


def test_rows_without_terms() -> None:
    nothing = np.array([], dtype=np.int32)
    index = LexicalIndex.build(
        np.array([1, 2]), ["en", "en"], nothing, np.array([0, 0, 0], dtype=np.int64), nothing
    )
    assert index.scores([(0, 1.0)]).tolist() == [0, 0]
