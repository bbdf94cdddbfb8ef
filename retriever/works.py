"""The works of a collection and the versions of each: documents and records with one symbol.

Tells versions by symbol, document and language alone; what they say is for `retriever.versions`
to compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.columns import Column, MetadataColumns
from index.model import PassageKind
from index.snapshot import Snapshot
from index.symbols import work_keys

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A work in one language, as one document or as records of a corpus.

    Attributes:
        document_id: the document, or the corpus.
        lang: BCP 47 tag: the language of most of its paragraphs.
        positions: int64 (n,), its paragraphs in the order of the text.
        labels: their labels; one that recurs is told apart as "3~2".
        of_records: whether they are records of a corpus.
    """

    document_id: str
    lang: str
    positions: Positions
    labels: tuple[str, ...]
    of_records: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """A text, whatever languages it is in.

    Attributes:
        symbol: its symbol, as its first version spells it.
        keys: all keys that its versions go by.
        versions: by document id and language.
    """

    symbol: str
    keys: frozenset[str]
    versions: tuple[Version, ...]


def works_of(snapshot: Snapshot) -> tuple[Work, ...]:
    """All works of a snapshot that have a symbol, by the place of their first paragraph."""
    symbols = snapshot.columns.column("symbol")
    keys_of = [work_keys(str(value)) for value in symbols.values]
    of_row = np.array([*_same_works(keys_of), -1], np.int64)[symbols.codes]
    versions: dict[int, list[Version]] = {}
    for version in _versions(snapshot.columns, of_row):
        versions.setdefault(int(of_row[version.positions[0]]), []).append(version)
    return tuple(
        Work(
            symbol=str(symbols.values[symbols.codes[found[0].positions.min()]]),
            keys=frozenset(
                key
                for version in found
                for code in set(symbols.codes[version.positions].tolist())
                for key in keys_of[code]
            ),
            versions=_in_one_order(found),
        )
        for found in versions.values()
    )


def _versions(columns: MetadataColumns, work_of_row: Positions) -> list[Version]:
    """The versions of all works, by the place of their first paragraph."""
    documents, langs = columns.column("document_id"), columns.column("lang")
    kinds, labels = columns.column("kind"), columns.column("label")
    is_record = kinds.codes == _code(kinds.values, str(PassageKind.RECORD))
    lang_apart = np.where(is_record, langs.codes, -1).astype(np.int64)
    named = np.flatnonzero((work_of_row >= 0) & (labels.codes >= 0)).astype(np.int64)
    keys = np.stack([work_of_row, documents.codes.astype(np.int64), lang_apart])[:, named]
    order = np.lexsort((named, *keys[::-1]))
    begins = np.any(np.diff(keys[:, order], axis=1, prepend=-2) != 0, axis=0)
    runs = np.split(named[order], np.flatnonzero(begins)[1:]) if len(named) else []
    return [
        Version(
            document_id=str(documents.values[documents.codes[positions[0]]]),
            lang=_usual(langs, positions),
            positions=positions,
            labels=_told_apart(str(labels.values[code]) for code in labels.codes[positions]),
            of_records=bool(is_record[positions[0]]),
        )
        for positions in sorted(runs, key=lambda run: int(run[0]))
    ]


def _usual(langs: Column, positions: Positions) -> str:
    codes = langs.codes[positions]
    known = codes[codes >= 0]
    return str(langs.values[np.bincount(known).argmax()]) if len(known) else "und"


def _same_works(keys_of: Sequence[tuple[str, ...]]) -> list[int]:
    """A number for each symbol, the same where one's principal key is among the other's keys.

    Other keys may be shared by works that are cited alike (recommendation 11/1 of two bodies).
    """
    parent = list(range(len(keys_of)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    owner: dict[str, int] = {}
    for number, (principal, *_) in enumerate(keys_of):
        parent[number] = owner.setdefault(principal, number)
    for number, keys in enumerate(keys_of):
        for key in keys[1:]:
            if key in owner:
                first, second = sorted((root(number), root(owner[key])))
                parent[second] = first
    return [root(number) for number in range(len(keys_of))]


def _code(values: Sequence[object], wanted: object) -> int:
    return values.index(wanted) if wanted in values else -2


def _told_apart(labels: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    apart = []
    for label in labels:
        seen[label] = count = seen.get(label, 0) + 1
        apart.append(label if count == 1 else f"{label}~{count}")
    return tuple(apart)


def _in_one_order(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions, those of a corpus put in the order of the others.

    The records of a corpus may stand in any order, which says nothing of the text's.
    """
    longest = max(versions, key=lambda one: (not one.of_records, len(one.labels)))
    rank = {label: place for place, label in enumerate(longest.labels)}
    return tuple(
        _ordered(version, rank) if version.of_records and version is not longest else version
        for version in versions
    )


def _ordered(version: Version, rank: Mapping[str, int]) -> Version:
    """A version by the ranks of its labels; one without a rank stays behind the one before it."""
    ranks, last = [], -1
    for label in version.labels:
        last = rank.get(label, last)
        ranks.append(last)
    order = np.argsort(ranks, kind="stable")
    labels = tuple(version.labels[place] for place in order)
    return replace(version, positions=version.positions[order], labels=labels)
