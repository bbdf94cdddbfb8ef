"""Numerals of the six languages: digits, Roman, Chinese, and letters by their place.

Must not know what a numeral is used for.
"""

from __future__ import annotations

import re

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

LOOKALIKES = str.maketrans("аеорсухіАВЕКМНОРСТХІ", "aeopcyxiABEKMHOPCTXI")
"""Cyrillic letters that are printed like Latin ones."""

_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HAN_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}


def digits(text: str) -> int:
    """Value of decimal digits of any script (`١٢`, `１２`, `12`)."""
    return int(text)


def western_digits(text: str) -> str:
    """Writes decimal digits of any script as 0–9; everything else stays."""
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def roman(text: str) -> int | None:
    """Value of a well-formed Roman numeral in small letters, else None."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    total, rest = 0, text
    for value, sign in _ROMAN_VALUES:
        while rest.startswith(sign):
            total += value
            rest = rest[len(sign) :]
    return total


def to_roman(value: int) -> str:
    """The Roman numeral of a positive number, in small letters."""
    parts = []
    for unit, sign in _ROMAN_VALUES:
        parts.append(sign * (value // unit))
        value %= unit
    return "".join(parts)


def han(text: str) -> int | None:
    """Value of a Chinese numeral below ten thousand (`十一`, `二十`, `一百零三`), else None."""
    if not text:
        return None
    total, digit = 0, None
    for char in text:
        if char in _HAN_DIGITS:
            if digit not in (None, 0):
                return None
            digit = _HAN_DIGITS[char]
        elif char in _HAN_UNITS:
            total += (1 if digit is None else digit) * _HAN_UNITS[char]
            digit = None
        else:
            return None
    value = total + (digit or 0)
    return value or None


def letter(text: str, alphabet: str) -> int | None:
    """Place of a letter in an alphabet; a doubled letter comes after the last (`aa` = 27)."""
    place = alphabet.find(text[:1]) + 1 if text else 0
    if not place or len(set(text)) != 1 or len(text) > 2:
        return None
    return place + (len(text) - 1) * len(alphabet)


def to_letter(value: int) -> str:
    """The Latin letter at a place from 1; doubled after `z`, as in UN documents."""
    rounds, place = divmod(value - 1, len(LATIN))
    return LATIN[place] * (rounds + 1)


def arabic_letter(text: str) -> int | None:
    """Place of an Arabic letter in abjad order, whatever its hamza or lengthening."""
    bare = text.replace("ـ", "").replace("\u200d", "")
    for variant in "اإآ":
        bare = bare.replace(variant, "أ")
    bare = bare.replace("ى", "ي").replace("ة", "ه")
    return letter(bare, ABJAD) if len(bare) == 1 else None
