"""Batches hold every text once, keep to the budget, and pad little."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.encoders.sentence_transformer import batches

LENGTHS = st.lists(st.integers(0, 600), max_size=60)


def test_hand_computed_batches() -> None:
    # longest first: 9; 9 + nothing (budget 10); then 4 and 4; then 1, 1 and 0
    assert list(batches([1, 4, 9, 1, 4, 0], 10)) == [[2], [1, 4], [0, 3, 5]]


@given(LENGTHS, st.integers(1, 700))
def test_each_place_occurs_once(lengths: list[int], budget: int) -> None:
    places = [place for batch in batches(lengths, budget) for place in batch]
    assert sorted(places) == list(range(len(lengths)))


@given(LENGTHS, st.integers(1, 700))
def test_a_batch_of_several_keeps_to_the_budget(lengths: list[int], budget: int) -> None:
    for batch in batches(lengths, budget):
        assert len(batch) == 1 or len(batch) * max(lengths[place] for place in batch) <= budget


@given(LENGTHS)
def test_no_batch_holds_a_text_longer_than_one_before_it(lengths: list[int]) -> None:
    order = [lengths[place] for batch in batches(lengths, 100) for place in batch]
    assert order == sorted(lengths, reverse=True)
