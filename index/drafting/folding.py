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
    pieces: list[str] = []
    origins: list[int] = []
    for offset, char in enumerate(text):
        if _DROPPED.match(char):
            continue
        folded = unicodedata.normalize("NFC", char.lower()).translate(_VARIANTS)
        pieces.append(folded)
        origins.extend([offset] * len(folded))
    origins.append(len(text))
    return Folded("".join(pieces), tuple(origins))
