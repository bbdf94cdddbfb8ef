"""Phrases that name numbered places, in six languages and loose spelling."""

from __future__ import annotations

import pytest

from index.pinpoints import PinpointItem, PinpointMention, find_pinpoints


def labels(text: str) -> list[str]:
    """Labels of all places, ranges with an en dash."""
    return [
        item.label + (f"–{item.last_label}" if item.last_label else "")
        for mention in find_pinpoints(text)
        for item in mention.items
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("para. 41 (c)", "41(c)"),
        ("PARA 41(C)", "41(C)"),
        ("paragraph 41(c)(ii)", "41(c)(ii)"),
        ("paragraph 41,\nsubparagraph (c)", "41(c)"),
        ("subparagraph (c) of paragraph 41", "41(c)"),
        ("sub-paragraph (c) above", "(c)"),
        ("operative paragraph 5", "5"),
        ("§41(c)", "41(c)"),
        ("¶ 41 c)", "41(c)"),
        ("paragraph 12 bis", "12bis"),
        ("article 8 bis, paragraph 1", "art-8bis/1"),
        ("párrafo 12 ter", "12ter"),
        ("пункт 12-бис", "12bis"),
        ("الفقرة 12 مكررا", "12bis"),
        ("الفقرة 12 مكررا (ثانيا)", "12ter"),
        ("第12之二段", "12bis"),
        ("第八条之二第一款", "art-8bis/1"),
        ("paragraph 5.3", "5.3"),
        ("as outlined in para 5.I.4 above", "5.I.4"),
        ("under paragraph 29B.2, the Department", "29B.2"),
        ("paragraph 6 (A) (ii) of its statute", "6(A)(ii)"),
        ("paragraph (a)", "(a)"),
        ("par. 41 c)", "41(c)"),
        ("par. 41, c)", "41"),
        ("paragraphe 41 c) ii)", "41(c)(ii)"),
        ("l'alinéa c) du paragraphe 41", "41(c)"),
        ("párr. 44 b)", "44(b)"),
        ("parrafo 44", "44"),
        ("pa\u0301rrafo 44", "44"),
        ("apartado b) del párrafo 44", "44(b)"),
        ("п. 41 c)", "41(c)"),
        ("в пункте 41 в)", "41(c)"),
        ("подпункт с) пункта 41", "41(q)"),
        ("الفقرة 41 (ج)", "41(c)"),
        ("الفقرة ٤١ (ج) '2'", "41(c)(ii)"),
        ("وبالفقرة ٤١", "41"),
        ("الفقرة الفرعية (ج) من الفقرة 41", "41(c)"),
        ("\u2067الفقرة\u00a041\u200f (ج)\u2069", "41(c)"),
        ("第41(c)段", "41(c)"),
        ("第４１（ｃ）段", "41(c)"),
        ("第 41 段(c)分段", "41(c)"),
        ("第41段第(c)项", "41(c)"),
        ("第十二段", "12"),
        ("第5段（一）", "5(i)"),
        ("para. 41~2", "41~2"),
        ("para. 41 (c)~2 (i)", "41(c)~2(i)"),
        ("para. 41.c", "41(c)"),
        ("paragraphe 1 a (i)", "1(a)(i)"),
        ("paragraphe 41, alinéa c", "41(c)"),
        ("par. 41, al. c)", "41(c)"),
        ("par. 41, al. (c)", "41(c)"),
        ("párr. 41, apdo. c)", "41(c)"),
        ("párr. 41, inc. c)", "41(c)"),
        ("п. 41, подп. c)", "41(c)"),
        ("subparagraph c of paragraph 41", "41(c)"),
        ("подпункт c пункта 41", "41(c)"),
        ("الفقرة الأولى", "1"),
        ("الفقرة الخامسة (ب)", "5(b)"),
        ("الفقرة الحادية عشرة", "11"),
        ("الفقرة الثانية عشرة من الوثيقة", "12"),
        ("الفقرة العشرين", "20"),
        ("الفقرة الحادية والأربعون", "41"),
        ("段5", "5"),
    ],
)
def test_one_paragraph(text: str, expected: str) -> None:
    assert labels(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("paragraphs 4, 8 and 11", "4 8 11"),
        ("paras. 97, 98 and 99", "97 98 99"),
        ("para. 4, 8 and 11 of it", "4 8 11"),
        ("paragraphs 41 (c) and (d)", "41(c) 41(d)"),
        ("paragraph 41 (c)(i) and (ii)", "41(c)(i) 41(c)(ii)"),
        ("paragraph 41 (c)(ii) and (d)", "41(c)(ii) 41(d)"),
        ("par. 4, 8 et 11", "4 8 11"),
        ("párrs. 4, 8 y 11", "4 8 11"),
        ("пунктах 4, 8 и 11", "4 8 11"),
        ("الفقرتان 4 و 8", "4 8"),
        ("الفقرات ٤ و٨ و١١", "4 8 11"),
        ("第4、8、9、10和11段", "4 8 9 10 11"),
        ("第97、98和99段", "97 98 99"),
        ("第4段和第5段", "4 5"),
        ("第4、第5段", "4 5"),
        ("paras. 5–7", "5–7"),
        ("paragraphs 5 to 7 and 9", "5–7 9"),
        ("paragraph 5 to paragraph 7", "5–7"),
        ("par. 5 à 7", "5–7"),
        ("paragraphes du 5 au 7", "5–7"),
        ("párrs. 5 a 7", "5–7"),
        ("пп. 5—7", "5–7"),
        ("пункты с 5 по 7", "5–7"),
        ("الفقرات 5-7", "5–7"),
        ("الفقرات من 5 إلى 7", "5–7"),
        ("第5至7段", "5–7"),
        ("第5～7段", "5–7"),
        ("第5段至第7段", "5–7"),
        ("para. 41 (a)–(c)", "41(a)–41(c)"),
        ("paragraphs 5 (a)-(c), 7 and 9-11", "5(a)–5(c) 7 9–11"),
        ("§§ 5-7", "5–7"),
        ("段落8和9", "8 9"),
        ("alinéas a, b et c du paragraphe 4", "4(a) 4(b) 4(c)"),
        ("الفقرتان الأولى والثانية عشرة", "1 12"),
        ("paragraphs 1, 3 bis and 4 (b)", "1 3bis 4(b)"),
        ("paras. 2 (a) (ii) and 3 ter above", "2(a)(ii) 3ter"),
        ("párrafos 1, 3 bis y 4 b)", "1 3bis 4(b)"),
        ("пункты 1, 3 бис и 4 b)", "1 3bis 4(b)"),
        ("الفقرات 1 و3 مكررا و4 (ب)", "1 3bis 4(b)"),
        ("第1、3之二和4(b)段", "1 3bis 4(b)"),
        ("arts. 5-7 and 9 bis", "art-5–art-7 art-9bis"),
        ("paragraphs 4 and 2012", "4"),
    ],
)
def test_lists_and_ranges(text: str, expected: str) -> None:
    assert labels(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 8(h)", "art-8(h)"),
        ("Article 8j", "art-8(j)"),
        ("article VIII", "art-8"),
        ("articles 5, 6 and 8(h)", "art-5 art-6 art-8(h)"),
        ("l'article 8 h)", "art-8(h)"),
        ("artículo 8 j)", "art-8(j)"),
        ("статья 8 j)", "art-8(j)"),
        ("المادة 8(ي)", "art-8(j)"),
        ("第8(h)条", "art-8(h)"),
        ("第八条第（j）款", "art-8(j)"),
        ("第8条(j)款", "art-8(j)"),
        ("l'article premier", "art-1"),
        ("l’article premier, paragraphe 2", "art-1/2"),
        ("articles premier, 3 et 5", "art-1 art-3 art-5"),
        ("artículo primero", "art-1"),
        ("статьи 8 и 15 Конвенции", "art-8 art-15"),
        ("статьи 8 j), 10 и 15 настоящей Конвенции", "art-8(j) art-10 art-15"),
        ("пункт 2 статьи 8 и 15 Сторон", "art-8/2"),
        ("article 8, para. 2", "art-8/2"),
        ("paragraph 2 of article 8", "art-8/2"),
        ("paragraphe 2 de l'article 8", "art-8/2"),
        ("párrafo 2 del artículo 8", "art-8/2"),
        ("пунктами 5 и 6 статьи 8", "art-8/5 art-8/6"),
        ("الفقرة 2 من المادة 8", "art-8/2"),
        ("المادة الثانية عشرة", "art-12"),
        ("الفقرة الثانية من المادة الثامنة", "art-8/2"),
        ("第8条第2款", "art-8/2"),
    ],
)
def test_articles(text: str, expected: str) -> None:
    assert labels(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("annex I", "annex-1"),
        ("annexes I and II", "annex-1 annex-2"),
        ("annex I, para. 3", "annex-1/3"),
        ("annex I, paras. 3 and 4", "annex-1/3 annex-1/4"),
        ("annex, para. 3", "annex/3"),
        ("annex~2, para. 3", "annex~2/3"),
        ("paragraph 3 of part II of annex I", "annex-1/part-2/3"),
        ("annexe I, par. 3", "annex-1/3"),
        ("anexo I, párr. 3", "annex-1/3"),
        ("приложение I, п. 3", "annex-1/3"),
        ("المرفق الأول، الفقرة 3", "annex-1/3"),
        ("الملحق الثاني، الفقرة 3", "annex-2/3"),
        ("الفقرة 3 من ملحق المقرر", "annex/3"),
        ("المرفقان الأول والثاني", "annex-1 annex-2"),
        ("الفقرة الثانية عشرة من الديباجة", "pp12"),
        ("附件一，第3段", "annex-1/3"),
        ("附件二第二部分第3段", "annex-2/part-2/3"),
        ("part 2, para. 1", "part-2/1"),
        ("para. 71, draft decision, para. 2", "71/2"),
        ("par. 71, projet de décision, par. 2", "71/2"),
        ("párr. 71, proyecto de decisión, párr. 2", "71/2"),
        ("п. 71, проект решения, п. 2", "71/2"),
        ("الفقرة 71، مشروع المقرر، الفقرة 2", "71/2"),
        ("第71段，决定草案第2段", "71/2"),
        ("annex II~2, draft decision 1, para. 4", "annex-2~2/draft-1/4"),
        ("decision 2, first preambular para.", "decision-2/pp1"),
        ("第2号决定序言部分第1段", "decision-2/pp1"),
        ("first preambular para.", "pp1"),
        ("third and fourth preambular paragraphs", "pp3 pp4"),
        ("preambular paragraph 3", "pp3"),
        ("22nd preambular para.~2", "pp22~2"),
        ("premier alinéa du préambule", "pp1"),
        ("10e alinéa du préambule", "pp10"),
        ("primer párrafo del preámbulo", "pp1"),
        ("10.º párrafo del preámbulo", "pp10"),
        ("первый пункт преамбулы", "pp1"),
        ("10-й пункт преамбулы", "pp10"),
        ("пункт 3 преамбулы", "pp3"),
        ("الفقرة الأولى من الديباجة", "pp1"),
        ("الفقرة 11 من الديباجة", "pp11"),
        ("序言部分第1段", "pp1"),
        ("序言第三段", "pp3"),
        ("appendix II, paragraph 4", "appendix-2/4"),
        ("annex I, appendix II, para. 3", "annex-1/appendix-2/3"),
        ("appendice, par. 3", "appendix/3"),
        ("apéndice II, párr. 3", "appendix-2/3"),
        ("добавление II, п. 3", "appendix-2/3"),
        ("التذييل الثاني، الفقرة 3", "appendix-2/3"),
        ("附录二第3段", "appendix-2/3"),
    ],
)
def test_places_within_places(text: str, expected: str) -> None:
    assert labels(text) == expected.split()


@pytest.mark.parametrize(
    "text",
    [
        "in this paragraph",
        "Smith et al. a) and Peat Inc. (a)",
        "l'article premièrement cité",
        "the following paragraphs set out 12 measures",
        "paragraph",
        "the annex to the report",
        "articles and videos",
        "as part of the programme",
        "the draft decision before it",
        "decision X/20",
        "decision 15.10",
        "decision 2 was taken",
        "adoptée par 12 Parties",
        "para 12 países",
        "para 2030, los países",
        "القضاء على الفقر 2030",
        "第二阶段",
        "第三段时间",
        "第14/34号决定",
        "第十一届会议",
        "附件",
        "第二阶段2",
        "时段3",
        "l'alinéa a été supprimé",
        "in each subparagraph a number stands",
        "الفقرة السابقة",
        "",
    ],
)
def test_what_only_looks_like_a_place(text: str) -> None:
    assert find_pinpoints(text) == ()


@pytest.mark.parametrize(
    "text",
    ["paragraph 5, 12 Parties objected", "paragraph 5, 12 May", "paragraphs 5, 2012 being"],
)
def test_a_number_that_counts_something_is_no_member_of_a_list(text: str) -> None:
    assert labels(text) == ["5"]


def test_offsets_point_into_the_text_as_given() -> None:
    text = "见第Ｘ/20号决定第４（ａ）、5\u20137段和 annex I, para. 3."
    assert find_pinpoints(text) == (
        PinpointMention(
            9,
            19,
            (PinpointItem(10, 14, "4(a)"), PinpointItem(15, 18, "5", "7")),
        ),
        PinpointMention(21, 37, (PinpointItem(36, 37, "annex-1/3"),)),
    )


@pytest.mark.parametrize(
    "unit",
    [
        *("第1、", "第", "第5段至", "附件", "序言", "paragraph ", "paragraphs 5 and ", "para. 5, "),
        *("annex, ", "para. 1 of annex I of ", "subparagraph (c) of ", "first and ", "(a)", " "),
        *("段落8和", "الفقرة الثانية و", "alinéa c, ", "para. 1 a (", "para. 5.", "ملحق "),
        *("para. 5, draft decision, ", "الفقرات 5 و", "п. 5 и ", "5.", "5 (", "¶"),
    ],
)
def test_long_runs_of_what_almost_is_a_place_end(unit: str) -> None:
    """Quadratic search would not end in a test's lifetime."""
    find_pinpoints(unit * (300_000 // len(unit)))
