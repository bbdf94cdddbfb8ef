"""Arabic words to terms: letters that writers interchange made one, and a light stem.

Must not see vowel signs or tatweel: the caller has taken them out.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.analysis.stopwords import STOP_WORDS

ARABIC = "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f"
"""Character class (the inside of `[...]`) of Arabic letters."""

_INTERCHANGED = str.maketrans("أإآٱىیةؤئک", "ااااييهويك")

_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_PREPOSITIONS = "بلفك"
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_SHORTEST_STEM = 2  # letters
_SHORTEST_AFTER_LETTER = 3  # letters: fewer, and the و or ب is part of the word


def arabic_terms(word: str) -> Iterator[str]:
    """Give the terms of a word: itself, folded, and its light stem where it differs.

    Args:
        word: Arabic letters without signs.

    Yields:
        At most two terms; none for a stop word.
    """
    word = word.translate(_INTERCHANGED)
    if word in STOP_WORDS["ar"]:
        return
    yield word
    stem = light_stem(word)
    if stem != word:
        yield stem


def light_stem(word: str) -> str:
    """Strip "and", the article, prepositions of one letter and inflections from a folded word.

    Larkey, Ballesteros and Connell (2007), "Light stemming for Arabic information retrieval",
    the stemmer that they call light10, and the prepositions beyond it. It does not know words:
    what it leaves is a key, not a root.
    """
    if word.startswith("و") and len(word) > _SHORTEST_AFTER_LETTER:
        word = word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + _SHORTEST_STEM:
            word = word.removeprefix(article)
            break
    if word[0] in _PREPOSITIONS and len(word) > _SHORTEST_AFTER_LETTER:
        word = word[1:]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + _SHORTEST_STEM:
            word = word.removesuffix(suffix)
    return word
