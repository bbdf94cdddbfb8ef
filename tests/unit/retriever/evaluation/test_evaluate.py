"""Evaluation against a collection whose rankings are known by hand.

Every text names an angle and is encoded as the direction it names, so that passages rank by how
near their angle is to the query's.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.collection import Collection
from index.encoders.base import EncoderIdentity, FloatMatrix, Progress
from index.errors import DocumentNotFound, InvalidEvaluation, InvalidParameter
from index.manifest import Manifest
from index.model import (
    Block,
    BlockKind,
    CorpusRecord,
    ParsedCorpus,
    ParsedDocument,
    PassageKind,
    Unit,
)
from retriever.evaluate import evaluate, evaluate_questions
from retriever.evaluation.questions import read_questions
from retriever.ranking import Ranking
from retriever.search import Searcher

CORPUS = (
    ("en:1", "en", "Forests at 0 degrees"),
    ("en:2", "en", "Wetlands at 40 degrees"),
    ("zh:1", "zh", "森林在 10 degrees"),
    ("zh:2", "zh", "湿地在 50 degrees"),
    ("fr:1", "fr", "Les forêts à 20 degrees"),
)


class AngleEncoder:
    """Encodes "… 40 degrees" as the unit vector at 40 degrees, other texts as that at 0."""

    identity = EncoderIdentity("angle", "a" * 16, 2, "", "")

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        angles = [
            math.radians(float((re.findall(r"(\d+) degrees", text) or ["0"])[-1])) for text in texts
        ]
        vectors = [[math.cos(angle), math.sin(angle)] for angle in angles]
        return np.array(vectors, dtype=np.float32).reshape(-1, 2)

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        if progress is not None:
            progress(len(texts))
        return self.encode_queries(texts)


Open = Callable[..., Searcher]


@pytest.fixture
def open_over(tmp_path: Path) -> Iterator[Open]:
    """Index some documents and open a searcher that ranks by plain cosine."""
    snapshots = []

    def open_them(*documents: ParsedCorpus | ParsedDocument) -> Searcher:
        encoder = AngleEncoder()
        manifest = Manifest.new(encoder.identity, context="none")
        collection = Collection.create(tmp_path / "data", "default", manifest)
        with collection.writer(encoder) as writer:
            for number, parsed in enumerate(documents):
                writer.add(parsed, f"{number:064x}")
        snapshots.append(collection.snapshot())
        return Searcher(snapshots[-1], encoder, Ranking.plain())

    yield open_them
    for snapshot in snapshots:
        snapshot.close()


def corpus(records: Sequence[tuple[str, str, str]] = CORPUS) -> ParsedCorpus:
    return ParsedCorpus(
        name="tiny.jsonl",
        metadata={},
        records=tuple(
            CorpusRecord(passage_id, "", text, lang, {}, line)
            for line, (passage_id, lang, text) in enumerate(records, start=1)
        ),
    )


def questions(folder: Path, queries: dict[str, dict[str, object]], *qrels: str) -> Path:
    """A BEIR folder; qrels as "query passage grade"."""
    folder = folder / "questions"
    (folder / "qrels").mkdir(parents=True)
    lines = [json.dumps({"_id": query_id, **fields}) for query_id, fields in queries.items()]
    (folder / "queries.jsonl").write_text("\n".join(lines), encoding="utf-8")
    rows = ["query-id\tcorpus-id\tscore", *("\t".join(row.split()) for row in qrels)]
    (folder / "qrels" / "test.tsv").write_text("\n".join(rows), encoding="utf-8")
    return folder


def asked(angle: int, lang: str, kind: str = "") -> dict[str, object]:
    metadata = {"lang": lang, **({"kind": kind} if kind else {})}
    return {"text": f"What is at {angle} degrees?", "metadata": metadata}


@pytest.fixture
def two_questions(tmp_path: Path) -> Path:
    """q-en finds en:1 zh:1 fr:1 en:2 zh:2; q-zh finds zh:2 en:2 fr:1 zh:1 en:1."""
    return questions(
        tmp_path,
        {"q-en": asked(0, "en", "fact"), "q-lost": asked(9, "fr"), "q-zh": asked(50, "zh")},
        "q-en en:1 1",
        "q-en zh:2 1",
        "q-lost fr:1 0",
        "q-zh en:2 1",
    )


def test_mixed_pool_by_hand(open_over: Open, two_questions: Path) -> None:
    report = evaluate(open_over(corpus()), two_questions)

    assert report.passages == 5
    assert report.queries_left_out == ("q-lost",)
    assert report.rankings["q-en"].passage_ids == ("en:1", "zh:1", "fr:1", "en:2", "zh:2")
    assert report.rankings["q-zh"].passage_ids == ("zh:2", "en:2", "fr:1", "zh:1", "en:1")
    scores = report.query_scores["q-en"]
    assert scores["nDCG@10"] == pytest.approx((1 + 1 / math.log2(6)) / (1 + 1 / math.log2(3)))
    assert scores["mAP"] == pytest.approx((1 / 1 + 2 / 5) / 2)
    assert report.overall.queries == 2
    assert report.overall.values["MRR"] == pytest.approx((1 + 1 / 2) / 2)
    assert report.overall.values["Recall@5"] == 1.0


def test_pairs_have_pools_of_their_own(open_over: Open, two_questions: Path) -> None:
    report = evaluate(open_over(corpus()), two_questions)

    # In the mixed pool zh:2 stands before en:2 and costs q-zh half its MRR; among the English
    # passages en:2 is first. Nothing answers in French, so no pair has it.
    found = {
        (pair.query_lang, pair.passage_lang): (pair.pool, pair.scores.values["MRR"])
        for pair in report.pairs
    }
    assert found == {("en", "en"): (2, 1.0), ("en", "zh"): (2, 0.5), ("zh", "en"): (2, 1.0)}
    en_zh = report.pairs[1].scores
    assert en_zh.values["nDCG@10"] == pytest.approx(1 / math.log2(3))
    assert report.same_language is not None
    assert report.same_language.values["MRR"] == 1.0
    assert report.cross_language is not None
    assert report.cross_language.values["MRR"] == pytest.approx((0.5 + 1.0) / 2)


def test_pairs_keep_the_scores_of_each_query(open_over: Open, two_questions: Path) -> None:
    report = evaluate(open_over(corpus()), two_questions)

    assert {
        (pair.passage_lang, query_id): scores["MRR"]
        for pair in report.pairs
        for query_id, scores in pair.query_scores.items()
    } == {("en", "q-en"): 1.0, ("zh", "q-en"): 0.5, ("en", "q-zh"): 1.0}


def test_a_sample_is_measured_with_the_vectors_it_is_given(
    open_over: Open, two_questions: Path
) -> None:
    searcher = open_over(corpus())
    asked = read_questions(two_questions)
    turned = searcher.prepare(["What is at 90 degrees?", "What is at 0 degrees?"])

    report = evaluate_questions(searcher, asked.every(2), prepared=turned[::2])

    # q-zh is not asked, but has an answer: only q-lost is left out for having none.
    assert list(report.query_scores) == ["q-en"]
    assert report.queries_left_out == ("q-lost",)
    assert report.rankings["q-en"].passage_ids == ("zh:2", "en:2", "fr:1", "zh:1", "en:1")


def test_languages_and_kinds(open_over: Open, two_questions: Path) -> None:
    report = evaluate(open_over(corpus()), two_questions)

    english, chinese = report.languages
    assert (english.query_lang, chinese.query_lang) == ("en", "zh")
    assert english.scores.values["MRR"] == 1.0
    assert english.own_language_share == pytest.approx(2 / 5)
    (fact,) = report.kinds
    assert (fact.kind, fact.scores.queries) == ("fact", 1)


def test_share_of_own_language_looks_at_ten_results(open_over: Open, tmp_path: Path) -> None:
    near = [(f"en:{angle}", "en", f"Near, at {angle} degrees") for angle in range(7)]
    far = [(f"zh:{angle}", "zh", f"远在 {angle} degrees") for angle in range(20, 32)]
    folder = questions(
        tmp_path, {"q": asked(0, "en"), "q-ru": asked(0, "ru")}, "q en:0 1", "q-ru en:0 1"
    )

    english, russian = evaluate(open_over(corpus(near + far)), folder).languages

    assert english.own_language_share == pytest.approx(7 / 10)
    assert russian.own_language_share is None


def test_language_is_told_from_the_text_where_the_file_has_none(
    open_over: Open, tmp_path: Path
) -> None:
    text = "在距离森林很远的地方有什么湿地保护区 0 degrees"
    folder = questions(tmp_path, {"q": {"text": text}}, "q en:1 1")

    (group,) = evaluate(open_over(corpus()), folder).languages

    assert group.query_lang == "zh"


def test_ties_rank_in_the_order_of_indexing(open_over: Open, tmp_path: Path) -> None:
    same = [(passage_id, "en", "Here, at 30 degrees") for passage_id in ("z", "a", "m")]
    folder = questions(tmp_path, {"q": asked(30, "en")}, "q a 1")

    report = evaluate(open_over(corpus(same)), folder)

    assert report.rankings["q"].passage_ids == ("z", "a", "m")
    assert report.overall.values["MRR"] == 0.5


def test_each_ranking_counts_as_progress(open_over: Open, two_questions: Path) -> None:
    steps: list[int] = []

    evaluate(open_over(corpus()), two_questions, progress=steps.append)

    # All passages and en and zh for q-en, all passages and en for q-zh.
    assert sum(steps) == 5


def test_a_pool_of_one_language_is_ranked_once(open_over: Open, tmp_path: Path) -> None:
    steps: list[int] = []
    folder = questions(tmp_path, {"q": asked(45, "zh")}, "q en:1 1")

    report = evaluate(open_over(corpus(CORPUS[:2])), folder, progress=steps.append)

    assert sum(steps) == 1
    (pair,) = report.pairs
    assert pair.scores == report.overall
    assert report.same_language is None


def test_rankings_are_as_deep_as_asked(open_over: Open, tmp_path: Path) -> None:
    many = [(f"p{number}", "en", f"At {number} degrees") for number in range(150)]
    folder = questions(tmp_path, {"q": asked(0, "en")}, "q p120 1")
    searcher = open_over(corpus(many))

    shallow, deep = evaluate(searcher, folder), evaluate(searcher, folder, top_k=150)

    assert len(shallow.rankings["q"].passage_ids) == 100
    assert shallow.overall.values["MRR"] == 0.0
    assert deep.overall.values["MRR"] == pytest.approx(1 / 121)
    for top_k in (99, 1001):
        with pytest.raises(InvalidParameter, match=f"top_k is {top_k}"):
            evaluate(searcher, folder, top_k=top_k)


def unit(label: str, angle: int, *alt_labels: str) -> Unit:
    return Unit(
        label=label,
        printed_label=f"{label}.",
        alt_labels=alt_labels,
        kind=PassageKind.PARAGRAPH,
        parent="",
        section_path=(),
        chapeau="",
        text=f"The Parties met at {angle} degrees",
        lang="en",
        start_line=1,
        end_line=1,
    )


def note() -> ParsedDocument:
    """A note whose second paragraph was misprinted as 72."""
    return ParsedDocument(
        name="note.txt",
        lang="en",
        metadata={},
        blocks=(Block(BlockKind.PASSAGE, "…", 1, 1, "1"),),
        units=(unit("1", 0), unit("2", 60, "72")),
        footnotes=(),
    )


def test_labels_of_a_document_name_its_passages(open_over: Open, tmp_path: Path) -> None:
    folder = questions(tmp_path, {"q": asked(50, "en")}, "q 72 1")
    searcher = open_over(corpus(), note())
    (document,) = (one for one in searcher.snapshot.documents() if one.name == "note.txt")

    report = evaluate(searcher, folder, document=document.document_id)

    # The pool stays the whole collection: zh:2 at 50 degrees is nearer than paragraph 2 at 60.
    assert report.passages == 7
    assert report.rankings["q"].passage_ids[:2] == ("zh:2", f"{document.document_id}:2")
    with pytest.raises(InvalidEvaluation, match='not passages of the collection: "72"'):
        evaluate(searcher, folder)
    with pytest.raises(DocumentNotFound):
        evaluate(searcher, folder, document="no-such-note")


def test_qrels_without_a_relevant_passage_are_refused(open_over: Open, tmp_path: Path) -> None:
    folder = questions(tmp_path, {"q": asked(0, "en")}, "q en:1 0")

    with pytest.raises(InvalidEvaluation, match="names no relevant passage"):
        evaluate(open_over(corpus()), folder)
