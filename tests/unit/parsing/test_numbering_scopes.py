"""Restarted, repeated, missing and misprinted numbers; drafts, decisions, annexes, articles."""

from __future__ import annotations

import pytest

from index.model import PassageKind


def kinds(document):
    return {unit.label: unit.kind.value for unit in document.units}


ACTORS = [
    "The Conference of the Parties,",
    "The General Assembly,",
    "The Security Council,",
    "The Subsidiary Body on Scientific, Technical and Technological Advice,",
    "The Ad Hoc Open-ended Working Group on Review of Implementation of the Convention,",
    "La Conférence des Parties,",
    "L’Assemblée générale,",
    "La Conferencia de las Partes,",
    "El Órgano Subsidiario de Asesoramiento Científico, Técnico y Tecnológico,",
    "Конференция Сторон,",
    "Генеральная Ассамблея,",
    "إن مؤتمر الأطراف،",
    "إن الجمعية العامة،",
    "缔约方大会，",
    "大会，",
    "作为卡塔赫纳生物安全议定书缔约方会议的缔约方大会，",
]
CLAUSES = {
    "T": "Recalling decision 1/2,",
    "L": "Rappelant la décision 1/2,",
    "E": "Recordando la decisión 1/2,",
    "К": "Ссылаясь на решение 1/2,",
    "Г": "ссылаясь на решение 1/2,",
    "إ": "إذ يشير إلى المقرر 1/2،",
}


@pytest.mark.parametrize("actor", ACTORS)
def test_actor_opens_a_draft(parse, actor):
    clause = CLAUSES.get(actor[0], "回顾第1/2号决定，")
    document = parse(
        f"7. It is proposed to adopt:\n{actor}\n{clause}\n1. First;\n2. Second.\n8. End.\n"
    )
    assert kinds(document) == {
        "7": "paragraph",
        "7/pp1": "draft-preambular",
        "7/1": "draft-operative",
        "7/2": "draft-operative",
        "8": "paragraph",
    }
    by_label = {unit.label: unit for unit in document.units}
    assert by_label["7/1"].chapeau == by_label["7/pp1"].chapeau == actor
    assert by_label["7/1"].parent == "7"


def test_actor_wrapped_over_two_lines(parse):
    document = parse(
        "3. Parties may wish to adopt:\n\n"
        "The Conference of the Parties serving as the meeting of the Parties to the\n"
        "Cartagena Protocol on Biosafety,\n\nRecalling A,\n\n1. Decides.\n"
    )
    assert list(kinds(document)) == ["3", "3/pp1", "3/1"]
    assert document.units[2].chapeau.endswith("to the Cartagena Protocol on Biosafety,")


def test_prose_that_mentions_a_body_is_no_actor(labels):
    text = "1. It was decided by\nThe Conference of the Parties, in decision X/2.\n1. x.\n2. End.\n"
    assert not any("/" in label and "pp" in label for label in labels(text))


def test_decision_has_preambular_and_operative_paragraphs(parse):
    document = parse(
        "The General Assembly,\n\nRecalling its resolution 65/161,\n\n"
        "Noting with concern the loss\n"
        "of habitats,\n\n1. Decides to meet;\n\n2. Requests:\n\n(a) X;\n\n(b) Y.\n"
    )
    assert kinds(document) == {
        "pp1": "preambular",
        "pp2": "preambular",
        "1": "operative",
        "2": "operative",
        "2(a)": "subparagraph",
        "2(b)": "subparagraph",
    }
    assert document.units[1].text == "Noting with concern the loss of habitats,"
    assert document.units[4].chapeau == "The General Assembly, Requests:"


def test_only_operative_paragraph_needs_no_number(parse):
    document = parse("The Security Council,\n\nRecalling A,\n\nDecides to remain seized.\n")
    assert kinds(document) == {"pp1": "preambular", "1": "operative"}


def test_position_beats_a_misprinted_number_in_a_draft(parse):
    document = parse("71. Proposes:\nThe Council,\n1. Welcomes;\n72. Notes;\n3. Invites.\n")
    assert [unit.label for unit in document.units] == ["71", "71/1", "71/2", "71/3"]
    assert document.units[2].alt_labels == ("72",)
    assert document.units[2].printed_label == "72."


def test_main_sequence_resumes_after_a_draft(labels):
    text = "71. Proposes:\nThe Council,\n1. Welcomes;\n2. Notes.\n72. Next.\n73. More.\n"
    assert labels(text) == ["71", "71/1", "71/2", "72", "73"]


def test_two_drafts_in_one_paragraph(labels):
    text = "5. Proposes:\nThe Council,\n1. A;\n2. B.\nThe Council,\n1. C;\n2. D.\n6. Next.\n"
    assert labels(text) == ["5", "5/1", "5/2", "5~2/1", "5~2/2", "6"]


def test_draft_under_a_heading_of_its_own(labels):
    text = "I. ONE\n1. A.\nII. DRAFT\nThe Council,\n1. B;\n2. C.\n"
    assert labels(text) == ["1", "draft-1/1", "draft-1/2"]


def test_repeated_number(parse):
    document = parse("1. A.\n2. B.\n2. C.\n3. D.\n")
    assert [unit.label for unit in document.units] == ["1", "2", "2~2", "3"]
    assert document.units[2].alt_labels == ("2",)
    assert any("repeats" in warning for warning in document.warnings)


def test_number_printed_twice_in_place_of_the_next(parse):
    document = parse("1. A.\n2. B.\n2. C.\n4. D.\n5. E.\n")
    assert [unit.label for unit in document.units] == ["1", "2", "3", "4", "5"]
    assert document.units[2].alt_labels == ("2",)


@pytest.mark.parametrize("text", ["1. A.\n2. B.\n4. D.\n5. E.\n", "1. A.\n2. B.\n4. D.\n"])
def test_missing_number(parse, text):
    document = parse(text)
    assert [unit.label for unit in document.units][:3] == ["1", "2", "4"]
    assert any("missing" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    "heading",
    [
        "Annex I",
        "ANNEX I",
        "Annexe I",
        "Anexo I",
        "Приложение I",
        "المرفق الأول",
        "附件一",
        "附件 1",
    ],
)
def test_annex_opens_a_scope(labels, heading):
    assert labels(f"1. Main.\n2. More.\n{heading}\n1. One:\n(a) x.\n") == [
        "1",
        "2",
        "annex-1/1",
        "annex-1/1(a)",
    ]


@pytest.mark.parametrize("heading", ["Annex", "ANNEXE", "Anexo", "Приложение", "المرفق", "附件"])
def test_an_annex_without_a_number_is_cited_without_one(parse, heading):
    document = parse(f"1. Main.\n{heading}\n1. One:\n(a) x.\n")
    assert [(unit.label, unit.alt_labels) for unit in document.units] == [
        ("1", ()),
        ("annex/1", ("annex-1/1",)),
        ("annex/1(a)", ("annex-1/1(a)",)),
    ]


def test_annexes_without_numbers_are_told_apart(labels):
    text = "1. Main.\nAnnex\n1. One.\nAnnex\n1. Two.\nAnnex IV\n1. Four.\n"
    assert labels(text) == ["1", "annex/1", "annex-2/1", "annex-4/1"]


def test_sentence_about_an_annex_is_none(labels):
    assert labels("1. Main.\nAnnex I contains a list.\n2. Next.\n") == ["1", "2"]


def test_draft_in_an_annex(labels):
    text = "1. Main.\nAnnex II\nThe Conference of the Parties,\nRecalling A,\n1. Decides.\n"
    assert labels(text) == ["1", "annex-2/pp1", "annex-2/1"]


def test_numbers_that_start_again_under_each_heading(parse):
    document = parse("I. FIRST\n1. a.\n2. b.\nII. SECOND\n1. c.\n2. d.\n")
    assert [unit.label for unit in document.units] == ["1", "2", "part-2/1", "part-2/2"]
    assert any("starts again" in warning for warning in document.warnings)


def test_articles(parse):
    document = parse(
        "CHAPTER I\nPURPOSES\n\nArticle 1\nThe Purposes are:\n1. To maintain peace;\n"
        "2. To cooperate.\n\nArticle 2\nThe Assembly adopts its rules.\n\n"
        "It elects a President.\n\n"
        "Article 3. Use of terms\n1. A:\n(a) x;\n(b) y.\n"
    )
    assert kinds(document) == {
        "art-1": "paragraph",
        "art-1/1": "paragraph",
        "art-1/2": "paragraph",
        "art-2": "paragraph",
        "art-3/1": "paragraph",
        "art-3/1(a)": "subparagraph",
        "art-3/1(b)": "subparagraph",
    }
    by_label = {unit.label: unit for unit in document.units}
    assert by_label["art-1/1"].parent == "art-1"
    assert by_label["art-2"].printed_label == "Article 2"
    assert by_label["art-2"].text.endswith("It elects a President.")
    assert by_label["art-3/1"].section_path == ("CHAPTER I PURPOSES", "Article 3. Use of terms")


def test_chinese_articles_with_text_on_their_line(texts):
    found = texts(
        "第一章 总则\n第一条　为了保护环境，制定本法。\n"
        "第二条　适用于：\n（一）森林；\n（二）湿地。\n"
    )
    assert list(found) == ["art-1", "art-2", "art-2(i)", "art-2(ii)"]
    assert found["art-1"] == "为了保护环境，制定本法。"


def test_labels_are_unique_even_when_everything_repeats(labels):
    found = labels("1. A:\n(a) x;\n(a) y;\n(a) z.\n1. B.\n1. C.\n")
    assert len(found) == len(set(found))


def test_kind_of_items_is_subparagraph(parse):
    [_, item] = parse("1. A:\n(a) x.\n").units
    assert item.kind is PassageKind.SUBPARAGRAPH
