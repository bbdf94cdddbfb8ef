"""The figures that a report is judged by, kept per question so that two reports can be compared.

Must not search or format.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retriever.evaluation.report import EvaluationReport
from retriever.evaluation.significance import randomisation_p_value

PerQuestion = Mapping[str, float]
"""The value of one measure by query id, at least one."""

SAME = "same language"
ACROSS = "across languages"
MIXED = "mixed pool"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a figure.

    Attributes:
        value: the figure as it is now.
        difference: `value` less the figure before.
        p_value: of a paired randomisation test over the questions.
    """

    value: float
    difference: float
    p_value: float


def language_figures(report: EvaluationReport) -> dict[str, PerQuestion]:
    """The three figures of a collection in several languages.

    `SAME`: nDCG@10 in the pool of the question's own language. `ACROSS`: mean nDCG@10 over the
    pools of each other language, so that a question counts once. `MIXED`: average precision over
    all passages. Where each language has as many questions, the means are those of the report's
    pairs. A figure that no question has is left out.
    """
    same: dict[str, float] = {}
    across: defaultdict[str, list[float]] = defaultdict(list)
    for pair in report.pairs:
        for query_id, scores in pair.query_scores.items():
            if pair.is_same_language:
                same[query_id] = scores["nDCG@10"]
            else:
                across[query_id].append(scores["nDCG@10"])
    figures: dict[str, PerQuestion] = {
        SAME: same,
        ACROSS: {query_id: sum(values) / len(values) for query_id, values in across.items()},
        MIXED: per_question(report, "mAP"),
    }
    return {name: values for name, values in figures.items() if values}


def per_question(report: EvaluationReport, measure: str) -> PerQuestion:
    """One measure of each question over all passages."""
    return {query_id: scores[measure] for query_id, scores in report.query_scores.items()}


def mean(values: PerQuestion) -> float:
    """The figure that questions add up to."""
    return sum(values.values()) / len(values)


def among(values: PerQuestion, query_ids: Iterable[str]) -> PerQuestion:
    """The values of those of the questions named that have one."""
    return {query_id: values[query_id] for query_id in query_ids if query_id in values}


def compare(now: PerQuestion, before: PerQuestion) -> Change:
    """How a figure has changed over the questions that it is taken of now.

    Args:
        now: values of some questions.
        before: values of these and perhaps more.
    """
    differences = [value - before[query_id] for query_id, value in now.items()]
    return Change(
        value=mean(now),
        difference=sum(differences) / len(differences),
        p_value=randomisation_p_value(differences),
    )
