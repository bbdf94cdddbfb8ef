"""Candidates against all pairs, clusters against chains, and what makes a merger."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest

from retriever.lineage.candidates import candidate_pairs
from retriever.lineage.clustering import gather
from retriever.lineage.formulations import Ragged, Wordings, formulations
from retriever.lineage.joining import joints
from retriever.lineage.likeness import Likeness, Likenesses


def words_of(rows: list[list[int]]) -> Wordings:
    count = max(max(row) for row in rows) + 1
    return Wordings(
        np.arange(len(rows), dtype=np.int64),
        Ragged.of([np.array(row, np.int32) for row in rows]),
        {str(word): word for word in range(count)},
    )


def test_the_same_words_are_one_formulation_of_each_language():
    found = formulations(
        words_of([[0, 1, 2, 3], [3, 2, 1, 0], [0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2]]),
        ["en", "en", "en-GB", "fr", "en"],
    )
    assert found.of_position.tolist() == [0, 1, 0, 2, -1]


def test_likeness_by_hand():
    # Two formulations of words 0–3 and 0, 1, 4, 5: words 0 and 1 weigh ln 2, the others ln 3; of
    # the pairs 01 12 23 and 01 14 45 one is shared, and a pair weighs the mean of its words.
    found = formulations(words_of([[0, 1, 2, 3], [0, 1, 4, 5]]), ["en", "en"])
    two, three = np.log(2), np.log(3)
    words = 2 * two / (2 * two + 2 * three)
    pairs = two / (two + (two + three) / 2 + three)
    likeness = Likenesses(found).of(0, 1)
    assert likeness.similarity == pytest.approx((words + pairs) / 2)
    assert likeness.of_first == pytest.approx((words + pairs) / 2)
    assert Likenesses(found).of_text(np.array([0, 1, 2, 3], np.int32), 0) == pytest.approx(1.0)
    of_text = Likenesses(found).of_text(np.array([0, 1, 2, 3], np.int32), 1)
    assert of_text == pytest.approx(likeness.similarity)


def test_candidates_miss_hardly_any_pair_that_is_alike():
    chance = random.Random(5)
    rows = []
    for _ in range(120):
        row = [chance.randrange(4000) for _ in range(chance.randrange(8, 40))]
        rows.append(row)
        rows.extend(
            [chance.randrange(4000) if chance.random() < 0.15 else word for word in row]
            for _ in range(2)
        )
    found = formulations(words_of(rows), ["en"] * len(rows))
    likenesses = Likenesses(found)
    alike = {
        pair
        for pair in combinations(range(len(found)), 2)
        if likenesses.of(*pair).similarity >= 0.6
    }
    proposed = {tuple(pair) for pair in candidate_pairs(found).tolist()}
    assert len(alike) > 200
    assert len(alike - proposed) <= len(alike) // 100
    assert len(proposed) < len(alike) * 3


def test_learning_many_pairs_is_comparing_each():
    rows = [[0, 1, 2, 3], [0, 1, 2, 4], [5, 6, 7, 8], [0, 1, 2, 3, 9]]
    found = formulations(words_of(rows), ["en"] * 4)
    pairs = np.array([*combinations(range(4), 2)], np.int64)
    at_once, one_by_one = Likenesses(found), Likenesses(found)
    assert list(at_once.learn(pairs, 0.5)) == [(0, 1), (0, 3), (1, 3)]
    for pair in combinations(range(4), 2):
        assert at_once.of(*pair).similarity == pytest.approx(one_by_one.of(*pair).similarity)


def test_a_chain_of_small_steps_is_not_one_cluster():
    def similarity(one: int, other: int) -> float:
        return max(0.0, 1.0 - 0.3 * abs(one - other))

    links = [(similarity(one, one + 1), one, one + 1) for one in range(9)]
    # 2 joins 0 and 1, to which it is alike by 0.4 and 0.7; 3 would be by 0.1, 0.4 and 0.7.
    assert gather(10, links, similarity, 0.5) == [0, 0, 0, 3, 3, 3, 6, 6, 6, 9]


def test_what_is_alike_throughout_is_one_cluster():
    links = [(0.9, one, other) for one, other in combinations(range(40), 2)]
    assert gather(40, links, lambda *_: 0.9, 0.5) == [0] * 40


EARLY, LATE = (False, 2030), (False, 2032)


def joined(shares: dict[int, tuple[float, float]], places, *, apart=0.1, covered=0.95):
    def likeness(one: int, other: int) -> Likeness:
        if 0 in (one, other):
            held, share = shares[one or other]
            return Likeness(0.6, held, share) if one else Likeness(0.6, share, held)
        return Likeness(apart, apart, apart)

    alike = [(0, part, likeness(0, part)) for part in shares]
    found = joints(alike, places, likeness, lambda *_: covered)
    return [(one.whole, one.parts) for one in found]


def test_two_paragraphs_of_one_document_that_a_later_one_holds_are_merged():
    places = [{"late": {LATE}}, {"early": {EARLY}}, {"early": {EARLY}}]
    parts = {1: (1.0, 0.5), 2: (0.9, 0.45)}
    assert joined(parts, places) == [(0, (1, 2))]
    assert joined(parts, places, apart=0.6) == [], "two of a kind"
    assert joined(parts, places, covered=0.55) == [], "half of the whole is something else"
    assert joined({1: (1.0, 0.5), 2: (0.5, 0.45)}, places) == [], "half of a part is gone"
    assert joined({1: (1.0, 0.9), 2: (0.9, 0.1)}, places) == [], "a sentence was added"


def test_parts_of_different_documents_or_of_the_same_day_are_no_merger():
    parts = {1: (1.0, 0.5), 2: (0.9, 0.45)}
    assert joined(parts, [{"late": {LATE}}, {"a": {EARLY}}, {"b": {EARLY}}]) == []
    assert joined(parts, [{"c": {EARLY}}, {"a": {EARLY}}, {"a": {EARLY}}]) == []
    assert joined(parts, [{"a": {EARLY}}, {"a": {EARLY}}, {"a": {EARLY}}]) == []
