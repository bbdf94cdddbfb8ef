"""How checks of quotations look to a person: the verdict, what differs, what to beware of.

Differences are shown as an editor marks them: `[-printed-]` is not quoted, `{+quoted+}` is not
printed. Must not write or decide anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from api import wire
from api.rendering.passages import LABEL_STYLE
from api.rendering.status import label_after
from api.rendering.text import INDENT, isolated, printable
from api.rendering.wrapping import Paragraph

_STYLES = {
    "exact": "bold green",
    "near": "bold yellow",
    "translation": "bold green",
    "elsewhere": "bold red",
    "absent": "bold red",
    "cited": "bold green",
    "unknown": "bold red",
}
_CHANGED = ("insert", "delete", "replace")


def verdict_page(verdict: wire.VerdictModel) -> Iterator[RenderableType]:
    """One verdict: what the quotation is, what differs, where it stands."""
    yield Paragraph(
        Text.assemble(
            (verdict.verdict.upper(), _STYLES[verdict.verdict]),
            f"  {isolated(verdict.explanation)}",
        ),
        indent=0,
    )
    if any(one.kind in _CHANGED for one in verdict.differences):
        yield Paragraph(marked(verdict.differences), indent=INDENT)
    for warning in verdict.warnings:
        yield Paragraph(Text(f"! {isolated(warning)}", style="bold"), indent=INDENT)
    for span in verdict.found:
        text = printable(span.passage.text[span.start : span.end])
        yield Paragraph(
            Text.assemble(
                (isolated(span.passage.citation), "bold"),
                (printable(label_after(span.passage)), LABEL_STYLE),
                f": {text}",
            ),
            indent=INDENT,
        )
    yield ""


def answer_page(text: str, check: wire.VerifyAnswerResponse) -> Iterator[RenderableType]:
    """A text's quotations and citations, each with what was found."""
    for quotation in check.quotations:
        quoted = " ".join(text[quotation.start : quotation.end].split())
        yield Paragraph(Text(f"“{isolated(quoted)}”", style="italic"), indent=0)
        yield from verdict_page(quotation.verdict)
    for citation in check.citations:
        problem = f": {citation.problem}" if citation.problem else ""
        yield Paragraph(
            Text.assemble(
                (citation.status.upper(), _STYLES[citation.status]),
                f"  {isolated(citation.citation + problem)}",
            ),
            indent=0,
        )


def marked(differences: Sequence[wire.DifferenceModel]) -> Text:
    """The quotation with its differences marked in place."""
    shown = Text()
    for one in differences:
        if shown.plain and not shown.plain.endswith(" "):
            shown.append(" ")
        if one.kind not in _CHANGED:
            shown.append(printable(one.quoted.strip()))
            continue
        if one.printed:
            shown.append(f"[-{printable(one.printed)}-]", style="red")
        if one.quoted:
            shown.append(f"{{+{printable(one.quoted)}+}}", style="green")
    return shown
