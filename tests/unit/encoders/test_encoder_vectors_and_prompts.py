"""Texts before and vectors after encoding; prompts; what this CPU computes in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from index.encoders.cpu import choose_dtype, usable_cpus
from index.encoders.prompts import Prompts, own_prompts
from index.encoders.vectors import encodable, unit_rows


def test_canonically_equivalent_texts_are_one() -> None:
    assert encodable("re\u0301union") == encodable("r\u00e9union") == "r\u00e9union"


def test_compatibility_characters_are_left_to_the_model() -> None:
    assert encodable("ﬁ Ａ²") == "ﬁ Ａ²"


def test_lone_surrogates_become_replacement_characters() -> None:
    assert encodable("a\ud800b\udfff") == "a\ufffdb\ufffd"


@given(st.text(st.characters()))
def test_any_text_can_be_written_as_utf8_afterwards(text: str) -> None:
    assert encodable(text).encode().decode() == encodable(encodable(text))


def test_hand_computed_unit_rows() -> None:
    rows = unit_rows(np.array([[3.0, 4.0], [0.0, 0.0], [0.0, -2.0]]))
    assert rows.dtype == np.float32
    assert np.allclose(rows, [[0.6, 0.8], [1.0, 0.0], [0.0, -1.0]])


@given(
    arrays(
        np.float32, array_shapes(min_dims=2, max_dims=2), elements=st.floats(-1e9, 1e9, width=32)
    )
)
def test_every_row_has_unit_length_and_the_input_is_left_alone(matrix: np.ndarray) -> None:
    before = matrix.copy()
    assert np.allclose(np.linalg.norm(unit_rows(matrix), axis=1), 1.0, atol=1e-3)
    assert np.array_equal(matrix, before)


@pytest.mark.parametrize(
    ("name", "declared", "default", "expected"),
    [
        ("a/b", {}, None, Prompts("", "")),
        ("a/b", {"query": "q: ", "passage": "p: "}, None, Prompts("q: ", "p: ")),
        ("a/b", {"query": "q: ", "document": "d: ", "passage": ""}, None, Prompts("q: ", "d: ")),
        ("a/b", {"query": "q: ", "document": ""}, None, Prompts("q: ", "")),
        ("a/b", {"all": "x: ", "query": "q: "}, "all", Prompts("q: ", "x: ")),
        ("BAAI/bge-m3", {"query": "", "document": ""}, None, Prompts("", "")),
        ("intfloat/multilingual-e5-base", {"query": ""}, None, Prompts("query: ", "passage: ")),
        ("intfloat/multilingual-e5-base", {"query": "q: "}, None, Prompts("q: ", "passage: ")),
    ],
)
def test_a_models_own_prompts(
    name: str, declared: dict[str, str], default: str | None, expected: Prompts
) -> None:
    assert own_prompts(name, declared, default) == expected


def test_the_dtype_asked_for_is_taken() -> None:
    assert choose_dtype("float32") == "float32"
    assert choose_dtype("bfloat16") == "bfloat16"
    assert choose_dtype("auto") in ("float32", "bfloat16")


def test_there_is_a_cpu() -> None:
    assert usable_cpus() >= 1
