"""Prints blocks as a PDF: small pages, justified, with running heads, numbers and footnotes."""

from __future__ import annotations

from tests.unit.reading.formats.source_blocks import Block
from tests.unit.reading.pdf.typesetting import Note, Paragraph, Sheet, typeset

_INDENT = 22.0


def build_pdf(blocks: tuple[Block, ...]) -> bytes:
    """The document as a PDF of several pages, the same to a reader as in the other formats."""
    symbol = blocks[0].text
    chinese = any("\u4e00" <= character <= "\u9fff" for block in blocks for character in block.text)

    def head(page: int) -> tuple[str, ...]:
        return (symbol, f"Page {page}") if page > 1 else ()

    def foot(page: int) -> tuple[str, ...]:
        return ("38-01234", "*3801234*") if page == 1 else ("/...",)

    sheet = Sheet(head=head, foot=foot, chinese=chinese)
    return typeset([paragraph_of(block) for block in blocks], sheet)


def paragraph_of(block: Block) -> Paragraph:
    """A block as it is set."""
    notes = tuple(Note(*note) for note in block.notes)
    if block.kind == "masthead":
        return Paragraph(block.text, after=4.0, notes=notes)
    if block.kind == "heading":
        text = f"{block.label} {block.text}" if block.label else block.text
        return Paragraph(text, bold=True, centred=block.level == 1, after=8.0, notes=notes)
    if block.kind == "list":
        left = _INDENT * (block.level + 1)
        return Paragraph(block.text, block.label, left=left, first=left - _INDENT, notes=notes)
    return Paragraph(block.text, block.label, first=0.0 if block.label else _INDENT, notes=notes)
