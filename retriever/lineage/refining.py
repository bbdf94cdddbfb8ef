"""Parts a replaced run of words at those that both texts have. Must not align whole texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from retriever.lineage.model import Operation, OperationKind
from retriever.verification.tokens import Token, TokenKind

_LONGEST_REFINED = 200  # words: what is found costs the square of this
_SHORTEST_TELLING = 4  # letters of a word that is no coincidence: not "of", "the", "and"


class Words:
    """The words of both texts, to find in a replaced run those that stayed.

    A comparison made for quotations begins where the two begin to agree: before that, and between
    runs, it may have passed over a word that both have.

    Args:
        before: tokens of the earlier text.
        after: tokens of the later one.
    """

    def __init__(self, before: Sequence[Token], after: Sequence[Token]) -> None:
        self._before, self._after = before, after

    def refined(self, one: Operation) -> Iterator[Operation]:
        """A replaced run parted at the words that both sides have in one order."""
        before = _within(self._before, one.before_start, one.before_end)
        after = _within(self._after, one.after_start, one.after_end)
        if (
            one.kind is not OperationKind.REPLACE
            or max(len(before), len(after)) > _LONGEST_REFINED
            # Chinese words are cut by the comparison; single characters would break them.
            or any(token.kind is TokenKind.HAN for token in (*before, *after))
        ):
            yield one
            return
        matcher = SequenceMatcher(
            None, [token.key for token in before], [token.key for token in after], autojunk=False
        )
        done_before = done_after = 0
        for at_before, at_after, size in matcher.get_matching_blocks():
            same = before[at_before : at_before + size]
            if size and all(len(token.key) < _SHORTEST_TELLING for token in same):
                continue
            yield from _replaced(before[done_before:at_before], after[done_after:at_after], one)
            if size:
                there = after[at_after : at_after + size]
                spans = (same[0].start, same[-1].end, there[0].start, there[-1].end)
                yield Operation(OperationKind.EQUAL, *spans)
                one = replace(one, before_start=same[-1].end, after_start=there[-1].end)
            done_before, done_after = at_before + size, at_after + size


def _within(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    return [token for token in tokens if start <= token.start and token.end <= end]


def _replaced(before: list[Token], after: list[Token], within: Operation) -> Iterator[Operation]:
    """What became of some words: replaced, deleted or inserted; nothing where there are none."""
    if not before and not after:
        return
    kind = OperationKind.REPLACE
    if not before or not after:
        kind = OperationKind.DELETE if before else OperationKind.INSERT
    gone = (before[0].start, before[-1].end) if before else (within.before_start,) * 2
    new = (after[0].start, after[-1].end) if after else (within.after_start,) * 2
    yield Operation(kind, *gone, *new)
