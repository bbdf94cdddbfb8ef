"""Words in Latin, Cyrillic and other alphabets (not Arabic) to terms: the word and its stem.

The word itself, case and accents folded, is the same term in every language, so that names and
acronyms match across languages; the stem gathers the inflected forms within one. Must not see
symbols, numbers or Chinese characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from index.analysis.stopwords import STOP_WORDS

_STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN_MARKS = re.compile(r"[\u0300-\u036f]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})

_ACRONYM = re.compile(r"([A-Z]{2,6})(s?)")
_NUMBERED_NAME = re.compile(r"([^\W\d_]{2,})(\d+)")  # COP11
_SHORT_PART = 3  # letters: sub-regional is also written subregional, decision-making never is


def alphabetic_terms(word: str, lang: str) -> Iterator[str]:
    """Give the terms of a word as it stands in a text.

    Args:
        word: letters and digits, hyphens between them, perhaps a "+" at the end (REDD+).
        lang: BCP 47 tag of the text.

    Yields:
        For each part of a compound the folded word and, where it differs, its stem; nothing for
        stop words. Acronyms (two to six capitals) are neither stemmed nor taken for stop words
        (WHO), and lose the s of their plural (NBSAPs).
    """
    if word.endswith("+"):
        yield fold(word)
        word = word[:-1]
    parts = word.split("-")
    if len(parts) > 1 and min(map(len, parts)) <= _SHORT_PART and "".join(parts).isalpha():
        parts.append("".join(parts))
    for part in parts:
        yield from _part_terms(part, lang)


def alternative_terms(word: str, lang: str) -> Iterator[tuple[str, ...]]:
    """Give the parts of a word, each as the terms of which a text that has the part has one.

    Args:
        word: see `alphabetic_terms`.
        lang: BCP 47 tag of the word, which need not be that of the text.

    Yields:
        Per part the folded word and, where it differs, its stem: the stem is in texts of the
        same language, however they inflect it, the word in texts of any. Nothing for stop words.
    """
    if word.endswith("+"):
        yield (fold(word),)
        return
    for part in word.split("-"):
        numbered = _NUMBERED_NAME.fullmatch(part)
        terms = tuple(_part_terms(part, lang))
        if numbered:
            yield from ((fold(numbered[1]),), (numbered[2],))
        elif terms:
            yield terms


def _part_terms(part: str, lang: str) -> Iterator[str]:
    acronym = _ACRONYM.fullmatch(part)
    if acronym:
        yield fold(acronym[1])
        return
    numbered = _NUMBERED_NAME.fullmatch(part)
    if numbered:
        yield from (fold(part), fold(numbered[1]), numbered[2])
        return
    yield from _folded_and_stem(part.casefold(), "ru" if _CYRILLIC.search(part) else lang)


@lru_cache(maxsize=1 << 16)
def _folded_and_stem(word: str, lang: str) -> tuple[str, ...]:
    folded = fold(word)
    if word in STOP_WORDS.get(lang, ()) or folded in STOP_WORDS.get(lang, ()):
        return ()
    if lang not in _STEMMERS or not word.isalpha():
        return (folded,)
    return tuple(dict.fromkeys((folded, fold(_stem(word, _STEMMERS[lang])))))


def fold(word: str) -> str:
    """Fold case and accents: "Ecosystème" → "ecosysteme", "ещё" → "еще"; й stays й."""
    word = word.casefold()
    if word.isascii():
        return word
    if _CYRILLIC.search(word):
        return word.replace("ё", "е")
    return _LATIN_MARKS.sub("", unicodedata.normalize("NFD", word)).translate(_LIGATURES)


def _stem(word: str, algorithm: str) -> str:
    """Stem a word (Porter, 2001, "Snowball: a language for stemming algorithms").

    A stemmer keeps its state between calls and is no more than an empty object: one a word.
    """
    import snowballstemmer

    return str(snowballstemmer.stemmer(algorithm).stemWord(word))
