"""A draft as it is pasted, cleaned and split into its paragraphs."""

from __future__ import annotations

import pytest

from index.errors import InvalidQuery
from retriever.precedents.bullets import without_bullets
from retriever.precedents.clauses import MAX_CLAUSES, split_clauses
from retriever.precedents.drafts import MAX_PARAGRAPHS, one_paragraph, read_draft
from retriever.precedents.pasted import clean_pasted

DECISION = """The Conference of the Parties,

Recalling decision 20/9,

1. Takes note of the report on peat;
2. Requests the Executive Secretary:
(a) To publish a map of tropical peat;
(b) To write to the Basel Convention;
"""


def test_a_decision_is_split_by_its_numbers() -> None:
    found = read_draft(DECISION).paragraphs
    assert [one.label for one in found] == ["pp1", "1", "2", "2(a)", "2(b)"]
    assert [one.formulation.verbs[0].verb.key for one in found] == [
        *("recalls", "notes", "requests", "requests", "requests"),
    ]
    assert found[3].formulation.addressees == ("executive-secretary",)
    assert found[3].text == "To publish a map of tropical peat;"


def test_lines_without_numbers() -> None:
    draft = read_draft(
        "DRAFT DECISION ON PEAT\n\nRecalling decision 20/9,\n\nInvites Parties\nto map peat;\n"
        "Peat burns under the ground for months, and nobody puts it out.\n"
    )
    assert [one.text for one in draft.paragraphs] == [
        "Recalling decision 20/9,",
        "Invites Parties to map peat;",
        "Peat burns under the ground for months, and nobody puts it out.",
    ]
    assert draft.notes == ("passed over as titles: «DRAFT DECISION ON PEAT»",)


def test_two_languages_in_one_draft() -> None:
    draft = read_draft("Invites Parties to map all the peat;\n\n邀请各缔约方绘制泥炭地图；\n", "en")
    assert [one.lang for one in draft.paragraphs] == ["en", "zh"]
    assert {one.formulation.verbs[0].verb.key for one in draft.paragraphs} == {"invites"}


def test_one_word() -> None:
    (paragraph,) = read_draft("peat").paragraphs
    assert (paragraph.text, paragraph.matter, paragraph.label) == ("peat", "peat", "")


def test_html_stays_text() -> None:
    text = "<script>alert(1)</script> Invites Parties to act;"
    assert [one.text for one in read_draft(text).paragraphs] == [text]


@pytest.mark.parametrize("text", ["", " \n\t", "—;…", "[1]"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(InvalidQuery, match="empty"):
        read_draft(text)


def test_two_hundred_paragraphs_and_no_more() -> None:
    lines = [f"{number}. Invites Parties to plant hedges;" for number in range(1, 202)]
    assert len(read_draft("\n".join(lines[:MAX_PARAGRAPHS])).paragraphs) == MAX_PARAGRAPHS
    with pytest.raises(InvalidQuery, match="201 paragraphs"):
        read_draft("\n".join(lines))


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("• Welcomes\u00a0the “report”[1];", "Welcomes the “report”;"),
        ("o\tEncourages Parties[AB1] to act;", "Encourages Parties to act;"),
        ("Invites {+all +}Parties to [-try-] act;", "Invites all Parties to  act;"),
        ("Commented [AB1]: really?\nInvites Parties;", "Invites Parties;"),
        ("Deleted: old\nto [urgently] act", "to [urgently] act"),
        ("peat² and bogs.³", "peat and bogs."),
        ("con\u00adtinue\u200b", "continue"),
        ("a\n\n\n\nb", "a\n\nb"),
    ],
)
def test_what_is_no_text_is_taken_out(pasted: str, cleaned: str) -> None:
    assert without_bullets(clean_pasted(pasted).text).strip() == cleaned


def test_what_was_taken_out_is_said() -> None:
    assert clean_pasted("Invites [-some-] Parties").notes == (
        "marks of tracked changes were taken out: insertions stay, deletions go",
    )
    assert clean_pasted("Invites Parties").notes == ()


@pytest.mark.parametrize("unit", ["[-", "{+", "~~", "++", "• ", "\n", "[A", "a[1]", "²"])
def test_hostile_runs_end(unit: str) -> None:
    clean_pasted(unit * (300_000 // len(unit)))


def test_laid_out_as_one_paragraph() -> None:
    paragraph = one_paragraph("1. Invites Parties\n\n2. to map peat")
    assert paragraph.text == "1. Invites Parties 2. to map peat"


@pytest.mark.parametrize(
    ("text", "lang", "clauses"),
    [
        (
            "take peat into account in national plans and to join forces with the peat sector",
            "en",
            (
                "take peat into account in national plans",
                "and to join forces with the peat sector",
            ),
        ),
        (
            "借助国家战略的编制与修订，让各项公约的联络人参与，从而使执行工作协调一致",
            "zh",
            ("借助国家战略的编制与修订", "让各项公约的联络人参与", "从而使执行工作协调一致"),
        ),
        ("map peat", "en", ("map peat",)),
        ("1,200 hectares of peat", "en", ("1,200 hectares of peat",)),
        ("", "en", ("",)),
    ],
)
def test_clauses(text: str, lang: str, clauses: tuple[str, ...]) -> None:
    assert split_clauses(text, lang) == clauses


def test_never_more_clauses_than_asked_for() -> None:
    text = ", ".join(["a clause that is long enough to stand alone"] * 40)
    assert len(split_clauses(text, "en")) == MAX_CLAUSES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "5. Requests the Executive Secretary:\n•\tTo prepare a manual;\n"
            "•\tTo launch a satellite:\no\tFor elephants;\no\tFor rhinos;\n"
            "•\tTo tax rockets launched\nfrom lagoons.\n6. Urges Parties to pay.",
            ["5", "5(a)", "5(b)", "5(b)(i)", "5(b)(ii)", "5(c)", "6"],
        ),
        (
            "1. 请执行秘书：\n· 编写手册；\n· 举办讲习班。\n2. 敦促缔约方付款。",
            ["1", "1(a)", "1(b)", "2"],
        ),
        ("• Invites Parties to pay;\n• Urges donors to give;", ["", ""]),
        ("Requests Parties:\n– To act;\n– To write;\nUrges all to go.", ["", "(a)", "(b)", ""]),
    ],
)
def test_bullets_below_a_colon_are_points(text: str, expected: list[str]) -> None:
    assert [one.label for one in read_draft(text).paragraphs] == expected


def test_a_bullet_that_goes_on_in_the_next_line() -> None:
    text = "5. Requests all:\n• To tax rockets launched\nfrom lagoons."
    assert read_draft(text).paragraphs[1].text == "To tax rockets launched from lagoons."


def test_the_number_of_a_single_paragraph_is_no_word_of_it() -> None:
    (paragraph,) = read_draft("5. Invites the Global Environment Facility to pay;").paragraphs
    assert (paragraph.label, paragraph.text) == (
        "5",
        "Invites the Global Environment Facility to pay;",
    )
