"""The types that the index layer hands out: what a document becomes.

All are frozen and slotted; offsets are Unicode code points; lines count from 1. Holds no
behaviour beyond what follows from the fields alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MetadataValue = str | int | float | bool | date | tuple[str, ...]
"""A metadata value: string, number, boolean, date, or list of strings."""

Metadata = Mapping[str, MetadataValue]

COLLECTION_NAME = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
"""Pattern of a whole collection name: safe as a folder's name on every system."""


class PassageKind(StrEnum):
    """What a numbered unit is in its document."""

    PARAGRAPH = "paragraph"
    SUBPARAGRAPH = "subparagraph"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    DRAFT_PREAMBULAR = "draft-preambular"
    DRAFT_OPERATIVE = "draft-operative"
    RECORD = "record"  # one line of a BEIR corpus


class BlockKind(StrEnum):
    """What a run of source lines is. Together the blocks hold every line of the source."""

    HEADER = "header"  # masthead: body, session, date, agenda item, title, author
    HEADING = "heading"
    PASSAGE = "passage"  # text of a passage; `label` names it
    TEXT = "text"  # prose that carries no number
    FOOTNOTE = "footnote"
    BOILERPLATE = "boilerplate"  # print-run notices, separators
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of consecutive source lines that belong together, as printed.

    Attributes:
        kind: what the lines are.
        text: the lines as printed, joined by newlines; nothing is repaired.
        start_line: first line, from 1.
        end_line: last line, inclusive.
        label: label of the passage or number of the footnote; "" for other kinds.
        level: depth of a heading from 1; 0 for other kinds.
    """

    kind: BlockKind
    text: str
    start_line: int
    end_line: int
    label: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class FootnoteRef:
    """Where a footnote's mark stood in a passage.

    Attributes:
        number: the footnote's number or sign, as a string ("3", "*").
        offset: code points into the passage's text where the mark stood.
    """

    number: str
    offset: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note printed apart from the text.

    Attributes:
        number: its number or sign.
        text: its text, field codes removed.
        urls: links it holds, in order.
        label: label of the passage that its mark stands in; "" where it stands in the header
            or could not be told (then `anchored` is false).
        anchored: whether the place of its mark is known.
        line: first source line.
    """

    number: str
    text: str
    urls: tuple[str, ...]
    label: str
    anchored: bool
    line: int


class ReferenceKind(StrEnum):
    """What a reference in a text refers to."""

    DECISION = "decision"
    RESOLUTION = "resolution"
    RECOMMENDATION = "recommendation"
    DOCUMENT = "document"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"  # of this document, or of a work that is named but not by a symbol


UNIDENTIFIED_WORK = "?"
"""The work of a reference to a text that is named in words only ("paragraph 89 of its outcome")."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention, in a passage, of another text or of a place in it.

    Attributes:
        start: where the words that name it begin, code points into the passage's text.
        end: exclusive.
        kind: what it refers to.
        work: key of the text referred to, as in `index.symbols.work_keys`: "decision 10/20",
            "resolution 65/161", "cbd/cop/11/17", "article 8(h)"; "" for the passage's own
            document where that has no symbol, `UNIDENTIFIED_WORK` for one named in words only.
        label: label of the place in that text ("6", "41(c)"); "" for the whole.
        last_label: label that a range ends with ("7" in "paragraphs 5 to 7"); "" for one place.
    """

    start: int
    end: int
    kind: ReferenceKind
    work: str
    label: str = ""
    last_label: str = ""

    @property
    def target(self) -> str:
        """Normal form: "decision 10/20#6", "cbd/cop/11/17#5–7", "#5", "article 8(h)"."""
        if not self.label:
            return self.work
        return f"{self.work}#{self.label}" + (f"–{self.last_label}" if self.last_label else "")


@dataclass(frozen=True, slots=True)
class Unit:
    """A numbered unit that the parser found; becomes a `Passage` once its document has an id.

    Attributes:
        label: normalised label, unique in the document: "41", "41(c)", "71/2" (second draft
            paragraph of a scope opened in 71), "annex-1/3", "pp3" (third preambular paragraph).
        printed_label: the label as printed ("41.", "(c)", "72.").
        alt_labels: other labels that name this unit (a misprinted number: "72").
        kind: what it is.
        parent: label of the unit that governs it; "" at the top level.
        section_path: headings above it, outermost first, as printed on one line each.
        chapeau: the governing text of its parents ("To this end, the Secretariat:"), outermost
            first, joined by a space; "" where nothing governs it.
        text: as printed, without label and footnote marks; continuation lines joined.
        lang: BCP 47 tag.
        start_line: first source line.
        end_line: last source line, inclusive.
        footnote_refs: marks in `text`, in order.
        page: page of the source on which it begins, from 1; 0 where the source has none.
    """

    label: str
    printed_label: str
    alt_labels: tuple[str, ...]
    kind: PassageKind
    parent: str
    section_path: tuple[str, ...]
    chapeau: str
    text: str
    lang: str
    start_line: int
    end_line: int
    footnote_refs: tuple[FootnoteRef, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document as read and parsed, before it is indexed.

    Attributes:
        name: the file's name as the user knows it.
        lang: BCP 47 tag of the document ("und" where it cannot be told, "mul" for a corpus).
        metadata: header fields and what the user set; user's values win. Well-known fields:
            symbol, title, body, session, date_start, date_end, place, agenda_item, author.
        blocks: every line of the source, in order.
        units: the numbered units, in order.
        footnotes: the notes, in order.
        warnings: what the reader or parser could not settle, one sentence each.
    """

    name: str
    lang: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    units: tuple[Unit, ...]
    footnotes: tuple[Footnote, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CorpusRecord:
    """One record of a corpus or a table of paragraphs: a passage with an id of its own.

    Attributes:
        passage_id: the `_id`.
        title: the `title`, "" where absent.
        text: the `text`.
        lang: `metadata.lang` where given, else told from the text.
        metadata: the record's other fields.
        line: source line.
        label: label of the paragraph that the record is, in the document that its `symbol` names;
            "" where it says nothing of that: the passage's label is then its id.
        section_path: headings above it, outermost first.
    """

    passage_id: str
    title: str
    text: str
    lang: str
    metadata: Metadata
    line: int
    label: str = ""
    section_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedCorpus:
    """A corpus or table as read: one document whose passages name themselves."""

    name: str
    metadata: Metadata
    records: tuple[CorpusRecord, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, by its place in the passage's text (code points, end exclusive)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as stored and handed out.

    Attributes:
        passage_id: stable, external: `<document_id>:<label>`, or a corpus's own `_id`.
        document_id: the document it stands in.
        ordinal: position in the document, from 0.
        label, printed_label, alt_labels, kind, parent, section_path, chapeau, text, lang,
            start_line, end_line, footnote_refs: as in `Unit`.
        metadata: fields of the passage itself (a corpus line's `metadata`, the `page` it begins
            on); a document's fields are not repeated here.
    """

    passage_id: str
    document_id: str
    ordinal: int
    label: str
    printed_label: str
    alt_labels: tuple[str, ...]
    kind: PassageKind
    parent: str
    section_path: tuple[str, ...]
    chapeau: str
    text: str
    lang: str
    start_line: int
    end_line: int
    footnote_refs: tuple[FootnoteRef, ...]
    metadata: Metadata

    @property
    def page(self) -> int:
        """Page of the source on which it begins, from 1; 0 where the source has none."""
        page = self.metadata.get("page", 0)
        return page if isinstance(page, int) else 0


@dataclass(frozen=True, slots=True)
class Document:
    """A document as stored and handed out, without its passages.

    Attributes:
        document_id: stable, external: symbol and language, or the file's name where it has no
            symbol, made safe for a path (`unep-cbd-cop-11-17.zh`).
        name: the file's name as the user knows it.
        symbol: the document symbol, "" where unknown.
        title: the title, "" where unknown.
        lang: BCP 47 tag.
        metadata: all fields, symbol and title included.
        content_hash: SHA-256 of what was parsed (bytes and user's metadata), in hexadecimal.
        passage_count: how many passages it has.
    """

    document_id: str
    name: str
    symbol: str
    title: str
    lang: str
    metadata: Metadata
    content_hash: str
    passage_count: int
