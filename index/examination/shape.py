"""Headings that stand over nothing, and passages much longer than the others.

Must not judge what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from index.context import WINDOW_TOKENS, estimated_tokens
from index.examination.findings import ExaminedUnit, Finding, FindingKind, Severity
from index.model import Block, BlockKind

MUCH_LONGER = 6
"""Times the median length of a document's passages."""

_CONTENT = frozenset({BlockKind.PASSAGE, BlockKind.TEXT})


def check_headings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Headings that neither text nor a heading below them follows."""
    open_heading: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            if open_heading is not None and block.level <= open_heading.level:
                yield _empty(open_heading)
            open_heading = block
        elif block.kind in _CONTENT:
            open_heading = None
    if open_heading is not None:
        yield _empty(open_heading)


def check_lengths(units: Sequence[ExaminedUnit]) -> Iterator[Finding]:
    """Passages much longer than usual, beyond what an encoder reads."""
    lengths = [estimated_tokens(unit.text) for unit in units]
    if not lengths:
        return
    usual = median(lengths)
    for unit, length in zip(units, lengths, strict=True):
        if length > max(MUCH_LONGER * usual, WINDOW_TOKENS):
            yield Finding(
                FindingKind.LONG_PASSAGE,
                Severity.NOTE,
                unit.label,
                unit.start_line,
                f"paragraph {unit.label} is much longer than the others: "
                f"{len(unit.text):,} characters",
                "look whether it swallowed paragraphs whose numbers were not recognised",
            )


def _empty(heading: Block) -> Finding:
    title = " ".join(heading.text.split())
    return Finding(
        FindingKind.EMPTY_HEADING,
        Severity.WARNING,
        "",
        heading.start_line,
        f"nothing stands under the heading “{title}”",
        "look whether its text was lost, or whether it is no heading",
    )
