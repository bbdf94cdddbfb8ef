"""Language versions of one work: compared, grouped by paragraph where they agree, reported.

Passages of one label are translations of each other only where the versions run in step. Made
once of a snapshot; what was compared of an earlier one is not compared again. Ranks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from index.errors import DocumentNotFound
from index.snapshot import Snapshot
from index.symbols import work_keys
from retriever.alignment.compare import Comparison, Doubt, DoubtKind, Vectors, compare_traces
from retriever.alignment.traces import Trace, VersionUnit, trace_units
from retriever.works import Version, Work, works_of

GroupIds = NDArray[np.int64]
NEAR_COUNT = 5

RowsOfPair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class VersionReport:
    """How one version of a work agrees with the others.

    Attributes:
        document_id: its document, or corpus.
        lang: BCP 47 tag.
        passages: how many paragraphs it has.
        aligned: whether every paragraph that it shares with the reference is trusted.
        related: whether it looks like a version of the same text at all.
        doubts: where it does not run in step with the reference, whose labels come first.
    """

    document_id: str
    lang: str
    passages: int
    aligned: bool
    related: bool
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class WorkReport:
    """The versions of a work, compared with the one that agrees best with all others.

    Attributes:
        symbol: the work's symbol.
        reference: document id of that version.
        reference_lang: its language.
        labels: how many labels its versions have between them.
        versions: its versions, the reference among them.
    """

    symbol: str
    reference: str
    reference_lang: str
    labels: int
    versions: tuple[VersionReport, ...]


class WorkVersions:
    """The works of a snapshot with what their versions have in common.

    Args:
        works: all works.
        comparisons: by the rows of the two versions, for every two versions of a work.
        row_ids: int64 (n,): the snapshot's rows.
    """

    def __init__(
        self,
        works: Sequence[Work],
        comparisons: Mapping[RowsOfPair, Comparison],
        row_ids: NDArray[np.int64],
    ) -> None:
        self.works = tuple(works)
        self.comparisons = comparisons
        self._row_ids = row_ids
        self.groups = self._groups()

    def work(self, symbol: str) -> Work:
        """The work of a symbol, however spelled.

        Raises:
            DocumentNotFound: there is none.
        """
        wanted = set(work_keys(symbol))
        principal = work_keys(symbol)[0]
        found = [work for work in self.works if wanted & work.keys]
        for work in sorted(found, key=lambda one: principal not in one.keys):
            return work
        near = ", ".join(sorted(work.symbol for work in self.works)[:NEAR_COUNT])
        raise DocumentNotFound(
            f"no document of the collection has the symbol «{symbol}»",
            hint=f"symbols here: {near}" if near else "no document here has a symbol",
        )

    def comparison(self, left: Version, right: Version) -> Comparison:
        """What two versions of one work have in common, the left one as the first."""
        rows = self._rows(left), self._rows(right)
        if rows in self.comparisons:
            return self.comparisons[rows]
        return self.comparisons[rows[::-1]].turned()

    def report(self, work: Work) -> WorkReport:
        """How the versions of a work agree."""
        reference = max(work.versions, key=lambda one: self._agreement(work, one))
        return WorkReport(
            symbol=work.symbol,
            reference=reference.document_id,
            reference_lang=reference.lang,
            labels=len({label for version in work.versions for label in version.labels}),
            versions=tuple(self._report(reference, version) for version in work.versions),
        )

    def _report(self, reference: Version, version: Version) -> VersionReport:
        same = version is reference
        found = None if same else self.comparison(reference, version)
        doubts = () if found is None else found.doubts
        return VersionReport(
            document_id=version.document_id,
            lang=version.lang,
            passages=len(version.labels),
            aligned=all(doubt.kind is DoubtKind.MISSING for doubt in doubts),
            related=found is None or found.related,
            doubts=doubts,
        )

    def _agreement(self, work: Work, version: Version) -> int:
        return sum(
            len(self.comparison(version, other).trusted)
            for other in work.versions
            if other is not version
        )

    def _groups(self) -> GroupIds:
        """A number for each passage; the same where all of a group trust each other."""
        groups = -1 - np.arange(len(self._row_ids), dtype=np.int64)
        for work in self.works:
            if len(work.versions) < 2:
                continue
            ordered = sorted(work.versions, key=lambda one: -self._agreement(work, one))
            trusted = {
                (first, second): self.comparison(ordered[first], ordered[second]).trusted
                for first, second in combinations(range(len(ordered)), 2)
            }
            for members in _agreeing(ordered, trusted):
                groups[members] = min(members)
        return groups

    def _rows(self, version: Version) -> tuple[int, ...]:
        return tuple(self._row_ids[version.positions].tolist())


def work_versions(snapshot: Snapshot, earlier: WorkVersions | None = None) -> WorkVersions:
    """Compare the versions of every work of a snapshot; ask for it by `snapshot.derived`.

    Args:
        snapshot: one generation of a collection.
        earlier: what was made of an earlier one: pairs of versions whose rows are the same still
            compare as they did.
    """
    works = works_of(snapshot)
    known = {} if earlier is None else earlier.comparisons
    comparisons: dict[RowsOfPair, Comparison] = {}
    for work in works:
        rows = [tuple(snapshot.row_ids[one.positions].tolist()) for one in work.versions]
        pairs = list(combinations(range(len(rows)), 2))
        traces: dict[int, tuple[Trace, ...]] = {}
        for first, second in pairs:
            key = rows[first], rows[second]
            if key not in known:
                for place in (first, second):
                    if place not in traces:
                        traces[place] = _traces(snapshot, work.versions[place], rows[place])
                comparisons[key] = _compared(
                    snapshot,
                    (work.versions[first], work.versions[second]),
                    (traces[first], traces[second]),
                )
            else:
                comparisons[key] = known[key]
    return WorkVersions(works, comparisons, snapshot.row_ids)


def _traces(snapshot: Snapshot, version: Version, rows: Sequence[int]) -> tuple[Trace, ...]:
    passages = snapshot.passages(rows)
    return trace_units(
        tuple(
            VersionUnit(label, passage.text, passage.section_path)
            for label, passage in zip(version.labels, passages, strict=True)
        )
    )


def _compared(
    snapshot: Snapshot,
    versions: tuple[Version, Version],
    traces: tuple[tuple[Trace, ...], tuple[Trace, ...]],
) -> Comparison:
    left, right = versions
    vectors: Vectors = (
        snapshot.dense.passages(left.positions),
        snapshot.dense.passages(right.positions),
    )
    return compare_traces(*traces, (left.lang, right.lang), vectors)


def _agreeing(
    versions: Sequence[Version], trusted: Mapping[tuple[int, int], frozenset[str]]
) -> Iterator[list[int]]:
    """Positions of the paragraphs of one label that all trust each other, two or more."""
    groups: dict[str, list[list[tuple[int, int]]]] = {}
    for place, version in enumerate(versions):
        for label, position in zip(version.labels, version.positions.tolist(), strict=True):
            of_label = groups.setdefault(label, [])
            for group in of_label:
                if all(label in trusted[other, place] for other, _ in group):
                    group.append((place, position))
                    break
            else:
                of_label.append([(place, position)])
    for of_label in groups.values():
        for group in of_label:
            if len(group) > 1:
                yield [position for _, position in group]
