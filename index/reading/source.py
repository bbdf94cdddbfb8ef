"""What a source is once parsed: the way into the index for files and uploads alike.

Must not walk folders (that is `files`) nor store anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.language import detect_language
from index.model import Metadata, ParsedCorpus, ParsedDocument
from index.parsing.document import parse_document
from index.parsing.lines import Line
from index.reading.beir import parse_corpus
from index.reading.decoding import decode
from index.reading.files import SourceFile, iter_sources
from index.reading.formats import SourceFormat, source_format
from index.reading.front_matter import FrontMatter, read_front_matter
from index.reading.metadata import merged, parse_metadata_option, parse_metadata_options
from index.reading.text_lines import markdown_lines, plain_lines, split_lines

__all__ = [
    "SourceFile",
    "iter_sources",
    "parse_metadata_option",
    "parse_metadata_options",
    "parse_source",
]

_LANGUAGE_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class _Text:
    """Lines of a document and what stood above them."""

    lines: list[Line]
    metadata: Metadata


def parse_source(source: SourceFile) -> ParsedDocument | ParsedCorpus:
    """Reads and parses a source; a pure function of its name, bytes and metadata.

    Returns:
        A corpus where the content is one in BEIR layout, else a document. The language is
        `metadata["lang"]` where that is set, else told from the text.

    Raises:
        InputError: UnreadableFile, UnsupportedFormat, InvalidRecord, DuplicateId or
            InvalidMetadata; each names the source.
    """
    kind = source_format(source.name, source.content)
    content = decode(source.content, name=source.name)
    if kind is SourceFormat.BEIR:
        return parse_corpus(content, name=source.name, metadata=source.metadata)
    text = _read_text(content, source, kind)
    metadata = merged(text.metadata, source.metadata)
    lang = str(metadata.get("lang") or _language(text.lines))
    return parse_document(text.lines, name=source.name, lang=lang, metadata=metadata)


def _read_text(content: str, source: SourceFile, kind: SourceFormat) -> _Text:
    raw = split_lines(content)
    if kind is SourceFormat.TEXT:
        return _Text(plain_lines(raw), {})
    front = read_front_matter(raw, name=source.name)
    return _Text(_without_front(markdown_lines(raw), front), front.metadata)


def _without_front(lines: list[Line], front: FrontMatter) -> list[Line]:
    """Lines with the front matter kept as found but read as a separator."""
    taken = [Line(line.number, line.raw, "---") for line in lines[: front.line_count]]
    return [*taken, *lines[front.line_count :]]


def _language(lines: list[Line]) -> str:
    """The language of a document: of its longer lines first, where mastheads say little."""
    sample: list[str] = []
    length = 0
    for line in sorted(lines, key=lambda line: -min(len(line.text), 200)):
        sample.append(line.text[:_LANGUAGE_SAMPLE])
        length += len(line.text)
        if length > _LANGUAGE_SAMPLE:
            break
    return detect_language("\n".join(sample))
