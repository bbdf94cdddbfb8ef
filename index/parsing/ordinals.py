"""Which session a masthead names: "Eleventh meeting", "第十一届会议", "الاجتماع الحادي عشر".

Must not read anything but ordinals; finding the line is the header's business.
"""

from __future__ import annotations

import re

from index.parsing import numerals

_STEMS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (1, ("first", "premi", "primer", "перв", "الأول", "الحادي", "unième", "primo")),
    (2, ("second", "deuxi", "segund", "втор", "الثاني")),
    (3, ("third", "troisi", "tercer", "трет", "الثالث")),
    (4, ("fourth", "quatri", "cuart", "четвер", "الرابع")),
    (5, ("fifth", "cinqui", "quint", "пят", "الخامس")),
    (6, ("sixth", "sixi", "sext", "шест", "السادس")),
    (7, ("seventh", "septi", "séptim", "седьм", "السابع")),
    (8, ("eighth", "huiti", "octav", "восьм", "الثامن")),
    (9, ("ninth", "neuvi", "noven", "девят", "التاسع")),
    (10, ("tenth", "dixi", "décim", "десят", "العاشر", "عشر")),
    (11, ("eleventh", "onzi", "undécim", "decimoprimer", "одиннадцат")),
    (12, ("twelfth", "douzi", "duodécim", "decimosegund", "двенадцат")),
    (13, ("thirteenth", "treizi", "decimotercer", "тринадцат")),
    (14, ("fourteenth", "quatorzi", "decimocuart", "четырнадцат")),
    (15, ("fifteenth", "quinzi", "decimoquint", "пятнадцат")),
    (16, ("sixteenth", "seizi", "decimosext", "шестнадцат")),
    (17, ("seventeenth", "dix-septi", "decimoséptim", "семнадцат")),
    (18, ("eighteenth", "dix-huiti", "decimoctav", "восемнадцат")),
    (19, ("nineteenth", "dix-neuvi", "decimonoven", "девятнадцат")),
    (20, ("twent", "vingt", "vigésim", "двадцат", "العشرون", "والعشرون")),
    (30, ("thirt", "trent", "trigésim", "тридцат", "الثلاثون", "والثلاثون")),
    (40, ("fort", "quarant", "cuadragésim", "сорок", "الأربعون", "والأربعون")),
    (50, ("fift", "cinquant", "quincuagésim", "пятьдесят", "الخمسون", "والخمسون")),
    (60, ("sixt", "soixant", "sexagésim", "шестьдесят", "الستون", "والستون")),
    (70, ("sevent", "septuagésim", "семьдесят", "السبعون", "والسبعون")),
    (80, ("eight", "quatre-vingt", "octogésim", "восемьдесят", "الثمانون", "والثمانون")),
    (90, ("ninet", "nonagésim", "девяност", "التسعون", "والتسعون")),
)
_BY_LENGTH = tuple(
    sorted(
        ((stem, value) for value, stems in _STEMS for stem in stems),
        key=lambda pair: len(pair[0]),
        reverse=True,
    )
)
_MEETING = re.compile(
    r"\b(?:meeting|session|réunion|reunión|sesión|sesiones|совещание|сессия|сессии|заседание"
    r"|период сессий)\b"
    r"|الاجتماع|الدورة|الجلسة|届|次会议",
    re.IGNORECASE,
)
_HAN = re.compile(r"第\s*(?P<number>[一二三四五六七八九十百]{1,6}|\d{1,3})\s*(?:届|次|期)")
_DIGITS = re.compile(
    r"\b(?P<number>\d{1,3})\s?(?:st|nd|rd|th|e|è?me|ª|º|a|-?(?:е|я|й|ое|ая))\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LIMIT = 200


def session_number(text: str) -> int | None:
    """Number of the session or meeting that a line names, None where it names none."""
    if len(text) > _LIMIT or not _MEETING.search(text):
        return None
    plain = numerals.western_digits(text)
    if found := _HAN.search(plain):
        number = found["number"]
        return int(number) if number.isdecimal() else numerals.han(number)
    if found := _DIGITS.search(plain):
        return int(found["number"])
    return _spelled(plain.lower())


def _spelled(text: str) -> int | None:
    """Adds up the words of a spelled ordinal ("sixty-fifth", "vigésima primera")."""
    total = 0
    for word in _WORD.findall(text):
        parts = [word] if _value(word, whole=True) else word.split("-")
        values = [value for part in parts if (value := _value(part, whole=False))]
        if total and not values:
            if word in ("et", "y", "and"):
                continue
            break
        for value in values:
            if 10 <= total < 20 or (total >= 20 and value >= 20):
                return total
            total += value
    return total or None


def _value(word: str, *, whole: bool) -> int | None:
    """Value of one word; `whole` asks for a hyphenated stem ("dix-septième") only."""
    for stem, value in _BY_LENGTH:
        if word.startswith(stem) and (not whole or "-" in stem):
            return value
    return None
