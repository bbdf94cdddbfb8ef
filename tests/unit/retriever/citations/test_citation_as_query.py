"""A question that is a citation: what it names comes first, then what is ranked."""

from __future__ import annotations

import numpy as np
import pytest

from index.encoders.hashing import HashEncoder
from index.snapshot import Snapshot
from retriever.filter_syntax import parse_filter
from retriever.search import Searcher


@pytest.fixture(scope="module")
def searcher(snapshot: Snapshot) -> Searcher:
    return Searcher(snapshot, HashEncoder())


def found(searcher: Searcher, text: str, **options: object) -> list[str]:
    response = searcher.search(text, **options)  # type: ignore[arg-type]
    return [result.passage.passage_id for result in response.results]


@pytest.mark.parametrize(
    ("text", "citation", "first"),
    [
        (
            "CBD/COP/30/5, para. 2 (a)",
            "CBD/COP/30/5, para. 2 (a)",
            ["cbd-cop-30-5.en:2(a)", "unep-cbd-cop-30-5.fr:2(a)"],
        ),
        (
            "第15/4号决定第2段",
            "CBD/COP/DEC/15/4, para. 2",
            ["cbd-cop-dec-15-4.en:2"],
        ),
        (
            "paragraphs 2 and 1 of CBD/SBI/9/3",
            "CBD/SBI/9/3, para. 2, para. 1",
            ["cbd-sbi-9-3.en:2", "cbd-sbi-9-3.en:1"],
        ),
        ("seagrass:2", "Note on article 8(j), seagrass, para. 2", ["seagrass:2"]),
    ],
)
def test_what_is_cited_comes_first(
    searcher: Searcher, text: str, citation: str, first: list[str]
) -> None:
    response = searcher.search(text, top_k=5)
    ids = [result.passage.passage_id for result in response.results]
    assert (response.citation, response.warnings) == (citation, ())
    assert ids[: len(first)] == first
    assert len(ids) == len(set(ids)) == 5
    cited = [result.signals.get("citation") for result in response.results]
    assert cited == [1.0] * len(first) + [None] * (5 - len(first))
    scores = [result.score for result in response.results]
    assert scores == sorted(scores, reverse=True)
    assert [result.rank for result in response.results] == [1, 2, 3, 4, 5]


def test_a_range_is_cut_where_the_results_end(searcher: Searcher) -> None:
    assert found(searcher, "decision 15/4, annex, paras. 1–2", top_k=1) == [
        "cbd-cop-dec-15-4.en:annex/1"
    ]


def test_the_filter_holds_for_what_is_cited(searcher: Searcher) -> None:
    where = parse_filter("lang = fr")
    response = searcher.search("CBD/COP/30/5, para. 2 (a)", where=where)
    assert {result.passage.lang for result in response.results} == {"fr"}
    assert response.results[0].passage.passage_id == "unep-cbd-cop-30-5.fr:2(a)"
    response = searcher.search("decision 15/4, para. 2", where=where)
    assert response.citation == "CBD/COP/DEC/15/4, para. 2"
    assert response.warnings == ("the filter leaves out what CBD/COP/DEC/15/4, para. 2 names",)


def test_collapsed_translations_show_what_is_cited_once(searcher: Searcher) -> None:
    response = searcher.search(
        "par. 2 a) du document CBD/COP/30/5",
        top_k=3,
        collapse_translations=True,
        reader_langs=["fr"],
    )
    labels = [result.passage.label for result in response.results]
    assert labels[0] == "2(a)"
    assert len(response.results) == 3


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("CBD/COP/30/5, para. 2 (c)", "near it: para. 2 (b); para. 2 (a)"),
        ("decision 15/5, para. 2", "CBD/COP/DEC/15/4"),
        ("para. 2", "may mean a paragraph of 4 documents"),
    ],
)
def test_what_names_nothing_is_told_and_ranked(searcher: Searcher, text: str, warning: str) -> None:
    response = searcher.search(text, top_k=3)
    assert response.citation == ""
    assert warning in response.warnings[0]
    assert len(response.results) == 3


@pytest.mark.parametrize("text", ["CBD/COP/30/5", "workshop", "Who wrote para. 2 of CBD/COP/30/5?"])
def test_other_questions_are_ranked_as_ever(searcher: Searcher, text: str) -> None:
    response = searcher.search(text)
    assert (response.citation, response.warnings) == ("", ())
    assert all("citation" not in result.signals for result in response.results)


def test_evaluation_ranks_what_is_cited_first_too(searcher: Searcher) -> None:
    snapshot = searcher.snapshot
    wanted = snapshot.row_id("cbd-sbi-9-3.en:2")
    queries = searcher.prepare(["CBD/SBI/9/3, para. 2", "workshop"])
    everything, _ = searcher.rank(queries, top_k=100)
    assert everything.row_ids[0] == wanted
    assert sorted(everything.row_ids.tolist()) == snapshot.row_ids.tolist()
    allowed = snapshot.row_ids != wanted
    without, _ = searcher.rank(queries, top_k=100, allowed=np.asarray(allowed))
    assert wanted not in without.row_ids
    assert len(without.row_ids) == len(snapshot.row_ids) - 1
