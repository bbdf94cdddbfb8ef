"""Akoma Ntoso, links, BibTeX and CSL-JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from index.model import Document, Passage, PassageKind
from retriever.citations import citation_forms
from retriever.citations.iris import element_id, passage_iri, read_iri, work_iri
from retriever.citations.links import anchor_of, markdown_link, read_anchor
from retriever.citations.request import CitationRequest, CitedPlace

DATES = {"date_start": date(2012, 10, 8), "date_end": date(2012, 10, 19)}


@pytest.mark.parametrize(
    ("label", "element", "anchor"),
    [
        ("41", "para_41", "para_41"),
        ("41(c)", "para_41__list_1__point_c", "para_41_c"),
        ("41(c)(ii)", "para_41__list_1__point_c__list_1__point_ii", "para_41_c_ii"),
        ("41(c)~2", "para_41__list_1__point_c-dup2", "para_41_c~2"),
        ("5.3", "para_5.3", "para_5.3"),
        ("71/2", "para_71__qstr_1__para_2", "para_71__para_2"),
        ("pp3", "preamble__recs_1__rec_3", "pp_3"),
        ("art-8(h)", "art_8__list_1__point_h", "article_8_h"),
        ("art-8/2", "art_8__para_2", "article_8__para_2"),
        ("part-2/1", "part_2__para_1", "part_2__para_1"),
        ("annex-1/3", "para_3", "annex_1__para_3"),
        ("appendix/1.1", "para_1.1", "appendix__para_1.1"),
        ("decision-2/appendix-1/3", "para_3", "decision_2__appendix_1__para_3"),
        ("(a)", "list_1__point_a", "point_a"),
        ("what else", "", "what%20else"),
    ],
)
def test_identifiers_of_elements_and_anchors(label: str, element: str, anchor: str) -> None:
    assert (element_id(label), anchor_of(label)) == (element, anchor)
    assert read_anchor(anchor) == label


@pytest.mark.parametrize(
    ("symbol", "metadata", "iri"),
    [
        (
            "UNEP/CBD/COP/11/17",
            DATES,
            "/akn/un/doc/document/cbd-cop/2012-10-19/UNEP-CBD-COP-11-17",
        ),
        (
            "CBD/COP/DEC/X/20",
            {},
            "/akn/un/statement/deliberation/cbd-cop/nn/CBD-COP-DEC-X-20",
        ),
        ("A/RES/65/161", {}, "/akn/un/statement/deliberation/unga/2010/A-RES-65-161"),
        ("A/81/6 (Sect. 14)", {}, "/akn/un/doc/document/unga/2026/A-81-6-Sect.-14"),
        ("", DATES, "/akn/un/doc/document/nn/2012-10-19/note"),
    ],
)
def test_the_iri_of_a_work(symbol: str, metadata: dict[str, Any], iri: str) -> None:
    assert work_iri(_document(symbol, **metadata), _passage("1")) == iri


def test_the_iri_of_a_passage_names_language_component_and_element() -> None:
    document = _document("UNEP/CBD/COP/11/17", **DATES)
    work = "/akn/un/doc/document/cbd-cop/2012-10-19/UNEP-CBD-COP-11-17"
    assert (
        passage_iri(document, _passage("41(c)", lang="zh"))
        == f"{work}/zho@2012-10-19/!main#para_41__list_1__point_c"
    )
    assert (
        passage_iri(document, _passage("annex-2~2/draft-1/4"))
        == f"{work}/eng@2012-10-19/!annex_2-dup2/draft_1#para_4"
    )
    assert (
        passage_iri(document, _passage("decision-2/appendix/4"))
        == f"{work}/eng@2012-10-19/!decision_2/appendix_0#para_4"
    )
    assert passage_iri(_document("CBD/COP/11/17"), _passage("4")).endswith("/eng@/!main#para_4")
    assert passage_iri(document, _passage("what else")) == ""


@pytest.mark.parametrize(
    "iri",
    [
        "/akn/un/doc/document/cbd-cop/nn/CBD-COP-11-17/!schedule_1#para_4",
        "/akn/un/doc/document/cbd-cop/nn/CBD-COP-11-17/!main#chp_4",
        "/akn/it/act/2004-02-13/2",
        "UNEP/CBD/COP/11/17",
    ],
)
def test_what_is_no_iri_of_ours(iri: str) -> None:
    assert read_iri(iri) is None


def test_an_iri_names_one_language() -> None:
    iri = "/akn/un/doc/document/cbd-cop/nn/CBD-COP-11-17/ara@/!annex_1#para_4"
    assert read_iri(iri) == CitationRequest("CBD-COP-11-17", (CitedPlace("annex-1/4"),), "ar")


def test_a_link_in_markdown() -> None:
    assert (
        markdown_link("UNEP/CBD/COP/11/17, para. 41 (c)", "UNEP/CBD/COP/11/17", "41(c)")
        == "[UNEP/CBD/COP/11/17, para. 41 (c)](/d/UNEP/CBD/COP/11/17#para_41_c)"
    )
    assert (
        markdown_link("[Draft]\nnote, para. 4", "A/81/6 (Sect. 14)", "4")
        == r"[\[Draft\] note, para. 4](/d/A/81/6%20%28Sect.%2014%29#para_4)"
    )


def test_bibliographies() -> None:
    document = _document(
        "UNEP/CBD/COP/11/17",
        **DATES,
        title="Costs & benefits_of 50% {cooperation}",
        author="Note by the Executive Secretary",
        body_name="Conference of the Parties",
        place="Hyderabad, India",
    )
    forms = citation_forms(document, _passage("41(c)", lang="zh"))
    assert forms.bibtex == (
        "@misc{unep-cbd-cop-11-17-41-c,\n"
        "  author = {{Note by the Executive Secretary}},\n"
        r"  title = {{Costs \& benefits\_of 50\% \{cooperation\}}},"
        "\n"
        "  number = {UNEP/CBD/COP/11/17},\n"
        "  year = {2012},\n"
        "  month = {10},\n"
        "  institution = {Conference of the Parties},\n"
        "  note = {para. 41 (c)},\n"
        "  langid = {zh},\n"
        "}"
    )
    assert forms.csl == {
        "id": "unep-cbd-cop-11-17-41-c",
        "type": "report",
        "title": "Costs & benefits_of 50% {cooperation}",
        "number": "UNEP/CBD/COP/11/17",
        "author": [{"literal": "Note by the Executive Secretary"}],
        "publisher": "Conference of the Parties",
        "event-place": "Hyderabad, India",
        "issued": {"date-parts": [[2012, 10, 19]]},
        "locator": "para. 41 (c)",
        "language": "zh",
    }


def test_an_adopted_text_is_legislation_and_has_its_number() -> None:
    forms = citation_forms(_document("CBD/COP/DEC/15/4"), _passage("2"))
    assert forms.csl["type"] == "legislation"
    assert forms.by_number["en"] == "decision 15/4, para. 2"
    assert set(forms.by_number) == set(forms.styles) == {"en", "fr", "es", "ru", "ar", "zh"}


def test_other_documents_have_no_number() -> None:
    assert citation_forms(_document("UNEP/CBD/COP/11/17"), _passage("2")).by_number == {}


def _document(symbol: str, title: str = "", **metadata: Any) -> Document:
    return Document("note", "note.txt", symbol, title, "en", metadata, "0" * 64, 1)


def _passage(label: str, lang: str = "en") -> Passage:
    return Passage(
        passage_id=f"note:{label}",
        document_id="note",
        ordinal=0,
        label=label,
        printed_label=f"{label}.",
        alt_labels=(),
        kind=PassageKind.PARAGRAPH,
        parent="",
        section_path=(),
        chapeau="",
        text="Text.",
        lang=lang,
        start_line=1,
        end_line=1,
        footnote_refs=(),
        metadata={},
    )
