"""Text as the tables of verbs and addressees are matched: case, accents of Arabic, odd spaces.

Every code point of the folded text knows where it stood. Must not interpret anything.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_DROPPED = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u00ad]")
_VARIANTS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ё": "е",
        "’": "'",
        "‘": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u3000": " ",
        "\t": " ",
        "\n": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text.

    Attributes:
        text: what is matched.
        origins: for every code point of `text`, and for its end, the offset in the text as given.
    """

    text: str
    origins: tuple[int, ...]


def fold(text: str) -> Folded:
    """Folds a text for matching; offsets stay known."""
    pieces = [_FOLDED[char] for char in text]
    origins = [offset for offset, piece in enumerate(pieces) for _ in piece]
    return Folded("".join(pieces), (*origins, len(text)))


class _FoldedCharacters(dict[str, str]):
    """What becomes of each code point; worked out when one is met for the first time."""

    def __missing__(self, char: str) -> str:
        folded = unicodedata.normalize("NFC", char.lower()).translate(_VARIANTS)
        self[char] = "" if _DROPPED.match(char) else folded
        return self[char]


_FOLDED = _FoldedCharacters()
