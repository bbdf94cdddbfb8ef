"""The postings against BM25 written out plainly."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import LexicalIndex

Rows = list[tuple[str, dict[int, int]]]

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["en", "zh", "ar"]),
        st.dictionaries(st.integers(0, 12), st.integers(1, 9), max_size=8),
    ),
    max_size=12,
)
QUERIES = st.dictionaries(st.integers(0, 15), st.integers(1, 4).map(float), max_size=6)


def build(rows: Rows, k1: float, b: float) -> LexicalIndex:
    return LexicalIndex.build(
        row_ids=np.arange(len(rows), dtype=np.int64),
        langs=[lang for lang, _ in rows],
        term_ids=np.array([term for _, counts in rows for term in counts], dtype=np.int32),
        offsets=np.cumsum([0, *(len(counts) for _, counts in rows)], dtype=np.int64),
        term_counts=np.array([c for _, counts in rows for c in counts.values()], dtype=np.int32),
        k1=k1,
        b=b,
    )


def plain_idf(rows: Rows, term: int) -> float:
    frequency = sum(term in counts for _, counts in rows)
    return math.log(1 + (len(rows) - frequency + 0.5) / (frequency + 0.5))


def plain_bm25(rows: Rows, query: dict[int, float], k1: float, b: float) -> list[float]:
    scores = []
    for lang, counts in rows:
        lengths = [sum(others.values()) for other, others in rows if other == lang]
        average = sum(lengths) / len(lengths)
        score = 0.0
        for term, weight in query.items():
            if term in counts:
                norm = k1 * (1 - b + b * sum(counts.values()) / average)
                score += weight * plain_idf(rows, term) * counts[term] / (counts[term] + norm)
        scores.append(score)
    return scores


@settings(max_examples=200)
@given(ROWS, QUERIES, st.floats(0, 3), st.floats(0, 1))
def test_scores_are_those_of_the_formula(
    rows: Rows, query: dict[int, float], k1: float, b: float
) -> None:
    scores = build(rows, k1, b).scores(list(query.items()))
    assert scores == pytest.approx(plain_bm25(rows, query, k1, b), rel=1e-5, abs=1e-6)


@settings(max_examples=200)
@given(ROWS, QUERIES)
def test_nothing_exceeds_the_bound(rows: Rows, query: dict[int, float]) -> None:
    index = build(rows, 0.9, 0.4)
    terms = list(query.items())
    total = sum(query.values())
    scores, coverage = index.scores(terms), index.coverage(total, terms)
    assert (scores <= index.bound(total, terms) * (1 + 1e-6)).all()
    assert ((coverage >= 0) & (coverage <= 1)).all()
    assert ((scores > 0) == (coverage > 0)).all()


@settings(max_examples=100)
@given(ROWS, QUERIES, st.randoms())
def test_the_order_of_rows_does_not_matter(
    rows: Rows, query: dict[int, float], random: object
) -> None:
    shuffled = list(range(len(rows)))
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    scores = build(rows, 0.9, 0.4).scores(list(query.items()))
    again = build([rows[at] for at in shuffled], 0.9, 0.4).scores(list(query.items()))
    assert again == pytest.approx(scores[shuffled], rel=1e-5)


@settings(max_examples=200)
@given(ROWS, QUERIES, st.data())
def test_what_is_reachable_is_what_some_row_of_the_group_holds(
    rows: Rows, query: dict[int, float], data: st.DataObject
) -> None:
    groups = data.draw(st.lists(st.integers(-1, 2), min_size=len(rows), max_size=len(rows)))
    reachable = build(rows, 0.9, 0.4).reachable(
        list(query.items()), np.array(groups, dtype=np.int32), 3
    )
    expected = [
        sum(
            weight * plain_idf(rows, term)
            for term, weight in query.items()
            if any(term in counts for (_, counts), of in zip(rows, groups, strict=True) if of == g)
        )
        for g in range(3)
    ]
    assert reachable == pytest.approx(expected, rel=1e-5)
