"""Several decisions in one document: each begins at its number and ends the annex before it."""

from __future__ import annotations

import pytest

REPORT = """16/1. First matter

The Conference of the Parties

1. Adopts the terms in annex II;

2. Asks.

Annex II

TERMS OF REFERENCE

1. The body shall advise.

16/2. Digital sequence information

The Conference of the Parties,

Recalling decision 16/1,

1. Adopts it;

2. Establishes a fund.

Annex III

Article 1

1. One.

Article 2

1. Two.

16/3. Next matter

The Conference of the Parties,

1. Adopts it.

Annex

I. FIRST

1. One.

II. SECOND

1. Again.

16/4. Last matter

The Conference of the Parties,

1. Adopts it.
"""


@pytest.mark.parametrize("text", [REPORT, REPORT.replace("\n\n", "\n")])
def test_a_decision_ends_the_annex_before_it(labels, text):
    assert labels(text) == [
        "1",
        "2",
        "annex-2/1",
        "decision-2/pp1",
        "decision-2/1",
        "decision-2/2",
        "decision-2/annex-3/art-1/1",
        "decision-2/annex-3/art-2/1",
        "decision-3/1",
        "decision-3/annex/1",
        "decision-3/annex/part-2/1",
        "decision-4/1",
    ]


def test_sections_and_kinds(parse):
    units = {unit.label: unit for unit in parse(REPORT).units}
    assert units["1"].kind == units["decision-2/2"].kind == "operative"
    assert units["decision-2/pp1"].kind == "preambular"
    assert units["decision-2/2"].chapeau == "The Conference of the Parties,"
    assert units["decision-2/2"].section_path == ("16/2. Digital sequence information",)
    assert units["annex-2/1"].section_path == (
        "16/1. First matter",
        "Annex II TERMS OF REFERENCE",
    )
    assert units["decision-3/annex/1"].alt_labels == ("decision-3/annex-1/1",)


@pytest.mark.parametrize(
    ("heading", "actor"),
    [
        ("Decision 16/{}. Title", "The Conference of the Parties,"),
        ("Decision 16/{}", "The Conference of the Parties,"),
        ("Decision 16/{}\n\nTitle", "The Conference of the Parties,"),
        ("16/{}.\n\nTitle", "The Conference of the Parties,"),
        ("XI/{}. Title", "The Conference of the Parties,"),
        ("BS-II/{}. Title", "The Conference of the Parties,"),
        ("RC-10/{}: Title", "The Conference of the Parties,"),
        ("{}/CP.28. Title", "The Conference of the Parties,"),
        ("Résolution 71/{}", "L’Assemblée générale,"),
        ("Decisión 16/{}. Título", "La Conferencia de las Partes,"),
        ("Решение 16/{}. Название", "Конференция Сторон,"),
        ("المقرر 16/{}", "إن مؤتمر الأطراف،"),
        ("第16/{}号决定", "缔约方大会，"),
        ("第16/{}号决定 标题", "缔约方大会，"),
        ("16/{}. 标题", "缔约方大会，"),
    ],
)
def test_ways_to_print_the_number(labels, heading, actor):
    decision = f"{heading}\n\n{actor}\n\n1. One;\n\n2. Two.\n\nAnnex\n\n1. Three.\n\n"
    assert labels(decision.format(1) + decision.format(2)) == [
        *("1", "2", "annex/1", "decision-2/1", "decision-2/2", "decision-2/annex/1")
    ]


def test_annexes_of_decisions_are_told_apart(labels):
    decision = (
        "16/{}. Title\n\nThe Council,\n\n1. One.\n\nAnnex I\n\n1. A.\n\nAnnex II\n\n1. B.\n\n"
    )
    assert labels(decision.format(1) + decision.format(2)) == [
        *("1", "annex-1/1", "annex-2/1"),
        *("decision-2/1", "decision-2/annex-1/1", "decision-2/annex-2/1"),
    ]


def test_decisions_behind_a_report(labels):
    text = (
        "1. The meeting was opened.\n\n2. It adopted decisions.\n\nAnnex I\n\nDECISIONS\n\n"
        "16/1. Title\n\nThe Council,\n\n1. One.\n\n16/2. Title\n\nThe Council,\n\n1. Two.\n"
    )
    assert labels(text) == ["1", "2", "decision-1/1", "decision-2/1"]


def test_a_draft_that_a_recommendation_holds_is_no_decision(labels):
    text = (
        "23/{}. Title\n\nThe Subsidiary Body on Implementation,\n\n1. Takes note;\n\n"
        "2. Recommends that the Conference adopt:\n\nThe Conference of the Parties,\n\n"
        "1. Decides.\n\n"
    )
    assert labels(text.format(1) + text.format(2)) == [
        *("1", "2", "draft-1/1"),
        *("decision-2/1", "decision-2/2", "decision-2/draft-1/1"),
    ]


def test_a_number_below_which_nobody_speaks_opens_nothing(labels):
    text = "1. Main.\n\nAnnex\n\n1. One.\n\nDecision 16/2\n\n2. Two.\n\n16/3. Title\n\n3. Three.\n"
    assert labels(text) == ["1", "annex/1", "annex/2", "annex/3"]


def test_the_title_of_one_decision_stays_in_the_masthead(parse):
    document = parse(
        "16/2. Digital sequence information\n\nThe Conference of the Parties,\n\n1. One.\n"
    )
    assert document.metadata["title"] == "16/2. Digital sequence information"
    assert [unit.label for unit in document.units] == ["1"]
