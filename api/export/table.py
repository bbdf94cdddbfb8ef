"""Chosen precedents as CSV: one line per precedent or paragraph without. Fetches nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from api.export.chosen import ChosenParagraph
from api.export.words import ExportWords

COLUMNS = (
    *("draft_number", "draft", "citation", "status", "verb", "lang", "text"),
    *("symbol", "document", "passage_id", "context", "verdict", "explanation"),
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_text(paragraphs: Sequence[ChosenParagraph], words: ExportWords) -> str:
    """The table with its head; lines end in CRLF (RFC 4180)."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for paragraph in paragraphs:
        before = (paragraph.label, paragraph.draft)
        verdict = words.no_precedent if paragraph.no_precedent else ""
        after = (verdict, paragraph.explanation)
        if not paragraph.precedents:
            empty = [""] * (len(COLUMNS) - len(before) - len(after))
            writer.writerow(map(safe, (*before, *empty, *after)))
        for precedent in paragraph.precedents:
            passage, document = precedent.passage, precedent.document
            cells = (
                *before,
                precedent.citation,
                words.status(precedent.status),
                str(passage.metadata.get("verb", "")),
                passage.lang,
                passage.text,
                document.symbol,
                document.title,
                passage.passage_id,
                precedent.governing,
                *after,
            )
            writer.writerow(map(safe, cells))
    return written.getvalue()


def safe(cell: str) -> str:
    """A cell that a spreadsheet takes for text: what would begin a formula gets an apostrophe."""
    text = cell.replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA_STARTS) else text
