"""A text as the words by which a quotation is compared with its source.

What an editor may change is folded away here (kinds of dashes and digits, widths, soft hyphens,
line breaks, quotation marks); everything else stays: two texts have the same tokens only if no
word, number or inner punctuation differs. Must not compare anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from index.analysis.chinese import HAN


class TokenKind(IntEnum):
    """What a token is."""

    WORD = 0
    NUMBER = 1
    HAN = 2  # one Chinese character: words are cut differently in different surroundings
    SIGN = 3  # % $ ° + =: as telling as a word
    POINT = 4  # punctuation
    MARK = 5  # of a footnote; in a quotation also a superscript that may be one
    GAP = 6  # of a quotation: an elision
    BRACKET = 7  # of a quotation: words that the editor put in, in square brackets


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, character or sign of a text.

    Attributes:
        start: code points into the text.
        end: exclusive.
        key: what makes two tokens the same: case, hyphens and widths folded away.
        form: the token with its case and hyphens, widths folded away.
        kind: what it is.
        optional: of a source, may be left out (a label, a footnote mark); of a quotation, may be
            put in (a superscript that can only be a footnote mark).
        edge: where an editor may change the case of the first letter.
        part: which part of the source it stands in, from 0.
    """

    start: int
    end: int
    key: str
    form: str
    kind: TokenKind
    optional: bool = field(default=False, kw_only=True)
    edge: bool = field(default=False, kw_only=True)
    part: int = field(default=0, kw_only=True)

    @property
    def is_content(self) -> bool:
        """Whether it is more than punctuation or a footnote's mark."""
        return self.kind <= TokenKind.SIGN


def tokenize(text: str, lang: str) -> list[Token]:
    """Cut a text into tokens, in linear time.

    Args:
        text: any text.
        lang: BCP 47 tag; says what a comma within a number means.

    Returns:
        The tokens in order; quotation marks, asterisks and white space are none.
    """
    folded = _fold(text)
    tokens = []
    for match in _TOKEN.finditer(folded.text):
        kind = _KINDS[match.lastgroup or ""]
        if kind is None:
            continue
        start, end = folded.starts[match.start()], folded.ends[match.end() - 1]
        tokens.append(_token(start, end, match[0], kind, lang))
    return [*_with_footnote_marks(tokens)]


# Soft hyphens, zero-width characters, direction marks, Arabic vowel signs and tatweel.
_DROPPED = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0e\ufe0f"
    r"\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_SUPERSCRIPTS = {char: digit for digit, char in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_FOLD = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-")
    | dict.fromkeys("’ʼ′‘‛", "'")
    | {"。": ".", "、": ",", "،": ",", "؛": ";", "؟": "?", "۔": ".", "٪": "%", "٫": ".", "٬": ","}
    | {"【": "[", "】": "]", "〔": "(", "〕": ")", "⁄": "/", "ё": "е", "Ё": "Е", "ک": "ك", "ی": "ي"}
    | {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)}
)

_LETTER = rf"[^\W\d_{HAN}⁰¹²³⁴-⁹]"
_ELIDED = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu|presqu)'"
# A hyphen that ends a line may belong to the word or to the line.
_WORD = rf"{_LETTER}+(?:(?:['-]|-[ \t]{{0,4}}\r?\n[ \t]{{0,8}}){_LETTER}+)*"
_TOKEN = re.compile(
    rf"(?P<han>[{HAN}])"
    rf"|(?P<elided>(?<!\w)(?<!\w')(?i:{_ELIDED})(?={_LETTER}))"
    rf"|(?P<word>{_WORD})"
    r"|(?P<number>(?:(?<![\w)\].])-)?(?:\d{1,3}(?:\s{1,3}\d{3})+(?!\d)|\d+(?:[.,]\d+)*))"
    r"|(?P<mark>[⁰¹²³⁴-⁹]+)"
    r"|(?P<nothing>[\s_*†‡\"“”„‟«»‹›「」『』'‚`]+)"
    r"|(?P<point>[^\w\s])"
)
_KINDS: dict[str, TokenKind | None] = {
    "han": TokenKind.HAN,
    "elided": TokenKind.WORD,
    "word": TokenKind.WORD,
    "number": TokenKind.NUMBER,
    "mark": TokenKind.MARK,
    "nothing": None,
    "point": TokenKind.POINT,
}
_PUNCTUATION = frozenset(".,;:!?()[]{}-/|·・《》〈〉<>…¿¡~")
_BROKEN_LINE = re.compile(r"-[ \t]*\r?\n[ \t]*")
_COMMA_GROUPS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LANGS_WITH_DECIMAL_COMMA = frozenset({"fr", "es", "ru"})

BROKEN = "\n"
"""Stands in a form for a hyphen at the end of a line: it may or may not belong to the word."""


def words_of(text: str) -> frozenset[str]:
    """A list of words as a set of keys: case, ё and the like folded away."""
    return frozenset(text.translate(_FOLD).casefold().split())


@dataclass(frozen=True, slots=True)
class _Folded:
    """A folded text and, for each of its code points, the span of the original it came from."""

    text: str
    starts: list[int]
    ends: list[int]


def _fold(text: str) -> _Folded:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for char in _fold_cluster(text[start:end]):
            chars.append(char)
            starts.append(start)
            ends.append(end)
    return _Folded("".join(chars), starts, ends)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a character with the marks on it: what may be composed into one."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((place, place + 1) for place in range(len(text)))
        return
    starts = [place for place, char in enumerate(text) if not unicodedata.combining(char)]
    yield from pairwise(dict.fromkeys([0, *starts, len(text)]))


_LONGEST_CLUSTER = 8


@lru_cache(maxsize=1 << 14)
def _fold_cluster(cluster: str) -> str:
    if cluster in _SUPERSCRIPTS:
        return cluster
    folded = unicodedata.normalize("NFKC", cluster[:_LONGEST_CLUSTER]).translate(_FOLD)
    return _DROPPED.sub("", folded)


def _token(start: int, end: int, text: str, kind: TokenKind, lang: str) -> Token:
    match kind:
        case TokenKind.WORD:
            form = _BROKEN_LINE.sub(BROKEN, text)
            key = form.replace(BROKEN, "").replace("-", "").casefold()
            return Token(start, end, key, form, kind)
        case TokenKind.NUMBER:
            number = "".join(text.split())
            if lang not in _LANGS_WITH_DECIMAL_COMMA and _COMMA_GROUPS.fullmatch(number):
                number = number.replace(",", "")
            return Token(start, end, number, number, kind)
        case TokenKind.MARK:
            digits = "".join(str(_SUPERSCRIPTS[char]) for char in text)
            return Token(start, end, digits, text, kind)
        case TokenKind.POINT if text not in _PUNCTUATION:
            return Token(start, end, text, text, TokenKind.SIGN)
        case _:
            return Token(start, end, text, text, kind)


# Footnote marks

_SHORTEST_NOTED = 4  # letters: m², km³ and CO² are shorter
_UNITS = words_of(
    """
    metre metres meter meters kilometre kilometres kilometer kilometers centimetre centimetres mètre
    mètres kilomètre kilomètres metro metros kilómetro kilómetros hectare hectares mile miles foot
    feet метр метра метров километр километра километров متر كيلومتر
    """
)


def _with_footnote_marks(tokens: list[Token]) -> Iterator[Token]:
    """The tokens, superscripts told apart: those that can be nothing but a footnote's mark.

    After a unit of measure a superscript is an exponent, and is compared as a number.
    """
    before: Token | None = None
    for token in tokens:
        if token.kind is not TokenKind.MARK:
            yield token
        elif before is not None and _may_be_noted(before):
            yield Token(
                token.start, token.end, token.key, token.form, TokenKind.MARK, optional=True
            )
        else:
            key = f"^{token.key}"
            yield Token(token.start, token.end, key, token.form, TokenKind.NUMBER)
        before = token


def _may_be_noted(token: Token) -> bool:
    if token.kind is TokenKind.POINT:
        return True
    return (
        token.kind is TokenKind.WORD
        and len(token.key) >= _SHORTEST_NOTED
        and token.key not in _UNITS
    )
