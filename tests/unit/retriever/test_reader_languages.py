"""The version that a reader is shown, where translations are collapsed."""

from __future__ import annotations

import pytest

from index.errors import InvalidParameter
from retriever.ranking import Ranking
from retriever.reader import preferred, read_langs
from retriever.search import Searcher

QUESTION = "workshop on peatlands in Ushuaia"


@pytest.mark.parametrize(
    ("langs", "reader", "place"),
    [
        (["en", "fr"], ["fr"], 1),
        (["en", "fr"], ["FR"], None),
        (["en", "fr", "zh"], ["zh-Hans", "fr"], 2),
        (["zh", "zh-Hans"], ["zh-hans"], 1),
        (["zh-Hant", "en"], ["zh"], 0),
        (["en", "fr"], ["ru", "fr", "en"], 1),
        (["en", "fr"], ["ru"], None),
        (["en", "fr"], [], None),
    ],
)
def test_preference(langs: list[str], reader: list[str], place: int | None) -> None:
    assert preferred(langs, reader) == place


def test_tags_are_read_in_any_case() -> None:
    assert read_langs(["FR", "zh-Hans"]) == ("fr", "zh-hans")


@pytest.mark.parametrize("tags", [["french!"], [""], ["f"], ["x" * 9], ["fr"] * 21])
def test_what_is_no_tag_is_refused(tags: list[str]) -> None:
    with pytest.raises(InvalidParameter, match="reader_langs"):
        read_langs(tags)


@pytest.mark.parametrize("ranking", [Ranking(), Ranking.plain()], ids=["default", "plain"])
@pytest.mark.parametrize(("langs", "shown"), [((), "en"), (("fr",), "fr"), (("ru", "fr"), "fr")])
def test_the_version_shown(searching, ranking: Ranking, langs: tuple[str, ...], shown: str) -> None:
    searcher: Searcher = searching(ranking)
    plain = searcher.search(QUESTION, top_k=3, collapse_translations=True)
    found = searcher.search(
        QUESTION, top_k=3, collapse_translations=True, reader_langs=langs
    ).results
    first = next(one for one in found if one.passage.label == "1" and one.document.lang != "zh")
    assert first.passage.lang == shown
    assert {one.lang for one in first.translations} == {"en", "fr"} - {shown}
    (highlight,) = first.highlights
    assert first.passage.text[highlight.start : highlight.end]
    assert [(one.rank, one.score) for one in found] == [
        (one.rank, one.score) for one in plain.results
    ]


def test_no_language_of_the_reader_shows_the_best_version(searching) -> None:
    searcher: Searcher = searching()
    (found,) = searcher.search(
        QUESTION, top_k=1, collapse_translations=True, reader_langs=["ru"]
    ).results
    (best,) = searcher.search(QUESTION, top_k=1).results
    assert found.passage.passage_id == best.passage.passage_id


def test_a_bad_tag_is_refused_before_anything_is_searched(searching) -> None:
    with pytest.raises(InvalidParameter):
        searching().search(QUESTION, reader_langs=["??"])


def test_a_language_implies_that_translations_collapse(searching) -> None:
    searcher: Searcher = searching()
    asked = searcher.search(QUESTION, top_k=3, reader_langs=["fr"], facets=["lang"])
    both = searcher.search(
        QUESTION, top_k=3, reader_langs=["fr"], facets=["lang"], collapse_translations=True
    )
    assert (asked.results, asked.facets) == (both.results, both.facets)
    assert any(one.translations for one in asked.results)
