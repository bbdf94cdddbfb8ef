"""A source's bytes with its name and metadata, before anything is known of what they are.

Must not read or look into them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.model import Metadata

SIDECAR_SUFFIX = ".meta.json"
"""`report.txt.meta.json` holds the metadata of `report.txt`."""

CORPUS_NAME = "corpus.jsonl"
"""The corpus of a folder in BEIR layout; nothing else of that folder is a document."""

QUERIES_NAME = "queries.jsonl"
"""Queries of an evaluation in BEIR layout."""

OnSkip = Callable[[Path, str], None]
"""Told of each file that is left out, and why."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source to be indexed.

    Attributes:
        name: as the user knows it: the file's name, its path below the folder that was given, its
            path in an archive below the archive's name, or for the corpus of a BEIR folder the
            folder's name.
        content: its bytes.
        metadata: of its sidecar file and of the user; the user's wins.
    """

    name: str
    content: bytes
    metadata: Metadata


def ignore_skipped(path: Path, reason: str) -> None:
    """Nobody asked what is left out."""
