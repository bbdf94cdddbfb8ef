"""What a document of a collection gets wrong, by itself and beside the others.

Adds to the checks on the document alone the works it refers to and its other language versions.
Ranks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from index.examination import Finding, FindingKind, Severity, examine, in_reading_order
from index.examination.own_references import known_labels, missing_labels
from index.model import UNIDENTIFIED_WORK, Passage, Reference, ReferenceKind
from index.snapshot import Snapshot
from retriever.alignment.compare import Doubt, DoubtKind
from retriever.translations import doubt_sentence
from retriever.versions import WorkVersions, work_versions
from retriever.works import Version, Work


def examine_document(snapshot: Snapshot, document_id: str) -> tuple[Finding, ...]:
    """Examine a document of a collection.

    Raises:
        DocumentNotFound: there is no such document.
    """
    document = snapshot.document(document_id)
    passages = snapshot.document_passages(document_id)
    examined = examine(
        passages,
        snapshot.document_blocks(document_id),
        snapshot.document_footnotes(document_id),
        symbol=document.symbol,
    )
    works = snapshot.derived(work_versions)
    findings = [
        *examined.findings,
        *_references(snapshot, works, passages, examined.references, examined.own_keys),
        *_versions(works, document_id, passages),
    ]
    return in_reading_order(findings)


def _references(
    snapshot: Snapshot,
    works: WorkVersions,
    passages: Sequence[Passage],
    references: Sequence[Sequence[Reference]],
    own_keys: Sequence[str],
) -> Iterator[Finding]:
    """References to other works: those that are not here, and paragraphs that they do not have."""
    by_key = {key: work for work in works.works for key in work.keys}
    labels: dict[str, frozenset[str]] = {}
    told: set[str] = set()
    for passage, found in zip(passages, references, strict=True):
        for reference in found:
            work = by_key.get(reference.work)
            # Once for each work that is not here, and for each place in one that is.
            subject = reference.work if work is None else reference.target
            if subject in told or not _is_elsewhere(reference, own_keys):
                continue
            told.add(subject)
            if work is None:
                yield _not_here(passage, reference)
            elif reference.label:
                if work.symbol not in labels:
                    labels[work.symbol] = _labels(snapshot, work)
                if missing := missing_labels(reference, labels[work.symbol]):
                    yield _dangling(passage, work, missing)


def _is_elsewhere(reference: Reference, own_keys: Sequence[str]) -> bool:
    if reference.kind is ReferenceKind.ARTICLE or reference.work == UNIDENTIFIED_WORK:
        return False
    return bool(reference.work) and reference.work not in own_keys


def _labels(snapshot: Snapshot, work: Work) -> frozenset[str]:
    rows = [int(snapshot.row_ids[place]) for one in work.versions for place in one.positions]
    return known_labels(snapshot.passages(rows))


def _versions(
    works: WorkVersions, document_id: str, passages: Sequence[Passage]
) -> Iterator[Finding]:
    """Where the document does not run in step with its other language versions."""
    first: Mapping[str, Passage] = {passage.label: passage for passage in passages}
    for work in works.works:
        for own in (one for one in work.versions if one.document_id == document_id):
            for other in work.versions:
                if other is not own:
                    yield from _beside(works, own, other, first)


def _beside(
    works: WorkVersions, own: Version, other: Version, passage_of: Mapping[str, Passage]
) -> Iterator[Finding]:
    comparison = works.comparison(own, other)
    if not comparison.related:
        yield Finding(
            FindingKind.VERSION_MISALIGNED,
            Severity.ERROR,
            "",
            0,
            f"{own.document_id} and {other.document_id} do not look like versions of one text",
            "look whether one of them was given the symbol of another document",
        )
        return
    missing = [one for one in comparison.doubts if one.kind is DoubtKind.MISSING]
    wrong = [one for one in comparison.doubts if one.kind is not DoubtKind.MISSING]
    if wrong:
        yield _finding(wrong, own, other, passage_of, misaligned=True)
    elif missing:
        yield _finding(missing, own, other, passage_of, misaligned=False)


def _finding(
    doubts: Sequence[Doubt],
    own: Version,
    other: Version,
    passage_of: Mapping[str, Passage],
    *,
    misaligned: bool,
) -> Finding:
    """One finding for all labels of two versions: a slip of one shifts all that follow."""
    passage = next((passage_of[one.label] for one in doubts if one.label in passage_of), None)
    more = f", and {len(doubts) - 1} more labels are in doubt" if len(doubts) > 1 else ""
    return Finding(
        FindingKind.VERSION_MISALIGNED if misaligned else FindingKind.VERSION_INCOMPLETE,
        Severity.ERROR if misaligned else Severity.WARNING,
        doubts[0].label,
        passage.start_line if passage else 0,
        f"{doubt_sentence(doubts[0], own.document_id, other.document_id)}{more}",
        "compare the versions with: pilcrow documents compare SYMBOL",
    )


def _not_here(passage: Passage, reference: Reference) -> Finding:
    return Finding(
        FindingKind.WORK_NOT_HERE,
        Severity.NOTE,
        passage.label,
        passage.start_line,
        f"paragraph {passage.label} refers to {reference.work}, which the collection does not have",
        "index it as well, and the reference can be followed",
    )


def _dangling(passage: Passage, work: Work, missing: Sequence[str]) -> Finding:
    return Finding(
        FindingKind.DANGLING_REFERENCE,
        Severity.WARNING,
        passage.label,
        passage.start_line,
        f"paragraph {passage.label} refers to {', '.join(missing)} of {work.symbol}, "
        "which has no such paragraph here",
        "correct the reference, or look whether the paragraph was lost there",
    )
