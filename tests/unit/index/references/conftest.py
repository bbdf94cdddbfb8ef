"""Finds the references of passages made from bare texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from index.model import Reference
from index.references import find_references
from index.references.texts import BareText

Quoted = list[tuple[str, str]]


def quoted(passages: Sequence[BareText], symbol: str) -> list[Quoted]:
    """Of each passage: the targets, each with the words that name it."""
    found = find_references(passages, symbol=symbol)
    return [
        [(reference.target, passage.text[reference.start : reference.end]) for reference in one]
        for passage, one in zip(passages, found, strict=True)
    ]


@pytest.fixture(scope="session")
def passage() -> type[BareText]:
    """`passage(text, label=…, kind=…, parent=…)`: a passage to find references in."""
    return BareText


@pytest.fixture(scope="session")
def refer() -> Callable[..., Quoted]:
    """`refer(text, symbol=…)`: targets and words of the only passage of document X/1/2."""

    def of(text: str, *, symbol: str = "X/1/2") -> Quoted:
        return quoted([BareText(text)], symbol)[0]

    return of


@pytest.fixture(scope="session")
def targets() -> Callable[..., list[list[str]]]:
    """`targets(passage, …, symbol=…)`: what each passage of a document refers to."""

    def of(*passages: BareText, symbol: str = "X/1/2") -> list[list[str]]:
        return [[target for target, _ in one] for one in quoted(passages, symbol)]

    return of


@pytest.fixture(scope="session")
def references() -> Callable[..., tuple[Reference, ...]]:
    """`references(text, symbol=…)`: the references themselves."""

    def of(text: str, *, symbol: str = "X/1/2") -> tuple[Reference, ...]:
        return find_references([BareText(text)], symbol=symbol)[0]

    return of
