"""Notes at the foot of a group of lines: taken out of the text and gathered in their order.

Must not attach notes to paragraphs: that is `index.parsing.anchoring`, by their marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.reading.pdf.hyphens import Joiner
from index.reading.pdf.lines import PrintedLine
from index.reading.pdf.page import Rule

_OPENING = re.compile(
    r"(?P<mark>[⁰¹²³⁴-⁹]{1,3}|\*{1,4}|†|‡|\d{1,3}/|\d{1,3}(?![\d.,:/–-]))\s*(?P<text>\S.*)",
    re.DOTALL,
)
_SMALL = 0.93
_NOT_LARGER = 1.03
_SHORTEST_RULE = 0.15
_LONGEST_RULE = 0.7
_BESIDE = 20.0
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class _Note:
    mark: str
    page: int
    pieces: list[str]


@dataclass(slots=True)
class Notes:
    """The notes of a document, gathered page by page."""

    body_size: float
    _notes: list[_Note] = field(default_factory=list)

    def take(self, lines: Sequence[PrintedLine], rules: Sequence[Rule]) -> list[PrintedLine]:
        """Takes the notes at the foot of a group; returns the lines that are left.

        Args:
            lines: of the group.
            rules: of its page.
        """
        start = self._start(lines, rules)
        if start is None:
            return list(lines)
        for line in lines[start:]:
            self._add(line)
        return list(lines[:start])

    def lines(self, joiner: Joiner, *, raised: bool) -> list[tuple[str, int]]:
        """Each note on a line, with its page.

        Args:
            joiner: joins their lines.
            raised: whether the marks in the text are raised, so that those of notes are written
                alike.
        """
        return [
            (f"{_mark(note.mark, raised=raised)} {joiner.joined(note.pieces)}", note.page)
            for note in self._notes
        ]

    def _start(self, lines: Sequence[PrintedLine], rules: Sequence[Rule]) -> int | None:
        """Index of the first line of the notes."""
        if not lines:
            return None
        ruled = self._below_rule(lines, rules)
        if ruled is not None:
            opens = _OPENING.match(lines[ruled].text)
            if opens or (self._notes and self._is_small(lines[ruled])):
                return ruled
        small = len(lines)
        while small and self._is_small(lines[small - 1]):
            small -= 1
        return next((i for i in range(small, len(lines)) if _is_note(lines[i].text)), None)

    def _is_small(self, line: PrintedLine) -> bool:
        return line.size <= _SMALL * self.body_size

    def _below_rule(self, lines: Sequence[PrintedLine], rules: Sequence[Rule]) -> int | None:
        """Index of the first line below a short rule, if all below is small enough."""
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        for rule in rules:
            share = (rule.right - rule.left) / max(right - left, 1.0)
            beside = rule.left < left - _BESIDE or rule.right > right + _BESIDE
            if beside or not _SHORTEST_RULE <= share <= _LONGEST_RULE:
                continue
            below = [i for i, line in enumerate(lines) if line.base < rule.height]
            if not below or below != list(range(below[0], len(lines))):
                continue
            if all(lines[i].size <= _NOT_LARGER * self.body_size for i in below):
                return below[0]
        return None

    def _add(self, line: PrintedLine) -> None:
        opening = _OPENING.match(line.text)
        if opening and (
            not self._notes or _is_note(line.text) or self._is_next(opening["mark"], line.page)
        ):
            self._notes.append(_Note(opening["mark"], line.page, [opening["text"]]))
        else:
            self._notes[-1].pieces.append(line.text)

    def _is_next(self, mark: str, page: int) -> bool:
        counted = [note.mark for note in self._notes if note.mark.isdecimal()]
        if not mark.isdecimal():
            return False
        restarts = mark == "1" and page > self._notes[-1].page
        return restarts or int(mark) == (int(counted[-1]) + 1 if counted else 1)


def _is_note(text: str) -> bool:
    """Whether a line opens a note beyond doubt: not with a plain number, as a table's row may."""
    opening = _OPENING.match(text)
    return opening is not None and not opening["mark"].isdecimal()


def _mark(mark: str, *, raised: bool) -> str:
    return mark.translate(_SUPERSCRIPTS) if raised and mark.isascii() and mark.isdecimal() else mark
