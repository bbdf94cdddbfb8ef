"""What a reader sees of a paragraph: the final reading, without what is hidden."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.reading.rendered import Rendered
from tests.unit.reading.docx.ooxml import field, p, run, style, styled

Texts = Callable[..., list[str]]


def begin(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<w:ins>" + run("new ") + "</w:ins>" + run("text"), "new text"),
        ("<w:del><w:r><w:delText>old </w:delText></w:r></w:del>" + run("text"), "text"),
        ("<w:del>" + run("old ") + "</w:del>" + run("text"), "text"),
        ("<w:moveFrom>" + run("here ") + "</w:moveFrom>" + run("text"), "text"),
        ("<w:moveTo>" + run("there ") + "</w:moveTo>" + run("text"), "there text"),
        (run("seen ") + run("unseen", "<w:vanish/>"), "seen"),
        (run("seen", '<w:vanish w:val="0"/>'), "seen"),
        (run("draft decision", "<w:caps/>"), "DRAFT DECISION"),
        (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>'), "CO2"),
        (run("15/8") + run("1", '<w:position w:val="8"/>'), "15/8¹"),
        (run("CO") + run("2", '<w:position w:val="-4"/>'), "CO2"),
        (run("15") + run("/8", '<w:position w:val="0"/>'), "15/8"),
        (run("1") + run("st", '<w:vertAlign w:val="superscript"/>') + run(" time"), "1st time"),
        ("<w:r><w:t>COP</w:t><w:noBreakHyphen/><w:t>MOP</w:t></w:r>", "COP\u2011MOP"),
        ("<w:r><w:t>bio</w:t><w:softHyphen/><w:t>diver\u00adsity</w:t></w:r>", "biodiversity"),
        ("<w:r><w:t>(a)</w:t><w:tab/><w:t>text</w:t></w:r>", "(a) text"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 5"), "≥ 5"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>' + run(" 5"), "→ 5"),
        ('<w:r><w:sym w:font="Arial" w:char="zz"/></w:r>' + run("5"), "5"),
        (run("\uf061", '<w:rFonts w:ascii="Symbol"/>') + run("-ray"), "α-ray"),
        ("<w:hyperlink>" + run("a link") + "</w:hyperlink>", "a link"),
        ("<w:smartTag>" + run("Tbilisi") + "</w:smartTag>", "Tbilisi"),
        ("<w:sdt><w:sdtContent>" + run("chosen") + "</w:sdtContent></w:sdt>", "chosen"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + run("Click here")
            + "</w:sdtContent></w:sdt>"
            + run("text"),
            "text",
        ),
        (field("PAGEREF x", "7") + run(" pages"), "7 pages"),
        ('<w:fldSimple w:instr="DATE">' + run("5 May") + "</w:fldSimple>", "5 May"),
        (
            begin("begin")
            + "<w:r><w:instrText>IF </w:instrText></w:r>"
            + field("X", "hidden")
            + begin("separate")
            + run("shown")
            + begin("end"),
            "shown",
        ),
        (begin("begin") + run("never shown") + begin("end") + run("text"), "text"),
        (
            begin("begin") + "<w:r><w:instrText>AUTONUM</w:instrText></w:r>" + begin("end")
            + run(" First"),
            "1. First",
        ),
        ('<w:r><w:commentReference w:id="1"/></w:r>' + run("text"), "text"),
        ("<w:r><w:ruby><w:rt>" + run("kan") + "</w:rt><w:rubyBase>" + run("漢")
         + "</w:rubyBase></w:ruby></w:r>", "漢"),
        ("<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>" + run(" is"), "x+y is"),
        ("<w:r><w:t>one\ntwo\u2028three</w:t></w:r>", "one two three"),
    ],
)  # fmt: skip
def test_the_final_reading_is_shown(texts: Texts, content: str, shown: str) -> None:
    assert texts(p(content)) == [shown]


def test_a_line_that_the_author_broke_is_a_line_of_the_same_paragraph(
    rendered: Callable[..., Rendered],
) -> None:
    read = rendered(p("<w:r><w:t>Eleventh meeting</w:t><w:br/><w:t>Hyderabad</w:t></w:r>") + p("x"))

    assert [line.text for line in read.lines] == ["Eleventh meeting", "Hyderabad", "", "x"]
    assert [line.number for line in read.lines] == [1, 2, 3, 4]


def test_one_of_several_alternatives_is_shown(texts: Texts) -> None:
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>new</w:t></mc:Choice>"
        "<mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    empty = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='x'/>"
        "<mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert texts(p(both)) == ["new"]
    assert texts(p(empty)) == ["old"]


def test_a_text_box_follows_its_paragraph_and_is_read_once(texts: Texts) -> None:
    box = f"<w:txbxContent>{p('Boxed')}{p('twice')}</w:txbxContent>"
    drawn = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    assert texts(p("Before", drawn) + p("after")) == ["Before", "Boxed", "twice", "after"]


def test_a_field_may_span_paragraphs(texts: Texts) -> None:
    body = (
        p(begin("begin"), "<w:r><w:instrText>QUOTE</w:instrText></w:r>", begin("separate"), "one")
        + p("two", begin("end"))
        + p("three")
    )

    assert texts(body) == ["one", "two", "three"]


def test_a_field_that_never_ends_hides_no_further_paragraph(texts: Texts) -> None:
    assert texts(p(begin("begin"), "code") + p("text")) == ["text"]


def test_an_entry_of_a_table_of_contents_shows_its_leader(texts: Texts) -> None:
    entry = "<w:r><w:t>I. INTRODUCTION</w:t><w:tab/><w:t>3</w:t></w:r>"
    styles = style("T1", name="toc 1")

    assert texts(styled("T1", entry), styles=styles) == ["I. INTRODUCTION ..... 3"]


def test_paragraphs_whose_mark_is_deleted_or_hidden_run_into_the_next(texts: Texts) -> None:
    deleted = p("One ", properties="<w:rPr><w:del/></w:rPr>")
    hidden = p("two ", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>")

    assert texts(deleted + hidden + p("three.") + p("Four.")) == ["One two three.", "Four."]


def test_a_paragraph_that_runs_into_nothing_is_kept(texts: Texts) -> None:
    assert texts(p("Last", properties="<w:rPr><w:del/></w:rPr>")) == ["Last"]


def test_a_large_initial_belongs_to_its_word(texts: Texts) -> None:
    initial = p("T", properties='<w:framePr w:dropCap="drop"/>')

    assert texts(initial + p("he springs")) == ["The springs"]


def test_hidden_text_of_a_style_is_hidden(texts: Texts) -> None:
    styles = (
        style("Secret", "<w:rPr><w:vanish/></w:rPr>")
        + style("Heir", '<w:basedOn w:val="Secret"/>')
        + style("Word", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    )
    body = styled("Heir", "unseen") + p(run("un", '<w:rStyle w:val="Word"/>'), "seen")

    assert texts(body, styles=styles) == ["seen"]


def test_styles_that_inherit_in_a_circle_end(texts: Texts) -> None:
    styles = style("A", '<w:basedOn w:val="B"/>') + style("B", '<w:basedOn w:val="A"/>')

    assert texts(styled("A", "text"), styles=styles) == ["text"]


def test_what_cannot_be_read_is_said(rendered: Callable[..., Rendered]) -> None:
    numbered = begin("begin") + "<w:r><w:instrText>LISTNUM</w:instrText></w:r>" + begin("end")
    read = rendered(p(numbered, " text") + '<w:altChunk r:id="x"/>')

    assert [warning.split()[0] for warning in read.warnings] == ["Some", "A"]
