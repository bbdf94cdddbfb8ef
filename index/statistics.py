"""What a collection holds, in numbers: languages, kinds, bodies, sessions, years, and the balance.

Counts what a snapshot has in memory; reads no texts and must not judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.balance import LanguageSums, VectorSum
from index.columns import MetadataColumns
from index.dense import DenseIndex
from index.model import MetadataValue
from index.snapshot import Snapshot

COUNTED_FIELDS = ("kind", "body", "session", "year")
"""Metadata fields whose values are counted, where the collection has them."""

MAX_VALUES = 200
"""How many values of a field are told, those of most passages first."""

_ROWS_AT_ONCE = 16_384

FloatVector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """What a collection has in one language.

    Attributes:
        lang: BCP 47 tag.
        documents: documents in it.
        passages: passages in it; those of a corpus in several languages each in its own.
        sentences: their sentences.
        distance_before: how far the mean of its passages' vectors, as the encoder gave them, lies
            from the mean over languages, each of which counts alike; vectors have length 1.
        distance_after: the same of the vectors that searches use.
    """

    lang: str
    documents: int
    passages: int
    sentences: int
    distance_before: float
    distance_after: float


@dataclass(frozen=True, slots=True)
class ValueCount:
    """One value of a metadata field.

    Attributes:
        value: the value.
        documents: documents with a passage that has it.
        passages: passages that have it.
    """

    value: MetadataValue
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a collection holds.

    Attributes:
        documents: how many documents.
        passages: how many passages.
        sentences: how many sentences.
        languages: by language, most passages first.
        fields: for each of `COUNTED_FIELDS` that occurs its values, most passages first.
    """

    documents: int
    passages: int
    sentences: int
    languages: tuple[LanguageCount, ...]
    fields: Mapping[str, tuple[ValueCount, ...]]


def collection_statistics(snapshot: Snapshot) -> Statistics:
    """What the collection holds; counted once for each snapshot."""
    return snapshot.derived(_count)


def _count(snapshot: Snapshot, _earlier: Statistics | None) -> Statistics:
    documents = snapshot.documents()
    languages = _languages(
        snapshot.language_sums(),
        _balanced_sums(snapshot.dense, snapshot.langs),
        Counter(document.lang for document in documents),
    )
    return Statistics(
        documents=len(documents),
        passages=len(snapshot.row_ids),
        sentences=sum(language.sentences for language in languages),
        languages=languages,
        fields={
            field: values
            for field in COUNTED_FIELDS
            if (values := _values(snapshot.columns, field))
        },
    )


def _languages(
    raw: LanguageSums, balanced: Mapping[str, VectorSum], documents: Counter[str]
) -> tuple[LanguageCount, ...]:
    before = _distances({lang: one for (lang, role), one in raw.items() if role == "passage"})
    after = _distances(balanced)
    nothing = VectorSum(0, np.zeros(0))
    counts = [
        LanguageCount(
            lang,
            documents[lang],
            raw.get((lang, "passage"), nothing).count,
            raw.get((lang, "sentence"), nothing).count,
            before.get(lang, 0.0),
            after.get(lang, 0.0),
        )
        for lang in documents.keys() | {lang for lang, _ in raw}
    ]
    return tuple(sorted(counts, key=lambda one: (-one.passages, one.lang)))


def _distances(sums: Mapping[str, VectorSum]) -> dict[str, float]:
    """How far the mean of each language lies from the mean over languages."""
    if not sums:
        return {}
    means = {lang: one.total / one.count for lang, one in sums.items()}
    overall = np.mean(list(means.values()), axis=0)
    return {lang: float(np.linalg.norm(mean - overall)) for lang, mean in means.items()}


def _balanced_sums(dense: DenseIndex, langs: tuple[str, ...]) -> dict[str, VectorSum]:
    """The passages' vectors that searches use, summed by language."""
    distinct, codes = np.unique(np.asarray(langs, dtype=str), return_inverse=True)
    sums: dict[str, VectorSum] = {}
    for positions in _runs(len(langs)):
        vectors = dense.passages(positions)
        for code in np.unique(codes[positions]):
            lang = str(distinct[code])
            of_lang = vectors[codes[positions] == code]
            more = VectorSum(len(of_lang), of_lang.sum(0, dtype=np.float64))
            sums[lang] = sums[lang].plus(more) if lang in sums else more
    return sums


def _runs(count: int) -> Iterator[NDArray[np.int64]]:
    for start in range(0, count, _ROWS_AT_ONCE):
        yield np.arange(start, min(start + _ROWS_AT_ONCE, count), dtype=np.int64)


def _values(columns: MetadataColumns, field: str) -> tuple[ValueCount, ...]:
    """The values of a field with their counts; none where there is no such field."""
    if field not in columns.fields():
        return ()
    column = columns.column(field)
    there = column.codes >= 0
    passages = np.bincount(column.codes[there], minlength=len(column.values))
    documents = columns.column("document_id").codes
    pairs = np.unique(np.stack([column.codes[there], documents[there]]), axis=1)
    of_documents = np.bincount(pairs[0], minlength=len(column.values))
    counts = [
        ValueCount(value, int(of_documents[code]), int(passages[code]))
        for code, value in enumerate(column.values)
    ]
    return tuple(sorted(counts, key=lambda one: (-one.passages, str(one.value))))[:MAX_VALUES]
