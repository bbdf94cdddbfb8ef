"""Which passages are language versions of one paragraph, and which only bear its label.

Those of one work and one label, where the versions run in step. Ranks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.model import Passage
from index.snapshot import Snapshot
from retriever.alignment.compare import Doubt, DoubtKind
from retriever.versions import GroupIds, WorkVersions, work_versions
from retriever.works import Version, Work


@dataclass(frozen=True, slots=True)
class Translation:
    """A passage of the same label in another version of the same work.

    Attributes:
        passage: the passage.
        aligned: whether it says the same.
        reason: why that is not to be trusted, in one sentence; "" where it is.
    """

    passage: Passage
    aligned: bool
    reason: str = ""


def paragraph_groups(snapshot: Snapshot) -> GroupIds:
    """A number for each of n passages, the same for language versions of one paragraph.

    A passage is alone in its group where its document has no symbol, and where the versions do
    not run in step.

    Returns:
        int64 (n,).
    """
    return snapshot.derived(work_versions).groups


def first_of_each(groups: GroupIds) -> NDArray[np.intp]:
    """Places at which each group occurs first, ascending."""
    _, first = np.unique(groups, return_index=True)
    return np.sort(first)


def translations_of(snapshot: Snapshot, passage_id: str) -> tuple[Translation, ...]:
    """The passages that bear the label of a passage in other versions of its work.

    Raises:
        PassageNotFound: there is no such passage.
    """
    position = int(snapshot.positions(np.array([snapshot.row_id(passage_id)], np.int64))[0])
    versions = snapshot.derived(work_versions)
    place = _place(versions, position)
    if place is None:
        return ()
    work, own, label = place
    found: list[tuple[int, str]] = []
    for other in work.versions:
        if other is not own and label in other.labels:
            there = int(other.positions[other.labels.index(label)])
            agree = versions.groups[there] == versions.groups[position]
            found.append((there, "" if agree else _reason(versions, own, other, label)))
    passages = snapshot.passages([int(snapshot.row_ids[there]) for there, _ in found])
    return tuple(
        Translation(passage, aligned=not reason, reason=reason)
        for passage, (_, reason) in zip(passages, found, strict=True)
    )


def doubt_sentence(doubt: Doubt, left: str, right: str) -> str:
    """What is wrong with a label, in one sentence.

    Args:
        doubt: the doubt.
        left: what the one version is called.
        right: what the other is.
    """
    if doubt.kind is DoubtKind.MISSING:
        return f"only one of {left} and {right} has a paragraph {doubt.label}"
    if doubt.kind is DoubtKind.UNLIKE:
        return f"paragraph {doubt.label} does not say the same in {left} and in {right}"
    sentence = f"{_named(doubt.left)} in {left} is {_named(doubt.right)} in {right}"
    for alone, one, other in zip(doubt.alone, (left, right), (right, left), strict=True):
        if alone:
            sentence += f"; paragraph {doubt.label} in {one} has no counterpart in {other}"
    return sentence


def _place(versions: WorkVersions, position: int) -> tuple[Work, Version, str] | None:
    for work in versions.works:
        for version in work.versions:
            found = np.flatnonzero(version.positions == position)
            if len(found):
                return work, version, version.labels[int(found[0])]
    return None


def _reason(versions: WorkVersions, own: Version, other: Version, label: str) -> str:
    comparison = versions.comparison(own, other)
    if not comparison.related:
        return f"the {own.lang} and {other.lang} versions do not look like versions of one text"
    for doubt in comparison.doubts:
        if doubt.label == label:
            return doubt_sentence(doubt, own.lang, other.lang)
    return f"the versions of paragraph {label} do not all agree"


def _named(labels: Sequence[str]) -> str:
    if len(labels) == 1:
        return f"paragraph {labels[0]}"
    return f"paragraphs {' and '.join(labels)}"
