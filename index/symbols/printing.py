"""Prints document symbols as they are printed: capitals, `UNEP/`, Roman and Arabic numerals.

Must not read what the segments mean beyond the capitals they are printed in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.numerals import to_roman
from index.symbols.segments import UNEP, arabic

LAST_ROMAN_SESSION = 13
"""Decisions of the CBD are numbered in Roman numerals up to this meeting: XIII/25, then 14/34."""

_LONGEST_ROMAN = 100  # sessions that were ever printed in Roman numerals are fewer

_CAPITALISED = frozenset(("add", "rev", "corr", "amend", "part", "sub"))
_CAPITALISED_BY = {
    "cms": frozenset(("conf", "inf", "doc", "res", "rec", "resolution", "recommendation")),
    "ea": frozenset(("res", "dec")),
}
_OTHERWISE = {"stc": "StC", "scc": "ScC", "ozl": "OzL", "pro": "Pro"}
_ALWAYS_UNEP = ("cms", "ea", "gc", "gcss")
_SOMETIMES_UNEP = ("cbd", "ipbes")

_WORD = re.compile(r"[a-z]+")
_BRACKETED = re.compile(r"(?P<number>\d+[a-z]?)\((?:(?P<word>[a-z]+)\.)?(?P<value>[a-z0-9]+)\)")
_SPECIAL_SESSION = re.compile(r"gcss\.(?P<session>\w+)")
_CBD_DECISION = ["cbd", "cop", "dec"]


def document_spellings(segments: Sequence[str]) -> tuple[str, ...]:
    """The ways in which a symbol is printed, the canonical one first.

    Args:
        segments: as `printed_segments`.

    Returns:
        As it was written, with and without `UNEP/` where both are in use, and with the session
        in Roman and in Arabic numerals where both are.
    """
    has_unep = segments[0] == UNEP
    bare = list(segments[1:] if has_unep else segments)
    name = re.split(r"[.-]", bare[0], maxsplit=1)[0]
    has_unep = has_unep or name in _ALWAYS_UNEP
    prefixes = [True, False] if has_unep else [False]
    if name in _SOMETIMES_UNEP and not has_unep:
        prefixes.append(True)
    bodies = [_joined(name, spelling) for spelling in _numerals(bare)]
    return tuple(("UNEP/" if unep else "") + body for body in bodies for unep in prefixes)


def decision_numerals(session: int) -> tuple[str, ...]:
    """A session in both numerals, the one that decisions of the CBD are printed with first."""
    roman = to_roman(session).upper()
    return (roman, str(session)) if session <= LAST_ROMAN_SESSION else (str(session), roman)


def _numerals(segments: list[str]) -> list[list[str]]:
    """The segments with each numeral for the session that is in use, the canonical one first."""
    place = len(_CBD_DECISION)
    if segments[:place] == _CBD_DECISION and len(segments) > place:
        session = arabic(segments[place])
        if session and 0 < int(session) < _LONGEST_ROMAN:
            return [
                [*segments[:place], numeral, *segments[place + 1 :]]
                for numeral in decision_numerals(int(session))
            ]
    if found := _SPECIAL_SESSION.fullmatch(segments[0]):
        session = arabic(found["session"])
        if session and 0 < int(session) < _LONGEST_ROMAN:
            return [
                [f"gcss.{numeral}", *segments[1:]] for numeral in (to_roman(int(session)), session)
            ]
    return [segments]


def _joined(name: str, segments: Sequence[str]) -> str:
    text = "/".join(_segment(name, segment) for segment in segments)
    return text.replace("/Resolution/", "/Resolution ") if name == "cms" else text


def _segment(name: str, segment: str) -> str:
    if found := _BRACKETED.fullmatch(segment):
        return f"{found['number'].upper()} ({_in_brackets(found['word'], found['value'])})"
    capitalised = _CAPITALISED | _CAPITALISED_BY.get(name, frozenset())
    if segment.startswith("part."):
        return "Part " + segment.removeprefix("part.").upper()
    return _WORD.sub(lambda word: _word(word[0], capitalised), segment.lower())


def _in_brackets(word: str | None, value: str) -> str:
    if word:
        return f"{word.capitalize()}. {value.upper()}"
    if value.isdecimal() and 0 < int(value) < _LONGEST_ROMAN:  # a session: 2297 (XXII)
        return to_roman(int(value)).upper()
    return value.upper()


def _word(word: str, capitalised: frozenset[str]) -> str:
    return _OTHERWISE.get(word) or (word.capitalize() if word in capitalised else word.upper())
