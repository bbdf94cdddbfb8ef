"""What became of a text's words in a later text of the same language, run by run.

The alignment is that of the quotation check, where the later text is taken for a quotation of the
earlier one: what an editor may change without a word is no difference. Must not name the step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index.model import Passage
from retriever.lineage.model import Operation, OperationKind
from retriever.lineage.refining import Words
from retriever.verification.comparison import Comparison, compare
from retriever.verification.quotation import Quotation, quoted_tokens
from retriever.verification.source import source_of
from retriever.verification.tokens import Token
from retriever.verification.verdict import Difference, DifferenceKind


@dataclass(frozen=True, slots=True)
class WordDifference:
    """Two texts word by word.

    Attributes:
        operations: in order, equal runs included; between them they hold every word of both.
        notes: changes that matter (a number, a negation, a modal verb), one sentence each.
    """

    operations: tuple[Operation, ...]
    notes: tuple[str, ...]

    @property
    def changes(self) -> tuple[Operation, ...]:
        """What is not the same."""
        return tuple(one for one in self.operations if one.kind is not OperationKind.EQUAL)


def word_difference(before: Passage, after: Passage) -> WordDifference:
    """Lay a later paragraph beside an earlier one of the same language."""
    tokens, _ = quoted_tokens(after.text, after.lang)
    if not any(token.is_content for token in tokens):
        return _everything(before, after)
    source = source_of([replace(before, section_path=(), printed_label="")])
    found = compare(Quotation(after.text, after.lang, tokens, tokens), source)
    if not found.spans:
        return _everything(before, after)
    middle = [_operation(one) for one in found.differences]
    words = Words(found.source.tokens, tokens)
    operations = (
        finer for one in _placed(_with_edges(found, middle)) for finer in words.refined(one)
    )
    return WordDifference(tuple(operations), found.warnings)


_KINDS = {
    DifferenceKind.EQUAL: OperationKind.EQUAL,
    DifferenceKind.INSERT: OperationKind.INSERT,
    DifferenceKind.DELETE: OperationKind.DELETE,
    DifferenceKind.REPLACE: OperationKind.REPLACE,
    DifferenceKind.ELIDED: OperationKind.REPLACE,
    DifferenceKind.BRACKETED: OperationKind.REPLACE,
}


def _operation(difference: Difference) -> Operation:
    return Operation(
        _KINDS[difference.kind],
        difference.printed_start,
        difference.printed_end,
        difference.quoted_start,
        difference.quoted_end,
    )


def _with_edges(found: Comparison, middle: list[Operation]) -> Iterator[Operation]:
    """The operations, with the words of the earlier text that stand before and after them."""
    covered = [one for one in middle if one.before_end > one.before_start]
    first = min(one.before_start for one in covered)
    last = max(one.before_end for one in covered)
    words = [token for token in found.source.tokens if token.is_content]
    yield from _deleted([token for token in words if token.end <= first])
    yield from middle
    yield from _deleted([token for token in words if token.start >= last])


def _deleted(tokens: list[Token]) -> Iterator[Operation]:
    if tokens:
        yield Operation(OperationKind.DELETE, tokens[0].start, tokens[-1].end, 0, 0)


def _placed(operations: Iterable[Operation]) -> Iterator[Operation]:
    """The operations, neighbouring changes made one; an empty run stands where it is missing.

    A lone sign between two changes waits in `held` until what follows shows whether it is part of
    a number that changed.
    """
    run: list[Operation] = []
    held: list[Operation] = []
    before = after = 0
    for one in operations:
        if one.kind is OperationKind.INSERT:
            one = replace(one, before_start=before, before_end=before)
        elif one.kind is OperationKind.DELETE:
            one = replace(one, after_start=after, after_end=after)
        if one.kind is OperationKind.EQUAL:
            if run and not held and one.after_end - one.after_start == 1:
                held = [one]
            else:
                yield from (*_joined(run), *held, one)
                run, held = [], []
        elif held and not _touch(run[-1], held[0], one):
            yield from (*_joined(run), *held)
            run, held = [one], []
        else:
            run, held = [*run, *held, one], []
        before, after = one.before_end, one.after_end
    yield from (*_joined(run), *held)


def _touch(one: Operation, sign: Operation, other: Operation) -> bool:
    """Whether a sign stands between two changes without a space: "18/14" → "19/11"."""
    return (one.before_end, sign.before_end) == (sign.before_start, other.before_start) and (
        one.after_end,
        sign.after_end,
    ) == (sign.after_start, other.after_start)


def _joined(run: list[Operation]) -> Iterator[Operation]:
    """Changes next to each other as one."""
    if not run:
        return
    gone = [(one.before_start, one.before_end) for one in run if one.before_end > one.before_start]
    new = [(one.after_start, one.after_end) for one in run if one.after_end > one.after_start]
    kind = OperationKind.REPLACE
    if not gone or not new:
        kind = OperationKind.DELETE if gone else OperationKind.INSERT
    before = (gone[0][0], gone[-1][1]) if gone else (run[0].before_start,) * 2
    after = (new[0][0], new[-1][1]) if new else (run[0].after_start,) * 2
    yield Operation(kind, *before, *after)


def _everything(before: Passage, after: Passage) -> WordDifference:
    whole = Operation(OperationKind.REPLACE, 0, len(before.text), 0, len(after.text))
    return WordDifference((whole,), ())
