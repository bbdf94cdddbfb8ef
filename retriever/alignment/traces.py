"""What of a paragraph survives translation: numbers, symbols, length, and its place in the text.

Must not compare anything.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from index.parsing.numerals import han, western_digits
from index.symbols import find_symbols

# Groups of three digits are one number, whatever parts them; so are the digits of a decimal.
NUMBER = re.compile(r"\d{1,3}(?:[ ,.'\N{RIGHT SINGLE QUOTATION MARK}]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
# Chinese numerals of one character are words more often than numbers (一切, 万一).
HAN_NUMBER = re.compile("[〇零一二三四五六七八九十百千]{2,9}")
SPACE = re.compile(r"\s+")

ENDINGS = {
    ":": "colon",
    ";": "semicolon",
    "؛": "semicolon",
    ".": "stop",
    "。": "stop",
    "۔": "stop",
    ",": "comma",
    "،": "comma",
    "、": "comma",
}
CLOSING = "\"'»”’)]」』*"


@dataclass(frozen=True, slots=True)
class VersionUnit:
    """A paragraph of one version.

    Attributes:
        label: its label.
        text: its text.
        section_path: headings above it.
    """

    label: str
    text: str
    section_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What is left of a paragraph when its language is taken away.

    Attributes:
        label: its label.
        length: code points that are no white space, at least 1.
        tokens: numbers ("n:2034") and symbols ("s:cbd/cop/21/14").
        beginning: what should be the same at its start: depth of its label, and whether a
            section begins with it.
        ending: what kind of mark it ends with.
    """

    label: str
    length: int
    tokens: frozenset[str]
    beginning: tuple[int, bool]
    ending: str


def trace_units(units: tuple[VersionUnit, ...]) -> tuple[Trace, ...]:
    """What is left of the paragraphs of one version, in their order.

    A label that recurs is told apart by how often it has occurred, as "3" and "3~2".
    """
    traces: list[Trace] = []
    seen: dict[str, int] = {}
    above: tuple[str, ...] | None = None
    for unit in units:
        seen[unit.label] = count = seen.get(unit.label, 0) + 1
        label = unit.label if count == 1 else f"{unit.label}~{count}"
        folded = western_digits(unicodedata.normalize("NFKC", unit.text))
        traces.append(
            Trace(
                label=label,
                length=max(1, len(SPACE.sub("", folded))),
                tokens=frozenset(_tokens(folded)),
                beginning=(unit.label.count("("), unit.section_path != above),
                ending=_ending(folded),
            )
        )
        above = unit.section_path
    return tuple(traces)


def _tokens(text: str) -> list[str]:
    tokens = []
    rest = []
    end = 0
    for symbol in find_symbols(text):
        tokens.append(f"s:{symbol.normal}")
        rest.append(text[end : symbol.start])
        end = symbol.end
    rest.append(text[end:])
    remaining = " | ".join(rest)
    numbers = [re.sub("[^0-9]", "", number).lstrip("0") for number in NUMBER.findall(remaining)]
    numbers += [str(han(number)) for number in HAN_NUMBER.findall(remaining) if han(number)]
    return [*tokens, *(f"n:{number}" for number in numbers)]


def _ending(text: str) -> str:
    last = text.rstrip().rstrip(CLOSING)[-1:]
    return ENDINGS.get(last, "none")
