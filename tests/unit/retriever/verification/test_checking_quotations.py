"""One quotation against one citation, over the small collection in three languages."""

from __future__ import annotations

import pytest

from index.errors import InvalidQuery
from retriever.search import Searcher
from retriever.verification import Judgement, Verdict, verify

PARA_1 = "CBD/COP/30/5, para. 1"
PARA_3 = "CBD/COP/30/5, para. 3"


def found(verdict: Verdict) -> list[str]:
    return [span.at.passage.passage_id for span in verdict.found]


def test_exact(searcher: Searcher) -> None:
    verdict = verify(searcher, "“Forty experts attended it.”", PARA_1)
    assert verdict.judgement is Judgement.EXACT
    (span,) = verdict.found
    assert span.at.passage.passage_id == "cbd-cop-30-5.en:1"
    assert span.at.passage.text[span.start : span.end] == "Forty experts attended it"
    assert span.at.citation == PARA_1
    assert verdict.similarity == 1.0
    assert verdict.warnings == ()
    assert verdict.explanation == f"The words quoted stand in {PARA_1} (en)."
    assert {one.passage.passage_id for one in verdict.cited} == {
        "cbd-cop-30-5.en:1",
        "cbd-cop-30-5.fr:1",
    }


def test_a_citation_in_no_language_covers_all_versions(searcher: Searcher) -> None:
    verdict = verify(searcher, "Quarante experts y ont participé", PARA_1)
    assert verdict.judgement is Judgement.EXACT
    assert found(verdict) == ["cbd-cop-30-5.fr:1"]


def test_near_with_a_changed_number(searcher: Searcher) -> None:
    verdict = verify(searcher, "surveyed by divers off Zanzibar in 2013", PARA_3)
    assert verdict.judgement is Judgement.NEAR
    assert verdict.warnings == ("a number differs: 2031 → 2013",)
    (change,) = [one for one in verdict.differences if one.kind != "equal"]
    assert (change.printed, change.quoted, change.passage_id) == (
        "2031",
        "2013",
        "cbd-cop-30-5.en:3",
    )


def test_near_with_a_changed_number_in_brackets_at_the_end(searcher: Searcher) -> None:
    for quotation in (
        "off Zanzibar in [2013].",
        "off Zanzibar in [2013]",
        "off Zanzibar in［2013］",
    ):
        verdict = verify(searcher, f"Seagrass meadows were surveyed by divers {quotation}", PARA_3)
        assert verdict.judgement is Judgement.NEAR
        assert verdict.warnings == ("a number differs: 2031 → 2013",)


def test_translation_is_the_version_that_is_not_cited(searcher: Searcher) -> None:
    verdict = verify(searcher, "Quarante experts y ont participé", "cbd-cop-30-5.en:1")
    assert verdict.judgement is Judgement.TRANSLATION
    assert found(verdict) == ["cbd-cop-30-5.fr:1"]
    assert verdict.explanation == (
        f"The quotation is the fr version of what is cited: {PARA_1} (fr)."
    )


def test_elsewhere_gives_the_right_citation(searcher: Searcher) -> None:
    verdict = verify(searcher, "Seagrass meadows were surveyed by divers", PARA_1)
    assert verdict.judgement is Judgement.ELSEWHERE
    assert verdict.found[0].at.citation == PARA_3
    assert verdict.explanation == (
        f"The citation is wrong: the quotation stands in {PARA_3} (en), not in {PARA_1}."
    )


def test_the_paragraph_next_to_the_cited_one_is_elsewhere(searcher: Searcher) -> None:
    verdict = verify(searcher, "Wrote to the Basel Convention about smoke", PARA_3)
    assert verdict.judgement is Judgement.ELSEWHERE
    assert found(verdict) == ["cbd-cop-30-5.en:2(b)"]


def test_absent_names_the_nearest(searcher: Searcher) -> None:
    verdict = verify(searcher, "The Secretariat baked a workshop cake in Oslo and ate it", PARA_1)
    assert verdict.judgement is Judgement.ABSENT
    assert found(verdict) == ["cbd-cop-30-5.en:1"]
    assert 0.0 < verdict.similarity < 0.6
    assert verdict.differences == ()


@pytest.mark.parametrize(
    ("quotation", "citation", "passages"),
    [
        ("the Executive Secretary: (b) Wrote to the Basel Convention", "para. 2 (b)", "2 2(b)"),
        ("the Executive Secretary: Published a map of tropical peat.", "para. 2", "2 2(a)"),
        ("Published a map of tropical peat", "para. 2", "2(a)"),
        ("every year; (b) Wrote to the Basel Convention", "para. 2 (a)", "2(a) 2(b)"),
        ("I. Peatlands 1. The Secretariat held a workshop", "para. 1", "1"),
        ("from burning peat. II. Seagrass. 3. Seagrass meadows were", "para. 3", "2(b) 3"),
        ("Forty experts attended it", "paras. 1–3", "1"),
        ("attended it. To follow up, the Executive Secretary", "paras. 1–2", "1 2"),
    ],
)
def test_exact_over_several_passages(
    searcher: Searcher, quotation: str, citation: str, passages: str
) -> None:
    verdict = verify(searcher, quotation, f"CBD/COP/30/5, {citation}")
    assert verdict.judgement is Judgement.EXACT, verdict.explanation
    assert found(verdict) == [f"cbd-cop-30-5.en:{label}" for label in passages.split()]


def test_without_a_citation_it_is_found(searcher: Searcher) -> None:
    verdict = verify(searcher, "Forty experts attended it")
    assert (verdict.judgement, found(verdict)) == (Judgement.EXACT, ["cbd-cop-30-5.en:1"])
    near = verify(searcher, "Fifty experts attended it at Ushuaia", "")
    assert near.judgement in (Judgement.NEAR, Judgement.ABSENT)
    assert verify(searcher, "nothing of the kind was said").judgement is Judgement.ABSENT


def test_a_citation_of_nothing_is_named(searcher: Searcher) -> None:
    verdict = verify(searcher, "Forty experts attended it", "CBD/COP/30/5, para. 77")
    assert verdict.judgement is Judgement.ELSEWHERE
    assert verdict.citation_problem
    assert verdict.citation_problem in verdict.explanation
    absent = verify(searcher, "Sixty zebras danced a waltz", "CBD/COP/99/1, para. 77")
    assert absent.judgement is Judgement.ABSENT
    assert absent.citation_problem


def test_a_whole_document_may_be_cited(searcher: Searcher) -> None:
    right = verify(searcher, "Forty experts attended it", "CBD/COP/30/5")
    assert right.judgement is Judgement.EXACT
    wrong = verify(searcher, "Forty experts attended it", "CBD/SBSTTA/40/2")
    assert wrong.judgement is Judgement.ELSEWHERE


def test_one_word(searcher: Searcher) -> None:
    verdict = verify(searcher, "seagrass", PARA_3)
    assert verdict.judgement is Judgement.EXACT
    assert verdict.explanation == f"The word quoted stands in {PARA_3} (en)."
    assert verify(searcher, "trombone", PARA_3).judgement is Judgement.ABSENT


def test_a_heading_alone(searcher: Searcher) -> None:
    verdict = verify(searcher, "II. Seagrass", PARA_3)
    assert verdict.judgement is Judgement.EXACT
    assert [(span.at.passage.label, span.start, span.end) for span in verdict.found] == [
        ("3", 0, 0)
    ]


def test_chinese(searcher: Searcher) -> None:
    verdict = verify(searcher, "秘书处在昆明举办了泥炭地讲习班", "CBD/SBSTTA/40/2 第1段")
    assert verdict.judgement is Judgement.EXACT
    changed = verify(searcher, "秘书处在昆明没有举办泥炭地讲习班", "CBD/SBSTTA/40/2 第1段")
    assert changed.judgement is Judgement.NEAR
    assert any("negation was added" in warning for warning in changed.warnings)


def test_an_empty_quotation_is_refused(searcher: Searcher) -> None:
    with pytest.raises(InvalidQuery):
        verify(searcher, " “…” ", PARA_1)


def test_what_is_too_short_to_be_looked_for_is_not_said_to_be_nowhere(searcher: Searcher) -> None:
    too_short = "the quotation is too short, or its words too common, to tell where it stands."
    assert verify(searcher, "the").explanation == too_short.capitalize()
    assert verify(searcher, "of the", "para. 99").explanation.endswith(f"; {too_short}")
    assert "stands in no passage" in verify(searcher, "zeppelin").explanation
    assert verify(searcher, "the", PARA_1).judgement is Judgement.EXACT
