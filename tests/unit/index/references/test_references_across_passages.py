"""What "the same decision" and "paragraph 3" mean depends on the passages around."""

from __future__ import annotations

import pytest

from index.model import PassageKind, ReferenceKind


def test_same_decision_is_the_one_of_the_paragraph_before(targets, passage):
    found = targets(
        passage("In decision XI/7, maps were requested.", "1"),
        passage("In the same decision, staff was requested (para. 5).", "2"),
        passage("That decision also names mussels.", "3"),
    )
    assert found == [
        ["decision 11/7"],
        ["decision 11/7", "decision 11/7#5"],
        ["decision 11/7"],
    ]


def test_same_decision_two_paragraphs_later_is_not_guessed(targets, passage):
    found = targets(
        passage("In decision XI/7, maps were requested.", "1"),
        passage("Mussels grow.", "2"),
        passage("That decision is unknown; paragraph 4 of that decision too.", "3"),
    )
    assert found == [["decision 11/7"], [], ["?#4"]]


def test_same_decision_passes_over_a_resolution(targets, passage):
    found = targets(passage("第XI/7号决定和第71/4号决议。"), passage("同一决定第4段。", "2"))
    assert found == [["decision 11/7", "resolution 71/4"], ["decision 11/7#4"]]


def test_number_in_brackets_goes_on_with_the_paragraph_before(targets, passage):
    found = targets(passage("第XI/7号决定要求绘图。"), passage("还要求增派人员（第6段）。", "2"))
    assert found == [["decision 11/7"], ["decision 11/7#6"]]


def test_items_go_on_with_the_paragraph_that_governs_them(targets, passage):
    item = PassageKind.SUBPARAGRAPH
    found = targets(
        passage("In decision XI/7, the Conference:", "1"),
        passage("Requested maps, see A/RES/71/4;", "1(a)", item, "1"),
        passage("Requested staff (para. 6).", "1(b)", item, "1"),
    )
    assert found == [["decision 11/7"], ["a/res/71/4"], ["decision 11/7#6"]]


def test_a_document_beside_a_decision_is_not_what_is_spoken_of(targets, passage):
    found = targets(passage("In decision XI/7 (see UNEP/CBD/COP/11/3), staff was asked (para. 6)."))
    assert found == [["decision 11/7", "cbd/cop/11/3", "decision 11/7#6"]]


def test_number_after_see_is_of_the_own_text(targets, passage):
    assert targets(passage("Decision XI/7 is new (see para. 6).")) == [["decision 11/7", "x/1/2#6"]]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (PassageKind.PARAGRAPH, "decision 11/7"),
        (PassageKind.DRAFT_OPERATIVE, "x/1/2"),
        (PassageKind.OPERATIVE, "x/1/2"),
    ],
)
def test_this_decision_is_the_own_one_where_decisions_are_drafted(targets, passage, kind, expected):
    found = targets(passage("Recalling decision XI/7, in this decision it asks.", "1", kind))
    assert found == [["decision 11/7", expected]]


def test_this_resolution_in_a_resolution_is_the_own_one(targets, passage):
    found = targets(passage("Resolution 71/4 and this resolution."), symbol="A/RES/72/9")
    assert found == [["resolution 71/4", "a/res/72/9"]]


def test_numbers_in_a_draft_are_of_the_draft_where_it_has_them(targets, passage):
    draft = PassageKind.DRAFT_OPERATIVE
    found = targets(
        passage("The following is proposed:", "71"),
        passage("Welcomes maps;", "71/1", draft, "71"),
        passage(
            "Requests staff as in paragraph 1 above and paragraph 71 above.", "71/2", draft, "71"
        ),
    )
    assert found[2] == ["x/1/2#71/1", "x/1/2#71"]


@pytest.mark.parametrize(
    "text",
    [
        "Recalling decision 14/8, in particular its paragraph 5,",
        "Recalling decision 14/8, in particular paragraph 5 thereof,",
        "Rappelant la décision 14/8, en particulier son paragraphe 5,",
        "Rappelant la décision 14/8, en particulier le paragraphe 5 de celle-ci,",
        "Rappelant la décision 14/8, en particulier le paragraphe 5 de ladite décision,",
        "Recordando la decisión 14/8, en particular su párrafo 5,",
        "Recordando la decisión 14/8, en particular el párrafo 5 de esta,",
        "Ссылаясь на решение 14/8, в частности на его пункт 5,",
        "Ссылаясь на решение 14/8, в частности пункт 5 этого решения,",
        "إذ يشير إلى المقرر 14/8، ولا سيما الفقرة 5 منه،",
        "إذ يشير إلى المقرر 14/8، ولا سيما الفقرة 5 منها،",
        "回顾第14/8号决定，特别是其第5段，",
    ],
)
@pytest.mark.parametrize(
    "kind", [PassageKind.PREAMBULAR, PassageKind.DRAFT_OPERATIVE, PassageKind.PARAGRAPH]
)
def test_its_paragraph_is_one_of_the_decision_named_last(targets, passage, text, kind):
    assert targets(passage(text, "1", kind)) == [["decision 14/8", "decision 14/8#5"]]


def test_other_paragraphs_in_a_decision_are_its_own(targets, passage):
    found = targets(passage("回顾第14/8号决定，尤其第5段，", "1", PassageKind.OPERATIVE))
    assert found == [["decision 14/8", "x/1/2#5"]]


def test_its_paragraph_is_one_of_what_was_named_last(targets, passage):
    found = targets(
        passage("Article 8 of the Convention and decision 14/8 and its paragraph 5.", "1"),
        passage("Decision 14/8 and Article 8 of the Convention and its paragraph 5.", "2"),
        passage("Decision 14/8 and the present note and its paragraph 5.", "3"),
        passage("Decision 14/8 (see CBD/COP/14/2) and its paragraph 5.", "4"),
    )
    assert [one[-1] for one in found] == [
        *("decision 14/8#5", "article 8#5", "x/1/2#5", "decision 14/8#5")
    ]


def test_its_paragraph_may_be_one_of_the_passage_before(targets, passage):
    drafted = PassageKind.PREAMBULAR
    found = targets(
        passage("Recalling decision 14/8,", "pp1", drafted),
        passage("Recalling also its paragraph 5,", "pp2", drafted),
        passage("Recalling the wish of Parties, and its paragraph 6,", "pp3", drafted),
    )
    assert found == [["decision 14/8"], ["decision 14/8#5"], ["?#6"]]


def test_item_alone_is_of_the_own_list(targets, passage):
    item = PassageKind.SUBPARAGRAPH
    found = targets(
        passage("The Secretariat:", "4"),
        passage("Draws maps;", "4(a)", item, "4"),
        passage("Prints what subparagraph (a) above names.", "4(b)", item, "4"),
    )
    assert found[2] == ["x/1/2#4(a)"]


def test_articles_of_a_treaty_are_its_own(targets, passage):
    found = targets(
        passage(
            "Members meet under Article 2 and Article 8 (j) of the Convention on Peat.", "art-1"
        ),
        passage("The costs named in paragraph 1 of this Article are shared.", "art-2/2"),
        passage("Articles 1 and 2 of the present Charter apply.", "art-3"),
        symbol="",
    )
    assert found == [
        ["#art-2", "article 8(j)"],
        ["#art-2/1"],
        ["#art-1", "#art-2"],
    ]


def test_a_range_of_articles_elsewhere_is_every_one_of_them(targets, passage):
    assert targets(passage("Articles 5 to 7 of the Convention")) == [
        ["article 5", "article 6", "article 7"]
    ]


def test_a_long_range_of_articles_stands_for_its_ends(targets, passage):
    assert targets(passage("Articles 5 to 70 of the Convention")) == [["article 5", "article 70"]]


def test_own_text_without_symbol_has_an_empty_work(references):
    found = references("The present note, paragraph 5; the present note.", symbol="")
    assert [(one.kind, one.work, one.label) for one in found] == [
        (ReferenceKind.PARAGRAPH, "", "5"),
        (ReferenceKind.DOCUMENT, "", ""),
    ]


def test_kinds_say_what_is_referred_to(references):
    found = references(
        "Decision XI/7, resolution 71/4, recommendation XV/2, document CBD/COP/12/8; Article 8 "
        "(j). See paragraph 5 above, A/RES/71/5 and paragraph 9 of the outcome document."
    )
    assert [one.kind.value for one in found] == [
        *("decision", "resolution", "recommendation", "document", "article", "paragraph"),
        *("resolution", "paragraph"),
    ]


def test_the_symbol_of_a_resolution_stays_its_key(refer):
    assert refer("Resolution A/RES/65/161 was adopted.") == [
        ("a/res/65/161", "Resolution A/RES/65/161")
    ]


def test_symbols_of_sections_are_no_places(refer):
    assert refer("See A/81/6 (Sect. 14), para. 14.3.") == [
        ("a/81/6(sect.14)#14.3", "A/81/6 (Sect. 14), para. 14.3")
    ]


def test_offsets_count_code_points(references):
    (one,) = references("🌱🌱 decision XI/7")
    assert (one.start, one.end) == (3, 16)


def test_letters_that_grow_in_lower_case_move_nothing(references):
    text = "İİ décision XI/7"
    (one,) = references(text)
    assert text[one.start : one.end] == "décision XI/7"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "第",
            "第1",
            "X/20、",
            "10/20、",
            "decision ",
            "decision X/20 ",
            "the same ",
            "该",
            "(",
            "و",
        ),
        *("paragraph 5 of the ", "общего ", "пункт 5 общего ", "UNEP/CBD/COP/11/17 and Add.1, "),
        *("the present note x (para. 4) ", "articles 1 to 200 of ", "of general assembly "),
        *("annex to decision X/20, paragraph 5 ", "its paragraph 5 thereof ", "annex to the "),
        *("decisions IX/16 A and B and ", "A, B, ", "статьи 8, 9 и 10 ", "статьи ", "8 и 9, "),
        *("para. 4, first sentence, and ", "article premier, 3 and ", "Dec. X/20, ", "Dec."),
    ],
)
def test_repetition_is_read_whole(references, text):
    """Would not end where a pattern took quadratic time."""
    found = references(text * (100_000 // len(text)))
    assert all(one.start < one.end for one in found)


def test_paragraphs_of_this_article_in_chinese(targets, passage):
    found = targets(passage("除本条第一项外，适用本宪章第三条。第二项内容。", "art-2"), symbol="")
    assert found == [["#art-2/1", "#art-3"]]


def test_bodies_of_protocols_adopt_decisions_whatever_they_are_called(refer):
    assert refer("وفقا للقرار BS-IV/4.") == [("decision bs-4/4", "للقرار BS-IV/4")]


def test_a_text_beside_a_paragraph_of_another_is_not_lost(refer):
    assert refer("Decision XI/7, paragraph 6 above, and subparagraph (c) of decision XI/8.") == [
        ("decision 11/7", "Decision XI/7"),
        ("x/1/2#6", "paragraph 6 above"),
        ("decision 11/8", "subparagraph (c) of decision XI/8"),
    ]
