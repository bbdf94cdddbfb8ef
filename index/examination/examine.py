"""All checks on one document, as parsed or as stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.examination.findings import (
    ExaminedUnit,
    Finding,
    FindingKind,
    Severity,
    in_reading_order,
)
from index.examination.notes import check_notes
from index.examination.numbering import check_numbering
from index.examination.own_references import check_own_references
from index.examination.shape import check_headings, check_lengths
from index.model import (
    Block,
    CorpusRecord,
    Footnote,
    ParsedCorpus,
    ParsedDocument,
    PassageKind,
    Reference,
    Unit,
)
from index.references import find_references
from index.symbols import work_keys


@dataclass(frozen=True, slots=True)
class Examined:
    """An examined document.

    Attributes:
        findings: what was found, by line.
        references: of each unit, for whoever knows what else there is.
        own_keys: keys that the document goes by in them.
    """

    findings: tuple[Finding, ...]
    references: tuple[tuple[Reference, ...], ...]
    own_keys: tuple[str, ...]


def examine(
    units: Sequence[ExaminedUnit],
    blocks: Sequence[Block],
    footnotes: Sequence[Footnote],
    *,
    symbol: str,
) -> Examined:
    """Examine a document.

    Args:
        units: its numbered units or passages, in order.
        blocks: its lines; none for a corpus, whose records are then read each for itself.
        footnotes: its notes.
        symbol: its symbol; "" where it has none.
    """
    references = find_references(units, symbol=symbol)
    own_keys = work_keys(symbol) if symbol else ("",)
    findings = [*check_lengths(units)]
    if not units:
        findings.append(_NO_PARAGRAPHS)
    if all(unit.kind is not PassageKind.RECORD for unit in units):
        findings += check_numbering(units)
        findings += check_notes(units, footnotes)
        findings += check_headings(blocks)
        findings += check_own_references(units, references, own_keys)
    return Examined(in_reading_order(findings), references, own_keys)


def examine_parsed(parsed: ParsedDocument | ParsedCorpus) -> Examined:
    """Examine a document, or the records of a corpus each for itself, as read from a file."""
    match parsed:
        case ParsedDocument():
            symbol = str(parsed.metadata.get("symbol", ""))
            return examine(parsed.units, parsed.blocks, parsed.footnotes, symbol=symbol)
        case ParsedCorpus():
            return examine([_unit(record) for record in parsed.records], (), (), symbol="")


def _unit(record: CorpusRecord) -> Unit:
    return Unit(
        label=record.label or record.passage_id,
        printed_label="",
        alt_labels=(),
        kind=PassageKind.RECORD,
        parent="",
        section_path=record.section_path,
        chapeau="",
        text=record.text,
        lang=record.lang,
        start_line=record.line,
        end_line=record.line,
    )


_NO_PARAGRAPHS = Finding(
    FindingKind.NO_PARAGRAPHS,
    Severity.ERROR,
    "",
    0,
    "the document has no numbered paragraphs, so that nothing of it can be found",
    "look whether its numbers were lost in conversion",
)
