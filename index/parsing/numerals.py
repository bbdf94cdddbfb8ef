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

INSERTED = ("bis", "ter", "quater", "quinquies")
"""What names the paragraphs that were put between two numbers: 3, 3 bis, 3 ter, 4."""

INSERTION = (
    r"bis|ter|quater|quinquies|бис|тер|кватер|квинквиес|之[二三四五]"
    r"|مكرر[اً]*(?:\s?\(?(?:ثانيا|ثالثا|رابعا)ً?\)?)?"
)
"""A pattern of them as six languages print them."""

_INSERTED = (
    ("bis", "бис", "之二", "مكرر"),
    ("ter", "тер", "之三", "ثانيا"),
    ("quater", "кватер", "之四", "ثالثا"),
    ("quinquies", "квинквиес", "之五", "رابعا"),
)
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


def insertion(text: str) -> int:
    """Place of what `INSERTION` matches: 1 for "bis", 之二 and مكررا; 0 for anything else."""
    lower = text.lower()
    for place in range(len(_INSERTED), 0, -1):  # مكررا begins all the Arabic ones
        if any(name in lower for name in _INSERTED[place - 1]):
            return place
    return 0


def latin_insertion(text: str) -> str:
    """The Latin name of what `INSERTION` matches: "ter" for 之三; "" for anything else."""
    place = insertion(text)
    return INSERTED[place - 1] if place else ""


def arabic_letter(text: str) -> int | None:
    """Place of an Arabic letter in abjad order, whatever its hamza or lengthening."""
    bare = text.replace("ـ", "").replace("\u200d", "")
    for variant in "اإآ":
        bare = bare.replace(variant, "أ")
    bare = bare.replace("ى", "ي").replace("ة", "ه")
    return letter(bare, ABJAD) if len(bare) == 1 else None
