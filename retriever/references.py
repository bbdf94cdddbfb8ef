"""What a passage cites, and which passages cite it, as far as the collection has them.

Finds passages by what was noted when they were indexed; reads no text and ranks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.model import UNIDENTIFIED_WORK, Document, Passage, Reference
from index.references import expanded
from index.snapshot import Snapshot
from index.symbols import work_keys
from retriever.works import Version, Work, works_of


@dataclass(frozen=True, slots=True)
class ResolvedReference:
    """A reference with what the collection has of its target.

    Attributes:
        reference: the reference.
        documents: those that hold the text referred to, in any language; by id.
        passages: the place in it, in every version, all of a range; none where the reference is to
            the whole text.
    """

    reference: Reference
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """A passage that cites another.

    Attributes:
        passage: the one that cites.
        references: those of its references that do so, in order.
        whole: whether they name only the text as a whole, and not the place in it.
    """

    passage: Passage
    references: tuple[Reference, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class CitedBy:
    """The passages that cite a passage.

    Attributes:
        passages: the first of them: those that name its place, then those that cite its text as a
            whole, each by row.
        total: how many there are.
    """

    passages: tuple[Citing, ...]
    total: int


class ReferenceIndex:
    """The works of a collection, and those that are cited in it, by the keys they go by.

    Args:
        works: the works of the collection.
        cited: key of every work that is cited, with all keys of that work.
        passages: how many passages the collection has.
    """

    def __init__(
        self, works: Sequence[Work], cited: Mapping[str, tuple[str, ...]], *, passages: int
    ) -> None:
        self.cited = cited
        self._works = works
        self._work_of = np.full(passages, -1, np.int64)
        self._works_of_key: dict[str, list[int]] = {}
        for number, work in enumerate(works):
            for version in work.versions:
                self._work_of[version.positions] = number
            for key in work.keys:
                self._works_of_key.setdefault(key, []).append(number)
        self._cited_of_key: dict[str, list[str]] = {}
        for name, keys in cited.items():
            for key in keys:
                self._cited_of_key.setdefault(key, []).append(name)

    def work_of(self, position: int) -> Work | None:
        """The work that a passage is of; None where it has no symbol."""
        number = int(self._work_of[position])
        return None if number < 0 else self._works[number]

    def works(self, cited: str) -> tuple[Work, ...]:
        """The works that a cited key names, in the order of the collection.

        The first of its keys decides where it names any; the others may be shared by works that
        are cited alike.
        """
        principal, *others = self.cited.get(cited) or work_keys(cited)
        for keys in ([principal], others):
            numbers = {number for key in keys for number in self._works_of_key.get(key, ())}
            if numbers:
                return tuple(self._works[number] for number in sorted(numbers))
        return ()

    def names_of(self, work: Work) -> tuple[str, ...]:
        """The keys under which a work is cited, ascending."""
        return tuple(
            sorted({name for key in work.keys for name in self._cited_of_key.get(key, ())})
        )


def reference_index(snapshot: Snapshot, earlier: ReferenceIndex | None = None) -> ReferenceIndex:
    """Gather the works of a snapshot; ask for it by `snapshot.derived`.

    Args:
        snapshot: one generation of a collection.
        earlier: what was made of an earlier one: the keys of works that were cited there.
    """
    known = {} if earlier is None else earlier.cited
    cited = {
        work: known.get(work) or work_keys(work)
        for work in snapshot.cited_works()
        if work and work != UNIDENTIFIED_WORK
    }
    return ReferenceIndex(works_of(snapshot), cited, passages=len(snapshot.row_ids))


def cites(snapshot: Snapshot, passage: Passage) -> tuple[ResolvedReference, ...]:
    """What a passage refers to, in order, each with the passages that it resolves to.

    Args:
        snapshot: where the passage stands.
        passage: the passage.
    """
    (references,) = snapshot.references([snapshot.row_id(passage.passage_id)])
    return tuple(_resolved(snapshot, passage, reference) for reference in references)


def cited_by(snapshot: Snapshot, passage: Passage, *, limit: int) -> CitedBy:
    """The passages that cite a passage or its text as a whole.

    What a text says of itself as a whole ("the present note") does not count.

    Args:
        snapshot: where the passage stands.
        passage: the passage.
        limit: how many to fetch.
    """
    index = snapshot.derived(reference_index)
    row_id = snapshot.row_id(passage.passage_id)
    work = index.work_of(int(snapshot.positions(np.array([row_id]))[0]))
    if work is None:
        found = snapshot.references_within(passage.document_id)
        own_rows = frozenset(found)
    else:
        found = snapshot.references_to(index.names_of(work))
        own_rows = frozenset(
            int(row) for version in work.versions for row in snapshot.row_ids[version.positions]
        )
    labels = frozenset((passage.label, *passage.alt_labels))
    of_place, of_whole = {}, {}
    for row, references in sorted(found.items()):
        if named := _to_place(references, labels):
            of_place[row] = named
        elif row not in own_rows and (named := tuple(one for one in references if not one.label)):
            of_whole[row] = named
    rows = [*of_place, *of_whole][:limit]
    return CitedBy(
        tuple(
            Citing(one, of_place.get(row) or of_whole[row], row in of_whole)
            for row, one in zip(rows, snapshot.passages(rows), strict=True)
        ),
        total=len(of_place) + len(of_whole),
    )


def _to_place(references: Iterable[Reference], labels: frozenset[str]) -> tuple[Reference, ...]:
    """The references to a place that goes by some labels, alone or within a range."""
    paragraphs = labels | {label.split("(", 1)[0] for label in labels}
    return tuple(
        reference
        for reference in references
        if reference.label in labels
        or (
            reference.last_label
            and not paragraphs.isdisjoint(expanded(reference.label, reference.last_label))
        )
    )


def _resolved(snapshot: Snapshot, passage: Passage, reference: Reference) -> ResolvedReference:
    if reference.work == UNIDENTIFIED_WORK:
        return ResolvedReference(reference, (), ())
    if not reference.work:
        document = snapshot.document(passage.document_id)
        passages = snapshot.document_passages(document.document_id)
        places = _places([one.label for one in passages], reference)
        found = tuple(passages[place] for place in places) or _by_other_label(passages, reference)
        return ResolvedReference(reference, (document,), found)
    versions = [
        version
        for work in snapshot.derived(reference_index).works(reference.work)
        for version in work.versions
    ]
    documents = snapshot.documents_by_id({version.document_id for version in versions})
    return ResolvedReference(
        reference,
        tuple(documents[document_id] for document_id in sorted(documents)),
        tuple(one for version in versions for one in _in_version(snapshot, version, reference)),
    )


def _in_version(snapshot: Snapshot, version: Version, reference: Reference) -> Sequence[Passage]:
    if not reference.label:
        return ()
    places = _places(version.labels, reference)
    rows = [int(snapshot.row_ids[version.positions[place]]) for place in places]
    if rows or version.of_records:
        return snapshot.passages(rows)
    return _by_other_label(snapshot.document_passages(version.document_id), reference)


def _by_other_label(passages: Iterable[Passage], reference: Reference) -> tuple[Passage, ...]:
    """The passages whose printed number is that of a reference though their place is another."""
    return tuple(one for one in passages if reference.label and reference.label in one.alt_labels)


def _places(labels: Sequence[str], reference: Reference) -> list[int]:
    """Where the labels of a reference stand among those of a text, in its order."""
    first, last = reference.label, reference.last_label
    if not last:
        return [place for place, label in enumerate(labels) if first and label == first]
    starts = [place for place, label in enumerate(labels) if label == first]
    ends = [
        place for place, label in enumerate(labels) if label == last or label.startswith(f"{last}(")
    ]
    if starts and ends and starts[0] <= ends[-1]:
        return list(range(starts[0], ends[-1] + 1))
    wanted = frozenset(expanded(first, last))
    return [place for place, label in enumerate(labels) if label in wanted]
