"""Square brackets: an editor's, the source's own, and which of them change a text."""

from __future__ import annotations

import pytest

from retriever.verification.comparison import Comparison, compare
from retriever.verification.quotation import read_quotation
from retriever.verification.source import source_of
from tests.passages import one_passage


def compared(quotation: str, text: str, lang: str = "en") -> Comparison:
    passage = one_passage(passage_id="note:5", label="5", printed_label="5.", text=text, lang=lang)
    return compare(read_quotation(quotation), source_of([passage]))


def changes(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [
        (str(one.kind), one.printed, one.quoted)
        for one in comparison.differences
        if one.kind != "equal"
    ]


WORKSHOPS = "The workshops were held in 2013."


@pytest.mark.parametrize(
    ("lang", "text", "quotation", "change", "warning"),
    [
        ("en", WORKSHOPS, "The workshops were held in [2012].",
         ("2013", "[2012]"), "a number differs: 2013 → 2012"),
        ("en", WORKSHOPS, "The workshops were held in [2012]",
         ("2013", "[2012]"), "a number differs: 2013 → 2012"),
        ("en", WORKSHOPS, "workshops were held in [12].",
         ("2013", "[12]"), "a number differs: 2013 → 12"),
        ("en", WORKSHOPS, "workshops were held in.[12]",
         ("2013", "[12]"), "a number differs: 2013 → 12"),
        ("en", WORKSHOPS, "The workshops were held in 【2012】.",
         ("2013", "【2012】"), "a number differs: 2013 → 2012"),
        ("en", WORKSHOPS, "The workshops were held in [Nairobi].",
         ("2013", "[Nairobi]"), "a number is missing: 2013"),
        ("en", WORKSHOPS, "[No] workshops were held in 2013",
         ("The", "[No]"), "a negation was added: No"),
        ("en", WORKSHOPS, "[Two] workshops were held in 2013",
         ("The", "[Two]"), "a number was added: Two"),
        ("fr", "Les ateliers se sont tenus en 2013.", "Les ateliers se sont tenus en [2012].",
         ("2013", "[2012]"), "a number differs: 2013 → 2012"),
        ("es", "Los talleres se celebraron en 2013.", "Los talleres se celebraron en [2012].",
         ("2013", "[2012]"), "a number differs: 2013 → 2012"),
        ("ru", "Семинары прошли в Риме в 2013 году.", "Семинары прошли в Риме в [2012].",
         ("2013", "[2012]"), "a number differs: 2013 → 2012"),
        ("ar", "عقدت حلقات العمل في عام ٢٠١٣.", "عقدت حلقات العمل في عام [٢٠١٢].",
         ("٢٠١٣", "[٢٠١٢]"), "a number differs: 2013 → 2012"),
        ("zh", "讲习班于2013年在昆明举行。", "讲习班于［2012］年在昆明举行。",
         ("2013", "［2012］"), "a number differs: 2013 → 2012"),
        ("zh", "讲习班在昆明举行，时间是2013。", "讲习班在昆明举行，时间是【2012】。",
         ("2013", "【2012】"), "a number differs: 2013 → 2012"),
    ],
)  # fmt: skip
def test_a_bracket_in_place_of_a_number_or_with_one_is_named(
    lang: str, text: str, quotation: str, change: tuple[str, str], warning: str
) -> None:
    comparison = compared(quotation, text, lang)
    assert not comparison.is_exact
    assert changes(comparison) == [("replace", *change)]
    assert warning in comparison.warnings


@pytest.mark.parametrize(
    ("lang", "text", "quotation", "put_in"),
    [
        ("en", WORKSHOPS, "The workshops [never] were held in 2013", "[never]"),
        ("en", WORKSHOPS, "The workshops [should] were held in 2013.", "[should]"),
        ("en", WORKSHOPS, "The workshops were held in 2013 [twice].", "[twice]"),
        ("en", WORKSHOPS, "The workshops were held in 2013[4].", "[4]"),
        ("en", WORKSHOPS, "The workshops were held in 2013 [%].", "[%]"),
        ("fr", "Les Parties agissent ici.", "Les Parties [doivent] agissent ici.", "[doivent]"),
        ("es", "Las Partes actúan solas.", "Las Partes [no] actúan solas.", "[no]"),
        ("ru", "Стороны действуют одни.", "Стороны [не] действуют одни.", "[не]"),
        ("ar", "تعمل الأطراف وحدها هنا.", "تعمل الأطراف [لا] وحدها هنا.", "[لا]"),
        ("zh", "讲习班在昆明举行。", "讲习班[没有]在昆明举行。", "[没有]"),
        ("zh", "讲习班在昆明举行。", "讲习班［应该］在昆明举行。", "［应该］"),
        ("zh", "讲习班在昆明举行。", "讲习班在昆明举行【三次】。", "【三次】"),
    ],
)
def test_a_number_a_negation_or_a_modal_may_not_be_put_in(
    lang: str, text: str, quotation: str, put_in: str
) -> None:
    comparison = compared(quotation, text, lang)
    assert not comparison.is_exact
    assert changes(comparison) == [("insert", "", put_in)]


@pytest.mark.parametrize(
    ("lang", "text", "quotation", "change"),
    [
        ("en", WORKSHOPS, "[Seminars] were held in 2013", ("workshops", "[Seminars]")),
        ("en", WORKSHOPS, "[They] were held in 2013", ("workshops", "[They]")),
        ("en", WORKSHOPS, "The [seminars] were held in 2013", ("workshops", "[seminars]")),
        ("en", WORKSHOPS, "The workshops … [Nairobi] 2013", ("in", "[Nairobi]")),
        ("en", WORKSHOPS, "The workshops [failed] … 2013", ("were", "[failed]")),
        ("en", "All agreed to support it.", "All agreed to [oppose] it", ("support", "[oppose]")),
        ("en", "All agreed to support it.", "All agreed to [oppose].", ("support", "[oppose]")),
        ("fr", "Les Parties appuient le texte.", "Les Parties [rejettent] le texte.",
         ("appuient", "[rejettent]")),
        ("es", "Las Partes apoyan el texto.", "Las Partes apoyan el [plan].", ("texto", "[plan]")),
        ("ru", "Стороны прибыли в Найроби.", "Стороны прибыли в [Рим].", ("Найроби", "[Рим]")),
        ("ar", "اجتمعت الأطراف في نيروبي.", "اجتمعت الأطراف في [روما].", ("نيروبي", "[روما]")),
        ("zh", "讲习班在昆明举行。", "讲习班在［北京］举行。", ("昆明", "［北京］")),
        ("zh", "讲习班在湖泊附近的昆明。", "讲习班在湖泊附近的【北京】。", ("昆明", "【北京】")),
    ],
)  # fmt: skip
def test_a_bracket_in_place_of_other_words_is_a_difference(
    lang: str, text: str, quotation: str, change: tuple[str, str]
) -> None:
    comparison = compared(quotation, text, lang)
    assert not comparison.is_exact
    assert ("replace", *change) in changes(comparison)


@pytest.mark.parametrize(
    ("lang", "text", "quotation"),
    [
        ("en", WORKSHOPS, "[T]he workshops were held"),
        ("en", WORKSHOPS, "［t］he workshops were held"),
        ("en", WORKSHOPS, "The workshop[s] were held"),
        ("en", WORKSHOPS, "The workshops [on lamps] were held in 2013 [in Nairobi]."),
        ("en", WORKSHOPS, "The workshops [sic] were held [sic]"),
        ("en", WORKSHOPS, "[t]he workshops […] in 2013."),
        ("en", WORKSHOPS, "The workshops were held in 2013.[4]"),
        ("en", "It met in Rome, and left.", "It met in Rome [in Italy]"),
        ("en", "It met; it decided to wait.", "[the group] it decided to wait"),
        ("en", "Then it decided to wait.", "Then [the group] decided to wait"),
        ("fr", "Les ateliers se sont tenus ici.", "[L]es ateliers [de formation] se sont tenus"),
        ("es", "Los talleres se celebraron.", "Los talleres [de Lima] se celebraron [ayer]."),
        ("ru", "Семинары прошли в Риме.", "Семинары [Сторон] прошли в Риме [так]."),
        ("ar", "عقدت حلقات العمل هنا.", "عقدت حلقات العمل [التدريبية] هنا [كذا]."),
        ("zh", "讲习班在昆明举行。", "讲习班［培训］在昆明举行【原文如此】。"),
        ("zh", "讲习班在昆明举行。", "讲习班[培训]在昆明举行。"),
    ],
)
def test_what_an_editor_may_put_in(lang: str, text: str, quotation: str) -> None:
    comparison = compared(quotation, text, lang)
    assert comparison.is_exact, changes(comparison)


@pytest.mark.parametrize(
    ("text", "quotation", "warning"),
    [
        ("Their legal means", "Their [il]legal means", "a negation was added: legal → illegal"),
        ("Their useful means", "Their use[less] means", ""),
        ("Their useless means", "Their use[d] means", ""),
        ("They light road lamps", "They light road tram[s]", ""),
        ("They light thirty lamps", "They light thirt[een] lamps", "a number differs"),
        ("They met in May", "They met in May[be]", ""),
    ],
)
def test_letters_in_brackets_must_leave_the_word_what_it_is(
    text: str, quotation: str, warning: str
) -> None:
    comparison = compared(quotation, text)
    assert not comparison.is_exact
    assert not warning or any(warning in one for one in comparison.warnings)


DRAFT = "Invites Parties to [consider] [support] the list in annex I"


@pytest.mark.parametrize(
    "quotation",
    [
        DRAFT,
        "[I]nvites Parties to [consider] [support] the list",
        "Invites Parties to 【consider】 ［support］ the list",
        "Invites Parties to [consider]",
        "[support] the list in annex I.",
        "Invites Parties to [consider] […] the list in annex I",
        "Invites Parties to […] the list",
        "Invites Parties to",
        "the list in annex I.[4]",
    ],
)
def test_brackets_of_the_source_are_quoted_as_they_stand(quotation: str) -> None:
    comparison = compared(quotation, DRAFT)
    assert comparison.is_exact, changes(comparison)


@pytest.mark.parametrize(
    ("quotation", "change"),
    [
        ("Invites Parties to [consider] [oppose] the list in annex I",
         ("replace", "support", "oppose")),
        ("Invites Parties to [reject] the list in annex I", ("replace", "support", "reject")),
        ("Invites Parties to the list in annex I", ("delete", "[consider] [support]", "")),
        ("Invites Parties to [consider] the list", ("delete", "] [support", "")),
        ("Invites Parties to consider support the list", ("delete", "] [", "")),
        ("[oppose] the list in annex I", ("replace", "support", "oppose")),
        ("Invites Parties to [oppose]", ("replace", "consider", "oppose")),
        ("Invites Parties to [reject] […] the list", ("replace", "consider", "reject")),
        ("Invites [the] Parties to [consider] [support] the list", ("insert", "", "[the]")),
    ],
)  # fmt: skip
def test_what_stands_in_brackets_of_the_source_may_not_be_changed(
    quotation: str, change: tuple[str, str, str]
) -> None:
    comparison = compared(quotation, DRAFT)
    assert not comparison.is_exact
    assert change in changes(comparison)
    assert comparison.similarity > 0.6


@pytest.mark.parametrize(
    ("lang", "text", "printed", "quoted"),
    [
        ("fr", "Invite les Parties à [examiner] [appuyer] la liste", "appuyer", "rejeter"),
        ("es", "Invita a las Partes a [examinar] [apoyar] la lista", "apoyar", "rechazar"),
        ("ru", "Предлагает Сторонам [обсудить] [одобрить] список", "обсудить", "отклонить"),
        ("ar", "تدعو الأطراف إلى [النظر] [الموافقة] في القائمة", "الموافقة", "الرفض"),
        ("zh", "请缔约方[审议][支持]附件一的清单", "支持", "反对"),
        ("zh", "请缔约方［审议］［支持］附件一的清单", "审议", "拒绝"),
        ("zh", "请缔约方【审议】【支持】附件一的清单", "支持", "反对"),
    ],
)
def test_brackets_of_the_source_in_other_languages(
    lang: str, text: str, printed: str, quoted: str
) -> None:
    assert compared(text, text, lang).is_exact
    changed = compared(text.replace(printed, quoted), text, lang)
    assert changes(changed) == [("replace", printed, quoted)]
    assert not changed.is_exact


def test_a_negation_of_a_draft_stands_beside_what_is_quoted_of_it() -> None:
    draft = "Parties may [not] light lamps"
    for quotation in ("light lamps", "Parties may"):
        comparison = compared(quotation, draft)
        assert not comparison.is_exact
        assert changes(comparison) == [("delete", "not", "")]


def test_the_span_found_takes_in_the_words_that_a_bracket_stands_in_place_of() -> None:
    (span,) = compared("The workshops were held in [Nairobi].", WORKSHOPS).spans
    assert WORKSHOPS[span.start : span.end] == "The workshops were held in 2013"
