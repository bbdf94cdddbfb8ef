"""Finds document symbols, decision numbers and article references, each in one normal form.

For matching only: `UNEP/CBD/COP/11/17` and `CBD/COP/11/17` get one form, and so do `decision X/20`,
`第X/20号决定` and `10/20`. Must not decide what a symbol refers to, nor change what is displayed:
offsets always point into the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


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
    """

    start: int
    end: int
    normal: str
    wider: tuple[str, ...] = ()

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
    return tuple(_mentions(text.translate(_FOLD)))


# One code point to one code point, so that offsets stay true.
_FOLD = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63", "-")
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000", " ")
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
    | {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)}
)

# The letters that number points, in the order of the Latin ones: 8(ي) in Arabic is 8(j).
_POINTS = {"arabic": "أبجدهوزحطيكلمن", "cyrillic": "абвгдежзиклмнопрстуф"}
_POINT_LETTERS = str.maketrans(
    {
        letter: chr(ord("a") + place)
        for letters in _POINTS.values()
        for place, letter in enumerate(letters)
    }
)

# Not within a word, a link or another symbol; the second of XI/1-XI/5 is one by itself.
_BEFORE = r"(?:(?<![A-Za-z0-9\u00c0-\u024f\u0400-\u04ff/.@_-])|(?<=\d-))(?!www\.)"
_AFTER = r"(?![A-Za-z0-9\u00c0-\u024f/])"
_ATOM = r"[A-Za-z0-9]{1,20}+"
# "." joins a number (Add.2, Conf.10.27) or letters inside a longer symbol (34.COM/5D); after
# anything else it ends a sentence.
# An atomic group, not a possessive one: Python 3.11.2 keeps half of a repetition that fails.
_JOINED = rf"(?:-{_ATOM}|\.\d{{1,4}}+[A-Z]?(?![A-Za-z])|\.[A-Za-z]{{1,5}}+(?=[/.]))"
_SEGMENT = rf"{_ATOM}(?>{_JOINED}{{0,8}})"

# The order matters: the first that fits wins.
_SYMBOL = re.compile(
    _BEFORE
    + "(?:"
    + "|".join(
        (
            # BS-II/13, SS 12/3, X/20, 65/161
            rf"(?P<decision>(?:(?P<body>BS|CP|NP|SS)[-. ]?)?"
            rf"(?P<session>[IVXivx]{{1,7}}|\d{{1,4}})/(?P<number>\d{{1,4}}){_AFTER})",
            # 13/CP.8, 7/COP.5
            rf"(?P<conference>\d{{1,3}}/(?i:CP|COP|CMP|CMA|MOP)\.\d{{1,3}}){_AFTER}",
            # XI.6
            rf"(?P<ramsar>[IVX]{{1,7}}\.\d{{1,3}}){_AFTER}",
            # 1325 (2000), 2297 (XXII)
            r"(?P<dated>\d{1,4} ?\((?:(?:19|20)\d\d|[IVXL]{1,7})\))",
            # 8(h), 41 (c), 41 c)
            r"(?P<point>\d{1,3} ?\(?[a-z" + "".join(_POINTS.values()) + r"]\))",
            # SC62 Doc. 13, COP11-DR-3
            r"(?P<meeting>(?i:COP|MOP|SC|PC|AC)\d{1,3}[- ]?(?i:DR|Doc|Com|Inf)[-. ]{0,2}\d{1,3})"
            + _AFTER,
            # UNEP/CBD/COP/11/17, A/81/6 (Sect. 14), S/RES/1325 (2000)
            rf"(?P<document>(?=[A-Za-z]){_SEGMENT}(?:/{_SEGMENT}){{1,12}}"
            r"(?P<part> ?\((?:(?:Sect|Part|Vol)\.? ?[A-Za-z0-9]{1,5}|(?:19|20)\d\d)\))?)",
        )
    )
    + ")"
)


def _mentions(folded: str) -> Iterator[SymbolMention]:
    for match in _SYMBOL.finditer(folded):
        forms = _NORMALISERS[match.lastgroup or ""](match)
        if forms:
            yield SymbolMention(match.start(), match.end(), forms[0], tuple(forms[1:]))


def _decision(match: re.Match[str]) -> list[str]:
    body = match["body"]
    number = f"{_arabic(match['session'])}/{int(match['number'])}"
    return [f"{body.lower()}-{number}" if body else number]


def _ramsar(match: re.Match[str]) -> list[str]:
    session, number = match["ramsar"].split(".")
    return [f"{_arabic(session)}.{int(number)}"]


def _dated(match: re.Match[str]) -> list[str]:
    number, session = match["dated"].rstrip(")").split("(")
    return [f"{int(number)}({_arabic(session)})"]


def _point(match: re.Match[str]) -> list[str]:
    number, letter = match["point"][:-2].rstrip(" ("), match["point"][-2]
    return [f"{int(number)}({letter.translate(_POINT_LETTERS)})"]


def _meeting(match: re.Match[str]) -> list[str]:
    return ["-".join(re.findall(r"[a-z]+|\d+", match["meeting"].lower()))]


def _conference(match: re.Match[str]) -> list[str]:
    return [match["conference"].lower()]


def _document(match: re.Match[str]) -> list[str]:
    """List the forms of a document symbol, its own first; none where it is no symbol.

    A symbol has a number after its first segment: `A/RES/65/161`, not `ECE/FAO` or `CO2/CH4`.
    """
    part = match["part"] or ""
    segments = match["document"].removesuffix(part).lower().split("/")
    if not any(_NUMBERED.search(segment) for segment in segments[1:]):
        return []
    if segments[0] == "unep" and len(segments) >= _SHORTEST_SUFFIX:
        del segments[0]
    segments = _with_arabic_session(segments)
    part = re.sub(r"^\((sect|part|vol)\.?", r"(\1.", part.lower().replace(" ", ""))
    original = _without_revision(segments)
    wider = {
        *_suffixes(segments),
        *_suffixes(original),
        *_cited_numbers(segments, part),
    }
    normal = "/".join(segments) + part
    return [normal, *sorted(wider - {normal}, key=lambda form: (-len(form), form))]


_NORMALISERS = {
    "decision": _decision,
    "conference": _conference,
    "ramsar": _ramsar,
    "dated": _dated,
    "point": _point,
    "meeting": _meeting,
    "document": _document,
}

_SHORTEST_SUFFIX = 3  # segments: "cop/11/17" still says what it is, "11/17" is a decision
_NUMBERED = re.compile(r"^\d|\.\d")
_REVISION = re.compile(r"(?:add|rev|corr)\.\d+")
_NUMBERED_SERIES = ("res", "dec")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def _with_arabic_session(segments: list[str]) -> list[str]:
    """Write the session after DEC or RES in Arabic numerals: cbd/cop/dec/xiii/25 → …/13/25."""
    return [
        _arabic(segment)
        if before in _NUMBERED_SERIES and re.fullmatch("[ivxl]+", segment)
        else segment
        for before, segment in zip(["", *segments], segments, strict=False)
    ]


def _without_revision(segments: list[str]) -> list[str]:
    """Drop Add.2, Rev.1, Corr.3 from the end: the document that they amend."""
    last = len(segments)
    while _REVISION.fullmatch(segments[last - 1]):
        last -= 1
    return segments[:last]


def _suffixes(segments: list[str]) -> Iterator[str]:
    """Shorten a symbol from the front as people do: cbd/cop/11/17, cop/11/17."""
    yield "/".join(segments)
    for first in range(1, len(segments) - _SHORTEST_SUFFIX + 1):
        if segments[first][0].isdigit():
            return
        yield "/".join(segments[first:])


def _cited_numbers(segments: list[str], part: str) -> Iterator[str]:
    """Number by which text cites a decision or resolution: 65/161 for a/res/65/161."""
    for place, segment in enumerate(segments):
        number = "/".join(segments[place + 1 :])
        if segment in _NUMBERED_SERIES and re.fullmatch(r"\d+(?:/\d+)?", number):
            yield number + part


def _arabic(number: str) -> str:
    """Write a number in Arabic numerals: "XIII" → "13", "07" → "7"."""
    if number.isdigit():
        return str(int(number))
    values = [_ROMAN_VALUES[letter] for letter in number.lower()]
    following = [*values[1:], 0]
    return str(sum(-v if v < after else v for v, after in zip(values, following, strict=True)))
