"""Items of lists get the numbers that a browser shows, with the brackets of our field."""

from __future__ import annotations

import pytest

from index.reading.html.reader import read_html


def items(html: str) -> list[str]:
    rendered = read_html(html.encode(), name="page.html")
    return [line.text for line in rendered.lines if line.text]


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ("<ol><li>x<li>y</ol>", ["1. x", "2. y"]),
        ("<ol start=41><li>x<li value=45>y<li>z</ol>", ["41. x", "45. y", "46. z"]),
        ("<ol reversed><li>x<li>y<li>z</ol>", ["3. x", "2. y", "1. z"]),
        ("<ol reversed start=9><li>x<li>y</ol>", ["9. x", "8. y"]),
        ("<ol type=a><li>x<li>y</ol>", ["(a) x", "(b) y"]),
        ("<ol type=a start=27><li>x</ol>", ["(aa) x"]),
        ("<ol type=i><li>x<li>y<li>z<li>w</ol>", ["(i) x", "(ii) y", "(iii) z", "(iv) w"]),
        ("<ol type=A><li>x</ol>", ["A. x"]),
        ("<ol type=I start=4><li>x</ol>", ["IV. x"]),
        ("<ol type=a start=0><li>x</ol>", ["0. x"]),
        ("<ol start=nonsense><li>x</ol>", ["1. x"]),
        ("<ol style='list-style-type: lower-alpha'><li>x</ol>", ["(a) x"]),
        ("<ol style='list-style: inside upper-roman'><li>x</ol>", ["I. x"]),
        ("<ol style='list-style:none'><li>x</ol>", ["x"]),
        ("<ol><li type=a>x<li>y</ol>", ["(a) x", "2. y"]),
        ("<ol style='list-style-type: cjk-ideographic' start=21><li>x</ol>", ["二十一、 x"]),
        ("<ul><li>x</ul>", ["• x"]),
        ("<ul style='list-style-type:none'><li>x</ul>", ["x"]),
        ("<ol type=a><li>(a) x<li>(b) y</ol>", ["(a) x", "(b) y"]),
        ("<ol><li>5. x</ol>", ["1. 5. x"]),
        ("<ul><li>(c) x</ul>", ["(c) x"]),
        ("<ol><li><p>x</p><p>y</p></ol>", ["1. x", "y"]),
        ("<ol><li><li>y</ol>", ["1.", "2. y"]),
        ("<li>x", ["x"]),
        ("<html lang=fr><ol type=a><li>x</ol>", ["a) x"]),
        ("<html lang=es-MX><ol type=i><li>x</ol>", ["i) x"]),
    ],
)
def test_numbers(html, printed):
    assert items(html) == printed


def test_three_deep():
    html = """
      <ol start=3><li>Three
        <ol type=a><li>letter
          <ol type=i><li>Roman
            <ol type=a><li>letter again<li>and again</ol>
          <li>Roman</ol>
        <li>letter</ol>
      <li>Four
    </ol>"""
    assert items(html) == [
        *("3. Three", "(a) letter", "(i) Roman", "a. letter again", "b. and again"),
        *("(ii) Roman", "(b) letter", "4. Four"),
    ]


def test_an_item_that_begins_with_a_list_has_its_number_on_a_line_of_its_own():
    assert items("<ol><li><ol type=a><li>x</ol></ol>") == ["1.", "(a) x"]


def test_classes_of_the_style_sheet():
    sheet = """<style>
      ol.letters, .also { list-style-type: lower-latin }
      ul.plain { list-style: none; margin: 0 }
      @media print { ol { list-style-type: upper-roman } }
    </style>"""
    assert items(f"{sheet}<ol class=letters><li>x</ol>") == ["(a) x"]
    assert items(f"{sheet}<ol class='y also'><li>x</ol>") == ["(a) x"]
    assert items(f"{sheet}<ul class=plain><li>x</ul>") == ["x"]
    assert items(f"{sheet}<ol><li>x</ol>") == ["1. x"]
