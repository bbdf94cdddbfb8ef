"""Where the words of a drafted paragraph begin: behind bullets, quotation marks and its number.

Must not read verbs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import PassageKind
from index.parsing import numerals
from index.parsing.labels import match_label

LEADING = " \u00a0\t\u3000•·▪●○–—-*_\"'“”‘’«»「『【["
"""Bullets, marks of emphasis and opening marks, which say nothing."""

# "PP3", "(OP 11 bis)": how paragraphs are named while they are negotiated.
_NEGOTIATED = re.compile(
    rf"\(?(?P<part>PP|OP) ?\d{{1,3}}(?:[ -]?(?:{numerals.INSERTION}|[a-z]))?(?![^\W_])\)?[.:]?"
)
_PARTS = {"PP": PassageKind.PREAMBULAR, "OP": PassageKind.OPERATIVE}


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where the words of a paragraph begin.

    Attributes:
        start: code points into the text.
        numbered: whether a number stands before them; a letter is none.
        kind: preambular or operative, where what names the paragraph says so; else None.
    """

    start: int
    numbered: bool
    kind: PassageKind | None


def find_beginning(text: str) -> Beginning:
    """Where the words of a paragraph begin.

    Args:
        text: the paragraph, as printed or pasted.
    """
    start = len(text) - len(text.lstrip(LEADING))
    numbered, kind = False, None
    if named := _NEGOTIATED.match(text, start):
        start, kind = named.end(), _PARTS[named["part"]]
    elif label := match_label(text[start:]):
        start += label.end
        numbered = any(char.isdigit() for char in label.printed)
    start += len(text[start:]) - len(text[start:].lstrip(LEADING + "]"))
    return Beginning(start, numbered, kind)
