"""Whatever the text, mentions are ordered, inside it, and what a naive search would find."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever.glossary import Concept, Glossary, Name
from retriever.glossary_tokens import tokenize

NAMES = [
    "CITES",
    "REDD+",
    "UNEP/CBD/COP/11/17",
    "Convention on Biological Diversity",
    "联合国气候变化框架公约",
    "气候公约",
    "СИТЕС",
    "اتفاقية التنوع البيولوجي",
    "第8(j)条",
    "聯合國",
    "ﷺ",
]
PIECES = st.sampled_from([*NAMES, " ", ", ", "-", "'", "\u0301", "+", "s", "的", "\n", "ﬁ", "8(j)"])
TEXTS = st.one_of(
    st.text(st.characters(), max_size=80),  # lone surrogates included
    st.lists(PIECES, max_size=12).map("".join),
)
WORDS = st.lists(st.sampled_from(["alga", "birch", "cod", "dune", "."]), max_size=14)
PHRASES = st.lists(
    st.lists(st.sampled_from(["alga", "birch", "cod", "dune"]), min_size=1, max_size=4).map(tuple),
    min_size=1,
    max_size=6,
    unique=True,
)


@pytest.fixture(scope="module")
def shipped() -> Glossary:
    return Glossary.load()


@given(text=TEXTS)
def test_mentions_are_ordered_apart_and_inside_the_text(shipped: Glossary, text: str) -> None:
    spans = list(dict.fromkeys((m.start, m.end) for m in shipped.find(text)))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(text=TEXTS)
def test_tokens_are_ordered_apart_and_inside_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(before.end <= after.start for before, after in pairwise(tokens))


@given(before=TEXTS, after=TEXTS)
def test_what_stands_in_other_sentences_changes_nothing(
    shipped: Glossary, before: str, after: str
) -> None:
    text = f"{before} ! CITES ! {after}"
    start = len(before) + 3
    assert (start, start + 5, "cites") in [
        (m.start, m.end, m.concept.key) for m in shipped.find(text)
    ]


@given(phrases=PHRASES, words=WORDS)
def test_the_leftmost_longest_names_are_found(
    phrases: list[tuple[str, ...]], words: list[str]
) -> None:
    glossary = Glossary(
        Concept(" ".join(phrase), (Name(" ".join(phrase), "en"),)) for phrase in phrases
    )
    expected = []
    at = 0
    while at < len(words):
        here = [phrase for phrase in phrases if tuple(words[at : at + len(phrase)]) == phrase]
        longest = max(here, key=len, default=())
        if longest:
            expected.append(" ".join(longest))
        at += len(longest) or 1
    assert [mention.concept.key for mention in glossary.find(" ".join(words))] == expected
