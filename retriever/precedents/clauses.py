"""Cuts what a paragraph says into clauses: the parts that can have a precedent each.

By signs alone: semicolons, commas, and the words that lead from one thing asked to the next. A
part too short to be found again stays with its neighbour. Must not look for anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise

from index.model import Sentence

SHORTEST_CLAUSE = 24
"""Letters that a clause has at least, a Chinese character counting three."""

MAX_CLAUSES = 8
"""Of one paragraph: what is longer is cut no further."""

_HAN_WORTH = 3
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
# Each pattern matches where a clause begins: behind a sign, or before a word that leads on.
_SIGNS = r"(?<=[;；。!?！？؛])|(?<=[,，،])(?!\d)|(?<=：)"
_LEADS = {
    "en": r"(?<=\s)(?=(?:and|or) (?:to|that|by|of|on|for|in|with)\s|as well as\s|while\s"
    r"|so that\s|in order to\s|with a view to\s|when\s|including\s|through\s)",
    "fr": r"(?<=\s)(?=(?:et|ou) (?:à|de|que|par|pour|dans)\s|et d'|ainsi que\s|tout en\s"
    r"|afin (?:de|que)\s|en vue de\s|lorsque?\s|y compris\s|grâce à\s)",
    "es": r"(?<=\s)(?=[yeo] (?:a|de|que|por|para|en)\s|así como\s|a fin de\s|con miras a\s"
    r"|mientras\s|cuando\s|incluid[oa]s?\s|mediante\s)",
    "ru": r"(?<=\s)(?=и (?:\w+(?:ть|ти)|по|в|о|об|на)\s|а также\s|с тем чтобы\s|чтобы\s|включая\s"
    r"|в том числе\s|путем\s)",
    "ar": r"(?<=\s)(?=وإلى\s|وأن\s|وعلى\s|وكذلك\s|فضلا عن\s|من أجل\s|بما في ذلك\s|من خلال\s)",
    "zh": r"(?=以及|从而|同时|并且|包括)",
}


def clause_spans(text: str, lang: str) -> tuple[Sentence, ...]:
    """The clauses of a text, in order, white space and signs at their edges left out.

    Args:
        text: what a paragraph says, without verb and addressee, or a sentence.
        lang: BCP 47 tag.

    Returns:
        Spans of the text: at least one, `MAX_CLAUSES` at most.
    """
    spans = list(_spans(text, lang.partition("-")[0]))
    while len(spans) > MAX_CLAUSES:
        lengths = [after.end - before.start for before, after in pairwise(spans)]
        at = lengths.index(min(lengths))
        spans[at : at + 2] = [Sentence(spans[at].start, spans[at + 1].end)]
    trimmed = [_trimmed(text, span) for span in spans]
    return tuple(span for span in trimmed if span.end > span.start) or (Sentence(0, len(text)),)


def split_clauses(text: str, lang: str) -> tuple[str, ...]:
    """The clauses of a text as texts; see `clause_spans`."""
    return tuple(text[span.start : span.end] for span in clause_spans(text, lang))


_EDGES = " \t\n\r\u00a0\u202f\u3000,;:.，；：。、؛،"


def _spans(text: str, lang: str) -> Iterator[Sentence]:
    cuts = [*(match.start() for match in _boundary(lang).finditer(text)), len(text)]
    weights = _weights_before(text)
    start = 0
    for end in cuts:
        is_long = weights[end] - weights[start] >= SHORTEST_CLAUSE
        if end == len(text) or (is_long and weights[-1] - weights[end] >= SHORTEST_CLAUSE):
            yield Sentence(start, end)
            start = end


@lru_cache(maxsize=8)
def _boundary(lang: str) -> re.Pattern[str]:
    return re.compile(f"{_SIGNS}|{_LEADS.get(lang, _LEADS['en'])}")


def _weights_before(text: str) -> list[int]:
    """What the letters before each place count together."""
    return [0, *accumulate(_HAN_WORTH if _HAN.match(char) else 1 for char in text)]


def _trimmed(text: str, span: Sentence) -> Sentence:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip(_EDGES))
    return Sentence(start, max(start, span.start + len(piece.rstrip(_EDGES))))
