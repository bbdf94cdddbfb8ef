"""How works, translations and examinations look to a person.

Lays out what it is given. Must not write, look up or compare anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from api import wire
from api.rendering.passages import LABEL_STYLE, passage_body
from api.rendering.status import label_after
from api.rendering.text import INDENT, isolated, printable
from api.rendering.wrapping import Paragraph

SHOWN_DOUBTS = 20
NO_OTHER = "no other language version"
STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


def translations_page(answers: Sequence[wire.TranslationsResponse]) -> Iterator[RenderableType]:
    """Passages, each with its translations below it."""
    for answer in answers:
        yield from _version(answer.passage)
        for translation in answer.translations:
            yield from _version(translation)
            if not translation.aligned:
                doubt = printable(f"not to be trusted: {translation.reason}")
                yield Paragraph(Text(doubt, style="yellow"), indent=INDENT)
        if not answer.translations:
            yield Paragraph(Text(NO_OTHER, style="dim"), indent=INDENT)
        yield ""


def versions_page(work: wire.WorkVersionsResponse) -> Iterator[RenderableType]:
    """The versions of a work in a table, then what is wrong with each."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "lang", "passages", "aligned", "doubts"):
        table.add_column(heading, no_wrap=True)
    for version in work.versions:
        state = "reference" if version.document_id == work.reference else _state(version)
        cells = (version.document_id, version.lang, str(version.passages), state)
        table.add_row(*map(printable, cells), str(len(version.doubts)))
    yield table
    for version in work.versions:
        if version.doubts:
            yield ""
            yield Text(printable(version.document_id), style="bold")
            # A paragraph that bears another label is in doubt by either.
            messages = list(dict.fromkeys(doubt.message for doubt in version.doubts))
            for message in messages[:SHOWN_DOUBTS]:
                yield Paragraph(Text(printable(message)), indent=INDENT)
            if len(messages) > SHOWN_DOUBTS:
                yield Text(f"   and {len(messages) - SHOWN_DOUBTS} more", style="dim")


def examination_page(examined: wire.ExaminationModel) -> Iterator[RenderableType]:
    """What was found in a document, one line for what is wrong and one for what to do."""
    counts = ", ".join(
        f"{count} {name}" if count == 1 else f"{count} {name}s"
        for count, name in (
            (examined.errors, "error"),
            (examined.warnings, "warning"),
            (examined.notes, "note"),
        )
    )
    yield Text.assemble((printable(examined.document_id or examined.name), "bold"), f"  {counts}")
    for finding in examined.findings:
        place = f"line {finding.line}: " if finding.line else ""
        yield Paragraph(
            Text.assemble(
                (finding.severity, STYLES[finding.severity]),
                f"  {place}{isolated(finding.message)}",
            ),
            indent=INDENT,
        )
        yield Paragraph(Text(printable(finding.hint), style="dim"), indent=2 * INDENT)
    yield ""


def _version(passage: wire.PassageModel) -> Iterator[RenderableType]:
    yield Text.assemble(
        (isolated(passage.citation), "bold"),
        f"  [{passage.lang}]",
        (printable(label_after(passage)), LABEL_STYLE),
        "  ",
        (printable(passage.id), "dim"),
    )
    yield from passage_body(passage)


def _state(version: wire.VersionModel) -> str:
    if not version.related:
        return "another text"
    return "yes" if version.aligned else "no"
