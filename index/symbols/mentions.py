"""Finds document symbols, decision numbers and article references, each in one normal form.

For matching only: `UNEP/CBD/COP/11/17` and `CBD/COP/11/17` get one form, and so do `decision X/20`,
`第X/20号决定` and `10/20`. Must not decide what a symbol refers to, nor change what is displayed:
offsets always point into the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.symbols.folding import FOLD
from index.symbols.segments import (
    SERIES_OF_THE_ADOPTED,
    arabic,
    normal_segments,
    without_part,
    without_revisions,
)


class SymbolShape(StrEnum):
    """How a mention is written, which is all that it says of what it is."""

    DECISION = "decision"  # X/20, BS-II/13, 65/161, 8/2011
    CONFERENCE = "conference"  # 13/CP.8
    RAMSAR = "ramsar"  # XI.6
    DATED = "dated"  # 1325 (2000), 2297 (XXII)
    POINT = "point"  # 8(h)
    MEETING = "meeting"  # SC62 Doc. 13, COP11-DR-3
    DOCUMENT = "document"  # UNEP/CBD/COP/11/17


@dataclass(frozen=True, slots=True)
class SymbolMention:
    """A symbol or number as it stands in a text.

    Attributes:
        start: code points into the text.
        end: exclusive.
        normal: its normal form: lower case, ASCII hyphens and digits, Arabic numerals in decision
            numbers, no `UNEP/` in front ("cbd/cop/11/17", "10/20", "ss-12/3", "8(h)").
        wider: other forms that the same thing goes by or that contain it, longest first:
            "cop/11/17" for "cbd/cop/11/17", "65/161" for "a/res/65/161", the document for its
            addendum.
        shape: how it is written.
    """

    start: int
    end: int
    normal: str
    wider: tuple[str, ...]
    shape: SymbolShape

    @property
    def forms(self) -> tuple[str, ...]:
        """The normal form, then the wider ones."""
        return (self.normal, *self.wider)


def find_symbols(text: str) -> tuple[SymbolMention, ...]:
    """Find the symbols of a text, in order, without overlap, in linear time.

    Args:
        text: any text, in any script; hyphens, spaces, digits and letters may be of any width.

    Returns:
        One mention per symbol; fractions and spans of years that look like decision numbers
        ("1/2", "2010/11") are among them, as nothing but the words around tells them apart.
    """
    return tuple(_mentions(text.translate(FOLD)))


# The letters that number points, in the order of the Latin ones: 8(ي) in Arabic is 8(j).
_POINTS = {"arabic": "أبجدهوزحطيكلمن", "cyrillic": "абвгдежзиклмнопрстуф"}
_POINT_LETTERS = str.maketrans(
    {
        letter: chr(ord("a") + place)
        for letters in _POINTS.values()
        for place, letter in enumerate(letters)
    }
)

# Not within a word, a link or another symbol; the second of XI/1-XI/5 is one by itself, and so is
# the number of "Dec.XI/17", which is no document symbol.
_ABBREVIATED = r"(?i:d[eé]c|r[eé]s|r[eé]c)\."
_BEFORE = (
    r"(?:(?<![A-Za-z0-9\u00c0-\u024f\u0400-\u04ff/.@_-])|(?<=\d-)"
    rf"|(?<={_ABBREVIATED})(?=[IVX\d]))(?!www\.)"
)
_AFTER = r"(?![A-Za-z0-9\u00c0-\u024f/])"
_ATOM = r"[A-Za-z0-9]{1,20}+"
# "." joins a number (Add.2, Conf.10.27) or letters inside a longer symbol (34.COM/5D); after
# anything else it ends a sentence.
# An atomic group, not a possessive one: Python 3.11.2 keeps half of a repetition that fails.
_JOINED = rf"(?:-{_ATOM}|\.\d{{1,4}}+[A-Z]?(?![A-Za-z])|\.[A-Za-z]{{1,5}}+(?=[/.]))"
_SEGMENT = rf"{_ATOM}(?>{_JOINED}{{0,8}})(?:\((?:S-)?\d{{1,3}}\)(?=/))?"  # ICCD/COP(10)/31
_PART = (
    r"(?P<part> ?\((?:(?i:Sect|Part|Vol)\.? ?[A-Za-z0-9]{1,5}|(?:19|20)\d\d|[IVXL]{1,7})\)"
    r"|(?<=/(?i:Resolution)) \d{1,3}\.\d{1,3})"
)
_OF_PART = rf"(?P<of_part>(?:/(?:(?i:Part) [A-Z0-9]{{1,4}}(?![A-Za-z0-9])|{_SEGMENT})){{0,3}})"

# The order matters: the first that fits wins.
_SYMBOL = re.compile(
    _BEFORE
    + "(?:"
    + "|".join(
        (
            # BS-II/13, SS 12/3, X/20, 65/161
            r"(?P<decision>(?:(?P<body>BS|CP|NP|SS|(?i:BS|CP|NP|SS|E?S)(?=-))[-. ]?)?"
            rf"(?P<session>[IVXivx]{{1,7}}|\d{{1,4}})/(?P<number>\d{{1,4}}){_AFTER})",
            # 13/CP.8, 7/COP.5
            rf"(?P<conference>\d{{1,3}}/(?i:CP|COP|CMP|CMA|MOP)\.\d{{1,3}}){_AFTER}",
            # XI.6
            rf"(?P<ramsar>[IVX]{{1,7}}\.\d{{1,3}}){_AFTER}",
            # 1325 (2000), 2297 (XXII)
            r"(?P<dated>\d{1,4} ?\((?:(?:19|20)\d\d|[IVXL]{1,7})\))",
            # 8(h), 41 (c), 41 c)
            r"(?P<point>\d{1,3} ?\(?[a-z" + "".join(_POINTS.values()) + r"]\))",
            # SC62 Doc. 13, COP11-DR-3 Rev.1
            r"(?P<meeting>(?i:COP|MOP|STC|SC|PC|AC)\d{1,3}[- ]?(?i:DR|Doc|Com|Inf|Prop)[-. ]{0,2}"
            rf"\d{{1,3}}(?>(?:\.\d{{1,3}}){{0,3}}){_AFTER}"
            r"(?:,? ?\(?(?i:Rev)\.? ?\d{1,2}(?!\d)\)?)?)",
            # UNEP/CBD/COP/11/17, A/81/6 (Sect. 14), S/RES/1325 (2000)
            rf"(?P<document>(?=[A-Za-z])(?!{_ABBREVIATED}[IVX\d]{{1,7}}/\d{{1,4}}{_AFTER})"
            rf"{_SEGMENT}(?:/{_SEGMENT}){{1,12}}(?:{_PART}{_OF_PART})?)",
        )
    )
    + ")"
)


def _mentions(folded: str) -> Iterator[SymbolMention]:
    for match in _SYMBOL.finditer(folded):
        shape = _shape(match)
        forms = _NORMALISERS[shape](match)
        if forms:
            yield SymbolMention(match.start(), match.end(), forms[0], tuple(forms[1:]), shape)


def _shape(match: re.Match[str]) -> SymbolShape:
    return SymbolShape(match.lastgroup or "")


def _decision(match: re.Match[str]) -> list[str]:
    body = match["body"]
    session = arabic(match["session"])
    number = f"{session}/{int(match['number'])}"
    return [f"{body.lower()}-{number}" if body else number] if session else []


def _ramsar(match: re.Match[str]) -> list[str]:
    session, number = match["ramsar"].split(".")
    return [f"{arabic(session)}.{int(number)}"] if arabic(session) else []


def _dated(match: re.Match[str]) -> list[str]:
    number, session = match["dated"].rstrip(")").split("(")
    return [f"{int(number)}({arabic(session)})"] if arabic(session) else []


def _point(match: re.Match[str]) -> list[str]:
    number, letter = match["point"][:-2].rstrip(" ("), match["point"][-2]
    return [f"{int(number)}({letter.translate(_POINT_LETTERS)})"]


def _meeting(match: re.Match[str]) -> list[str]:
    parts = _MEETING_PART.findall(match["meeting"].lower())
    normal = "-".join(parts)
    return [normal, normal.rpartition("-rev-")[0]] if "rev" in parts else [normal]


def _conference(match: re.Match[str]) -> list[str]:
    return [match["conference"].lower()]


def _document(match: re.Match[str]) -> list[str]:
    """List the forms of a document symbol, its own first; none where it is no symbol.

    A symbol has a number after its first segment: `A/RES/65/161`, not `ECE/FAO` or `CO2/CH4`.
    """
    segments = normal_segments(match["document"])
    if not any(_NUMBERED.search(segment) for segment in segments[1:]):
        return []
    amended = without_revisions(segments)
    wider = {
        *_suffixes(segments),
        *_suffixes(amended),
        *_suffixes(without_part(amended)),
        *_cited_numbers(segments),
    }
    normal = "/".join(segments)
    return [normal, *sorted(wider - {normal}, key=lambda form: (-len(form), form))]


_NORMALISERS = {
    SymbolShape.DECISION: _decision,
    SymbolShape.CONFERENCE: _conference,
    SymbolShape.RAMSAR: _ramsar,
    SymbolShape.DATED: _dated,
    SymbolShape.POINT: _point,
    SymbolShape.MEETING: _meeting,
    SymbolShape.DOCUMENT: _document,
}

_SHORTEST_SUFFIX = 3  # segments: "cop/11/17" still says what it is, "11/17" is a decision
_NUMBERED = re.compile(r"^\d|\.\d")
_MEETING_PART = re.compile(r"[a-z]+|\d+(?:\.\d+)*")
_CITED = re.compile(r"(?:[a-z]{1,2}-)?\d+(?:/\d+)?(?:\(\d+\))?")


def _suffixes(segments: Sequence[str]) -> Iterator[str]:
    """Shorten a symbol from the front as people do: cbd/cop/11/17, cop/11/17."""
    yield "/".join(segments)
    for first in range(1, len(segments) - _SHORTEST_SUFFIX + 1):
        if segments[first][0].isdigit():
            return
        yield "/".join(segments[first:])


def _cited_numbers(segments: Sequence[str]) -> Iterator[str]:
    """Number by which text cites a decision or resolution: 65/161 for a/res/65/161."""
    for place, segment in enumerate(segments):
        number = "/".join(segments[place + 1 :])
        if segment in SERIES_OF_THE_ADOPTED and _CITED.fullmatch(number):
            yield number
