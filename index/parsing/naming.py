"""Names units: scopes opened and closed, labels made unique, parents and kinds given.

Must not look at lines: it is told what was decided and answers with the unit.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from index.model import PassageKind
from index.parsing.events import Action, Decision
from index.parsing.heading_forms import HeadingForm
from index.parsing.labels import Style, display
from index.parsing.lines import ends_sentence, ends_with_comma
from index.parsing.units import RawUnit

_UNNUMBERED_ANNEX = re.compile(r"(?<![^/])(annex|appendix)/")
_PREAMBULAR_OF = {
    PassageKind.OPERATIVE: PassageKind.PREAMBULAR,
    PassageKind.DRAFT_OPERATIVE: PassageKind.DRAFT_PREAMBULAR,
}


@dataclass(slots=True)
class _Scope:
    """A numbering in force.

    Attributes:
        prefix: what its labels begin with ("", "71/", "annex-1/").
        parent: label of the unit that governs its paragraphs, "" where none does.
        kind: of its paragraphs.
        actor: who speaks in it; "" outside drafts.
        clauses: its preambular units so far.
        last: label of its last paragraph.
        levels: labels of the items that the next item may stand under.
        detached: whether a heading stands between its last paragraph and what comes next.
    """

    prefix: str = ""
    parent: str = ""
    kind: PassageKind = PassageKind.PARAGRAPH
    actor: str = ""
    clauses: list[RawUnit] = field(default_factory=list)
    last: str = ""
    levels: list[str] = field(default_factory=list)
    detached: bool = False


@dataclass(frozen=True, slots=True)
class Renamed:
    """A unit that turned out to be something else."""

    old: str
    new: str


class Namer:
    """Follows the scopes of one document and names its units in order."""

    def __init__(self) -> None:
        self._scopes = [_Scope()]
        self._used: dict[str, int] = {}
        self._parts = self._drafts = self._decisions = 0
        self._annexes: Counter[str] = Counter()
        self._decision = self._annex = ""
        self._numbered_heading_since = False

    def pass_heading(self, *, numbered: bool) -> None:
        """Takes note of a heading: lists end; a numbered one parts drafts from what is above."""
        self._scopes[-1].detached = True
        self._scopes[-1].levels = []
        self._numbered_heading_since = self._numbered_heading_since or numbered

    def open_decision(self) -> None:
        """Opens one decision among others: `decision-2/`, none for what a document begins with."""
        self._decisions += 1
        self._parts = self._drafts = 0
        self._annexes.clear()
        self._decision = self._annex = ""
        if self._decisions > 1 or self._used:
            self._decision = f"{self._unique(f'decision-{self._decisions}')}/"
        self._numbered_heading_since = False
        self._scopes = [_Scope(self._decision)]

    def open_annex(self, form: HeadingForm) -> None:
        """Opens the numbering of an annex: `annex-2/`, and `annex/` in one without a number.

        That of an appendix likewise: `appendix/`.
        """
        kind = "appendix" if form.appendix else "annex"
        self._annexes[kind] += 1
        number = form.value or (self._annexes[kind] if self._annexes[kind] > 1 else 0)
        name = f"{kind}-{number}" if number else kind
        self._annex = f"{self._unique(self._decision + name)}/"
        self._scopes = [_Scope(prefix=self._annex)]

    def open_article(self, form: HeadingForm) -> None:
        """Opens the numbering of an article: `art-5/`."""
        self._scopes = [_Scope(prefix=self._article_name(form) + "/")]

    def open_draft(self, actor: str) -> None:
        """Opens the numbering of a draft: `71/` in paragraph 71, none in a decision itself."""
        self._drafts += 1
        main = self._scopes[0]
        if main.actor or not main.last:
            self._scopes = [self._separate_draft(actor)]
        elif self._numbered_heading_since:
            name = self._unique(f"{self._outer}draft-{self._drafts}")
            draft = _Scope(f"{name}/", "", PassageKind.DRAFT_OPERATIVE, actor)
            self._scopes = [main, draft]
        else:
            prefix = self._fresh_prefix(main.last)
            draft = _Scope(prefix, main.last, PassageKind.DRAFT_OPERATIVE, actor)
            self._scopes = [main, draft]

    def _separate_draft(self, actor: str) -> _Scope:
        """A decision that is the document or annex itself."""
        if self._annex:
            prefix = self._fresh_prefix(self._annex.rstrip("/"))
            return _Scope(prefix, "", PassageKind.DRAFT_OPERATIVE, actor)
        if self._decisions:
            return self._further_draft(actor)
        prefix = "" if self._drafts == 1 else f"decision-{self._drafts}/"
        return _Scope(prefix, "", PassageKind.OPERATIVE, actor)

    def _further_draft(self, actor: str) -> _Scope:
        """Who speaks in a decision that has a number: first itself, then drafts that it holds."""
        main = self._scopes[0]
        if main.actor and not main.detached:
            name = self._unique(f"{self._decision}draft-{self._drafts - 1}")
            return _Scope(f"{name}/", "", PassageKind.DRAFT_OPERATIVE, actor)
        if main.actor:
            self.open_decision()
        return _Scope(self._decision, "", PassageKind.OPERATIVE, actor)

    def article(self, form: HeadingForm, path: tuple[str, ...]) -> RawUnit:
        """The unit of an article whose text has no number."""
        label = self._unique(self._article_name(form))
        scope = self._scopes[-1]
        scope.prefix, scope.parent, scope.last = f"{label}/", label, label
        scope.detached = False
        return RawUnit(label, form.number, _as_first(label), PassageKind.PARAGRAPH, "", path)

    def clause(self, path: tuple[str, ...]) -> RawUnit:
        """The next preambular clause of the draft in force: `pp1`."""
        scope = self._scopes[-1]
        label = self._unique(f"{scope.prefix}pp{len(scope.clauses) + 1}")
        kind = _PREAMBULAR_OF[scope.kind]
        also = _as_first(label)
        unit = RawUnit(label, "", also, kind, scope.parent, path, actor=scope.actor)
        scope.clauses.append(unit)
        return unit

    def close_preamble(self) -> Renamed | None:
        """Ends a draft; a last unnumbered clause with a full stop was its operative paragraph."""
        scope = self._scopes[-1]
        clauses, scope.clauses = scope.clauses, []
        if not clauses or scope.last:
            return None
        unit, text = clauses[-1], clauses[-1].last_text
        if not ends_sentence(text) or ends_with_comma(text):
            return None
        old = unit.label
        unit.label, unit.kind = self._unique(f"{scope.prefix}1"), scope.kind
        scope.last = unit.label
        return Renamed(old, unit.label)

    def paragraph(self, decision: Decision, path: tuple[str, ...]) -> RawUnit:
        """The unit of a number that stands on its own, in the scope that it was decided for."""
        self._enter(decision.action)
        scope = self._scopes[-1]
        wanted = scope.prefix + _number(decision)
        label = self._unique(wanted)
        scope.last, scope.levels, scope.detached = label, [], False
        self._numbered_heading_since = False
        return RawUnit(
            label,
            decision.candidate.label.printed,
            _alternatives(decision, label, wanted, ""),
            scope.kind,
            scope.parent,
            path,
            actor=scope.actor,
            depth=len(self._scopes) - 1 if scope.kind is PassageKind.SUBPARAGRAPH else 0,
        )

    def item(self, decision: Decision, path: tuple[str, ...]) -> RawUnit:
        """The unit of an item of a list inside a paragraph."""
        scope = self._scopes[-1]
        del scope.levels[decision.depth :]
        governing = "" if scope.detached else scope.last
        parent = scope.levels[-1] if scope.levels else governing
        wanted = (parent or scope.prefix) + display(decision.style, decision.number)
        label = self._unique(wanted)
        scope.levels.append(label)
        return RawUnit(
            label,
            decision.candidate.label.printed,
            _alternatives(decision, label, wanted, parent),
            PassageKind.SUBPARAGRAPH,
            parent,
            path,
            actor=scope.actor,
            depth=decision.depth + 1,
        )

    def _enter(self, action: Action) -> None:
        """Opens or closes the scope that a number needs."""
        scope = self._scopes[-1]
        match action:
            case Action.RESUME:
                self._scopes.pop()
            case Action.NEST:
                prefix = self._fresh_prefix(scope.last)
                self._scopes.append(_Scope(prefix, scope.last, PassageKind.SUBPARAGRAPH))
            case Action.PART:
                self._parts += 1
                prefix = f"{self._outer}part-{self._parts + 1}/"
                self._scopes = [_Scope(prefix, kind=scope.kind, actor=scope.actor)]
            case _:
                pass

    @property
    def _outer(self) -> str:
        """What the labels of parts and articles begin with: the annex, else the decision."""
        return self._annex or self._decision

    def _article_name(self, form: HeadingForm) -> str:
        return f"{self._outer}art-{form.value or form.number}{form.inserted}"

    def _fresh_prefix(self, name: str) -> str:
        """`71/` for the first scope in 71, `71~2/` for the second."""
        return f"{name}{self._times(f'{name}/')}/"

    def _unique(self, label: str) -> str:
        """The label itself, or `13~2` where it was used before."""
        return label + self._times(label)

    def _times(self, label: str) -> str:
        """Counts a use of a label: "" for the first, `~2` for the second."""
        self._used[label] = self._used.get(label, 0) + 1
        return "" if self._used[label] == 1 else f"~{self._used[label]}"


def _number(decision: Decision) -> str:
    """The number of a paragraph, without the brackets that some print around it."""
    style = Style.NUMBER if decision.style is Style.NUMBER else Style.DECIMAL
    return display(style, decision.number)


def _alternatives(decision: Decision, label: str, wanted: str, parent: str) -> tuple[str, ...]:
    """The label as wanted where that was taken, and as printed where it is misprinted."""
    taken = [wanted] if label != wanted else []
    if decision.misprinted:
        readings = decision.candidate.label.readings
        printed = (display(r.style, r.value) for r in readings if r.style is decision.style)
        taken.extend(parent + shown for shown in printed)
    return (*taken, *_as_first(label))


def _as_first(label: str) -> tuple[str, ...]:
    """The label under which others may cite what stands in an annex without a number."""
    numbered = _UNNUMBERED_ANNEX.sub(r"\1-1/", label)
    return () if numbered == label else (numbered,)
