"""Labels taken apart: `annex-1/41(c)` is annex 1, then paragraph 41 with the level (c).

Must not write or read citations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.pinpoints.words import LABEL_PREFIX, Place


@dataclass(frozen=True, slots=True)
class Segment:
    """One step of a label, from the outside in.

    Attributes:
        place: what it is.
        number: its number or, in Arabic numerals, its place; "" where it has none ("annex").
        again: "~2" for the second that bears the number, "" for the first.
        levels: names of the levels below it, each with its own "~2": ("c", "ii~2").
    """

    place: Place
    number: str
    again: str = ""
    levels: tuple[str, ...] = ()


_AGAIN = r"(?P<again>(?:~\d{1,3})?)"
_LEVELS = r"(?P<levels>(?:\((?:[a-zA-Z]{1,2}|[ivxl]{1,6}|\d{1,3})\)(?:~\d{1,3})?){0,5})"
_NUMBER = (
    r"\d{1,4}(?:bis|ter|quater|quinquies|[A-Za-z](?=\.))?"
    r"(?:\.[IVX]{1,5}(?=\.\d)|\.\d{1,3}){0,3}"
)
_FORMS = (
    (Place.ANNEX, rf"annex(?:-(?P<number>\d{{1,3}}|[a-h]))?{_AGAIN}(?P<levels>)"),
    (Place.APPENDIX, rf"appendix(?:-(?P<number>\d{{1,3}}|[a-h]))?{_AGAIN}(?P<levels>)"),
    (Place.PART, rf"part-(?P<number>\d{{1,3}}){_AGAIN}(?P<levels>)"),
    (Place.DRAFT, rf"draft-(?P<number>\d{{1,3}}){_AGAIN}(?P<levels>)"),
    (Place.DECISION, rf"decision-(?P<number>\d{{1,3}}){_AGAIN}(?P<levels>)"),
    (Place.ARTICLE, rf"art-(?P<number>{_NUMBER}){_AGAIN}{_LEVELS}"),
    (Place.PREAMBULAR, rf"pp(?P<number>\d{{1,3}}){_AGAIN}{_LEVELS}"),
    (Place.PARAGRAPH, rf"(?P<number>{_NUMBER}|(?=\()){_AGAIN}{_LEVELS}"),
)
_SEGMENTS = tuple((place, re.compile(form)) for place, form in _FORMS)
_LEVEL = re.compile(r"\((\w+)\)((?:~\d+)?)")
_MOST_SEGMENTS = 8


def read_label(label: str) -> tuple[Segment, ...]:
    """The segments of a label; none where it is not one that the parser of documents gives."""
    parts = label.split("/")
    segments = [segment for part in parts if (segment := _segment(part))]
    return tuple(segments) if len(segments) == len(parts) <= _MOST_SEGMENTS else ()


def label_of(segments: tuple[Segment, ...]) -> str:
    """The label that segments make: `read_label` the other way round."""
    return "/".join(map(_written, segments))


def _segment(part: str) -> Segment | None:
    for place, form in _SEGMENTS:
        if found := form.fullmatch(part):
            levels = tuple(name + again for name, again in _LEVEL.findall(found["levels"]))
            return Segment(place, found["number"] or "", found["again"], levels)
    return None


def _written(segment: Segment) -> str:
    levels = (level.partition("~") for level in segment.levels)
    below = "".join(f"({name}){tilde}{again}" for name, tilde, again in levels)
    prefix = LABEL_PREFIX[segment.place]
    name = prefix + segment.number if segment.number else prefix.rstrip("-")
    return f"{name}{segment.again}{below}"
