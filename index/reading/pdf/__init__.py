"""PDF files → lines, a paragraph each. Must not number paragraphs: that is `index.parsing`."""

from index.reading.pdf.reader import read_pdf

__all__ = ["read_pdf"]
