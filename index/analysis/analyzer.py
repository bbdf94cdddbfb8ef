"""Turns passages and queries into terms, each script by its own rules.

The script of a word decides how it is analysed, not the language of its passage: `UNESCO` in a
Chinese paragraph gives the term it gives in an English one. The language only chooses stemmer and
stop words for words in Latin letters. Kinds of terms:

    wetlands      word as written, case and accents folded: the same in every language
    wetland       its stem, in the passage's language, where it differs
    生物          Chinese word, in simplified characters
    2:物多        two neighbouring Chinese characters
    #10/20        symbol or number of a decision, in its normal form (`index.symbols`)
    2010, 1.5     number

Must not depend on anything but text, language and `ANALYSIS_VERSION`: a collection stores the
version that its terms were made with, and a query must be analysed alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from index.analysis.alphabetic import alphabetic_terms, alternative_terms
from index.analysis.arabic import ARABIC, arabic_terms
from index.analysis.chinese import HAN, chinese_pairs, chinese_query_terms, chinese_terms
from index.symbols import find_symbols

ANALYSIS_VERSION = 2
"""Raised whenever the same text would give other terms: older collections must be re-analysed."""

SYMBOL_PREFIX = "#"


def analyze(text: str, lang: str) -> list[str]:
    """Give the terms of a passage, with repeats.

    A symbol gives its forms and, as words and numbers, its parts: a question about "COP 11" finds
    `UNEP/CBD/COP/11/17`.

    Args:
        text: any text.
        lang: BCP 47 tag; words in Latin letters are stemmed in en, fr and es only.

    Returns:
        Terms; their order means nothing, their counts do.
    """
    text = _normalise(text)
    return [*_symbol_terms(text), *_word_terms(text, lang, chinese_terms)]


def analyze_query(text: str, lang: str) -> list[str]:
    """Give the terms by which a query is looked up, with repeats.

    As `analyze`, but a symbol is looked up as a whole and by its wider forms, not by its parts,
    and neighbouring characters that touch a stop word ("什么") are left out.

    Args:
        text: the query.
        lang: BCP 47 tag of the query, which need not be that of the passages.

    Returns:
        Terms; none where the query holds nothing but stop words and signs.
    """
    text = _normalise(text)
    return [
        *_symbol_terms(text),
        *_word_terms(_without_symbols(text), lang, chinese_query_terms),
    ]


def analyze_name(text: str, lang: str) -> list[tuple[str, ...]]:
    """Give what a passage that holds a name must have, however it inflects the name.

    Args:
        text: the name.
        lang: BCP 47 tag of the name, which need not be that of the passages.

    Returns:
        Sets of terms: of each, the passage has at least one (the word or its stem, the symbol or
        a wider form). A lone Chinese character demands nothing.
    """
    text = _normalise(text)
    parts = [
        tuple(SYMBOL_PREFIX + form for form in mention.forms) for mention in find_symbols(text)
    ]
    for kind, run in _runs(_without_symbols(text), lang):
        match kind:
            case "chinese":
                parts.extend((pair,) for pair in chinese_pairs(run))
            case "arabic":
                parts.append(tuple(arabic_terms(run)))
            case "number":
                parts.append((_number_term(run),))
            case _:
                parts.extend(alternative_terms(run, lang))
    return [terms for terms in dict.fromkeys(parts) if terms]


# Signs that stand on or between letters and do not tell words apart: what NFKC left of accents
# (Russian stress), Arabic vowels and tatweel, soft hyphens and zero-width characters.
_MARKS = re.compile(
    r"[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff]"
)
_FOLD = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
    | {"’": "'", "ʼ": "'"}
    | {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)}
)
_NUMBER = r"\d{1,3}(?>(?:[ ,.]\d{3}){1,4})(?!\d)|\d+\.\d+|\d+"
_LETTERS = rf"[^\W_{HAN}{ARABIC}]"
_RUN = re.compile(
    rf"(?P<chinese>[{HAN}]+)"
    rf"|(?P<arabic>[{ARABIC}]+)"
    rf"|(?P<number>(?:{_NUMBER})(?!{_LETTERS}))"
    rf"|(?P<word>{_LETTERS}++(?>(?:-{_LETTERS}++){{0,5}})(?:\+(?!\w))?)"
)
# l'eau, qu'il, D'ici; the Assembly's
_ELISION = re.compile(r"\b(?:[^\W\d_]|qu|jusqu|lorsqu|puisqu|quelqu)'(?=\w)|'s\b", re.IGNORECASE)
_DOTTED_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}")  # U.N.
_SPACES_IN_A_HEADING = 3
_LONGEST_TERM = 64  # code points: more is no word but data, and not to be kept whole
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
_LANGS_WITH_DECIMAL_COMMA = frozenset({"fr", "es", "ru"})


def _normalise(text: str) -> str:
    """NFKC, ASCII hyphens, apostrophes and digits, no marks on letters."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).translate(_FOLD))


def _symbol_terms(text: str) -> Iterator[str]:
    for mention in find_symbols(text):
        yield from (SYMBOL_PREFIX + form for form in mention.forms)


def _without_symbols(text: str) -> str:
    """Blank out the symbols, so that what is left is words and numbers of their own."""
    kept = []
    end = 0
    for mention in find_symbols(text):
        kept.append(text[end : mention.start])
        end = mention.end
    kept.append(text[end:])
    return " ".join(kept)


def _word_terms(text: str, lang: str, chinese: Callable[[str], Iterator[str]]) -> Iterator[str]:
    for kind, run in _runs(text, lang):
        match kind:
            case "chinese":
                yield from chinese(run)
            case "arabic":
                yield from arabic_terms(run)
            case "number":
                yield _number_term(run)
            case _:
                yield from alphabetic_terms(run, lang)


def _runs(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Cut a text into runs of one kind: Chinese characters, an Arabic word, a number, a word."""
    text = _DOTTED_ACRONYM.sub(lambda match: match[0].replace(".", ""), _ELISION.sub(" ", text))
    if text.isupper() and text.count(" ") >= _SPACES_IN_A_HEADING:
        text = text.lower()  # words in capitals are no acronyms where all words are
    if lang in _LANGS_WITH_DECIMAL_COMMA:
        text = _DECIMAL_COMMA.sub(".", text)
    for match in _RUN.finditer(text):
        kind = match.lastgroup or ""
        yield kind, match[0] if kind == "chinese" else match[0][:_LONGEST_TERM]


def _number_term(number: str) -> str:
    """Write thousands without separators: 100,000 and 100 000 are 100000; 1.5 stays."""
    groups = re.split("[ ,.]", number)
    grouped = len(groups) > 1 and all(len(group) == 3 for group in groups[1:])
    return "".join(groups) if grouped else number
