"""Tokens as words: Chinese characters joined into theirs, punctuation left out.

Must not align or judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from index.analysis.chinese import chinese_words
from retriever.verification.tokens import Token, TokenKind


def word_forms(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The words of a run, Chinese characters joined into theirs; an editor's words among them."""
    run = [token for token in tokens if token.kind is not TokenKind.MARK]
    found: list[str] = []
    done = 0
    for first, last in _han_runs(run):
        found.extend(_others(run[done:first]))
        found.extend(chinese_words("".join(token.key for token in run[first:last])))
        done = last
    found.extend(_others(run[done:]))
    return tuple(found)


def _others(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.kind is TokenKind.BRACKET:
            yield from token.form.split()
        elif token.is_content:
            yield token.form


def word_starts(tokens: Sequence[Token]) -> Set[int]:
    """Indices of tokens that begin a word: all but the later characters of Chinese ones."""
    starts = set(range(len(tokens)))
    for first, last in _han_runs(tokens):
        place = first
        starts.difference_update(range(first, last))
        for word in chinese_words("".join(token.key for token in tokens[first:last])):
            starts.add(place)
            place += len(word)
    return starts


def _han_runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    first = 0
    for place in range(len(tokens) + 1):
        han = place < len(tokens) and tokens[place].kind is TokenKind.HAN
        if not han or tokens[place].part != tokens[first].part:
            if first < place:
                yield first, place
            first = place if han else place + 1
