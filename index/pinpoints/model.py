"""What is found: places and ranges of places. Holds no behaviour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PinpointItem:
    """One place, or one range of places.

    Attributes:
        start: where its own number begins, code points into the text.
        end: exclusive.
        label: the place: "41(c)", "art-8(h)", "annex-1/3", "pp1"; "(c)" for a sub-paragraph
            whose paragraph is not named.
        last_label: the place that a range ends with, inclusive; "" for one place.
    """

    start: int
    end: int
    label: str
    last_label: str = ""


@dataclass(frozen=True, slots=True)
class PinpointMention:
    """A phrase that names one or more places.

    Attributes:
        start: where its first word begins, code points into the text.
        end: exclusive.
        items: the places it names, in order.
    """

    start: int
    end: int
    items: tuple[PinpointItem, ...]
