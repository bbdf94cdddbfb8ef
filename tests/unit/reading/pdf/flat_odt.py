"""Writes a plain-text document as a flat OpenDocument text, for LibreOffice to print as a PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SEPARATOR = re.compile(r"\n(?:_{5,}|(?:- ){3,}-)\n")
_NOTE = re.compile(r"([⁰¹²³⁴-⁹]+|\*)\s*(.*)")
_MARK = re.compile(r"[⁰¹²³⁴-⁹]+|\*")
_LABEL = re.compile(r"(?:\d+\.|\d+ ?-|\([ivx]+\)|\(\w\))\s")
_ROMAN = re.compile(r"\([ivx]+\)\s")
_LONGEST_HEADING = 90

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("fo", "xsl-fo-compatible"),
    )
)


def flat_odt(text: str, *, lang: str, head: str, columns: int) -> bytes:
    """The document.

    Args:
        text: paragraphs on lines, notes at the end behind a rule.
        lang: its language.
        head: the running head, above the page number.
        columns: how many a page has.
    """
    body, *rest = _SEPARATOR.split(text)
    notes = {
        found[1]: found[2] for line in "".join(rest).splitlines() if (found := _NOTE.match(line))
    }
    mode = 'style:writing-mode="rl-tb"' if lang == "ar" else ""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    paragraphs = "".join(_paragraph(line, notes) for line in lines)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMESPACES} office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
{_style("Text", 'fo:text-align="justify"', mode)}
{_style("Item", 'fo:text-align="justify" fo:text-indent="1.25cm"', mode)}
{_style("Deep", 'fo:text-align="justify" fo:margin-left="2.5cm" fo:text-indent="-1.25cm"', mode)}
{_style("Title", 'fo:text-align="center"', mode, 'fo:font-weight="bold"')}
{_style("Note", "", mode, points=9)}
</office:styles>
<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties
 fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm" {mode}>
<style:columns fo:column-count="{columns}" fo:column-gap="0.7cm"/>
<style:footnote-sep style:width="0.018cm" style:line-style="solid" style:rel-width="25%"
 style:distance-before-sep="0.1cm" style:distance-after-sep="0.1cm"/>
</style:page-layout-properties><style:header-style><style:header-footer-properties
 fo:min-height="1cm" fo:margin-bottom="0.5cm"/></style:header-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
<style:header><text:p>{head}</text:p><text:p>Page <text:page-number/></text:p></style:header>
<style:header-first><text:p/></style:header-first></style:master-page></office:master-styles>
<office:body><office:text>{paragraphs}</office:text></office:body></office:document>""".encode()


def _style(name: str, layout: str, mode: str, type_: str = "", points: int = 11) -> str:
    sizes = " ".join(f'{kind}="{points}pt"' for kind in _SIZES)
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties'
        f' fo:margin-bottom="0.21cm" {layout} {mode}/><style:text-properties {sizes} {type_}/>'
        "</style:style>"
    )


_SIZES = ("fo:font-size", "style:font-size-asian", "style:font-size-complex")


def _paragraph(line: str, notes: Mapping[str, str]) -> str:
    if _ROMAN.match(line):
        style = "Deep"
    elif _LABEL.match(line):
        style = "Item" if line.startswith("(") else "Text"
    elif len(line) < _LONGEST_HEADING and not line.endswith((",", "，", "،")):
        style = "Title"
    else:
        style = "Text"
    marked = _MARK.sub(lambda found: _note(found[0], notes), escape(line))
    return f'<text:p text:style-name="{style}">{marked}</text:p>'


def _note(mark: str, notes: Mapping[str, str]) -> str:
    if mark not in notes:
        return mark
    sign = ' text:label="*"' if mark == "*" else ""
    shown = mark if sign else "".join(str(_SUPERSCRIPTS.index(digit)) for digit in mark)
    return (
        f'<text:note text:note-class="footnote"><text:note-citation{sign}>{shown}'
        f'</text:note-citation><text:note-body><text:p text:style-name="Note">'
        f"{escape(notes[mark])}</text:p></text:note-body></text:note>"
    )
