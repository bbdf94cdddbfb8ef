"""Features of precedents: what is near as a whole, in a clause, by its fields."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index.encoders.hashing import HashEncoder
from retriever.evaluate import evaluate
from retriever.precedents import PrecedentRanking
from retriever.precedents.clause_vectors import ClauseVectors, sentence_clauses
from retriever.precedents.confidence import Calibration, confidences
from retriever.precedents.drafts import one_paragraph
from retriever.precedents.ranked import prepare_draft, rank_drafts
from retriever.precedents.scoring import encode_paragraph, score_precedents
from retriever.search import Searcher

DRAFT = "Urges Parties to publish maps of tropical peat before the next meeting;"


def labels(searcher: Searcher, row_ids: np.ndarray) -> list[str]:
    passages = searcher.snapshot.passages([int(row) for row in row_ids])
    return [passage.passage_id for passage in passages]


def ranked(searcher: Searcher, ranking: PrecedentRanking) -> list[str]:
    asked = encode_paragraph(searcher, one_paragraph(DRAFT))
    found = score_precedents(searcher, ranking, asked, top_k=10, allowed=None)
    return labels(searcher, found.candidates.dense.row_ids)


NOTHING = dict.fromkeys(
    (
        *("whole", "paraphrase", "paraphrase_sentence", "matter", "clauses", "inner"),
        *("inner_clauses", "drafted", "same_verb", "same_addressee"),
    ),
    0.0,
)


@pytest.mark.parametrize(
    ("weights", "first"),
    [
        ({"whole": 1.0}, "cbd-sbstta-40-l-3.en:1"),
        ({"whole": 0.001, "same_verb": 1.0}, "cbd-sbstta-40-l-3.en:1"),
        ({"matter": 1.0, "same_addressee": -1.0}, "cbd-cop-30-5.en:1"),
    ],
)
def test_each_weight_counts(searcher: Searcher, weights: dict[str, float], first: str) -> None:
    assert ranked(searcher, PrecedentRanking(**{**NOTHING, **weights}))[0] == first  # type: ignore[arg-type]


def test_fields_are_flags(searcher: Searcher) -> None:
    asked = encode_paragraph(searcher, one_paragraph(DRAFT))
    found = score_precedents(searcher, PrecedentRanking(), asked, top_k=10, allowed=None)
    names = labels(searcher, found.candidates.dense.row_ids)
    of = {
        name: dict(zip(names, values.tolist(), strict=True))
        for name, values in found.features.items()
    }
    assert of["same_verb"]["cbd-sbstta-40-l-3.en:1"] == 1.0
    assert of["same_verb"]["cbd-cop-dec-30-7.en:1"] == 0.0
    assert of["same_addressee"]["cbd-cop-dec-30-7.fr:1"] == 1.0
    assert of["drafted"]["cbd-cop-30-5.en:1"] == 0.0
    assert set(of) == set(NOTHING)


def test_scores_fall_and_every_allowed_row_is_there(searcher: Searcher) -> None:
    allowed = np.zeros(len(searcher.snapshot.row_ids), np.bool_)
    allowed[[0, 3, 8]] = True
    draft = prepare_draft(searcher, DRAFT, "en")
    (found,) = rank_drafts(searcher, [draft], top_k=10, allowed=allowed)
    assert sorted(found.row_ids.tolist()) == searcher.snapshot.row_ids[[0, 3, 8]].tolist()
    assert all(one >= other for one, other in zip(found.scores, found.scores[1:], strict=False))


def test_a_draft_without_letters_to_compare(searcher: Searcher) -> None:
    asked = encode_paragraph(searcher, one_paragraph("30/7"))
    assert len(
        score_precedents(searcher, PrecedentRanking(), asked, top_k=3, allowed=None).candidates
    )


def test_clauses_are_encoded_once() -> None:
    class Counting(HashEncoder):
        texts = 0

        def encode_passages(self, texts, *, progress=None):  # type: ignore[no-untyped-def]
            self.texts += len(texts)
            return super().encode_passages(texts, progress=progress)

    encoder, kept = Counting(), ClauseVectors()
    first = kept.of(["peat", "smoke", "peat"], encoder)
    assert encoder.texts == 2
    assert np.array_equal(first[0], first[2])
    assert np.array_equal(kept.of(["smoke"], encoder)[0], first[1])
    assert encoder.texts == 2
    assert kept.of([], encoder).shape == (0, encoder.identity.dimension)


def test_a_short_sentence_has_no_clauses_of_its_own() -> None:
    assert sentence_clauses("Peat burns.", "en") == ()
    assert (
        len(sentence_clauses("理事会确认必须加强协同增效，同时不妨碍各项公约的目标。", "zh")) == 2
    )


def test_confidence_is_a_logistic_function() -> None:
    numbers = Calibration(intercept=-2.0, near=3.0, tokens=1.0)
    near, tokens = np.array([0.5, 1.0], np.float32), np.array([0.5, 1.0], np.float32)
    assert confidences(near, tokens, numbers) == pytest.approx([0.5, 1 / (1 + np.exp(-2.0))])
    without = Calibration(intercept=-2.0, near=4.0)
    assert confidences(near, None, without) == pytest.approx([0.5, 1 / (1 + np.exp(-2.0))])
    assert confidences(near, None) == pytest.approx(1 / (1 + np.exp(4.02 - 10.02 * near)))


def test_an_evaluation_asks_drafts_as_drafts(searcher: Searcher, tmp_path: Path) -> None:
    (tmp_path / "qrels").mkdir()
    queries = [
        {"_id": "d", "text": DRAFT, "metadata": {"lang": "en", "kind": "precedent-draft"}},
        {"_id": "q", "text": "Who surveyed seagrass?", "metadata": {"lang": "en", "kind": "fact"}},
    ]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)))
    (tmp_path / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\nd\tcbd-sbstta-40-l-3.en:1\t1\nq\tcbd-cop-30-5.en:2\t1\n"
    )
    report = evaluate(searcher, tmp_path, drafts_as_precedents=True)
    plain = evaluate(searcher, tmp_path)
    assert report.ranked_as_precedents == ("d",)
    assert report.as_json()["ranked_as_precedents"] == ["d"]
    assert plain.ranked_as_precedents == ()
    assert report.query_scores["q"] == plain.query_scores["q"]
    assert np.array_equal(report.rankings["q"].scores, plain.rankings["q"].scores)
    assert not np.array_equal(report.rankings["d"].scores, plain.rankings["d"].scores)
    assert report.rankings["d"].passage_ids[0] == "cbd-sbstta-40-l-3.en:1"
