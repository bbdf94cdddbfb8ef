"""Whatever pool, weights and language: only the pool is found, each row once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.collection import Collection, Manifest
from index.encoders.ensemble import EnsembleEncoder
from index.encoders.hashing import HashEncoder
from index.model import CorpusRecord, ParsedCorpus
from retriever.glossary import Concept, Glossary, Name
from retriever.query import EncodedQuery
from retriever.ranking import Ranking
from retriever.search import Searcher

TEXTS = (
    ("en", "A map of tropical peat was published."),
    ("en", "The workshop recalled decision X/20 on peat."),
    ("en", "Forty experts attended."),
    ("en", "Seagrass meadows were surveyed. Divers did it."),
    ("en", "42"),
    ("fr", "Une carte des tourbes tropicales."),
    ("fr", "Quarante experts y ont participé."),
    ("zh", "秘书处举办了泥炭地讲习班。"),
    ("zh", "濒危物种贸易公约的专家讨论了X/20号决定。"),
    ("zh", "潟湖信托基金。"),
    ("ar", "خبراء الأراضي الخثية."),
)
SYMBOLS = {0: "A/1", 5: "A/1", 7: "A/1", 1: "B/2", 8: "B/2"}
QUESTIONS = ("map of peat", "CITES", "泥炭地", "X/20", "QRT", "🙂", "carte 42 خبراء")
GLOSSARY = Glossary([Concept("q", (Name("QRT", "en"), Name("潟湖信托基金", "zh")))])

share = st.sampled_from([0.0, 0.3, 1.0])
rankings = st.builds(
    Ranking,
    language_balance=st.booleans(),
    sentence_weight=share,
    second_weight=share,
    token_weight=share,
    token_k=st.sampled_from([1, 3, 64]),
    expansion_weight=share,
    lexical_weight=share,
    feedback_weight=share,
    translation_weight=share,
    candidate_k=st.sampled_from([1, 2, 5, 100]),
)
masks = st.lists(st.booleans(), min_size=len(TEXTS), max_size=len(TEXTS))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    encoder = EnsembleEncoder([HashEncoder(24), HashEncoder(32)])
    made = Collection.create(
        tmp_path_factory.mktemp("pools"), "default", Manifest.new(encoder.identity)
    )
    with made.writer(encoder) as writer:
        for number, (lang, text) in enumerate(TEXTS):
            metadata = {"symbol": SYMBOLS[number]} if number in SYMBOLS else {}
            record = CorpusRecord(f"p{number}", "", text, lang, metadata, 1)
            writer.add(ParsedCorpus(f"{number}.jsonl", {}, (record,)), f"{number}")
    with made.snapshot() as snapshot:
        yield Searcher(snapshot, encoder, glossary=GLOSSARY)


@pytest.fixture(scope="module")
def prepared(searcher: Searcher) -> Sequence[EncodedQuery]:
    return searcher.prepare(QUESTIONS)


@given(
    question=st.integers(0, len(QUESTIONS) - 1),
    lang=st.sampled_from(["", "en", "zh", "sw", "und"]),
    ranking=rankings,
    mask=masks,
    top_k=st.integers(1, 15),
)
@settings(max_examples=120)
def test_only_the_pool_is_found_each_row_once_and_again_the_same(
    searcher: Searcher,
    prepared: Sequence[EncodedQuery],
    question: int,
    lang: str,
    ranking: Ranking,
    mask: list[bool],
    top_k: int,
) -> None:
    asked = prepared[question]
    if lang:
        asked = replace(asked, query=replace(asked.query, lang=lang))
    allowed = np.array(mask)
    one = Searcher(searcher.snapshot, searcher.encoder, ranking, GLOSSARY)
    (found,) = one.rank([asked], top_k=top_k, allowed=allowed)
    rows = found.row_ids.tolist()
    assert len(rows) == min(top_k, int(allowed.sum()))
    assert len(set(rows)) == len(rows)
    assert set(rows) <= set(one.snapshot.row_ids[allowed].tolist())
    assert np.isfinite(found.scores).all()
    assert (np.diff(found.scores) <= 0).all()
    (again,) = one.rank([asked], top_k=top_k, allowed=allowed)
    assert again.row_ids.tolist() == rows
    assert again.scores.tolist() == found.scores.tolist()


@given(ranking=rankings, kept=masks, question=st.integers(0, len(QUESTIONS) - 1))
@settings(max_examples=60)
def test_everything_allowed_is_no_filter(
    searcher: Searcher,
    prepared: Sequence[EncodedQuery],
    ranking: Ranking,
    kept: list[bool],
    question: int,
) -> None:
    one = Searcher(searcher.snapshot, searcher.encoder, ranking, GLOSSARY)
    everything = np.ones(len(kept), np.bool_)
    (without,) = one.rank([prepared[question]], top_k=20)
    (filtered,) = one.rank([prepared[question]], top_k=20, allowed=everything)
    assert filtered.row_ids.tolist() == without.row_ids.tolist()
    assert sorted(without.row_ids) == one.snapshot.row_ids.tolist()
