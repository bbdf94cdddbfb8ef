"""Measures the search for precedents: ranking, "no precedent", and time.

    python scripts/bench_precedents.py ../shared/data [--work FOLDER]

Indexes what it measures on into FOLDER (kept for the next run; a temporary one otherwise). Texts
of ../shared/data are read there and copied nowhere else. Prints figures; decides nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from api.opening import open_configured_encoder, open_or_create_collection
from api.settings import Settings
from index.encoders.base import Encoder
from index.model import Passage
from index.reading.source import SourceFile, parse_source
from retriever.evaluation.measures import measure_queries
from retriever.filters import BoolMask, Comparison, allowed_rows
from retriever.precedents import find_precedents
from retriever.precedents.confidence import LEAST_CONFIDENCE, confidences
from retriever.precedents.drafts import one_paragraph
from retriever.precedents.ranking import PrecedentRanking
from retriever.precedents.scoring import encode_paragraph, score_precedents
from retriever.search import Searcher

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests" / "fixtures" / "precedent_drafts"
SEED, SAMPLE, ALIGNED = "seed", "sample", "aligned"
TOP_K = 10


@dataclass(frozen=True, slots=True)
class DraftQuestion:
    """A draft and the keys of its precedents; none for a draft without one."""

    query_id: str
    text: str
    lang: str
    answers: frozenset[str]
    group: str


def main() -> None:
    """Index, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path, help="the folder ../shared/data")
    parser.add_argument("--work", type=Path, default=None, help="where to keep the collections")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        settings = Settings(data_dir=asked.work or Path(temporary))
        encoder = open_configured_encoder(settings)
        searchers = {
            name: _searcher(settings, name, encoder, sources)
            for name, sources in _collections(asked.data).items()
        }
        print("ranking, nDCG@10")
        for name, questions in _ranked_questions(asked.data).items():
            _print_ranking(name, searchers[questions[0].group.split(":")[0]], questions)
        print(f"\nno precedent (confidence below {LEAST_CONFIDENCE})")
        _print_verdicts(searchers, asked.data)
        print("\ntime of one paragraph, ms: first, then with clauses known")
        _print_times(searchers)


# Collections


def _collections(data: Path) -> dict[str, list[SourceFile]]:
    seed = data / "seed" / "cop11-cooperation.zh.txt"
    sample = ROOT / "index" / "sample" / "documents"
    return {
        SEED: [SourceFile(seed.name, seed.read_bytes(), {"symbol": "UNEP/CBD/COP/11/17"})],
        SAMPLE: [
            SourceFile(path.name, path.read_bytes(), {})
            for path in sorted(sample.iterdir())
            if not path.name.endswith(".json")
        ],
        ALIGNED: [SourceFile("aligned.jsonl", _aligned_corpus(data).encode("utf-8"), {})],
    }


def _searcher(
    settings: Settings, name: str, encoder: Encoder, sources: Sequence[SourceFile]
) -> Searcher:
    collection = open_or_create_collection(settings, name, encoder)
    with collection.writer(encoder) as writer:
        for source in sources:
            writer.add(parse_source(source), content_hash=source.name)
    return Searcher(collection.snapshot(), encoder)


# Ranking


def _ranked_questions(data: Path) -> dict[str, list[DraftQuestion]]:
    qrels: dict[str, set[str]] = {}
    for line in (data / "seed/questions/qrels/test.tsv").read_text("utf-8").splitlines()[1:]:
        query_id, label, _ = line.split("\t")
        qrels.setdefault(query_id, set()).add(label)
    asked = map(json.loads, (data / "seed/questions/queries.jsonl").read_text("utf-8").splitlines())
    seed = [
        DraftQuestion(
            *(one["_id"], one["text"], one["metadata"]["lang"]),
            frozenset(qrels[one["_id"]]),
            SEED,
        )
        for one in asked
        if one["metadata"]["kind"] == "precedent-draft"
    ]
    found = {"seed, its draft questions": seed}
    for name, collection in (
        *(("seed", SEED), ("seed_held_out", SEED)),
        *(("sample", SAMPLE), ("sample_held_out", SAMPLE)),
    ):
        own = list(_drafts(name, collection))
        if name.endswith("held_out"):
            found[f"{name}"] = own
        else:
            found[f"{name}, odd"], found[f"{name}, even"] = own[0::2], own[1::2]
    return found


def _drafts(name: str, group: str) -> Iterator[DraftQuestion]:
    with (FIXTURES / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            answers = frozenset(row["answers"].split())
            yield DraftQuestion(row["id"], row["draft"], row["lang"], answers, group)


def _print_ranking(name: str, searcher: Searcher, questions: Sequence[DraftQuestion]) -> None:
    precedents: dict[str, list[str]] = {}
    plain: dict[str, list[str]] = {}
    allowed = _judged(searcher, questions[0].group)
    for question in questions:
        paragraph = one_paragraph(question.text, question.lang)
        scored = score_precedents(
            searcher,
            PrecedentRanking(),
            encode_paragraph(searcher, paragraph),
            top_k=TOP_K * 8,
            allowed=allowed,
        )
        precedents[question.query_id] = _keys(searcher, scored.candidates.dense.row_ids)
        (ranked,) = searcher.rank(
            searcher.prepare([question.text]), top_k=TOP_K * 8, allowed=allowed
        )
        plain[question.query_id] = _keys(searcher, ranked.row_ids)
    qrels = {one.query_id: dict.fromkeys(one.answers, 1) for one in questions}
    figures = []
    for run in (precedents, plain):
        scores = measure_queries(qrels, {key: tuple(keys) for key, keys in run.items()})
        figures.append(np.mean([one["nDCG@10"] for one in scores.values()]))
    print(
        f"  {name:28} {len(questions):3} drafts  precedents {figures[0]:.3f}  "
        f"search {figures[1]:.3f}"
    )


def _judged(searcher: Searcher, collection: str) -> BoolMask | None:
    """The passages that the drafts' answers were looked for in: all, or some works' of the sample.

    The rest of the sample says much of this again, and nobody has said which of it is an answer.
    """
    if collection == SEED:
        return None
    works = {
        answer.partition("#")[0]
        for name in ("sample", "sample_held_out")
        for one in _drafts(name, SAMPLE)
        for answer in one.answers
    }
    return allowed_rows(Comparison("symbol", "in", tuple(works)), searcher.snapshot.columns)


def _keys(searcher: Searcher, rows: np.ndarray) -> list[str]:
    """Keys of passages, language versions of one paragraph once, best first."""
    passages = searcher.snapshot.passages([int(row) for row in rows])
    documents = searcher.snapshot.documents_by_id({one.document_id for one in passages})

    def key(passage: Passage) -> str:
        symbol = documents[passage.document_id].symbol
        return passage.label if symbol == "UNEP/CBD/COP/11/17" else f"{symbol}#{passage.label}"

    return list(dict.fromkeys(map(key, passages)))


# No precedent


def _aligned_corpus(data: Path) -> str:
    """One or two versions of aligned texts and one of each pair of budget paragraphs."""
    lines = []
    for passage_id, lang, text in _indexed(data):
        record = {"_id": passage_id, "title": "", "text": text, "metadata": {"lang": lang}}
        lines.append(json.dumps(record, ensure_ascii=False))
    return "\n".join(lines)


def _records(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _texts(data: Path) -> Iterator[tuple[str, dict[str, str], tuple[str, ...], str]]:
    """Id, texts by language, the languages that are indexed, and the one that is asked in."""
    sdg = [one for one in _records(data / "un/sdg_6way.jsonl") if len(one["texts"]["en"]) > 60]
    for number, one in enumerate(sdg[::5][:60]):
        yield one["id"], one["texts"], ("zh", "en"), ("es", "ar", "ru", "fr")[number % 4]
    forms = [
        one for one in _records(data / "un/cbd_strings_6way.jsonl") if len(one["texts"]["en"]) > 60
    ]
    for number, one in enumerate(forms[::6][:50]):
        yield one["id"], one["texts"], ("fr", "ru"), ("en", "es", "zh", "ar")[number % 4]
    parallel = [
        one for one in _records(data / "un/unpc_dev_en_zh.jsonl") if 80 < len(one["en"]) < 400
    ]
    for one in parallel[::30][:60]:
        yield one["id"], {"en": one["en"], "zh": one["zh"]}, ("zh",), "en"


def _indexed(data: Path) -> Iterator[tuple[str, str, str]]:
    for key, texts, langs, _ in _texts(data):
        for lang in langs:
            yield f"{key}-{lang}", lang, texts[lang]


def _with_and_without(data: Path) -> Iterator[tuple[str, DraftQuestion]]:
    """The collection to ask, and drafts that have a precedent there or, without answers, none."""
    for key, texts, langs, asked in _texts(data):
        answers = frozenset(f"{key}-{lang}" for lang in langs)
        yield ALIGNED, DraftQuestion(key, texts[asked], asked, answers, "aligned texts")
    own = {
        SEED: [*_drafts("seed", SEED), *_drafts("seed_held_out", SEED)],
        SAMPLE: [*_drafts("sample", SAMPLE), *_drafts("sample_held_out", SAMPLE)],
    }
    for name, other in ((SEED, SAMPLE), (SAMPLE, SEED)):
        for one in own[name]:
            yield (
                name,
                DraftQuestion(
                    one.query_id, one.text, one.lang, one.answers, f"paraphrases, {name}"
                ),
            )
            yield (
                other,
                DraftQuestion(
                    one.query_id, one.text, one.lang, frozenset(), f"drafts of the other, {other}"
                ),
            )
    for number, one in enumerate(_records(data / "xquad/queries.jsonl")[::97][:60]):
        yield (
            (SEED, SAMPLE, ALIGNED)[number % 3],
            DraftQuestion(
                one["_id"], one["text"], one["metadata"]["lang"], frozenset(), "XQuAD questions"
            ),
        )
    budget = [
        one for one in _records(data / "un/budget_2027_en.jsonl") if 120 < len(one["text"]) < 700
    ]
    for number, one in enumerate(budget[::151][:40]):
        yield (
            (SEED, SAMPLE)[number % 2],
            DraftQuestion(one["id"], one["text"], "en", frozenset(), "budget paragraphs"),
        )


def _print_verdicts(searchers: dict[str, Searcher], data: Path) -> None:
    rows = []
    seen: Counter[str] = Counter()  # each group is halved by itself
    for name, question in _with_and_without(data):
        searcher = searchers[name]
        paragraph = one_paragraph(question.text, question.lang)
        asked = encode_paragraph(searcher, paragraph)
        scored = score_precedents(searcher, PrecedentRanking(), asked, top_k=40, allowed=None)
        sure = confidences(scored.nearness, scored.features["matter"])[:TOP_K]
        half = seen[question.group] % 2
        seen[question.group] += 1
        rows.append((half, bool(question.answers), float(sure.max()), question.group))
    for half, title in ((0, "chosen on"), (1, "reported on")):
        _print_half(title, [row[1:] for row in rows if row[0] == half])


def _print_half(title: str, rows: Sequence[tuple[bool, float, str]]) -> None:
    said_none = [(has, group) for has, sure, group in rows if sure < LEAST_CONFIDENCE]
    none = [group for has, _, group in rows if not has]
    right = sum(not has for has, _ in said_none)
    print(
        f"  {title}: {len(rows)} texts, {len(none)} without a precedent; precision "
        f"{right / max(1, len(said_none)):.3f}, recall {right / max(1, len(none)):.3f}"
    )
    for group in sorted({group for _, _, group in rows}):
        own = [(has, sure) for has, sure, name in rows if name == group]
        correct = np.mean([(sure >= LEAST_CONFIDENCE) == has for has, sure in own])
        print(f"    {group:34} {len(own):3}  right {correct:.3f}")


# Time


def _print_times(searchers: dict[str, Searcher]) -> None:
    searcher = searchers[SAMPLE]
    for question in list(_drafts("sample_held_out", SAMPLE))[:3]:
        times = []
        for _ in range(2):
            started = time.perf_counter()
            find_precedents(searcher, question.text, lang=question.lang)
            times.append((time.perf_counter() - started) * 1_000)
        print(f"  {question.query_id} [{question.lang}] {times[0]:.0f}, {times[1]:.0f}")
    many = "\n".join(
        f"{number}. {one.text}"
        for number, one in enumerate(
            [*_drafts("sample", SAMPLE), *_drafts("seed", SEED)][:60], start=1
        )
    )
    started = time.perf_counter()
    found = find_precedents(searcher, many)
    print(f"  {len(found.paragraphs)} paragraphs: {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
