"""Cuts texts and names into the tokens by which names are recognised, inflected or not.

The script of a word decides how it is folded, so that a name has the same tokens wherever it
stands: a Chinese character is a token, a word of an alphabet is one with its ending cut off. What
is left is a key, not a root. Must not know of concepts; nor is it for ranking, where
`index.analysis` has better and slower stems.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.analysis.alphabetic import fold
from index.analysis.arabic import ARABIC, arabic_terms
from index.analysis.chinese import HAN, to_simplified

LONGEST_ACRONYM = 5
"""Letters. Up to here an acronym may also be a word: WHO, COP, CITES, ВОЗ."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, a Chinese character or a sign as it stands in a text.

    Attributes:
        start: code points into the text.
        end: exclusive.
        key: what its inflected forms and spellings have in common.
        acronym: the acronym that it is, in its own capitals and without the s of its plural
            ("CoP", "NBSAP"); empty for everything else.
    """

    start: int
    end: int
    key: str
    acronym: str = ""


def tokenize(text: str) -> list[Token]:
    """Cut any text into tokens, in order, in linear time.

    Spaces, hyphens, apostrophes and quotation marks separate and are no tokens, so that
    "benefit-sharing" and "benefit sharing" are the same; every other sign is one, so that no name
    is found across the end of a sentence.
    """
    return list(_tokens(text))


# Accents, vowel signs, soft hyphens and what has no width: they stand within words.
_MARKS = "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u2060\ufe0f\ufeff"
_APOSTROPHES = "'`\u2018\u2019\u02bc\uff07"
_HYPHENS = r"\-\u2010-\u2013\u2212\ufe63\uff0d"
_QUOTATION_MARKS = '"\u201c-\u201e\u00ab\u00bb\u2039\u203a\u3008-\u300f\uff02'
_LETTER = rf"[^\W\d_{HAN}\u02bc]"
_TOKEN = re.compile(
    rf"(?P<chinese>[{HAN}]+)"
    r"|(?P<number>\d{1,20})"
    rf"|(?P<word>(?:{_LETTER}[{_MARKS}]*)+)"
    rf"|(?P<sign>[^\s{_MARKS}{_APOSTROPHES}{_HYPHENS}{_QUOTATION_MARKS}])"
)
_STRIPPED = re.compile(f"[{_MARKS}\u0640]")


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        start, end, run = match.start(), match.end(), match[0]
        if match.lastgroup == "chinese":
            for place, character in enumerate(_simplified(run), start):
                yield Token(place, place + 1, character)
        elif match.lastgroup == "number":
            yield Token(start, end, str(int(run)))
        elif match.lastgroup == "word":
            yield Token(start, end, *_key_and_acronym(run))
        else:
            yield Token(start, end, unicodedata.normalize("NFKC", run))


def _simplified(run: str) -> str:
    """Fold traditional characters, unless that would move what follows them."""
    simplified = to_simplified(run)
    return simplified if len(simplified) == len(run) else run


@lru_cache(maxsize=1 << 14)
def _key_and_acronym(run: str) -> tuple[str, str]:
    word = _normalise(run)
    return _word_key(word), _acronym(word)


def _normalise(word: str) -> str:
    """NFKC without marks: the letters alone, of one width."""
    if word.isascii():
        return word
    return _STRIPPED.sub("", unicodedata.normalize("NFKC", word))


def _acronym(word: str) -> str:
    """Give a word of few letters and several capitals, without the s of the plural."""
    stem = word.removesuffix("s")
    if len(stem) <= LONGEST_ACRONYM and sum(map(str.isupper, stem)) > 1:
        return stem
    return ""


_ONLY_ARABIC = re.compile(f"[{ARABIC}]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
# Of nouns and adjectives in all cases; the leftmost match is the longest ending.
_RUSSIAN_ENDING = re.compile(
    "(?<=...)(?:"
    "иями|ями|ами|ыми|ими|ого|его|ому|ему|иях|ях|ах|иям|ям|ам|ией|ием|"
    "ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ым|им|ом|ем|ую|юю|ые|ие|ых|их|ия|ию|ии|ья|ью|ье|"
    "[аеийоуыьюя])$"
)


def _word_key(word: str) -> str:
    if _ONLY_ARABIC.fullmatch(word):
        *_, stem = (word, *arabic_terms(word))
        return stem
    folded = fold(word)
    if _CYRILLIC.search(folded):
        return _RUSSIAN_ENDING.sub("", folded)
    return _without_plural(folded)


def _without_plural(word: str) -> str:
    """Fold number away in English, French and Spanish alike.

    "species", "espèces" and "especies", "synergy" and "synergies", "indicador" and
    "indicadores", "régional" and "régionaux" differ from their singular in nothing else.
    """
    if len(word) > 4 and word.endswith("aux") and not word.endswith("eaux"):
        word = word[:-2] + "l"
    elif len(word) > 3 and word[-1] in "sx" and not word.endswith("ss"):
        word = word[:-1]
    if len(word) > 2 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 2 and word.endswith("y"):
        word = word[:-1] + "i"
    return word
