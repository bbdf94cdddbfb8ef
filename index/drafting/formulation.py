"""A drafted paragraph taken apart: its verbs, whom it addresses, and what it says of the matter.

The verb and its addressee are boilerplate: what is left tells one paragraph from another. Must not
judge or compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.drafting.addressees import AddresseeMention, find_addressees
from index.drafting.beginnings import find_beginning
from index.drafting.verbs import VerbMention, operative_verbs
from index.model import PassageKind

REACH = 80
"""Code points behind a verb within which its first addressee stands."""

GAP = 40
"""Code points between two addressees of one verb: "Parties, other Governments and the GEF"."""

SHORTEST_SUBSTANCE = 12
"""Letters, a Chinese character counting three: what is shorter says nothing without its verb."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
# Where what is asked begins: a name that stands behind it is not who is asked.
_MATTER = {
    "en": r"\b(?:to|that|for|of|by|with|on|in)\b",
    "fr": r"(?:^|\W)(?:à|au|aux|de|des|du|que|pour|par|dans|sur)\b|\bd'",
    "es": r"\b(?:a que|que|de|del|para|por|en)\b",
    "ru": r"\b(?:о|об|в|на|с|по|для|что|чтобы|к)\b|\w{3,}(?:ть|ться|ти)\b",
    "ar": r"(?:^|\s)(?:أن|على|في|عن|من|ب\w+)\b",
    "zh": r"[的就对为在将把以按于]|关于",
}
# What may stand between a verb and whom it addresses; a phrase between commas speaks of the verb.
_AFTER_VERB = {
    "en": re.compile(r"^\s*(?:,[^,;]{1,80},)?\s*(?:(?:that|to|upon|on)\b)?"),
    "fr": re.compile(r"^\s*(?:,[^,;]{1,80},)?\s*(?:aux?\b|à(?: la| l['’])?)?"),
    "es": re.compile(r"^\s*(?:,[^,;]{1,80},)?"),
    "ru": re.compile(r"^\s*(?:,[^,;]{1,80},)?"),
    "ar": re.compile(r"^\s*(?:إلى|من|على|ب)(?=\s)"),
    "zh": re.compile(r"^[对向各]"),
}
_JOINS = {
    "en": r"[,;]|\band\b|\bor\b|\bas well as\b",
    "fr": r"[,;]|\bet\b|\bou\b|\bainsi qu",
    "es": r"[,;]|\b[ye]\b|\bo\b|\basí como\b",
    "ru": r"[,;]|\bи\b|\bили\b|\bа также\b",
    "ar": r"[،؛,]|(?:^|\s)و",
    "zh": r"[、，,和及与或并]",
}
_LINKS = {
    "en": r"(?:to|that|of)\s",
    "fr": r"(?:à|de|du|que)\s|d['’]|qu['’]",
    "es": r"(?:a que|que|a|de)\s",
    "ru": r"(?:что|чтобы)\s",
    "ar": r"(?:إلى أن|إلى|على|أن|ب)\s",
    "zh": r"",
}
_PART_OF_A_NAME = {
    "en": r"\s(?:of|for)\s",
    "fr": r"\s(?:de|du|des)\s(?!\w+(?:er|ir|re)\b)|\sd'(?!\w+(?:er|ir|re)\b)",
    "es": r"\s(?:de|del)\s",
    "ru": r"(?!)",
    "ar": r"(?!)",
    "zh": r"[间的]",
}
_LEAST_ASKING = 3  # the ladder's rung from which a verb asks somebody for something
_SHORT_GAP = 14  # behind a longer one stands a name that no table knows: it is kept

_EDGES = " \t\n\r\u00a0\u202f\u3000,;:.，；：。、؛،"


@dataclass(frozen=True, slots=True)
class Formulation:
    """A drafted paragraph, taken apart.

    Attributes:
        verbs: the verb it opens with and those joined to it, in order; none where it opens so
            with none.
        addressees: whom the first of them addresses, each once, in order.
        start: where the words of the matter begin, code points into the text.
        end: exclusive; the whole text where verb and addressee are all there is.
    """

    verbs: tuple[VerbMention, ...]
    addressees: tuple[str, ...]
    start: int
    end: int


def read_formulation(
    text: str, lang: str, kind: PassageKind = PassageKind.PARAGRAPH
) -> Formulation:
    """Take a paragraph apart.

    Args:
        text: the paragraph, as printed or pasted, with or without its number.
        lang: BCP 47 tag.
        kind: what it is, where that is known.
    """
    verbs = operative_verbs(text, lang, kind)
    end = len(text.rstrip(_EDGES))
    if not verbs:
        return Formulation((), (), min(find_beginning(text).start, end), end)
    first = verbs[0]
    asks = first.verb.strength >= _LEAST_ASKING
    addressed = tuple(_addressed(text, first.end, lang)) if asks else ()
    known = addressed and addressed[0].start - first.end <= _SHORT_GAP
    start = _behind_links(text, addressed[-1].end if known else first.end, lang)
    if _weight(text[start:end]) < SHORTEST_SUBSTANCE:
        start = find_beginning(text).start
    keys = tuple(dict.fromkeys(mention.key for mention in addressed))
    return Formulation(verbs, keys, min(start, end), end)


def _addressed(text: str, verb_end: int, lang: str) -> Iterator[AddresseeMention]:
    """The names behind a verb that are joined to one another before the matter begins."""
    short = lang.partition("-")[0]
    if short not in _MATTER:
        return
    matter, joins = re.compile(_MATTER[short]), re.compile(_JOINS[short])
    before, part_of_a_name = _AFTER_VERB.get(short), re.compile(_PART_OF_A_NAME[short])
    last = verb_end
    window = text[verb_end : verb_end + 6 * REACH]
    for mention in find_addressees(window, lang):
        start, end = verb_end + mention.start, verb_end + mention.end
        gap = text[last:start]
        first = last == verb_end
        if first and before is not None:
            gap = before.sub("", gap, count=1)
        if len(gap) > (REACH if first else GAP) or matter.search(gap.lower()):
            return
        if not first and not joins.search(gap.lower()):
            return
        if part_of_a_name.match(text, end):
            return
        yield AddresseeMention(mention.key, start, end)
        last = end


def _behind_links(text: str, start: int, lang: str) -> int:
    """Behind the punctuation and the small word that lead from the addressee to the matter."""
    links = _LINKS.get(lang.partition("-")[0], "")
    start += len(text[start:]) - len(text[start:].lstrip(_EDGES))
    found = re.compile(links).match(text, start) if links else None
    return found.end() if found else start


def _weight(text: str) -> int:
    return len(text) + 2 * len(_HAN.findall(text))
