"""Numbers with a point, as in resolution 10.18, decision 15.10 and Resolution Conf. 10.10.

Only a word beside them tells them from any other number. Must not look for that word.
"""

from __future__ import annotations

import re

DECIMAL = re.compile(
    r"(?<![a-z0-9./])(?P<conf>conf\.? ?)?"
    r"(?P<session>\d{1,3})\.(?P<number>\d{1,4})(?![a-z0-9/]|\.\d)"
)
"""Such a number in a case-folded text."""


def decimal_number(found: re.Match[str]) -> str:
    """Normal form of a match of `DECIMAL`: "10.18", "conf.10.10"."""
    conf = "conf." if found["conf"] else ""
    return f"{conf}{int(found['session'])}.{int(found['number'])}"
