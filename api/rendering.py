"""How results look to a person: search results, passages, documents, evaluations.

Lays out what it is given, on a terminal with styles, elsewhere in plain text where `**` marks
the sentence that answers. Must not write, look up or rank anything.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from api import wire
from api.signals import SCORE, SIGNALS
from api.wrapping import Paragraph
from retriever.evaluation.measures import MEASURES, Scores
from retriever.evaluation.report import EvaluationReport

INDENT = 3
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
# What would move the cursor or change colours: a document must not command the terminal.
CONTROLS = {
    code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"
}
ASKED_FOR = "▶ "
HIGHLIGHT_STYLE = "bold underline"


def search_page(
    answer: wire.SearchResponseModel, *, styled: bool = True, explained: bool = False
) -> Iterator[RenderableType]:
    """Ranked results: rank, citation, language, score, id; what governs; the paragraph.

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
            f"  [{passage.lang}]  {result.score:.3f}  ",
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
        f"  [{passage.lang}]  ",
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
            yield Text.assemble(
                (printable(f"{passage.id}  "), "dim"),
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


def evaluation_page(report: EvaluationReport) -> Iterator[RenderableType]:
    """Measures overall, by language, by pair of languages and by kind of query."""
    yield f"{report.overall.queries} queries over {report.passages} passages"
    if report.queries_left_out:
        yield f"{len(report.queries_left_out)} queries without a relevant passage left out"
    if report.ranked_as_precedents:
        yield f"{len(report.ranked_as_precedents)} draft queries ranked as precedents"
    yield ""
    yield _score_table("all passages", {"overall": report.overall})
    by_language = {group.query_lang: group.scores for group in report.languages}
    shares = {
        group.query_lang: f"{group.own_language_share:.3f}"
        for group in report.languages
        if group.own_language_share is not None
    }
    yield _score_table("by query language", by_language, extra=("own top 10", shares))
    if report.kinds:
        yield _score_table("by kind", {group.kind: group.scores for group in report.kinds})
    pairs = {f"{pair.query_lang} → {pair.passage_lang}": pair.scores for pair in report.pairs}
    means = {"same language": report.same_language, "across languages": report.cross_language}
    pairs.update((name, scores) for name, scores in means.items() if scores is not None)
    yield _score_table("one passage language", pairs)


def printable(text: str) -> str:
    """The text with control characters shown as U+FFFD; no offset moves."""
    return text.translate(CONTROLS)


def isolated(text: str) -> str:
    """Printable text that keeps its direction to itself where it runs from right to left."""
    text = printable(text)
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return f"{ISOLATE}{text}{END_ISOLATE}"
    return text


def _neighbours(passages: Sequence[wire.PassageModel]) -> Iterator[RenderableType]:
    """What stands before or after a paragraph, dimmed, by its own labels."""
    for passage in passages:
        text = f"{passage.printed_label or passage.label} {passage.text}"
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


def _score_table(
    title: str,
    rows: Mapping[str, Scores],
    *,
    extra: tuple[str, Mapping[str, str]] = ("", {}),
) -> Table:
    """One row of measures per name, with one more column where `extra` names it."""
    heading, values = extra
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(title, no_wrap=True, min_width=20)
    for name in ("queries", *MEASURES, *([heading] if heading else [])):
        table.add_column(name, justify="right", no_wrap=True)
    for name, scores in rows.items():
        cells = [str(scores.queries), *(f"{scores.values[measure]:.3f}" for measure in MEASURES)]
        table.add_row(name, *cells, *([values.get(name, "")] if heading else []))
    table.add_row()
    return table
