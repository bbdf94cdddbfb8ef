"""How passages look to a person: results of a search, and one passage with what is around it.

Where styles do not show, `**` marks the sentence that answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from api import wire
from api.rendering.status import label_after, status_label
from api.rendering.text import INDENT, isolated, printable
from api.rendering.wrapping import Paragraph
from api.signals import SCORE, SIGNALS

ASKED_FOR = "▶ "
HIGHLIGHT_STYLE = "bold underline"
LABEL_STYLE = "bold red"


def search_page(
    answer: wire.SearchResponseModel, *, styled: bool = True, explained: bool = False
) -> Iterator[RenderableType]:
    """Ranked results: rank, citation, language, status, score, id; what governs; the paragraph.

    Args:
        answer: what was found.
        styled: whether styles will show; if not, `**` stands around what answers.
        explained: whether to show what each arm gave, and at the end what that means.
    """
    for result in answer.results:
        passage = result.passage
        yield Text.assemble(
            (f"{result.rank:>2}. ", "bold"),
            (isolated(passage.citation), "bold"),
            f"  [{passage.lang}]",
            (printable(label_after(passage)), LABEL_STYLE),
            f"  {result.score:.3f}  ",
            (printable(passage.id), "dim"),
        )
        yield from passage_body(passage, result.highlights, styled=styled)
        for other in result.translations:
            reference = printable(f"also in {other.lang}: {other.passage_id}")
            yield Paragraph(Text(reference, style="dim"), indent=INDENT)
        if explained:
            yield Paragraph(Text(explanation(result), style="dim"), indent=INDENT)
        yield ""
    if explained and answer.results:
        yield Paragraph(Text(legend(answer.results), style="dim"), indent=0)


def explanation(result: wire.ResultModel) -> str:
    """What each arm gave a result, in one line; arms that gave nothing are left out."""
    given = [f"{SIGNALS[key].name} {result.signals[key]:.2f}" for key in _arms_of([result])]
    return " · ".join([*given, f"{SCORE.name} {result.score:.2f}"])


def legend(results: Sequence[wire.ResultModel]) -> str:
    """What the numbers in the explanations of some results mean."""
    shown = [*(SIGNALS[key] for key in _arms_of(results)), SCORE]
    return " · ".join(f"{signal.name}: {signal.meaning}" for signal in shown)


def _arms_of(results: Sequence[wire.ResultModel]) -> list[str]:
    """The arms that gave any of the results something, in the order of `SIGNALS`."""
    return [key for key in SIGNALS if any(result.signals.get(key) for result in results)]


def passage_page(passage: wire.PassageDetail) -> Iterator[RenderableType]:
    """One passage: citation, document, what governs it, the text, its footnotes.

    Where others stand around it, it is marked as the one that was asked for.
    """
    yield Text.assemble(
        (ASKED_FOR if passage.before or passage.after else "", "bold"),
        (isolated(passage.citation), "bold"),
        f"  [{passage.lang}]",
        (printable(label_after(passage)), LABEL_STYLE),
        "  ",
        (printable(passage.id), "dim"),
    )
    if passage.document.title:
        yield Paragraph(Text(isolated(passage.document.title), style="italic"), indent=INDENT)
    yield from _neighbours(passage.before)
    yield from passage_body(passage)
    yield from _neighbours(passage.after)
    for note in passage.footnotes:
        yield Paragraph(
            Text(printable(f"note {note.number}: {note.text}"), style="dim"), indent=INDENT
        )
    yield ""


def _neighbours(passages: Sequence[wire.PassageModel]) -> Iterator[RenderableType]:
    """What stands before or after a paragraph, dimmed, by its own labels."""
    for passage in passages:
        status = status_label(passage)
        told = f" [{status}]" if status else ""
        text = f"{passage.printed_label or passage.label}{told} {passage.text}"
        yield Paragraph(Text(printable(text), style="dim"), indent=INDENT)


def passage_body(
    passage: wire.PassageModel,
    highlights: Sequence[wire.HighlightModel] = (),
    *,
    styled: bool = False,
) -> Iterator[RenderableType]:
    """What governs a paragraph, then the paragraph with its label: never a bare "(c)"."""
    if passage.context:
        yield Paragraph(Text(printable(passage.context), style="dim"), indent=INDENT)
    text = highlighted(passage.text, highlights, styled=styled)
    if passage.printed_label:
        text = Text.assemble(printable(f"{passage.printed_label} "), text)
    yield Paragraph(text, indent=INDENT)


def highlighted(text: str, highlights: Sequence[wire.HighlightModel], *, styled: bool) -> Text:
    """The text with its spans styled, or with `**` around each where styles do not show."""
    text = printable(text)
    if styled:
        marked = Text(text)
        for span in highlights:
            marked.stylize(HIGHLIGHT_STYLE, span.start, span.end)
        return marked
    for span in sorted(highlights, key=lambda span: span.start, reverse=True):
        inside = text[span.start : span.end]
        text = f"{text[: span.start]}**{inside}**{text[span.end :]}"
    return Text(text)
