"""What belongs to the sheet is gone; what only looks like it stays."""

from __future__ import annotations

import pytest

from index.reading.pdf import read_pdf
from index.reading.pdf.furniture import Sheet as Rows
from index.reading.pdf.furniture import without_furniture
from index.reading.pdf.segments import Segment
from tests.unit.reading.pdf.typesetting import Paragraph, Sheet, typeset

TEXT = "The secretariat received replies from 38 Parties, which are set out in the annex below."
PARAGRAPHS = [Paragraph(TEXT, f"{number}.") for number in range(1, 40)]


def page(number: int, *rows: tuple[float, str]) -> Rows:
    """A page 800 points high, with rows at heights, and text in its middle."""
    placed = sorted([*rows, (400.0, f"Text of page {number} itself")], reverse=True)
    segments = tuple(
        Segment(text, place, 60, 60 + 5 * len(text), height, 10, False)
        for place, (height, text) in enumerate(placed)
    )
    return Rows(number, 800.0, segments)


def kept(*pages: Rows) -> list[list[str]]:
    cleared = without_furniture(pages)
    return [[segment.text for segment in sheet.segments] for sheet in cleared.sheets]


@pytest.mark.parametrize(
    "head",
    [
        lambda page: ("CBD/COP/23/8", f"Page {page}"),
        lambda page: (f"CBD/COP/23/8 Page {page}",),
        lambda page: (f"A/RES/88/412 {page}/9",),
        lambda page: (f"{page}/9 A/RES/88/412",),
        lambda page: (f"Página {page} de 9",),
        lambda page: ("Mountain springs: a survey", f"- {page} -"),
        lambda page: (f"{page}",),
    ],
)
@pytest.mark.parametrize("place", ["head", "foot"])
def test_heads_and_page_numbers_are_gone(head: object, place: str) -> None:
    sheet = Sheet(height=330, **{place: head})

    texts = [
        line.text for line in read_pdf(typeset(PARAGRAPHS, sheet), name="n").lines if line.text
    ]

    assert [text for text in texts if text != "CBD/COP/23/8"] == [
        f"{number}. {TEXT}" for number in range(1, 40)
    ]
    assert texts.count("CBD/COP/23/8") <= (place == "head")


@pytest.mark.parametrize(
    "text", ["12-34567", "12-34567 (E) 121212", "K1234567 010138", "*1234567*", "/...", "/…", "…/"]
)
def test_job_numbers_and_bar_codes_are_gone_from_the_first_page_on(text: str) -> None:
    assert kept(page(1, (30, text)))[0] == ["Text of page 1 itself"]


def test_the_symbol_of_a_masthead_stays() -> None:
    pages = [
        page(1, (770, "CBD/COP/23/8"), (740, "14 March 2038")),
        page(2, (770, "CBD/COP/23/8"), (758, "Page 2")),
    ]

    assert kept(*pages) == [
        ["CBD/COP/23/8", "14 March 2038", "Text of page 1 itself"],
        ["Text of page 2 itself"],
    ]


def test_a_symbol_that_only_running_heads_name_is_kept_as_a_field() -> None:
    sheet = Sheet(
        height=330, head=lambda page: ("CBD/COP/23/8", f"Page {page}") if page > 1 else ()
    )
    rendered = read_pdf(typeset(PARAGRAPHS, sheet), name="note.pdf")

    assert rendered.metadata == {"symbol": "CBD/COP/23/8"}


def test_headings_of_annexes_on_pages_of_their_own_stay() -> None:
    pages = [page(number, (770, f"Annex {number}")) for number in range(1, 3)]

    assert kept(*pages) == [
        ["Annex 1", "Text of page 1 itself"],
        ["Annex 2", "Text of page 2 itself"],
    ]


def test_a_year_at_the_top_of_one_page_stays() -> None:
    assert kept(page(1), page(2, (770, "2038")), page(3))[1][0] == "2038"


def test_the_same_words_in_the_middle_of_pages_stay() -> None:
    pages = [page(number, (500, "The Conference of the Parties,")) for number in range(1, 6)]

    assert all(texts[0] == "The Conference of the Parties," for texts in kept(*pages))
