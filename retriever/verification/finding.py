"""Where a quotation stands: in given passages, around them, or anywhere in the collection.

Must not judge what it means that a quotation stands there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from index.model import Passage
from index.snapshot import Snapshot
from retriever.verification.candidates import CANDIDATES, candidates
from retriever.verification.comparison import Comparison, compare
from retriever.verification.quotation import Quotation
from retriever.verification.source import Source, in_order, is_part_of, source_of, surroundings

LEAST_OVERLAP = 0.25
"""Share of a quotation's words that a source must hold, in any order, to be compared."""

_AROUND = 3  # candidates around which a quotation is looked for that none holds alone
_SLACK = 0.1  # by which a similarity may exceed the overlap, punctuation counting in the one only
_LONG = 1_000  # tokens from which fewer candidates are compared
_CANDIDATES_OF_LONG = 6


class Finder:
    """Looks for one quotation in one snapshot."""

    def __init__(self, snapshot: Snapshot, quotation: Quotation) -> None:
        self._snapshot = snapshot
        self._quotation = quotation
        self._words = Counter(token.key for token in quotation.content)

    def among(self, passages: Sequence[Passage]) -> Comparison | None:
        """The best comparison with passages that belong together, or with what runs over them.

        Their sub-paragraphs are a part of them. None where they share too few words with the
        quotation.
        """
        best = self._best_of(map(_alone, passages))
        if best is not None and best.is_exact:
            return best
        if len(passages) == 1 and best is not None and best.is_within:
            return best
        for group in _by_document(passages):
            sources = [source_of(group)] if len(group) > 1 else []
            for passage in {one.passage_id: one for one in (group[0], group[-1])}.values():
                sources += self._around(passage)
            around = self._best_of(sources)
            if around is not None and _runs_over(around, passages):
                best = better(best, around)
        return best

    def elsewhere(
        self, *, besides: Collection[str], first: Collection[str], within: Collection[int]
    ) -> Comparison | None:
        """The best comparison with other passages of the collection.

        Args:
            besides: ids of passages that were looked at.
            first: ids of the documents whose passages come first where several are as good.
            within: likewise, row ids of passages.
        """
        is_long = len(self._quotation.literal) > _LONG
        count = (_CANDIDATES_OF_LONG if is_long else CANDIDATES) + len(besides)
        found = [
            passage
            for passage in candidates(self._snapshot, self._quotation, count)
            if passage.passage_id not in besides
        ]
        found.sort(
            key=lambda passage: (
                bool(within) and self._snapshot.row_id(passage.passage_id) not in within,
                passage.document_id not in first,
            )
        )
        best = self._best_of(map(_alone, found))
        for passage in found[:_AROUND]:
            if best is not None and best.is_within:
                break
            best = better(best, self._best_of(self._around(passage)))
        return best

    def _around(self, passage: Passage) -> list[Source]:
        return surroundings(self._snapshot, passage, len(self._quotation.text))

    def _best_of(self, sources: Iterable[Source]) -> Comparison | None:
        """The best comparison; those that cannot be the best are not made."""
        weighed = [(self._overlap(source), source) for source in sources]
        best: Comparison | None = None
        for overlap, source in sorted(weighed, key=lambda one: -one[0]):
            least = LEAST_OVERLAP if best is None else max(LEAST_OVERLAP, best.similarity - _SLACK)
            if overlap < least:
                break
            comparison = compare(self._quotation, source)
            best = better(best, comparison)
            if comparison.is_exact:
                break
        return best

    def _overlap(self, source: Source) -> float:
        """Share of the quotation's words that a source holds: no alignment shares more."""
        held = Counter(token.key for token in source.tokens) & self._words
        return held.total() / self._words.total()


def _alone(passage: Passage) -> Source:
    """A passage by itself: what its headings say, it need not say."""
    return source_of([passage], with_headings=False)


def _runs_over(comparison: Comparison, passages: Sequence[Passage]) -> bool:
    """Whether a quotation stands, at least in part, in one of some passages or a part of one."""
    for span in comparison.spans:
        found = comparison.source.parts[span.part].passage
        if any(is_part_of(found, passage) for passage in passages):
            return True
    return False


def better(one: Comparison | None, other: Comparison | None) -> Comparison | None:
    """The comparison in which less differs; the first of equals."""
    if one is None or other is None:
        return one or other
    ranks = [(each.is_exact, each.similarity) for each in (one, other)]
    return other if ranks[1] > ranks[0] else one


def _by_document(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Passages of each document, as they stand there."""
    groups: dict[str, list[Passage]] = {}
    for passage in passages:
        groups.setdefault(passage.document_id, []).append(passage)
    return [in_order(group) for group in groups.values()]
