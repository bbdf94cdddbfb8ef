"""How precedents look to a person: each paragraph of the draft, its verdict, what was said before.

Lays out what it is given. Must not look up or compare anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from api import wire
from api.rendering.status import UNSTATED
from api.rendering.text import INDENT, isolated, printable
from api.rendering.wrapping import Paragraph

_STATUS_STYLES = {"adopted": "green", "draft": "bold red", "bracketed": "bold red"}
_UNAGREED = {"draft": "DRAFT TEXT", "bracketed": "BRACKETED TEXT"}


def precedents_page(answer: wire.PrecedentsResponseModel) -> Iterator[RenderableType]:
    """The draft's paragraphs in order, each with its verdict and its precedents."""
    for number, paragraph in enumerate(answer.paragraphs, start=1):
        yield from _paragraph(paragraph, number)
        found = paragraph.verdict == "precedent"
        style = "bold green" if found else "bold yellow"
        verdict = "PRECEDENT" if found else "NO PRECEDENT"
        yield Paragraph(
            Text.assemble((verdict, style), f"  {isolated(paragraph.explanation)}"), indent=INDENT
        )
        for warning in paragraph.warnings:
            yield Paragraph(Text(f"! {isolated(warning)}", style="bold"), indent=INDENT)
        for precedent in paragraph.precedents:
            yield from _precedent(precedent, paragraph)
        yield ""


def _paragraph(paragraph: wire.DraftParagraphModel, number: int) -> Iterator[RenderableType]:
    told = [paragraph.lang]
    if paragraph.verb:
        told.append(f"{paragraph.verb.key} ({paragraph.verb.strength})")
    told += paragraph.addressees
    label = paragraph.label or f"¶{number}"
    yield Paragraph(
        Text.assemble(
            (f"{isolated(label)}  ", "bold"),
            (printable(paragraph.text), "italic"),
            (f"  [{', '.join(told)}]", "dim"),
        ),
        indent=0,
    )


def _precedent(
    precedent: wire.PrecedentModel, paragraph: wire.DraftParagraphModel
) -> Iterator[RenderableType]:
    passage = precedent.passage
    heading = Text.assemble(
        (f"{precedent.rank:>2}. ", "bold"),
        (isolated(passage.citation), "bold"),
        f"  [{passage.lang}]  {precedent.confidence:.2f}  ",
    )
    status = precedent.status or UNSTATED
    heading.append(
        printable(f"{_UNAGREED.get(status, status)}  "), _STATUS_STYLES.get(status, "bold")
    )
    if precedent.verb:
        beside = f", {precedent.strength_compared}" if precedent.strength_compared else ""
        heading.append(f"{precedent.verb.key} ({precedent.verb.strength}{beside})  ", "")
    heading.append(printable(passage.id), "dim")
    yield Paragraph(heading, indent=INDENT)
    if passage.context:
        yield Paragraph(Text(printable(passage.context), style="dim"), indent=2 * INDENT)
    if precedent.difference.kind == "words":
        shown = _by_words(paragraph.text, passage.text, precedent.difference.operations)
    else:
        shown = Text(printable(passage.text))
        for pair in precedent.difference.sentences:
            shown.stylize("bold", pair.passage.start, pair.passage.end)
    yield Paragraph(shown, indent=2 * INDENT)
    for note in precedent.difference.notes:
        yield Paragraph(Text(printable(f"! {note}"), style="bold"), indent=2 * INDENT)
    if precedent.translations:
        others = ", ".join(f"{one.lang}: {one.passage_id}" for one in precedent.translations)
        yield Paragraph(Text(printable(f"also in {others}"), style="dim"), indent=2 * INDENT)


def _by_words(draft: str, passage: str, operations: Sequence[wire.OperationModel]) -> Text:
    """The passage with what the draft leaves out and puts in: [-out-] {+in+}."""
    shown = Text()
    for one in operations:
        old = printable(passage[one.passage.start : one.passage.end].strip())
        new = printable(draft[one.draft.start : one.draft.end].strip())
        if shown.plain and not shown.plain.endswith((" ", "\n")) and (old or new):
            shown.append(" ")
        if one.op == "equal":
            shown.append(old)
            continue
        if old:
            shown.append(f"[-{old}-]", "red")
        if old and new:
            shown.append(" ")
        if new:
            shown.append(f"{{+{new}+}}", "green")
    return shown
