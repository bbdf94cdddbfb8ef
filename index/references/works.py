"""Finds the words of a text that name a text: a number, a symbol, "the present decision".

Must not know what was said in other passages: which text "the same decision" is, `anaphora` says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.model import ReferenceKind
from index.pinpoints import PinpointMention
from index.references import words
from index.symbols import SymbolMention, SymbolShape, find_symbols, work_keys


class Role(StrEnum):
    """How words name a text."""

    NAMED = "named"  # by a number or symbol
    OWN = "own"  # the text in which they stand
    THIS = "this"  # that text, or the one spoken of
    EARLIER = "earlier"  # the one spoken of
    LOOSE = "loose"  # that one, in words too common to count unless a place in it is named


@dataclass(frozen=True, slots=True)
class WorkMention:
    """Words that name a text.

    Attributes:
        start: code points into the passage's text.
        end: exclusive.
        kind: what kind of text they say it is.
        role: how they name it.
        work: its key; "" until it is known which text is meant.
    """

    start: int
    end: int
    kind: ReferenceKind
    role: Role
    work: str = ""


def find_works(
    text: str, folded: str, pinpoints: Sequence[PinpointMention]
) -> tuple[WorkMention, ...]:
    """The texts that a passage names, in order, without overlap.

    Args:
        text: the passage's text.
        folded: the same, folded.
        pinpoints: the places it names: a list of numbers goes on after them
            ("decisions IX/16, paragraph 3, and X/33").
    """
    taken = _Taken()
    places = {mention.start: mention.end for mention in pinpoints}
    for found in (
        _chinese_numbers(folded),
        _numbers_after_nouns(text, folded, places),
        _symbols(text, folded),
        _in_words(folded),
    ):
        taken.add_all(found)
    return tuple(taken.mentions)


class _Taken:
    """Mentions in order; of two that overlap the one that came first stays."""

    def __init__(self) -> None:
        self.mentions: list[WorkMention] = []

    def add_all(self, found: Iterator[WorkMention]) -> None:
        new = [mention for mention in found if self._is_free(mention)]
        self.mentions = sorted([*self.mentions, *new], key=lambda mention: mention.start)

    def _is_free(self, mention: WorkMention) -> bool:
        place = bisect_right(self.mentions, mention.start, key=lambda other: other.start)
        ends_before = place == 0 or self.mentions[place - 1].end <= mention.start
        return ends_before and (
            place == len(self.mentions) or mention.end <= self.mentions[place].start
        )


_ROMAN = "[ivxl\u0445\u0456]{1,7}"  # with the Cyrillic letters that look like x and i
_ROMAN_LETTERS = str.maketrans("\u0445\u0456", "xi")
_LETTER = rf"(?:[a-h]|{'|'.join(words.LETTERS)})(?![{words.LETTER}/])"
# "a" is a word as well: it is a letter where nothing but another member of a list follows it.
_FIRST_LETTER = (
    rf"(?:(?:[b-h]|(?:[a\u0430]|الف)(?=\s?(?:[,،;.)号-]|(?:and|et|y|и)\b|[、和及与]|و\s?\d|$)"
    rf"|{words.JOIN}{_LETTER}))(?![{words.LETTER}]))"
)
_NO_MORE = rf"(?![{words.LETTER}/]|\.\d)"
_NUMBER = (
    r"(?>"
    r"\d{1,3}/(?:cp|cop|cmp|cma|mop)\.\d{1,3}"
    rf"|(?:(?:bs|cp|np|ss|es|s)[-. ]{{0,2}})?(?:{_ROMAN}|\d{{1,4}})\s?/\s?\d{{1,4}}"
    rf"(?:\s?{_FIRST_LETTER})?"
    rf"|\d{{1,4}}(?:\s?[a-z])?\s?\((?:(?:19|20)\d\d|{_ROMAN})\)"
    rf"|(?:conf\.?\s?)?(?:{_ROMAN}|[1-9]\d{{0,2}})\.\d{{1,3}}(?!\s?(?:°|%|[cdkm]?m\b|degree|per))"
    rf"){_NO_MORE}"
)
_OF_PROTOCOL = re.compile(r"(?:bs|cp|np)[-. ]", re.IGNORECASE)
_LETTER_OF_PART = re.compile(rf"(?<=\d)\s?(?P<letter>[a-h]|{'|'.join(words.LETTERS)})(?=\s?\(|$)")

_KINDS = "|".join(rf"(?P<{kind.value}>{noun})" for kind, noun in words.NOUNS.items())
_LIST_SPAN = 40  # members: more than any text lists

_CHINESE_LIST = re.compile(
    rf"(?:第\s?|(?<![{words.LETTER}/.-]))(?P<first>{_NUMBER})(?:\s?号)?"
    rf"(?>(?:{words.JOIN}(?:(?:第\s?)?{_NUMBER}|{_LETTER})(?:\s?号)?){{0,{_LIST_SPAN}}})"
    rf"\s?(?:{words.BODIES})?的?(?P<noun>决定|决议|建议)"
)
_SMALL_LETTER = re.compile(r"\s[b-h]$")
_ANOTHER = rf"(?:(?:第\s?)?(?P<number>{_NUMBER})|(?P<letter>{_LETTER}))(?:\s?号)?"
_CHINESE_MEMBER = re.compile(_ANOTHER)
_NOUN_AND_NUMBER = re.compile(
    rf"{words.WORD_START}(?:{_KINDS}){words.OF_BODY}\s{{0,3}}{words.NUMBER_SIGN}"
    rf"(?:第\s?)?(?P<number>{_NUMBER})(?:\s?号)?"
)
_DATED = r"(?:,?\s(?:in|of|du|de|del|от|adopted on)\s[^,;.()/]{0,30}?(?:19|20)\d\d,?)?"
_MEMBER = re.compile(rf"{_DATED}{words.JOIN}{_ANOTHER}")
_TO_PLACE = re.compile(r"\s{0,2}[,،(]?\s{0,2}")
_FRACTION = re.compile(r"\d{1,2}\s?/\s?\d{1,2}\s?[的以左多强弱]")


def _chinese_numbers(folded: str) -> Iterator[WorkMention]:
    """第IX/16和第X/33号决定: the word comes after the numbers."""
    for match in _CHINESE_LIST.finditer(folded):
        kind = _kind_of_noun(match["noun"])
        members = list(_CHINESE_MEMBER.finditer(folded, match.start(), match.start("noun")))
        number = ""
        for place, member in enumerate(members):
            last = place == len(members) - 1
            end = match.end() if last else member.end()
            number = member["number"] or _with_part(number, member["letter"])
            yield _numbered(member.start(), end, kind, number)


def _numbers_after_nouns(text: str, folded: str, places: dict[int, int]) -> Iterator[WorkMention]:
    """Read "decisions IX/16 and X/33": the word comes first, and counts for a list."""
    for match in _NOUN_AND_NUMBER.finditer(folded):
        kind = ReferenceKind(_name_of_noun(match))
        if kind is ReferenceKind.DOCUMENT or _is_fraction(folded, match):
            continue
        first = latest = _numbered_member(text, match)
        yield _numbered(match.start(), first.end, kind, first.number)
        while found := _MEMBER.match(folded, _after_place(folded, latest.end, places)):
            if found["letter"]:
                following = _lettered_member(text, found, latest.number)
            else:
                following = _numbered_member(text, found)
                if not _belongs(following.number, first.number, match[kind.value]):
                    break
            if following is None:
                break
            latest = following
            yield _numbered(latest.start, latest.end, kind, latest.number)


@dataclass(frozen=True, slots=True)
class _Member:
    """A number of a list of them, with the letter of a part; where it stands."""

    start: int
    end: int
    number: str


def _numbered_member(text: str, match: re.Match[str]) -> _Member:
    """A number; a small letter apart from it is a word: "decisión IX/16 e insta"."""
    (start, end), number = match.span("number"), match["number"]
    if _SMALL_LETTER.search(text, start, end):
        return _Member(start, end - 2, number[:-2])
    return _Member(start, match.end(), number)


def _lettered_member(text: str, match: re.Match[str], latest: str) -> _Member | None:
    """Another part of the number before: IX/16 A and B. None for a small letter: it is a word."""
    start, end = match.span("letter")
    if text[start:end].islower() or not _LETTER_OF_PART.search(latest):
        return None
    return _Member(start, match.end(), _with_part(latest, match["letter"]))


def _name_of_noun(match: re.Match[str]) -> str:
    return next(kind.value for kind in words.NOUNS if match[kind.value] is not None)


def _is_fraction(folded: str, match: re.Match[str]) -> bool:
    """Whether a Chinese verb has been taken for the noun: 建议1/3的缔约方 suggests a third."""
    return match["recommendation"] == "建议" and bool(
        _FRACTION.match(folded, match.start("number"))
    )


def _after_place(folded: str, position: int, places: dict[int, int]) -> int:
    """Where a list goes on that was interrupted by a place: IX/16, paragraph 3, and X/33."""
    gap = _TO_PLACE.match(folded, position)
    return places.get(gap.end(), position) if gap else position


def _with_part(number: str, letter: str) -> str:
    """The number with another letter: IX/16 A and B."""
    return _LETTER_OF_PART.sub("", number) + letter


def _belongs(number: str, first: str, noun: str) -> bool:
    """Whether a number goes on with a list: it is written as the first one.

    After a singular, only what can be nothing else: "decision 14/5 and 1/3 of the Parties".
    """
    if [mark in number for mark in "/(."] != [mark in first for mark in "/(."]:
        return False
    singular_latin = noun.isascii() and not noun.endswith(("s", "."))
    return number[0].isdigit() == first[0].isdigit() and not (
        singular_latin and number[0].isdigit()
    )


def _numbered(start: int, end: int, kind: ReferenceKind, number: str) -> WorkMention:
    """A text by its number; bodies of protocols number decisions only, whatever they are called."""
    if _OF_PROTOCOL.match(number):
        kind = ReferenceKind.DECISION
    return WorkMention(start, end, kind, Role.NAMED, _work_of_number(kind, number))


def _work_of_number(kind: ReferenceKind, number: str) -> str:
    """Key of a numbered text; the letter of a part of it stays: "resolution 80/84b"."""
    plain = re.sub(r"\s?([/(])\s?", r"\1", number).translate(_ROMAN_LETTERS)
    letter = _LETTER_OF_PART.search(plain)
    if letter:
        plain = f"{plain[: letter.start()]}{plain[letter.end() :]}"
    key = work_keys(f"{kind.value} {plain.upper()}")[0]
    return _with_letter(key, words.LETTERS.get(letter[1], letter[1])) if letter else key


def _with_letter(key: str, letter: str) -> str:
    before, opened, after = key.partition("(")
    return f"{before}{letter}{opened}{after}"


def _kind_of_noun(noun: str) -> ReferenceKind:
    return next(kind for kind, forms in words.NOUNS.items() if re.fullmatch(forms, noun))


_NOUN_BEFORE = re.compile(
    rf"{words.WORD_START}(?:{_KINDS}){words.OF_BODY}\s{{0,2}}{words.NUMBER_SIGN}(?:第\s?)?$"
)
_ORDINAL_BEFORE = re.compile(r"第\s?$")
_NOUN_AFTER = re.compile(r"\s?(?:号\s?)?(?P<noun>决定|决议|建议|文件)|\s?号")
_REACH = 80  # code points in which the word for a text stands before its symbol
_SERIES = {
    "dec": ReferenceKind.DECISION,
    "res": ReferenceKind.RESOLUTION,
    "rec": ReferenceKind.RECOMMENDATION,
}
_SERIES_SEGMENT = re.compile(r"/(dec|res|rec)(?:ision|olution|ommendation)?(?=[/.])")
_SHORTEST_SYMBOL = 3  # segments; shorter ones only beside a word, or with a point (CMS/Conf.10.27)
_REVISION = re.compile(r"/(?:add|corr|rev)\.\d+$")
_MORE_REVISIONS = re.compile(
    rf"{words.JOIN}(?P<suffix>(?:add|corr|rev)\.\s?\d{{1,2}}(?:/(?:add|corr|rev)\.\d{{1,2}})?){_NO_MORE}"
)
_BARE_DECISION = re.compile(r"(?:BS|CP|NP)-[IVX]{1,7}/\d{1,3}|[IVX]{1,7}/\d{1,3}")
_BARE_BEFORE = re.compile(rf"(?:[(;]\s{{0,2}}(?:{words.SEE})?|[\d)a-z]{words.OF})$")


def _symbols(text: str, folded: str) -> Iterator[WorkMention]:
    """UNEP/CBD/COP/11/17, with the word before or after it; 13/CP.8; (X/20)."""
    for symbol in find_symbols(text):
        match symbol.shape:
            case SymbolShape.DOCUMENT | SymbolShape.MEETING:
                yield from _documents(text, folded, symbol)
            case SymbolShape.CONFERENCE:
                work = f"decision {symbol.normal}"
                yield WorkMention(
                    symbol.start, symbol.end, ReferenceKind.DECISION, Role.NAMED, work
                )
            case SymbolShape.DECISION:
                before = folded[max(0, symbol.start - 20) : symbol.start]
                number = text[symbol.start : symbol.end]
                if _BARE_DECISION.fullmatch(number) and _BARE_BEFORE.search(before):
                    yield _numbered(symbol.start, symbol.end, ReferenceKind.DECISION, number)


def _documents(text: str, folded: str, symbol: SymbolMention) -> Iterator[WorkMention]:
    noun = _NOUN_BEFORE.search(folded, max(0, symbol.start - _REACH), symbol.start)
    after = _NOUN_AFTER.match(folded, symbol.end)
    kind = _SERIES.get((_SERIES_SEGMENT.search(symbol.normal) or [""] * 2)[1])
    start, end, named = symbol.start, symbol.end, ""
    if noun is not None:
        start, named = noun.start(), _name_of_noun(noun)
    elif ordinal := _ORDINAL_BEFORE.search(folded, max(0, start - 2), start):
        start = ordinal.start()
    if after is not None:
        end = after.end()
        named = _kind_of_noun(after["noun"]).value if after["noun"] else named
    if not (named or _is_symbol(text[symbol.start : symbol.end], symbol)):
        return
    kind = kind or ReferenceKind(named or "document")
    yield WorkMention(start, end, kind, Role.NAMED, symbol.normal)
    original, position = symbol.normal, end
    while _REVISION.search(original):
        original = _REVISION.sub("", original)
    while more := _MORE_REVISIONS.match(folded, position):
        position = more.end()
        work = f"{original}/{more['suffix'].replace(' ', '')}"
        yield WorkMention(more.start("suffix"), position, kind, Role.NAMED, work)


def _is_symbol(printed: str, symbol: SymbolMention) -> bool:
    """Whether something that looks like a symbol is one by itself, without a word beside it."""
    if symbol.shape is SymbolShape.MEETING:
        return True
    first, *rest = printed.split("/")
    return first.upper() == first and (
        len(rest) >= _SHORTEST_SYMBOL - 1 or re.search(r"\.\d", rest[0]) is not None
    )


_BY_KIND = "|".join(
    rf"(?P<{kind.value}{place}>{noun})"
    for kind, nouns in words.ONE.items()
    for place, noun in enumerate(nouns)
)
# "This note" is the one that says so; "this report" may be any that was spoken of.
_NOTE, _REPORT = "document1", "document2"
_ROLES = frozenset(role.value for role in Role)
_ROLE_OF = {
    (_NOTE, Role.THIS): Role.OWN,
    (_NOTE, Role.EARLIER): Role.THIS,
    (_REPORT, Role.THIS): Role.LOOSE,
    (_REPORT, Role.EARLIER): Role.LOOSE,
}
_IN_WORDS = re.compile(
    rf"(?:{words.WORD_START}(?:(?P<own>{words.OWN['before']})|(?P<this>{words.THIS})"
    rf"|(?P<earlier>{words.EARLIER['before']})"
    rf"|(?P<loose>{words.LOOSE['before']}))(?:{_BY_KIND}){words.NOT_A_TEXT}"
    rf"(?(loose){words.LOOSE['after']}))"
)
_ARABIC_AFTER = re.compile(
    rf"{words.WORD_START}(?:{_BY_KIND})"
    rf"(?:(?P<own>{words.OWN['after']})|(?P<earlier>{words.EARLIER['after']})){words.WORD_END}"
)


def _in_words(folded: str) -> Iterator[WorkMention]:
    """The present decision, 同一决定, المقرر نفسه."""
    for pattern in (_ARABIC_AFTER, _IN_WORDS):
        for match in pattern.finditer(folded):
            groups = [name for name, value in match.groupdict().items() if value is not None]
            role = next(Role(name) for name in groups if name in _ROLES)
            noun = next(name for name in groups if name[-1].isdigit())
            kind = ReferenceKind(noun.rstrip("0123456789"))
            if role is not Role.LOOSE or kind is not ReferenceKind.DOCUMENT:
                yield WorkMention(
                    match.start(), match.end(), kind, _ROLE_OF.get((noun, role), role)
                )
