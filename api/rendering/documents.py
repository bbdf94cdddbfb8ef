"""How documents look to a person: a list of them, and one whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from api import wire
from api.rendering.passages import LABEL_STYLE
from api.rendering.status import status_label
from api.rendering.text import isolated, printable


def document_table(documents: Sequence[wire.DocumentSummary]) -> Table:
    """One line per document."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "lang", "passages", "symbol", "title"):
        table.add_column(heading, no_wrap=True)
    for document in documents:
        cells = (document.id, document.lang, document.passage_count, document.symbol)
        table.add_row(*map(str, cells), isolated(document.title))
    return table


def document_page(document: wire.DocumentDetail) -> Iterator[RenderableType]:
    """A document whole: its fields, then every source line with what it was taken for."""
    yield Text(document.id, style="bold")
    for name, value in document.metadata.items():
        yield Text(f"{name}: {isolated(str(value))}")
    yield ""
    if not document.blocks:
        for passage in document.passages:
            status = status_label(passage)
            yield Text.assemble(
                (printable(f"{passage.id}  "), "dim"),
                (printable(f"{status}  " if status else ""), LABEL_STYLE),
                printable(" ".join(passage.text.splitlines())),
            )
        return
    width = max(len(block.kind) + len(block.label) + 1 for block in document.blocks)
    for block in document.blocks:
        name = f"{block.kind} {block.label}".rstrip()
        for number, line in enumerate(block.text.split("\n"), start=block.start_line):
            yield Text.assemble(
                (f"{number:>6}  {name:<{width}}  ", "dim"), printable(line.rstrip("\r"))
            )
