"""The findings as Markdown tables and as an image, and the place in a file where they stand.

Must not measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from quality_findings import SUSPECT, Findings, xquad_figures

from index.errors import InvalidEvaluation
from retriever.evaluation.figures import (
    ACROSS,
    MIXED,
    SAME,
    Change,
    among,
    language_figures,
    mean,
)
from retriever.evaluation.heatmap import Panel, language_matrix_svg
from retriever.evaluation.measures import Scores, mean_of_queries
from retriever.evaluation.report import EvaluationReport
from retriever.evaluation.significance import PERMUTATIONS, SIGNIFICANT

BEGIN = "<!-- bench-quality: begin -->"
END = "<!-- bench-quality: end -->"

SEED_MEASURES = ("nDCG@10", "hit@5")


def with_tables(text: str, tables: str, *, path: Path) -> str:
    """A file's text with the tables between its markers, and nothing else changed.

    Raises:
        InvalidEvaluation: the markers are not there, once each and in order.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in after or END in after + before:
        raise InvalidEvaluation(
            f"{path} has no place for the tables",
            hint=f"put the lines {BEGIN} and {END} where they shall stand, once each",
        )
    return f"{before}{BEGIN}\n{tables}\n{END}{after}"


def markdown(findings: Findings, surroundings: Mapping[str, str], *, image: str) -> str:
    """All tables.

    Args:
        findings: what was measured.
        surroundings: date, command, hardware and so on, by name.
        image: where the heat map is, from the file that the tables stand in.
    """
    listed = [f"- {name}: {value}" for name, value in surroundings.items()]
    return "\n".join(
        [
            *listed,
            "",
            *_xquad_tables(findings, image),
            "",
            *_seed_table(findings),
            "",
            *_removal_table(findings),
        ]
    )


def language_matrix(findings: Findings) -> str:
    """The heat map of plain cosine and default, as SVG."""
    sides = {"plain cosine": findings.xquad.plain, "default": findings.xquad.default}
    panels = [Panel(name, _matrix(report), _note(report)) for name, report in sides.items()]
    described = [
        f"{panel.title.capitalize()}: {panel.note}; lowest {_extreme(panel, min)}, highest "
        f"{_extreme(panel, max)}."
        for panel in panels
    ]
    return language_matrix_svg(
        panels,
        title="nDCG@10 by language of question and of passage on XQuAD",
        description=" ".join(described),
        measure="nDCG@10",
    )


def _xquad_tables(findings: Findings, image: str) -> list[str]:
    plain, default = findings.xquad.plain, findings.xquad.default
    before = xquad_figures(plain)
    halves = findings.halves
    rows = [
        [
            name.removeprefix("XQuAD ") + (", mAP" if name.endswith(MIXED) else ", nDCG@10"),
            f"{mean(before[name]):.3f}",
            f"**{mean(values):.3f}**",
            *(f"{mean(among(values, query_ids)):.3f}" for query_ids in halves.values()),
        ]
        for name, values in xquad_figures(default).items()
    ]
    shares = ["own language in the mixed top 10", _shares(plain), _shares(default)]
    return [
        f"**XQuAD**, {default.passages:,} passages, {default.overall.queries:,} questions. A "
        "pair's figures come from a pool that holds nothing but passages in its language; of the "
        "mixed top 10, a fifth in the question's own language is neutral.",
        "",
        *_table(
            ["", "plain cosine", "default", *(f"default, {half}" for half in halves)],
            [*rows, [*shares, *("" for _ in halves)]],
        ),
        "",
        "nDCG@10 by language of the question (rows) and of the passages (columns), default:",
        "",
        *_matrix_table(default),
        "",
        f"![nDCG@10 by language of question and passage, plain cosine and default]({image})",
    ]


def _matrix_table(report: EvaluationReport) -> list[str]:
    passage_langs = sorted({pair.passage_lang for pair in report.pairs})
    matrix = _matrix(report)
    rows = [
        [
            group.query_lang,
            *(f"{matrix[group.query_lang, lang]:.3f}" for lang in passage_langs),
            f"{group.scores.values['mAP']:.3f}",
            "" if group.own_language_share is None else f"{group.own_language_share:.2f}",
        ]
        for group in report.languages
    ]
    return _table(["", *passage_langs, "mixed pool, mAP", "own language in its top 10"], rows)


def _seed_table(findings: Findings) -> list[str]:
    plain, default = findings.seed.plain, findings.seed.default
    sides = [_seed_scores(plain), _seed_scores(default)]
    rows = [
        [
            name,
            str(scores.queries),
            *(f"{side[name].values[measure]:.3f}" for measure in SEED_MEASURES for side in sides),
        ]
        for name, scores in sides[-1].items()
    ]
    columns = [f"{side}, {measure}" for measure in SEED_MEASURES for side in ("plain", "default")]
    return [
        f"**The seed**, {default.passages} Chinese passages. Few questions, by one author: a "
        "difference below 0.07 over all of them is noise, and the groups say less.",
        "",
        *_table(["questions", "how many", *columns], rows),
    ]


def _seed_scores(report: EvaluationReport) -> dict[str, Scores]:
    """By name of the group of questions."""
    named = [query_id for query_id in report.query_scores if query_id != SUSPECT]
    return {
        "all": report.overall,
        f"without `{SUSPECT}`": mean_of_queries(report.query_scores, named),
        **{f"in {group.query_lang}": group.scores for group in report.languages},
        **{f"kind: {group.kind}": group.scores for group in report.kinds},
    }


def _removal_table(findings: Findings) -> list[str]:
    names = list(dict.fromkeys(name for one in findings.removals for name in one.changes))
    rows = [
        [one.step, *(_change(one.changes.get(name)) for name in names)] for one in findings.removals
    ]
    return [
        "**What each step is worth**: the change of each figure when one step is taken away, over "
        f"one in {findings.every} of XQuAD's questions ({findings.sample}) and all of the seed's; "
        "p of a paired two-sided randomisation test over the questions "
        f"({PERMUTATIONS:,} permutations), bold below {SIGNIFICANT:g}. It is not corrected for the "
        "number of cells: of twenty changes by chance alone, one is bold. A dash: the step cannot "
        "touch the figure.",
        "",
        *_table(["without", *names], rows),
    ]


def _change(change: Change | None) -> str:
    if change is None:
        return "–"
    # Rounded first: what rounds to zero has no sign.
    text = f"{round(change.difference, 3) + 0.0:+.3f}".replace("-", "−")
    if change.p_value < SIGNIFICANT:
        text = f"**{text}**"
    p_value = "p < 0.001" if change.p_value < 0.001 else f"p = {change.p_value:.3f}"
    return f"{text} ({p_value})"


def _matrix(report: EvaluationReport) -> dict[tuple[str, str], float]:
    return {
        (pair.query_lang, pair.passage_lang): pair.scores.values["nDCG@10"] for pair in report.pairs
    }


def _note(report: EvaluationReport) -> str:
    figures = language_figures(report)
    return " · ".join(f"{name} {mean(figures[name]):.3f}" for name in (SAME, ACROSS))


def _extreme(panel: Panel, choose: Callable[[Iterable[float]], float]) -> str:
    value = choose(panel.matrix.values())
    query_lang, passage_lang = next(pair for pair, one in panel.matrix.items() if one == value)
    return f"{value:.3f} ({query_lang} to {passage_lang})"


def _shares(report: EvaluationReport) -> str:
    shares = [
        group.own_language_share
        for group in report.languages
        if group.own_language_share is not None
    ]
    return f"{min(shares):.2f}–{max(shares):.2f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]
