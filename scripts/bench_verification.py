"""Measures the check of quotations, on cases made from real and invented documents.

    python scripts/bench_verification.py [../shared/data] [--encoder SPEC] [--every N]

Words: from the sample corpus and the seed document, what `verification_cases` makes of them.
Meaning: of the aligned texts in un/, those with an odd number in their file; each is indexed in
one language and quoted in another, with its own citation and with its neighbour's. (The even ones
chose the thresholds: `--half even` measures those.) Prints the accuracy of each kind, and how many
changed numbers and negations were called exact, which must be none. The exit status is 1 if the
accuracy is below the goal or a change was called exact.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bench_speed import DEFAULT_DATA, hardware
from verification_cases import Case, word_cases

from api.opening import open_configured_encoder
from api.settings import load_settings
from index.collection import Collection, Manifest
from index.encoders.base import Encoder
from index.reading.source import SourceFile, iter_sources, parse_source
from index.sample import sample_folder
from retriever.citations import cite
from retriever.search import Searcher
from retriever.verification import Judgement, Verdict, verify

GOAL = 0.97
LANGS = ("en", "fr", "es", "ru", "ar", "zh")
ALIGNED = ("sdg_6way", "udhr_6way", "cbd_strings_6way", "unpc_dev_en_zh")
MOST_OF_FILE = 80
FEWEST_LETTERS = 60
SEED_SYMBOL = "UNEP/CBD/COP/11/17"
NEVER_EXACT = (
    *("number changed", "negation changed", "word changed inside own brackets"),
    *("number changed inside brackets", "number changed inside brackets at the end"),
)


@dataclass
class Tally:
    """What was right, by kind."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    called_exact: list[Case] = field(default_factory=list)
    wrong: list[tuple[Case, Verdict]] = field(default_factory=list)

    def add(self, case: Case, verdict: Verdict) -> None:
        """Judge one verdict."""
        found = {span.at.passage.passage_id for span in verdict.found}
        is_right = (
            verdict.judgement == case.expected
            and (not case.passage_id or case.passage_id in found)
            and (not case.warning or any(case.warning in one for one in verdict.warnings))
        )
        self.total[case.kind] += 1
        self.right[case.kind] += is_right
        if not is_right:
            self.wrong.append((case, verdict))
        if case.kind in NEVER_EXACT and verdict.judgement is Judgement.EXACT:
            self.called_exact.append(case)

    @property
    def accuracy(self) -> float:
        """Share of all cases that are right."""
        return self.right.total() / max(1, self.total.total())


def main() -> int:
    """Measure, print, and return the exit status."""
    arguments = parse_arguments()
    encoder = open_configured_encoder(load_settings({"encoder": arguments.encoder}))
    tally = Tally()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        if every := arguments.every:
            documents = [*sample(), *seed(arguments.data)]
            with indexed(Path(folder), "words", documents, encoder) as searcher:
                run(searcher, list(cases_of_words(searcher))[::every], tally)
                run(searcher, list(cases_of_versions(searcher))[::every], tally)
        items = aligned(arguments.data, odd=arguments.half == "odd", most=arguments.texts)
        if items:
            corpus = [corpus_of(items)]
            with indexed(Path(folder), "meaning", corpus, encoder) as searcher:
                run(searcher, list(cases_of_meaning(items)), tally)
    if arguments.json:
        print(json.dumps(figures(tally), ensure_ascii=False))
    else:
        report(tally, encoder, seconds=time.perf_counter() - started, shown=arguments.show)
    return 0 if tally.accuracy >= GOAL and not tally.called_exact else 1


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("data", nargs="?", type=Path, default=DEFAULT_DATA, help="folder with seed/ and un/")
    add("--encoder", help="another encoder than that of the settings")
    add("--every", type=int, default=1, help="take every N-th case of words (1); 0: none")
    add("--half", choices=("odd", "even"), default="odd", help="half of the aligned texts (odd)")
    add("--texts", type=int, default=MOST_OF_FILE, help="aligned texts of each file (80)")
    add("--json", action="store_true", help="print the figures as JSON")
    add("--show", type=int, default=0, help="wrong answers to show of each kind (0)")
    return parser.parse_args()


def indexed(folder: Path, name: str, sources: Iterable[SourceFile], encoder: Encoder) -> Opened:
    """A searcher over some sources, in a folder that is thrown away."""
    collection = Collection.create(folder, name, Manifest.new(encoder.identity, tokens=False))
    with collection.writer(encoder) as writer:
        for source in sources:
            writer.add(parse_source(source), content_hash=source.name)
    return Opened(collection, encoder)


@dataclass
class Opened:
    """A collection that is open for as long as it is used."""

    collection: Collection
    encoder: Encoder

    def __enter__(self) -> Searcher:
        self._snapshot = self.collection.snapshot()
        return Searcher(self._snapshot, self.encoder)

    def __exit__(self, *_: object) -> None:
        self._snapshot.close()


def sample() -> Iterator[SourceFile]:
    """The sample corpus."""
    return sources(sample_folder() / "documents", {})


def seed(data: Path) -> Iterator[SourceFile]:
    """The seed document, where it is at hand."""
    path = data / "seed" / "cop11-cooperation.zh.txt"
    return sources(path, {"symbol": SEED_SYMBOL}) if path.exists() else iter(())


def sources(path: Path, metadata: dict[str, str]) -> Iterator[SourceFile]:
    """Files as sources; what cannot be read stops the measurement."""
    for source in iter_sources([path], metadata=metadata):
        if not isinstance(source, SourceFile):
            raise source
        yield source


def cases_of_words(searcher: Searcher) -> Iterator[Case]:
    """What words decide, of all passages."""
    snapshot = searcher.snapshot
    documents = {document.document_id: document for document in snapshot.documents()}
    passages = [one for key in documents for one in snapshot.document_passages(key)]
    return word_cases(passages, lambda one: cite(documents[one.document_id], one))


def cases_of_versions(searcher: Searcher) -> Iterator[Case]:
    """A passage quoted in one language, the same passage of another version cited by its id."""
    snapshot = searcher.snapshot
    versions: dict[tuple[str, str], list[str]] = {}
    texts: dict[str, str] = {}
    for document in snapshot.documents():
        for passage in snapshot.document_passages(document.document_id):
            if document.symbol and len(passage.text) >= FEWEST_LETTERS:
                versions.setdefault((document.symbol, passage.label), []).append(passage.passage_id)
                texts[passage.passage_id] = passage.text
    for ids in versions.values():
        for one, other in pairwise(ids):
            yield Case("translation, known", texts[one], other, "translation", one)


@dataclass(frozen=True)
class Item:
    """An aligned text: where it is indexed and where it is quoted."""

    item_id: str
    lang: str
    text: str
    other_lang: str
    translation: str


def aligned(data: Path, *, odd: bool, most: int) -> list[Item]:
    """Aligned texts, languages changing from one to the next."""
    items: list[Item] = []
    for name in ALIGNED:
        path = data / "un" / f"{name}.jsonl"
        if not path.exists():
            continue
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        rows = [
            (record["id"], record.get("texts") or {"en": record["en"], "zh": record["zh"]})
            for record in records
        ]
        fit = [row for row in rows if len(row[1]["en"]) >= FEWEST_LETTERS]
        step = max(1, len(fit) // (2 * MOST_OF_FILE))
        chosen = fit[::step][int(odd) :: 2][:most]
        for number, (item_id, texts) in enumerate(chosen):
            langs = [lang for lang in LANGS if lang in texts]
            lang = langs[number // 7 % len(langs)]
            others = [other for other in langs if other != lang]
            other = others[number % len(others)]
            items.append(Item(item_id, lang, texts[lang], other, texts[other]))
    return items


def corpus_of(items: Sequence[Item]) -> SourceFile:
    """The texts as a corpus, each in one language only."""
    lines = [
        json.dumps(
            {"_id": one.item_id, "title": "", "text": one.text, "metadata": {"lang": one.lang}}
        )
        for one in items
    ]
    return SourceFile("aligned.jsonl", "\n".join(lines).encode(), {})


def cases_of_meaning(items: Sequence[Item]) -> Iterator[Case]:
    """Each text quoted in another language: with its own citation, and with its neighbour's."""
    for one, other in pairwise(items):
        yield Case("translation, meaning", one.translation, one.item_id, "translation", one.item_id)
        if other.lang == one.lang and other.text != one.text:
            yield Case("translation, of another", one.translation, other.item_id, "absent")


def run(searcher: Searcher, cases: Sequence[Case], tally: Tally) -> None:
    """Check the cases."""
    for case in cases:
        tally.add(case, verify(searcher, case.quotation, case.citation))


def figures(tally: Tally) -> dict[str, object]:
    """The figures, for programs."""
    return {
        "accuracy": tally.accuracy,
        "called_exact": len(tally.called_exact),
        "kinds": {
            kind: {"cases": total, "accuracy": tally.right[kind] / total}
            for kind, total in tally.total.items()
        },
    }


def report(tally: Tally, encoder: Encoder, *, seconds: float, shown: int) -> None:
    """Print the figures."""
    print(f"{'kind':26}{'cases':>7}{'right':>7}{'accuracy':>10}")
    for kind, total in tally.total.items():
        right = tally.right[kind]
        print(f"{kind:26}{total:>7}{right:>7}{right / total:>10.3f}")
    total = tally.total.total()
    print(f"{'all':26}{total:>7}{tally.right.total():>7}{tally.accuracy:>10.3f}")
    print(f"changed numbers and negations called exact: {len(tally.called_exact)}")
    print(f"{encoder.identity.name}; {hardware()}; {1000 * seconds / max(1, total):.0f} ms a case")
    told: Counter[str] = Counter()
    for case, verdict in tally.wrong:
        told[case.kind] += 1
        if told[case.kind] <= shown:
            print(
                f"\n{case.kind}: {case.quotation}\n  cited {case.citation}, expected "
                f"{case.expected} {case.passage_id} {case.warning}\n  {verdict.judgement} "
                f"{verdict.similarity:.3f} {verdict.explanation} {verdict.warnings}"
            )


if __name__ == "__main__":
    sys.exit(main())
