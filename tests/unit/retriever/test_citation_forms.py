"""Citations written and taken apart, without a collection."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model import Document, Passage, PassageKind
from retriever.citations import CitationRequest, cite, parse_citation, pinpoint


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("41", "para. 41"),
        ("41(c)", "para. 41 (c)"),
        ("41(c)(ii)", "para. 41 (c) (ii)"),
        ("12bis", "para. 12bis"),
        ("pp1", "first preambular para."),
        ("pp9", "ninth preambular para."),
        ("pp11", "11th preambular para."),
        ("pp22", "22nd preambular para."),
        ("annex-1/3", "annex I, para. 3"),
        ("annex-4/3(a)", "annex IV, para. 3 (a)"),
        ("annex/3", "annex, para. 3"),
        ("art-8/2", "article 8, para. 2"),
        ("71/2", "para. 71, draft decision, para. 2"),
        ("71/pp1", "para. 71, draft decision, first preambular para."),
        ("41~2", "para. 41~2"),
        ("41(c)~2(i)", "para. 41 (c)~2 (i)"),
        ("5.3", "para. 5.3"),
        ("art-5", "article 5"),
        ("part-2/1", "part 2, para. 1"),
        ("decision-2/pp1", "decision 2, first preambular para."),
        ("annex-2~2/draft-1/4", "annex II~2, draft decision 1, para. 4"),
    ],
)
def test_a_label_is_written_as_a_drafter_would(label: str, written: str) -> None:
    assert pinpoint(label) == written


@pytest.mark.parametrize(
    ("text", "symbol", "label"),
    [
        ("UNEP/CBD/COP/11/17, para. 41 (c)", "UNEP/CBD/COP/11/17", "41(c)"),
        ("UNEP/CBD/COP/11/17, paragraph 41(c)(ii)", "UNEP/CBD/COP/11/17", "41(c)(ii)"),
        ("para. 41 of UNEP/CBD/COP/11/17", "UNEP/CBD/COP/11/17", "41"),
        ("COP/11/17 §41(c)", "COP/11/17", "41(c)"),
        ("UNEP/CBD/COP/11/17 第41(c)段", "UNEP/CBD/COP/11/17", "41(c)"),
        ("UNEP/CBD/COP/11/17，第４１（ｃ）段", "UNEP/CBD/COP/11/17", "41(c)"),
        ("UNEP/CBD/COP/11/17, par. 41 c)", "UNEP/CBD/COP/11/17", "41(c)"),
        ("UNEP/CBD/COP/11/17, párr. 44 b)", "UNEP/CBD/COP/11/17", "44(b)"),
        ("UNEP/CBD/COP/11/17, п. 41 c)", "UNEP/CBD/COP/11/17", "41(c)"),
        ("UNEP/CBD/COP/11/17، الفقرة 41 (c)", "UNEP/CBD/COP/11/17", "41(c)"),
        ("A/81/6 (Sect. 14), para. 14.3", "A/81/6 (Sect. 14)", "14.3"),
        ("§ 7", "", "7"),
        ("decision 14/34, paragraph 6", "decision 14/34", "6"),
        ("decision X/20, paragraph 6", "decision X/20", "6"),
        ("UNEP/CBD/COP/11/17", "UNEP/CBD/COP/11/17", ""),
    ],
)
def test_a_citation_is_taken_apart(text: str, symbol: str, label: str) -> None:
    assert parse_citation(text) == CitationRequest(symbol, label)


@pytest.mark.parametrize(
    "label",
    [
        "1",
        "41(c)",
        "41(c)(ii)",
        "41~2",
        "41(c)~2(i)",
        "5.3",
        "annex-1/3",
        "annex/3(b)",
        "annex-2~2/draft-1/4",
        "art-8",
        "art-8/2",
        "part-2/1",
        "decision-2/pp1",
        "71/2",
        "71~2/2",
        "71/pp1",
        "pp3",
        "pp12~2",
    ],
)
def test_what_is_written_reads_back(label: str) -> None:
    document = _document(symbol="UNEP/CBD/COP/11/17")
    citation = cite(document, _passage(label))
    assert parse_citation(citation) == CitationRequest("UNEP/CBD/COP/11/17", label)


def test_a_document_without_symbol_is_cited_by_title_then_by_name() -> None:
    assert cite(_document(title="Note on seagrass"), _passage("4")) == "Note on seagrass, para. 4"
    assert cite(_document(), _passage("4")) == "note.txt, para. 4"


def test_a_record_is_cited_by_its_own_symbol_and_label_or_by_its_id() -> None:
    metadata = {"symbol": "A/81/6 (Sect. 10)"}
    record = _passage("10.4", kind=PassageKind.RECORD, metadata=metadata)
    assert cite(_document(), record) == "A/81/6 (Sect. 10), para. 10.4"
    bare = _passage("note:r7", kind=PassageKind.RECORD, metadata={"title": "Tides"})
    bare = replace(bare, passage_id="note:r7")
    assert cite(_document(), bare) == "Tides, note:r7"


def _document(symbol: str = "", title: str = "") -> Document:
    return Document("note", "note.txt", symbol, title, "en", {}, "0" * 64, 1)


def _passage(
    label: str,
    kind: PassageKind = PassageKind.PARAGRAPH,
    metadata: dict[str, str] | None = None,
) -> Passage:
    return Passage(
        passage_id=f"note:{label}",
        document_id="note",
        ordinal=0,
        label=label,
        printed_label=f"{label}.",
        alt_labels=(),
        kind=kind,
        parent="",
        section_path=(),
        chapeau="",
        text="Text.",
        lang="en",
        start_line=1,
        end_line=1,
        footnote_refs=(),
        metadata=metadata or {},
    )
