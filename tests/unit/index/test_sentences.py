"""Where sentences end, in six languages."""

from __future__ import annotations

import pytest

from index.sentences import LONG_SENTENCE, SHORT_CLAUSE, split_sentences


def sentences(text: str, lang: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split_sentences(text, lang)]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["The meeting was held in Bonn.", "Was it opened?", "It was!"]),
        ("en", ["See No. 5 and paras. 4 and 7.", "Dr. Smith agreed, i.e. fully."]),
        ("en", ["It cost 1.5 million, see UNEP/CMS/Conf.10.27.", "Visit www.example.org."]),
        ("en", ["The U.N. Secretary-General and J. R. Meyer spoke.", "They left."]),
        ("en", ["Seeds, fibres, etc. were traded.", "No others were."]),
        ("en", ["It said: “We did.”", "Then (as agreed.)", "Nothing."]),
        ("en", ["Funds... were short.", "Then more came…", "And went."]),
        ("en", ["5. The Secretariat reported.", "It was thanked."]),
        ("en", ["IV. The budget was adopted in 2010.", "15 Parties abstained."]),
        ("en", ["It referred to art. IV and vol. 3.", "The answer was no.", "All agreed."]),
        ("fr", ["Voir le n° 5.", "M. Dupont, cf. le par. 4 c), a dit oui.", "Le reste suit."]),
        ("fr", ["Elle a dit : « Oui. »", "Puis elle est partie."]),
        ("es", ["Véase el párr. 5 y los núms. 3 y 4.", "¿Qué pasó?", "¡Nada!", "Fin."]),
        ("es", ["El Sr. García viajó a EE. UU. en mayo.", "Volvió."]),
        ("ru", ["Согласно п. 5 ст. 8 и пп. 3, т.е. в 2010 г. Совет решил.", "Доклад принят."]),
        ("ru", ["Школа им. Ленина открыта.", "А. С. Иванов выступил."]),
        ("ar", ["ما هي التوصيات؟", "قرر المؤتمر ذلك.", "حضر د. محمد."]),
        ("und", ["One thing.", "Another."]),
    ],
)
def test_space_separated(lang: str, expected: list[str]) -> None:
    assert sentences(" ".join(expected), lang) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["会议通过了决定。", "真的？", "结束！"],
        ["会议通过了决定（见第5段。附件）。", "第XI.3号决议很重要。"],
        ["主席说：“好。是。”", "随后散会。"],
        ["他提到“可持续发展。”的原则。", "会议同意。"],
        ["《公约（草案。二稿）》已分发。", "见第10.21号决议。"],
        ["会议审议了：(一) 森林；(二) 气候。"],
    ],
)
def test_chinese(expected: list[str]) -> None:
    assert sentences("".join(expected), "zh") == expected


def test_a_stop_in_a_long_quotation_counts() -> None:
    quotation = "缔约方大会通过了这项决定。" * 20
    assert len(sentences(f"他说：“{quotation}”。", "zh")) == 20


def test_a_short_enumeration_is_one_sentence() -> None:
    text = "Parties agreed: to meet; to report; and to pay."
    assert sentences(text, "en") == [text]


@pytest.mark.parametrize(
    ("lang", "clause", "semicolon"),
    [
        ("en", "to take into account the needs of developing countries in every programme", "; "),
        ("zh", "各缔约方应当采取措施保护生物多样性并且加强国家战略和行动计划的执行工作", "；"),
        ("ar", "أن تراعي احتياجات البلدان النامية في جميع برامج العمل المتعلقة بالتنوع", "؛ "),
    ],
)
def test_a_long_enumeration_is_cut_at_semicolons(lang: str, clause: str, semicolon: str) -> None:
    count = LONG_SENTENCE // len(clause) + 1
    text = semicolon.join([clause] * count) + "."
    expected = [clause + semicolon.strip()] * (count - 1) + [clause + "."]
    assert sentences(text, lang) == expected


def test_clauses_too_short_to_read_alone_stay_with_the_next() -> None:
    text = "One; two; " + "the parties agreed to meet again " * 20 + "; and to report."
    clauses = sentences(text, "en")
    assert len(clauses) > 1
    assert clauses[0].startswith("One; two; the parties")
    assert all(len(clause) >= SHORT_CLAUSE for clause in clauses[:-1])


def test_blank_lines_end_sentences_and_single_line_breaks_do_not() -> None:
    assert sentences("A first\nline of text\n \nA second", "en") == [
        "A first\nline of text",
        "A second",
    ]


def test_offsets_are_code_points() -> None:
    text = "🌍 on top. Second 🌱 here."
    first, second = split_sentences(text, "en")
    assert (first.start, first.end) == (0, 9)
    assert text[second.start : second.end] == "Second 🌱 here."


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\u3000"])
def test_blank_text_has_none(text: str) -> None:
    assert split_sentences(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It grew. . . . Then it fell.", ["It grew. . . .", "Then it fell."]),
        ("。。 会议开始。", ["。。 会议开始。"]),
        ("结束。 。", ["结束。 。"]),
        (". . .", [". . ."]),
    ],
)
def test_stops_alone_are_no_sentence(text: str, expected: list[str]) -> None:
    assert sentences(text, "zh") == expected


@pytest.mark.parametrize("unit", ["a. ", "。", "“a。", "(", "; ", ". ", "...", "\n", "）", "A. "])
def test_a_million_characters_end(unit: str) -> None:
    """Quadratic splitting would not end in a test's lifetime."""
    text = unit * (1_000_000 // len(unit))
    found = split_sentences(text, "en")
    assert sum(s.end - s.start for s in found) <= len(text)
