"""How references look to a person: what a passage cites, and which passages cite it.

Lays out what it is given. Must not look up or resolve anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from api import wire
from api.rendering.text import INDENT, isolated, printable
from api.rendering.wrapping import Paragraph


def references_page(answers: Sequence[wire.ReferencesResponse]) -> Iterator[RenderableType]:
    """For each passage what it cites, then who cites it."""
    for answer in answers:
        yield Text.assemble(
            (isolated(answer.passage.citation), "bold"),
            f"  [{answer.passage.lang}]  ",
            (printable(answer.passage.id), "dim"),
        )
        yield "cites:" if answer.cites else "cites nothing"
        for reference in answer.cites:
            yield from _cited(reference)
        yield _heading(answer)
        for citing in answer.cited_by:
            yield from _citing(citing)
        yield ""


def _cited(reference: wire.ReferenceModel) -> Iterator[RenderableType]:
    """The target and its words; below them the passages, else the documents, it resolves to."""
    target = reference.target or "this document"
    yield Paragraph(
        Text.assemble((isolated(target), "bold"), f"  {isolated(reference.text)}"), indent=INDENT
    )
    named = [f"{one.citation}  [{one.lang}]  {one.id}" for one in reference.passages] or [
        f"{one.symbol or one.title or one.name}  [{one.lang}]  {one.id}"
        for one in reference.documents
    ]
    for line in named:
        yield Paragraph(Text(isolated(line), style="dim"), indent=2 * INDENT)


def _heading(answer: wire.ReferencesResponse) -> str:
    shown, total = len(answer.cited_by), answer.cited_by_total
    if not total:
        return "cited by nothing"
    return "cited by:" if shown == total else f"cited by {total} passages, the first {shown}:"


def _citing(citing: wire.CitingModel) -> Iterator[RenderableType]:
    what = "the whole: " if citing.whole else ""
    words = "; ".join(dict.fromkeys(one.text for one in citing.references))
    yield Paragraph(
        Text.assemble(
            (isolated(citing.passage.citation), "bold"),
            f"  [{citing.passage.lang}]  {what}{isolated(words)}  ",
            (printable(citing.passage.id), "dim"),
        ),
        indent=INDENT,
    )
