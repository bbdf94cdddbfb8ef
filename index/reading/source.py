"""What a source is once parsed: the way into the index for files and uploads alike.

Must not walk folders (that is `files`) nor store anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.errors import UnsupportedFormat
from index.language import detect_language
from index.model import Metadata, ParsedCorpus, ParsedDocument
from index.parsing.document import parse_document
from index.parsing.lines import Line
from index.reading.beir import parse_corpus
from index.reading.decoding import decode
from index.reading.files import iter_sources
from index.reading.formats import SourceFormat, misnamed, source_format
from index.reading.front_matter import FrontMatter, read_front_matter
from index.reading.json_records import parse_json_records
from index.reading.metadata import merged, parse_metadata_option, parse_metadata_options
from index.reading.rendered import Rendered
from index.reading.source_file import SourceFile
from index.reading.tables import parse_table
from index.reading.text_lines import markdown_lines, plain_lines, split_lines

__all__ = [
    "SourceFile",
    "iter_sources",
    "parse_metadata_option",
    "parse_metadata_options",
    "parse_source",
]

_LANGUAGE_SAMPLE = 20_000


_OF_RECORDS = {
    SourceFormat.BEIR: parse_corpus,
    SourceFormat.RECORDS: parse_json_records,
    SourceFormat.CSV: parse_table,
}


def parse_source(source: SourceFile) -> ParsedDocument | ParsedCorpus:
    """Reads and parses a source; a pure function of its name, bytes and metadata.

    Returns:
        A corpus where the content is records (BEIR, JSON lines, a table), else a document. Its
        language is `metadata["lang"]` where that is set, else told from the text. Its other fields
        are what the user set, before what its header says, before what the file has of itself.

    Raises:
        InputError: UnreadableFile, UnsupportedFormat, InvalidRecord, DuplicateId or
            InvalidMetadata; each names the source. An archive is UnsupportedFormat: it is several
            sources, which `iter_sources` takes out of it.
    """
    kind = source_format(source.name, source.content)
    if parse := _OF_RECORDS.get(kind):
        content = decode(source.content, name=source.name)
        return parse(content, name=source.name, metadata=source.metadata)
    rendered, given = _rendered(source, kind), source.metadata
    if kind is SourceFormat.MARKDOWN:
        given = merged(rendered.metadata, given)
    parsed = parse_document(
        rendered.lines,
        name=source.name,
        lang=str(given.get("lang") or _language(rendered)),
        metadata=given,
    )
    notice = misnamed(source.name, kind)
    return replace(
        parsed,
        metadata=merged(_of_file(rendered.metadata, kind), parsed.metadata),
        warnings=(*([notice] if notice else []), *rendered.warnings, *parsed.warnings),
    )


def _rendered(source: SourceFile, kind: SourceFormat) -> Rendered:
    """A document as its reader sees it; what reads a format is loaded when it is met."""
    match kind:
        case SourceFormat.HTML:
            from index.reading.html.reader import read_html

            return read_html(source.content, name=source.name)
        case SourceFormat.DOCX:
            from index.reading.docx import read_docx

            return read_docx(source.content, name=source.name)
        case SourceFormat.DOC:
            from index.reading.doc import read_doc

            return read_doc(source.content, name=source.name)
        case SourceFormat.PDF:
            from index.reading.pdf import read_pdf

            return read_pdf(source.content, name=source.name)
        case SourceFormat.ARCHIVE:
            raise UnsupportedFormat(
                f"{source.name} is an archive, which is no document.",
                hint="Add the archive by itself: each file in it becomes a document.",
            )
    raw = split_lines(decode(source.content, name=source.name))
    if kind is SourceFormat.TEXT:
        return Rendered(tuple(plain_lines(raw)), {}, ())
    front = read_front_matter(raw, name=source.name)
    return Rendered(tuple(_without_front(markdown_lines(raw), front)), front.metadata, ())


def _of_file(metadata: Metadata, kind: SourceFormat) -> Metadata:
    """What a file has of itself, below what its text says; its language never is the document's.

    Templates and word processors carry the language of whoever made them.
    """
    if kind is SourceFormat.MARKDOWN:
        return {}
    return {field: value for field, value in metadata.items() if field != "lang"}


def _without_front(lines: list[Line], front: FrontMatter) -> list[Line]:
    """Lines with the front matter kept as found but read as a separator."""
    taken = [Line(line.number, line.raw, "---") for line in lines[: front.line_count]]
    return [*taken, *lines[front.line_count :]]


def _language(rendered: Rendered) -> str:
    """The language of a document: of its text, and where that says nothing, of its file."""
    of_file = str(rendered.metadata.get("lang") or "und")
    return detect_language(_sample(rendered.lines), default=of_file)


def _sample(lines: Sequence[Line]) -> str:
    """Text to tell a language from: longer lines first, where mastheads say little."""
    sample: list[str] = []
    length = 0
    for line in sorted(lines, key=lambda line: -min(len(line.text), 200)):
        sample.append(line.text[:_LANGUAGE_SAMPLE])
        length += len(line.text)
        if length > _LANGUAGE_SAMPLE:
            break
    return "\n".join(sample)
