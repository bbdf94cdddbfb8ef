"""Numbers in the formats of six languages."""

from __future__ import annotations

import pytest

from index.reading.docx.number_formats import written


@pytest.mark.parametrize(
    ("form", "value", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 1999, "MCMXCIX"),
        ("upperRoman", 5000, "5000"),
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 27, "aa"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 3, "C"),
        ("lowerLetter", 0, "0"),
        ("russianLower", 9, "и"),
        ("russianLower", 10, "к"),
        ("russianUpper", 29, "Я"),
        ("arabicAbjad", 3, "ج"),
        ("arabicAlpha", 3, "ت"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 103, "一〇三"),
        ("chineseCountingThousand", 11, "十一"),
        ("chineseCountingThousand", 40, "四十"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("chineseCountingThousand", 2034, "二千零三十四"),
        ("ideographDigital", 20, "二〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 4, "(4)"),
        ("ideographTraditional", 3, "丙"),
        ("ordinal", 12, "12th"),
        ("ordinal", 22, "22nd"),
        ("chicago", 5, "**"),
        ("none", 4, ""),
    ],
)
def test_a_number_is_written_as_word_prints_it(form: str, value: int, printed: str) -> None:
    assert written(value, form) == printed


def test_an_unknown_format_is_none() -> None:
    assert written(1, "hebrew1") is None


@pytest.mark.parametrize(
    "form", ["lowerLetter", "upperRoman", "chicago", "chineseCountingThousand"]
)
def test_absurd_numbers_stay_short(form: str) -> None:
    assert written(999_999_999, form) == "999999999"
