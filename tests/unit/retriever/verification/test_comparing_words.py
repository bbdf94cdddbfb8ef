"""What an editor may do to a quotation, what he may not, and how a difference is told."""

from __future__ import annotations

import pytest

from index.errors import InvalidQuery
from index.model import FootnoteRef, Passage, PassageKind
from retriever.verification.comparison import Comparison, compare
from retriever.verification.quotation import MAX_QUOTATION_LENGTH, read_quotation
from retriever.verification.source import source_of


def passage(text: str, label: str = "5", lang: str = "en", **fields: object) -> Passage:
    given = {
        "passage_id": f"note:{label}",
        "document_id": "note",
        "ordinal": 0,
        "label": label,
        "printed_label": f"{label}.",
        "alt_labels": (),
        "kind": PassageKind.PARAGRAPH,
        "parent": "",
        "section_path": (),
        "chapeau": "",
        "text": text,
        "lang": lang,
        "start_line": 1,
        "end_line": 1,
        "footnote_refs": (),
        "metadata": {},
    }
    return Passage(**{**given, **fields})


def compared(quotation: str, *passages: Passage) -> Comparison:
    return compare(read_quotation(quotation), source_of(passages))


def changes(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [
        (str(one.kind), one.printed, one.quoted)
        for one in comparison.differences
        if one.kind != "equal"
    ]


LAMPS = passage(
    "Of the 31 Parties, 23 “agreed” – in writing – that no legal limit shall apply to road lamps, "
    "and that Party-owned lamps may not be lit."
)


@pytest.mark.parametrize(
    "quotation",
    [
        "Of the 31 Parties, 23 “agreed” – in writing – that no legal limit shall apply",
        "«of the 31 Parties, 23 'agreed' - in writing — that no legal limit shall apply.»",
        '"Of  the\n31 Parties, 23 agreed – in writing – that no legal limit shall apply"',
        "Of the ３１ Parties， 23 agreed – in writing – that no le\u00adgal limit shall apply;",
        "5. Of the 31 Parties, 23 agreed – in writing",
        "[o]f the 31 Parties, 23 agreed",
        "Of the 31 Parties, 23 […] agreed […] road lamps, and that Party‑owned lamps",
        "that no legal limit shall apply to road\nlamps, and that Party-\nowned lamps",
        "31 Parties [in Africa], 23 agreed",
        "and that [such] lamps may not be lit",
        "road lamp[s], and that Party-owned",
        "Of the 31 Parties,² 23 agreed",
        "… the 31 Parties …",
        "and that Party-owned lamps may not be lit.[4]",
    ],
)
def test_what_an_editor_may_do_is_exact(quotation: str) -> None:
    comparison = compared(quotation, LAMPS)
    assert changes(comparison) == [] or comparison.is_exact, changes(comparison)
    assert comparison.is_exact
    assert comparison.similarity == 1.0


@pytest.mark.parametrize(
    ("quotation", "change", "warning"),
    [
        ("Of the 13 Parties, 23 agreed", ("replace", "31", "13"), "a number differs: 31 → 13"),
        ("that legal limit shall apply", ("delete", "no", ""), "a negation is missing: no"),
        ("no legal limit should apply", ("replace", "shall", "should"),
         "modal strength changed: shall → should"),
        ("lamps may be lit", ("delete", "not", ""), "a negation is missing: not"),
        ("no legal limit shall not apply", ("insert", "", "not"), "a negation was added: not"),
        ("no illegal limit shall apply", ("replace", "legal", "illegal"),
         "a negation was added: legal → illegal"),
        ("no legal limit shall [not] apply", ("insert", "", "[not]"), "a negation was added: not"),
        ("31 Parties, [22] agreed – in writing", ("replace", "23", "[22]"),
         "a number differs: 23 → 22"),
    ],
)  # fmt: skip
def test_changed_numbers_negations_and_modals_are_near_with_a_warning(
    quotation: str, change: tuple[str, str, str], warning: str
) -> None:
    comparison = compared(quotation, LAMPS)
    assert not comparison.is_exact
    assert change in changes(comparison)
    assert warning in comparison.warnings


@pytest.mark.parametrize(
    ("quotation", "change"),
    [
        ("Of the 31 Parties, 23 agreed – in person", ("replace", "writing", "person")),
        ("no legal limit shall apply to street lamps", ("replace", "road", "street")),
        ("Of the 31 parties, 23 agreed", ("replace", "Parties", "parties")),
        ("no legal limit shall apply to road lamps and that", ("delete", ",", "")),
        ("that Partyowned lamps", ("replace", "Party-owned", "Partyowned")),
    ],
)
def test_any_other_changed_word_is_near(quotation: str, change: tuple[str, str, str]) -> None:
    comparison = compared(quotation, LAMPS)
    assert not comparison.is_exact
    assert change in changes(comparison)
    assert comparison.warnings == ()


def test_a_negation_or_a_number_cut_off_at_the_edge_is_no_exact_quotation() -> None:
    comparison = compared("legal limit shall apply", LAMPS)
    assert not comparison.is_exact
    assert changes(comparison) == [("delete", "no", "")]
    assert comparison.warnings == (
        "a negation is missing: no stands right before the words quoted",
    )
    thousands = passage("Two hundred experts attended; they did not vote.")
    assert not compared("hundred experts attended", thousands).is_exact
    assert not compared("they did", thousands).is_exact
    assert compared("experts attended; they", thousands).is_exact


def test_an_elision_must_not_hide_a_negation() -> None:
    hidden = compared("Party-owned lamps may […] be lit", LAMPS)
    assert not hidden.is_exact
    assert hidden.warnings == ("the elision leaves out a negation: not",)
    far = compared("Of the 31 Parties […] road lamps", LAMPS)
    assert far.is_exact
    assert far.warnings == ("the elision leaves out a negation: no",)


def test_pieces_of_an_elided_quotation_must_stand_in_order() -> None:
    assert compared("23 agreed … road lamps", LAMPS).is_exact
    assert not compared("road lamps … 23 agreed", LAMPS).is_exact


def test_offsets_point_into_quotation_and_passage() -> None:
    quotation = "“Of the 13\u00ad Parties”"
    comparison = compared(quotation, LAMPS)
    for one in comparison.differences:
        assert quotation[one.quoted_start : one.quoted_end] == one.quoted
        assert LAMPS.text[one.printed_start : one.printed_end] == one.printed
    (span,) = comparison.spans
    assert LAMPS.text[span.start : span.end] == "Of the 31 Parties"


def test_offsets_hold_for_decomposed_letters() -> None:
    text = "L'e\u0301tat de la fore\u0302t a e\u0301te\u0301 de\u0301crit"
    comparison = compared("forêt a été décrit", passage(text, lang="fr"))
    assert comparison.is_exact
    (span,) = comparison.spans
    assert text[span.start : span.end] == "fore\u0302t a e\u0301te\u0301 de\u0301crit"


def test_chinese_differences_are_told_by_the_word() -> None:
    zh = passage("三十一个缔约方不同意在湖泊附近安装路灯。", lang="zh")
    assert compared("三十一个缔约方不同意在湖泊附近安装路灯", zh).is_exact
    assert compared("“三十一个 缔约方不同意在湖泊\n附近安装路灯”", zh).is_exact
    number = compared("三十个缔约方不同意在湖泊附近安装路灯", zh)
    assert number.warnings[0].startswith("a number differs")
    cut = compared("十一个缔约方不同意在湖泊附近安装路灯", zh)
    assert not cut.is_exact
    negation = compared("三十一个缔约方同意在湖泊附近安装路灯", zh)
    assert not negation.is_exact
    assert any("negation is missing" in warning for warning in negation.warnings)
    word = compared("三十一个缔约方不同意在森林附近安装路灯", zh)
    assert changes(word) == [("replace", "湖泊", "森林")]


@pytest.mark.parametrize(
    ("lang", "printed", "quoted", "warning"),
    [
        ("fr", "Les Parties ne doivent pas agir seules", "Les Parties doivent agir seules",
         "a negation is missing: ne"),
        ("es", "Las Partes no deberán actuar nunca", "Las Partes deberían actuar nunca",
         "modal strength changed: deberán → deberían"),
        ("ru", "Стороны не должны действовать одни", "Стороны должны действовать одни",
         "a negation is missing: не"),
        ("ar", "يجب ألا تعمل الأطراف وحدها في ٣١ بلدا", "يجب ألا تعمل الأطراف وحدها في 13 بلدا",
         "a number differs: 31 → 13"),
        ("zh", "该方式不仅惠及公约，也惠及各国", "该方式以仅惠及公约，也惠及各国",
         "a negation is missing: 不"),
        ("zh", "方式不同的各国", "方式同的各国", "a negation is missing: 不同 → 同"),
        ("fr", "Un budget de 12 500 dollars est adopté", "Un budget de 12 600 dollars est adopté",
         "a number differs: 12500 → 12600"),
    ],
)  # fmt: skip
def test_warnings_in_other_languages(lang: str, printed: str, quoted: str, warning: str) -> None:
    comparison = compared(quoted, passage(printed, lang=lang))
    assert not comparison.is_exact
    assert warning in comparison.warnings


def test_arabic_digits_are_digits_and_vowel_signs_make_no_difference() -> None:
    arabic = passage("وافق ٣١ طرفا على القرار", lang="ar")
    assert compared("وافَقَ 31 طرفا على القرار", arabic).is_exact


def test_superscripts_after_units_are_numbers() -> None:
    area = passage("The reserve covers 40 km² of forest.")
    assert compared("covers 40 km² of forest", area).is_exact
    assert not compared("covers 40 km³ of forest", area).is_exact
    assert not compared("covers 40 km of forest", area).is_exact


def test_footnote_marks_may_stay_where_they_stood() -> None:
    noted = passage("The text is in the annex. It is long.", footnote_refs=(FootnoteRef("3", 25),))
    assert compared("in the annex.3 It is long", noted).is_exact
    assert compared("in the annex.³ It is long", noted).is_exact
    assert not compared("in the annex.4 It is long", noted).is_exact


CHAPEAU = passage("To this end, the Secretariat:", "2", section_path=("II. FINANCE",))
FIRST = passage("Held a seminar;", "2(a)", printed_label="(a)", section_path=("II. FINANCE",))
SECOND = passage("Wrote a book.", "2(b)", printed_label="(b)", section_path=("II. FINANCE",))


@pytest.mark.parametrize(
    ("quotation", "labels"),
    [
        ("To this end, the Secretariat: (a) held a seminar; (b) wrote a book", "2 2(a) 2(b)"),
        ("To this end, the Secretariat held a seminar, wrote a book.", "2 2(a) 2(b)"),
        ("Finance. 2. To this end, the Secretariat", "2"),
        ("a seminar; wrote", "2(a) 2(b)"),
    ],
)
def test_quotations_run_over_passages(quotation: str, labels: str) -> None:
    comparison = compared(quotation, CHAPEAU, FIRST, SECOND)
    assert comparison.is_exact, changes(comparison)
    found = [comparison.source.parts[span.part].passage.label for span in comparison.spans]
    assert found == labels.split()


def test_square_brackets_of_the_source_are_words_of_their_own() -> None:
    draft = passage("Parties [shall][should] report [every four years].")
    assert compared("Parties [shall][should] report [every four years]", draft).is_exact
    assert not compared("Parties shall report", draft).is_exact


@pytest.mark.parametrize("empty", ["", "  ", "…", "“”", "[the Secretariat]", ".,;"])
def test_a_quotation_without_words_is_refused(empty: str) -> None:
    with pytest.raises(InvalidQuery, match="holds no word"):
        read_quotation(empty)


def test_a_quotation_that_is_too_long_is_refused() -> None:
    read_quotation("a " * (MAX_QUOTATION_LENGTH // 2))
    with pytest.raises(InvalidQuery, match="20,001 characters"):
        read_quotation("a" * (MAX_QUOTATION_LENGTH + 1))


def test_long_quotations_are_aligned() -> None:
    words = [f"word{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}x{'y' * (n % 7)}" for n in range(2400)]
    text = " ".join(words)
    source = [passage(text), passage(text[:9_000], "6"), passage("another " * 900, "7")]
    changed = text[:19_000].rsplit(" ", 1)[0].replace(words[40], "elsewhere", 1)
    comparison = compared(changed, *source)
    assert changes(comparison) == [("replace", words[40], "elsewhere")]
    assert compared(text[:19_990].rsplit(" ", 1)[0], *source).is_exact


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "a " * 10_000,
        "a" + "[" * 19_999,
        "a" + "…" * 19_999,
        ". " * 9_999 + "a",
        "1 " * 10_000,
        "“" * 19_999 + "a",
        "的" * 20_000,
        "a-\n" * 6_600,
        "a" + "[a]" * 6_600,
        "a[b" * 6_600,
        "²" * 9_999 + "a",
    ],
)
def test_repeated_characters_are_compared_in_linear_time(text: str) -> None:
    """Were any step quadratic, this would not end."""
    source = source_of([passage(text[:15_000]), passage("b " * 5_000, "6")])
    assert compare(read_quotation(text), source).similarity <= 1.0
