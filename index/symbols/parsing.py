"""Reads one symbol: the text must be it and nothing else.

Must not look for symbols within a text: that is `mentions`.
"""

from __future__ import annotations

import re

from index.symbols.decimals import DECIMAL, decimal_number
from index.symbols.documents import read_document
from index.symbols.folding import LONGEST_SYMBOL, plain
from index.symbols.kinds import SymbolKind, kind_of_phrase
from index.symbols.mentions import SymbolMention, SymbolShape, find_symbols
from index.symbols.numbers import ReadNumber, read_decimal, read_number
from index.symbols.printing import document_spellings
from index.symbols.segments import normal_segments, printed_segments, without_revisions
from index.symbols.symbol import Symbol

_PART = re.compile(r"(?P<number>[^(]+)\((?P<part>[^)]*)\)")
_IN_WORDS = re.compile(r"(?P<word>[a-z]+)\.(?P<value>.+)")


def parse_symbol(text: str) -> Symbol | None:
    """Read a symbol by the grammar of its organisation.

    Args:
        text: a document symbol, or the number of a decision, resolution or recommendation with
            or without the word for it in one of the six languages; hyphens, spaces, digits and
            letters of any width and kind, capitals or not. A trailing asterisk (reissued) is
            passed over.

    Returns:
        The symbol, with nothing in it that its grammar does not say; None where the text is no
        symbol or is more than one.
    """
    if len(text) > LONGEST_SYMBOL:
        return None
    capitals = plain(text).strip(" *").upper()
    for mention in find_symbols(capitals):
        if symbol := _parse_mention(capitals, mention):
            return symbol
    return _parse_decimal(capitals.casefold())


def _parse_mention(text: str, mention: SymbolMention) -> Symbol | None:
    printed = text[mention.start : mention.end]
    kind = kind_of_phrase(text[: mention.start].casefold(), text[mention.end :].casefold())
    if kind is None or mention.shape is SymbolShape.POINT:
        return None
    if mention.shape is SymbolShape.DOCUMENT:
        return _parse_document(printed, mention.normal) if kind is SymbolKind.NUMBER else None
    number = read_number(mention.normal, mention.shape, kind, roman=printed[0].isalpha())
    return _numbered(number, mention.normal)


def _parse_document(printed: str, normal: str) -> Symbol:
    segments = normal_segments(printed)
    amended = list(without_revisions(segments))
    revisions = [_revision(segment) for segment in segments[len(amended) :]]
    part = ""
    if found := _PART.fullmatch(amended[-1]):
        amended[-1], part = found["number"], found["part"]
    reading = read_document(amended, part)
    of_part = [_part(part)] if _IN_WORDS.fullmatch(part) else []
    return Symbol(
        kind=reading.kind,
        organisation=reading.organisation,
        body=reading.body,
        session=reading.session,
        series=reading.series,
        number=reading.number,
        year=reading.year,
        suffixes=(*of_part, *revisions),
        normal=normal,
        spellings=document_spellings(printed_segments(printed)),
    )


def _numbered(number: ReadNumber, normal: str) -> Symbol:
    reading = number.reading
    is_bare = reading.kind in (SymbolKind.DOCUMENT, SymbolKind.NUMBER)
    word = "" if is_bare else f"{reading.kind} "
    return Symbol(
        kind=reading.kind,
        organisation=reading.organisation,
        body=reading.body,
        session=reading.session,
        series=reading.series,
        number=reading.number,
        year=reading.year,
        suffixes=(number.rev,) if number.rev else (),
        normal=normal,
        spellings=tuple(word + spelling for spelling in number.spellings),
    )


def _parse_decimal(folded: str) -> Symbol | None:
    found = DECIMAL.search(folded)
    if not found:
        return None
    kind = kind_of_phrase(folded[: found.start()], folded[found.end() :])
    if kind is None or kind is SymbolKind.NUMBER:
        return None
    session, number = int(found["session"]), int(found["number"])
    read = read_decimal(session, number, kind, conference=bool(found["conf"]))
    return _numbered(read, decimal_number(found))


def _revision(segment: str) -> str:
    name, _, number = segment.partition(".")
    return f"Part {number.upper()}" if name == "part" else f"{name.capitalize()}.{number.upper()}"


def _part(part: str) -> str:
    word, _, value = part.partition(".")
    return f"{word.capitalize()}. {value.upper()}"
