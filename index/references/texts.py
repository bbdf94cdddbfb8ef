"""A text on its own, to find references in.

Must not read it: `finding` does.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.model import PassageKind


@dataclass(frozen=True, slots=True)
class BareText:
    """A text as the only passage of a document."""

    text: str
    label: str = "1"
    kind: PassageKind = PassageKind.PARAGRAPH
    parent: str = ""
