"""Bullets of a pasted list: letters where they are the points of a paragraph, else nothing.

A bullet says no more than a letter would, but a letter can be spoken of. Must not split a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.parsing.numerals import to_letter, to_roman

_BULLET = re.compile(
    r"^[ \t\u00a0\u3000]*(?P<sign>[•·▪●○◦‣⁃■□\uf0b7\uf0a7\uf0d8§](?=.)|[o*–—-](?=[ \t\u00a0]))"
    r"[ \t\u00a0]*",
    re.MULTILINE,
)
_ANNOUNCES = (":", "：")
_ENDS = re.compile(r"[;；؛.。,，،:：!?؟][\"'”’»）)\]]*(?:\s(?:and|or|et|ou|y|o|и|или|و|和))?$")


def without_bullets(text: str) -> str:
    """The text without the bullets at the beginnings of its lines."""
    return _BULLET.sub("", text)


def with_letters(lines: Sequence[str]) -> Iterator[str]:
    """The lines; bullets below what ends with a colon become (a), (b), those of these (i), (ii).

    All other bullets go.
    """
    signs: list[str] = []  # of the lists that are open, the outer first
    counts: list[int] = []
    above = ""
    for line in lines:
        found = _BULLET.match(line)
        words = without_bullets(line)
        if found is None:
            if signs and line.strip() and _ENDS.search(above):
                signs, counts = [], []
                yield ""  # the list ends here
        elif signs or above.endswith(_ANNOUNCES):
            sign = found["sign"]
            if sign in signs:
                depth = signs.index(sign)
                del signs[depth + 1 :], counts[depth + 1 :]
            else:
                signs.append(sign)
                counts.append(0)
            counts[-1] += 1
            words = f"{_letter(len(signs), counts[-1])} {words}"
        above = line.strip() or above
        yield words


def _letter(depth: int, place: int) -> str:
    return f"({to_letter(place)})" if depth % 2 else f"({to_roman(place)})"
