"""What an examination finds. Holds no checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from index.model import Passage, Unit

ExaminedUnit = Unit | Passage
"""What is examined: a document's numbered units, as parsed or as stored."""


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"  # the document contradicts itself
    WARNING = "warning"  # something is probably wrong, or was settled by a guess
    NOTE = "note"  # worth knowing


class FindingKind(StrEnum):
    """What was found."""

    NO_PARAGRAPHS = "no_paragraphs"
    OUT_OF_SEQUENCE = "out_of_sequence"
    MISSING_NUMBER = "missing_number"
    REPEATED_NUMBER = "repeated_number"
    MISPRINTED_NUMBER = "misprinted_number"
    NOTE_WITHOUT_MARK = "note_without_mark"
    MARK_WITHOUT_NOTE = "mark_without_note"
    MISSING_NOTE = "missing_note"
    EMPTY_HEADING = "empty_heading"
    LONG_PASSAGE = "long_passage"
    DANGLING_REFERENCE = "dangling_reference"
    WORK_NOT_HERE = "work_not_here"
    VERSION_MISALIGNED = "version_misaligned"
    VERSION_INCOMPLETE = "version_incomplete"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth knowing.

    Attributes:
        kind: what it is.
        severity: how bad it is.
        label: label of the passage it stands in; "" where it stands in none.
        line: source line, from 1; 0 where it has none.
        message: what is wrong, in one sentence.
        hint: what to do about it.
    """

    kind: FindingKind
    severity: Severity
    label: str
    line: int
    message: str
    hint: str


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by line, those without one last."""
    return tuple(sorted(findings, key=lambda one: (one.line == 0, one.line)))
