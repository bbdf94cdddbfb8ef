"""Tells which language a text or a short query is in.

Script decides first (Han, kana, hangul, Cyrillic, Arabic); texts in Latin letters are told apart
by lingua, restricted to the United Nations languages that use them. Must not look at anything
but the text: what a user or a sidecar file says about the language is for the caller to honour.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

SAMPLE_LENGTH = 4000
"""Code points that decide: more of a document would not change the answer, only its cost."""

# What says nothing of the language: links, addresses, and anything that mixes letters with
# digits or slashes as symbols do (UNEP/CBD/COP/11/17, COP11-DR-3, 2010). The bounds keep the
# search linear.
_NOISE = re.compile(
    r"https?://\S+|www\.\S+|[A-Za-z0-9._+-]{1,64}@\S+"
    r"|(?<![A-Za-z.‐-])[A-Za-z.‐-]*+(?:[/\d][A-Za-z./‐-]*+)+"
)
_ACRONYM = re.compile(r"\b[A-Z]+s?\b\+?")

_SCRIPTS = {
    "han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
    "kana": re.compile(r"[\u3041-\u3096\u30a1-\u30fa]"),
    "hangul": re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\ufb50-\ufdfc\ufe70-\ufefc]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
_CAPITALISED = re.compile(r"(?<![A-Za-z\u00c0-\u024f])[A-ZÀ-ÖØ-Þ][A-Za-z\u00c0-\u024f]*")
_LANG_OF_SCRIPT = {"han": "zh", "kana": "ja", "hangul": "ko", "cyrillic": "ru", "arabic": "ar"}

# What a letter counts for. A Chinese character or a Korean syllable says about as much as three
# letters; a text of another script quotes more in Latin letters than the other way round.
_LETTERS_WORTH = {"han": 3, "kana": 2, "hangul": 3, "cyrillic": 2, "arabic": 2}
_KANA_SHARE = 0.1  # Japanese prose has more kana than this; a Chinese text quoting a title, less

_ENGLISH_PRIOR = 1.3  # settles near-ties of two-word queries ("alien species") as they mostly are

_MIN_WORDS_IN_CAPITALS = 3  # "GENERAL ASSEMBLY OF THE UN" is a heading, "CITES COP" is not


def detect_language(text: str, *, default: str = "und") -> str:
    """Tell the language of a text.

    Args:
        text: any text; symbols, links, digits and, where there are other words, acronyms are
            left out of account, and so is all after the first `SAMPLE_LENGTH` code points.
        default: answer where nothing is left to decide on.

    Returns:
        BCP 47 tag: zh, en, fr, es, ru or ar; ja or ko where the script says so; otherwise
        `default`. Any other language comes out as the one of these it looks most like.
    """
    words = _NOISE.sub(" ", text[:SAMPLE_LENGTH])
    prose = _ACRONYM.sub(" ", words)
    script = _dominant_script(prose)
    if script == "":
        prose = words.lower() if len(words.split()) >= _MIN_WORDS_IN_CAPITALS else ""
        script = _dominant_script(prose)
    if script == "latin":
        return _latin_language(prose, default)
    return _LANG_OF_SCRIPT.get(script, default)


def _dominant_script(text: str) -> str:
    """Name the script that carries most of the text, "" where there are no letters.

    Capitalised Latin words are names, in any script's text: they count where nothing else does.
    """
    common = _CAPITALISED.sub(" ", text)
    if not any(letters.search(common) for letters in _SCRIPTS.values()):
        common = text
    weights = Counter(
        {
            script: len(letters.findall(common)) * _LETTERS_WORTH.get(script, 1)
            for script, letters in _SCRIPTS.items()
        }
    )
    kana = weights["kana"]
    if kana and kana >= _KANA_SHARE * (kana + weights["han"]):
        weights["kana"] += weights.pop("han")
    script, weight = max(weights.items(), key=lambda item: item[1])
    return script if weight else ""


def _latin_language(prose: str, default: str) -> str:
    if "¿" in prose or "¡" in prose:
        return "es"
    confidences = {
        candidate.language.iso_code_639_1.name.lower(): candidate.value
        for candidate in _latin_detector().compute_language_confidence_values(prose)
    }
    if not any(confidences.values()):
        return default
    confidences["en"] *= _ENGLISH_PRIOR
    return max(confidences, key=lambda lang: (confidences[lang], lang))


@lru_cache(maxsize=1)
def _latin_detector() -> LanguageDetector:
    """Load lingua's models of three languages: about 120 MB, once per process.

    More languages (de, it, pt) cost 60 MB and accuracy on short queries in these three; the
    low-accuracy mode saves 105 MB and doubles the errors (measured on 5,500 short texts).
    Two threads that come first at once may both build a detector; the models are shared.
    """
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(
        Language.ENGLISH, Language.FRENCH, Language.SPANISH
    ).build()
