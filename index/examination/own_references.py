"""References of a document to paragraphs of its own that it does not have.

Must not look at other documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.examination.findings import ExaminedUnit, Finding, FindingKind, Severity
from index.model import Reference
from index.references import expanded


def check_own_references(
    units: Sequence[ExaminedUnit],
    references: Sequence[Sequence[Reference]],
    own_keys: Sequence[str],
) -> Iterator[Finding]:
    """References that resolve to nothing in the document itself.

    Args:
        units: all units, in order.
        references: those of each unit.
        own_keys: keys of the document; "" stands for one without a symbol.
    """
    known = known_labels(units)
    for unit, found in zip(units, references, strict=True):
        for reference in found:
            if reference.work in own_keys and reference.label:
                missing = missing_labels(reference, known)
                if missing:
                    yield _dangling(unit, reference, missing)


def known_labels(units: Sequence[ExaminedUnit]) -> frozenset[str]:
    """All labels that a reference may name: those of units, and of what contains them."""
    known = {""}
    for unit in units:
        for label in (unit.label, *unit.alt_labels):
            known.update(label[:end] for end, sign in enumerate(label) if sign in "/(~")
            known.add(label)
    return frozenset(known)


def missing_labels(reference: Reference, known: frozenset[str]) -> list[str]:
    """The labels of a reference, which may be a range, that are none of the known ones."""
    return [
        label for label in expanded(reference.label, reference.last_label) if label not in known
    ]


def _dangling(unit: ExaminedUnit, reference: Reference, missing: Sequence[str]) -> Finding:
    words = " ".join(unit.text[reference.start : reference.end].split())
    return Finding(
        FindingKind.DANGLING_REFERENCE,
        Severity.ERROR,
        unit.label,
        unit.start_line,
        f"paragraph {unit.label} refers to “{words}”, but the document has no {', '.join(missing)}",
        "correct the reference, or look whether the paragraph was lost",
    )
