"""What a citation names, as far as a quotation can be measured by it. Must not rank or compare."""

from __future__ import annotations

from dataclasses import dataclass

from index.errors import CitationNotFound
from index.model import Passage
from index.snapshot import Snapshot
from retriever.citations import parse_citation, resolve_rows
from retriever.citations.catalogue import catalogue_of

MOST_CITED = 64
"""Passages of one citation that are looked at."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation names: some passages, a whole work, or nothing and why.

    Attributes:
        passages: those named, at most `MOST_CITED`; none where the citation names no place.
        whole: row ids of the works that a citation without a place names.
        problem: why it names nothing; "" where it does.
    """

    passages: tuple[Passage, ...] = ()
    whole: frozenset[int] = frozenset()
    problem: str = ""


def look_up(snapshot: Snapshot, citation: str) -> Cited:
    """What a citation names; nothing, and no problem, for ""."""
    if not citation:
        return Cited()
    try:
        rows = resolve_rows(snapshot, citation).row_ids[:MOST_CITED]
    except CitationNotFound as error:
        whole = _whole_works(snapshot, citation)
        return Cited(whole=whole) if whole else Cited(problem=error.message)
    return Cited(passages=tuple(snapshot.passages(rows)))


def _whole_works(snapshot: Snapshot, citation: str) -> frozenset[int]:
    """The rows of the works that a citation without a place names."""
    request = parse_citation(citation)
    if not request.work or request.places:
        return frozenset()
    works = snapshot.derived(catalogue_of).works(request.work)
    return frozenset(
        int(row)
        for work in works
        for positions in work.versions
        for row in snapshot.row_ids[positions]
    )
