"""What a difference between a quotation and its source means, said in one sentence.

A changed number, a negation lost or won, a weaker modal verb: whoever relies on the quotation is
to be told. Must not align.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retriever.verification.sensitive import Sense, is_negation, negates, sense
from retriever.verification.tokens import Token, TokenKind, words_of


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the source and what the quotation has in their place; either may be empty."""

    printed: tuple[str, ...]
    quoted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElisionChange:
    """What an elision leaves out.

    Attributes:
        is_change: whether it turns the meaning round.
        warnings: one sentence each.
    """

    is_change: bool
    warnings: tuple[str, ...]


_NAMES = {
    Sense.NUMBER: "a number",
    Sense.NEGATION: "a negation",
    Sense.MODAL: "a modal verb",
    Sense.VERB: "an operative verb",
    Sense.LIMIT: "a limit",
}
_DIFFERS = {
    Sense.NUMBER: "a number differs",
    Sense.NEGATION: "a negation differs",
    Sense.MODAL: "modal strength changed",
    Sense.VERB: "the operative verb changed",
    Sense.LIMIT: "a limit changed",
}
_MOST_COMPARED = 12  # words of a run that are compared one with another

SHORT_ELISION = 4
"""Words: an elision of no more than these that leaves out a negation hides it."""

_AUXILIARIES = words_of(
    """
    is are was were be been do does did has have had est sont était étaient a ont
    """
)


def warnings_of(change: Change) -> Iterator[str]:
    """What is to be said of a change, if anything."""
    for kind in Sense:
        printed, quoted = _only(kind, change.printed, change.quoted)
        if kind is Sense.NEGATION and not (printed or quoted):
            yield from _hidden_negations(change)
        elif printed and quoted:
            if kind is not Sense.NEGATION or len(printed) != len(quoted):
                yield f"{_DIFFERS[kind]}: {' '.join(printed)} → {' '.join(quoted)}"
        elif printed and kind is not Sense.VERB:
            yield f"{_NAMES[kind]} is missing: {' '.join(printed)}"
        elif quoted and kind is not Sense.VERB:
            yield f"{_NAMES[kind]} was added: {' '.join(quoted)}"


def _hidden_negations(change: Change) -> Iterator[str]:
    """Negations within words: legal and illegal, 同 and 不同, 仅 and 不仅."""
    told = False
    for one in change.printed[:_MOST_COMPARED]:
        for other in change.quoted[:_MOST_COMPARED]:
            if negates(one, other):
                told = True
                what = "is missing" if len(one) > len(other) else "was added"
                yield f"a negation {what}: {one} → {other}"
    if not told:
        # However the words were cut, a character that denies is gone or new.
        printed, quoted = map(_denying_characters, (change.printed, change.quoted))
        for what, left in (("is missing", printed - quoted), ("was added", quoted - printed)):
            if left:
                yield f"a negation {what}: {' '.join(sorted(left.elements()))}"


def _denying_characters(words: Sequence[str]) -> Counter[str]:
    return Counter(char for word in words for char in word if char in "不没未无無勿毋莫")


def _only(
    kind: Sense, printed: Sequence[str], quoted: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a kind that only one side has, in order."""
    one = [word for word in printed if sense(word) is kind]
    other = [word for word in quoted if sense(word) is kind]
    shared = Counter(map(str.casefold, one)) & Counter(map(str.casefold, other))
    return _without(one, shared), _without(other, shared)


def _without(words: Sequence[str], shared: Counter[str]) -> tuple[str, ...]:
    left = shared.copy()
    kept = []
    for word in words:
        key = word.casefold()
        if left[key] > 0:
            left[key] -= 1
        else:
            kept.append(word)
    return tuple(kept)


def elision_change(left_out: Sequence[Token]) -> ElisionChange:
    """What leaving words out under a mark of elision does.

    A negation right beside what is quoted, or alone under the mark, is no editor's to leave out.
    """
    words = [token for token in left_out if token.is_content and not token.optional]
    negations = [token.form for token in words if is_negation(token)]
    if not negations:
        return ElisionChange(is_change=False, warnings=())
    beside = len(words) <= SHORT_ELISION or is_negation(words[0]) or is_negation(words[-1])
    return ElisionChange(
        is_change=beside,
        warnings=(f"the elision leaves out a negation: {' '.join(negations)}",),
    )


def edge_change(inner: Token, outer: Token, *, before: bool) -> str | None:
    """What cutting a text off at an edge of the quotation does to it, if anything.

    Args:
        inner: the first or last token of the source that is quoted.
        outer: the one beside it that is not.
        before: whether it stands before.
    """
    if not outer.is_content:
        return None
    if is_negation(outer) and (before or _awaits_negation(inner)):
        side = "before" if before else "after"
        return f"a negation is missing: {outer.form} stands right {side} the words quoted"
    if _is_number(inner) and _is_number(outer) and not _are_figures(inner, outer):
        return f"a number is cut: {outer.form} belongs to {inner.form}"
    return None


def _awaits_negation(token: Token) -> bool:
    key = token.key
    return sense(token.form) is Sense.MODAL or key in _AUXILIARIES or key == "以"


def _is_number(token: Token) -> bool:
    return token.kind is TokenKind.NUMBER or sense(token.form) is Sense.NUMBER


def _are_figures(one: Token, other: Token) -> bool:
    return one.kind is TokenKind.NUMBER and other.kind is TokenKind.NUMBER
