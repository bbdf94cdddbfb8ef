"""A document symbol cut at its slashes, each segment in one form.

Must not say what the segments mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.numerals import roman

SERIES_OF_THE_ADOPTED = ("dec", "decision", "rec", "recommendation", "res", "resolution")
"""Series of what bodies adopt; the session after one of them may be written in Roman numerals."""

UNEP = "unep"
"""The segment in front that was dropped in the course of COP 13."""

_SHORTEST_WITH_UNEP = 3  # segments: UNEP/GC/3 would be nothing without it
_REVISION = re.compile(r"(?:add|rev|corr|amend)\.\d+|part\..+")
_SESSION_OF_BODY = re.compile(r"(?P<body>gc|gcss|ss)\.(?P<session>[ivx]+)")
_PAREN_SESSION = re.compile(r"(?P<number>\d+)\((?P<session>[ivxl]+)\)")
_SPACED_NUMBER = re.compile(r"/(resolution|part) (?=[0-9a-z])")
_PART = re.compile(r"\((sect|part|vol)\.?(?=[0-9a-z])")


def printed_segments(printed: str) -> list[str]:
    """Cut a symbol into its segments, in lower case, numerals and `UNEP/` as they are.

    Args:
        printed: the symbol, its hyphens and letters ASCII.

    Returns:
        The segments; a part in brackets stays with its number ("6(sect.14)", "1325(2000)").
    """
    text = _SPACED_NUMBER.sub(_joined_number, printed.lower()).replace(" ", "")
    return _PART.sub(r"(\1.", text).split("/")


def normal_segments(printed: str) -> list[str]:
    """As `printed_segments`, without `UNEP/` and with Arabic numerals for sessions.

    Sessions are made Arabic where the grammar says that they are sessions: behind DEC, RES and
    REC, in `GCSS.XII` and in brackets.
    """
    segments = printed_segments(printed)
    if segments[0] == UNEP and len(segments) >= _SHORTEST_WITH_UNEP:
        del segments[0]
    return [
        _with_arabic_session(before, segment)
        for before, segment in zip(["", *segments], segments, strict=False)
    ]


def without_revisions(segments: Sequence[str]) -> Sequence[str]:
    """Drop Add.2, Rev.1, Corr.3 from the end: the document that they amend."""
    last = len(segments)
    while last > 1 and _REVISION.fullmatch(segments[last - 1]):
        last -= 1
    return segments[:last]


def without_part(segments: Sequence[str]) -> list[str]:
    """Drop a part in brackets from the last segment: the document that it is a part of."""
    return [*segments[:-1], segments[-1].partition("(")[0]]


def arabic(number: str) -> str:
    """Write a number in Arabic numerals: "XIII" → "13", "07" → "7"; "" for what is no number."""
    value = int(number) if number.isdecimal() else roman(number.lower())
    return "" if value is None else str(value)


def _joined_number(match: re.Match[str]) -> str:
    return f"/{match[1]}" + ("/" if match[1] == "resolution" else ".")


def _with_arabic_session(before: str, segment: str) -> str:
    if before in SERIES_OF_THE_ADOPTED and segment.isalpha():
        return arabic(segment) or segment
    if found := _SESSION_OF_BODY.fullmatch(segment):
        return f"{found['body']}.{arabic(found['session']) or found['session']}"
    if found := _PAREN_SESSION.fullmatch(segment):
        return f"{found['number']}({arabic(found['session']) or found['session']})"
    return segment
