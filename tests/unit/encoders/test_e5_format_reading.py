"""The E5S1 file is read exactly, and damage anywhere in it is an error, never a wrong model."""

from __future__ import annotations

import dataclasses
import random
import struct
from typing import Any

import numpy as np
import pytest

from index.encoders.e5_format import decode_blocks, read_wheel_model
from index.errors import EncoderBuildFailed


def test_a_block_decodes_to_the_values_computed_by_hand() -> None:
    # scale 0.5; byte j holds weight j below and weight j + 16 above
    nibbles = bytes([0x80, 0x9F, 0x18] + [0x88] * 13)
    block = struct.pack("<e", 0.5) + nibbles
    expected = [0.0] * 32
    expected[0] = (0 - 8) * 0.5
    expected[16] = (8 - 8) * 0.5
    expected[1] = (15 - 8) * 0.5
    expected[17] = (9 - 8) * 0.5
    expected[2] = (8 - 8) * 0.5
    expected[18] = (1 - 8) * 0.5
    assert decode_blocks(block).tolist() == expected


def test_blocks_follow_each_other_with_their_own_scales() -> None:
    first = struct.pack("<e", 1.0) + bytes([0x99] * 16)
    second = struct.pack("<e", -2.0) + bytes([0x77] * 16)
    assert decode_blocks(first + second).tolist() == [1.0] * 32 + [2.0] * 32


def test_the_whole_file_is_read(tiny_file: Any) -> None:
    model = read_wheel_model(tiny_file.encode())
    assert (model.shape.hidden, model.shape.layers, model.shape.heads) == (32, 1, 2)
    assert (model.shape.feed_forward, model.shape.vocabulary) == (64, 20)
    assert (model.shape.positions, model.shape.types) == (16, 2)
    assert model.shape.epsilon == pytest.approx(1e-12, rel=1e-6)
    assert model.vocabulary.pieces == tiny_file.pieces
    assert model.vocabulary.scores == tiny_file.scores
    assert model.vocabulary.charmap == tiny_file.charmap
    assert (model.vocabulary.bos, model.vocabulary.eos) == (0, 2)
    assert (model.vocabulary.pad, model.vocabulary.unk) == (1, 3)
    assert set(model.tensors) == set(tiny_file.tensors)
    _, size, raw = tiny_file.tensors["emb.pos"]
    assert np.concatenate(list(model.tensors["emb.pos"].chunks())).tobytes() == raw
    assert model.tensors["emb.pos"].size == size


def test_a_large_tensor_comes_in_chunks_that_join_to_the_whole(tiny_file: Any) -> None:
    blocks = 40_000
    raw = np.random.default_rng(1).integers(0, 256, (blocks, 18), dtype=np.uint8)
    raw[:, :2] = np.frombuffer(struct.pack("<e", 0.25), np.uint8)
    tiny_file.tensors["large"] = (1, blocks * 32, raw.tobytes())
    chunks = list(read_wheel_model(tiny_file.encode()).tensors["large"].chunks())
    assert len(chunks) == 2
    assert np.array_equal(np.concatenate(chunks), decode_blocks(raw.tobytes()))


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("magic", b"E5S2", "begins with"),
        ("version", 2, "begins with"),
        ("block", 64, "blocks of 64"),
        ("hidden", 0, "impossible sizes"),
        ("layers", -1, "impossible sizes"),
        ("heads", 3, "impossible sizes"),
        ("vocabulary", 16, "17 pieces for 16 embeddings"),
        ("specials", (0, 2, 1, 17), "special tokens"),
        ("specials", (-1, 2, 1, 3), "special tokens"),
        ("scores", (float("nan"),) * 17, "score is not a number"),
    ],
)
def test_a_contradiction_in_the_header_is_named(
    tiny_file: Any, field: str, value: object, named: str
) -> None:
    damaged = dataclasses.replace(tiny_file, **{field: value})
    with pytest.raises(EncoderBuildFailed, match=named):
        read_wheel_model(damaged.encode())


@pytest.mark.parametrize(
    ("tensor", "named"),
    [
        ((0, 5, b"\0" * 16), "5 weights"),
        ((1, 33, b"\0" * 18), "33 weights"),
        ((2, 4, b"\0" * 16), "kind 2"),
        ((0, 1, struct.pack("<f", float("inf"))), "not a number"),
        ((1, 32, struct.pack("<e", float("nan")) + b"\0" * 16), "not a number"),
    ],
)
def test_a_damaged_tensor_is_named(
    tiny_file: Any, tensor: tuple[int, int, bytes], named: str
) -> None:
    tiny_file.tensors["l0.q.w"] = tensor
    with pytest.raises(EncoderBuildFailed, match=named) as caught:
        read_wheel_model(tiny_file.encode())
    assert "l0.q.w" in caught.value.message


def test_a_charmap_to_no_character_is_an_error(tiny_file: Any) -> None:
    content = tiny_file.encode()
    entry = struct.pack("<IB2I", ord("ﬁ"), 2, ord("f"), ord("i"))
    assert content.count(entry) == 1
    damaged = content.replace(entry, struct.pack("<IB2I", ord("ﬁ"), 2, 0x110000, ord("i")))
    with pytest.raises(EncoderBuildFailed, match="no character"):
        read_wheel_model(damaged)


def test_cut_short_anywhere_it_is_an_error(tiny_file: Any) -> None:
    content = tiny_file.encode()
    for length in [*range(0, 900, 7), len(content) - 1]:
        with pytest.raises(EncoderBuildFailed):
            read_wheel_model(content[:length])


def test_random_damage_is_an_error_of_ours_or_none(tiny_file: Any) -> None:
    content = tiny_file.encode()
    head = len(content) - sum(len(raw) for _, _, raw in tiny_file.tensors.values())
    dice = random.Random(5)
    refused = 0
    for _ in range(500):
        damaged = bytearray(content)
        damaged[dice.randrange(head)] = dice.randrange(256)
        try:
            read_wheel_model(bytes(damaged))
        except EncoderBuildFailed:
            refused += 1
    assert refused > 100
