"""Tells text that was damaged by the file itself: what looks right on paper and reads as nonsense.

Must not repair anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.parsing.lines import is_cjk

_ARABIC_WORD = re.compile("[\u0621-\u064a]{3,}")
_TRIPLE = re.compile(r"([^\W\d_])\1{2,}")
_FEWEST_LETTERS = 20
_UNMAPPED_SHARE = 0.05
_LOST_SHARE = 0.03
_DOUBLED_SHARE = 0.4
_TRIPLED_SHARE = 0.06
_LATIN_1_SHARE = 0.5
_MIS_DECODED_SHARE = 0.02
_MIS_DECODED = re.compile(
    "[ÂÃÐØÙ][\u0080-\u00bf]|[ÃÐ][‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[åäæçèé][\u0080-\u00bf]{2}"
)
"""UTF-8 read as Latin-1 or Windows-1252."""
_FEWEST_SIGNS = 4
_FINAL_LETTERS = ("ة", "ى")
_STOPS = (".", "،", "؛", "؟", "!", ":")
_FEWEST_STOPS = 3


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a text.

    Attributes:
        what: in words, as what a text "has".
        cause: what the file lacks or does.
    """

    what: str
    cause: str


def damage_of(lines: Sequence[str], *, unmapped: int = 0, lost: int = 0) -> Damage | None:
    """What is wrong with the text of a page, None where nothing is certain.

    Args:
        lines: as read, a line as printed each.
        unmapped: how many glyphs the file gives no character for.
        lost: how many lone glyphs, blanks among them, are in fonts that are not at hand.
    """
    text = "\n".join(lines)
    letters = sum(map(str.isalpha, text))
    if unmapped > max(_FEWEST_LETTERS, _UNMAPPED_SHARE * (letters + unmapped)):
        return Damage(
            f"{unmapped:,} glyphs that stand for no character",
            "its fonts do not say which characters their glyphs are",
        )
    if lost > max(_FEWEST_LETTERS, _LOST_SHARE * letters) and any(map(is_cjk, text)):
        return Damage("glyphs that cannot be read", "its fonts are not part of it")
    if letters < _FEWEST_LETTERS:
        return None
    return _repeated(text, letters) or _mis_decoded(text, letters) or _visual(lines)


def _repeated(text: str, letters: int) -> Damage | None:
    doubled = sum(a == b and a.isalpha() for a, b in pairwise(text))
    tripled = sum(len(found[0]) for found in _TRIPLE.finditer(text))
    if doubled > _DOUBLED_SHARE * letters or tripled > _TRIPLED_SHARE * letters:
        return Damage("every letter several times over", "its glyphs are repeated")
    return None


def _mis_decoded(text: str, letters: int) -> Damage | None:
    high = sum("\u00c0" <= character <= "\u00ff" for character in text)
    signs = len(_MIS_DECODED.findall(text))
    if high > _LATIN_1_SHARE * letters or (
        signs >= _FEWEST_SIGNS and signs > _MIS_DECODED_SHARE * letters
    ):
        return Damage(
            "letters of another alphabet than it was written in", "its fonts name wrong characters"
        )
    return None


def _visual(lines: Sequence[str]) -> Damage | None:
    """Arabic whose letters or words stand in the order in which they are seen, not read.

    Two letters only end words, the article only begins them; and stops end the last word of a
    line, hardly ever its first.
    """
    words = [word for line in lines for word in _ARABIC_WORD.findall(line)]
    backward = sum(word.startswith(_FINAL_LETTERS) for word in words)
    backward += sum(word.endswith("لا") and len(word) > 4 for word in words)
    forward = sum(word.endswith(_FINAL_LETTERS) for word in words)
    forward += sum(word.startswith("ال") and len(word) > 4 for word in words)
    if backward >= _FEWEST_SIGNS and backward > 2 * forward:
        return Damage("Arabic letters in reversed order", "its letters are stored as seen")
    arabic = [line.split() for line in lines if _ARABIC_WORD.search(line)]
    long = [line for line in arabic if len(line) > 2]
    first = sum(line[0].endswith(_STOPS) and len(line[0]) > 3 for line in long)
    last = sum(line[-1].endswith(_STOPS) and len(line[-1]) > 3 for line in long)
    if first >= _FEWEST_STOPS and first > 2 * last:
        return Damage("Arabic words in reversed order", "its words are stored as seen")
    return None
