"""Measures the quality of the default ranking and what each of its steps is worth.

    python scripts/bench_quality.py [../shared/data] [--every N] [--quick | --update-record]

Indexes XQuAD and the seed document where they are not indexed yet, measures the default and plain
cosine with all questions and the default without each step of `quality_variants.REMOVALS` on a
sample, prints the tables, writes them between their markers in BENCHMARKS.md and the heat map of
the languages beside them, and compares the figures with `quality_record.json`. The exit status is
1 if a figure does not hold its record; each is named on stderr.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench_speed import DEFAULT_DATA, hardware
from quality_bench import SEED_DOCUMENT, XQUAD, Bench, set_up
from quality_findings import (
    Findings,
    Sides,
    recorded_figures,
    remarks,
    removal,
    seed_figures,
    xquad_figures,
)
from quality_tables import language_matrix, markdown, with_tables
from quality_variants import DEFAULT, PLAIN, REMOVALS, Variant

from api.console import write_error, write_note
from api.errors import EXIT_OK, EXIT_SOME_FAILED, exit_code
from api.opening import open_configured_encoder
from api.settings import Settings, load_settings
from index.encoders.base import Encoder
from index.errors import InvalidEvaluation, InvalidParameter, PilcrowError
from retriever.evaluation.figures import PerQuestion, among
from retriever.evaluation.questions import QuestionSet
from retriever.evaluation.record import Record

ROOT = Path(__file__).resolve().parents[1]
EVERY = 23
"""Shares no factor with XQuAD's 1,190 questions a language: 259 questions, none asked twice."""

ARTICLE = re.compile(r"[a-z]+:(\d+)-\d+")
"""The id of a passage of XQuAD: language, article, paragraph."""


def main() -> int:
    """Measure, print, write and compare; return the exit status."""
    try:
        return run(parse_arguments())
    except PilcrowError as error:
        write_error(error.message, error.hint)
        return exit_code(error)


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("data", nargs="?", type=Path, default=DEFAULT_DATA, help="folder with xquad/ and seed/")
    add("--every", type=int, default=EVERY, help=f"step of the removals' sample ({EVERY})")
    add("--encoder", help="another encoder than that of the settings")
    add("--data-dir", type=Path, default=Path("data", "evaluation"), help="for the collections")
    add("--tables", type=Path, default=ROOT / "BENCHMARKS.md", help="file that has the markers")
    add("--image", type=Path, default=ROOT / "docs" / "images" / "language-matrix.svg")
    add("--record", type=Path, default=ROOT / "scripts" / "quality_record.json")
    ending = parser.add_mutually_exclusive_group()
    ending.add_argument(
        "--update-record", action="store_true", help="write the record anew from these figures"
    )
    ending.add_argument(
        "--quick",
        action="store_true",
        help="measure all on the sample alone, write no file and compare with no record",
    )
    return parser.parse_args()


def run(arguments: argparse.Namespace) -> int:
    """As `main`; errors go through."""
    if arguments.every < 1:
        raise InvalidParameter(
            f"--every {arguments.every}: a step of a sample", hint="take 1 (all questions) or more"
        )
    settings = load_settings({"data_dir": arguments.data_dir, "encoder": arguments.encoder})
    encoder = open_configured_encoder(settings)
    record = Record(encoder.identity.name, arguments.every, {})
    if not arguments.quick:
        # What is amiss is told before minutes of work, not after.
        with_tables(read_text(arguments.tables), "", path=arguments.tables)
    if not (arguments.quick or arguments.update_record):
        record = comparable(
            Record.from_json(read_text(arguments.record), name=str(arguments.record)),
            record,
            path=arguments.record,
        )

    started = time.perf_counter()
    findings = measure(
        arguments.data, settings, encoder, every=arguments.every, quick=arguments.quick
    )
    around = surroundings(encoder, minutes=(time.perf_counter() - started) / 60)
    image = os.path.relpath(arguments.image, arguments.tables.parent)
    tables = markdown(findings, around, image=Path(image).as_posix())
    print(tables)
    if arguments.quick:
        return EXIT_OK
    text = with_tables(read_text(arguments.tables), tables, path=arguments.tables)
    arguments.tables.write_text(text, encoding="utf-8")
    arguments.image.parent.mkdir(parents=True, exist_ok=True)
    arguments.image.write_text(language_matrix(findings), encoding="utf-8")
    if arguments.update_record:
        update(record, findings, arguments.record)
        return EXIT_OK
    return compare(record, findings)


def measure(
    data: Path, settings: Settings, encoder: Encoder, *, every: int, quick: bool
) -> Findings:
    """Measure everything; if quick, what is not a removal on their sample as well."""
    step, further = (every, 1) if quick else (1, every)
    with ExitStack() as resources:
        xquad = set_up(XQUAD, data, settings, encoder, resources, every=step)
        seed = set_up(SEED_DOCUMENT, data, settings, encoder, resources)
        many = Sides(plain=xquad.measure(PLAIN), default=xquad.measure(DEFAULT))
        few = Sides(plain=seed.measure(PLAIN), default=seed.measure(DEFAULT))
        sample = [question.query_id for question in xquad.asked.every(further).questions]
        before = xquad_figures(many.default) | seed_figures(few.default)
        plain = {name: among(one, sample) for name, one in xquad_figures(many.plain).items()}
        return Findings(
            xquad=many,
            seed=few,
            halves=halves_of_articles(xquad.asked),
            removals=(
                *(
                    removal(variant.name, figures_of(variant, xquad, seed, every=further), before)
                    for variant in REMOVALS
                ),
                removal(PLAIN.name, plain | seed_figures(few.plain), before),
            ),
            every=every,
            sample=len(sample),
        )


def figures_of(
    variant: Variant, xquad: Bench, seed: Bench, *, every: int
) -> dict[str, PerQuestion]:
    """The figures that a variant can touch."""
    figures: dict[str, PerQuestion] = {}
    if variant.context in xquad.snapshots:
        figures |= xquad_figures(xquad.measure(variant, every=every))
    return figures | seed_figures(seed.measure(variant))


def halves_of_articles(asked: QuestionSet) -> dict[str, frozenset[str]]:
    """The questions by the number of the article that answers them; a half without any is none.

    Weights are chosen on the even half and reported on the odd one.
    """
    article_of = {
        one.query_id: article_number(one.corpus_id) for one in asked.evaluation_set.judgements
    }
    query_ids = [question.query_id for question in asked.questions]
    halves = {
        name: frozenset(one for one in query_ids if article_of[one] % 2 == rest)
        for name, rest in (("even articles", 0), ("odd articles", 1))
    }
    return {name: half for name, half in halves.items() if half}


def article_number(passage_id: str) -> int:
    """The article that a passage of XQuAD is from."""
    matched = ARTICLE.fullmatch(passage_id)
    if matched is None:
        raise InvalidEvaluation(
            f'the qrels of XQuAD name "{passage_id}", which is not language:article-paragraph',
            hint="use the corpus in which articles can be told apart, such as en:000-00",
        )
    return int(matched[1])


def read_text(path: Path) -> str:
    """A file's text."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidEvaluation(
            f"{path} cannot be read: {error.strerror}",
            hint="name another file; a record that is missing is made with --update-record",
        ) from error


def comparable(record: Record, wanted: Record, *, path: Path) -> Record:
    """The record, if it was measured in the same way."""
    if (record.encoder, record.every) != (wanted.encoder, wanted.every):
        raise InvalidEvaluation(
            f"{path} holds figures of {record.encoder} with --every {record.every}, which those "
            f"of {wanted.encoder} with --every {wanted.every} cannot be compared with",
            hint="measure in the same way, or look at the figures alone with --quick",
        )
    return record


def surroundings(encoder: Encoder, *, minutes: float) -> dict[str, str]:
    """What a reader needs to repeat the measurement."""
    identity = encoder.identity
    return {
        "command": f"`{shlex.join(['python', *sys.argv])}`",
        "date": datetime.now(UTC).date().isoformat(),
        "hardware": hardware(),
        "encoder": f"{identity.name} ({identity.fingerprint})",
        "took": f"{minutes:.0f} minutes",
    }


def update(record: Record, findings: Findings, path: Path) -> None:
    """Write the record anew, and say which steps it does not guard."""
    bounds = {figure.name: figure.bound for figure in recorded_figures(findings)}
    path.write_text(replace(record, bounds=bounds).to_json(), encoding="utf-8")
    for remark in remarks(findings):
        write_note(f"note: {remark}")


def compare(record: Record, findings: Findings) -> int:
    """Name each figure that does not hold its record; the exit status."""
    measured = {figure.name: figure.value for figure in recorded_figures(findings)}
    breaches = record.breaches(measured)
    for breach in breaches:
        write_error(breach)
    new = [name for name in measured if name not in record.bounds]
    if new:
        write_note(f"note: not in the record yet: {'; '.join(new)}")
    return EXIT_SOME_FAILED if breaches else EXIT_OK


if __name__ == "__main__":
    sys.exit(main())
