"""Says in one sentence whether there is a precedent, and what was searched. Decides nothing."""

from __future__ import annotations

from retriever.precedents.model import Precedent, Searched

_MOST_NAMED = 6


def explanation(
    best: Precedent | None, searched: Searched, *, is_found: bool, limits: str = ""
) -> str:
    """One sentence about the best passage found.

    Args:
        best: the passage that is most likely a precedent; None where nothing could be searched.
        searched: what was looked through.
        is_found: whether the best is a precedent.
        limits: what else passages had to be: "with a stronger verb".
    """
    if best is None:
        if limits:
            return f"No passage may be searched: the collection has none {limits}"
        return "No passage may be searched: the collection is empty"
    if is_found:
        return f"{_said(best)} ({_sure(best)})"
    found_in = f"{_scope(searched)}, {limits}," if limits else _scope(searched)
    return f"Nothing in {found_in} says this; the nearest is {_said(best)} ({_sure(best)})"


def _said(precedent: Precedent) -> str:
    status = f", {precedent.status} text" if precedent.status else ""
    return f"{precedent.citation}{status}"


def _sure(precedent: Precedent) -> str:
    return f"confidence {precedent.confidence:.2f}"


def _scope(searched: Searched) -> str:
    where = searched.sessions or searched.bodies
    of_bodies = f" of {_listed(where)}" if where else ""
    languages = f", in {_listed(searched.languages)}" if searched.languages else ""
    return (
        f"{_count(searched.passages, 'passage')} of "
        f"{_count(searched.documents, 'document')}{of_bodies}{languages}"
    )


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def _listed(names: tuple[str, ...]) -> str:
    left = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {left} more" if left > 0 else "")
