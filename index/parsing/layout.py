"""What each line of a document is before anything is numbered: note, boilerplate, header, heading.

Puts the finders together and collects the candidates for numbering. Must not decide which
candidate is a paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.parsing.actors import (
    is_actor,
    is_bare_actor,
    name_of_actor,
    opens_preambular,
    starts_actor,
)
from index.parsing.boilerplate import find_boilerplate
from index.parsing.events import Break, Candidate, Opening, ScopeOpening
from index.parsing.heading_forms import RANKS, HeadingKind, decision_form
from index.parsing.headings import Heading, find_headings
from index.parsing.labels import TOP_STYLES, LabelMatch, Style, match_label
from index.parsing.lines import (
    Line,
    could_be_heading,
    ends_sentence,
    ends_with_colon,
    ends_with_comma,
    join,
    starts_lower,
)
from index.parsing.marks import MarkStyle, marks_in
from index.parsing.masthead import header_end
from index.parsing.notes import Note, find_notes

_LATIN_INITIALS = frozenset("abcdefghijklmnopqrstuvwxyzàâçéèêëîïôûùüÿñæœáíóú")
_WIDEST_LINE = 100
_TITLE_REACH = 6
"""Lines below the number of a decision in which the name of who speaks may lack its comma."""
_SHORT_LINE = 0.6
"""A line shorter than this share of the width was not wrapped: it ended there."""
_PLAIN_KINDS = frozenset({HeadingKind.CAPITALS, HeadingKind.PLAIN, HeadingKind.MARKUP})


@dataclass(frozen=True, slots=True)
class ActorLine:
    """A line, or two, that say who speaks in a draft.

    Attributes:
        first: index of its first line.
        last: index of its last line.
        text: the name with its comma.
    """

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a document's lines before numbering.

    Attributes:
        header_end: index of the first line after the masthead.
        notes: the notes, in order.
        note_at: each note by every line of it.
        boilerplate: indices of lines that belong to the sheet.
        headings: headings by first line.
        actors: actor lines by first line.
        labels: labels that lines start with, by line, where they may be numbered units.
        events: candidates and scope openings, in order.
    """

    header_end: int
    notes: tuple[Note, ...]
    note_at: Mapping[int, Note]
    boilerplate: frozenset[int]
    headings: Mapping[int, Heading]
    actors: Mapping[int, ActorLine]
    labels: Mapping[int, LabelMatch]
    events: tuple[Candidate | ScopeOpening, ...]


def read_layout(lines: Sequence[Line]) -> Layout:
    """Tells apart what the lines of a document are, all but the numbered units themselves."""
    notes = find_notes(lines, _printed_marks(lines))
    note_at = {index: note for note in notes for index in range(note.first, note.last + 1)}
    boilerplate = find_boilerplate(lines) - note_at.keys()
    free = [index not in note_at and index not in boilerplate for index in range(len(lines))]
    actors = _find_actors(lines, free)
    taken = {index for actor in actors.values() for index in range(actor.first, actor.last + 1)}
    may_be = [free[index] and index not in taken for index in range(len(lines))]
    headings = find_headings(lines, may_be, actors.keys())
    labels = _find_labels(lines, free, headings)
    end = header_end(lines, free, headings, actors.keys(), labels)
    headings = {index: heading for index, heading in headings.items() if index >= end}
    labels = {index: label for index, label in labels.items() if index >= end}
    events = _Events(lines, free, headings, actors, labels).collect()
    return Layout(end, notes, note_at, boilerplate, headings, actors, labels, events)


def _printed_marks(lines: Sequence[Line]) -> frozenset[str]:
    """Numbers of superscript and `[n]` marks that do not begin a line."""
    styles = (MarkStyle.SUPERSCRIPT, MarkStyle.BRACKETED)
    return frozenset(
        mark
        for line in lines
        if "[" in line.text or not line.text.isascii()
        for style in styles
        for mark in marks_in(line.text[1:].lstrip("0123456789]⁰¹²³⁴⁵⁶⁷⁸⁹"), style)
    )


def _find_actors(lines: Sequence[Line], free: Sequence[bool]) -> dict[int, ActorLine]:
    found: dict[int, ActorLine] = {}
    numbered = -_TITLE_REACH
    for index, line in enumerate(lines):
        if line.blank or not free[index]:
            continue
        if decision_form(line):
            numbered = index
        text, last = line.text, index
        wrapped = index + 1 < len(lines) and free[index + 1] and starts_actor(text)
        if wrapped and not is_actor(text):
            text, last = join([text, lines[index + 1].text]), index + 1
        near = index - numbered < _TITLE_REACH
        bare = near and is_bare_actor(line.text) and _opens_body(lines[index + 1 : index + 4])
        if bare or (is_actor(text) and _stands_alone(lines, index, last)):
            found[index] = ActorLine(index, index if bare else last, name_of_actor(text))
    return found


def _opens_body(lines: Sequence[Line]) -> bool:
    """Whether lines begin with a clause or the first number, as they do below who speaks."""
    below = next((line.text for line in lines if not line.blank), "")
    return opens_preambular(below) or _is_first(match_label(below))


def _stands_alone(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether the line above has ended and a clause or a first number follows."""
    above = lines[first - 1].text if first else ""
    below = next((line.text for line in lines[last + 1 : last + 4] if not line.blank), "")
    label = match_label(below)
    follows = opens_preambular(below) or lines[last + 1 : last + 2] == [] or _is_first(label)
    spaced = last + 1 < len(lines) and lines[last + 1].blank
    ended = not above or ends_sentence(above) or could_be_heading(above)
    return ended and (follows or spaced or ends_with_colon(above))


def _is_first(label: LabelMatch | None) -> bool:
    return label is not None and any(reading.value == (1,) for reading in label.readings)


def _find_labels(
    lines: Sequence[Line], free: Sequence[bool], headings: Mapping[int, Heading]
) -> dict[int, LabelMatch]:
    in_heading = {
        index for heading in headings.values() for index in range(heading.first, heading.last + 1)
    }
    return {
        index: label
        for index, line in enumerate(lines)
        if free[index] and index not in in_heading and (label := match_label(line.text))
    }


class _Events:
    """Collects candidates and openings with what their surroundings say of them."""

    def __init__(
        self,
        lines: Sequence[Line],
        free: Sequence[bool],
        headings: Mapping[int, Heading],
        actors: Mapping[int, ActorLine],
        labels: Mapping[int, LabelMatch],
    ) -> None:
        self._lines = lines
        self._free = free
        self._headings = headings
        self._actors = actors
        self._labels = labels
        self._highest = min(
            (h.form.rank for h in headings.values()), default=RANKS[HeadingKind.ROMAN]
        )
        self._capitals = self._mostly_capitals()
        self._wrap_width = _wrap_width(lines)

    def collect(self) -> tuple[Candidate | ScopeOpening, ...]:
        events: list[Candidate | ScopeOpening] = []
        heading = major = False
        above: int | None = None
        for index, line in enumerate(self._lines):
            if not self._free[index] or line.blank:
                continue
            if found := self._headings.get(index):
                heading = True
                major = major or found.form.rank <= self._highest
                events.extend(_opening(found))
            elif index in self._actors:
                events.append(ScopeOpening(index, Opening.DRAFT))
            elif label := self._labels.get(index):
                events.append(self._candidate(index, label, above, heading=heading, major=major))
                heading = major = False
            above = index
        return tuple(events)

    def _candidate(
        self, index: int, label: LabelMatch, above: int | None, *, heading: bool, major: bool
    ) -> Candidate:
        text = self._lines[index].text
        above_text = self._lines[above].text if above is not None else ""
        rest = text[label.end :]
        return Candidate(
            index,
            label,
            self._break(index, above),
            announced=ends_with_colon(above_text),
            titled=bool(rest) and could_be_heading(rest) and self._followed_by_structure(index),
            lower_case=self._capitals
            and starts_lower(rest)
            and rest[:1].lower() in _LATIN_INITIALS,
            after_heading=heading,
            after_major_heading=major,
        )

    def _break(self, index: int, above: int | None) -> Break:
        if above is None or above < index - 1 or not self._free[index - 1]:
            return Break.FINISHED
        if above in self._actors or self._is_heading_line(above):
            return Break.FINISHED
        text = self._lines[above].text
        label = self._labels.get(above)
        if ends_sentence(text) or (label and label.end >= len(text)):
            return Break.FINISHED
        if label and _is_first(self._labels[index]) and could_be_heading(text):
            return Break.FINISHED
        if ends_with_comma(text) or len(text) < self._wrap_width * _SHORT_LINE:
            return Break.DOUBTFUL
        return Break.MID_SENTENCE

    def _is_heading_line(self, index: int) -> bool:
        start = next((i for i in range(index, max(-1, index - 6), -1) if i in self._headings), None)
        return start is not None and self._headings[start].last >= index

    def _followed_by_structure(self, index: int) -> bool:
        below = next(
            (
                i
                for i in range(index + 1, min(index + 4, len(self._lines)))
                if not self._lines[i].blank
            ),
            None,
        )
        return below is not None and (
            below in self._labels or below in self._headings or below in self._actors
        )

    def _mostly_capitals(self) -> bool:
        """Whether main paragraphs begin with a capital, as they do except in Russian drafts."""
        starts = [
            self._lines[index].text[label.end :]
            for index, label in self._labels.items()
            if any(
                reading.style in TOP_STYLES - {Style.NUMBER_BRACKET} for reading in label.readings
            )
        ]
        lower = sum(map(starts_lower, starts))
        return lower * 2 <= len(starts)


def _wrap_width(lines: Sequence[Line]) -> int:
    """How wide a line is that was wrapped: nine lines in ten are no longer, and at most 100."""
    lengths = sorted(len(line.text) for line in lines if not line.blank)
    return min(lengths[len(lengths) * 9 // 10], _WIDEST_LINE) if lengths else 0


def _opening(heading: Heading) -> tuple[ScopeOpening, ...]:
    if heading.form.kind is HeadingKind.ANNEX:
        return (ScopeOpening(heading.first, Opening.ANNEX),)
    if heading.form.kind is HeadingKind.ARTICLE:
        return (ScopeOpening(heading.first, Opening.ARTICLE),)
    if heading.form.kind is HeadingKind.DECISION:
        return (ScopeOpening(heading.first, Opening.DECISION),)
    return ()


def is_numbered(heading: Heading) -> bool:
    """Whether a heading is part of the document's numbered structure."""
    return heading.form.kind not in _PLAIN_KINDS
