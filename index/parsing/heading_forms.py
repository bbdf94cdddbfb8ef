"""What one line could be as a heading: "II. TITLE", "Annex I", "第三章", "Article 5", "# Title".

Must not look at other lines: whether the number continues a sequence, and whether the title stands
on the next line, is decided in `headings`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from index.parsing import numerals
from index.parsing.lines import Line, could_be_heading, is_upper


class HeadingKind(StrEnum):
    """How a heading shows itself."""

    MARKUP = "markup"
    DECISION = "decision"  # the number of one decision among others: "16/2. Title"
    ANNEX = "annex"
    DIVISION = "division"  # part, chapter, section
    ROMAN = "roman"
    HAN = "han"
    ARABIC_ORDINAL = "arabic-ordinal"  # أولا، ثانيا
    LETTER = "letter"
    ARABIC_LETTER_NAME = "arabic-letter-name"  # ألف، باء
    ARTICLE = "article"
    NUMBER = "number"  # "1. Title" between paragraphs
    CAPITALS = "capitals"
    PLAIN = "plain"


RANKS = {
    HeadingKind.DECISION: -1.0,
    HeadingKind.ANNEX: 0.0,
    HeadingKind.ROMAN: 2.0,
    HeadingKind.HAN: 2.0,
    HeadingKind.ARABIC_ORDINAL: 2.0,
    HeadingKind.LETTER: 3.0,
    HeadingKind.ARABIC_LETTER_NAME: 3.0,
    HeadingKind.ARTICLE: 3.5,
    HeadingKind.NUMBER: 4.0,
    HeadingKind.CAPITALS: 6.0,
    HeadingKind.PLAIN: 7.0,
}
"""A heading stands below the nearest one above it that has a smaller rank."""

SEQUENTIAL = frozenset(
    {
        HeadingKind.ROMAN,
        HeadingKind.HAN,
        HeadingKind.ARABIC_ORDINAL,
        HeadingKind.LETTER,
        HeadingKind.ARABIC_LETTER_NAME,
    }
)
"""Kinds that only count as headings where their numbers continue one another."""


@dataclass(frozen=True, slots=True)
class HeadingForm:
    """One way to read a line as a heading.

    Attributes:
        kind: how it shows itself.
        rank: see `RANKS`.
        value: its number; 0 where it has none.
        number: its number or words as printed, without closing punctuation ("三", "II.").
        title: its title on the same line, "" where there is none yet.
        text: text of an article that begins on the line of its number, else "".
        inserted: what tells an article from the one that it was put behind: "bis".
        appendix: whether it is an appendix, which is counted apart from annexes.
    """

    kind: HeadingKind
    rank: float
    value: int
    number: str
    title: str
    text: str = ""
    inserted: str = ""
    appendix: bool = False


_SEPARATOR = r"\s*[.:：．、—–-]\s*"
_ROMAN = re.compile(r"(?P<number>[IVXLCІХС]{1,7})(?:\s?[.．、:]\s*|\s+[-–—]\s+)(?P<title>.*)")
_ROMAN_ALONE = re.compile(r"(?P<number>[IVXLCІХС]{1,7})[.．、]?")
_LETTER = re.compile(r"(?P<number>[A-ZА-Я])\s?[.．、](?:\s+(?P<title>.*))?")
_HAN = re.compile(r"(?P<number>[一二三四五六七八九十百]{1,4})(?:[、.．]\s*|\s+)(?P<title>.*)")
_HAN_ALONE = re.compile(r"(?P<number>[一二三四五六七八九十百]{1,4})[、.．]?")
_ARABIC_ORDINALS = (
    "أولا",
    "ثانيا",
    "ثالثا",
    "رابعا",
    "خامسا",
    "سادسا",
    "سابعا",
    "ثامنا",
    "تاسعا",
    "عاشرا",
)
_ARABIC_NAMES = ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام")
_ARABIC_WORDS = re.compile(
    rf"(?P<number>{'|'.join(_ARABIC_ORDINALS + _ARABIC_NAMES)})ً?(?:\s*[-–—:.]\s*(?P<title>.*))?"
)
_ARABIC_ORDINAL_NAMES = (
    ("الأول", "الأولى"), ("الثاني", "الثانية"), ("الثالث", "الثالثة"), ("الرابع", "الرابعة"),
    ("الخامس", "الخامسة"), ("السادس", "السادسة"), ("السابع", "السابعة"), ("الثامن", "الثامنة"),
    ("التاسع", "التاسعة"), ("العاشر", "العاشرة"),
)  # fmt: skip
_NUMBER = (
    r"(?P<value>[IVXLCІХС]{1,7}|\d{1,3}|[A-Z]|[一二三四五六七八九十百]{1,4}"
    r"|premier|première|primero|primera|first|"
    + "|".join(name for names in _ARABIC_ORDINAL_NAMES for name in reversed(names))
    + ")"
)
_INSERTED = rf"(?:\s?(?:[-\u2010\u2011]\s?)?(?P<inserted>{numerals.INSERTION}))?"
_ANNEX = re.compile(
    r"(?P<word>annexe?|anexo|appendix|appendice|apéndice|приложение|добавление|المرفق|مرفق|التذييل|附件|附录)"
    rf"(?:\s*{_NUMBER})?\s*\*?(?:{_SEPARATOR}(?P<title>\S.*)|\s*)",
    re.IGNORECASE,
)
_APPENDIXES = frozenset({"appendix", "appendice", "apéndice", "добавление", "التذييل", "附录"})
_DIVISION = re.compile(
    r"(?P<word>part|partie|parte|часть|الجزء|chapter|chapitre|capítulo|глава|الفصل|الباب"
    r"|section|sección|раздел|القسم)"
    rf"\s+{_NUMBER}(?:{_SEPARATOR}(?P<title>\S.*)|\s*)",
    re.IGNORECASE,
)
_HAN_DIVISION = re.compile(
    r"第\s*(?P<value>[一二三四五六七八九十百]{1,5}|\d{1,3})\s*(?P<word>编|部分|章|节)(?:[\s：:]+(?P<title>\S.*))?"
)
_ARTICLE = re.compile(
    rf"(?P<word>article|artículo|статья|المادة)\s+{_NUMBER}{_INSERTED}(?:{_SEPARATOR}(?P<title>\S.*)|\s*)",
    re.IGNORECASE,
)
_HAN_ARTICLE = re.compile(
    r"第\s*(?P<value>[一二三四五六七八九十百]{1,5}|\d{1,3})\s*(?P<word>条)"
    rf"{_INSERTED}(?:[\s：:]+(?P<title>\S.*))?"
)
_ADOPTED_NUMBER = (
    r"(?:[A-Z]{1,4}(?:/[A-Z]{1,4})?-)?(?:\d{1,4}|[IVXLC]{1,7})/\d{1,3}"  # 16/2, XI/17, RC-10/3
    r"|\d{1,3}/(?:CP|CMP|CMA|COP|MOP)\.\d{1,3}"  # 13/CP.8
)
_ADOPTED_WORD = (
    r"decision|décision|decisión|решение|(?:ال)?مقرر|决定"
    r"|resolution|résolution|resolución|резолюция|(?:ال)?قرار|决议"
    r"|recommendation|recommandation|recomendación|рекомендация|(?:ال)?توصية|建议"
)
_NAMED_DECISION = re.compile(
    rf"(?P<number>(?:{_ADOPTED_WORD})\s?(?:(?:no\.|n[°º])\s?)?(?:{_ADOPTED_NUMBER}))\s*\*?"
    rf"(?:{_SEPARATOR}(?P<title>\S.*)|\s*[.:：]?)",
    re.IGNORECASE,
)
_HAN_DECISION = re.compile(
    rf"(?P<number>第\s?(?:{_ADOPTED_NUMBER})\s?号(?:决定|决议|建议))\s*\*?(?:[.．:：\s]\s*(?P<title>\S.*))?"
)
_NUMBERED_DECISION = re.compile(
    rf"(?P<number>{_ADOPTED_NUMBER})\s*\*?(?:{_SEPARATOR}(?P<title>[^\d].*)|[.:：]?)"
)
_DIVISION_RANKS = {
    **dict.fromkeys(("part", "partie", "parte", "часть", "الجزء", "编", "部分"), 1.0),
    **dict.fromkeys(("chapter", "chapitre", "capítulo", "глава", "الفصل", "الباب", "章"), 1.5),
    **dict.fromkeys(("section", "sección", "раздел", "القسم", "节"), 2.5),
}
_FIRST = frozenset({"premier", "première", "primero", "primera", "first"})
_PREFIX = 400


def heading_forms(line: Line) -> tuple[HeadingForm, ...]:
    """Every way to read a line as a heading that carries a number or markup, likeliest first."""
    text = line.text
    if not text or (
        not line.heading_level and len(text) > _PREFIX and not _ARTICLE.match(text[:20])
    ):
        return _long_article(text)
    if line.heading_level:
        return (_marked(line),)
    return _named(text) or _numbered(text)


def decision_form(line: Line) -> HeadingForm | None:
    """Reads a line as the number of a decision; only what follows can tell that it opens one."""
    text = line.text[:_PREFIX]
    found = (
        _NUMBERED_DECISION.fullmatch(text)
        or _NAMED_DECISION.fullmatch(text)
        or _HAN_DECISION.fullmatch(text)
    )
    if found is None:
        return None
    title = found["title"] or ""
    if title and not could_be_heading(title):
        return None
    rank = line.heading_level - 0.5 if line.heading_level else RANKS[HeadingKind.DECISION]
    number = text[: found.start("title")].rstrip() if title else text
    return HeadingForm(HeadingKind.DECISION, rank, 0, number, title)


def unnumbered_form(text: str) -> HeadingForm | None:
    """Reads a line as a heading without a number; only layout can tell whether it is one."""
    if not could_be_heading(text):
        return None
    kind = HeadingKind.CAPITALS if is_upper(text) else HeadingKind.PLAIN
    return HeadingForm(kind, RANKS[kind], 0, "", text)


def _marked(line: Line) -> HeadingForm:
    rank = float(line.heading_level)
    for form in _named(line.text):
        return replace(form, rank=rank)
    return HeadingForm(HeadingKind.MARKUP, rank, 0, "", line.text)


def _long_article(text: str) -> tuple[HeadingForm, ...]:
    """A long line can only be an article whose text follows its number."""
    found = _HAN_ARTICLE.match(text[:_PREFIX])
    return (_article(text, found),) if found and found["title"] else ()


def _named(text: str) -> tuple[HeadingForm, ...]:
    if found := _ANNEX.fullmatch(text):
        title = found["title"] or ""
        if not title or could_be_heading(title):
            number = (
                text[: found.start("title")].rstrip(" .:：．、—–-*") if title else text.rstrip("* ")
            )
            return (
                HeadingForm(
                    HeadingKind.ANNEX,
                    RANKS[HeadingKind.ANNEX],
                    _value(found["value"]),
                    number,
                    title,
                    appendix=found["word"].lower() in _APPENDIXES,
                ),
            )
    if found := _ARTICLE.fullmatch(text) or _HAN_ARTICLE.fullmatch(text):
        return (_article(text, found),)
    if found := _DIVISION.fullmatch(text) or _HAN_DIVISION.fullmatch(text):
        title = found["title"] or ""
        if not title or could_be_heading(title):
            number = text[: found.start("title")].rstrip() if title else text
            rank = _DIVISION_RANKS[found["word"].lower()]
            return (HeadingForm(HeadingKind.DIVISION, rank, _value(found["value"]), number, title),)
    return ()


def _article(text: str, found: re.Match[str]) -> HeadingForm:
    rest = text[found.start("title") :] if found["title"] else ""
    number = text[: found.start("title")].rstrip(" \u3000.:：．、—–-") if rest else text
    is_title = not rest or could_be_heading(rest)
    return HeadingForm(
        HeadingKind.ARTICLE,
        RANKS[HeadingKind.ARTICLE],
        _value(found["value"]),
        number,
        rest if is_title else "",
        "" if is_title else rest,
        numerals.latin_insertion(found["inserted"] or ""),
    )


def _numbered(text: str) -> tuple[HeadingForm, ...]:
    forms: list[HeadingForm] = []
    for kind, patterns in (
        (HeadingKind.LETTER, (_LETTER,)),
        (HeadingKind.ROMAN, (_ROMAN, _ROMAN_ALONE)),
        (HeadingKind.HAN, (_HAN, _HAN_ALONE)),
        (HeadingKind.ARABIC_ORDINAL, (_ARABIC_WORDS,)),
    ):
        found = next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)
        if found is None:
            continue
        title = (found.groupdict().get("title") or "").strip()
        if title and not could_be_heading(title):
            continue
        for actual, value in _values(kind, found["number"]):
            number = text[: found.start("title")].rstrip() if title else text
            forms.append(
                HeadingForm(actual, RANKS[actual], value, _bare(kind, number, title), title)
            )
    return tuple(forms)


def _bare(kind: HeadingKind, number: str, title: str) -> str:
    """A Chinese numeral alone on its line loses its comma; all else stays as printed."""
    return number.rstrip("、") if kind is HeadingKind.HAN and not title else number


def _values(kind: HeadingKind, number: str) -> tuple[tuple[HeadingKind, int], ...]:
    if kind is HeadingKind.LETTER:
        latin = numerals.letter(number.translate(numerals.LOOKALIKES).lower(), numerals.LATIN)
        cyrillic = numerals.letter(number.lower(), numerals.CYRILLIC)
        return tuple((kind, value) for value in dict.fromkeys((latin, cyrillic)) if value)
    if kind is HeadingKind.ARABIC_ORDINAL:
        if number in _ARABIC_ORDINALS:
            return ((kind, _ARABIC_ORDINALS.index(number) + 1),)
        return ((HeadingKind.ARABIC_LETTER_NAME, _ARABIC_NAMES.index(number) + 1),)
    value = _value(number)
    return ((kind, value),) if value else ()


def _value(number: str | None) -> int:
    """Value of a number in any of the forms that headings use; 0 where there is none."""
    if not number:
        return 0
    if number.isdecimal():
        return numerals.digits(number)
    if number.lower() in _FIRST:
        return 1
    for place, names in enumerate(_ARABIC_ORDINAL_NAMES, start=1):
        if number in names:
            return place
    latin = number.translate(numerals.LOOKALIKES).lower()
    return (
        numerals.han(number) or numerals.roman(latin) or numerals.letter(latin, numerals.LATIN) or 0
    )
