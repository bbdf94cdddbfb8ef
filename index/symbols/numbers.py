"""Reads and prints the numbers that decisions, resolutions and recommendations are cited by.

Must not look at the words around them: their kind is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.parsing.numerals import to_roman
from index.symbols.kinds import SymbolKind
from index.symbols.mentions import SymbolShape
from index.symbols.printing import decision_numerals
from index.symbols.symbol import Reading


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number, read.

    Attributes:
        reading: what its grammar gives.
        spellings: the number without a word of kind, the canonical form first.
        rev: "Rev.1" where it is a revised document of a meeting, else "".
    """

    reading: Reading
    spellings: tuple[str, ...]
    rev: str = ""


_BY_SESSION = re.compile(r"(?:(?P<body>[a-z]+)-)?(?P<session>\d+)/(?P<number>\d+)")
_CONFERENCE = re.compile(r"(?P<number>\d+)/(?P<body>[a-z]+)\.(?P<session>\d+)")
_DATED = re.compile(r"(?P<number>\d+)\((?P<bracket>\d+)\)")
_MEETING = re.compile(
    r"(?P<body>[a-z]+)-(?P<session>\d+)-(?P<series>[a-z]+)-(?P<number>[\d.]+)(?:-rev-(?P<rev>\d+))?"
)
_YEAR = re.compile(r"19[4-9]\d|20\d\d")

_LAST_ROMAN = 39  # a later session is printed in Arabic numerals everywhere
_OF_BODY = {
    "bs": ("CBD", "CP-MOP"),
    "cp": ("CBD", "CP-MOP"),
    "np": ("CBD", "NP-MOP"),
    "ss": ("UNEP", "GCSS"),
}
_CONFERENCES = {"cp": ("FCCC", "COP"), "cop": ("ICCD", "COP")}
_FCCC_MEETINGS = ("cmp", "cma")
# Standing committees: "SC" alone is the Security Council's code.
_COMMITTEES = {"sc": "STC"}
_RAMSAR_DRAFT = "dr"


def read_number(normal: str, shape: SymbolShape, kind: SymbolKind, *, roman: bool) -> ReadNumber:
    """Read a number.

    Args:
        normal: its normal form, as `SymbolMention.normal`.
        shape: how it is written.
        kind: what the words beside it say that it is; `NUMBER` where they say nothing.
        roman: whether its session was written in Roman numerals.
    """
    match shape:
        case SymbolShape.MEETING:
            return _read_meeting(normal)
        case SymbolShape.CONFERENCE:
            return _read_conference(normal, kind)
        case SymbolShape.DATED:
            return _read_dated(normal, kind)
        case SymbolShape.RAMSAR:
            session, number = normal.split(".")
            reading = Reading(kind=kind, session=int(session), number=number)
            spellings = _in_both(int(session), number, ".", roman=True)
            # 11.6 by itself is any number with a point.
            return ReadNumber(reading, spellings[: 1 if kind is SymbolKind.NUMBER else 2])
        case _:
            return _read_by_session(normal, kind, roman=roman)


def read_decimal(session: int, number: int, kind: SymbolKind, *, conference: bool) -> ReadNumber:
    """Read `10.18` of "resolution 10.18", `Conf. 10.10` of "Resolution Conf. 10.10"."""
    organisation = "CITES" if conference else ""
    reading = Reading(kind=kind, organisation=organisation, session=session, number=str(number))
    if conference:
        return ReadNumber(reading, (f"Conf. {session}.{number}",))
    return ReadNumber(reading, _in_both(session, str(number), ".", roman=False))


def _read_by_session(normal: str, kind: SymbolKind, *, roman: bool) -> ReadNumber:
    found = _BY_SESSION.fullmatch(normal)
    if not found:
        return ReadNumber(Reading(kind=kind, number=normal), (normal.upper(),))
    prefix, session, number = found["body"], found["session"], found["number"]
    if prefix:
        return _read_with_body(prefix, int(session), number, kind)
    if _YEAR.fullmatch(session):
        return ReadNumber(Reading(kind=kind, year=int(session), number=number), (normal,))
    if _YEAR.fullmatch(number):
        return ReadNumber(Reading(kind=kind, year=int(number), number=session), (normal,))
    reading = Reading(kind=kind, session=int(session), number=number)
    if kind is SymbolKind.DECISION and 0 < int(session) <= _LAST_ROMAN:
        spellings = tuple(f"{numeral}/{number}" for numeral in decision_numerals(int(session)))
        return ReadNumber(reading, spellings)
    return ReadNumber(reading, _in_both(int(session), number, "/", roman=roman))


def _read_with_body(prefix: str, session: int, number: str, kind: SymbolKind) -> ReadNumber:
    organisation, body = _OF_BODY.get(prefix, ("", ""))
    if kind is SymbolKind.NUMBER and body:
        kind = SymbolKind.DECISION
    reading = Reading(
        kind=kind, organisation=organisation, body=body, session=session, number=number
    )
    joint = "." if prefix == "ss" else "-"
    numerals = [str(session)]
    if prefix in ("bs", "ss") and 0 < session <= _LAST_ROMAN:
        numerals.insert(0, to_roman(session).upper())
    return ReadNumber(
        reading, tuple(f"{prefix.upper()}{joint}{numeral}/{number}" for numeral in numerals)
    )


def _read_conference(normal: str, kind: SymbolKind) -> ReadNumber:
    found = _CONFERENCE.fullmatch(normal)
    if not found:
        return ReadNumber(Reading(kind=kind, number=normal), (normal.upper(),))
    body = found["body"]
    default = ("FCCC" if body in _FCCC_MEETINGS else "", body.upper())
    organisation, code = _CONFERENCES.get(body, default)
    reading = Reading(
        kind=SymbolKind.DECISION if kind is SymbolKind.NUMBER else kind,
        organisation=organisation,
        body=code,
        session=int(found["session"]),
        number=found["number"],
    )
    return ReadNumber(reading, (normal.upper(),))


def _read_dated(normal: str, kind: SymbolKind) -> ReadNumber:
    found = _DATED.fullmatch(normal)
    if not found:
        return ReadNumber(Reading(kind=kind, number=normal), (normal.upper(),))
    number, bracket = found["number"], int(found["bracket"])
    if _YEAR.fullmatch(found["bracket"]):
        return ReadNumber(
            Reading(kind=kind, year=bracket, number=number), (f"{number} ({bracket})",)
        )
    reading = Reading(kind=kind, session=bracket, number=number)
    return ReadNumber(reading, (f"{number} ({to_roman(bracket).upper()})",))


def _read_meeting(normal: str) -> ReadNumber:
    """`SC62 Doc. 13` of CITES and others, `COP11-DR-3` of the Ramsar Convention."""
    found = _MEETING.fullmatch(normal)
    if not found:
        return ReadNumber(Reading(number=normal), (normal.upper(),))
    body, series, number = found["body"], found["series"], found["number"]
    is_draft = series == _RAMSAR_DRAFT
    reading = Reading(
        organisation="RAMSAR" if is_draft else "",
        body=_COMMITTEES.get(body, body.upper()),
        session=int(found["session"]),
        series=series.upper(),
        number=number,
    )
    rev = f"Rev.{found['rev']}" if found["rev"] else ""
    if is_draft:
        printed = f"{body.upper()}{found['session']}-DR-{number}" + (f" {rev}" if rev else "")
    else:
        printed = f"{_meeting_name(body)}{found['session']} {series.capitalize()}. {number}"
        printed += f" (Rev. {found['rev']})" if rev else ""
    return ReadNumber(reading, (printed,), rev)


def _meeting_name(body: str) -> str:
    return {"cop": "CoP", "mop": "MoP", "stc": "StC"}.get(body, body.upper())


def _in_both(session: int, number: str, joint: str, *, roman: bool) -> tuple[str, ...]:
    """The number with its session as it was written, then in the other numeral."""
    arabic = f"{session}{joint}{number}"
    if not 0 < session <= _LAST_ROMAN:
        return (arabic,)
    in_roman = f"{to_roman(session).upper()}{joint}{number}"
    return (in_roman, arabic) if roman else (arabic, in_roman)
