"""One form for the signs that symbols are written with: hyphens, spaces, widths, digits.

For matching only: must not change what is displayed.
"""

from __future__ import annotations

import unicodedata

FOLD = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63", "-")
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000", " ")
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
    | {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)}
)
"""One code point to one code point, so that offsets into a text stay true."""

LONGEST_SYMBOL = 400
"""Code points: no symbol that its organisation printed, nor citation of one, comes near."""

# A dash joins words in prose, but within a symbol it can only be a hyphen; so can any slash.
_IN_A_SYMBOL = str.maketrans(
    dict.fromkeys("\u2014\u2015\u2043\ufe58\u058a\u1806", "-")
    | dict.fromkeys("\u2044\u2215\u29f8", "/")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
)


def plain(symbol: str) -> str:
    """A symbol that stands by itself, in ASCII where it can be, white space normalised.

    A footnote mark behind it (`A/RES/65/161¹`) is dropped, not taken for a digit.
    """
    printed = "".join(char for char in symbol if not _is_raised(char))
    folded = unicodedata.normalize("NFKC", printed.translate(_IN_A_SYMBOL)).translate(FOLD)
    return " ".join(folded.translate(_IN_A_SYMBOL).split())


def _is_raised(char: str) -> bool:
    return unicodedata.decomposition(char).startswith("<super>")
