"""Lines of a file of records that are none, and ids that recur: the errors that name them.

Must not read records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.errors import DuplicateId, InvalidRecord
from index.model import CorpusRecord
from index.reading.limits import MAX_LINES_NAMED


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is no record, and why."""

    line: int
    why: str


def invalid_record(name: str, faults: Sequence[Fault], *, hint: str) -> InvalidRecord:
    """The error that names the faulty lines of a file."""
    named = "; ".join(f"line {fault.line} ({fault.why})" for fault in faults[:MAX_LINES_NAMED])
    return InvalidRecord(f"{name} has faulty lines: {named}{_rest(len(faults))}.", hint=hint)


def refuse_duplicates(name: str, records: Iterable[CorpusRecord], *, field: str) -> None:
    """Checks that every record has an id of its own.

    Args:
        name: of the file.
        records: of the file.
        field: what the id is called in it.

    Raises:
        DuplicateId: several records have one id; the message names their lines.
    """
    lines: dict[str, list[int]] = {}
    for record in records:
        lines.setdefault(record.passage_id, []).append(record.line)
    repeated = [(identity, where) for identity, where in lines.items() if len(where) > 1]
    if not repeated:
        return
    named = "; ".join(
        f'"{identity}" on lines {", ".join(map(str, where[:MAX_LINES_NAMED]))}'
        for identity, where in repeated[:MAX_LINES_NAMED]
    )
    raise DuplicateId(
        f"{name} uses one {field} for several records: {named}{_rest(len(repeated))}.",
        hint=f"Give every record an {field} of its own.",
    )


def _rest(count: int) -> str:
    more = count - MAX_LINES_NAMED
    return f"; and {more} more" if more > 0 else ""
