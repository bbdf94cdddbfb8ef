"""Precedents of a draft: ranked, compared, with their status, or said not to be there."""

from __future__ import annotations

import pytest

from index.errors import InvalidParameter, InvalidQuery
from retriever.filter_syntax import parse_filter
from retriever.precedents import (
    MAX_PRECEDENTS,
    ParagraphPrecedents,
    PrecedentOptions,
    Strength,
    find_precedents,
)
from retriever.precedents.confidence import LEAST_CONFIDENCE
from retriever.search import Searcher

DRAFT = "Encourages Parties to publish maps of tropical peat before the next meeting;"


def found(searcher: Searcher, draft: str = DRAFT, **options: object) -> ParagraphPrecedents:
    (paragraph,) = find_precedents(
        searcher,
        draft,
        options=PrecedentOptions(**options),  # type: ignore[arg-type]
    ).paragraphs
    return paragraph


def ids(paragraph: ParagraphPrecedents) -> list[str]:
    return [one.passage.passage_id for one in paragraph.precedents]


def test_the_same_words_come_first_and_language_versions_once(searcher: Searcher) -> None:
    paragraph = found(searcher)
    first = paragraph.precedents[0]
    assert first.passage.passage_id == "cbd-cop-dec-30-7.en:1"
    assert [one.lang for one in first.translations] == ["fr"]
    assert "cbd-cop-dec-30-7.fr:1" not in ids(paragraph)
    assert paragraph.is_found
    assert paragraph.nearest is None
    assert first.confidence >= LEAST_CONFIDENCE
    assert [one.rank for one in paragraph.precedents] == list(
        range(1, len(paragraph.precedents) + 1)
    )


def test_shown_in_the_draft_s_language(searcher: Searcher) -> None:
    draft = "Encourage les Parties à publier des cartes de la tourbe tropicale ;"
    assert ids(found(searcher, draft))[0] == "cbd-cop-dec-30-7.fr:1"


def test_verbs_and_their_strength(searcher: Searcher) -> None:
    by_id = {one.passage.passage_id: one for one in found(searcher).precedents}
    adopted, limited = by_id["cbd-cop-dec-30-7.en:1"], by_id["cbd-sbstta-40-l-3.en:1"]
    assert adopted.verb is not None
    assert (adopted.verb.key, adopted.strength_compared) == ("encourages", Strength.SAME)
    assert limited.strength_compared is Strength.STRONGER
    assert by_id["cbd-cop-30-5.en:1"].verb is None
    assert by_id["cbd-cop-30-5.en:1"].strength_compared is None


def test_status_is_always_told(searcher: Searcher) -> None:
    by_id = {one.passage.passage_id: one.status for one in found(searcher).precedents}
    assert by_id["cbd-cop-dec-30-7.en:1"] == "adopted"
    assert by_id["cbd-sbstta-40-l-3.en:1"] == "draft"
    assert by_id["cbd-sbstta-40-l-3.en:2"] == "bracketed"
    assert by_id["cbd-cop-30-5.en:1"] == ""
    limited = found(searcher, where=parse_filter("status = draft"))
    assert "draft text" in limited.explanation


@pytest.mark.parametrize(
    ("strength", "first", "compared"),
    [
        (Strength.STRONGER, "cbd-sbstta-40-l-3.en:1", {Strength.STRONGER}),
        (Strength.SAME, "cbd-cop-dec-30-7.en:1", {Strength.SAME}),
        (Strength.WEAKER, "cbd-cop-dec-30-7.en:pp1", {Strength.WEAKER}),
    ],
)
def test_the_same_content_with_another_verb(
    searcher: Searcher, strength: Strength, first: str, compared: set[Strength]
) -> None:
    paragraph = found(searcher, strength=strength)
    assert ids(paragraph)[0] == first
    assert {one.strength_compared for one in paragraph.precedents} == compared


def test_strength_without_a_verb_is_said(searcher: Searcher) -> None:
    paragraph = found(searcher, "maps of tropical peat", strength=Strength.STRONGER)
    assert paragraph.precedents
    assert "no operative or preambular verb" in paragraph.warnings[0]


def test_own_body_first(searcher: Searcher) -> None:
    assert ids(found(searcher, body="COP"))[0] == "cbd-cop-dec-30-7.en:1"
    assert ids(found(searcher, body="sbstta"))[0] == "cbd-sbstta-40-l-3.en:1"
    response = find_precedents(searcher, DRAFT, options=PrecedentOptions(body="WGRI"))
    assert response.warnings == (
        "no passage is of the body 'WGRI'; the bodies here are: COP, SBSTTA",
    )


def test_words_that_differ(searcher: Searcher) -> None:
    draft = "Encourages Parties to publish maps of coastal peat before the next meeting;"
    first = found(searcher, draft).precedents[0]
    (changed,) = [one for one in first.difference.operations if one.kind != "equal"]
    assert changed.kind == "replace"
    assert draft[changed.draft.start : changed.draft.end] == "coastal"
    assert first.passage.text[changed.passage.start : changed.passage.end] == "tropical"


def test_sentences_side_by_side_across_languages(searcher: Searcher) -> None:
    draft = "Encourages Parties to publish maps;"
    first = found(searcher, draft, where=parse_filter("lang = fr")).precedents[0]
    assert first.difference.operations == ()
    (pair,) = first.difference.sentences
    assert draft[pair.draft.start : pair.draft.end] == "publish maps"
    assert 0 <= pair.passage.start < pair.passage.end <= len(first.passage.text)


def test_no_precedent_says_what_was_searched(searcher: Searcher) -> None:
    paragraph = found(searcher, "Congratulates the winners of the chess tournament in Baku;")
    assert not paragraph.is_found
    assert paragraph.nearest is not None
    assert paragraph.nearest.confidence < LEAST_CONFIDENCE
    searched = paragraph.searched
    assert searched.bodies == ("COP", "SBSTTA")
    assert searched.sessions == ("COP 30", "SBSTTA 40")
    assert searched.languages == ("en", "fr")
    assert (searched.documents, searched.passages) == (4, 10)
    assert paragraph.explanation.startswith(
        "Nothing in 10 passages of 4 documents of COP 30, SBSTTA 40, in en, fr says this; "
        "the nearest is"
    )


def test_nothing_may_be_searched(searcher: Searcher) -> None:
    paragraph = found(searcher, where=parse_filter("session > 99"))
    assert paragraph.precedents == ()
    assert paragraph.nearest is None
    assert not paragraph.is_found
    assert paragraph.searched.passages == 0


def test_as_many_as_asked_for_and_no_more(searcher: Searcher) -> None:
    assert len(found(searcher, top_k=2).precedents) == 2
    assert len(found(searcher, top_k=MAX_PRECEDENTS).precedents) == 7  # three are versions
    for top_k in (0, MAX_PRECEDENTS + 1):
        with pytest.raises(InvalidParameter, match="top_k"):
            found(searcher, top_k=top_k)


def test_a_whole_draft_with_progress(searcher: Searcher) -> None:
    finished: list[int] = []
    draft = f"1. {DRAFT}\n2. Requests the Executive Secretary to write about smoke;\n"
    response = find_precedents(searcher, draft, progress=finished.append)
    assert [one.paragraph.label for one in response.paragraphs] == ["1", "2"]
    assert finished == [1, 1]
    assert response.took_ms > 0


def test_the_same_draft_gives_the_same_answer(searcher: Searcher) -> None:
    one, other = found(searcher), found(searcher)
    assert one.precedents == other.precedents


def test_an_empty_draft_is_refused(searcher: Searcher) -> None:
    with pytest.raises(InvalidQuery, match="empty"):
        find_precedents(searcher, " \n ")


def test_the_draft_s_own_words_come_before_what_is_near(searcher: Searcher) -> None:
    for top_k in (1, 3, 10):
        first = found(searcher, top_k=top_k).precedents[0]
        assert first.passage.passage_id == "cbd-cop-dec-30-7.en:1"
        assert first.difference.is_verbatim


def test_what_is_said_does_not_hang_on_how_many_are_wanted(searcher: Searcher) -> None:
    for draft in (DRAFT, "Declares the moon a reserve for quiet;"):
        told = [found(searcher, draft, top_k=top_k) for top_k in (1, 2, 5)]
        assert len({(one.explanation, one.is_found) for one in told}) == 1


def test_no_answer_names_what_narrowed_it(searcher: Searcher) -> None:
    draft = "Encourages lunar crews to grow tomatoes;"
    limited = found(
        searcher, draft, strength=Strength.STRONGER, where=parse_filter("lang = en")
    ).explanation
    assert "with a stronger verb that the filter allows, says this" in limited
    verbless = found(searcher, "Lunar crews that grow tomatoes", strength=Strength.STRONGER)
    assert "verb" not in verbless.explanation
    none = found(searcher, where=parse_filter("session > 99")).explanation
    assert none == "No passage may be searched: the collection has none that the filter allows"


def test_what_changes_the_meaning_is_noted(searcher: Searcher) -> None:
    draft = "Encourages Parties not to publish maps of tropical peat before the next meeting;"
    (note,) = found(searcher, draft).precedents[0].difference.notes
    assert "negation" in note


def test_a_long_draft_in_parts(searcher: Searcher) -> None:
    draft = "\n".join(f"{number}. Urges Parties to act at time {number};" for number in range(1, 8))

    def labels(first: int, count: int | None) -> list[str]:
        response = find_precedents(
            searcher, draft, options=PrecedentOptions(first=first, count=count)
        )
        assert response.total == 7
        return [one.paragraph.label for one in response.paragraphs]

    assert labels(0, None) == ["1", "2", "3", "4", "5", "6", "7"]
    assert labels(0, 3) == ["1", "2", "3"]
    assert labels(5, 3) == ["6", "7"]
    assert labels(9, 3) == []
    for first, count in ((-1, None), (0, 0)):
        with pytest.raises(InvalidParameter, match="first is"):
            labels(first, count)
