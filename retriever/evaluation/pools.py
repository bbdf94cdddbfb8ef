"""The passages that an evaluation ranks: all of a snapshot, or those in one language.

Must not search or measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.snapshot import Snapshot
from retriever.evaluation.measures import Qrels
from retriever.evaluation.resolve import relevant_only
from retriever.filters import BoolMask

UNKNOWN = "und"
"""BCP 47: the language of a passage that has none."""


@dataclass(frozen=True, slots=True)
class Pool:
    """All passages of a snapshot.

    Attributes:
        row_ids: int64 (n,), ascending.
        passage_ids: the id of each.
        langs: language by passage id.
    """

    row_ids: NDArray[np.int64]
    passage_ids: tuple[str, ...]
    langs: Mapping[str, str]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Pool:
        """The pool that a snapshot's columns describe."""
        ids = snapshot.columns.column("passage_id")
        langs = snapshot.columns.column("lang")
        passage_ids = tuple(str(ids.values[code]) for code in ids.codes)
        by_position = (str(langs.values[code]) if code >= 0 else UNKNOWN for code in langs.codes)
        return cls(snapshot.row_ids, passage_ids, dict(zip(passage_ids, by_position, strict=True)))

    def in_language(self, lang: str) -> BoolMask:
        """Which passages are in this language, bool (n,)."""
        return np.array([self.langs[one] == lang for one in self.passage_ids], dtype=np.bool_)

    def ids_of(self, row_ids: NDArray[np.int64]) -> tuple[str, ...]:
        """Passage ids of these rows, in this order."""
        positions = np.searchsorted(self.row_ids, row_ids)
        return tuple(self.passage_ids[position] for position in positions)

    def restrict(self, qrels: Qrels, lang: str) -> Qrels:
        """The qrels of a pool that holds one language and nothing else."""
        return relevant_only(
            {
                query_id: {
                    passage_id: grade
                    for passage_id, grade in grades.items()
                    if self.langs[passage_id] == lang
                }
                for query_id, grades in qrels.items()
            }
        )
