"""What a reader should know of doubtful numbers, one sentence each.

Must not decide anything.
"""

from __future__ import annotations

from index.parsing.events import Action, Break, Decision
from index.parsing.labels import Style

_HIGHEST_PLAUSIBLE = 999


def notice_of_unit(decision: Decision, label: str) -> str | None:
    """What is odd about a number that was taken, None where nothing is.

    Args:
        decision: what was decided.
        label: the label that the unit got.
    """
    line, printed = decision.candidate.index + 1, decision.candidate.label.printed
    if decision.misprinted:
        return f'Line {line} is numbered "{printed}" out of order; by its place it is {label}.'
    if decision.repeated or "~" in label.rpartition("/")[2]:
        return f'Line {line} repeats the number "{printed}"; it is labelled {label}.'
    if decision.gap:
        count = "1 number is" if decision.gap == 1 else f"{decision.gap} numbers are"
        return f'{count} missing before line {line}, numbered "{printed}".'
    if decision.action is Action.PART:
        prefix = label.rpartition("/")[0]
        return f'Numbering starts again at line {line}; its labels begin with "{prefix}/".'
    return None


def notice_of_text(decision: Decision) -> str | None:
    """That a line which looks numbered was read as text, None where that is no surprise."""
    candidate = decision.candidate
    values = [reading.value[0] for reading in candidate.label.readings]
    expected = candidate.above is not Break.FINISHED or decision.style is Style.DECIMAL
    if expected or min(values) > _HIGHEST_PLAUSIBLE:
        return None
    return (
        f'Line {candidate.index + 1} begins with "{candidate.label.printed}", which continues no '
        "numbering here; it was read as text."
    )
