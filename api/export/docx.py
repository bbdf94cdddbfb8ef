"""Chosen precedents as a DOCX: drafts, quotations, citations in footnotes. Fetches nothing.

Office Open XML (ECMA-376, transitional), the few parts that word processors ask for.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from api.export.chosen import ChosenParagraph, ChosenPrecedent
from api.export.words import ExportWords

_EPOCH = (2000, 1, 1, 0, 0, 0)  # the same input gives the same bytes
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}.footnotes+xml"/>'
    "</Types>"
)
_ROOT_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_DOCUMENT_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATION}/footnotes" Target="footnotes.xml"/>'
    "</Relationships>"
)
_NOTE_MARK = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{}</w:r>'
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
)


def docx_file(paragraphs: Sequence[ChosenParagraph], words: ExportWords, lang: str) -> bytes:
    """The file's bytes.

    Args:
        paragraphs: what was chosen.
        words: what is said beside it.
        lang: BCP 47 tag of those words and of the citations.
    """
    chosen = [precedent for paragraph in paragraphs for precedent in paragraph.precedents]
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _ROOT_RELATIONS,
        "word/document.xml": _document(paragraphs, words, lang),
        "word/footnotes.xml": _footnotes(chosen, lang),
        "word/styles.xml": _styles(),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content.encode("utf-8"))
    return written.getvalue()


def _document(paragraphs: Sequence[ChosenParagraph], words: ExportWords, lang: str) -> str:
    body = "".join(
        [_paragraph("Title", _run(words.title, lang), lang), *_body(paragraphs, words, lang)]
    )
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" '
        'w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    )
    return f'{_HEAD}<w:document xmlns:w="{_MAIN}"><w:body>{body}{section}</w:body></w:document>'


def _body(paragraphs: Sequence[ChosenParagraph], words: ExportWords, lang: str) -> Iterator[str]:
    note = 0
    for paragraph in paragraphs:
        heading = _run(f"{words.draft} {paragraph.label}", lang)
        yield _paragraph("Heading1", heading, lang)
        if paragraph.draft:
            yield _paragraph(
                "Normal", _run(paragraph.draft, _script(paragraph.draft)), _script(paragraph.draft)
            )
        if paragraph.no_precedent:
            yield _paragraph("Normal", _run(f"{words.no_precedent}.", lang, style="Status"), lang)
            if paragraph.explanation:
                yield _paragraph("Normal", _run(paragraph.explanation, "en"), "en")
        elif not paragraph.precedents:
            yield _paragraph("Normal", _run(words.none, lang), lang)
        for precedent in paragraph.precedents:
            note += 1
            yield from _quoted(precedent, words, lang, note)


def _quoted(precedent: ChosenPrecedent, words: ExportWords, lang: str, note: int) -> Iterator[str]:
    """The words that govern a passage, then the passage with its note and its status."""
    own = precedent.passage.lang
    if precedent.governing:
        yield _paragraph("QuoteOpening", _run(precedent.governing, own), own)
    mark = _NOTE_MARK.format(f'<w:footnoteReference w:id="{note}"/>')
    label = _run(f" [{words.status(precedent.status)}]", lang, style="Status")
    yield _paragraph("Quote", f"{_run(precedent.text, own)}{mark}{label}", own)


def _footnotes(chosen: Sequence[ChosenPrecedent], lang: str) -> str:
    notes = "".join(
        f'<w:footnote w:id="{number}">'
        + _paragraph(
            "FootnoteText",
            _NOTE_MARK.format("<w:footnoteRef/>") + _run(f" {precedent.citation}", lang),
            lang,
        )
        + "</w:footnote>"
        for number, precedent in enumerate(chosen, start=1)
    )
    return f'{_HEAD}<w:footnotes xmlns:w="{_MAIN}">{_SEPARATORS}{notes}</w:footnotes>'


def _paragraph(style: str, runs: str, lang: str) -> str:
    direction = "<w:bidi/>" if _is_right_to_left(lang) else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{direction}</w:pPr>{runs}</w:p>'


def _run(text: str, lang: str, *, style: str = "") -> str:
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    direction = "<w:rtl/>" if _is_right_to_left(lang) else ""
    words = escape(_NOT_XML.sub("", " ".join(text.split(" "))))
    broken = words.replace("\r\n", "\n").replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{named}{direction}</w:rPr><w:t xml:space="preserve">{broken}</w:t></w:r>'


def _is_right_to_left(lang: str) -> bool:
    return lang.partition("-")[0] in _RIGHT_TO_LEFT


def _script(text: str) -> str:
    """A tag that tells the direction of a text whose language nobody named."""
    return "ar" if re.search("[\u0590-\u08ff]", text[:200]) else ""


def _styles() -> str:
    return (
        f'{_HEAD}<w:styles xmlns:w="{_MAIN}">'
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        + _style("Normal", "Normal", is_default=True)
        + _style("Title", "Title", run='<w:b/><w:sz w:val="36"/><w:szCs w:val="36"/>')
        + _style(
            *("Heading1", "heading 1"),
            paragraph='<w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/>',
            run='<w:b/><w:sz w:val="26"/><w:szCs w:val="26"/>',
        )
        + _style("Quote", "Quote", paragraph='<w:ind w:left="567" w:right="567"/>')
        + _style(
            *("QuoteOpening", "Quote Opening"),
            paragraph='<w:keepNext/><w:ind w:left="567" w:right="567"/>',
        )
        + _style("FootnoteText", "footnote text", run='<w:sz w:val="18"/><w:szCs w:val="18"/>')
        + _style(
            *("FootnoteReference", "footnote reference"),
            kind="character",
            run='<w:vertAlign w:val="superscript"/>',
        )
        + _style("Status", "Status", kind="character", run='<w:i/><w:color w:val="9C2A00"/>')
        + "</w:styles>"
    )


def _style(
    identifier: str,
    name: str,
    *,
    kind: str = "paragraph",
    paragraph: str = "",
    run: str = "",
    is_default: bool = False,
) -> str:
    default = ' w:default="1"' if is_default else ""
    inner = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    inner += f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>{inner}</w:style>'
    )
