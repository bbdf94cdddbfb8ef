"""Whatever a page holds, its text comes back and nothing but a clear error stops its reader."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableFile
from index.reading.html.reader import read_html

WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Z")), min_size=1, max_size=20
)
TAGS = st.sampled_from(
    [
        *("p", "div", "li", "ol", "ul", "table", "tr", "td", "th", "sup", "a", "b", "h1", "h4"),
        *("main", "nav", "header", "footer", "pre", "br", "hr", "q", "del", "title", "style"),
        *("script", "section", "aside", "dl", "dt", "dd", "html", "body", "head", "template"),
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        *("", " id=a", " id=b", " href='#a'", " href='#b'", " class='footnote'", " hidden"),
        *(" type=a", " start=7", " reversed", " value=-3", " style='list-style:none'", " lang=fr"),
    ]
)
PIECES = st.one_of(
    WORDS.map(escape),
    st.builds("<{}{}>".format, TAGS, ATTRIBUTES),
    TAGS.map("</{}>".format),
    st.sampled_from(["1", "[2]", "(a) ", " ", "\n", "<", "&", "<!--", "-->", "<![CDATA["]),
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_paragraphs_come_back_word_by_word(paragraphs):
    page = "".join(f"<p>{escape(' '.join(words))}</p>\n" for words in paragraphs)
    lines = read_html(page.encode(), name="page.html").lines
    assert [line.text for line in lines if line.text] == [" ".join(words) for words in paragraphs]


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_soup_of_tags_is_read_or_refused(page):
    try:
        rendered = read_html(f"x{page}".encode(), name="page.html")
    except UnreadableFile:
        return
    assert [line.number for line in rendered.lines] == list(range(1, len(rendered.lines) + 1))
    assert any(line.text for line in rendered.lines)
