"""What a line could be numbered as: the printed label at its start and every way to read it.

Must not decide between the readings, nor whether the line is a paragraph at all: `(i)` is both
the ninth letter and the first Roman number until the sequence tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile

from index.parsing import numerals


class Style(StrEnum):
    """A way of numbering. A list keeps one style."""

    NUMBER = "1."  # also １． 1、 1 - ١-, and 3 bis.: its value is (3, 1)
    DECIMAL = "1.1"
    HAN = "一、"
    NUMBER_BRACKET = "(1)"
    LATIN = "(a)"
    CYRILLIC = "(а)"
    ARABIC = "(أ)"
    CAPITAL = "(A)"
    ROMAN = "(i)"
    HAN_BRACKET = "（一）"
    QUOTED = "'1'"
    CIRCLED = "①"
    LATIN_DOT = "a."
    CYRILLIC_DOT = "а."
    ROMAN_DOT = "i."


TOP_STYLES = frozenset({Style.NUMBER, Style.DECIMAL, Style.HAN, Style.NUMBER_BRACKET})
"""Styles in which the paragraphs of a document can be numbered."""

NESTED_STYLES = frozenset(Style) - {Style.NUMBER, Style.DECIMAL}
"""Styles in which the parts of a paragraph can be numbered."""

WEAK_STYLES = frozenset({Style.LATIN_DOT, Style.CYRILLIC_DOT, Style.ROMAN_DOT, Style.ARABIC})
"""Styles whose labels also begin ordinary lines ("г. Москва", "v. Smith")."""

_ROMAN_SHAPED = frozenset(
    {Style.ROMAN, Style.ROMAN_DOT, Style.HAN, Style.HAN_BRACKET, Style.QUOTED, Style.CIRCLED}
)
_LOOKALIKE_COST = 0.2


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a label.

    Attributes:
        style: the list it would belong to.
        value: its place in the list; several numbers for `10.2`, and for `3 bis`: (3, 1).
        cost: how far-fetched the reading is; 0 for the obvious.
        alternative: whether it says that its number was there before: `2 alt.` after `2.`
    """

    style: Style
    value: tuple[int, ...]
    cost: float = 0.0
    alternative: bool = False


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label at the start of a line.

    Attributes:
        printed: as printed, without blanks around it.
        readings: every way to read it.
        end: offset in the line where the text begins.
        opening: square brackets that open before the label and enclose the text too: "[" in
            `[2. Invites Parties;]`. They belong to the text.
    """

    printed: str
    readings: tuple[Reading, ...]
    end: int
    opening: str = ""

    def text_of(self, line: str) -> str:
        """The text of the line that the label was found in, without the label."""
        return self.opening + line[self.end :]


_ARABIC_TEXT = r"[\u0600-\u06ff]"
_BETWEEN = r"[\s.\u2010\u2011-]{0,2}"  # a number and its "bis"
_HAN_NUMERAL = "[〇零一二三四五六七八九十百]{1,5}"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "alternative",
            rf"(?P<body>\d{{1,4}}(?:{_BETWEEN}(?i:{numerals.INSERTION}))?{_BETWEEN}\(?"
            r"(?i:alt|альт|备选|بديل)(?:[\s.]{0,2}\d{1,2})?)\)?"
            r"(?:\s?[.．、):]\s*|(?<=\d)\s+(?=[^\W\d_]))",
        ),
        (
            "inserted",
            rf"(?P<body>\d{{1,4}}{_BETWEEN}(?i:{numerals.INSERTION}))"
            rf"\s?(?:[.．、)]|[-–—ـ]\s*(?={_ARABIC_TEXT}))\s*",
        ),
        (
            "inserted",
            rf"(?P<body>\d{{1,4}}\.\s?(?i:{numerals.INSERTION}))\s+(?=[^\W\d_])",
        ),
        ("decimal", r"(?P<body>\d{1,3}(?:\.\d{1,3}){1,3})\.?(?=\s+[^\W\d_])\s+"),
        ("number", r"(?P<body>\d{1,4})\s?(?:\.(?!\d{1,3}(?!\d)|\.)|．|、)\s*"),
        ("number", rf"(?P<body>\d{{1,4}})\s?[-–—ـ]\s*(?={_ARABIC_TEXT}|$)"),
        ("number", rf"[-–—](?P<body>\d{{1,4}})\s+(?={_ARABIC_TEXT})"),
        ("number_bracket", r"[(（]\s?(?P<body>\d{1,3})\s?[)）]\s*"),
        ("number_bracket", r"(?P<body>\d{1,3})[)）]\s*"),
        ("quoted", r"['‘’](?P<body>\d{1,2})['‘’]\s*"),
        ("circled", rf"(?P<body>[{numerals.CIRCLED}])\s*"),
        ("han_bracket", rf"[(（](?P<body>{_HAN_NUMERAL})[)）]\s*"),
        ("han", rf"(?P<body>{_HAN_NUMERAL})、\s*"),
        ("bracket", r"[(（]\s?(?P<body>[^\W\d_]{1,6}|[ء-ي]ـ)\s?[)）]\s*"),
        ("bracket", r"(?P<body>[a-z]{1,5}|[а-я]{1,2}|[ء-ي]ـ?)[)）]\s*"),
        ("arabic_dash", rf"(?P<body>[ء-ي]ـ?)\s?[-–—]\s*(?={_ARABIC_TEXT})"),
        ("dot", r"(?P<body>[a-z]{1,5}|[а-я])\.(?:\s+|$)"),
    )
)
_PREFIX = 32
_BRACKETS = "[［【"
_OPENED = re.compile(r"(?:[\[［【]\s?){1,3}")
_LINK = re.compile(r"\[[^\[\]]{1,300}\]\((?=[^\s()]{0,300}[./#:])[^\s()]{1,300}\)")
_CLOSED_NUMBER = re.compile(
    r"(?P<number>[^\[\]［］【】]{0,15}[^\[\]［］【】\s\w])\s?(?P<closing>[\]］】])\s*"
)


def match_label(text: str) -> LabelMatch | None:
    """Finds the label that a trimmed line starts with, if there is one.

    Args:
        text: a line as read; only its first characters are looked at.

    Returns:
        The label with all its readings, or None. One in square brackets has its own closing sign
        too: `[4.]` and `[(a)]` are labels, `[4]` is the mark of a note.
    """
    return _bracketed(text) if text[:1] in _BRACKETS else _plain(text)


def _bracketed(text: str) -> LabelMatch | None:
    """A label behind brackets, which enclose the text with it (`[2. …]`) or it alone (`[4.] …`)."""
    opened = _OPENED.match(text[:_PREFIX])
    if opened is None or _LINK.match(text):
        return None
    brackets = "".join(opened[0].split())
    inside = text[opened.end() :]
    if closed := _CLOSED_NUMBER.match(inside[:_PREFIX]):
        label = _plain(f"{closed['number']} {inside[closed.end() :]}")
        if label and label.end > len(closed["number"]):
            printed = f"{brackets[-1]}{label.printed}{closed['closing']}"
            end = _text_start(text, opened.end() + closed.end())
            return LabelMatch(printed, label.readings, end, brackets[:-1])
    label = _plain(inside)
    if label is None:
        return None
    return replace(label, end=opened.end() + label.end, opening=brackets)


def _plain(text: str) -> LabelMatch | None:
    prefix = text[:_PREFIX]
    for name, pattern in _PATTERNS:
        found = pattern.match(prefix)
        if found and (readings := _readings(name, found["body"])):
            end = found.end() if found.end() < _PREFIX else _text_start(text, found.end())
            return LabelMatch(found[0].strip(), readings, end)
    return None


def display(style: Style, value: tuple[int, ...]) -> str:
    """The language-neutral form of a label: letters by place, counts in brackets as Roman.

    `3 bis`, `3 бис` and `3之二` are all "3bis"; `(أ)`, `а)` and `(a)` are all "(a)"; `（一）`,
    `'1'` and `(i)` are all "(i)".
    """
    if style is Style.NUMBER and len(value) > 1:
        return f"{value[0]}{numerals.INSERTED[value[1] - 1]}"
    if style in (Style.NUMBER, Style.DECIMAL):
        return ".".join(map(str, value))
    if style is Style.NUMBER_BRACKET:
        return f"({value[0]})"
    if style is Style.CAPITAL:
        return f"({numerals.to_letter(value[0]).upper()})"
    if style in _ROMAN_SHAPED:
        return f"({numerals.to_roman(value[0])})"
    return f"({numerals.to_letter(value[0])})"


def _text_start(text: str, offset: int) -> int:
    return len(text) - len(text[offset:].lstrip())


def _readings(name: str, body: str) -> tuple[Reading, ...]:
    if name == "decimal":
        return (Reading(Style.DECIMAL, tuple(numerals.digits(part) for part in body.split("."))),)
    if name == "alternative":
        return (Reading(Style.NUMBER, _numbers(body), alternative=True),)
    if name == "inserted":
        return (Reading(Style.NUMBER, _numbers(body)),)
    if name == "bracket":
        return _letter_readings(body, dotted=False)
    if name == "dot":
        return _letter_readings(body, dotted=True)
    value = _plain_value(name, body)
    return (Reading(_PLAIN_STYLES[name], (value,)),) if value else ()


def _numbers(body: str) -> tuple[int, ...]:
    """A number with the place of its "bis", where it has one."""
    number = numerals.digits("".join(takewhile(str.isdecimal, body)))
    place = numerals.insertion(body)
    return (number, place) if place else (number,)


_PLAIN_STYLES = {
    "number": Style.NUMBER,
    "number_bracket": Style.NUMBER_BRACKET,
    "quoted": Style.QUOTED,
    "circled": Style.CIRCLED,
    "han": Style.HAN,
    "han_bracket": Style.HAN_BRACKET,
    "arabic_dash": Style.ARABIC,
}


def _plain_value(name: str, body: str) -> int | None:
    if name == "circled":
        return numerals.CIRCLED.index(body) + 1
    if name in ("han", "han_bracket"):
        return numerals.han(body)
    if name == "arabic_dash":
        return numerals.arabic_letter(body)
    return numerals.digits(body)


def _letter_readings(body: str, *, dotted: bool) -> tuple[Reading, ...]:
    latin = body.translate(numerals.LOOKALIKES)
    cost = _LOOKALIKE_COST if latin != body else 0.0
    readings = [
        _reading(
            Style.LATIN_DOT if dotted else Style.LATIN, numerals.letter(latin, numerals.LATIN), cost
        ),
        _reading(Style.ROMAN_DOT if dotted else Style.ROMAN, numerals.roman(latin), cost),
        _reading(
            Style.CYRILLIC_DOT if dotted else Style.CYRILLIC,
            numerals.letter(_as_cyrillic(body), numerals.CYRILLIC),
            0.0 if body[:1] in numerals.CYRILLIC else _LOOKALIKE_COST,
        ),
    ]
    if not dotted:
        readings.append(_reading(Style.ARABIC, numerals.arabic_letter(body), 0.0))
        capital = numerals.letter(body.lower(), numerals.LATIN) if body.isupper() else None
        readings.append(_reading(Style.CAPITAL, capital, 0.0))
    return tuple(reading for reading in readings if reading)


def _as_cyrillic(body: str) -> str:
    return body.translate(str.maketrans("aeopcyx", "аеорсух"))


def _reading(style: Style, value: int | None, cost: float) -> Reading | None:
    return Reading(style, (value,), cost) if value else None
