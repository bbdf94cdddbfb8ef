"""Citations as the six languages write them, and by number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model import Document, Passage, PassageKind
from retriever.citations import STYLES, cite, pinpoint
from retriever.citations.writing import adopted_name, cite_by_number, pinpoint_range


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("41", "para. 41"),
        ("41(c)", "para. 41 (c)"),
        ("41(c)(ii)", "para. 41 (c) (ii)"),
        ("12bis", "para. 12 bis"),
        ("pp1", "first preambular para."),
        ("pp9", "ninth preambular para."),
        ("pp11", "11th preambular para."),
        ("pp22", "22nd preambular para."),
        ("pp3(a)", "third preambular para. (a)"),
        ("annex-1/3", "annex I, para. 3"),
        ("annex-4/3(a)", "annex IV, para. 3 (a)"),
        ("annex/3", "annex, para. 3"),
        ("appendix/1.1", "appendix, para. 1.1"),
        ("appendix-2/4(a)", "appendix II, para. 4 (a)"),
        ("decision-2/annex-3/art-2/1", "decision 2, annex III, article 2, para. 1"),
        ("decision-2/appendix/1", "decision 2, appendix, para. 1"),
        ("decision-2/draft-1/1", "decision 2, draft decision 1, para. 1"),
        ("art-8/2", "article 8, para. 2"),
        ("art-8(h)", "article 8 (h)"),
        ("71/2", "para. 71, draft decision, para. 2"),
        ("71/pp1", "para. 71, draft decision, first preambular para."),
        ("41~2", "para. 41~2"),
        ("41(c)~2(i)", "para. 41 (c)~2 (i)"),
        ("5.3", "para. 5.3"),
        ("29B.2", "para. 29B.2"),
        ("(a)", "para. (a)"),
        ("art-5", "article 5"),
        ("part-2/1", "part 2, para. 1"),
        ("decision-2/pp1", "decision 2, first preambular para."),
        ("annex-2~2/draft-1/4", "annex II~2, draft decision 1, para. 4"),
        ("what else", "para. what else"),
    ],
)
def test_a_label_is_written_as_a_drafter_would(label: str, written: str) -> None:
    assert pinpoint(label) == written


@pytest.mark.parametrize(
    ("label", "fr", "es", "ru", "ar", "zh"),
    [
        ("41", "par. 41", "párr. 41", "п. 41", "الفقرة 41", "第41段"),
        ("41(c)", "par. 41 c)", "párr. 41 c)", "п. 41 c)", "الفقرة 41 (ج)", "第41(c)段"),
        (
            "41(c)(ii)",
            "par. 41 c) ii)",
            "párr. 41 c) ii)",
            "п. 41 c) ii)",
            "الفقرة 41 (ج) '2'",
            "第41(c)(ii)段",
        ),
        ("41(2)", "par. 41 (2)", "párr. 41 (2)", "п. 41 (2)", "الفقرة 41 (2)", "第41(2)段"),
        (
            "annex-2/3",
            "annexe II, par. 3",
            "anexo II, párr. 3",
            "приложение II, п. 3",
            "المرفق الثاني، الفقرة 3",
            "附件二，第3段",
        ),
        (
            "annex-12/3",
            "annexe XII, par. 3",
            "anexo XII, párr. 3",
            "приложение XII, п. 3",
            "المرفق 12، الفقرة 3",
            "附件十二，第3段",
        ),
        (
            "appendix-2/3",
            "appendice II, par. 3",
            "apéndice II, párr. 3",
            "добавление II, п. 3",
            "التذييل الثاني، الفقرة 3",
            "附录二，第3段",
        ),
        (
            "appendix/3",
            "appendice, par. 3",
            "apéndice, párr. 3",
            "добавление, п. 3",
            "التذييل، الفقرة 3",
            "附录，第3段",
        ),
        (
            "71/2",
            "par. 71, projet de décision, par. 2",
            "párr. 71, proyecto de decisión, párr. 2",
            "п. 71, проект решения, п. 2",
            "الفقرة 71، مشروع المقرر، الفقرة 2",
            "第71段，决定草案，第2段",
        ),
        (
            "pp1",
            "premier alinéa du préambule",
            "primer párrafo del preámbulo",
            "первый пункт преамбулы",
            "الفقرة الأولى من الديباجة",
            "序言部分第1段",
        ),
        (
            "pp12~2",
            "12e alinéa du préambule~2",
            "12.º párrafo del preámbulo~2",
            "12-й пункт преамбулы~2",
            "الفقرة 12 من الديباجة~2",
            "序言部分第12~2段",
        ),
        ("3bis", "par. 3 bis", "párr. 3 bis", "п. 3 бис", "الفقرة 3 مكررا", "第3之二段"),
        (
            "art-8ter",
            "article 8 ter",
            "artículo 8 ter",
            "статья 8 тер",
            "المادة 8 مكررا ثانيا",
            "第8条之三",
        ),
        (
            "art-8(j)",
            "article 8 j)",
            "artículo 8 j)",
            "статья 8 j)",
            "المادة 8 (ي)",
            "第8(j)条",
        ),
        (
            "decision-2/part-3/1",
            "décision 2, partie 3, par. 1",
            "decisión 2, parte 3, párr. 1",
            "решение 2, часть 3, п. 1",
            "المقرر 2، الجزء 3، الفقرة 1",
            "第2号决定，第3部分，第1段",
        ),
    ],
)
def test_the_other_five_languages(label: str, fr: str, es: str, ru: str, ar: str, zh: str) -> None:
    assert [pinpoint(label, lang) for lang in ("fr", "es", "ru", "ar", "zh")] == [
        fr,
        es,
        ru,
        ar,
        zh,
    ]


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (
            "5",
            "7",
            ["paras. 5–7", "par. 5 à 7", "párrs. 5 a 7", "пп. 5–7", "الفقرات 5-7", "第5至7段"],
        ),
        (
            "41(c)",
            "41(e)",
            [
                *("paras. 41 (c)–(e)", "par. 41 c) à e)", "párrs. 41 c) a e)", "пп. 41 c)–e)"),
                *("الفقرات 41 (ج)-(ه)", "第41(c)至(e)段"),
            ],
        ),
    ],
)
def test_ranges(first: str, last: str, written: list[str]) -> None:
    assert [pinpoint_range(first, last, lang) for lang in STYLES] == written


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("annex-1/3", "annex-1/5", "annex I, paras. 3–5"),
        ("41", "43(a)", "paras. 41–43 (a)"),
        ("71/1", "71/3", "para. 71, draft decision, paras. 1–3"),
        ("pp1", "pp3", "first preambular para. – third preambular para."),
        ("annex-1/3", "annex-2/5", "annex I, para. 3 – annex II, para. 5"),
    ],
)
def test_ranges_of_nested_places(first: str, last: str, written: str) -> None:
    assert pinpoint_range(first, last) == written


def test_the_work_comes_first() -> None:
    document, passage = _document(symbol="UNEP/CBD/COP/11/17"), _passage("41(c)")
    assert cite(document, passage) == "UNEP/CBD/COP/11/17, para. 41 (c)"
    assert cite(document, passage, "ar") == "UNEP/CBD/COP/11/17، الفقرة 41 (ج)"
    assert cite(document, passage, "zh-Hans") == "UNEP/CBD/COP/11/17，第41(c)段"
    assert cite(document, passage, "und") == "UNEP/CBD/COP/11/17, para. 41 (c)"


@pytest.mark.parametrize(
    ("symbol", "lang", "name"),
    [
        ("UNEP/CBD/COP/DEC/X/20", "en", "decision X/20"),
        ("UNEP/CBD/COP/DEC/X/20", "zh", "第X/20号决定"),
        ("CBD/COP/DEC/15/4", "fr", "décision 15/4"),
        ("A/RES/65/161", "ru", "резолюция 65/161"),
        ("A/RES/65/161", "ar", "القرار 65/161"),
        ("UNEP/CBD/COP/11/17", "en", ""),
        ("", "en", ""),
    ],
)
def test_adopted_texts_are_cited_by_number_too(symbol: str, lang: str, name: str) -> None:
    assert adopted_name(symbol, lang) == name


def test_a_place_in_an_adopted_text() -> None:
    document, passage = _document(symbol="CBD/COP/DEC/X/20"), _passage("6")
    assert cite_by_number(document, passage) == "decision X/20, para. 6"
    assert cite_by_number(document, passage, "zh") == "第X/20号决定第6段"
    assert cite_by_number(_document(symbol="CBD/COP/11/17"), passage) == ""


def test_a_document_without_symbol_is_cited_by_title_then_by_name() -> None:
    assert cite(_document(title="Note on seagrass"), _passage("4")) == "Note on seagrass, para. 4"
    assert cite(_document(), _passage("4")) == "note.txt, para. 4"


def test_a_record_is_cited_by_its_own_symbol_and_label_or_by_its_id() -> None:
    metadata = {"symbol": "A/81/6 (Sect. 10)"}
    record = _passage("10.4", kind=PassageKind.RECORD, metadata=metadata)
    assert cite(_document(), record) == "A/81/6 (Sect. 10), para. 10.4"
    assert cite(_document(), record, "es") == "A/81/6 (Sect. 10), párr. 10.4"
    odd = replace(record, label="tab. 4")
    assert cite(_document(), odd) == "A/81/6 (Sect. 10), note:10.4"
    bare = _passage("note:r7", kind=PassageKind.RECORD, metadata={"title": "Tides"})
    bare = replace(bare, passage_id="note:r7")
    assert cite(_document(), bare) == "Tides, note:r7"
    assert cite_by_number(_document(), bare) == ""


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
