"""The folder's weights are the file's, under BERT's names, in the dtype asked for."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given
from hypothesis import strategies as st

from index.encoders.e5_folder import StoredDtype, folder_files, to_bfloat16
from index.encoders.e5_format import read_wheel_model
from index.errors import EncoderBuildFailed


def built(tiny_file: Any, dtype: StoredDtype = "float32") -> dict[str, bytes]:
    model = read_wheel_model(tiny_file.encode())
    return {path: b"".join(parts) for path, parts in folder_files(model, dtype)}


def test_float32_weights_are_exact_and_shaped(tiny_file: Any) -> None:
    model = read_wheel_model(tiny_file.encode())
    weights = safetensors.numpy.load(built(tiny_file)["model.safetensors"])
    places = {
        "embeddings.word_embeddings.weight": ("emb.word", (20, 32)),
        "embeddings.position_embeddings.weight": ("emb.pos", (16, 32)),
        "embeddings.token_type_embeddings.weight": ("emb.type", (2, 32)),
        "embeddings.LayerNorm.bias": ("emb.ln.b", (32,)),
        "encoder.layer.0.attention.self.query.weight": ("l0.q.w", (32, 32)),
        "encoder.layer.0.attention.output.dense.bias": ("l0.ao.b", (32,)),
        "encoder.layer.0.attention.output.LayerNorm.weight": ("l0.aln.w", (32,)),
        "encoder.layer.0.intermediate.dense.weight": ("l0.fi.w", (64, 32)),
        "encoder.layer.0.intermediate.dense.bias": ("l0.fi.b", (64,)),
        "encoder.layer.0.output.dense.weight": ("l0.fo.w", (32, 64)),
        "encoder.layer.0.output.LayerNorm.bias": ("l0.oln.b", (32,)),
    }
    assert len(weights) == 5 + 16
    for name, (stored, shape) in places.items():
        flat = np.concatenate(list(model.tensors[stored].chunks()))
        assert weights[name].dtype == np.float32
        assert np.array_equal(weights[name], flat.reshape(shape)), name


def test_bfloat16_rounds_to_the_nearest_half_to_even() -> None:
    one = 0x3F800000
    bits = [one, one + 0x7FFF, one + 0x8000, one + 0x8001, one + 0x18000, 0xBF800000 + 0x18000]
    rounded = to_bfloat16(np.array(bits, np.uint32).view(np.float32))
    assert rounded.tolist() == [0x3F80, 0x3F80, 0x3F80, 0x3F81, 0x3F82, 0xBF82]


@given(st.lists(st.floats(-(2.0**100), 2.0**100, width=32), min_size=1))
def test_bfloat16_is_within_half_a_unit_in_the_last_of_8_places(numbers: list[float]) -> None:
    exact = np.array(numbers, np.float32)
    back = (to_bfloat16(exact).astype(np.uint32) << 16).view(np.float32)
    assert (np.abs(back - exact) <= np.abs(exact) * 2.0**-8 + 1e-38).all()


def test_bfloat16_halves_the_weights(tiny_file: Any) -> None:
    header_bytes = built(tiny_file, "bfloat16")["model.safetensors"]
    size = int.from_bytes(header_bytes[:8], "little")
    header = json.loads(header_bytes[8 : 8 + size])
    entries = [entry for name, entry in header.items() if name != "__metadata__"]
    assert {entry["dtype"] for entry in entries} == {"BF16"}
    weights = sum(int(np.prod(entry["shape"])) for entry in entries)
    assert len(header_bytes) == 8 + size + 2 * weights
    assert json.loads(built(tiny_file, "bfloat16")["config.json"])["dtype"] == "bfloat16"


def test_the_tokenizer_is_the_same_for_every_dtype(tiny_file: Any) -> None:
    assert built(tiny_file)["tokenizer.json"] == built(tiny_file, "bfloat16")["tokenizer.json"]


def test_prompts_pooling_and_normalisation_are_declared(tiny_file: Any) -> None:
    files = built(tiny_file)
    prompts = json.loads(files["config_sentence_transformers.json"])["prompts"]
    assert prompts == {"query": "query: ", "passage": "passage: "}
    kinds = [module["type"].rsplit(".", 1)[1] for module in json.loads(files["modules.json"])]
    assert kinds == ["Transformer", "Pooling", "Normalize"]
    assert json.loads(files["1_Pooling/config.json"])["pooling_mode_mean_tokens"] is True
    assert json.loads(files["sentence_bert_config.json"]) == {"max_seq_length": 16}


def test_a_missing_tensor_is_named(tiny_file: Any) -> None:
    del tiny_file.tensors["l0.ao.b"]
    with pytest.raises(EncoderBuildFailed, match=r"l0\.ao\.b.*missing"):
        built(tiny_file)


def test_a_tensor_of_another_size_is_named(tiny_file: Any) -> None:
    tiny_file.tensors["l0.ao.b"] = (0, 31, b"\0" * 124)
    with pytest.raises(EncoderBuildFailed, match=r"l0\.ao\.b.*31 weights, not 32"):
        built(tiny_file)
