"""What a quotation is laid beside: a passage, with what stands around it and governs it.

A quotation may join a chapeau and its sub-paragraph, paragraphs that follow one another, or a
heading and its first paragraph. Fetches a few neighbours by row, never a whole document. Must not
compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.errors import PassageNotFound
from index.model import Passage, PassageKind
from index.snapshot import Snapshot
from retriever.verification.tokens import Token, TokenKind, tokenize

MOST_NEIGHBOURS = 400
"""Passages before and after: as many as the longest quotation of short ones can span."""

_NEIGHBOURS_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a source's text.

    Attributes:
        passage: the passage whose text it is; for a heading or label the one it stands before.
        is_text: whether it is the passage's text.
        text: the run.
    """

    passage: Passage
    is_text: bool
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Parts one after the other, and their tokens."""

    parts: tuple[Part, ...]
    tokens: tuple[Token, ...]


def source_of(passages: Sequence[Passage], *, with_headings: bool = True) -> Source:
    """Passages as they are read one after the other: headings and labels among them.

    Headings and labels may be left out by who quotes, and so may marks of footnotes.

    Args:
        passages: in order.
        with_headings: whether the headings above them are among the parts.
    """
    parts: list[Part] = []
    headings: tuple[str, ...] = ()
    for passage in passages:
        new = _new_headings(headings, passage.section_path) if with_headings else ()
        headings = passage.section_path
        parts.extend(Part(passage, is_text=False, text=text) for text in new)
        if passage.printed_label:
            parts.append(Part(passage, is_text=False, text=passage.printed_label))
        parts.append(Part(passage, is_text=True, text=passage.text))
    tokens = [token for number, part in enumerate(parts) for token in _tokens(part, number)]
    return Source(tuple(parts), tuple(tokens))


def _new_headings(before: tuple[str, ...], path: tuple[str, ...]) -> tuple[str, ...]:
    """The headings between two passages: those of the second below what they share."""
    shared = 0
    while shared < min(len(before), len(path)) and before[shared] == path[shared]:
        shared += 1
    return path[shared:]


def _tokens(part: Part, number: int) -> Iterator[Token]:
    tokens = tokenize(part.text, part.passage.lang)
    if not part.is_text:
        yield from (replace(token, optional=True, edge=True, part=number) for token in tokens)
        return
    words = [place for place, token in enumerate(tokens) if token.is_content]
    last = words[-1] if words else -1
    notes = _note_tokens(part.passage, number)
    note = next(notes, None)
    for place, token in enumerate(tokens):
        while note is not None and note.start <= token.start:
            yield note
            note = next(notes, None)
        # How a part ends is settled by what follows it: "; and", ".", ":".
        yield replace(
            token,
            part=number,
            edge=token.edge or place == (words[0] if words else 0),
            optional=token.optional or (place > last and token.kind is TokenKind.POINT),
        )
    yield from ([note, *notes] if note is not None else ())


def _note_tokens(passage: Passage, number: int) -> Iterator[Token]:
    """The marks of footnotes, where they stood: a quotation may have kept them."""
    for reference in sorted(passage.footnote_refs, key=lambda one: one.offset):
        at = reference.offset
        yield Token(
            at, at, reference.number, reference.number, TokenKind.MARK, optional=True, part=number
        )


# What stands around a passage


def surroundings(snapshot: Snapshot, passage: Passage, length: int) -> list[Source]:
    """The sources beyond a passage itself that a quotation from it may run over.

    Args:
        snapshot: where the passage stands.
        passage: the passage.
        length: code points of the quotation.

    Returns:
        The passage below what governs it, the passage with its sub-paragraphs, then the passages
        among which it stands, in order: enough of them before and after for the whole quotation.
    """
    sources = []
    governing = _governing(snapshot, passage)
    if governing:
        sources.append(source_of([*governing, passage]))
    within = [passage, *_sub_paragraphs(snapshot, passage)]
    if len(within) > 1:
        sources.append(source_of(within))
    around = neighbours(snapshot, passage, length)
    if len(around) > 1 or passage.section_path:
        sources.append(source_of(around))
    return sources


def _governing(snapshot: Snapshot, passage: Passage) -> list[Passage]:
    """The passages that govern one, outermost first."""
    governing: list[Passage] = []
    seen = {passage.label}
    current = passage
    while current.parent and current.parent not in seen:
        seen.add(current.parent)
        try:
            row_id = snapshot.row_id(f"{passage.document_id}:{current.parent}")
        except PassageNotFound:
            break
        (current,) = snapshot.passages([row_id])
        governing.insert(0, current)
    return governing


def _sub_paragraphs(snapshot: Snapshot, passage: Passage) -> list[Passage]:
    """The passages that follow one and are a part of it."""
    position = int(np.searchsorted(snapshot.row_ids, snapshot.row_id(passage.passage_id)))
    found: list[Passage] = []
    for other in _following(snapshot, passage, range(position + 1, len(snapshot.row_ids))):
        if not is_part_of(other, passage):
            break
        found.append(other)
    return found


def is_part_of(inner: Passage, outer: Passage) -> bool:
    """Whether one passage is another or a sub-paragraph of it."""
    return inner.document_id == outer.document_id and (
        inner.label == outer.label or inner.label.startswith((f"{outer.label}(", f"{outer.label}/"))
    )


def neighbours(snapshot: Snapshot, passage: Passage, length: int) -> list[Passage]:
    """A passage with those before and after it, in order, until each side has `length` code points.

    Records of a corpus stand in no order unless they are paragraphs of one work.
    """
    position = int(np.searchsorted(snapshot.row_ids, snapshot.row_id(passage.passage_id)))
    before = _reached(snapshot, passage, range(position - 1, -1, -1), length)
    after = _reached(snapshot, passage, range(position + 1, len(snapshot.row_ids)), length)
    return [*reversed(before), passage, *after]


def _reached(
    snapshot: Snapshot, passage: Passage, positions: Sequence[int], length: int
) -> list[Passage]:
    """Passages in one direction, the nearest first, until they have `length` code points."""
    reached: list[Passage] = []
    total = 0
    for other in _following(snapshot, passage, positions):
        if total > length:
            break
        reached.append(other)
        total += len(other.text)
    return reached


def _following(snapshot: Snapshot, passage: Passage, positions: Sequence[int]) -> Iterator[Passage]:
    """The passages next to one in one direction, as long as they stand in one text."""
    last = passage
    for first in range(0, min(len(positions), MOST_NEIGHBOURS), _NEIGHBOURS_AT_ONCE):
        rows = [int(snapshot.row_ids[at]) for at in positions[first : first + _NEIGHBOURS_AT_ONCE]]
        for other in snapshot.passages(rows):
            if not _continues(last, other):
                return
            yield other
            last = other


def _continues(one: Passage, other: Passage) -> bool:
    """Whether two passages stand next to each other in one text."""
    if one.document_id != other.document_id or abs(one.ordinal - other.ordinal) != 1:
        return False
    if one.kind is not PassageKind.RECORD and other.kind is not PassageKind.RECORD:
        return True
    symbol = one.metadata.get("symbol")
    return symbol is not None and symbol == other.metadata.get("symbol")


def in_order(passages: Iterable[Passage]) -> list[Passage]:
    """Passages of one document, each once, as they stand there."""
    return sorted(
        {passage.passage_id: passage for passage in passages}.values(),
        key=lambda passage: passage.ordinal,
    )
