"""The collections that quality is measured on: indexed where they are not yet, and opened.

Must not compare or format.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench_speed import SEED, SEED_METADATA
from quality_variants import DEFAULT, Variant

from api.console import write_note
from api.ingest import add_parsed
from api.opening import open_or_create_collection
from api.progress import counting
from api.settings import Settings
from index.collection import ContextPolicy, Snapshot
from index.encoders.base import Encoder
from index.errors import PilcrowError
from index.reading.source import SourceFile, iter_sources, parse_source
from retriever.evaluate import evaluate_questions
from retriever.evaluation.questions import QuestionSet, read_questions
from retriever.evaluation.report import EvaluationReport
from retriever.query import EncodedQuery
from retriever.ranking import Ranking
from retriever.search import Searcher


@dataclass(frozen=True, slots=True)
class Material:
    """Something to search in, and questions about it.

    Attributes:
        name: of its collection, and in messages.
        source: what is indexed, from the folder of the data.
        metadata: given with it.
        questions: folder of the queries and qrels, likewise.
        labelled: whether the qrels name labels of the document, not passage ids.
        contexts: the contexts that it is indexed with.
    """

    name: str
    source: Path
    metadata: Mapping[str, str]
    questions: Path
    labelled: bool
    contexts: tuple[ContextPolicy, ...]


# XQuAD's passages have no title: with any context they are the same.
XQUAD = Material(
    name="xquad",
    source=Path("xquad", "corpus.jsonl"),
    metadata={},
    questions=Path("xquad"),
    labelled=False,
    contexts=("full",),
)
SEED_DOCUMENT = Material(
    name="seed",
    source=SEED,
    metadata=SEED_METADATA,
    questions=Path("seed", "questions"),
    labelled=True,
    contexts=("full", "none"),
)


@dataclass(frozen=True, slots=True)
class Bench:
    """A material ready to be measured on.

    Attributes:
        name: of the material.
        snapshots: of its collections, by context.
        document: the document that the qrels' labels are of; None where they name passage ids.
        encoder: of all of them.
        asked: the questions.
        prepared: the same, read and encoded.
    """

    name: str
    snapshots: Mapping[ContextPolicy, Snapshot]
    document: str | None
    encoder: Encoder
    asked: QuestionSet
    prepared: Sequence[EncodedQuery]

    def measure(self, variant: Variant, *, every: int = 1) -> EvaluationReport:
        """Put each `every`-th question to a variant."""
        searcher = Searcher(
            self.snapshots[variant.context],
            self.encoder,
            variant.ranking(Ranking()),
            variant.glossary(),
        )
        doing = f"{self.name} without {variant.name}"
        started = time.perf_counter()
        with counting(doing) as advance:
            report = evaluate_questions(
                searcher,
                self.asked.every(every),
                prepared=self._prepared_for(variant, searcher, every),
                document=self.document,
                progress=advance,
            )
        write_note(f"{doing}: measured in {time.perf_counter() - started:.0f} s")
        return report

    def _prepared_for(
        self, variant: Variant, searcher: Searcher, every: int
    ) -> Sequence[EncodedQuery]:
        """Each `every`-th question; anew where another glossary expands them otherwise."""
        if variant.glossary is DEFAULT.glossary:
            return self.prepared[::every]
        return searcher.prepare(self.asked.every(every).texts)


def set_up(
    material: Material,
    data: Path,
    settings: Settings,
    encoder: Encoder,
    resources: ExitStack,
    *,
    every: int = 1,
) -> Bench:
    """Index a material where it is not indexed yet, open it and encode its questions.

    Args:
        material: what to measure on.
        data: folder of the data.
        settings: of the process; they say where the collections are kept.
        encoder: the one to measure.
        resources: closes the snapshots in the end.
        every: take each `every`-th question alone.
    """
    snapshots: dict[ContextPolicy, Snapshot] = {}
    document = ""
    for context in material.contexts:
        name = material.name if context == "full" else f"{material.name}-context-{context}"
        collection = open_or_create_collection(
            settings.model_copy(update={"context": context}), name, encoder
        )
        source = read_source(data / material.source, material.metadata)
        with collection.writer(encoder) as writer, counting(f"indexing {name}") as advance:
            added = add_parsed(writer, source, parse_source(source), advance)
        write_note(f"{name}: {added.status}, {added.encoded} texts encoded")
        document = added.document_id
        snapshots[context] = resources.enter_context(collection.snapshot())
    asked = read_questions(data / material.questions).every(every)
    prepared = Searcher(snapshots["full"], encoder).prepare(asked.texts)
    return Bench(
        name=material.name,
        snapshots=snapshots,
        document=document if material.labelled else None,
        encoder=encoder,
        asked=asked,
        prepared=prepared,
    )


def read_source(path: Path, metadata: Mapping[str, str]) -> SourceFile:
    """One file, as `pilcrow index --meta` reads it."""
    (source,) = iter_sources([path], metadata=metadata)
    if isinstance(source, PilcrowError):
        raise source
    return source
