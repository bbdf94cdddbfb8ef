"""A text taken apart into quotations and citations, and checked."""

from __future__ import annotations

import pytest

from index.errors import InvalidQuery
from retriever.search import Searcher
from retriever.verification import CitationStatus, verify_answer
from retriever.verification.reading import read_answer


def pairs(text: str) -> list[tuple[str, str]]:
    return [
        (
            text[pair.quotation.start : pair.quotation.end] if pair.quotation else "",
            pair.citation.text if pair.citation else "",
        )
        for pair in read_answer(text)
    ]


DOC = "CBD/COP/30/5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"It says “forty experts came” ({DOC}, para. 1).",
         ("forty experts came", f"{DOC}, para. 1")),
        (f'Under {DOC}, para. 1, "forty experts came".', ("forty experts came", f"{DOC}, para. 1")),
        (f"Para. 1 of {DOC} says ‘the expert’s view’.", ("the expert’s view", f"Para. 1 of {DOC}")),
        (f"On lit « quarante experts sont venus » (voir {DOC}, par. 1).",
         (" quarante experts sont venus ", f"{DOC}, par. 1")),
        (f"„сорок экспертов приехали“ ({DOC}, п. 1)", ("сорок экспертов приехали", f"{DOC}, п. 1")),
        (f"根据{DOC}号文件第1段，“四十名专家参加了”。", ("四十名专家参加了", f"{DOC}号文件第1段")),
        (f"「四十名专家参加了」（{DOC}，第1段）", ("四十名专家参加了", f"{DOC}，第1段")),
        ("“forty experts came” [cbd-cop-30-5.en:2(a)]",
         ("forty experts came", "cbd-cop-30-5.en:2(a)")),
        ("“forty experts came” (decision X/20, paragraph 6)",
         ("forty experts came", "decision X/20, paragraph 6")),
        (f"“seagrass” ({DOC}, para. 3)", ("seagrass", f"{DOC}, para. 3")),
        ("“forty experts came” is said.", ("forty experts came", "")),
        (f"See {DOC}, para. 3.", ("", f"{DOC}, para. 3")),
    ],
)  # fmt: skip
def test_a_quotation_with_its_citation(text: str, expected: tuple[str, str]) -> None:
    assert pairs(text) == [expected]


def test_which_citation_is_whose() -> None:
    text = (
        f"In {DOC}, para. 1, “one two three” and “four five six” (para. 2). "
        f"“Seven eight nine” stands alone. See decision 10/20."
    )
    assert pairs(text) == [
        ("one two three", f"{DOC}, para. 1"),
        ("four five six", f"{DOC}, para. 2"),
        ("Seven eight nine", ""),
        ("", "decision 10/20"),
    ]


def test_what_is_no_quotation_and_no_citation() -> None:
    assert (
        pairs("It's the Parties' view on “wetlands” that 1/2 of para. 3 isn't met in 2010/11.")
        == []
    )
    assert pairs("《生物多样性公约》第1条") == []


def test_citations_within_a_quotation_are_its_own() -> None:
    assert pairs(f"“as decided in decision X/20, paragraph 4” ({DOC}, para. 1)") == [
        ("as decided in decision X/20, paragraph 4", f"{DOC}, para. 1")
    ]


def test_block_quotations() -> None:
    text = f"Said was:\n\n> Forty experts\n> attended it.\n> ({DOC}, para. 1)\n\nThat is all."
    ((quotation, citation),) = [(p.quotation, p.citation) for p in read_answer(text)]
    assert quotation is not None
    assert citation is not None
    assert quotation.text.split() == ["Forty", "experts", "attended", "it."]
    assert len(quotation.text) == quotation.end - quotation.start
    assert citation.text == f"{DOC}, para. 1"


def test_an_answer_is_checked(searcher: Searcher) -> None:
    text = (
        f"The note says “Forty experts attended it” ({DOC}, para. 1) and that divers surveyed "
        f"“Seagrass meadows … off Zanzibar in 2013” ({DOC}, para. 3). “Nothing was ever lit” "
        f"it adds. Compare {DOC}, para. 2 (a), and {DOC}, para. 99."
    )
    check = verify_answer(searcher, text)
    assert [str(one.verdict.judgement) for one in check.quotations] == ["exact", "near", "absent"]
    assert check.quotations[1].verdict.warnings == ("a number differs: 2031 → 2013",)
    first = check.quotations[0]
    assert text[first.start : first.end] == "Forty experts attended it"
    assert text[first.citation_start : first.citation_end] == f"{DOC}, para. 1"
    assert check.quotations[2].citation_end == 0
    assert [one.status for one in check.citations] == [
        CitationStatus.CITED,
        CitationStatus.UNKNOWN,
    ]
    assert text[check.citations[0].start : check.citations[0].end] == f"{DOC}, para. 2 (a)"
    assert [one.label for one in check.citations[0].cited.passages] == ["2(a)", "2(a)"]
    assert check.citations[1].problem
    assert check.warnings == ()


def test_more_quotations_than_are_checked_are_said(searcher: Searcher) -> None:
    check = verify_answer(searcher, "“Forty experts attended it”. " * 201)
    assert len(check.quotations) == 200
    assert check.warnings == ("1 quotations were not checked: too many, or too long",)


@pytest.mark.parametrize("text", ["", " \n", "x" * 100_001])
def test_an_empty_or_endless_answer_is_refused(searcher: Searcher, text: str) -> None:
    with pytest.raises(InvalidQuery, match="the answer"):
        verify_answer(searcher, text)


@pytest.mark.parametrize(
    "unit",
    ["“", "”", '"', "'", "> ", "(", "第", "[a:", "decision ", "«»", "\n\n", "para. 1 ", "“a b c” "],
)
def test_repeated_marks_are_read_in_linear_time(unit: str) -> None:
    """Were any step quadratic, this would not end."""
    text = (unit * 100_000)[:100_000]
    assert len(read_answer(text)) <= len(text)
