"""The numbers of places as texts write them: `41 (c)`, `٤١ (ج)`, `十二`, `4, 8 and 11`, `5 to 7`.

Offsets point into the text as given; labels are language-neutral. Must not know what is numbered
beyond its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.parsing import numerals
from index.pinpoints import words
from index.pinpoints.model import PinpointItem
from index.pinpoints.words import Place

# One code point to one code point, so that offsets stay true.
_FOLD = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\u301c\uff5e", "-")
    | dict.fromkeys("\t\n\r\x0b\x0c\x85\u00a0\u1680\u202f\u205f\u3000\u2028\u2029", " ")
    | dict.fromkeys(map(chr, (*range(0x2000, 0x200C), 0x200E, 0x200F, 0xFEFF)), " ")
    | dict.fromkeys(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))), " ")
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)}  # full-width ASCII
    | {"條": "条", "項": "项", "號": "号", "決": "决", "議": "议", "與": "与", "則": "则"}
    | dict.fromkeys("\u2018\u2019", "'")
)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


def folded(text: str) -> str:
    """Digits, hyphens, brackets and spaces in their plain form, code point by code point.

    The marks that steer the direction of writing become spaces.
    """
    return _OTHER_DIGIT.sub(lambda digit: str(int(digit[0])), text.translate(_FOLD))


LEFT = r"(?<![A-Za-z0-9_\u00c0-\u024f\u0400-\u04ff])"
RIGHT = r"(?![A-Za-z0-9_\u0300\u0301\u00c0-\u024f\u0400-\u04ff])"
AGAIN = r"(?:~\d{1,3})?"
"""The second unit that bears the number 13 has the label "13~2"."""

HAN_CHARACTER = "[\u3400-\u4dbf\u4e00-\u9fff]"
HAN = r"[〇零一二三四五六七八九十百]{1,5}"

# Not before a letter, in a fraction or in another decimal: those are other things.
_END = r"(?![A-Za-z0-9_\u00c0-\u024f\u0400-\u04ff%°])(?! ?/ ?\w)(?!\.\d)"
_BIS = rf"(?:[ -]?(?:{numerals.INSERTION})(?![A-Za-zа-яء-ي])|[A-Za-z](?![A-Za-z)]))?"
_PLAIN = rf"\d{{1,4}}{_BIS}(?:\.[IVX]{{1,5}}(?=\.\d)|\.\d{{1,3}}(?!\d)){{0,3}}"
_NUMBER = re.compile(rf"(?P<number>{_PLAIN})(?P<again>{AGAIN}){_END}", re.IGNORECASE)
_ARTICLE = re.compile(
    rf"(?P<number>{_PLAIN}|(?-i:[IVXL]{{1,9}}))(?P<again>{AGAIN}){_END}", re.IGNORECASE
)
_VALUE = re.compile(
    rf"(?P<number>\d{{1,3}}[a-z]?|[ivxl]{{1,9}}|(?-i:[A-H]))(?P<again>{AGAIN}){_END}(?! ?[-.]\d)",
    re.IGNORECASE,
)
_HAN_NUMBER = re.compile(
    rf"(?P<number>{_PLAIN}|{HAN}|[IVX]{{1,5}})(?P<again>{AGAIN})"
    r"(?![A-Za-z0-9%°/])(?!\.\d)",
    re.IGNORECASE,
)
_ARABIC_ORDINAL = re.compile(
    "|".join(rf"(?P<value_{value}>{pattern}(?![ء-ي]))" for value, pattern in words.ARABIC_ORDINALS)
)
_AGAIN = re.compile(AGAIN)
_INSERTED = re.compile(rf"(?<=\d)[ -]?({numerals.INSERTION})", re.IGNORECASE)
_NAMED = frozenset({*words.ANNEXED, Place.PART, Place.DRAFT, Place.DECISION})
_SAID_IN_FULL = _NAMED | {Place.PARAGRAPH, Place.ARTICLE}

_LEVEL = re.compile(
    r" {0,2}(?:"
    rf"\( ?(?P<bracketed>[a-z]{{1,5}}|[а-я]{{1,2}}|[ء-ي]ـ?|{HAN}|\d{{1,3}}) ?\)"
    r"|(?<![a-zа-я])(?P<open>[a-z]{1,5}|[а-я]{1,2}|[ء-ي]ـ?)\)"
    rf"|'(?P<quoted>\d{{1,2}})'|(?P<circled>[{numerals.CIRCLED}])"
    # "paragraphe 1 a (i)", "para. 41.c"
    r"|(?<=\d )(?P<bare>[a-h])(?= ?\([ivx]{1,4}\))"
    # not "10.o párrafo", an ordinal
    r"|(?<=\d)\.(?![oa] {1,3}p[áa]rr)(?P<dotted>(?-i:[a-z]))(?![a-z0-9_.])"
    rf")(?P<again>{AGAIN})",
    re.IGNORECASE,
)
_BARE_LETTER = re.compile(
    r"(?P<letter>[a-zа-яء-ي])(?![^\W_])(?P<genitive>(?= {1,3}(?:пункта|статьи)))?", re.IGNORECASE
)
_MOST_LEVELS = 5
_LONGEST_SMALL = 3  # digits, or two and a letter
_BEHIND_NUMBER = re.compile("|".join([r"[.~]", *numerals.INSERTED]))
_ROMAN = re.compile("[ivxl]+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its levels, as read: 41, (c).

    Attributes:
        start: code points into the text.
        end: exclusive.
        number: in its normal form, "" where only levels stand.
        levels: each in brackets, language-neutral.
    """

    start: int
    end: int
    number: str
    levels: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What names it within its kind of place: "41(c)"."""
        return self.number + "".join(self.levels)

    @property
    def is_small(self) -> bool:
        """Whether it is no year."""
        return len(_BEHIND_NUMBER.split(self.number)[0]) <= _LONGEST_SMALL


def read_number(text: str, position: int, place: Place, *, han: bool = False) -> Number | None:
    """Read the number of a place with its levels, None where none stands at the position.

    Args:
        text: folded.
        position: where it must begin.
        place: what is numbered.
        han: whether it stands in Chinese, where Han numerals count and letters may follow.
    """
    if place is Place.ITEM:
        return _levelled(text, Number(position, position, "")) or _bare_letter(text, position)
    if place in _SAID_IN_FULL and (ordinal := _arabic_ordinal(text, position)):
        value = (ordinal.lastgroup or "").removeprefix("value_")
        again = _AGAIN.match(text, ordinal.end())
        end = again.end() if again else ordinal.end()
        number = Number(position, end, value + text[ordinal.end() : end])
        return number if place in _NAMED else add_levels(text, number)
    pattern = _HAN_NUMBER if han else _PATTERNS.get(place, _VALUE)
    found = pattern.match(text, position)
    if found is None:
        bare = place in (Place.PARAGRAPH, Place.ARTICLE)
        return _levelled(text, Number(position, position, "")) if bare else None
    number = Number(position, found.end(), _normal(found["number"], place) + found["again"])
    if place in _NAMED:
        return number
    number = _with_letter(number) if place is Place.ARTICLE else number
    return _levelled(text, number) or number


_PATTERNS = {
    Place.PARAGRAPH: _NUMBER,
    Place.PREAMBULAR: _NUMBER,
    Place.ARTICLE: _ARTICLE,
}


def _normal(number: str, place: Place) -> str:
    """Numbers of named places in Arabic numerals; those of paragraphs as written."""
    compact = _INSERTED.sub(_latin_insertion, number).replace(" ", "")
    if han := numerals.han(compact):
        return str(han)
    if place is Place.PARAGRAPH or place is Place.PREAMBULAR:
        return compact
    lower = compact.lower()
    value = numerals.roman(lower)
    if value is not None:
        return str(value)
    return str(int(lower)) if lower.isdecimal() else lower


def _latin_insertion(found: re.Match[str]) -> str:
    return numerals.latin_insertion(found[1])


def with_insertion(number: Number, inserted: str) -> Number:
    """A number with what was put behind it, as printed: 8 and 之二 are "8bis"."""
    return replace(number, number=number.number + numerals.latin_insertion(inserted))


def _with_letter(number: Number) -> Number:
    """Take the letter of "Article 8j" for what it is."""
    found = re.fullmatch(r"(\d+)([a-z])", number.number)
    return replace(number, number=found[1], levels=(f"({found[2]})",)) if found else number


def _levelled(text: str, number: Number) -> Number | None:
    """Add the levels that follow; None where none do."""
    levels = list(number.levels)
    position = number.end
    while len(levels) < _MOST_LEVELS and (found := _LEVEL.match(text, position)):
        level = _level(found)
        if not level:
            break
        levels.append(level)
        position = found.end()
    if position == number.end:
        return None
    start = number.start
    if not number.number:
        start += len(text[start:position]) - len(text[start:position].lstrip(" "))
    return Number(start, position, number.number, tuple(levels))


def add_levels(text: str, number: Number) -> Number:
    """The number with the levels that follow it, if any do."""
    return _levelled(text, number) or number


def _arabic_ordinal(text: str, position: int) -> re.Match[str] | None:
    """An ordinal; all begin with the article, which is sooner looked for than they are."""
    return _ARABIC_ORDINAL.match(text, position) if text.startswith("ال", position) else None


def _bare_letter(text: str, position: int) -> Number | None:
    """A letter without brackets, which only its word makes a number: "alinéa c"."""
    found = _BARE_LETTER.match(text, position)
    if not found or (found["genitive"] is None and not is_closed(text, found.end())):
        return None
    name = _level_name(found["letter"])
    return Number(position, found.end(), "", (f"({name})",)) if name else None


def _level(found: re.Match[str]) -> str:
    """Normal form of one level: letters by place, counts in Roman; "" where it is none."""
    body = found["bracketed"] or found["open"] or found["bare"] or found["dotted"]
    if body is None:
        circled = found["circled"]
        value = int(found["quoted"]) if circled is None else 1 + numerals.CIRCLED.index(circled)
        return f"({numerals.to_roman(value)}){found['again']}" if value else ""
    name = _level_name(body)
    return f"({name}){found['again']}" if name else ""


def _level_name(body: str) -> str:
    if body.isdecimal():
        return str(int(body))
    if han := numerals.han(body):
        return numerals.to_roman(han)
    if arabic := numerals.arabic_letter(body):
        return numerals.to_letter(arabic)
    lower = body.lower()
    if cyrillic := numerals.letter(lower, numerals.CYRILLIC):
        name = numerals.to_letter(cyrillic)
    elif numerals.letter(lower, numerals.LATIN):
        name = lower
    elif _ROMAN.fullmatch(lower) and numerals.roman(lower):
        return lower
    else:
        return ""
    return name.upper() if body.isupper() else name


_FROM = re.compile(r"(?:(?:from|du|de|del|с|от|из|من) )?", re.IGNORECASE)
_AND = re.compile(words.AND, re.IGNORECASE)
_UNTIL = re.compile(words.UNTIL, re.IGNORECASE)
_SPACE = re.compile(" {0,3}")

# After a word for one place, a further number is a member of a list only where nothing follows
# it that it could count: "paragraph 5, 12 Parties".
_CLOSED = re.compile(
    r" {0,2}(?:$|[,;:)\]\u060c。、\"»”]|\.(?![^\W\d_]|[ºª])"
    r"|(?<= )(?:and|or|et|ou|y|e|и|of|de|du|del|above|below|supra|من|و)(?![A-Za-z])"
    r"|[第中的所])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumberList:
    """Numbers of places of one kind.

    Attributes:
        items: places and ranges; labels without what names the kind.
        end: where reading goes on.
        last: the last number read, which a sub-paragraph may follow.
    """

    items: tuple[PinpointItem, ...]
    end: int
    last: Number


def read_list(
    text: str,
    position: int,
    place: Place,
    *,
    several: bool,
    han: bool = False,
    again: re.Pattern[str] | None = None,
) -> NumberList | None:
    """Read a number, a list of numbers or ranges: `4, 8 and 11`, `41 (a)-(c)`, `5 to 7`.

    Args:
        text: folded.
        position: where it must begin, spaces aside.
        place: what is numbered.
        several: whether the word before is one for several places.
        han: whether it stands in Chinese.
        again: what may be said anew before the number that ends a range or goes on with a list
            ("paragraph 5 to paragraph 7", "第4、第5段").
    """
    position = _end_of(_SPACE, text, position)
    if several:
        position = _end_of(_FROM, text, position)
    number = read_number(text, position, place, han=han)
    if number is None:
        return None
    items = []
    while True:
        first = number
        until = _member(text, first, place, _UNTIL, han=han, again=again)
        if until is not None and (
            several or han or text[first.end] != " " or _continues(text, first, until)
        ):
            items.append(PinpointItem(first.start, until.end, first.label, until.label))
            number = until
        else:
            items.append(PinpointItem(first.start, first.end, first.label))
        following = _member(text, number, place, _AND, han=han, again=again if han else None)
        if following is None or not (several or _continues(text, number, following)):
            break
        if number.is_small and not following.is_small:
            break
        number = following
    return NumberList(tuple(items), number.end, number)


def _member(
    text: str,
    before: Number,
    place: Place,
    joint: re.Pattern[str],
    *,
    han: bool,
    again: re.Pattern[str] | None,
) -> Number | None:
    """The number that a joint ties to the one before; levels alone carry on its number."""
    tied = joint.match(text, before.end)
    if tied is None:
        return None
    position = tied.end()
    if again is not None and (said := again.match(text, position)):
        position = said.end()
    number = read_number(text, position, place, han=han)
    if number is None or (not number.number and place is not Place.ITEM and not before.levels):
        return None
    return number if number.number else _carried_on(before, number)


def _carried_on(before: Number, number: Number) -> Number:
    """41(c) and (d) → 41(d); 41(c)(i) and (ii) → 41(c)(ii); 41(c)(i) and (d) → 41(d)."""
    kept = max(0, len(before.levels) - len(number.levels))
    while kept and _is_roman(before.levels[kept]) and not _is_roman(number.levels[0]):
        kept -= 1
    return replace(number, number=before.number, levels=before.levels[:kept] + number.levels)


def _is_roman(level: str) -> bool:
    return bool(_ROMAN.fullmatch(level.strip("()").partition(")")[0]))


def _continues(text: str, before: Number, number: Number) -> bool:
    """Whether a number after a word for one place goes on with it."""
    if number.levels and number.number == before.number:
        return True
    return bool(number.number) and number.is_small and is_closed(text, number.end)


def is_closed(text: str, position: int) -> bool:
    """Whether nothing follows that a number before it could count."""
    return _CLOSED.match(text, position) is not None


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position
