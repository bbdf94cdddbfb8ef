"""DOCX → what its reader sees: paragraphs with their printed numbers and notes, as lines.

Must not find paragraphs, headings or notes in those lines: that is `index.parsing`.
"""

from index.reading.docx.document import read_docx

__all__ = ["read_docx"]
