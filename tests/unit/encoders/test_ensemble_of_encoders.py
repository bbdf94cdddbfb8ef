"""An ensemble's vector is its parts' vectors, one after the other, and of unit length."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoders.base import EncoderIdentity, FloatMatrix, Progress
from index.encoders.choose import open_encoder
from index.encoders.ensemble import EnsembleEncoder
from index.encoders.hashing import HashEncoder
from index.errors import InvalidSetting

TEXTS = ["coastal wetlands", "zones humides côtières", ""]


class AxisEncoder:
    """Points queries along one axis and passages along another, in batches of two."""

    def __init__(self, name: str, query_prompt: str = "") -> None:
        self.identity = EncoderIdentity(name, "a" * 16, 2, query_prompt, "")

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        return np.tile(np.array([1.0, 0.0], np.float32), (len(texts), 1))

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        for start in range(0, len(texts), 2):
            if progress is not None:
                progress(len(texts[start : start + 2]))
        return np.tile(np.array([0.0, 1.0], np.float32), (len(texts), 1))


def test_the_parts_vectors_lie_one_after_the_other() -> None:
    half = 1 / math.sqrt(2)
    encoder = EnsembleEncoder([AxisEncoder("axis"), HashEncoder(64)])
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.shape == (3, 66)
    assert vectors.dtype == np.float32
    assert np.allclose(vectors[:, :2], [0.0, half])
    assert np.allclose(vectors[:, 2:], half * HashEncoder(64).encode_passages(TEXTS))
    assert np.allclose(encoder.encode_queries(TEXTS)[:, :2], [half, 0.0])


@given(st.lists(st.text(), max_size=4))
def test_rows_have_unit_length_and_their_cosine_is_the_mean(texts: list[str]) -> None:
    parts = [HashEncoder(16), HashEncoder(32), HashEncoder(48)]
    vectors = EnsembleEncoder(parts).encode_passages(texts)
    assert vectors.shape == (len(texts), 96)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    cosines = [rows @ rows.T for rows in (part.encode_passages(texts) for part in parts)]
    assert np.allclose(vectors @ vectors.T, sum(cosines) / 3, atol=1e-5)


def test_the_identity_holds_those_of_the_parts() -> None:
    parts = (HashEncoder(64), HashEncoder(32))
    identity = EnsembleEncoder(parts).identity
    assert (identity.name, identity.dimension) == ("hash+hash", 96)
    assert (identity.query_prompt, identity.passage_prompt) == ("", "")
    assert identity.parts == tuple(part.identity for part in parts)
    assert identity.part_dimensions == (64, 32)
    assert HashEncoder(64).identity.part_dimensions == (64,)


def test_the_fingerprint_is_that_of_all_parts_in_their_order() -> None:
    fingerprints = [
        EnsembleEncoder(parts).identity.fingerprint
        for parts in (
            [HashEncoder(64), HashEncoder(32)],
            [HashEncoder(32), HashEncoder(64)],
            [HashEncoder(64), AxisEncoder("axis")],
            [HashEncoder(64), AxisEncoder("axis", query_prompt="query: ")],
        )
    ]
    assert len(set(fingerprints)) == 4
    renamed = EnsembleEncoder([HashEncoder(64), AxisEncoder("another name")]).identity
    assert renamed.fingerprint == fingerprints[2]


@pytest.mark.parametrize("texts", [0, 1, 2, 3, 7])
def test_each_text_is_counted_once(texts: int) -> None:
    done: list[int] = []
    parts = [HashEncoder(8), AxisEncoder("axis"), HashEncoder(16)]
    EnsembleEncoder(parts).encode_passages(["text"] * texts, progress=done.append)
    assert sum(done) == texts
    assert all(count > 0 for count in done)


@pytest.mark.parametrize("parts", [[], [HashEncoder()]])
def test_fewer_than_two_are_no_ensemble(parts: list[HashEncoder]) -> None:
    with pytest.raises(InvalidSetting, match=f"{len(parts)} encoder"):
        EnsembleEncoder(parts)


def test_the_same_encoder_twice_is_refused_whatever_its_name() -> None:
    with pytest.raises(InvalidSetting, match=r"one\+hash\+other"):
        EnsembleEncoder([AxisEncoder("one"), HashEncoder(), AxisEncoder("other")])


def test_a_specification_names_the_parts() -> None:
    expected = EnsembleEncoder([HashEncoder(), HashEncoder(64)]).identity
    assert open_encoder("hash+hash:64").identity == expected


@pytest.mark.parametrize(
    "spec", ["hash+hash", "hash+hash:256", "+", "hash+", "+hash", "hash+hash:"]
)
def test_senseless_combinations(spec: str) -> None:
    with pytest.raises(InvalidSetting):
        open_encoder(spec)
