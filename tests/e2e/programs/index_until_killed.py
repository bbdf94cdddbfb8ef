"""Index documents until killed. Run by test_killed_while_indexing.py, which does the killing.

It loads everything once, and then starts a process for each line that it reads:

    loop DATA_DIR SEED      make a collection, then add, replace and remove documents without end
    resume DATA_DIR LOG     index one long document, noting in LOG what is encoded, and end

For each it prints the process id; for an empty line it waits for that process and prints how it
ended.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.collection import Collection, Manifest
from index.encoders.base import (
    Encoded,
    EncodedQueries,
    EncoderIdentity,
    FloatMatrix,
    Progress,
    QueryTokens,
)
from index.model import Block, BlockKind, ParsedDocument, PassageKind, Unit

DOCUMENTS = ("alpha", "beta", "gamma", "delta")
RESUMED_PARAGRAPHS = 400


class NotingEncoder:
    """Vectors from the words of a text; each call is a line in a log, if there is one."""

    identity = EncoderIdentity("noting", "5eed", 32, "query: ", "passage: ")
    token_dimension = 32

    def __init__(self, log: Path | None = None, *, seconds_per_text: float = 0.0) -> None:
        self._log = log
        self._seconds_per_text = seconds_per_text

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        vectors = np.zeros((len(texts), 32), np.float32)
        for row, text in enumerate(texts):
            for word in text.split():
                digest = hashlib.sha256(word.encode()).digest()
                vectors[row] += np.frombuffer(digest, np.uint8).astype(np.float32) - 127.5
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        time.sleep(self._seconds_per_text * len(texts))
        if self._log is not None:
            line = f"{os.getpid()}\t" + "\t".join(texts) + "\n"
            with self._log.open("ab", buffering=0) as log:
                log.write(line.encode())  # one write: a line is there as a whole or not at all
        return self.encode_queries(texts)

    def encode_queries_with_tokens(self, texts: Sequence[str]) -> EncodedQueries:
        words = (QueryTokens.alike(self.encode_queries(text.split())) for text in texts)
        return EncodedQueries(self.encode_queries(texts), tuple(words))

    def encode_passages_with_tokens(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Encoded:
        vectors = self.encode_passages(texts, progress=progress)
        return Encoded(vectors, tuple(self.encode_queries(text.split()) for text in texts))


def mark(name: str, version: int, number: int) -> str:
    """A word that only one paragraph of one version has."""
    return f"{name}q{version}q{number}".translate(str.maketrans("0123456789", "abcdefghij"))


def document(name: str, version: int) -> ParsedDocument:
    """A document that says in every paragraph which version it is, and how long that is."""
    count = 3 + version % 7
    units, blocks = [], []
    for number in range(1, count + 1):
        text = (
            f"This is {name}, version {version}, which has {count} paragraphs. "
            f"Paragraph {number} invites {mark(name, version, number)}."
        )
        units.append(
            Unit(
                label=str(number),
                printed_label=f"{number}.",
                alt_labels=(),
                kind=PassageKind.PARAGRAPH,
                parent="",
                section_path=(),
                chapeau="",
                text=text,
                lang="en",
                start_line=number,
                end_line=number,
            )
        )
        blocks.append(Block(BlockKind.PASSAGE, text, number, number, str(number)))
    return ParsedDocument(
        f"{name}.txt", "en", {"version": version}, tuple(blocks), tuple(units), ()
    )


def long_document() -> ParsedDocument:
    """Paragraphs of several sentences, some of which recur."""
    units = [
        Unit(
            label=str(number),
            printed_label=f"{number}.",
            alt_labels=(),
            kind=PassageKind.PARAGRAPH,
            parent="",
            section_path=(),
            chapeau="",
            text=f"Paragraph {number} is here. It recurs {number % 7} times. Part {number // 2}.",
            lang="en",
            start_line=number,
            end_line=number,
        )
        for number in range(1, RESUMED_PARAGRAPHS + 1)
    ]
    return ParsedDocument("long.txt", "en", {}, (), tuple(units), ())


def open_or_create(data_dir: Path) -> Collection:
    return Collection.create(data_dir, "default", Manifest.new(NotingEncoder.identity))


def loop(data_dir: Path, seed: int) -> None:
    choose = random.Random(seed)
    collection = open_or_create(data_dir)
    while True:
        with collection.writer(NotingEncoder()) as writer:
            for name in choose.sample(DOCUMENTS, 2):
                version = choose.randrange(1000)
                writer.add(document(name, version), f"{name} {version}")
                if choose.random() < 0.2:
                    writer.remove(name)


def resume(data_dir: Path, log: Path) -> None:
    encoder = NotingEncoder(log, seconds_per_text=0.0002)
    with open_or_create(data_dir).writer(encoder) as writer:
        writer.add(long_document(), "long")


def warm_up() -> None:
    """Load what is loaded at first use, so that a process begins with its work."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_or_create(Path(folder)).writer(NotingEncoder()) as writer,
    ):
        writer.add(document("warm-up", 1), "warm-up")


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def main() -> None:
    warm_up()
    child = 0
    for line in sys.stdin:
        if not line.strip():
            _, status = os.waitpid(child, 0)
            say(os.waitstatus_to_exitcode(status))
            continue
        child = os.fork()
        if child == 0:
            kind, data_dir, argument = line.split()
            if kind == "loop":
                loop(Path(data_dir), int(argument))
            else:
                resume(Path(data_dir), Path(argument))
            os._exit(0)
        say(child)


if __name__ == "__main__":
    main()
