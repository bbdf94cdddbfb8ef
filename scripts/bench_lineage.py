"""Measure the families of paragraphs: on the sample's decisions, and on a large corpus.

    scripts/bench_lineage.py ../shared/data [--encoder hash]

Prints pairwise F1 of families, first occurrences and kinds of steps, for each language alone, for
both, and with the decisions in turn in one language and the other; then the ten largest families
of the United Nations' budget documents and the time they took. Writes nothing into the project.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from index.collection import Collection, Manifest
from index.encoders.base import Encoder
from index.encoders.hashing import HashEncoder
from index.reading.source import SourceFile, iter_sources, parse_source
from index.sample import sample_folder
from index.snapshot import Snapshot
from retriever.lineage import (
    Lineage,
    family_groups,
    largest_families,
    lineage_of_passage,
    lineage_of_text,
)

GOLD = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "sample_families.json"
BUDGET = Path("un", "budget_2027_en.jsonl")
ARRANGEMENTS = ("en", "fr", "en+fr", "in turn")
"""In which languages the decisions are there: in one, in the other, in both, in each in turn."""


@dataclass(frozen=True, slots=True)
class Score:
    """What came out for one arrangement of the sample's decisions.

    Attributes:
        precision: of the pairs that stand in one family, those that should.
        recall: of the pairs that should, those that do.
        firsts: families whose first occurrence is right, and how many there are.
        kinds: steps whose kind is right, and how many there are.
        faults: what is not as it should be, a line each.
    """

    precision: float
    recall: float
    firsts: tuple[int, int]
    kinds: tuple[int, int]
    faults: tuple[str, ...]

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def main() -> int:
    """Run the benchmark; status 1 where a figure to be reached is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the shared data")
    parser.add_argument("--encoder", choices=("e5", "hash"), default="e5")
    parser.add_argument("--top", type=int, default=10, help="families of the budget to print")
    arguments = parser.parse_args()
    encoder = _encoder(arguments.encoder)
    reached = True
    for name in ARRANGEMENTS:
        score = sample_score(name, encoder)
        print(
            f"sample, {name:8}: precision {score.precision:.3f}, recall {score.recall:.3f}, "
            f"F1 {score.f1:.3f}; first occurrence {score.firsts[0]}/{score.firsts[1]}; "
            f"kinds of steps {score.kinds[0]}/{score.kinds[1]}"
        )
        for fault in score.faults:
            print(f"    {fault}")
        if name != "in turn":
            reached = reached and score.f1 >= 0.95 and score.firsts[0] == score.firsts[1]
    budget(arguments.data / BUDGET, arguments.top)
    return 0 if reached else 1


def _encoder(name: str) -> Encoder:
    if name == "hash":
        return HashEncoder()
    from index.encoders.choose import open_encoder

    return open_encoder("default")


# The sample


def sample_score(arrangement: str, encoder: Encoder) -> Score:
    """The families of the sample's decisions, the rest of the sample around them."""
    gold = json.loads(GOLD.read_text("utf-8"))
    with (
        tempfile.TemporaryDirectory() as folder,
        indexed(Path(folder), encoder, _chosen(arrangement, gold)) as snapshot,
    ):
        return scored(snapshot, gold)


def _chosen(arrangement: str, gold: dict[str, Any]) -> Iterator[SourceFile]:
    """The sample's files, with the decisions in the languages of an arrangement."""
    for source in iter_sources([sample_folder() / "documents"], metadata={}):
        if not isinstance(source, SourceFile):
            raise source
        document, lang = Path(source.name).name.split(".")[:2]
        place = gold["documents"].index(document) if document in gold["documents"] else -1
        if place >= 0 and arrangement in gold["languages"] and lang != arrangement:
            continue
        if place >= 0 and arrangement == "in turn" and lang != gold["languages"][place % 2]:
            continue
        yield source


def indexed(folder: Path, encoder: Encoder, sources: Iterable[SourceFile]) -> Snapshot:
    """A snapshot of a new collection of some files."""
    collection = Collection.create(folder, "default", Manifest.new(encoder.identity))
    with collection.writer(encoder) as writer:
        for source in sources:
            writer.add(parse_source(source), content_hash=source.name)
    return collection.snapshot()


def scored(snapshot: Snapshot, gold: dict[str, Any]) -> Score:
    """Compare the families found with those that are known."""
    known = {
        member: family["name"] for family in gold["families"] for member, _ in family["members"]
    }
    documents = set(gold["documents"])
    lineages: dict[str, Lineage] = {}
    for document in snapshot.documents():
        for passage in snapshot.document_passages(document.document_id):
            if document.document_id.rpartition(".")[0] in documents:
                lineages.setdefault(
                    _place(passage.passage_id), lineage_of_passage(snapshot, passage.passage_id)
                )
    family_of = {place: one.family.family_id for place, one in lineages.items() if one.family}
    found_pairs = {
        frozenset(pair)
        for pair in combinations(sorted(lineages), 2)
        if family_of[pair[0]] == family_of[pair[1]]
    }
    strangers = {
        frozenset((place, _place(version.passage.passage_id)))
        for place, lineage in lineages.items()
        if lineage.family is not None
        for member in lineage.family.members
        for version in member.versions
        if _place(version.passage.passage_id) not in lineages
    }
    right_pairs = {
        frozenset(pair)
        for pair in combinations(sorted(known), 2)
        if known[pair[0]] == known[pair[1]]
    }
    right = len(found_pairs & right_pairs)
    faults = [f"too much: {' + '.join(sorted(pair))}" for pair in found_pairs - right_pairs]
    faults += [f"too much: {' + '.join(sorted(pair))}" for pair in strangers]
    faults += [f"missing: {' + '.join(sorted(pair))}" for pair in right_pairs - found_pairs]
    firsts = kinds = steps = 0
    for family in gold["families"]:
        first = family["members"][0][0]
        firsts += all(_first(lineages[member]) == first for member, _ in family["members"])
        for member, kind in family["members"]:
            steps += 1
            found = _kind(lineages[member])
            kinds += found == kind
            if found != kind:
                faults.append(f"{member}: {found}, should be {kind}")
    return Score(
        precision=right / max(len(found_pairs) + len(strangers), 1),
        recall=right / max(len(right_pairs), 1),
        firsts=(firsts, len(gold["families"])),
        kinds=(kinds, steps),
        faults=tuple(sorted(faults)),
    )


def _place(passage_id: str) -> str:
    """A passage id without its language: "cbd-cop-dec-18-14.en:1" → "cbd-cop-dec-18-14:1"."""
    document, _, label = passage_id.partition(":")
    return f"{document.rpartition('.')[0]}:{label}"


def _first(lineage: Lineage) -> str:
    return "" if lineage.family is None else _place(lineage.family.family_id)


def _kind(lineage: Lineage) -> str:
    if lineage.family is None or lineage.place < 0:
        return "none"
    step = lineage.family.members[lineage.place].step
    return "first" if step is None else str(step.kind)


# The budget


def budget(path: Path, top: int) -> None:
    """The largest families of the budget documents, and the time it takes to find them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        indexed(Path(folder), HashEncoder(), corpus(path)) as snapshot,
    ):
        _ = snapshot.lexical, snapshot.columns, snapshot.dense
        seconds = timed(lambda: snapshot.derived(family_groups))
        groups = snapshot.derived(family_groups)
        sizes = [len(family.members) for family in groups.families]
        print(
            f"\nbudget: {len(snapshot.row_ids):,} passages, {len(sizes):,} families of "
            f"{sum(sizes):,} paragraphs, in {seconds:.1f} s"
        )
        for number, summary in enumerate(largest_families(snapshot, top), start=1):
            text = summary.first.versions[0].passage.text
            print(f"\n{number}. {summary.members} members in {summary.works} documents")
            print(f"   first: {text[:300]}")
            members = groups.families[number - 1].members
            for place in _spread(members):
                (row,) = groups.paragraphs[place].every_position
                (passage,) = snapshot.passages([int(snapshot.row_ids[row])])
                print(f"   - {passage.text[:300]}")
        probe = largest_families(snapshot, 1)[0].first.versions[0].passage
        seconds = timed(lambda: lineage_of_passage(snapshot, probe.passage_id))
        print(f"\nlineage of one passage, family of {sizes[0]}: {seconds * 1000:.0f} ms")
        seconds = timed(lambda: lineage_of_text(snapshot, probe.text))
        print(f"lineage of a text: {seconds * 1000:.0f} ms")


def corpus(path: Path) -> Iterator[SourceFile]:
    """The budget documents as a corpus."""
    lines = []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        lines.append(
            json.dumps(
                {
                    "_id": record["id"],
                    "title": "",
                    "text": record["text"],
                    "metadata": {"symbol": record["symbol"], "lang": "en"},
                },
                ensure_ascii=False,
            )
        )
    yield SourceFile("budget.jsonl", "\n".join(lines).encode(), {})


def timed(act: Callable[[], object]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _spread(members: Sequence[int], count: int = 6) -> list[int]:
    """A few members at even distances."""
    step = max(1, len(members) // count)
    return [*members[::step]][:count]


if __name__ == "__main__":
    sys.exit(main())
