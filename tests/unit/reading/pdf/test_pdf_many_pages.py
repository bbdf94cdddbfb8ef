"""Long and crowded files are read page by page, in time that grows with their length alone."""

from __future__ import annotations

import pytest

from index.reading.pdf import read_pdf
from index.reading.pdf.page import Page, Piece
from index.reading.pdf.segments import segments_of
from tests.unit.reading.pdf.raw_pdf import RawPage, Text, raw_pdf


def test_two_thousand_pages_are_read_whole() -> None:
    pages = tuple(
        RawPage(
            (
                Text(f"Page {number}", y=800.0),
                Text(f"{number}. Paragraph {number} of a long report;", y=700.0),
            )
        )
        for number in range(1, 2001)
    )

    lines = [line for line in read_pdf(raw_pdf(pages), name="report.pdf").lines if line.text]

    assert [line.text for line in lines] == [
        f"{number}. Paragraph {number} of a long report;" for number in range(1, 2001)
    ]
    assert [line.page for line in lines] == list(range(1, 2001))


@pytest.mark.parametrize("text", ["a", "1", "ا", "َ", "*", "("])
@pytest.mark.parametrize("size", [10.0, 5.0])
def test_a_crowded_row_takes_time_by_its_length(text: str, size: float) -> None:
    count = 60_000
    pieces = [Piece(text, 0.01 * place, 0.01 * place + 4, 300.0, size) for place in range(count)]
    base = Piece("The row that they stand on", 0.0, 600.0, 298.0, 10.0)

    segments = segments_of(Page(1, 600.0, 800.0, (base, *pieces)))

    assert sum(len(segment.text) for segment in segments) >= count
