"""Citations taken apart, without a collection."""

from __future__ import annotations

import pytest

from retriever.citations import CitationRequest, CitedPlace, parse_citation
from retriever.citations.reading import is_citation
from retriever.citations.writing import cited_place

NOTE = "UNEP/CBD/COP/11/17"


@pytest.mark.parametrize(
    ("text", "work", "label"),
    [
        (f"{NOTE}, para. 41 (c)", NOTE, "41(c)"),
        (f"{NOTE}, paragraph 41(c)(ii)", NOTE, "41(c)(ii)"),
        (f"para. 41 of {NOTE}", NOTE, "41"),
        (f"paragraph 41 of document {NOTE}", NOTE, "41"),
        (f"See {NOTE}, para. 41.", NOTE, "41"),
        (f"({NOTE}, para. 41)", NOTE, "41"),
        (f"{NOTE} para 41", NOTE, "41"),
        ("COP/11/17 §41(c)", "COP/11/17", "41(c)"),
        (f"{NOTE} 第41(c)段", NOTE, "41(c)"),
        (f"{NOTE}，第４１（ｃ）段", NOTE, "41(c)"),
        (f"{NOTE}号文件第41段", NOTE, "41"),
        (f"见{NOTE}，第41段", NOTE, "41"),
        (f"{NOTE}, par. 41 c)", NOTE, "41(c)"),
        (f"paragraphe 41 c) du document {NOTE}", NOTE, "41(c)"),
        (f"{NOTE}, párr. 44 b)", NOTE, "44(b)"),
        (f"párrafo 44 b) del documento {NOTE}", NOTE, "44(b)"),
        (f"{NOTE}, п. 41 c)", NOTE, "41(c)"),
        (f"пункт 41 документа {NOTE}", NOTE, "41"),
        (f"{NOTE}، الفقرة 41 (c)", NOTE, "41(c)"),
        (f"الفقرة 41 (ج) من الوثيقة {NOTE}", NOTE, "41(c)"),
        ("A/81/6 (Sect. 14), para. 14.3", "A/81/6 (Sect. 14)", "14.3"),
        ("§ 7", "", "7"),
        ("decision 14/34, paragraph 6", "decision 14/34", "6"),
        ("decision X/20, paragraph 6", "decision X/20", "6"),
        ("paragraph 6 of decision 14/34", "decision 14/34", "6"),
        ("第X/20号决定第6段", "第X/20号决定", "6"),
        ("décision X/20, par. 6", "décision X/20", "6"),
        ("параграф 6", "параграф 6", ""),
        (NOTE, NOTE, ""),
        ("Note on seagrass, para. 4", "Note on seagrass", "4"),
        (f"{NOTE}#41(c)", NOTE, "41(c)"),
        (f"{NOTE}, para. 3, annex I", NOTE, "annex-1/3"),
        ("annex to decision X/20, paragraph 2", "decision X/20", "annex/2"),
        ("annex II to decision X/20, paragraph 2", "decision X/20", "annex-2/2"),
        ("annexe à la décision X/20, paragraphe 2", "décision X/20", "annex/2"),
        ("anexo de la decisión X/20, párrafo 2", "decisión X/20", "annex/2"),
        ("приложение к решению 14/34, пункт 2", "решению 14/34", "annex/2"),
        ("مرفق المقرر 14/34، الفقرة 2", "المقرر 14/34", "annex/2"),
        (f"{NOTE}, appendix, para. 1.1", NOTE, "appendix/1.1"),
        ("appendix II, paragraph 4", "", "appendix-2/4"),
        (f"paragraph 4 of appendix II to {NOTE}", NOTE, "appendix-2/4"),
        (f"{NOTE}, para. 3, appendix I", NOTE, "appendix-1/3"),
        (f"{NOTE}, appendix-1/3", NOTE, "appendix-1/3"),
        ("appendix to decision X/20, paragraph 2", "decision X/20", "appendix/2"),
        ("appendice à la décision X/20, paragraphe 2", "décision X/20", "appendix/2"),
        ("apéndice de la decisión X/20, párrafo 2", "decisión X/20", "appendix/2"),
        ("добавление к решению 14/34, пункт 2", "решению 14/34", "appendix/2"),
        ("تذييل المقرر 14/34، الفقرة 2", "المقرر 14/34", "appendix/2"),
        ("Appendix of tides, para. 2", "Appendix of tides", "2"),
        (f"{NOTE}, draft decision, para. 2", NOTE, "draft/2"),
        (f"{NOTE}, para. 71, draft decision, para. 2", NOTE, "71/2"),
        (f"{NOTE} 41(c)", NOTE, "41(c)"),
        (f"{NOTE}, 41 (c)", NOTE, "41(c)"),
        (f"{NOTE}, 41", NOTE, "41"),
        (f"{NOTE} 41", f"{NOTE} 41", ""),
        (f"{NOTE}, PP3", NOTE, "pp3"),
        (f"{NOTE}, annex-1/3(a)", NOTE, "annex-1/3(a)"),
        (f"{NOTE} #71/2", NOTE, "71/2"),
        (f"{NOTE}, para. 71/2", NOTE, "71/2"),
        ("resolution 1325 (2000)", "resolution 1325 (2000)", ""),
    ],
)
def test_a_citation_is_taken_apart(text: str, work: str, label: str) -> None:
    places = (CitedPlace(label),) if label else ()
    assert parse_citation(text) == CitationRequest(work, places)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("paras. 5–7", (CitedPlace("5", "7"),)),
        ("paras. 4, 8 and 11", (CitedPlace("4"), CitedPlace("8"), CitedPlace("11"))),
        ("para. 4 and para. 8", (CitedPlace("4"), CitedPlace("8"))),
        ("第4段和第8段", (CitedPlace("4"), CitedPlace("8"))),
        ("appendix I, paras. 3–4", (CitedPlace("appendix-1/3", "appendix-1/4"),)),
        ("paras. 3 and 4, annex I", (CitedPlace("annex-1/3"), CitedPlace("annex-1/4"))),
    ],
)
def test_lists_and_ranges(text: str, places: tuple[CitedPlace, ...]) -> None:
    assert parse_citation(f"{NOTE}, {text}") == CitationRequest(NOTE, places)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        (
            "/akn/un/doc/document/cbd-cop/2012-10-19/UNEP-CBD-COP-11-17/zho@/!main#para_41",
            CitationRequest("UNEP-CBD-COP-11-17", (CitedPlace("41"),), "zh"),
        ),
        (
            "https://example.org/akn/un/doc/document/cbd-cop/nn/CBD-COP-11-17/!main~para_5->para_7",
            CitationRequest("CBD-COP-11-17", (CitedPlace("5", "7"),)),
        ),
        ("/akn/un/doc/document/cbd-cop/nn/CBD-COP-11-17", CitationRequest("CBD-COP-11-17")),
        ("/d/CBD/COP/11/17#para_41_c", CitationRequest("CBD/COP/11/17", (CitedPlace("41(c)"),))),
        (
            "[A/81/6 (Sect. 14), para. 14.3](/d/A/81/6%20%28Sect.%2014%29#para_14.3)",
            CitationRequest("A/81/6 (Sect. 14)", (CitedPlace("14.3"),)),
        ),
        (
            "cbd/cop/11/17#5–7",
            CitationRequest("cbd/cop/11/17", (CitedPlace("5", "7"),)),
        ),
    ],
)
def test_links_and_identifiers(text: str, request_: CitationRequest) -> None:
    assert parse_citation(text) == request_


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (f"{NOTE}, para. 41", True),
        ("decision X/20, para. 6", True),
        ("para. 41", True),
        (NOTE, False),
        (f"What does para. 41 of {NOTE} say?", False),
        ("Note on seagrass, para. 4", False),
        ("", False),
    ],
)
def test_nothing_but_a_citation(text: str, is_one: bool) -> None:
    assert is_citation(parse_citation(text)) is is_one


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ru", "ar", "zh"])
@pytest.mark.parametrize(
    "label",
    [
        *("appendix/1.1", "appendix-2/4(a)", "appendix-1/art-2/1", "appendix/part-2/1"),
        *("decision-2/2", "decision-2/pp1", "decision-2/draft-1/2", "decision-2/part-2/1"),
        *("decision-2/annex/1", "decision-2/annex-3/art-2/1", "decision-2/appendix-1/3"),
    ],
)
def test_what_is_written_is_read_back(label: str, lang: str) -> None:
    cited = cited_place(NOTE, label, lang=lang)
    assert parse_citation(cited) == CitationRequest(NOTE, (CitedPlace(label),))


@pytest.mark.parametrize("unit", ["(", "[", ",", "para. 5, ", "/", "#", "第5段", "[a](", "!main/"])
def test_hostile_citations_end(unit: str) -> None:
    parse_citation(unit * (500 // len(unit)))
    parse_citation("/akn/un/" + unit * (500 // len(unit)))
