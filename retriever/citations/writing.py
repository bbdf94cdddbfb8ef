"""Writes citations: the work, then the place in it, in the house style of a language.

By paragraph number, never by page. Must not look at a collection.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.identity import work_symbol
from index.model import Document, Passage, PassageKind
from index.parsing import numerals
from index.pinpoints.words import Place
from index.symbols import SymbolKind, parse_symbol, work_keys
from retriever.citations.labels import Segment, read_label
from retriever.citations.styles import HouseStyle, house_style


def cite(document: Document, passage: Passage, lang: str = "en") -> str:
    """The citation of a passage, e.g. `UNEP/CBD/COP/11/17, para. 41 (c)`.

    A corpus record is cited by its `symbol` and label where it has both, else by its title and
    id. A document without a symbol is cited by its title, then its file name.

    Args:
        document: the document.
        passage: one of its passages.
        lang: BCP 47 tag of the language to write in; English where it has no style here.
    """
    style = house_style(lang)
    if not is_numbered(document, passage):
        named = _record_title(document, passage)
        return f"{named}{style.after_work}{passage.passage_id}"
    return cited_place(work_name(document, passage), passage.label, lang=lang)


def cite_by_number(document: Document, passage: Passage, lang: str = "en") -> str:
    """As `cite`, by the number that the text was adopted under: `decision X/20, para. 6`.

    "" where the document is not such a text.
    """
    if not is_numbered(document, passage):
        return ""
    adopted = adopted_name(work_symbol(document, passage), lang)
    style = house_style(lang)
    return f"{adopted}{style.after_number}{pinpoint(passage.label, lang)}" if adopted else ""


def is_numbered(document: Document, passage: Passage) -> bool:
    """Whether a passage has a number in a document, and not only an id in a corpus."""
    if passage.kind is not PassageKind.RECORD:
        return True
    return (
        bool(work_symbol(document, passage))
        and passage.label != passage.passage_id
        and bool(read_label(passage.label))
    )


def work_name(document: Document, passage: Passage) -> str:
    """What the work that a passage stands in is called in citations."""
    return work_symbol(document, passage) or document.title or document.name


def adopted_name(symbol: str, lang: str = "en") -> str:
    """How a text is cited by the number it was adopted under: "decision XIII/25"; "" for others."""
    for key in work_keys(symbol):
        number = parse_symbol(key)
        if number is not None and number.kind in _ADOPTED and key.startswith(str(number.kind)):
            printed = str(number).removeprefix(f"{number.kind} ")
            return house_style(lang).adopted[str(number.kind)].format(printed)
    return ""


_ADOPTED = (SymbolKind.DECISION, SymbolKind.RESOLUTION, SymbolKind.RECOMMENDATION)


def cited_place(work: str, label: str, last_label: str = "", *, lang: str = "en") -> str:
    """A work with a place or a range in it; either may be empty."""
    style = house_style(lang)
    place = pinpoint_range(label, last_label, lang) if last_label else pinpoint(label, lang)
    if not label:
        return work
    return f"{work}{style.after_work}{place}" if work else place


def pinpoint(label: str, lang: str = "en") -> str:
    """The part of a citation that names the place, e.g. `para. 41 (c)` for `41(c)`.

    Segments of a label nest from the outside in: `71/2` is paragraph 2 of the draft decision that
    paragraph 71 holds, `annex-1/3` paragraph 3 of annex I. A label that no document gives stands
    as it is.
    """
    style = house_style(lang)
    segments = read_label(label)
    if not segments:
        return style.one[Place.PARAGRAPH].format(label)
    return _joined(style, [_written(style, segment) for segment in _with_drafts(segments)])


def pinpoint_range(first: str, last: str, lang: str = "en") -> str:
    """The part of a citation that names a range of places: `paras. 5–7`, `paras. 41 (c)–(e)`."""
    style = house_style(lang)
    begin, end = read_label(first), read_label(last)
    if not begin or not end or begin[:-1] != end[:-1] or begin[-1].place is not end[-1].place:
        return f"{pinpoint(first, lang)} – {pinpoint(last, lang)}"
    if begin[-1].place not in style.several:
        return f"{pinpoint(first, lang)} – {pinpoint(last, lang)}"
    until = _last_of_range(style, begin[-1], end[-1])
    numbers = f"{_numbered(style, begin[-1])}{style.until}{until}"
    outer = [_written(style, segment) for segment in _with_drafts(begin)[:-1]]
    return _joined(style, [*outer, style.several[begin[-1].place].format(numbers)])


def _last_of_range(style: HouseStyle, begin: Segment, end: Segment) -> str:
    """The end of a range, without the number that it shares with the beginning."""
    depth = len(end.levels) - 1
    alike = (begin.number, begin.again, begin.levels[:-1]) == (
        end.number,
        end.again,
        end.levels[:-1],
    )
    if alike and begin.levels and end.levels:
        return style.level(end.levels[-1], depth).strip()
    return _numbered(style, end)


def _with_drafts(segments: tuple[Segment, ...]) -> list[Segment]:
    """The segments, a draft decision put between a paragraph and one that it holds."""
    nested: list[Segment] = []
    for segment in segments:
        if nested and {nested[-1].place, segment.place} <= _NUMBERED:
            nested.append(Segment(Place.DRAFT, ""))
        nested.append(segment)
    return nested


_NUMBERED = frozenset({Place.PARAGRAPH, Place.PREAMBULAR})


def _joined(style: HouseStyle, parts: list[str]) -> str:
    return style.within.join(parts)


def _written(style: HouseStyle, segment: Segment) -> str:
    if segment.place is Place.PREAMBULAR:
        rest = segment.again + _levels(style, segment)
        return style.preambular.format(ordinal=style.ordinal(int(segment.number)), rest=rest)
    form, inserted = style.one[segment.place], ""
    if "{inserted}" in form and (found := _INSERTED.fullmatch(segment.number)):
        inserted = style.inserted(found[2])
        segment = replace(segment, number=found[1] + found[3])
    return form.format(_numbered(style, segment), inserted=inserted).strip()


_INSERTED = re.compile(rf"(\d+)({'|'.join(numerals.INSERTED)})(.*)")


def _numbered(style: HouseStyle, segment: Segment) -> str:
    number = segment.number
    if segment.place in (Place.ANNEX, Place.APPENDIX) and number:
        number = style.annex(number)
    if found := _INSERTED.fullmatch(number):
        number = found[1] + style.inserted(found[2]) + found[3]
    return (number + segment.again + _levels(style, segment)).lstrip()


def _levels(style: HouseStyle, segment: Segment) -> str:
    return "".join(style.level(level, depth) for depth, level in enumerate(segment.levels))


def _record_title(document: Document, passage: Passage) -> str:
    title = passage.metadata.get("title")
    return work_symbol(document, passage) or str(title or document.title or document.name)
