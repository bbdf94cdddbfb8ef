"""What holds of sentences, symbols, terms and languages for any text."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.analysis import analyze, analyze_query
from index.language import detect_language
from index.sentences import split_sentences
from index.symbols import find_symbols

LANGS = st.sampled_from(["en", "fr", "es", "ru", "ar", "zh", "und"])
# Any Unicode, and texts dense in what the rules are about.
PIECES = [
    *"。！？；.!?;:…؟؛ \n\n\t\u00a0()（）“”«»「」/-‑–0123456789",
    *("UNEP/CBD", "/COP/11", "X/20", "No. ", "п. ", "г. ", "Dr. ", "第", "号决定", "8(h)", "REDD+"),
    *(
        "会议",
        "什么",
        "Convention",
        "l'",
        "é",
        "ё",
        "й",
        "المادة",
        "١",
        "e\u0301",
        "🌍",
        "\u0640",
        "A.",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=80).map("".join)
)
many = settings(max_examples=300)


@many
@given(TEXTS, LANGS)
def test_sentences_leave_out_only_space(text: str, lang: str) -> None:
    end = 0
    for sentence in split_sentences(text, lang):
        assert text[end : sentence.start].strip() == ""
        assert end <= sentence.start < sentence.end <= len(text)
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
        end = sentence.end
    assert text[end:].strip() == ""


@many
@given(TEXTS, LANGS)
def test_only_a_text_without_letters_has_a_sentence_without_letters(text: str, lang: str) -> None:
    if any(character.isalnum() for character in text):
        for sentence in split_sentences(text, lang):
            assert any(character.isalnum() for character in text[sentence.start : sentence.end])


@many
@given(TEXTS)
def test_symbols_are_in_order_and_apart(text: str) -> None:
    end = 0
    for mention in find_symbols(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        assert len(set(mention.forms)) == len(mention.forms)
        assert all(
            form == form.lower() and form.strip() and " " not in form for form in mention.forms
        )


@many
@given(st.integers(1, 39), st.integers(1, 200))
def test_roman_and_arabic_decision_numbers_are_one(session: int, number: int) -> None:
    tens, ones = divmod(session, 10)
    roman = "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]
    (as_roman,) = find_symbols(f"decision {roman}/{number}.")
    (as_arabic,) = find_symbols(f"第{session}/{number}号决定")
    assert as_roman.normal == as_arabic.normal == f"{session}/{number}"


@many
@given(TEXTS, LANGS)
def test_terms_are_short_clean_and_repeatable(text: str, lang: str) -> None:
    terms = analyze(text, lang)
    assert terms == analyze(text, lang)
    assert all(term and not any(character.isspace() for character in term) for term in terms)


@many
@given(TEXTS, LANGS)
def test_a_passage_holds_the_terms_of_itself_asked_as_a_query(text: str, lang: str) -> None:
    """But for Chinese words, which a query without its stop words may cut otherwise."""
    asked = {term for term in analyze_query(text, lang) if not _is_chinese_word(term)}
    assume(not any(term.startswith("#") for term in asked))  # their place is left blank
    assert asked <= set(analyze(text, lang))


@settings(max_examples=100)
@given(TEXTS)
def test_a_language_is_told_of_any_text(text: str) -> None:
    assert detect_language(text) in {"zh", "en", "fr", "es", "ru", "ar", "ja", "ko", "und"}


@many
@given(st.sampled_from(["ramsar", "cites", "pangolins"]), st.data())
def test_case_does_not_matter_to_the_folded_word(word: str, data: st.DataObject) -> None:
    written = "".join(data.draw(st.sampled_from([letter, letter.upper()])) for letter in word)
    folded = {word, word.removesuffix("s")}
    assert folded & set(analyze(f"on {written} sites", "en"))


def _is_chinese_word(term: str) -> bool:
    return term[0] >= "\u3400"
