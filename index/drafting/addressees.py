"""Whom a paragraph addresses, in six languages: Parties, the Executive Secretary, donors.

The table `addressees.tsv` holds their names. Must not decide what is asked of them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from index.drafting.folding import fold


@dataclass(frozen=True, slots=True)
class AddresseeMention:
    """An addressee as it stands in a text.

    Attributes:
        key: its name, the same in every language: "parties", "executive-secretary".
        start: code points into the text.
        end: exclusive.
    """

    key: str
    start: int
    end: int


def find_addressees(text: str, lang: str) -> tuple[AddresseeMention, ...]:
    """Everyone that a text names who can be addressed, in order, without overlap.

    Args:
        text: the words behind a verb.
        lang: BCP 47 tag; names in other languages are not looked for.
    """
    names = _names(lang.partition("-")[0])
    if names is None:
        return ()
    folded = fold(text)
    return tuple(
        AddresseeMention(
            names.key_of[match[0]],
            folded.origins[match.start()],
            folded.origins[match.end() - 1] + 1,
        )
        for match in names.pattern.finditer(folded.text)
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one language: one pattern, the longest first, and whose each name is."""

    pattern: re.Pattern[str]
    key_of: Mapping[str, str]


@lru_cache(maxsize=8)
def _names(lang: str) -> _Names | None:
    table = files("index.drafting").joinpath("addressees.tsv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    key_of = {
        fold(name.strip()).text: row["key"]
        for row in rows
        for name in row.get(lang, "").split("|")
        if name.strip()
    }
    if not key_of:
        return None
    alternatives = "|".join(map(re.escape, sorted(key_of, key=len, reverse=True)))
    edges = ("", "") if lang in ("zh", "ar") else (r"(?<!\w)", r"(?!\w)")
    return _Names(re.compile(f"{edges[0]}(?:{alternatives}){edges[1]}"), key_of)
