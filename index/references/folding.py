"""One plain form of a text to look for words in, code point for code point.

Must not change the length of a text: what is found in the plain form stands at the same place in
the text as printed.
"""

from __future__ import annotations

import unicodedata

_HYPHENS = "\u2010\u2011\u2012\u2013\u2212\ufe63"
_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t\n\r"
_ACCENTED = "àáâäçèéêëìíîïñòóôöùúûüё"
_TRADITIONAL = "決議號條說報該項這與爲為"
_SIMPLIFIED = "决议号条说报该项这与为为"

_PLAIN = str.maketrans(
    dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_SPACES, " ")
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
    | {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)}
    | {letter: unicodedata.normalize("NFD", letter)[0] for letter in _ACCENTED}
    | dict.fromkeys("\u0622\u0623\u0625", "\u0627")  # alef with hamza or madda
    | dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
    | {"\u2019": "'", "\u201c": '"', "\u201d": '"'}
)


def fold(text: str) -> str:
    """Lower case, ASCII hyphens, digits and brackets, no accents; as long as the text."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(_lowered(char) for char in text)
    return lowered.translate(_PLAIN).translate(_PLAIN)


def _lowered(char: str) -> str:
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char
