"""The distinct formulations of a snapshot: what its paragraphs say, set phrases left out.

Paragraphs of the same words are one formulation, so that what is repeated a thousand times is
compared once. Reads each paragraph once as long as its row is there. Must not compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.snapshot import Snapshot
from retriever.lineage.wording import wording

IntArray = NDArray[np.int64]
WordArray = NDArray[np.int32]

FEWEST_WORDS = 4
"""A paragraph with fewer words of its own is no formulation: a heading, the opening of a list."""

_ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """Rows of different length, one after the other.

    Attributes:
        starts: int64 (n + 1,): row i is `items[starts[i]:starts[i + 1]]`.
        items: the items of all rows.
    """

    starts: IntArray
    items: WordArray

    @classmethod
    def of(cls, rows: Sequence[NDArray[np.int32]]) -> Ragged:
        """Rows put one after the other."""
        lengths = np.array([len(row) for row in rows], np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        items = np.concatenate([np.zeros(0, np.int32), *rows]).astype(np.int32)
        return cls(starts, items)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, place: int) -> WordArray:
        """One row, a view."""
        return self.items[self.starts[place] : self.starts[place + 1]]

    def rows(self, places: IntArray) -> Ragged:
        """Some rows, in the order asked."""
        lengths = self.starts[places + 1] - self.starts[places]
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        at = np.arange(starts[-1]) - np.repeat(starts[:-1] - self.starts[places], lengths)
        return Ragged(starts, self.items[at])


@dataclass(frozen=True, slots=True, eq=False)
class Wordings:
    """The words of every row of a snapshot.

    Attributes:
        row_ids: int64 (n,), ascending.
        words: the words of each, as numbers, in order.
        vocabulary: the number of each word; shared with later snapshots, which add to it.
    """

    row_ids: IntArray
    words: Ragged
    vocabulary: dict[str, int]

    def numbers(self, words: Iterable[str]) -> WordArray:
        """Numbers of the words of another text; those that no row has are told apart as -1, -2."""
        unknown: dict[str, int] = {}
        return np.array(
            [
                self.vocabulary.get(word, unknown.setdefault(word, -1 - len(unknown)))
                for word in words
            ],
            np.int32,
        )


def wordings(snapshot: Snapshot, earlier: Wordings | None = None) -> Wordings:
    """The words of every row; ask for them by `snapshot.derived`.

    Args:
        snapshot: one generation of a collection.
        earlier: those of an earlier one: rows that are still there are not read again.
    """
    vocabulary: dict[str, int] = {} if earlier is None else dict(earlier.vocabulary)
    known = np.zeros(0, np.int64) if earlier is None else earlier.row_ids
    kept = np.flatnonzero(np.isin(known, snapshot.row_ids))
    new = snapshot.row_ids[~np.isin(snapshot.row_ids, known)]
    added: list[WordArray] = []
    for first in range(0, len(new), _ROWS_AT_ONCE):
        for passage in snapshot.passages(new[first : first + _ROWS_AT_ONCE].tolist()):
            numbers = [
                vocabulary.setdefault(word, len(vocabulary))
                for word in wording(passage.text, passage.lang)
            ]
            added.append(np.array(numbers, np.int32))
    fresh = Ragged.of(added)
    if earlier is None:
        return Wordings(new, fresh, vocabulary)
    old = earlier.words.rows(kept)
    words = Ragged(
        np.concatenate([old.starts, old.starts[-1] + fresh.starts[1:]]),
        np.concatenate([old.items, fresh.items]),
    )
    row_ids = np.concatenate([known[kept], new])
    order = np.argsort(row_ids, kind="stable")
    return Wordings(row_ids[order], words.rows(order), vocabulary)


@dataclass(frozen=True, slots=True, eq=False)
class Formulations:
    """The distinct formulations of n positions.

    Attributes:
        of_position: int64 (n,): the formulation of each position, -1 for one with too few words.
        langs: int64 (f,): which language each is in.
        words: its distinct words, ascending.
        pairs: its distinct pairs of neighbouring words, as numbers, ascending.
        pair_words: int32 (p, 2): the two words of each pair.
        word_count: how many words the vocabulary has.
    """

    of_position: IntArray
    langs: IntArray
    words: Ragged
    pairs: Ragged
    pair_words: WordArray
    word_count: int

    def __len__(self) -> int:
        return len(self.langs)


def formulations(words: Wordings, langs: Sequence[str]) -> Formulations:
    """Gather the rows that say the same in the same language.

    Args:
        words: of n rows.
        langs: BCP 47 tag of each.
    """
    lang_codes: dict[str, int] = {}
    known: dict[tuple[int, bytes], int] = {}
    of_position = np.full(len(langs), -1, np.int64)
    sequences: list[WordArray] = []
    of_lang: list[int] = []
    for position, lang in enumerate(langs):
        sequence = words.words.row(position)
        if len(sequence) < FEWEST_WORDS:
            continue
        code = lang_codes.setdefault(lang.partition("-")[0], len(lang_codes))
        number = known.setdefault((code, sequence.tobytes()), len(known))
        of_position[position] = number
        if number == len(sequences):
            sequences.append(sequence)
            of_lang.append(code)
    pair_of, pairs = _pairs(sequences)
    return Formulations(
        of_position,
        np.array(of_lang, np.int64),
        Ragged.of([np.unique(sequence) for sequence in sequences]),
        pairs,
        pair_of,
        len(words.vocabulary),
    )


def _pairs(sequences: Sequence[WordArray]) -> tuple[WordArray, Ragged]:
    """The words of every pair of neighbours, and the distinct pairs of each sequence."""
    rows = Ragged.of(sequences)
    if not len(rows.items):
        return np.zeros((0, 2), np.int32), rows
    first, second = rows.items[:-1].astype(np.int64), rows.items[1:].astype(np.int64)
    both, numbers = np.unique((first << 32) | second, return_inverse=True)
    pair_words = np.stack([both >> 32, both & 0xFFFFFFFF], axis=1).astype(np.int32)
    starts, ends = rows.starts[:-1], rows.starts[1:] - 1
    return pair_words, Ragged.of(
        [
            np.unique(numbers[start:end]).astype(np.int32)  # none runs into the next sequence
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
    )
