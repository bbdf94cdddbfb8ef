"""From what was chosen to a file of one format. Must not fetch or write to disk itself."""

from __future__ import annotations

from dataclasses import dataclass

from api.export.chosen import chosen
from api.export.docx import docx_file
from api.export.markdown import markdown_text
from api.export.table import csv_text
from api.export.words import export_words
from api.wire import ExportRequest
from index.snapshot import Snapshot

UTF8_MARK = "\ufeff"
"""Without it, spreadsheets take a CSV for the machine's old encoding."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file.

    Attributes:
        name: what to call it.
        media_type: of its content.
        content: its bytes.
    """

    name: str
    media_type: str
    content: bytes


def export(snapshot: Snapshot, request: ExportRequest) -> Exported:
    """Chosen precedents as a file.

    Raises:
        InvalidParameter: there is nothing to export, or too much.
        PassageNotFound: a passage does not exist.
    """
    paragraphs = chosen(snapshot, request.items, request.lang)
    words = export_words(request.lang)
    match request.format:
        case "docx":
            return Exported("precedents.docx", _DOCX, docx_file(paragraphs, words, request.lang))
        case "markdown":
            text = markdown_text(paragraphs, words)
            return Exported("precedents.md", "text/markdown; charset=utf-8", text.encode())
        case "csv":
            table = UTF8_MARK + csv_text(paragraphs, words)
            return Exported("precedents.csv", "text/csv; charset=utf-8", table.encode())


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
