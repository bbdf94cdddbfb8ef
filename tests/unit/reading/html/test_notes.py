"""Notes of a page are told by links to them, stand at the end, and reach their paragraphs."""

from __future__ import annotations

import pytest

from index.model import ParsedDocument
from index.reading.html.reader import read_html
from index.reading.source import parse_source
from index.reading.source_file import SourceFile

RULE = "__________"


def lines(html: str) -> list[str]:
    return [line.text for line in read_html(html.encode(), name="page.html").lines if line.text]


PLAIN = """<p>1. Alpha<sup><a href="#fn1" id="ref1">1</a></sup>, beta.</p>
<hr><p id="fn1"><sup>1</sup> See there. <a href="#ref1">↩</a></p>"""

WORD = """<p>1. Alpha<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"
title=""><span class=MsoFootnoteReference>[1]</span></a>, beta.</p>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1"
name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> See there.</p></div></div>"""

LIBREOFFICE = """<p>1. Alpha<a class="sdfootnoteanc" name="sdfootnote1anc"
href="#sdfootnote1sym"><sup>1</sup></a>, beta.</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
href="#sdfootnote1anc">1</a>See there.</p></div>"""

EPUB = """<p>1. Alpha<a epub:type="noteref" href="#n1">1</a>, beta.</p>
<aside epub:type="footnote" id="n1"><p>See there.</p></aside>"""

GITHUB = """<p>1. Alpha<sup><a href="#user-content-fn-1" id="user-content-fnref-1"
data-footnote-ref aria-describedby="footnote-label">1</a></sup>, beta.</p>
<section data-footnotes class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes</h2>
<ol><li id="user-content-fn-1"><p>See there. <a href="#user-content-fnref-1"
data-footnote-backref aria-label="Back to reference 1">↩</a></p></li></ol></section>"""

WIKI = """<p>1. Alpha<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>,
beta.</p><ol class="references"><li id="cite_note-1"><span><b><a href="#cite_ref-1">^</a></b></span>
<span class="reference-text">See there.</span></li></ol>"""

TABLE = """<p>1. Alpha<sup><a href="#n1">1</a></sup>, beta.</p>
<table><tr id="n1"><td>1</td><td>See there.</td></tr></table>"""


@pytest.mark.parametrize("html", [PLAIN, WORD, LIBREOFFICE, EPUB, GITHUB, WIKI])
def test_every_way_to_write_a_note(html):
    filled = [line for line in lines(html) if line != RULE]
    assert filled == ["1. Alpha¹, beta.", "¹ See there."]
    document = parse_source(SourceFile("page.html", html.encode(), {}))
    assert isinstance(document, ParsedDocument)
    [unit], [note] = document.units, document.footnotes
    assert unit.text == "Alpha, beta."
    assert [(ref.number, ref.offset) for ref in unit.footnote_refs] == [("1", 5)]
    assert (note.number, note.text, note.label, note.anchored) == ("1", "See there.", "1", True)


def test_a_note_in_a_row_of_a_table():
    assert lines(TABLE) == ["1. Alpha¹, beta.", RULE, "¹ See there."]


def test_notes_in_the_middle_of_a_page_move_to_its_end():
    html = EPUB + "<p>2. Gamma.</p>"
    assert lines(html) == ["1. Alpha¹, beta.", "2. Gamma.", RULE, "¹ See there."]


def test_a_note_of_several_paragraphs_keeps_its_own_numbers():
    html = """<p>a<sup><a href="#n">1</a></sup></p><ol><li id=n><p>1 January 2030.</p>
    <p>And more.</p></li></ol><p>After.</p>"""
    assert lines(html) == ["a¹", "After.", RULE, "¹ 1 January 2030. And more."]


def test_raised_numbers_that_are_no_marks():
    assert lines("<p>10<sup>3</sup> m<sup>2</sup>, 1<sup>er</sup></p>") == ["10³ m², 1er"]
    html = '<p>5 km<sup>2</sup><sup><a href="#n">2</a></sup></p><p id=n>2. Land only.</p>'
    assert lines(html) == ["5 km2²", RULE, "² Land only."]


def test_letters_as_marks():
    html = '<p>x<sup><a href="#n">a</a></sup>.</p><p id=n>a. Estimated.</p>'
    assert lines(html) == ["x[^a].", RULE, "[^a]: Estimated."]


def test_signs_as_marks():
    html = '<p>Agenda<sup><a href="#n">*</a></sup></p><p id=n>* CBD/COP/23/1.</p>'
    assert lines(html) == ["Agenda*", RULE, "* CBD/COP/23/1."]


def test_one_number_for_two_notes():
    html = """<p>x<sup><a href="#a">1</a></sup> y<sup><a href="#b">1</a></sup></p>
    <p id=a>1 First.</p><p id=b>1 Second.</p>"""
    assert lines(html) == ["x[^1] y[^1_2]", RULE, "[^1]: First.", "[^1_2]: Second."]


def test_links_that_are_no_marks():
    contents = '<ul><li><a href="#s1">1</a> <a href="#s1">Start</a></ul><h2 id=s1>Start</h2>'
    assert lines(contents) == ["• 1 Start", "Start"]
    back = '<h2 id=top>Start</h2><p>Up <sup><a href="#top">1</a></sup></p>'
    assert lines(back) == ["Start", "Up ¹"]


def test_marks_that_lead_nowhere_are_reported():
    html = '<p>Alpha<a epub:type="noteref" href="#gone"><sup>7</sup></a>.</p>'
    rendered = read_html(html.encode(), name="page.html")
    assert rendered.warnings == ("1 marks of notes lead to no place in the page.",)
    assert rendered.lines[0].text == "Alpha⁷."


def test_a_hundred_thousand_notes():
    html = "".join(
        f'<p id="a{n}">{n}<sup><a href="#b{n}">{n % 900}</a></sup>' for n in range(50_000)
    )
    html += "".join(f'<p id="b{n}">note {n}' for n in range(50_000))
    assert lines(html)[-1].endswith("note 49999")
