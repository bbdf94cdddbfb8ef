"""How an evaluation looks to a person: one table of measures for each way to group the queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.table import Table

from retriever.evaluation.measures import MEASURES, Scores
from retriever.evaluation.report import EvaluationReport


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
