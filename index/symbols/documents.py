"""Reads document symbols: organisation, body, session, series, number, year, by each grammar.

Sources: the Dag Hammarskjöld Library's guide to United Nations document symbols, and the symbols
of the conventions as they are printed. Must not cut, print or compare symbols.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.symbols.kinds import SymbolKind
from index.symbols.symbol import Reading

FIRST_SESSION = 1945
"""The General Assembly's session n opened in 1945 + n."""

_LAST_SESSION = 150  # no Assembly of this century had a later one: it is some other number

_KINDS = {
    "DEC": SymbolKind.DECISION,
    "REC": SymbolKind.RECOMMENDATION,
    "RES": SymbolKind.RESOLUTION,
}
_FULL_NAMES = {"DECISION": "DEC", "RECOMMENDATION": "REC", "RESOLUTION": "RES"}
_SERIES = frozenset(
    (
        "agenda", "bp", "bur", "crp", "dec", "decision", "doc", "dr", "inf", "l", "misc", "ngo",
        "pet", "prst", "prop", "pv", "rec", "recommendation", "res", "resolution", "sr", "tp",
        "wp",
    )
)  # fmt: skip
_ORGANS = {"a": "GA", "s": "SC", "e": "ECOSOC"}
_PROTOCOLS = {
    "BS/COP-MOP": "CP-MOP",
    "CP/MOP": "CP-MOP",
    "NP/COP-MOP": "NP-MOP",
    "NP/MOP": "NP-MOP",
}
_FCCC_BODIES = {"CP": "COP", "KP/CMP": "CMP", "PA/CMA": "CMA"}

_NUMBER = re.compile(r"\d+(?:\.\d+)*[a-z]?")
_YEAR = re.compile(r"19[4-9]\d|20\d\d")
_SERIES_AND_NUMBER = re.compile(r"(?P<series>[a-z]+)\.(?P<number>\d+(?:\.\d+)*[a-z]?)")
_SPECIAL_SESSION = re.compile(r"e?s-(?P<session>\d+)")
_COMMITTEE = re.compile(r"c\.\d+")  # of the whole: its session is the Assembly's
# The session joined to the body: ea.2, gcss.12, cop.5, cop(10), cst(s-2), cop12, stc45.
_MEETING = re.compile(
    r"(?P<body>chw|cop|crc|ea|gc|gcss|inc|mop|oewg|poprc)\.(?P<dotted>\d+)"
    r"|(?P<bracketed_body>[a-z]+)\((?:s-)?(?P<bracketed>\d+)\)"
    r"|(?P<joined_body>cop|mop|stc|scc)(?P<joined>\d+)"
)
_UNEP_BODY = re.compile(r"(?:ea|gc|gcss)(?:\.\d+)?")
_CMS_NUMBER = re.compile(
    r"(?P<series>conf|inf|doc|rec|recommendation|res|resolution)"
    r"\.(?P<session>\d+)\.(?P<number>\d+)"
)
_WHC_YEAR = re.compile(r"whc[-.](?P<year>\d\d)")
_WHC_SESSION = re.compile(r"(?P<session>\d+)\.(?P<body>com|ga|ext\.com)")
_CONVENTION_YEAR = 72  # of the World Heritage Convention: smaller numbers are of this century


@dataclass(frozen=True, slots=True)
class _Parts:
    """The segments behind the organisation, told apart.

    Attributes:
        body: names before the first number, "" where there are none.
        session: a session that is joined to the body or said to be special, else 0.
        special: whether that session is a special one.
        series: "" for the main series.
        numbers: all numbers, in order, that of the series included.
    """

    body: str
    session: int
    special: bool
    series: str
    numbers: tuple[str, ...]


def read_document(segments: Sequence[str], part: str) -> Reading:
    """Read a symbol by the grammar of its organisation.

    Args:
        segments: as `normal_segments`, without revisions and part.
        part: what the last number has in brackets ("2000", "22", "sect.14"), "" for nothing.

    Returns:
        What the grammar gives. Of organisations that are not known only the parts that are
        written alike everywhere: body, series, number, and a year before a number.
    """
    first, *rest = segments
    reading = _grammar(first)(first, rest)
    if part.isdecimal():
        year, session = (int(part), 0) if _YEAR.fullmatch(part) else (0, int(part))
        reading = replace(reading, year=year or reading.year, session=session or reading.session)
        if reading.body == "GA":
            reading = _with_year_of_session(reading)
    return reading


def _grammar(first: str) -> Callable[[str, Sequence[str]], Reading]:
    if first in _ORGANS:
        return _read_united_nations
    if _UNEP_BODY.fullmatch(first):
        return _read_unep
    name = re.split(r"[.-]", first, maxsplit=1)[0]
    return _GRAMMARS.get(name, _read_other)


def _read_united_nations(organ: str, rest: Sequence[str]) -> Reading:
    parts = _parts(rest)
    names = parts.body.lower()
    body = _ORGANS[organ] if not names or _is_committee(organ, names) else parts.body
    has_sessions = body == "GA" or names == "hrc"
    reading = _reading(organ.upper(), parts, body=body, has_sessions=has_sessions)
    return _with_year_of_session(reading) if body == "GA" and not parts.special else reading


def _with_year_of_session(reading: Reading) -> Reading:
    if reading.year or not 0 < reading.session <= _LAST_SESSION:
        return reading
    return replace(reading, year=FIRST_SESSION + reading.session)


def _is_committee(organ: str, names: str) -> bool:
    return organ == "a" and _COMMITTEE.fullmatch(names) is not None


def _read_cbd(first: str, rest: Sequence[str]) -> Reading:
    parts = _parts(rest)
    body = _PROTOCOLS.get(parts.body, parts.body)
    return _reading(first.upper(), parts, body=body, has_sessions=True)


def _read_ipbes(first: str, rest: Sequence[str]) -> Reading:
    organisation, _, body = first.upper().partition(".")
    parts = _parts(rest)
    return _reading(organisation, parts, body=body or parts.body, has_sessions=True)


def _read_unep(first: str, rest: Sequence[str]) -> Reading:
    parts = _parts((first, *rest))
    return _reading("UNEP", parts, body=parts.body, has_sessions=not parts.session)


def _read_fccc(first: str, rest: Sequence[str]) -> Reading:
    parts = _parts(rest)
    body = _FCCC_BODIES.get(parts.body, parts.body)
    return _reading(first.upper(), parts, body=body, has_sessions=False)


def _read_cms(first: str, rest: Sequence[str]) -> Reading:
    """`Conf.10.27`, `Resolution 12.11`: of the conference, whose session comes first."""
    found = _CMS_NUMBER.fullmatch(".".join(rest))
    if not found:
        return _read_other(first, rest)
    series = _short(found["series"].upper())
    return Reading(
        kind=_KINDS.get(series, SymbolKind.DOCUMENT),
        organisation=first.upper(),
        body="COP",
        session=int(found["session"]),
        series="" if series == "CONF" else series,
        number=found["number"],
    )


def _short(series: str) -> str:
    return _FULL_NAMES.get(series, series)


def _read_world_heritage(first: str, rest: Sequence[str]) -> Reading:
    """`WHC-10/34.COM/5D`: the year, the committee's session, the agenda item."""
    found = _WHC_YEAR.fullmatch(first)
    if not found:
        return _read_other(first, rest)
    year = int(found["year"])
    year += 1900 if year >= _CONVENTION_YEAR else 2000
    meeting = _WHC_SESSION.fullmatch(rest[0]) if rest else None
    parts = _parts(rest[1:] if meeting else rest)
    reading = _reading("WHC", parts, body=parts.body, has_sessions=False)
    if meeting:
        body, session = meeting["body"].upper(), int(meeting["session"])
        reading = replace(reading, body=body, session=session)
    return replace(reading, year=year)


def _read_other(first: str, rest: Sequence[str]) -> Reading:
    """A body that is not known; it may have its session joined to it (`CHW.10/28`)."""
    parts = _parts(rest)
    reading = _reading(first.upper(), parts, body=parts.body, has_sessions=False)
    own = _parts((first,)) if _MEETING.fullmatch(first) else None
    return replace(reading, organisation=own.body, session=own.session) if own else reading


_GRAMMARS: Mapping[str, Callable[[str, Sequence[str]], Reading]] = {
    "cbd": _read_cbd,
    "cms": _read_cms,
    "fccc": _read_fccc,
    "ipbes": _read_ipbes,
    "whc": _read_world_heritage,
}


def _reading(organisation: str, parts: _Parts, *, body: str, has_sessions: bool) -> Reading:
    """Share out the numbers: a year before another number, then a session, then the number."""
    numbers = list(parts.numbers)
    year, session = 0, parts.session
    if len(numbers) > 1 and _YEAR.fullmatch(numbers[0]):
        year = int(numbers.pop(0))
    if has_sessions and not session and len(numbers) > 1 and numbers[0].isdecimal():
        session = int(numbers.pop(0))
    return Reading(
        kind=_KINDS.get(parts.series, SymbolKind.DOCUMENT),
        organisation=organisation,
        body=body,
        session=session,
        series=parts.series,
        number="/".join(numbers).upper(),
        year=year,
    )


def _parts(segments: Sequence[str]) -> _Parts:
    names: list[str] = []
    numbers: list[str] = []
    series, session, special = "", 0, False
    for segment in segments:
        dotted = _SERIES_AND_NUMBER.fullmatch(segment)
        if _NUMBER.fullmatch(segment):
            numbers.append(segment)
        elif found := _SPECIAL_SESSION.fullmatch(segment):
            session, special = int(found["session"]), True
        elif segment in _SERIES:
            series = segment.upper()
        elif dotted and dotted["series"] in _SERIES:
            series = dotted["series"].upper()
            numbers.append(dotted["number"])
        elif numbers or series:
            continue  # a working group of the session (WG.1/CRP.1): kept in print only
        elif found := _MEETING.fullmatch(segment):
            session = int(found["dotted"] or found["bracketed"] or found["joined"])
            names.append(found["body"] or found["bracketed_body"] or found["joined_body"])
        else:
            names.append(segment)
    return _Parts(
        "/".join(names).upper(),
        session,
        special,
        _short(series),
        tuple(numbers),
    )
