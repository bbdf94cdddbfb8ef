"""How a verdict looks to a person."""

from __future__ import annotations

from api import wire
from api.rendering.verdicts import marked


def difference(kind: str, printed: str, quoted: str) -> wire.DifferenceModel:
    return wire.DifferenceModel(
        kind=kind,
        quoted=quoted,
        quoted_start=0,
        quoted_end=len(quoted),
        printed=printed,
        printed_start=0,
        printed_end=len(printed),
        passage_id="note:1",
    )


def test_differences_are_marked_in_place() -> None:
    text = marked(
        [
            difference("equal", "Of the", "of the"),
            difference("replace", "31", "13"),
            difference("elided", "Parties in Asia", "[…]"),
            difference("delete", "not", ""),
            difference("insert", "", "\x1b[31mnew"),
        ]
    )
    assert text.plain == "of the [-31-]{+13+} […] [-not-] {+\ufffd[31mnew+}"
