"""What a measurement of quality found, and what each figure is held to from then on.

Must not search or format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from retriever.evaluation.figures import (
    Change,
    PerQuestion,
    among,
    compare,
    language_figures,
    mean,
    per_question,
)
from retriever.evaluation.record import Bound, at_least, at_most, bound_of_removal, pays
from retriever.evaluation.report import EvaluationReport
from retriever.evaluation.significance import SIGNIFICANT

SUSPECT = "q04"
"""A question of the seed whose source names the wrong convention; reported apart."""

XQUAD_TOLERANCE = 0.003
PAIR_TOLERANCE = 0.005
"""Of a part of XQuAD's questions or passages."""
SHARE_TOLERANCE = 0.02
SEED_TOLERANCE = 0.02
GROUP_TOLERANCE = 0.05
"""Of a few of the seed's questions."""


@dataclass(frozen=True, slots=True)
class Sides:
    """One collection measured twice, with all its questions."""

    plain: EvaluationReport
    default: EvaluationReport


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of the figures without one step.

    Attributes:
        step: what was taken away.
        changes: by name of the figure; figures that it cannot touch are left out.
    """

    step: str
    changes: Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was measured.

    Attributes:
        xquad: over XQuAD.
        seed: over the seed document.
        halves: ids of XQuAD's queries by name of the half of its articles.
        removals: each compared with the default.
        every: the removals were measured on every `every`-th of XQuAD's questions.
        sample: how many these are.
    """

    xquad: Sides
    seed: Sides
    halves: Mapping[str, frozenset[str]]
    removals: tuple[Removal, ...]
    every: int
    sample: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that the record knows.

    Attributes:
        name: how the record calls it.
        value: as measured.
        bound: what it is held to, if the record is written now.
    """

    name: str
    value: float
    bound: Bound


def xquad_figures(report: EvaluationReport) -> dict[str, PerQuestion]:
    """Same language, across languages, mixed pool."""
    return {f"XQuAD {name}": values for name, values in language_figures(report).items()}


def seed_figures(report: EvaluationReport) -> dict[str, PerQuestion]:
    """What the seed's questions are judged by."""
    return {f"seed {name}": per_question(report, name) for name in ("nDCG@10", "hit@5")}


def removal(
    step: str, now: Mapping[str, PerQuestion], before: Mapping[str, PerQuestion]
) -> Removal:
    """Compare the figures without a step with those of the default."""
    return Removal(step, {name: compare(values, before[name]) for name, values in now.items()})


def without_suspect(values: PerQuestion) -> PerQuestion:
    """All questions but the one that is reported apart."""
    return among(values, [query_id for query_id in values if query_id != SUSPECT])


def recorded_figures(findings: Findings) -> list[Figure]:
    """Every figure that has a bound in the record."""
    return [*_of_xquad(findings), *_of_seed(findings.seed.default), *_of_removals(findings)]


def remarks(findings: Findings) -> list[str]:
    """What whoever writes the record should see: steps that do not pay, or do harm."""
    found = []
    for one in findings.removals:
        if not any(
            pays(change, tolerance=_tolerance(name)) for name, change in one.changes.items()
        ):
            found.append(f"without {one.step}: no figure falls for sure, so none guards this step")
        found += [
            f"without {one.step}: {name} rises by {change.difference:.4f} "
            f"(p = {change.p_value:.3f}); the record accepts it"
            for name, change in one.changes.items()
            if change.difference > _tolerance(name) and change.p_value < SIGNIFICANT
        ]
    return found


def _of_xquad(findings: Findings) -> Iterator[Figure]:
    report = findings.xquad.default
    for name, values in xquad_figures(report).items():
        yield _reached(name, mean(values), XQUAD_TOLERANCE)
        for half, query_ids in findings.halves.items():
            yield _reached(f"{name}, {half}", mean(among(values, query_ids)), PAIR_TOLERANCE)
    for pair in report.pairs:
        name = f"XQuAD {pair.query_lang} → {pair.passage_lang}"
        yield _reached(name, pair.scores.values["nDCG@10"], PAIR_TOLERANCE)
    for group in report.languages:
        if group.own_language_share is not None:
            share = group.own_language_share
            bound = at_most(share, tolerance=SHARE_TOLERANCE)
            yield Figure(f"XQuAD own language in the top 10, {group.query_lang}", share, bound)


def _of_seed(report: EvaluationReport) -> Iterator[Figure]:
    for name, values in seed_figures(report).items():
        yield _reached(name, mean(values), SEED_TOLERANCE)
        yield _reached(f"{name} without {SUSPECT}", mean(without_suspect(values)), SEED_TOLERANCE)
    for group in report.languages:
        value = group.scores.values["nDCG@10"]
        yield _reached(f"seed language {group.query_lang}", value, GROUP_TOLERANCE)
    for kind in report.kinds:
        yield _reached(f"seed kind {kind.kind}", kind.scores.values["nDCG@10"], GROUP_TOLERANCE)


def _of_removals(findings: Findings) -> Iterator[Figure]:
    for one in findings.removals:
        for name, change in one.changes.items():
            bound = bound_of_removal(change, tolerance=_tolerance(name))
            yield Figure(f"without {one.step}: change of {name}", change.difference, bound)


def _reached(name: str, value: float, tolerance: float) -> Figure:
    return Figure(name, value, at_least(value, tolerance=tolerance))


def _tolerance(name: str) -> float:
    return XQUAD_TOLERANCE if name.startswith("XQuAD") else SEED_TOLERANCE
