"""A web page is read as its reader sees it."""

from __future__ import annotations

import pytest

from index.errors import UnreadableFile
from index.reading.html.reader import read_html


def lines(html: str | bytes) -> list[str]:
    """The filled lines of a page."""
    content = html.encode() if isinstance(html, str) else html
    return [line.text for line in read_html(content, name="page.html").lines if line.text]


def test_lines_count_from_one_and_paragraphs_are_spaced():
    rendered = read_html(b"<p>One<br>two</p><p>Three</p>", name="a.html")
    assert [(line.number, line.text) for line in rendered.lines] == [
        (1, "One"),
        (2, "two"),
        (3, ""),
        (4, "Three"),
    ]


def test_headings_keep_their_level_and_stand_on_one_line():
    rendered = read_html(b"<h2>II.<br>Findings</h2><p role=heading aria-level=4>Odd</p>", name="a")
    assert [(line.text, line.heading_level) for line in rendered.lines if line.text] == [
        ("II. Findings", 2),
        ("Odd", 4),
    ]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>let a = 1 < 2;</script>",
        "<style>p { color: red }</style>",
        "<template><p>x</p></template>",
        "<noscript>Enable scripts.</noscript>",
        "<nav><p>Menu</p></nav>",
        "<div role=navigation>Menu</div>",
        "<p hidden>x</p>",
        "<p style='DISPLAY : none'>x</p>",
        "<p class='note gone'>x</p>",
        "<span class=sr-only>x</span>",
        "<span aria-hidden=true>x</span>",
        "<del>x</del>",
        "<s>x</s>",
        "<select><option>x</select>",
        "<input value=x>",
        "<!-- x -->",
        "<![if !supportLists]><![endif]>",
    ],
)
def test_what_a_reader_does_not_see_is_left_out(unseen):
    page = f"<style>.gone {{ display: none }}</style><p>Before</p>{unseen}<p>After</p>"
    assert lines(page) == ["Before", "After"]


def test_inserted_text_is_shown():
    assert lines("<p>shall <del>may</del><ins>must</ins> report</p>") == ["shall must report"]


def test_the_frame_of_a_page_that_names_its_main_part_is_left_out():
    frame = "<header>Site</header>{}<aside>News</aside><footer>Contact</footer>"
    page = frame.format("<main><header>CBD/COP/23/8</header><p>1. Text.</p></main>")
    assert lines(page) == ["CBD/COP/23/8", "1. Text."]
    assert lines(frame.format("<p>1. Text.</p>")) == ["Site", "1. Text.", "News", "Contact"]
    assert lines("<header>Only this</header><main></main>") == ["Only this"]


def test_blanks_and_entities():
    assert lines("<p>  A&amp;B &lt;\n c&nbsp;d &#8364; e\u00adf </p>") == ["A&B < c\u00a0d € ef"]
    assert lines("<p>缔约方\n 大会 and\nBonn</p>") == ["缔约方大会 and Bonn"]


def test_preformatted_lines_and_breaks():
    assert lines("<pre>1. One\n   goes on\n\n2. Two</pre>") == ["1. One", "goes on", "2. Two"]
    rendered = read_html(b"One<br>two<br><br>three", name="a")
    assert [line.text for line in rendered.lines] == ["One", "two", "", "three"]


def test_rows_of_tables():
    table = "<table><tr><th>Party<th>Springs</tr><tr><td>A<td></td><td>B</td></tr></table>"
    assert lines(table) == ["Party | Springs", "A | B"]
    assert lines("<table><tr><td>1.<td>Text</table>") == ["1. Text"]
    layout = "<table><tr><td><p>One</p><p>Two</p><td>Three</tr></table>"
    assert lines(layout) == ["One", "Two", "Three"]
    nested = "<table><tr><td><table><tr><td>a<td>b</tr><tr><td>c</tr></table><td>d</table>"
    assert lines(nested) == ["a | b", "c", "d"]


def test_fields_of_the_page():
    page = (
        "<html lang='EN'><head><title>Springs\n at risk</title>"
        "<meta name=author content='The Secretariat'></head><p>Text</p></html>"
    )
    assert read_html(page.encode(), name="a").metadata == {
        "title": "Springs at risk",
        "author": "The Secretariat",
        "lang": "en",
    }
    assert read_html(b"<svg><title>Icon</title></svg><p>x", name="a").metadata == {}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>Qualité".encode(), "Qualité"),
        (b"<meta charset=iso-8859-1><p>Qualit\xe9 \x80", "Qualité €"),
        ("<meta charset='gb2312'><p>缔约方大会".encode("gb18030"), "缔约方大会"),
        ('<?xml version="1.0" encoding="cp1251"?><html><p>Стороны'.encode("cp1251"), "Стороны"),
        ("<meta charset=utf-8><p>Qualité".encode(), "Qualité"),
        ("<meta charset=iso-8859-1><p>缔约方大会".encode(), "缔约方大会"),
        ("<meta charset=nonsense><p>Qualité".encode(), "Qualité"),
        ("\ufeff<p>Стороны".encode("utf-16-le"), "Стороны"),
        ("<meta content='text/html; charset=windows-1256'><p>الأطراف".encode("cp1256"), "الأطراف"),
    ],
)  # fmt: skip
def test_encodings(content, text):
    assert lines(content) == [text]


def test_a_page_without_text_is_refused():
    with pytest.raises(UnreadableFile, match=r"app\.html is a web page without text"):
        read_html(b"<html><body><div id=root></div><script>draw()</script>", name="app.html")


@pytest.mark.parametrize(
    "opening",
    [
        *("<div>", "<b>", "<ol><li>", "<table><tr><td>", "<sup>", "<a href='#x'>", "<h1>"),
        *("<main><header>", "<div id=x>", "<sup><a href=#q>1", "<pre>", "<q>", "<ul class=x>"),
    ],
)
def test_a_hundred_thousand_levels(opening):
    assert "the text" in lines(opening * 100_000 + "the text")[-1]


@pytest.mark.parametrize(
    "content",
    [
        "<" * 1_000_000 + "p>x",
        "<p>" + "&amp" * 250_000,
        "<p>x" + " " * 1_000_000 + "y",
        "<p>" + "中\n" * 300_000,
        "<style>" + "a{" * 500_000 + "</style>x",
        "<style>" + "a" * 1_000_000 + "</style>x",
        "<p style='" + "list-style:" * 90_000 + "'>x",
        "<p class='" + "a " * 500_000 + "'>x",
        "<meta charset" + " " * 1_000_000 + "><p>x",
        "<br>" * 300_000 + "x",
    ],
)
def test_hostile_markup_ends(content):
    assert lines(content)
