"""Writes DOCX files by hand: the XML of each part as a test spells it, zipped."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
    "header": "hdr",
}
DOCUMENT = "word/document.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """A paragraph of runs; a string without markup becomes one."""
    runs = (item if item.startswith("<") else run(item) for item in content)
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{''.join(runs)}</w:p>"


def numbered(num: int, level: int, *content: str) -> str:
    """A paragraph of a list."""
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{num}"/>'
    return p(*content, properties=f"<w:numPr>{place}</w:numPr>")


def styled(style: str, *content: str, properties: str = "") -> str:
    """A paragraph with a style."""
    return p(*content, properties=f'<w:pStyle w:val="{style}"/>{properties}')


def level(
    place: int, form: str, pattern: str, *, start: int = 1, more: str = "", after: str = ""
) -> str:
    """A level of a list; `more` stands before its text, `after` behind it."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/>{after}</w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    """Definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, definition: int, overrides: str = "") -> str:
    """A list with a definition."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def start_override(place: int, start: int) -> str:
    """Says where a level of a list begins."""
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(key: str, content: str = "", *, name: str = "", kind: str = "paragraph") -> str:
    """A style."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name or key}"/>'
        f"{content}</w:style>"
    )


def mark(key: int, kind: str = "footnote") -> str:
    """The mark of a note."""
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def note(key: int, text: str, kind: str = "footnote") -> str:
    """A note, with the mark that Word repeats before its text."""
    return f'<w:{kind} w:id="{key}">{p(f"<w:r><w:{kind}Ref/></w:r>", run(f" {text}"))}</w:{kind}>'


def field(instruction: str, result: str) -> str:
    """A field with its result."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table; each cell is the XML of its paragraphs, or a text."""
    cells = (
        "".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row) for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def write_docx(
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    files: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A DOCX.

    Args:
        body: content of `w:body`.
        parts: content of further parts by kind ("styles", "numbering", "footnotes", "header" …);
            a header is found under the relation id "header".
        links: addresses outside by relation id.
        files: further files, or such that stand in place of the usual ones, by name.
    """
    parts = parts or {}
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for kind in parts
    )
    relations += "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/hyperlink" Target="{escape(url)}" '
        'TargetMode="External"/>'
        for key, url in (links or {}).items()
    )
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="{DOCUMENT}"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE_RELATIONS}">{relations}'
        "</Relationships>",
        DOCUMENT: f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{kind}.xml": f"<w:{ROOTS[kind]} {SPACES}>{content}</w:{ROOTS[kind]}>"
            for kind, content in parts.items()
        },
        **(files or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _content_types(kinds: Iterable[str]) -> str:
    """The list of parts by which other programs open the file."""
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{CONTENT_TYPE}.{kind}+xml"/>'
        for name, kind in (
            (DOCUMENT, "document.main"),
            *((f"word/{kind}.xml", kind) for kind in kinds),
        )
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )
