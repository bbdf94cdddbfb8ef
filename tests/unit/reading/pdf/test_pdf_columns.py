"""Pages in columns are read column by column; tables and labels are no columns."""

from __future__ import annotations

import pytest

from index.reading.pdf import read_pdf
from index.reading.pdf.columns import ColumnFinder
from index.reading.pdf.page import Rule
from index.reading.pdf.segments import Segment
from tests.unit.reading.pdf.typesetting import Paragraph, Sheet, typeset

WORDS = (
    *("springs", "meadows", "slopes", "quarries", "mosses"),
    *("wells", "roads", "herbaria", "registers", "licences"),
)


def prose(seed: int) -> str:
    """A sentence of sixty words, none like another."""
    return " ".join(WORDS[(seed * 7 + place * 3 + place // 5) % 10] for place in range(60)) + "."


def rows(left: float, texts: list[str], *, top: float = 700.0, first_row: int = 0) -> list[Segment]:
    """Segments below one another, five points a letter wide."""
    return [
        Segment(text, first_row + place, left, left + 5 * len(text), top - 12 * place, 10.0, False)
        for place, text in enumerate(texts)
    ]


def read(segments: list[Segment], rules: tuple[Rule, ...] = ()) -> list[list[str]]:
    return [[s.text for s in group] for group in ColumnFinder().groups(segments, rules)]


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_follow_one_another(columns: int) -> None:
    paragraphs = [Paragraph(prose(place), f"{place}.") for place in range(1, 25)]
    content = typeset(paragraphs, Sheet(width=595, height=500, columns=columns))

    texts = [line.text for line in read_pdf(content, name="note.pdf").lines if line.text]

    assert texts == [f"{place}. {prose(place)}" for place in range(1, 25)]


def test_a_title_across_two_columns_comes_first() -> None:
    title = Segment("A title that stands across both of the columns", 0, 60, 400, 720, 14, True)
    left = rows(60, ["left text of the first"] * 6, first_row=1)
    right = rows(240, ["right text of the second"] * 6, first_row=1)

    groups = read([title, *left, *right])

    assert groups == [
        [title.text],
        ["left text of the first"] * 6,
        ["right text of the second"] * 6,
    ]


def test_what_stands_across_the_middle_divides_the_columns() -> None:
    across = Segment("A line across the middle of the whole page", 6, 60, 400, 620, 10, False)
    parts = [
        *rows(60, ["left above"] * 5),
        *rows(240, ["right above"] * 5),
        across,
        *rows(60, ["left below"] * 5, top=600, first_row=7),
        *rows(240, ["right below"] * 5, top=600, first_row=7),
    ]

    assert [group[0] for group in read(parts)] == [
        "left above",
        "right above",
        across.text,
        "left below",
        "right below",
    ]


def test_labels_and_their_texts_are_no_columns() -> None:
    labels = rows(60, [f"{number}." for number in range(1, 9)])
    texts = rows(100, ["the text of a numbered paragraph"] * 8)

    assert len(read([*labels, *texts])) == 1


def test_a_ruled_table_is_read_row_by_row() -> None:
    cells = [*rows(60, ["what a cell says now"] * 6), *rows(240, ["what another one says"] * 6)]
    rules = tuple(Rule(55, 400, 705 - 24 * place) for place in range(4))

    assert len(read(cells, rules)) == 1
    assert len(read(cells)) == 2


def test_a_table_of_figures_is_read_row_by_row() -> None:
    names = rows(60, ["Georgia", "Republic of Moldova", "Peru", "Viet Nam", "Chile", "Kenya"])
    figures = rows(240, ["12", "1,240", "7", "38", "212", "9"])

    assert len(read([*names, *figures])) == 1


def test_the_last_page_of_a_document_in_columns_may_have_few_lines() -> None:
    paragraphs = [Paragraph(prose(place), f"{place}.") for place in range(1, 12)]
    for height in range(400, 700, 50):
        content = typeset(paragraphs, Sheet(width=595, height=height, columns=2))
        texts = [line.text for line in read_pdf(content, name="note.pdf").lines if line.text]
        assert texts == [f"{place}. {prose(place)}" for place in range(1, 12)], height
