"""What was looked through: bodies, sessions, languages. Counts and finds nothing."""

from __future__ import annotations

import numpy as np

from index.columns import Column
from index.snapshot import Snapshot
from retriever.filters import BoolMask
from retriever.precedents.model import Searched


def what_is_searched(snapshot: Snapshot, allowed: BoolMask | None) -> Searched:
    """The bodies, sessions and languages of the passages that may be found."""
    mask = np.ones(len(snapshot.row_ids), np.bool_) if allowed is None else allowed
    fields = snapshot.columns.fields()

    def values(field: str) -> list[object]:
        return _values(snapshot.columns.column(field), mask) if field in fields else []

    return Searched(
        bodies=tuple(sorted(map(str, values("body")))),
        sessions=_sessions(snapshot, mask),
        languages=tuple(sorted(map(str, values("lang")))),
        documents=len(values("document_id")),
        passages=int(np.count_nonzero(mask)),
    )


def _values(column: Column, mask: BoolMask) -> list[object]:
    codes = np.unique(column.codes[mask])
    return [column.values[code] for code in codes.tolist() if code >= 0]


def _sessions(snapshot: Snapshot, mask: BoolMask) -> tuple[str, ...]:
    """Body and session where both are known, in order: "COP 10", "COP 11"."""
    fields = snapshot.columns.fields()
    if "session" not in fields or fields["session"] != "number":
        return ()
    session = snapshot.columns.column("session")
    body = snapshot.columns.column("body") if "body" in fields else None
    bodies = np.full(len(mask), -1) if body is None else body.codes
    pairs = np.unique(np.stack([bodies[mask], session.codes[mask]], axis=1), axis=0)
    named = sorted(
        ("" if body is None or one < 0 else str(body.values[one]), session.values[other])
        for one, other in pairs.tolist()
        if other >= 0
    )
    return tuple(f"{name} {number:g}".strip() for name, number in named)
