"""Parses a document: lines in, header fields, blocks, numbered units and footnotes out.

A pure function that puts the parts of this package in their order. Must not read files or tell
languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from index.model import Block, BlockKind, Metadata, ParsedDocument, PassageKind, Unit
from index.parsing.anchoring import Anchored, Place, anchor_notes
from index.parsing.header import read_header
from index.parsing.layout import Layout, read_layout
from index.parsing.lines import Line, join
from index.parsing.notes import without_fields
from index.parsing.numbering import decide
from index.parsing.outline import Outline, Role, build_outline
from index.parsing.scars import find_scars
from index.parsing.units import RawUnit

_NO_UNITS = "No numbered paragraphs were found; nothing of this document can be retrieved."
_SENTENCE_ENDS = ".。!！?？؟;；؛"


def parse_document(
    lines: Sequence[Line], *, name: str, lang: str, metadata: Metadata
) -> ParsedDocument:
    """Finds everything that a document is made of.

    Args:
        lines: all lines of the source, in order, numbered from 1.
        name: the file's name as the user knows it.
        lang: BCP 47 tag for the document and its units.
        metadata: what the user set; it wins over the header's fields.

    Returns:
        The document; its blocks hold every line exactly once. Takes any text: what is not
        understood is kept as text.
    """
    layout = read_layout(lines)
    outline = build_outline(lines, layout, decide(layout.events))
    anchored = _anchor(lines, layout, outline)
    units = _units(outline, anchored, lines, lang)
    header = [
        line for index, line in enumerate(lines) if outline.roles[index].kind is BlockKind.HEADER
    ]
    fields = read_header(header)
    warnings = (*outline.warnings, *anchored.warnings, *(() if units else (_NO_UNITS,)))
    return ParsedDocument(
        name=name,
        lang=lang,
        metadata={**fields, **metadata},
        blocks=_blocks(lines, outline.roles),
        units=units,
        footnotes=anchored.footnotes,
        warnings=warnings,
    )


def _anchor(lines: Sequence[Line], layout: Layout, outline: Outline) -> Anchored:
    actor_lines = frozenset(
        index for actor in layout.actors.values() for index in range(actor.first, actor.last + 1)
    )
    places = list(_places(lines, outline))
    return anchor_notes(places, layout.notes, find_scars(outline, actor_lines))


def _places(lines: Sequence[Line], outline: Outline) -> Iterator[Place]:
    """Every text that a mark can stand in, in the order of its first line."""
    texts = {unit.label: _text(unit) for unit in outline.units}
    seen = ""
    for line, role in zip(lines, outline.roles, strict=True):
        if role.kind is BlockKind.PASSAGE:
            if role.label != seen:
                yield Place(role.label, texts[role.label])
                seen = role.label
        elif role.kind in (BlockKind.HEADER, BlockKind.HEADING, BlockKind.TEXT):
            yield Place("", line.text)


def _text(unit: RawUnit) -> str:
    return without_fields(join([piece.text for piece in unit.pieces]))


def _units(
    outline: Outline, anchored: Anchored, lines: Sequence[Line], lang: str
) -> tuple[Unit, ...]:
    spans = _spans(outline.roles)
    clean = lru_cache(maxsize=None)(anchored.without_marks)
    units: dict[str, Unit] = {}
    for raw in outline.units:
        marked = anchored.texts[raw.label]
        first, last = spans[raw.label]
        units[raw.label] = Unit(
            label=raw.label,
            printed_label=raw.printed_label,
            alt_labels=raw.alt_labels,
            kind=raw.kind,
            parent=raw.parent,
            section_path=tuple(clean(heading) for heading in raw.section_path),
            chapeau=_chapeau(raw, units),
            text=marked.text,
            lang=lang,
            start_line=first + 1,
            end_line=last + 1,
            footnote_refs=marked.refs,
            page=lines[first].page,
        )
    return tuple(units.values())


def _chapeau(raw: RawUnit, units: Mapping[str, Unit]) -> str:
    """What governs a unit: who speaks in a draft, or what its parent says last."""
    if raw.kind is not PassageKind.SUBPARAGRAPH:
        return raw.actor
    parent = units.get(raw.parent)
    if parent is None:
        return raw.actor
    return " ".join(filter(None, (parent.chapeau, _last_sentence(parent.text))))


def _last_sentence(text: str) -> str:
    """The sentence that a text ends with; the whole text where it is one sentence."""
    body = text.rstrip()
    start = max(body.rfind(end, 0, len(body) - 1) for end in _SENTENCE_ENDS) + 1
    return body[start:].strip()


def _spans(roles: Sequence[Role]) -> dict[str, tuple[int, int]]:
    """First and last line of each unit, by label."""
    spans: dict[str, tuple[int, int]] = {}
    for index, role in enumerate(roles):
        if role.kind is BlockKind.PASSAGE:
            spans[role.label] = (spans.get(role.label, (index, index))[0], index)
    return spans


def _blocks(lines: Sequence[Line], roles: Sequence[Role]) -> tuple[Block, ...]:
    blocks = []
    for role, pairs in groupby(zip(roles, lines, strict=True), key=lambda pair: pair[0]):
        run = [line for _, line in pairs]
        text = "\n".join(line.raw for line in run)
        blocks.append(Block(role.kind, text, run[0].number, run[-1].number, role.label, role.level))
    return tuple(blocks)
