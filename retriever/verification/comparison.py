"""From an alignment to what a reader is told: exact or not, and the differences word by word.

What an editor may do is told apart here from what changes the text. Must not look for anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retriever.verification.alignment import Alignment, Step, align, has_stem, is_square
from retriever.verification.bracketing import settled
from retriever.verification.changes import Change, edge_change, elision_change, warnings_of
from retriever.verification.quotation import Quotation, with_literal_brackets
from retriever.verification.source import Source
from retriever.verification.tokens import BROKEN, Token, TokenKind
from retriever.verification.verdict import Difference, DifferenceKind
from retriever.verification.words import word_forms, word_starts

_MOST_WIDENED = 6  # characters by which a difference grows to whole Chinese words


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A span of the text of one of a source's parts."""

    part: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quotation beside the stretch of a source that it fits best.

    Attributes:
        source: the source.
        spans: what of each passage's text is quoted, in order; none where nothing is shared.
        differences: in order, equal runs included.
        warnings: of changes that matter.
        is_exact: whether nothing differs that an editor must keep.
        similarity: 1 where nothing differs, 0 where nothing is shared.
        shared: how many words, numbers or characters both have, in order.
    """

    source: Source
    spans: tuple[TextSpan, ...]
    differences: tuple[Difference, ...]
    warnings: tuple[str, ...]
    is_exact: bool
    similarity: float
    shared: int

    @property
    def is_within(self) -> bool:
        """Whether the source has both ends of the quotation: it does not run over it."""
        kinds = [difference.kind for difference in self.differences]
        return self.is_exact or (bool(kinds) and kinds[0] is kinds[-1] is DifferenceKind.EQUAL)


def compare(quotation: Quotation, source: Source) -> Comparison:
    """Lay a quotation beside a source, its square brackets taken either way, the better one.

    Where the source has square brackets of its own, nobody can tell an editor's from them: words
    in brackets are then the source's or a difference.
    """
    literal = _read(quotation, quotation.literal, source)
    one = literal.comparison()
    if one.is_exact or quotation.edited == quotation.literal:
        return one
    edited = _read(quotation, quotation.edited, source)
    if edited.meets_brackets:
        edited = _read(quotation, with_literal_brackets(quotation), source)
    other = edited.comparison()
    return other if other.is_exact or other.similarity >= one.similarity else one


def _read(quotation: Quotation, quoted: Sequence[Token], source: Source) -> _Reading:
    return _Reading(quotation, quoted, source, align(quoted, source.tokens))


class _Reading:
    """One alignment, read."""

    def __init__(
        self,
        quotation: Quotation,
        quoted: Sequence[Token],
        source: Source,
        alignment: Alignment,
    ) -> None:
        self._quotation = quotation
        self._quoted = quoted
        self._source = source
        self._printed = source.tokens
        brackets = settled(alignment.steps, quoted, self._printed)
        self._steps = brackets.steps
        self._in_place = brackets.in_place
        self._similarity = alignment.similarity
        self._parts = [*self._parts_of_steps()]
        self._kinds = [self._kind(place) for place in range(len(self._steps))]

    @property
    def meets_brackets(self) -> bool:
        """Whether the source has square brackets of its own within or beside what is quoted."""
        printed = [step for step in self._steps if step.printed >= 0]
        if not printed:
            return False
        first, last = printed[0].printed, printed[-1].printed + printed[-1].covered
        return any(map(is_square, self._printed[max(0, first - 1) : last + 1]))

    def comparison(self) -> Comparison:
        """What a reader is told."""
        runs = list(self._runs())
        differences = [one for run in runs for one in self._differences(*run)]
        changes = [self._change(first, last) for kind, first, last in runs if _differs(kind)]
        warnings = [warning for change in changes for warning in warnings_of(change)]
        is_exact = not changes
        for kind, first, _ in runs:
            if kind is DifferenceKind.ELIDED:
                left_out = self._covered(self._steps[first])
                told = elision_change(left_out)
                warnings.extend(told.warnings)
                is_exact = is_exact and not told.is_change
        for before, cut in (self._cut_before(), self._cut_after()):
            if cut is not None:
                warnings.append(cut.warning)
                is_exact = False
                difference = self._cut_difference(cut.token)
                differences.insert(0 if before else len(differences), difference)
        return Comparison(
            source=self._source,
            spans=tuple(self._spans()),
            differences=tuple(differences),
            warnings=tuple(dict.fromkeys(warnings)),
            is_exact=is_exact,
            similarity=1.0 if is_exact else min(self._similarity, _LESS_THAN_ALL),
            shared=self._shared(),
        )

    # What each step is

    def _kind(self, place: int) -> DifferenceKind:
        step = self._steps[place]
        if step.quoted < 0:
            return _if_free(self._printed[step.printed].optional, DifferenceKind.DELETE)
        token = self._quoted[step.quoted]
        if token.kind is TokenKind.GAP:
            return DifferenceKind.ELIDED
        if place in self._in_place:
            return DifferenceKind.REPLACE
        if token.kind is TokenKind.BRACKET and not token.key:
            return DifferenceKind.BRACKETED
        if step.printed < 0:
            free = token.optional or (
                token.kind is TokenKind.POINT and self._is_between_parts(place)
            )
            return _if_free(free, DifferenceKind.INSERT)
        printed = self._printed[step.printed]
        if token.kind is TokenKind.BRACKET:
            fits = has_stem(printed, token.key)
            return DifferenceKind.BRACKETED if fits else DifferenceKind.REPLACE
        return _if_free(self._are_same(token, printed), DifferenceKind.REPLACE)

    def _are_same(self, token: Token, printed: Token) -> bool:
        if token.key != printed.key:
            return (
                token.kind is TokenKind.POINT
                and printed.kind is TokenKind.POINT
                and printed.optional
                and not is_square(token)
            )
        if token.kind is TokenKind.MARK or not self._source.parts[printed.part].is_text:
            return True  # capitals of a heading are a matter of print
        one, other = token.form, printed.form
        if BROKEN in one or BROKEN in other:
            one, other = (form.replace(BROKEN, "").replace("-", "") for form in (one, other))
        if token.edge or printed.edge:
            return one[1:] == other[1:]
        return one == other

    def _is_between_parts(self, place: int) -> bool:
        """Whether a step lies where one part of the source ends and another begins."""
        before = self._parts_printed(self._steps[max(0, place - 4) : place])
        after = self._parts_printed(self._steps[place + 1 : place + 5])
        return bool(before and after) and before[-1] != after[0]

    def _parts_printed(self, steps: Sequence[Step]) -> list[int]:
        """The parts that steps lie in; a bracket that stands for nothing may lie after them all."""
        return [
            self._printed[step.printed].part
            for step in steps
            if 0 <= step.printed < len(self._printed)
        ]

    # Runs of steps of one kind

    def _runs(self) -> Iterator[tuple[DifferenceKind, int, int]]:
        """Kind, first step and the step after the last; what differs by whole words."""
        kinds = list(self._kinds)
        self._widen(kinds)
        first = 0
        for place in range(1, len(kinds) + 1):
            if place == len(kinds) or not self._belong_together(kinds, place):
                yield self._kind_of_run(kinds, first, place), first, place
                first = place

    def _belong_together(self, kinds: Sequence[DifferenceKind], place: int) -> bool:
        one, other = kinds[place - 1], kinds[place]
        if one in _EDITORS or other in _EDITORS:
            return False
        return _differs(one) == _differs(other)

    def _kind_of_run(
        self, kinds: Sequence[DifferenceKind], first: int, last: int
    ) -> DifferenceKind:
        if not _differs(kinds[first]):
            return kinds[first]
        steps = self._steps[first:last]
        if all(step.printed < 0 for step in steps):
            return DifferenceKind.INSERT
        if all(step.quoted < 0 for step in steps):
            return DifferenceKind.DELETE
        return DifferenceKind.REPLACE

    def _widen(self, kinds: list[DifferenceKind]) -> None:
        """Let differences within Chinese words take in the whole words."""
        if not any(token.kind is TokenKind.HAN for token in self._quoted):
            return
        if not any(map(_differs, kinds)):
            return
        quoted_starts = word_starts(self._quoted)
        printed_starts = word_starts(self._printed)

        def inside(place: int) -> bool:
            """Whether a word of either side goes on over the boundary before a step."""
            return any(
                index >= 0 and index not in starts
                for index, starts in (
                    (self._next_index(place, quoted=True), quoted_starts),
                    (self._next_index(place, quoted=False), printed_starts),
                )
            )

        for place in [place for place, kind in enumerate(kinds) if _differs(kind)]:
            for direction in (-1, 1):
                at = place
                for _ in range(_MOST_WIDENED):
                    boundary = at if direction < 0 else at + 1
                    at += direction
                    if not 0 <= at < len(kinds) or kinds[at] in _EDITORS or not inside(boundary):
                        break
                    if not self._is_han(at):
                        break
                    kinds[at] = DifferenceKind.REPLACE

    def _next_index(self, place: int, *, quoted: bool) -> int:
        """Index of the first token of one side from a step on; -1 for none near."""
        for step in self._steps[place : place + _MOST_WIDENED]:
            index = step.quoted if quoted else step.printed
            if index >= 0:
                return index
        return -1

    def _is_han(self, place: int) -> bool:
        step = self._steps[place]
        return (step.quoted < 0 or self._quoted[step.quoted].kind is TokenKind.HAN) and (
            step.printed < 0 or self._printed[step.printed].kind is TokenKind.HAN
        )

    # From runs to differences

    def _parts_of_steps(self) -> Iterator[int]:
        """The part of the source that each step lies in; what is only quoted, where it follows."""
        parts = [
            self._printed[step.printed].part if 0 <= step.printed < len(self._printed) else -1
            for step in self._steps
        ]
        part = next((part for part in parts if part >= 0), -1)
        for own in parts:
            part = own if own >= 0 else part
            yield part

    def _differences(self, kind: DifferenceKind, first: int, last: int) -> Iterator[Difference]:
        """A run as differences: one for each part of the source that it runs over."""
        starts = [first]
        for one, other in pairwise(range(first, last)):
            if self._parts[one] != self._parts[other]:
                starts.append(other)
        for start, end in pairwise([*starts, last]):
            quoted = [
                self._quoted[step.quoted] for step in self._steps[start:end] if step.quoted >= 0
            ]
            printed = [token for step in self._steps[start:end] for token in self._covered(step)]
            if quoted or printed:
                yield self._difference(kind, quoted, printed)

    def _covered(self, step: Step) -> Sequence[Token]:
        if step.printed < 0:
            return ()
        return self._printed[step.printed : step.printed + step.covered]

    def _difference(
        self, kind: DifferenceKind, quoted: Sequence[Token], printed: Sequence[Token]
    ) -> Difference:
        quoted_start, quoted_end = (quoted[0].start, quoted[-1].end) if quoted else (0, 0)
        # An elision may cover several parts: what is shown of it is what stands in the first.
        printed = [token for token in printed if token.part == printed[0].part]
        text, passage_id, printed_start, printed_end = "", "", 0, 0
        if printed:
            part = self._source.parts[printed[0].part]
            passage_id = part.passage.passage_id
            text = part.text[printed[0].start : printed[-1].end]
            if part.is_text:
                printed_start, printed_end = printed[0].start, printed[-1].end
        return Difference(
            kind=kind,
            quoted=self._quotation.text[quoted_start:quoted_end],
            quoted_start=quoted_start,
            quoted_end=quoted_end,
            printed=text,
            printed_start=printed_start,
            printed_end=printed_end,
            passage_id=passage_id,
        )

    def _change(self, first: int, last: int) -> Change:
        steps = self._steps[first:last]
        return Change(
            printed=word_forms(token for step in steps for token in self._covered(step)),
            quoted=word_forms(self._quoted[step.quoted] for step in steps if step.quoted >= 0),
        )

    def _spans(self) -> Iterator[TextSpan]:
        """What of each passage's text is quoted."""
        spans: dict[int, tuple[int, int]] = {}
        for step, kind in zip(self._steps, self._kinds, strict=True):
            if step.printed < 0 or kind is DifferenceKind.ELIDED:
                continue
            for token in self._covered(step):
                if self._source.parts[token.part].is_text and token.kind is not TokenKind.MARK:
                    start, end = spans.get(token.part, (token.start, token.end))
                    spans[token.part] = min(start, token.start), max(end, token.end)
        if not spans:
            yield from self._below_heading()
        for part, (start, end) in sorted(spans.items()):
            yield TextSpan(part, start, end)

    def _below_heading(self) -> Iterator[TextSpan]:
        """Where a heading or label that is quoted alone belongs: at the beginning of a text."""
        first = next((part for part in self._parts if part >= 0), None)
        if first is not None:
            parts = self._source.parts
            text = next(at for at in range(first, len(parts)) if parts[at].is_text)
            yield TextSpan(text, 0, 0)

    def _shared(self) -> int:
        return sum(
            step.quoted >= 0
            and step.printed >= 0
            and self._quoted[step.quoted].is_content
            and self._quoted[step.quoted].key == self._printed[step.printed].key
            for step in self._steps
        )

    # What is cut off at the edges

    def _cut_before(self) -> tuple[bool, _Cut | None]:
        first = next((step for step in self._steps if step.printed >= 0), None)
        if first is None or first.quoted < 0 or first.printed == 0:
            return True, None
        return True, self._cut(first, first.printed - 1, before=True)

    def _cut_after(self) -> tuple[bool, _Cut | None]:
        last = next((step for step in reversed(self._steps) if step.printed >= 0), None)
        if last is None or last.quoted < 0:
            return False, None
        following = last.printed + last.covered
        if following >= len(self._printed):
            return False, None
        return False, self._cut(last, following, before=False)

    def _cut(self, step: Step, place: int, *, before: bool) -> _Cut | None:
        inner = self._printed[step.printed if before else step.printed + step.covered - 1]
        outer = self._printed[place]
        while is_square(outer) and 0 < place < len(self._printed) - 1:
            place += -1 if before else 1  # what a draft has in brackets says as much
            outer = self._printed[place]
        if outer.part != inner.part or outer.optional:
            return None
        warning = edge_change(inner, outer, before=before)
        return None if warning is None else _Cut(outer, warning)

    def _cut_difference(self, token: Token) -> Difference:
        return self._difference(DifferenceKind.DELETE, (), (token,))


@dataclass(frozen=True, slots=True)
class _Cut:
    """A word beside the quoted ones without which they say something else."""

    token: Token
    warning: str


_EDITORS = frozenset({DifferenceKind.ELIDED, DifferenceKind.BRACKETED})
_LESS_THAN_ALL = 0.999


def _differs(kind: DifferenceKind) -> bool:
    return kind is not DifferenceKind.EQUAL and kind not in _EDITORS


def _if_free(free: bool, kind: DifferenceKind) -> DifferenceKind:
    return DifferenceKind.EQUAL if free else kind
