"""The words by which six languages say what a number is the number of: `decision`, `决议`.

Must not read numbers or symbols.
"""

from __future__ import annotations

import re
from enum import StrEnum


class SymbolKind(StrEnum):
    """What a symbol or number is the symbol or number of."""

    DOCUMENT = "document"
    DECISION = "decision"
    RESOLUTION = "resolution"
    RECOMMENDATION = "recommendation"
    NUMBER = "number"  # of one of these three: nothing says of which


ADOPTED = (SymbolKind.DECISION, SymbolKind.RESOLUTION, SymbolKind.RECOMMENDATION)
"""What bodies adopt and number, the commonest first."""

# Case-folded, abbreviations last: "Dec. XI/17".
# Arabic keeps its two words apart: المقرر is a decision, القرار a resolution.
_WORDS = {
    SymbolKind.DECISION: r"decisions?|d[ée]cisions?|decisi[óo]n(?:es)?|решени[а-я]{1,3}"
    r"|(?:\b[وبلفك]?(?:ال|لل)?)مقرر(?:ات|ين|ان|ي|ا)?|决定|決定"
    r"|(?<![\w/.-])(?:d[ée]cs?\b\.?|реш\.)",
    SymbolKind.RESOLUTION: r"resolutions?|r[ée]solutions?|resoluci[óo]n(?:es)?|резолюци[а-я]{1,3}"
    r"|(?:\b[وبلفك]?(?:ال|لل)?)قرار(?:ات|ين|ان|ي|ا)?|决议|決議"
    r"|(?<![\w/.-])(?:r[ée]ss?\b\.?|рез\.)",
    SymbolKind.RECOMMENDATION: r"recomm?[ea]ndations?|recomendaci[óo]n(?:es)?|рекомендаци[а-я]{1,3}"
    r"|(?:\b[وبلفك]?(?:ال|لل)?)(?:توصية|توصيات|توصيتين|توصيتي)|建议|建議"
    r"|(?<![\w/.-])(?:r[ée]cs?\b\.?|рек\.)",
}
_ARTICLE = r"art(?:icles?|[íi]culos?)?\b\.?|стать[а-я]{1,3}|(?:\b[وبلفك]?(?:ال|لل)?)(?:مادة|مواد)"
_NUMBER_SIGN = r"(?:\s*(?:no\b\.?|n[°º]|№|nos\b\.?|رقم|第))?"
_BEFORE = re.compile(
    "(?:"
    + "|".join(rf"(?P<{kind}>{words})" for kind, words in _WORDS.items())
    + rf")\s*[«\"“(\[]?{_NUMBER_SIGN}\s*$"
)
_AFTER = re.compile(
    r"\s*号?\s*(?:" + "|".join(rf"(?P<{kind}>{words})" for kind, words in _WORDS.items()) + ")"
)
_ARTICLE_BEFORE = re.compile(rf"(?:{_ARTICLE})\s*$|第\s*$")

REACH = 40
"""Code points: a word further away than this says nothing of the number."""


def kind_around(before: str, after: str) -> SymbolKind | None:
    """The kind that the words next to a number give it, None where they do not.

    Args:
        before: the text before it, case-folded.
        after: the text after it: Chinese says it there (`第X/20号决定`).
    """
    found = _BEFORE.search(before[-REACH:]) or _AFTER.match(after[:REACH])
    return SymbolKind(found.lastgroup or "") if found else None


def kind_of_phrase(before: str, after: str) -> SymbolKind | None:
    """As `kind_around`, where nothing but the words of kind stands around the number.

    Returns:
        `NUMBER` where nothing at all does, None where other words do.
    """
    if not before and not after:
        return SymbolKind.NUMBER
    if before in ("", "第"):
        found = _AFTER.fullmatch(after)
    else:
        found = None if after.strip(" 号") else _BEFORE.fullmatch(before)
    return SymbolKind(found.lastgroup or "") if found else None


def is_article(before: str, after: str) -> bool:
    """Whether the words next to a point say that it is an article: `Article 8(h)`, `第8(h)条`."""
    found = _ARTICLE_BEFORE.search(before[-REACH:])
    return found is not None and (found[0].strip() != "第" or after.lstrip()[:1] == "条")
