"""The words by which a formulation is known again, in order.

What changes while a formulation stays the same is left out: the verb it opens with, whom it
addresses, set phrases ("subject to the availability of resources"), numbers and dates. Must not
compare anything.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from index.analysis.alphabetic import alphabetic_terms
from index.analysis.arabic import ARABIC, arabic_terms
from index.analysis.chinese import HAN, chinese_words, to_simplified
from index.analysis.stopwords import STOP_WORDS
from index.drafting.folding import fold
from index.drafting.formulation import read_formulation
from retriever.lineage.drafting import behind_adverb
from retriever.verification.sensitive import Sense, sense

LONGEST_OPENING = 400
"""Code points in which verb and addressee are looked for: the body that speaks may come first."""

_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(rf"(?P<han>[{HAN}]+)|(?P<arabic>[{ARABIC}]+)|(?P<word>[^\W\d_{HAN}{ARABIC}]+)")


def wording(text: str, lang: str) -> tuple[str, ...]:
    """The words by which a paragraph is known again, in order, with repeats.

    Args:
        text: the paragraph, as printed.
        lang: BCP 47 tag.

    Returns:
        Stems and folded words, Chinese ones as jieba cuts them; none for a line that only opens
        a list ("Requests the Executive Secretary, subject to the availability of resources:").
    """
    language = lang.partition("-")[0]
    kept = _without_formulas(_matter(text, lang), language)
    return tuple(_words(_MARKS.sub("", unicodedata.normalize("NFKC", kept)), language))


def _matter(text: str, lang: str) -> str:
    """A paragraph without its opening verb, an adverb that goes with it, and the addressee."""
    read = read_formulation(text[:LONGEST_OPENING], lang)
    if not read.verbs:
        return text[read.start :]
    verb_end = read.verbs[0].end
    adverb_end = behind_adverb(text, lang, verb_end)
    if adverb_end == verb_end:
        return text[read.start :]
    plain = text[:verb_end] + text[adverb_end:]
    return plain[read_formulation(plain[:LONGEST_OPENING], lang).start :]


def _without_formulas(text: str, language: str) -> str:
    pattern = _formulas(language)
    if pattern is None:
        return text
    folded = fold(text)
    kept, done = [], 0
    for match in pattern.finditer(folded.text):
        kept.append(text[done : folded.origins[match.start()]])
        done = folded.origins[match.end()]
    return text if not kept else " ".join([*kept, text[done:]])


@lru_cache(maxsize=8)
def _formulas(language: str) -> re.Pattern[str] | None:
    table = files("retriever.lineage").joinpath("formulas.tsv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    phrases = [
        fold(phrase.strip()).text
        for row in rows
        for phrase in row.get(language, "").split("|")
        if phrase.strip()
    ]
    if not phrases:
        return None
    return re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))))


def _words(text: str, language: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        if match["han"]:
            for word in chinese_words(to_simplified(match["han"])):
                if word not in STOP_WORDS["zh"] and sense(word) is not Sense.NUMBER:
                    yield word
        elif sense(match[0]) is not Sense.NUMBER:
            arabic = match["arabic"] is not None
            terms = arabic_terms(match[0]) if arabic else alphabetic_terms(match[0], language)
            yield from [*terms][-1:]
