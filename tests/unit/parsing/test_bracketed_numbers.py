"""Numbered paragraphs in square brackets, number included: text that is not agreed."""

from __future__ import annotations

import pytest

from index.drafting.fields import has_bracketed_words
from index.parsing.labels import match_label


def shown(document):
    return [(unit.label, unit.printed_label, unit.text) for unit in document.units]


def spaced(*lines):
    return "\n\n".join(lines)


LIMITED = spaced(
    "1. Welcomes the report;",
    "[2. Invites Parties to pay;]",
    "3. Requests the Secretary:",
    "(a) To act;",
    "[(b) To report;]",
    "(c) To write.",
    "[4.] Decides to meet;",
    "[5. Urges donors;]",
)


def test_each_is_a_paragraph_of_its_own(parse):
    document = parse(LIMITED)
    assert shown(document) == [
        ("1", "1.", "Welcomes the report;"),
        ("2", "2.", "[Invites Parties to pay;]"),
        ("3", "3.", "Requests the Secretary:"),
        ("3(a)", "(a)", "To act;"),
        ("3(b)", "(b)", "[To report;]"),
        ("3(c)", "(c)", "To write."),
        ("4", "[4.]", "Decides to meet;"),
        ("5", "5.", "[Urges donors;]"),
    ]
    assert document.warnings == ()
    assert [unit.label for unit in document.units if has_bracketed_words(unit.text)] == [
        *("2", "3(b)", "5")
    ]


def test_without_blank_lines(parse):
    assert shown(parse(LIMITED.replace("\n\n", "\n"))) == shown(parse(LIMITED))


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("[2. 请缔约方付款；]", "2.", "[请缔约方付款；]"),
        ("［２．请缔约方付款；］", "２．", "［请缔约方付款；］"),
        ("［2.］请缔约方付款；", "［2.］", "请缔约方付款；"),
        ("[2. Prie les Parties ;]", "2.", "[Prie les Parties ;]"),
        ("[2. Просит Стороны;]", "2.", "[Просит Стороны;]"),
        ("[٢ - يدعو الأطراف؛]", "٢ -", "[يدعو الأطراف؛]"),
        ("[ 2. Invites;]", "2.", "[Invites;]"),
        ("[[2. Invites] Parties;]", "2.", "[[Invites] Parties;]"),
        ("[[2.] Invites;]", "[2.]", "[Invites;]"),
        ("[2.] [Invites;]", "[2.]", "[Invites;]"),
    ],
)
def test_ways_to_print_it(parse, line, number, text):
    document = parse(spaced("1. One.", line, "3. Three."))
    assert shown(document)[1] == ("2", number, text)
    assert [unit.label for unit in document.units] == ["1", "2", "3"]


def test_brackets_round_several_paragraphs(parse):
    text = spaced("1. One.", "[2. Two;", "3. Three;", "4. Four;]", "5. Five.")
    assert shown(parse(text)) == [
        ("1", "1.", "One."),
        ("2", "2.", "[Two;"),
        ("3", "3.", "Three;"),
        ("4", "4.", "Four;]"),
        ("5", "5.", "Five."),
    ]


def test_number_alone_on_its_line(texts):
    assert texts(spaced("1. One.", "[2.", "Two;]", "[3.]", "Three.")) == {
        "1": "One.",
        "2": "[Two;]",
        "3": "Three.",
    }


@pytest.mark.parametrize("number", ["3 bis.", "3bis.", "3\u00a0bis."])
def test_inserted(labels, number):
    text = spaced("1. One.", "2. Two.", "3. Three.", f"[{number} More;]", "4. Four.")
    assert labels(text) == ["1", "2", "3", "3bis", "4"]


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ("2 alt.", "2~2"),
        ("2\u00a0alt.", "2~2"),
        ("2. alt.", "2~2"),
        ("2 alt 1.", "2~2"),
        ("2 alt.1", "2~2"),
        ("2 (alt).", "2~2"),
        ("2 альт.", "2~2"),
    ],
)
@pytest.mark.parametrize("line", ["[{} Urges donors;]", "{} Urges donors;"])
def test_alternative_is_a_unit_of_its_own(parse, line, number, label):
    document = parse(spaced("1. One.", "2. Two.", line.format(number), "3. Three."))
    assert [unit.label for unit in document.units] == ["1", "2", label, "3"]
    assert document.units[2].alt_labels == ("2",)
    assert "Urges donors;" in document.units[2].text


def test_alternatives_after_later_numbers(labels):
    text = spaced("1. One.", "2. Two.", "2 bis. More.", "2 bis alt. Else.", "3. Three.")
    assert labels(text) == ["1", "2", "2bis", "2bis~2", "3"]
    text = spaced("1. One.", "2. Two.", "3. Three.", "[2 alt. Else;]", "4. Four.")
    assert labels(text) == ["1", "2", "3", "2~2", "4"]


@pytest.mark.parametrize(
    "line",
    [
        "[1] See decision X/20.",
        "[1]",
        "[2012] was a year.",
        "[i] See decision X/20.",
        "[sic] See.",
        "[e.g. of Parties]",
        "[20 per cent] of it.",
        "[4]. Reference",
        "[1. Introduction](#introduction)",
        "[2. Targets](https://example.org/targets)",
        "[",
        "[]",
        "[[]]",
        "2 alternatives were discussed.",
        "2 altogether.",
    ],
)
def test_what_only_begins_like_one(line):
    assert match_label(line) is None


def test_reference_list_stays_text(parse):
    document = parse(spaced("1. One.", "2. Two.", "[2012] was a year.", "[3] See decision X/20."))
    assert [unit.label for unit in document.units] == ["1", "2"]


def test_decision_wholly_in_brackets(parse):
    document = parse(
        "[The Conference of the Parties,\n\n[Recalling decision 1/2,]\nNoting X,\n\n"
        "[1. Adopts;]\n\n2. Requests.]\n"
    )
    assert shown(document) == [
        ("pp1", "", "[Recalling decision 1/2,]"),
        ("pp2", "", "Noting X,"),
        ("1", "1.", "[Adopts;]"),
        ("2", "2.", "Requests.]"),
    ]
    assert document.units[2].chapeau == "The Conference of the Parties,"
