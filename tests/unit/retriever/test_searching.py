"""Search over a small collection: what is found, in which order, and how it is presented."""

from __future__ import annotations

import numpy as np
import pytest

from index.errors import InvalidParameter, InvalidQuery, UnknownField
from retriever.filter_syntax import parse_filter
from retriever.query import MAX_QUERY_LENGTH
from retriever.ranking import Ranking
from retriever.search import MAX_TOP_K, Searcher, SearchResponse

PASSAGES = 12  # five numbered units in English and in French, two in Chinese


def test_the_paragraph_that_answers_is_first_with_its_citation(searcher: Searcher) -> None:
    best = searcher.search("workshop on peatlands in Ushuaia").results[0]
    assert (best.rank, best.citation) == (1, "CBD/COP/30/5, para. 1")
    assert best.passage.text.startswith("The Secretariat held a workshop")


def test_the_best_sentence_is_highlighted_in_code_points(searcher: Searcher) -> None:
    best = searcher.search("how many experts attended?").results[0]
    (highlight,) = best.highlights
    assert best.passage.text[highlight.start : highlight.end] == "Forty experts attended it."


def test_a_sub_paragraph_comes_with_what_governs_it(searcher: Searcher) -> None:
    best = searcher.search("map of tropical peat").results[0]
    assert best.citation == "CBD/COP/30/5, para. 2 (a)"
    assert best.context == "I. PEATLANDS › To follow up, the Executive Secretary:"


def test_a_chinese_word_of_one_character_is_found_by_the_lexical_arm_alone(
    searcher: Searcher,
) -> None:
    best = searcher.search("鹮").results[0]
    assert best.passage.label == "2"
    assert best.passage.lang == "zh"


@pytest.mark.parametrize("name", ["CITES", "СИТЕС", "la CITES", "سايتس"])
def test_a_known_name_is_found_under_its_chinese_name(searching: object, name: str) -> None:
    best = searching().search(name).results[0]  # type: ignore[operator]
    assert (best.passage.lang, best.passage.label) == ("zh", "2")
    blind = searching(Ranking(concept_weight=0.0)).search(name, top_k=12)  # type: ignore[operator]
    found = {result.passage.passage_id: result for result in blind.results}
    assert found[best.passage.passage_id].signals["lexical"] == 0.0


@pytest.mark.parametrize("symbol", ["CBD/COP/30/5", "UNEP/CBD/COP/30/5"])
def test_every_result_names_its_arms(searcher: Searcher, symbol: str) -> None:
    for result in searcher.search(symbol).results:
        assert set(result.signals) == {"dense", "sentence", "tokens", "lexical", "feedback"}


def test_results_are_ordered_by_score_and_ranked_from_one(searcher: Searcher) -> None:
    results = searcher.search("peat", top_k=PASSAGES).results
    assert [result.rank for result in results] == list(range(1, PASSAGES + 1))
    scores = [result.score for result in results]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("top_k", [1, 4, 7, PASSAGES, MAX_TOP_K])
@pytest.mark.parametrize("candidate_k", [1, 3, 100])
def test_as_many_results_as_asked_or_as_exist(
    searching: object, top_k: int, candidate_k: int
) -> None:
    searcher = searching(Ranking(candidate_k=candidate_k))  # type: ignore[operator]
    found = searcher.search("peat", top_k=top_k).results
    assert len(found) == min(top_k, PASSAGES)
    assert len({result.passage.passage_id for result in found}) == len(found)


@pytest.mark.parametrize(
    ("where", "allowed"),
    [("lang = zh", 2), ("session = 30", 10), ("lang = fr and label prefix 2", 3), ("lang = xx", 0)],
)
def test_a_filter_never_starves_the_search(searcher: Searcher, where: str, allowed: int) -> None:
    # The question is in English: without the filter none of the first two is Chinese.
    response = searcher.search("workshop on peatlands", top_k=5, where=parse_filter(where))
    assert len(response.results) == min(5, allowed)


def test_collapsed_translations_are_one_result_that_names_the_others(searcher: Searcher) -> None:
    results = searcher.search(
        "workshop on peatlands in Ushuaia", top_k=PASSAGES, collapse_translations=True
    ).results
    assert len(results) == 7  # five paragraphs in two languages, two in one
    assert [result.rank for result in results] == list(range(1, 8))
    assert results[0].passage.lang == "en"
    (other,) = results[0].translations
    assert (other.lang, other.citation) == ("fr", "CBD/COP/30/5, para. 1")


def test_a_translation_is_named_however_far_down_it_ranks(searching: object) -> None:
    searcher = searching(Ranking(candidate_k=1))  # type: ignore[operator]
    (best,) = searcher.search(
        "workshop on peatlands in Ushuaia", top_k=1, collapse_translations=True
    ).results
    assert [other.lang for other in best.translations] == ["fr"]


def test_a_translation_outside_the_filter_is_not_named(searcher: Searcher) -> None:
    (best,) = searcher.search(
        "peatlands", top_k=1, where=parse_filter("lang = fr"), collapse_translations=True
    ).results
    assert best.translations == ()


@pytest.mark.parametrize("top_k", [1, 2, 6, 7])
def test_collapsing_still_fills_top_k(searching: object, top_k: int) -> None:
    searcher = searching(Ranking(candidate_k=1))  # type: ignore[operator]
    found = searcher.search("peat", top_k=top_k, collapse_translations=True).results
    assert len(found) == top_k


def test_plain_ranking_is_the_cosine_of_the_passage(searching: object) -> None:
    searcher = searching(Ranking.plain())  # type: ignore[operator]
    results = searcher.search("peat", top_k=PASSAGES).results
    (query,) = searcher.encoder.encode_queries(["peat"])
    vectors = searcher.snapshot.raw_dense.passages(np.arange(PASSAGES))
    cosines = np.array([result.signals["dense"] for result in results])
    assert cosines == pytest.approx(np.sort(vectors @ query)[::-1], abs=1e-3)
    scores = [result.score for result in results]
    lowest, best = cosines.min(), cosines.max()
    assert scores == pytest.approx((cosines - lowest) / (best - lowest), abs=1e-5)
    for result in results:
        signals = dict(result.signals)
        assert (signals["tokens"], signals["lexical"], signals["feedback"]) == (0.0, 0.0, 0.0)


def test_ranking_many_questions_is_searching_each(searcher: Searcher) -> None:
    questions = ["workshop on peatlands", "泥炭地讲习班", "herbiers marins"]
    ranked = searcher.rank(searcher.prepare(questions), top_k=5)
    for question, ranking in zip(questions, ranked, strict=True):
        expected = [result.passage for result in searcher.search(question, top_k=5).results]
        assert searcher.snapshot.passages(ranking.row_ids.tolist()) == expected


def test_a_pool_is_never_left(searcher: Searcher) -> None:
    pool = np.zeros(PASSAGES, np.bool_)
    pool[[3, 8]] = True
    (ranking,) = searcher.rank(searcher.prepare(["peat"]), top_k=10, allowed=pool)
    assert sorted(searcher.snapshot.positions(ranking.row_ids)) == [3, 8]


def test_the_same_question_gives_the_same_answer(searcher: Searcher) -> None:
    def ids(response: SearchResponse) -> list[str]:
        return [result.passage.passage_id for result in response.results]

    first = ids(searcher.search("peat", top_k=PASSAGES))
    assert first == ids(searcher.search("peat", top_k=PASSAGES))


@pytest.mark.parametrize("text", ["???", "§ ¶ …", "42", "🙂"])
def test_a_question_of_symbols_only_is_answered(searcher: Searcher, text: str) -> None:
    assert len(searcher.search(text, top_k=3).results) == 3


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\x01", "\u3000"])
def test_an_empty_question_is_refused(searcher: Searcher, text: str) -> None:
    with pytest.raises(InvalidQuery, match="empty"):
        searcher.search(text)


def test_a_question_of_a_hundred_thousand_characters_is_refused(searcher: Searcher) -> None:
    with pytest.raises(InvalidQuery, match="100,000 characters") as caught:
        searcher.search("peat " * 20_000)
    assert f"{MAX_QUERY_LENGTH:,}" in caught.value.message


def test_a_question_longer_than_the_encoder_reads_is_answered_with_a_warning(
    searcher: Searcher,
) -> None:
    assert searcher.search("peat").warnings == ()
    (warning,) = searcher.search("peat " * 1_000).warnings
    assert "beginning" in warning


@pytest.mark.parametrize("top_k", [0, -1, MAX_TOP_K + 1, 1_000_000])
def test_top_k_is_bounded(searcher: Searcher, top_k: int) -> None:
    with pytest.raises(InvalidParameter, match="top_k"):
        searcher.search("peat", top_k=top_k)


def test_an_unknown_field_is_an_error_not_an_empty_answer(searcher: Searcher) -> None:
    with pytest.raises(UnknownField, match="sesion"):
        searcher.search("peat", where=parse_filter("sesion = 30"))
