"""Hyphens at line ends: taken away where they only divide a word, kept where the word has one.

The document itself decides, by the words that it uses elsewhere. Must not know any language's
rules of hyphenation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.parsing.lines import SOFT_HYPHEN, glue

_DIVIDED = re.compile(r"(?P<head>[^\W\d_]+)[-\u2010]$")
_TAIL = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LONGEST_WORD = 60
_FEWEST_PROOFS = 2


class Joiner:
    """Joins the lines of a paragraph.

    Args:
        paragraphs: the lines of every paragraph of the document, from which it learns the words.
    """

    def __init__(self, paragraphs: Iterable[Sequence[str]]) -> None:
        self._words: set[str] = set()
        divisions: set[tuple[str, str]] = set()
        for lines in paragraphs:
            for place, line in enumerate(lines):
                divided = self._learn(line, first=place == 0, last=place + 1 == len(lines))
                if divided and place + 1 < len(lines) and (tail := _tail(lines[place + 1])):
                    divisions.add((divided, tail))
        proofs = [self._is_proved(head, tail) for head, tail in divisions]
        self._divides = proofs.count(True) >= max(_FEWEST_PROOFS, proofs.count(False) + 1)

    def _learn(self, line: str, *, first: bool, last: bool) -> str:
        """Takes in the whole words of a line; returns the part of a word before a last hyphen."""
        words = [found[0].casefold() for found in _WORD.finditer(line)]
        divided = "" if last else _head(line)
        whole = words[:-1] if divided else words
        skipped = 0 if first or not whole else 1
        self._words.update(word for word in whole[skipped:] if len(word) <= _LONGEST_WORD)
        return divided

    def _is_proved(self, head: str, tail: str) -> bool | None:
        """Whether the word is known undivided (True), with a hyphen (False), or not at all."""
        if f"{head}-{tail}" in self._words:
            return False
        return True if head + tail in self._words else None

    def _is_division(self, head: str, tail: str) -> bool:
        proof = self._is_proved(head, tail)
        if proof is not None:
            return proof
        both_words = head in self._words and tail in self._words
        return self._divides and not both_words

    def joined(self, lines: Sequence[str]) -> str:
        """The text of a paragraph."""
        parts: list[str] = []
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            head, tail = _head(line), _tail(following)
            soft = following and line.endswith(SOFT_HYPHEN)
            if soft or (head and tail and self._is_division(head, tail)):
                parts.append(line[:-1])
            else:
                parts.append(line + glue(line, following))
        return "".join(parts)


def _head(line: str) -> str:
    """The part of a word that a line ends with, before a hyphen."""
    found = _DIVIDED.search(line[-_LONGEST_WORD:])
    return found["head"].casefold() if found else ""


def _tail(line: str) -> str:
    """The rest of a word that a line begins with, where its letter is a small one."""
    found = _TAIL.match(line[:_LONGEST_WORD])
    return found[0] if found and found[0].islower() else ""
