"""Numbered units with their lines, and the role of every line, from the decisions of `numbering`.

Walks down the document once and gives each line to the unit it begins or continues, or to none.
Must not name units (that is `naming`), look for footnote marks or join text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.model import BlockKind
from index.parsing.actors import opens_preambular
from index.parsing.boilerplate import is_separator
from index.parsing.events import Action, Decision
from index.parsing.heading_forms import RANKS, HeadingForm, HeadingKind
from index.parsing.headings import Heading
from index.parsing.layout import ActorLine, Layout, is_numbered
from index.parsing.lines import (
    Line,
    ends_sentence,
    ends_with_colon,
    ends_with_comma,
    is_bullet,
    starts_lower,
)
from index.parsing.naming import Namer
from index.parsing.notices import notice_of_text, notice_of_unit
from index.parsing.units import Piece, RawUnit


@dataclass(frozen=True, slots=True)
class Role:
    """What one line is in the document. Neighbouring lines of equal role make one block."""

    kind: BlockKind
    group: int
    label: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's units and the role of each of its lines."""

    units: tuple[RawUnit, ...]
    roles: tuple[Role, ...]
    warnings: tuple[str, ...]


def build_outline(lines: Sequence[Line], layout: Layout, decisions: Sequence[Decision]) -> Outline:
    """Gathers the units and gives every line its role."""
    builder = _Builder(lines, layout)
    decided = {decision.candidate.index: decision for decision in decisions}
    index = 0
    while index < len(lines):
        index = builder.take(index, decided.get(index)) + 1
    return builder.outline()


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading that is in force."""

    rank: float
    text: str
    kind: HeadingKind


_ENDED_BY_DECISION = (HeadingKind.DECISION, HeadingKind.ANNEX, HeadingKind.PLAIN)


class _Builder:
    """Walks down the lines; knows the unit and the sections in force."""

    def __init__(self, lines: Sequence[Line], layout: Layout) -> None:
        self._lines = lines
        self._layout = layout
        self._namer = Namer()
        self._units: list[RawUnit] = []
        self._roles: list[Role] = []
        self._warnings: list[str] = []
        self._renamed: dict[str, str] = {}
        self._sections: list[_Section] = []
        self._unit: RawUnit | None = None
        self._article: HeadingForm | None = None
        self._article_unit: RawUnit | None = None
        self._preamble = False
        self._gap = self._ruled = False

    def outline(self) -> Outline:
        """What was gathered, once every line was taken."""
        self._close_preamble()
        roles = tuple(map(self._final, self._roles))
        return Outline(tuple(self._units), roles, tuple(self._warnings))

    def take(self, index: int, decision: Decision | None) -> int:
        """Takes a line, and those that belong to it; returns the last index taken."""
        layout, line = self._layout, self._lines[index]
        if note := layout.note_at.get(index):
            self._role(BlockKind.FOOTNOTE, note.first, label=note.number)
        elif line.blank:
            self._gap = True
            self._role(BlockKind.BLANK)
        elif index in layout.boilerplate:
            self._ruled = self._ruled or is_separator(line.text)
            self._role(BlockKind.BOILERPLATE, index)
        elif index < layout.header_end:
            self._role(BlockKind.HEADER)
        elif heading := layout.headings.get(index):
            return self._take_heading(heading)
        elif actor := layout.actors.get(index):
            return self._take_actor(actor)
        elif decision and decision.action is Action.TITLE:
            self._take_title(index)
        elif decision and decision.action is not Action.TEXT:
            self._take_numbered(decision)
        else:
            self._take_text(index, decision)
        return index

    def _role(self, kind: BlockKind, group: int = 0, *, label: str = "", level: int = 0) -> None:
        self._roles.append(Role(kind, group, label, level))

    def _final(self, role: Role) -> Role:
        """The role of a line under the label that its unit has in the end."""
        if role.kind is BlockKind.PASSAGE and role.label in self._renamed:
            return replace(role, label=self._renamed[role.label])
        return role

    # Headings and actors

    def _take_heading(self, heading: Heading) -> int:
        form = heading.form
        self._close_preamble()
        if form.kind is HeadingKind.DECISION:
            self._leave_decision()
        level = self._enter_section(form.rank, heading.text, form.kind)
        self._namer.pass_heading(numbered=is_numbered(heading))
        self._article = form if form.kind is HeadingKind.ARTICLE else None
        if form.kind is HeadingKind.DECISION:
            self._namer.open_decision()
        elif form.kind is HeadingKind.ANNEX:
            self._namer.open_annex(form)
        elif form.kind is HeadingKind.ARTICLE:
            self._namer.open_article(form)
        if form.text:
            self._take_article_text(heading.first, form, form.text)
        else:
            for _ in range(heading.first, heading.last + 1):
                self._role(BlockKind.HEADING, heading.first, level=level)
        return heading.last

    def _take_title(self, index: int) -> None:
        self._close_preamble()
        level = self._enter_section(RANKS[HeadingKind.NUMBER], self._lines[index].text)
        self._namer.pass_heading(numbered=True)
        self._role(BlockKind.HEADING, index, level=level)

    def _enter_section(self, rank: float, text: str, kind: HeadingKind = HeadingKind.NUMBER) -> int:
        """Enters a section and returns its level; leaves those it does not stand in."""
        self._unit = None
        self._gap = False
        if kind is not HeadingKind.DECISION:
            while self._sections and self._sections[-1].rank >= rank:
                self._sections.pop()
        self._sections.append(_Section(rank, text, kind))
        return len(self._sections)

    def _leave_decision(self) -> None:
        """Leaves what no decision stands in: one before it, an annex, a title without a number."""
        kinds = [section.kind for section in self._sections]
        ends = [place for place, kind in enumerate(kinds) if kind in _ENDED_BY_DECISION]
        del self._sections[min(ends, default=len(kinds)) :]

    def _path(self) -> tuple[str, ...]:
        return tuple(section.text for section in self._sections)

    def _take_actor(self, actor: ActorLine) -> int:
        introducing = self._unit if self._unit and not self._unit.actor else None
        self._close_preamble()
        for index in range(actor.first, actor.last + 1):
            if introducing:
                self._append(introducing, index, self._lines[index].text)
            else:
                self._role(BlockKind.TEXT, actor.first)
        self._namer.open_draft(actor.text)
        self._preamble = True
        self._unit = None
        self._gap = False
        return actor.last

    def _close_preamble(self) -> None:
        self._preamble = False
        renamed = self._namer.close_preamble()
        if renamed:
            self._renamed[renamed.old] = renamed.new

    # Numbered units

    def _take_numbered(self, decision: Decision) -> None:
        index = decision.candidate.index
        if decision.action is Action.ITEM:
            unit = self._namer.item(decision, self._path())
        else:
            self._preamble = False
            self._article = None
            unit = self._namer.paragraph(decision, self._path())
        self._warn(notice_of_unit(decision, unit.label))
        self._begin(unit)
        self._append(unit, index, decision.candidate.label.text_of(self._lines[index].text))

    def _begin(self, unit: RawUnit) -> None:
        self._units.append(unit)
        self._unit = unit
        self._ruled = False

    def _append(self, unit: RawUnit, index: int, text: str) -> None:
        if text:
            unit.pieces.append(Piece(index, text))
        self._role(BlockKind.PASSAGE, label=unit.label)
        self._gap = False

    def _warn(self, notice: str | None) -> None:
        if notice:
            self._warnings.append(notice)

    # Lines without a number

    def _take_text(self, index: int, decision: Decision | None) -> None:
        text = self._lines[index].text
        if decision:
            self._warn(notice_of_text(decision))
        if self._preamble:
            self._take_clause(index, text)
        elif self._unit and self._continues(self._unit, text):
            self._append(self._unit, index, text)
        elif self._article:
            self._take_article_text(index, self._article, text)
        else:
            self._unit = None
            self._role(BlockKind.TEXT)
            self._gap = False

    def _continues(self, unit: RawUnit, text: str) -> bool:
        """Whether a line without a number goes on with the unit above it."""
        if not self._gap or not unit.last_text or unit is self._article_unit:
            return True
        if is_bullet(text):
            return not self._ruled
        above = unit.last_text
        return not ends_sentence(above) or ends_with_colon(above) or starts_lower(text)

    def _take_article_text(self, index: int, form: HeadingForm, text: str) -> None:
        """An article whose text has no number is itself the unit."""
        unit = self._namer.article(form, self._path())
        self._article = None
        self._article_unit = unit
        self._begin(unit)
        self._append(unit, index, text)

    def _take_clause(self, index: int, text: str) -> None:
        unit = self._unit
        if unit is None or self._opens_clause(unit.last_text, text):
            unit = self._namer.clause(self._path())
            self._begin(unit)
        self._append(unit, index, text)

    def _opens_clause(self, above: str, text: str) -> bool:
        if self._gap and not starts_lower(text):
            return True
        return (ends_with_comma(above) or ends_sentence(above)) and opens_preambular(text)
