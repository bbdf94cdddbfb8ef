"""Footnotes without a mark, marks without a footnote, and numbers of notes that are missing.

Must not move a note from where the parser put it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.examination.findings import ExaminedUnit, Finding, FindingKind, Severity
from index.model import Footnote


def check_notes(units: Sequence[ExaminedUnit], footnotes: Sequence[Footnote]) -> Iterator[Finding]:
    """What is wrong with the footnotes of a document and their marks."""
    for note in footnotes:
        if not note.anchored:
            yield Finding(
                FindingKind.NOTE_WITHOUT_MARK,
                Severity.WARNING,
                "",
                note.line,
                f"footnote {note.number} has no mark in the text",
                "look in the original where its mark stands; it was perhaps lost in conversion",
            )
    numbers = {note.number for note in footnotes}
    for unit in units:
        for mark in unit.footnote_refs:
            if mark.number not in numbers:
                yield Finding(
                    FindingKind.MARK_WITHOUT_NOTE,
                    Severity.WARNING,
                    unit.label,
                    unit.start_line,
                    f"paragraph {unit.label} has the mark of footnote {mark.number}, "
                    "which is not there",
                    "look in the original for the note; it was perhaps lost in conversion",
                )
    yield from _gaps(footnotes)


def _gaps(footnotes: Sequence[Footnote]) -> Iterator[Finding]:
    last = 0
    for note in footnotes:
        if not (note.number.isascii() and note.number.isdigit()):
            continue
        number = int(note.number)
        if number > last + 1:
            names = " to ".join(dict.fromkeys((str(last + 1), str(number - 1))))
            yield Finding(
                FindingKind.MISSING_NOTE,
                Severity.WARNING,
                note.label,
                note.line,
                f"footnote {names} is missing before footnote {number}",
                "look in the original for the note; it was perhaps lost in conversion",
            )
        last = max(last, number)
