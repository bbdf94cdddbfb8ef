"""Units while they are being put together: lines gathered, text not joined yet.

Must not hold behaviour beyond what follows from the fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from index.model import PassageKind


@dataclass(frozen=True, slots=True)
class Piece:
    """What one line gives to a unit's text."""

    index: int
    text: str


@dataclass(slots=True)
class RawUnit:
    """A unit whose text is not joined yet. Fields as in `index.model.Unit`.

    Attributes:
        actor: who speaks, for the paragraphs of a draft; "" elsewhere.
        depth: 0 for a paragraph, more for items of its lists.
        pieces: its lines.
    """

    label: str
    printed_label: str
    alt_labels: tuple[str, ...]
    kind: PassageKind
    parent: str
    section_path: tuple[str, ...]
    actor: str = ""
    depth: int = 0
    pieces: list[Piece] = field(default_factory=list)

    @property
    def last_text(self) -> str:
        """Text of its last line; "" where only its label was printed so far."""
        return self.pieces[-1].text if self.pieces else ""
