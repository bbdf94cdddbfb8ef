"""Writes numbers as Word prints them: digits, letters, Roman, Chinese, Arabic, Cyrillic.

Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat). Must not know which paragraph is numbered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from index.parsing.numerals import ABJAD, LATIN, to_roman

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_HAN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SIGNS = "*†‡§"
_MOST_LETTERS = 30
_HIGHEST_ROMAN = 3999
_HIGHEST_HAN = 9999


def written(value: int, form: str) -> str | None:
    """Writes a number.

    Args:
        value: the number.
        form: its format as Word names it ("lowerLetter", "chineseCounting").

    Returns:
        The number as printed, in digits where the format has no sign for it; None where the
        format is unknown here.
    """
    writer = _WRITERS.get(form)
    return writer(value) if writer else None


def _letters(alphabet: str, value: int) -> str:
    """A letter by its place; doubled, tripled … after the last, as Word does."""
    rounds, place = divmod(value - 1, len(alphabet))
    if value < 1 or rounds >= _MOST_LETTERS:
        return str(value)
    return alphabet[place] * (rounds + 1)


def _roman(value: int) -> str:
    return to_roman(value) if 0 < value <= _HIGHEST_ROMAN else str(value)


def _upper_roman(value: int) -> str:
    return _roman(value).upper()


def _counted(digits: str, units: str, value: int) -> str:
    """A Chinese number below ten thousand, in words (一百零三); ten is 十, never 一十."""
    if not 0 < value <= _HIGHEST_HAN:
        return str(value)
    parts: list[str] = []
    zero, gap = digits[0].replace("〇", "零"), False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            parts.append((zero if gap and parts else "") + digits[digit] + units[place].strip())
        gap = not digit
    whole = "".join(parts)
    return whole[1:] if digits is _HAN and 10 <= value < 20 else whole


def _counted_to_ninety_nine(value: int) -> str:
    """Word's plain Chinese counting: words up to 99, then digit by digit."""
    return _counted(_HAN, " 十百千", value) if value < 100 else _spelled(value)


def _spelled(value: int) -> str:
    """Digit by digit in Chinese (一〇三)."""
    return "".join(_HAN[int(digit)] for digit in str(value)) if value >= 0 else str(value)


def _cycled(signs: str, value: int) -> str:
    return signs[value - 1] if 0 < value <= len(signs) else str(value)


def _ordinal(value: int) -> str:
    teens = value % 100 in (11, 12, 13)
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _full_width(value: int) -> str:
    return str(value).translate(_FULL_WIDTH)


def _dashed(value: int) -> str:
    return f"- {value} -"


def _stopped(value: int) -> str:
    return f"{value}."


def _bracketed(value: int) -> str:
    return f"({value})"


def _zeroed(value: int) -> str:
    return f"{value:02}"


def _nothing(value: int) -> str:
    del value
    return ""


_han = partial(_counted, _HAN, " 十百千")
_legal = partial(_counted, _LEGAL, " 拾佰仟")
_legal_traditional = partial(_counted, _LEGAL_TRADITIONAL, " 拾佰仟")
_circled = partial(_cycled, _CIRCLED)

_WRITERS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": _zeroed,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _stopped,
    "decimalEnclosedParen": _bracketed,
    "numberInDash": _dashed,
    "ordinal": _ordinal,
    "none": _nothing,
    "lowerRoman": _roman,
    "upperRoman": _upper_roman,
    "lowerLetter": partial(_letters, LATIN),
    "upperLetter": partial(_letters, LATIN.upper()),
    "russianLower": partial(_letters, _RUSSIAN),
    "russianUpper": partial(_letters, _RUSSIAN.upper()),
    "arabicAbjad": partial(_letters, ABJAD),
    "arabicAlpha": partial(_letters, _ARABIC),
    "chineseCounting": _counted_to_ninety_nine,
    "chineseCountingThousand": _han,
    "japaneseCounting": _han,
    "taiwaneseCounting": _counted_to_ninety_nine,
    "taiwaneseCountingThousand": _han,
    "ideographDigital": _spelled,
    "japaneseDigitalTenThousand": _spelled,
    "taiwaneseDigital": _spelled,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal_traditional,
    "ideographTraditional": partial(_cycled, _STEMS),
    "ideographZodiac": partial(_cycled, _BRANCHES),
    "chicago": partial(_letters, _SIGNS),
}
