"""A citation taken apart. Holds no behaviour beyond what follows from the fields."""

from __future__ import annotations

from dataclasses import dataclass

DRAFT = "draft"
"""Outer label of a place in a draft that a document holds, where the citation says no more."""


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """One place, or a range of places.

    Attributes:
        label: the place, or the first of a range: "41(c)".
        last_label: the last of a range, inclusive; "" for one place.
    """

    label: str
    last_label: str = ""


@dataclass(frozen=True, slots=True)
class CitationRequest:
    """What a citation asks for.

    Attributes:
        work: the work as the citation spells it: a symbol, "decision X/20", a title; "" where it
            says none.
        places: the places in it, in order; none where it names the work as a whole.
        lang: BCP 47 tag of the language version that it names; "" for all.
    """

    work: str
    places: tuple[CitedPlace, ...] = ()
    lang: str = ""
