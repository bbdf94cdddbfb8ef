"""Tables in reading order, headings by their level, and what a file says of itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.parsing.document import parse_document
from index.reading.rendered import Rendered
from tests.unit.reading.docx.ooxml import (
    PACKAGE_RELATIONS,
    RELATIONS,
    abstract,
    level,
    num,
    numbered,
    p,
    run,
    style,
    styled,
    table,
)

Texts = Callable[..., list[str]]
Render = Callable[..., Rendered]
HEADINGS = "".join(
    style(
        f"H{depth}", f'<w:pPr><w:outlineLvl w:val="{depth - 1}"/></w:pPr>', name=f"heading {depth}"
    )
    for depth in (1, 2)
) + style("Title", name="Title")
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
ABOUT = {
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE_RELATIONS}">'
    f'<Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="b" Type="x/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="c" Type="{RELATIONS}/custom-properties" Target="docProps/custom.xml"/>'
    "</Relationships>",
    "docProps/custom.xml": f'<Properties xmlns="{CUSTOM}"/>',
}


def core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></cp:coreProperties>"
    )


def levels(read: Rendered) -> list[tuple[int, str]]:
    return [(line.heading_level, line.text) for line in read.lines if line.text]


def test_a_masthead_in_a_table_is_read_cell_by_cell(rendered: Render) -> None:
    masthead = table(
        ("CBD", p("Distr.") + p("GENERAL") + p("CBD/COP/23/8") + p("14 March 2038")),
        ("CONFERENCE OF THE PARTIES TO THE CONVENTION", p("")),
        ("Twenty-third meeting", p("Tbilisi, 4–15 October 2038")),
    )
    read = rendered(masthead + p("Springs of the mountains") + p("1. Recalls its decision 22/14."))
    document = parse_document(read.lines, name="x.docx", lang="en", metadata={})

    assert [line.text for line in read.lines if line.text][:6] == [
        "CBD", "Distr.", "GENERAL", "CBD/COP/23/8", "14 March 2038",
        "CONFERENCE OF THE PARTIES TO THE CONVENTION",
    ]  # fmt: skip
    assert document.metadata["symbol"] == "CBD/COP/23/8"
    assert document.metadata["session"] == 23
    assert [unit.label for unit in document.units] == ["1"]


def test_a_row_of_figures_stays_a_row(texts: Texts) -> None:
    figures = table(("Party", "Springs"), ("Georgia", "212"), ("Peru", "1,240"))

    assert texts(figures) == ["Party", "Springs", "Georgia 212", "Peru 1,240"]


def test_a_number_in_a_cell_beside_its_text_numbers_it(texts: Texts) -> None:
    assert texts(table(("1.", "Opening of the meeting."), ("(a)", "Election."))) == [
        "1. Opening of the meeting.", "(a) Election.",
    ]  # fmt: skip


def test_cells_numbered_by_word_stay_apart(texts: Texts) -> None:
    lists = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    row = table((numbered(1, 0, "Goal"), numbered(1, 0, "12")))

    assert texts(row, numbering=lists) == ["1. Goal", "2. 12"]


def test_tables_in_tables_merged_and_deleted_cells(texts: Texts) -> None:
    merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("unseen") + "</w:tc>"
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("seen") + "</w:tc>"
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("gone") + "</w:tc></w:tr>"
    body = f"<w:tbl><w:tr>{first}</w:tr><w:tr>{merged}</w:tr>{gone}</w:tbl>" + table(
        (table(("inner", "cells")) + p("outer"), "last")
    )

    assert texts(body) == ["seen", "inner", "cells", "outer", "last"]


def test_headings_have_the_level_of_their_style_or_their_own(rendered: Render) -> None:
    body = (
        styled("H1", "Introduction")
        + styled("H2", "Background")
        + p("Direct", properties='<w:outlineLvl w:val="2"/>')
        + styled("H1", "A sentence in the style of a heading ends with a full stop.")
        + styled("H1", "No heading", properties='<w:outlineLvl w:val="9"/>')
    )

    assert levels(rendered(body, parts={"styles": HEADINGS})) == [
        (1, "Introduction"),
        (2, "Background"),
        (3, "Direct"),
        (0, "A sentence in the style of a heading ends with a full stop."),
        (0, "No heading"),
    ]


def test_one_title_stands_above_all_headings(rendered: Render) -> None:
    body = styled("Title", "Springs") + styled("H1", "Introduction") + styled("H2", "Background")

    assert levels(rendered(body, parts={"styles": HEADINGS})) == [
        (1, "Springs"), (2, "Introduction"), (3, "Background"),
    ]  # fmt: skip


def test_several_titles_are_lines(rendered: Render) -> None:
    body = styled("Title", "Springs") + styled("Title", "of mountains") + styled("H1", "Now")

    assert levels(rendered(body, parts={"styles": HEADINGS})) == [
        (0, "Springs"), (0, "of mountains"), (1, "Now"),
    ]  # fmt: skip


def test_a_number_and_its_title_in_two_paragraphs_are_one_heading(rendered: Render) -> None:
    body = styled("H1", "三") + styled("H1", "合作") + styled("H1", "IV.") + styled("H1", "Ends")

    assert levels(rendered(body, parts={"styles": HEADINGS})) == [(1, "三 合作"), (1, "IV. Ends")]


def test_the_title_of_an_annex_is_part_of_its_heading(rendered: Render) -> None:
    body = styled("H1", "Annex I") + styled("H1", "Indicators") + p("1. Depth of water.")
    read = rendered(body, parts={"styles": HEADINGS})
    document = parse_document(read.lines, name="x.docx", lang="en", metadata={})

    assert levels(read)[:2] == [(1, "Annex I"), (0, "Indicators")]
    assert [(u.label, u.section_path) for u in document.units] == [
        ("annex-1/1", ("Annex I Indicators",))
    ]


def test_a_heading_broken_by_its_author_is_one_line(rendered: Render) -> None:
    broken = "<w:r><w:t>Cooperation with</w:t><w:br/><w:t>other conventions</w:t></w:r>"

    assert levels(rendered(styled("H1", broken), parts={"styles": HEADINGS})) == [
        (1, "Cooperation with other conventions")
    ]


def test_the_symbol_comes_from_the_header_of_the_first_page(rendered: Render) -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="none"/>'
        '<w:headerReference w:type="first" r:id="header"/></w:sectPr>'
    )
    header = table(("United Nations", "A/RES/93/17"))
    read = rendered(p("1. Text.") + section, parts={"header": header})

    assert read.metadata == {"symbol": "A/RES/93/17"}
    assert [line.text for line in read.lines] == ["1. Text."]


def test_a_header_with_two_symbols_names_none(rendered: Render) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    header = p("CBD/COP/23/8") + p("CBD/COP/23/9")

    assert rendered(p("x") + section, parts={"header": header}).metadata == {}


def test_the_symbol_may_be_among_the_properties(rendered: Render) -> None:
    custom = (
        f'<Properties xmlns="{CUSTOM}"><property name="JobNo"><a>1</a></property>'
        '<property name="Symbol1"><a>A/93/17</a></property></Properties>'
    )
    files = {**ABOUT, "docProps/core.xml": core(""), "docProps/custom.xml": custom}

    assert rendered(p("x"), files=files).metadata == {"symbol": "A/93/17"}


@pytest.mark.parametrize(
    ("title", "metadata"),
    [
        ("Mountain springs", {"title": "Mountain springs"}),
        ("  Mountain\n springs ", {"title": "Mountain springs"}),
        ("Microsoft Word - cop-23-08.doc", {}),
        ("Document1", {}),
        ("cop-23-08-en.docx", {}),
        ("CBD/COP/23/8", {}),
        ("Nations Unies", {}),
        ("", {}),
        ("x" * 400, {}),
    ],
)
def test_a_title_is_believed_where_it_is_plausible(
    rendered: Render, title: str, metadata: dict[str, str]
) -> None:
    files = {**ABOUT, "docProps/core.xml": core(title)}

    assert rendered(p("x"), files=files).metadata == metadata


def test_raw_lines_are_as_printed(rendered: Render) -> None:
    tabbed = "<w:r><w:t>(a)</w:t><w:tab/><w:t>  text</w:t></w:r>"
    read = rendered(p(tabbed) + p(run("b")))

    assert [(line.raw, line.text) for line in read.lines] == [
        ("(a)\t  text", "(a) text"), ("", ""), ("b", "b"),
    ]  # fmt: skip
