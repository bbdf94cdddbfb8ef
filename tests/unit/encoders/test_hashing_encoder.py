"""The hash encoder gives the same near vectors to like texts, in every process."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoders.hashing import HashEncoder
from index.errors import InvalidSetting


@given(st.lists(st.text(), max_size=5), st.integers(2, 300))
def test_rows_have_unit_length_and_the_dimension(texts: list[str], dimension: int) -> None:
    encoder = HashEncoder(dimension)
    vectors = encoder.encode_passages(texts)
    assert vectors.shape == (len(texts), dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert np.array_equal(vectors, encoder.encode_queries(texts))


def test_like_texts_are_nearer_than_unlike_ones() -> None:
    query, near, nearer, far = HashEncoder().encode_passages(
        [
            "restoration of coastal wetlands",
            "coasts and their wetland restored",
            "The restoration of coastal wetlands is urgent.",
            "budget for the next biennium",
        ]
    )
    assert query @ nearer > query @ near > query @ far + 0.1


def test_case_and_canonical_form_do_not_matter() -> None:
    one, two = HashEncoder().encode_passages(["RE\u0301UNION", "réunion"])
    assert np.array_equal(one, two)


def test_another_process_gives_the_same_vectors() -> None:
    program = (
        "from index.encoders.hashing import HashEncoder; "
        "print(HashEncoder(8).encode_queries(['Parties 缔约方']).tobytes().hex())"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.strip()
    assert printed == HashEncoder(8).encode_queries(["Parties 缔约方"]).tobytes().hex()


def test_progress_adds_up() -> None:
    done: list[int] = []
    HashEncoder().encode_passages(["a", "b", "c"], progress=done.append)
    assert sum(done) == 3


def test_dimensions_differ_in_fingerprint() -> None:
    assert HashEncoder(64).identity.fingerprint != HashEncoder(65).identity.fingerprint
    assert HashEncoder(64).identity == HashEncoder(64).identity


@pytest.mark.parametrize("dimension", [-1, 0, 1, 1 << 17])
def test_a_senseless_dimension_is_refused(dimension: int) -> None:
    with pytest.raises(InvalidSetting, match=str(dimension)):
        HashEncoder(dimension)
