"""Every mention of a text, or of a place in one, in the passages of a document.

Must not look at what a collection holds: a reference names its target, found or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from index.model import PassageKind, Reference, ReferenceKind
from index.pinpoints import find_pinpoints
from index.references import attaching
from index.references.anaphora import ADOPTED, Memory, OwnText, Spoken, Topic, settle
from index.references.folding import fold
from index.references.labels import OwnLabels, article_of
from index.references.works import find_works
from index.symbols import work_keys


class Readable(Protocol):
    """What is read of a passage or unit: its label, kind, parent and text."""

    @property
    def label(self) -> str:
        """Its label."""

    @property
    def kind(self) -> PassageKind:
        """What it is."""

    @property
    def parent(self) -> str:
        """Label of what governs it."""

    @property
    def text(self) -> str:
        """Its text."""


def find_references(
    passages: Sequence[Readable], *, symbol: str
) -> tuple[tuple[Reference, ...], ...]:
    """Find what each passage of a document refers to.

    Args:
        passages: all passages of the document, in order: "the same decision" is one that an
            earlier passage named.
        symbol: the document's symbol; "" where it has none.

    Returns:
        For each passage its references, in order.
    """
    own = _own_text(symbol)
    labels = frozenset(label for passage in passages for label in _labels_of(passage.label))
    has_articles = any(article_of(label) for label in labels)
    memory = Memory()
    return tuple(
        _references_of(
            passage, own, OwnLabels(labels, passage.label, has_articles=has_articles), memory
        )
        for passage in passages
    )


_DRAFTED = frozenset(
    {
        PassageKind.PREAMBULAR,
        PassageKind.OPERATIVE,
        PassageKind.DRAFT_PREAMBULAR,
        PassageKind.DRAFT_OPERATIVE,
    }
)
_KIND_OF_KEY = re.compile("|".join(rf"(?P<{kind.value}>{kind.value} )" for kind in ADOPTED))


def _own_text(symbol: str) -> OwnText:
    if not symbol:
        return OwnText("", ReferenceKind.DOCUMENT)
    keys = work_keys(symbol)
    kinds = [match.lastgroup for key in keys if (match := _KIND_OF_KEY.match(key))]
    return OwnText(keys[0], ReferenceKind(kinds[0] or "") if kinds else ReferenceKind.DOCUMENT)


def _labels_of(label: str) -> tuple[str, ...]:
    """A label, and that of the whole of which it is an item: "41(c)", "41"."""
    return (label, label.split("(", 1)[0])


def _references_of(
    passage: Readable, own: OwnText, labels: OwnLabels, memory: Memory
) -> tuple[Reference, ...]:
    folded = fold(passage.text)
    pinpoints = find_pinpoints(passage.text)
    before, governing = memory.before(passage.parent), memory.governing(passage.parent)
    drafted = passage.kind in _DRAFTED
    works = settle(
        find_works(passage.text, folded, pinpoints), own=own, drafted=drafted, before=before
    )
    memory.keep(passage.label, works, governing)
    here = attaching.ReadPassage(
        folded, own.work, labels, drafted, _adopted(governing), _adopted(before)
    )
    return attaching.references(here, works, pinpoints)


def _adopted(spoken: Spoken) -> Topic | None:
    """The decision, resolution or recommendation last spoken of."""
    adopted = [topic for kind, topic in spoken.items() if kind in ADOPTED]
    return adopted[-1] if adopted else None
