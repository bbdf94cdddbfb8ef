"""The keys that one work goes by, so that the same work in any spelling meets itself.

`A/RES/65/161`, `resolution 65/161` and `القرار 65/161` share a key. Must not look at what a
collection holds: two works that are cited alike (recommendation 11/1 of two bodies) share a key
as well, and only their principal keys tell them apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from index.symbols.decimals import DECIMAL, decimal_number
from index.symbols.folding import LONGEST_SYMBOL, plain
from index.symbols.kinds import ADOPTED, REACH, SymbolKind, is_article, kind_around
from index.symbols.mentions import SymbolMention, SymbolShape, find_symbols


def work_keys(symbol: str) -> tuple[str, ...]:
    """Every key that a work goes by, the one that identifies it best first.

    Args:
        symbol: a document symbol, or a decision, resolution, recommendation or article as it is
            cited in any of the six languages, however spelled: "UNEP/CBD/COP/11/17",
            "第X/20号决定", "القرار 65/161".

    Returns:
        At least one key: the symbol's normal form, then shorter ones ("cop/11/17"), then the
        number by which texts cite it ("decision 13/25"). A bare number ("X/20") has one key for
        each kind of text that it may be the number of. A text without a symbol has one key, itself
        in folded case. An addendum or revision is a work of its own.
    """
    return (_folded(symbol),) if len(symbol) > LONGEST_SYMBOL else _read_keys(symbol)


@lru_cache(maxsize=16_384)  # a filter by symbol asks for those of a whole collection each time
def _read_keys(symbol: str) -> tuple[str, ...]:
    text = plain(symbol).strip(_TRIM)
    for spelling in (text.upper(), text):  # points are in small letters: 8(h)
        for mention in _mentions(spelling):
            if keys := tuple(dict.fromkeys(_keys(spelling, mention))):
                return keys
    return (_decimal_key(text) or _folded(symbol),)


def _folded(symbol: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", symbol).casefold().split())


_TRIM = " *.,;:，。、«»\"'“”"
_FIRST_WITH_BODY = 3  # segments of a document symbol: fewer say a kind only beside a word

_KIND_OF_SERIES = {
    "dec": SymbolKind.DECISION,
    "decision": SymbolKind.DECISION,
    "res": SymbolKind.RESOLUTION,
    "resolution": SymbolKind.RESOLUTION,
    "rec": SymbolKind.RECOMMENDATION,
    "recommendation": SymbolKind.RECOMMENDATION,
}
_SERIES = "|".join(_KIND_OF_SERIES)
# The series, then the number: dec/13/25, res/1325(2000), res/s-26/2, resolution/10.18.
_ADOPTED_SYMBOL = re.compile(
    rf"(?P<body>.+?)/(?P<series>{_SERIES})/(?P<number>(?:[a-z]{{1,2}}-)?\d+(?:[./]\d+)?(?:\(\d+\))?)"
)
# The session in the body, the series with the number: ea.2/res.4 is resolution 2/4.
_ADOPTED_BY_SESSION = re.compile(
    rf"[a-z]+\.(?P<session>\d+)/(?P<series>{_SERIES})\.(?P<number>\d+)"
)
_PROTOCOLS = {
    "cbd/bs/cop-mop": "bs-",
    "cbd/cp/mop": "cp-",
    "cbd/np/cop-mop": "np-",
    "cbd/np/mop": "np-",
}
_PRINCIPAL_BODIES = ("a", "s", "e", "cms", "cbd/cop")
"""Bodies whose texts are cited by series and number alone."""


def _mentions(text: str) -> Iterator[SymbolMention]:
    """The mentions that may name the work, document symbols before what stands around them."""
    found = find_symbols(text)
    yield from (m for m in found if m.shape is SymbolShape.DOCUMENT)
    yield from (m for m in found if m.shape is not SymbolShape.DOCUMENT)


def _keys(text: str, mention: SymbolMention) -> Iterator[str]:
    before = text[max(0, mention.start - REACH) : mention.start].casefold()
    after = text[mention.end : mention.end + REACH].casefold()
    normal = mention.normal
    match mention.shape:
        case SymbolShape.POINT:
            if is_article(before, after):
                yield f"article {normal}"
        case SymbolShape.MEETING:
            yield normal
        case SymbolShape.DOCUMENT if normal.count("/") + 1 >= _FIRST_WITH_BODY:
            yield from _document_keys(normal)
        case shape:
            if kind := kind_around(before, after):
                yield f"{kind} {normal}"
            elif not before and not after:
                yield from _bare_keys(normal, shape)


def _bare_keys(normal: str, shape: SymbolShape) -> Iterator[str]:
    """Keys of a number without a word: of each kind, where its form does not tell."""
    if shape is SymbolShape.DOCUMENT:
        yield from _document_keys(normal)
    elif shape is SymbolShape.CONFERENCE or normal[0].isalpha():  # 13/CP.8, BS-II/13
        yield f"{SymbolKind.DECISION} {normal}"
    else:
        yield from (f"{kind} {normal}" for kind in ADOPTED)


def _document_keys(normal: str) -> Iterator[str]:
    yield normal
    rest = normal.partition("/")[2]
    if rest.count("/") + 1 >= _FIRST_WITH_BODY and not rest[0].isdigit():
        yield rest
    if adopted := _ADOPTED_SYMBOL.fullmatch(normal):
        body, series, number = adopted["body"], adopted["series"], adopted["number"]
        kind = _KIND_OF_SERIES[series]
        if body in _PROTOCOLS:
            yield f"{kind} {_PROTOCOLS[body]}{number.removeprefix(_PROTOCOLS[body])}"
        elif body in _PRINCIPAL_BODIES:
            yield f"{series}/{number}"
            yield f"{kind} {number}"
        elif kind is SymbolKind.RECOMMENDATION:
            yield f"{kind} {number}"
    elif adopted := _ADOPTED_BY_SESSION.fullmatch(normal):
        kind = _KIND_OF_SERIES[adopted["series"]]
        yield f"{kind} {adopted['session']}/{adopted['number']}"


def _decimal_key(text: str) -> str | None:
    folded = text.casefold()
    for found in DECIMAL.finditer(folded):
        start, end = found.span()
        kind = kind_around(folded[max(0, start - REACH) : start], folded[end : end + REACH])
        if kind:
            return f"{kind} {decimal_number(found)}"
    return None
