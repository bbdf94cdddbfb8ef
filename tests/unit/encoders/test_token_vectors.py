"""Which encoders give vectors of tokens, and that they agree with the vectors of whole texts."""

from __future__ import annotations

import numpy as np
import pytest

from index.encoders.base import token_encoder
from index.encoders.choose import open_encoder
from index.encoders.ensemble import EnsembleEncoder
from index.encoders.hashing import HashEncoder

TEXTS = ("Who pays for the wetlands?", "谁为湿地付费？", "", "peat " * 30)


class Tokenless:
    """A hash encoder that gives vectors only."""

    def __init__(self, dimension: int) -> None:
        encoder = HashEncoder(dimension)
        self.identity = encoder.identity
        self.encode_queries = encoder.encode_queries
        self.encode_passages = encoder.encode_passages


def test_the_hash_encoder_gives_a_vector_for_each_word():
    encoder = HashEncoder(64)
    encoded = encoder.encode_passages_with_tokens(TEXTS)
    assert np.array_equal(encoded.vectors, encoder.encode_passages(TEXTS))
    assert [tokens.shape for tokens in encoded.tokens] == [(5, 64), (1, 64), (0, 64), (30, 64)]
    assert np.array_equal(encoded.tokens[0], encoder.encode_passages(TEXTS[0][:-1].split()))
    assert token_encoder(encoder) is encoder


def test_an_ensemble_gives_the_tokens_of_its_first_part_that_has_some():
    ensemble = EnsembleEncoder([Tokenless(8), HashEncoder(16), HashEncoder(32)])
    finished: list[int] = []
    encoded = ensemble.encode_passages_with_tokens(TEXTS, progress=finished.append)
    assert np.array_equal(encoded.vectors, ensemble.encode_passages(TEXTS))
    expected = HashEncoder(16).encode_passages_with_tokens(TEXTS).tokens
    assert all(map(np.array_equal, encoded.tokens, expected))
    assert ensemble.token_dimension == 16
    assert sum(finished) == len(TEXTS)
    asked = ensemble.encode_queries_with_tokens(TEXTS)
    assert np.array_equal(asked.vectors, ensemble.encode_queries(TEXTS))
    assert all(map(np.array_equal, [each.vectors for each in asked.tokens], expected))
    assert asked.tokens[0].weights.tolist() == [1.0] * 5
    with pytest.raises(LookupError, match="hash"):
        EnsembleEncoder([Tokenless(8), Tokenless(16)]).encode_queries_with_tokens(TEXTS)


def test_encoders_without_tokens_say_so():
    assert token_encoder(Tokenless(8)) is None
    assert token_encoder(EnsembleEncoder([Tokenless(8), Tokenless(16)])) is None


@pytest.mark.encoder
def test_the_mean_token_of_the_real_encoder_points_where_its_vector_does():
    encoder = token_encoder(open_encoder("multilingual-e5-small"))
    assert encoder is not None
    assert encoder.token_dimension == 384
    encoded = encoder.encode_passages_with_tokens(TEXTS)
    assert np.allclose(encoded.vectors, encoder.encode_passages(TEXTS), atol=1e-6)
    for vector, tokens in zip(encoded.vectors, encoded.tokens, strict=True):
        assert np.allclose(np.linalg.norm(tokens, axis=1), 1, atol=1e-5)
        mean = tokens.mean(axis=0)
        # the vector is the mean of states whose lengths differ a little
        assert float(vector @ mean / np.linalg.norm(mean)) > 0.995
    assert len(encoded.tokens[2]) < len(encoded.tokens[0]) < len(encoded.tokens[3])


@pytest.mark.encoder
def test_the_real_encoder_weighs_the_tokens_of_a_question():
    encoder = token_encoder(open_encoder("multilingual-e5-small"))
    assert encoder is not None
    asked = encoder.encode_queries_with_tokens(TEXTS)
    assert np.allclose(asked.vectors, encoder.encode_queries(TEXTS), atol=1e-6)
    # ▁Who ▁pays ▁for ▁the ▁wet lands ?, without ▁que ry : before them
    expected = [7.590, 6.995, 2.499, 2.283, 7.500, 6.794, 1.461]
    assert asked.tokens[0].weights.tolist() == pytest.approx(expected, abs=1e-3)
    assert asked.tokens[0].vectors.shape == (7, 384)
    assert [len(tokens.weights) for tokens in asked.tokens[1:3]] == [7, 0]
