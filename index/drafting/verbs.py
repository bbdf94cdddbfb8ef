"""Operative and preambular verbs in six languages, in one scheme and on one ladder of strength.

`Welcomes`, 欢迎 and *accueille avec satisfaction* are one verb; the table `verbs.tsv` holds how
each is written. Must not decide what a passage is numbered as: that comes with it.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from index.drafting.addressees import find_addressees
from index.drafting.beginnings import find_beginning
from index.drafting.folding import Folded, fold
from index.drafting.openings import (
    ADVERBS,
    ASKS,
    EMBRACED,
    INFLECTED,
    INSIDE,
    JOINERS,
    OPENINGS,
    PRONOUN_OF_ARABIC,
)
from index.model import PassageKind

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")

_HEAD = 600
"""Code points within which a paragraph's first verb stands, whatever stands before it."""


class Stance(StrEnum):
    """What part of a decision a clause belongs to."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the scheme.

    Attributes:
        key: its name, the same in every language: "welcomes", "calls-upon", "bears-in-mind".
        strength: its rung: 8 decides, 7 requests, 6 urges, 5 calls upon, 4 invites, 3 encourages,
            2 welcomes, 1 takes note.
    """

    key: str
    strength: int


@dataclass(frozen=True, slots=True)
class VerbMention:
    """A verb as it stands in a text.

    Attributes:
        verb: which.
        stance: preambular or operative.
        start: code points into the text.
        end: exclusive.
    """

    verb: Verb
    stance: Stance
    start: int
    end: int


@lru_cache(maxsize=1)
def verbs() -> tuple[Verb, ...]:
    """All verbs of the scheme, the strongest first."""
    found = [Verb(row["key"], int(row["strength"])) for row in _rows()]
    return tuple(sorted(found, key=lambda verb: -verb.strength))


def opening_verb(
    text: str, lang: str, kind: PassageKind = PassageKind.PARAGRAPH
) -> VerbMention | None:
    """The verb that a paragraph opens with; None where it opens with none.

    What is passed over at the start: a label, bullet or quotation mark, the name of the body that
    speaks ("The Conference of the Parties"), and adverbs ("also", 又, "далее").

    Args:
        text: the paragraph, as printed or pasted, with or without its number.
        lang: BCP 47 tag; the verbs of other languages are not looked for.
        kind: what the paragraph is, where that is known. It decides between preamble and operative
            part; otherwise the number, the form of the verb and the comma at the end do.
    """
    forms = _forms(lang.partition("-")[0])
    if forms is None:
        return None
    folded = fold(text[:_HEAD])
    beginning = find_beginning(text[:_HEAD])
    found = forms.match(folded.text, bisect_left(folded.origins, beginning.start))
    if found is None:
        return None
    kind = beginning.kind or kind
    stance = _stance(kind, found, text.rstrip()[-1:], numbered=beginning.numbered)
    verb = _asked(found.verb, folded.text[found.end :], lang) if found.asks else found.verb
    return VerbMention(verb, stance, folded.origins[found.start], folded.origins[found.end - 1] + 1)


def operative_verbs(
    text: str, lang: str, kind: PassageKind = PassageKind.PARAGRAPH
) -> tuple[VerbMention, ...]:
    """All verbs that govern a paragraph: the one it opens with and those joined to it by "and".

    Returns:
        In order; none where the paragraph opens with none.
    """
    first = opening_verb(text, lang, kind)
    if first is None:
        return ()
    forms = _forms(lang.partition("-")[0])
    folded = fold(text)
    joined = () if forms is None else tuple(_joined(folded, forms, first))
    return (first, *joined)


@dataclass(frozen=True, slots=True)
class _Found:
    """A verb's form in a folded text; `asks` for the one that Chinese has for three verbs (请)."""

    verb: Verb
    start: int
    end: int
    preambular: bool
    either: bool
    asks: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a verb, by the name of its group in a pattern."""

    verb: Verb
    preambular: bool


class _Forms:
    """The forms of one language, as one pattern that matches at a place."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._forms: dict[str, _Form] = {}
        alternatives = []
        for phrase, form in sorted(_phrases(lang), key=lambda item: -len(item[0])):
            name = f"v{len(self._forms)}"
            self._forms[name] = form
            alternatives.append(f"(?P<{name}>{_phrase_pattern(phrase, lang)})")
        self._pattern = re.compile(
            rf"(?P<opening>{OPENINGS[lang]})(?P<adverbs>(?:{ADVERBS[lang]})*)"
            rf"(?:{'|'.join(alternatives)})"
        )

    def match(self, text: str, start: int) -> _Found | None:
        """The longest form that stands at `start`, openings and adverbs passed over."""
        found = self._pattern.match(text, start)
        if found is None or found.lastgroup is None:
            return None
        name = next(name for name in self._forms if found[name] is not None)
        form = self._forms[name]
        arabic = self.lang == "ar"
        preambular = found["since"] is not None if arabic else form.preambular
        return _Found(
            form.verb,
            found.start(name),
            found.end(name),
            preambular,
            either=self.lang == "zh",
            asks=self.lang == "zh" and found[name] == ASKS,
        )


_SECRETARIES = frozenset(
    {
        *("executive-secretary", "secretary-general", "executive-director", "secretariat"),
        "subsidiary-bodies",
    }
)


def _phrase_pattern(phrase: str, lang: str) -> str:
    """A phrase of the table as a pattern: "~" for endings, "…" for what a phrase embraces."""
    if lang == "zh":
        pattern = EMBRACED[lang].join(re.escape(part) for part in phrase.split("…"))
        return pattern.replace("表示", f"表示{INSIDE['zh']}")
    words = [
        re.escape(word.removesuffix("~")) + (INFLECTED if word.endswith("~") else "")
        for word in phrase.split()
    ]
    gap = f"{INSIDE[lang]} "
    pattern = gap.join(words).replace(f" …{gap}", f"{EMBRACED[lang]} ")
    if lang == "ar":
        return rf"{PRONOUN_OF_ARABIC}?{pattern}"
    return rf"{pattern}(?!\w)"


def _phrases(lang: str) -> Iterator[tuple[str, _Form]]:
    for row in _rows():
        verb = Verb(row["key"], int(row["strength"]))
        for column, preambular in ((lang, False), (f"{lang} preambular", True)):
            for phrase in filter(None, map(str.strip, row.get(column, "").split("|"))):
                yield fold(phrase).text, _Form(verb, preambular)
    if lang == "zh":
        yield ASKS, _Form(_verb("requests"), preambular=False)


@lru_cache(maxsize=len(LANGUAGES))
def _forms_of(lang: str) -> _Forms:
    return _Forms(lang)


def _forms(lang: str) -> _Forms | None:
    return _forms_of(lang) if lang in LANGUAGES else None


@lru_cache(maxsize=1)
def _rows() -> Sequence[Mapping[str, str]]:
    table = files("index.drafting").joinpath("verbs.tsv").read_text("utf-8")
    return tuple(csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _verb(key: str) -> Verb:
    row = next(row for row in _rows() if row["key"] == key)
    return Verb(key, int(row["strength"]))


def _stance(kind: PassageKind, found: _Found, last: str, *, numbered: bool) -> Stance:
    """By kind, number, form and the last sign, in this order: Chinese has no participle.

    Some bodies number their preambles: there a participle whose clause ends with a comma tells.
    """
    is_open = last in ("，", ",", "،", "、")
    if kind in (PassageKind.PREAMBULAR, PassageKind.DRAFT_PREAMBULAR):
        return Stance.PREAMBULAR
    if kind in (PassageKind.OPERATIVE, PassageKind.DRAFT_OPERATIVE):
        return Stance.OPERATIVE
    if not found.either:
        preambular = found.preambular and (is_open or not numbered)
        return Stance.PREAMBULAR if preambular else Stance.OPERATIVE
    if numbered or found.asks or found.verb.strength > _WEAKEST_ASK:
        return Stance.OPERATIVE
    return Stance.PREAMBULAR if is_open else Stance.OPERATIVE


_WEAKEST_ASK = 2


def _asked(verb: Verb, rest: str, lang: str) -> Verb:
    """What 请 means here: a secretariat or a subsidiary body is requested, all others invited."""
    first = find_addressees(rest[:60], lang)
    if first and first[0].key not in _SECRETARIES:
        return _verb("invites")
    return verb


def _joined(folded: Folded, forms: _Forms, first: VerbMention) -> Iterator[VerbMention]:
    """Verbs of the same stance behind "and"; a participle never joins an operative verb."""
    joiner = re.compile(JOINERS[forms.lang])
    for match in joiner.finditer(folded.text):
        if folded.origins[match.start()] < first.end:
            continue
        found = forms.match(folded.text, match.end())
        if found is None or found.asks:
            continue
        preambular = first.stance is Stance.PREAMBULAR
        if not found.either and forms.lang != "ar" and found.preambular != preambular:
            continue
        yield VerbMention(
            found.verb,
            first.stance,
            folded.origins[found.start],
            folded.origins[found.end - 1] + 1,
        )
