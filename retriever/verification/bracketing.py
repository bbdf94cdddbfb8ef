"""What an editor's words in square brackets stand for: nothing, or words of the source.

Words put in are no change, nor is a pronoun explained. Words in place of others are one, and at an
edge of what is quoted only the source tells the two apart. Must not align.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.analysis.chinese import HAN
from retriever.verification.alignment import BRACKET_REACH, Step, is_square
from retriever.verification.sensitive import Sense, sense
from retriever.verification.tokens import Token, TokenKind, words_of
from retriever.verification.words import word_forms, word_starts

_HAN_WORD = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Settled:
    """An alignment in which every bracket has what it stands for.

    Attributes:
        steps: as aligned, but that a bracket at an edge covers the words it stands in place of.
        in_place: places of the steps of brackets that change the text.
    """

    steps: tuple[Step, ...]
    in_place: frozenset[int]


def settled(steps: Sequence[Step], quoted: Sequence[Token], printed: Sequence[Token]) -> Settled:
    """Settle what each bracket of a quotation stands for.

    A bracket at an edge, or beside an elision, is an addition only where the source ends there or
    has a comma or the like; else it stands in place of the words that follow or precede there.
    """
    return _Settling(steps, quoted, printed).settled()


_PAUSES = {1: frozenset(".,;:!?)…"), -1: frozenset(".,;:!?(…¿¡")}  # after and before
_REMARKS = words_of("sic так كذا 原文如此")  # they stand for nothing
_PRONOUNS = words_of(
    """
    i you he she it we they him her us them his its our your their this that these those such the a
    an who which whom
    je tu il elle on nous vous ils elles lui leur leurs son sa ses notre nos votre vos ce cet cette
    ces celui celle ceux celles le la les l' un une qui
    yo él ella ello nosotros ustedes ellos ellas su sus nuestro nuestra este esta esto estos estas
    ese esa eso esos esas dicho dicha dichos dichas tal tales el los las lo un una que
    я он она оно мы вы они его ее её их ему ей им него нее неё них наш наша наше наши этот эта это
    эти тот та те такой такая такое такие который которая которое которые
    هو هي هم هما نحن هذا هذه هؤلاء ذلك تلك أولئك الذي التي الذين
    他 她 它 他们 她们 它们 我们 你们 其 该 此 这 这些 那 那些 本 上述
    """
)


class _Settling:
    """The steps of one alignment, as they are settled."""

    def __init__(
        self, steps: Sequence[Step], quoted: Sequence[Token], printed: Sequence[Token]
    ) -> None:
        self._steps = list(steps)
        self._quoted = quoted
        self._printed = printed

    def settled(self) -> Settled:
        """The steps, and which brackets change the text."""
        in_place: set[int] = set()
        for first, last in self._chains():
            before = self._is_edge(first - 1) and self._settle(range(last - 1, first - 1, -1), -1)
            if not before and self._is_edge(last):
                self._settle(range(first, last), 1)
            at_edge = self._is_edge(first - 1) or self._is_edge(last)
            in_place.update(
                place for place in range(first, last) if self._changes(self._steps[place], at_edge)
            )
        return Settled(tuple(self._steps), frozenset(in_place))

    def _chains(self) -> Iterator[tuple[int, int]]:
        """Brackets that follow one another: the first step and the step after the last."""
        first = -1
        for place in range(len(self._steps) + 1):
            if place < len(self._steps) and self._is_of(place, TokenKind.BRACKET):
                first = place if first < 0 else first
            elif first >= 0:
                yield first, place
                first = -1

    def _is_of(self, place: int, kind: TokenKind) -> bool:
        quoted = self._steps[place].quoted
        return quoted >= 0 and self._quoted[quoted].kind is kind and not self._quoted[quoted].key

    def _is_edge(self, place: int) -> bool:
        """Whether a step beside a bracket is an elision, or there is none."""
        return not 0 <= place < len(self._steps) or self._is_of(place, TokenKind.GAP)

    def _settle(self, places: range, direction: int) -> bool:
        """Give brackets, the one beside quoted words first, the words they stand in place of.

        Returns:
            Whether there were any.
        """
        edge = self._steps[places[0]].printed
        outer = places[-1] + direction
        limit = len(self._printed) if direction > 0 else 0
        gap = self._steps[outer] if 0 <= outer < len(self._steps) else None
        covered = sum(self._steps[place].covered for place in places)
        if edge < 0 or (gap is not None and gap.printed < 0):
            return False  # too long to be aligned
        if covered and (gap is None or direction < 0):
            return False
        if gap is not None and covered:  # the elision's, were the bracket not before it
            gap = replace(gap, printed=edge, covered=covered + gap.covered)
        if gap is not None:
            limit = gap.printed + (gap.covered if direction > 0 else 0)
        at = edge
        for place in places:
            step = self._steps[place]
            to = self._reach(self._quoted[step.quoted], at, limit, direction)
            self._steps[place] = replace(step, printed=min(at, to), covered=abs(to - at))
            at = to
        if gap is not None:
            first, last = (at, limit) if direction > 0 else (limit, at)
            self._steps[outer] = replace(gap, printed=first, covered=last - first)
        return at != edge

    def _reach(self, bracket: Token, at: int, limit: int, direction: int) -> int:
        """How far the words go that a bracket at an edge stands in place of; `at` for none."""
        if _is_remark(bracket):
            return at
        wanted = sum(len(word) if _HAN_WORD.match(word) else 1 for word in bracket.form.split())
        beside = at - 1 if direction > 0 else at
        if not 0 <= beside < len(self._printed):
            return at
        inner = self._printed[beside].part
        reached, found = at, 0
        indices = range(at, limit) if direction > 0 else range(at - 1, limit - 1, -1)
        for index in indices[:BRACKET_REACH]:
            token = self._printed[index]
            if token.part != inner or found >= wanted:
                break
            if token.kind is TokenKind.MARK:
                continue
            if token.kind is TokenKind.POINT and not (is_square(token) and not found):
                if found or (token.key in _PAUSES[direction] and not bracket.optional):
                    break
                continue
            if bracket.optional and not is_square(token) and not _is_number(token):
                break  # a note stands in place of nothing but another number
            found += token.is_content
            reached = index + 1 if direction > 0 else index
        return self._whole(reached, at, limit)

    def _whole(self, reached: int, at: int, limit: int) -> int:
        """To the end of the Chinese word in which a bracket's reach ends."""
        if reached == at or self._printed[min(reached, at)].kind is not TokenKind.HAN:
            return reached
        if reached > at:
            last = min(reached + BRACKET_REACH, limit)
            starts = word_starts(self._printed[at:last])
            while reached < last and reached - at not in starts:
                reached += 1
        else:
            first = max(reached - BRACKET_REACH, limit)
            starts = word_starts(self._printed[first:at])
            while reached > first and reached - first not in starts:
                reached -= 1
        return reached

    def _changes(self, step: Step, at_edge: bool) -> bool:
        """Whether a bracket says something else than what it stands for."""
        if step.printed < 0:
            return False
        covered = self._printed[step.printed : step.printed + step.covered]
        printed = _folded(word_forms(token for token in covered if not token.optional))
        bracket = self._quoted[step.quoted]
        put_in = _folded(bracket.form.split())
        if not printed or printed == put_in:
            return any(map(is_square, covered))
        if at_edge or _is_remark(bracket) or any(map(sense, printed)):
            return True
        return not (_PRONOUNS.issuperset(printed) or _PRONOUNS.issuperset(put_in))


def _is_remark(bracket: Token) -> bool:
    return "".join(bracket.form.split()).casefold() in _REMARKS


def _is_number(token: Token) -> bool:
    return token.kind is TokenKind.NUMBER or sense(token.form) is Sense.NUMBER


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)
