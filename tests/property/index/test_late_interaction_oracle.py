"""Late interaction over compressed tokens against what tokens in full length say."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoders.base import QueryTokens
from index.token_codes import TokenBasis, unpack
from index.tokens import QUESTION_STRENGTH, PassageTokens, TokenMeans, late_interaction

DIMENSION = 384
LANGS = ("en", "zh", "ar")


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-30)


def oracle(question, weights, lang, texts, langs, means):
    """By the definition, in float64, one passage and one token at a time."""
    question = unit(question - QUESTION_STRENGTH * means[lang])
    scores = []
    for text, of in zip(texts, langs, strict=True):
        tokens = unit(text - means[of])
        best = [max((float(q @ token) for token in tokens), default=0.0) for q in question]
        scores.append(np.average(best, weights=weights) if len(tokens) else 0.0)
    return np.array(scores)


@given(
    sizes=st.lists(st.integers(0, 40), min_size=1, max_size=12),
    asked=st.integers(1, 9),
    seed=st.integers(0, 2**32 - 1),
    lang=st.sampled_from(LANGS),
)
@settings(max_examples=30)
def test_compressed_scores_are_near_those_of_whole_vectors(sizes, asked, seed, lang):
    random = np.random.default_rng(seed)
    center = unit(random.standard_normal(DIMENSION)).astype(np.float32)
    basis = TokenBasis.around(center)
    means = {each: 0.5 * unit(random.standard_normal(DIMENSION)) for each in LANGS}

    def tokens(count, near):
        noise = 0.8 * unit(random.standard_normal((count, DIMENSION)))
        return (center + 0.4 * unit(means[near] + noise)).astype(np.float32)

    langs = tuple(random.choice(LANGS, len(sizes)).tolist())
    texts = [tokens(size, of) for size, of in zip(sizes, langs, strict=True)]
    weights = random.uniform(0.5, 9, asked).astype(np.float32)
    question = QueryTokens(tokens(asked, lang), weights)
    found = PassageTokens(
        np.concatenate([basis.compress(text) for text in texts]),
        np.cumsum([0, *sizes], dtype=np.int64),
        langs,
    )
    placed = {each: mean @ basis.axes for each, mean in means.items()}
    in_levels = {each: (mean / basis.scale).astype(np.float32) for each, mean in placed.items()}
    balanced = TokenMeans(in_levels, np.zeros(basis.width, np.float32))
    scores = late_interaction(question, lang, found, basis=basis, means=balanced)
    vectors = basis.place(question.vectors)
    exact = oracle(vectors, weights, lang, map(basis.place, texts), langs, placed)
    assert np.abs(scores - exact).max() < 0.1

    # and what the compressed tokens themselves say, to the last digits
    levels = [unpack(basis.compress(text)) * basis.scale for text in texts]
    same = oracle(vectors, weights, lang, levels, langs, placed)
    assert np.allclose(scores, same, atol=2e-5)
