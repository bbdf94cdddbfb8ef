"""Which lines are headings: numbers in sequence, titles on the next line, layout around them.

Must not number paragraphs. A "1. Title" between paragraphs is decided in `numbering`, where it
competes with being a paragraph.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.parsing.actors import is_actor
from index.parsing.boilerplate import is_symbol
from index.parsing.heading_forms import (
    RANKS,
    SEQUENTIAL,
    HeadingForm,
    HeadingKind,
    decision_form,
    heading_forms,
    unnumbered_form,
)
from index.parsing.labels import Style, match_label
from index.parsing.lines import (
    Line,
    could_be_heading,
    ends_sentence,
    ends_with_colon,
    is_bullet,
    is_cjk,
    is_upper,
    join,
    starts_lower,
)

_LONG_LINE = 50
_PLAIN_LIMIT = 100
_CJK_PLAIN_LIMIT = 40
_LARGEST_GAP = 3
_MOST_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, over one or several lines.

    Attributes:
        first: index of its first line.
        last: index of its last line.
        text: number and title on one line, as in a section path.
        form: how it shows itself.
    """

    first: int
    last: int
    text: str
    form: HeadingForm


def find_headings(
    lines: Sequence[Line], free: Sequence[bool], actors: Collection[int] = ()
) -> dict[int, Heading]:
    """Finds all headings except "1. Title" ones.

    Args:
        lines: the document.
        free: for each line, whether it may be a heading (not a note, not boilerplate).
        actors: first lines of the names of those who speak; a decision's number is a heading
            of its own kind where one speaks below it.

    Returns:
        Headings by the index of their first line.
    """
    finder = _Finder(lines, free, actors)
    found: dict[int, Heading] = {}
    index = 0
    while index < len(lines):
        heading = finder.heading_at(index)
        if heading:
            found[index] = heading
            index = heading.last
        index += 1
    return found


class _Finder:
    """Walks down the document and remembers the last number of each kind of heading."""

    def __init__(
        self, lines: Sequence[Line], free: Sequence[bool], actors: Collection[int]
    ) -> None:
        self._lines = lines
        self._free = free
        self._actors = actors
        self._last: dict[HeadingKind, int] = {}
        self._end_of_heading = -1
        self._next_filled = _next_filled(lines, free)
        self._body = _first_labelled(lines, free)

    def heading_at(self, index: int) -> Heading | None:
        line = self._lines[index]
        if line.blank or not self._free[index]:
            return None
        if decision := self._decision(index):
            return self._accept(decision)
        for form in heading_forms(line):
            heading = self._numbered(index, form)
            if heading:
                return self._accept(heading)
        form_without_number = self._unnumbered(index)
        if form_without_number:
            last = self._wrapped_until(index)
            return self._accept(
                Heading(index, last, self._joined(index, last), form_without_number)
            )
        return None

    def _accept(self, heading: Heading) -> Heading:
        form = heading.form
        lower = [kind for kind in SEQUENTIAL if kind in self._last and RANKS[kind] > form.rank]
        for kind in lower:
            del self._last[kind]
        if form.kind in SEQUENTIAL:
            self._last[form.kind] = form.value
        self._end_of_heading = heading.last
        return heading

    def _numbered(self, index: int, form: HeadingForm) -> Heading | None:
        if form.kind in SEQUENTIAL and not self._continues(index, form):
            return None
        if form.kind is HeadingKind.MARKUP:
            return Heading(index, index, form.title, form)
        if form.title or form.text:
            last = index if form.text else self._wrapped_until(index)
            text = form.number if form.text else self._joined(index, last)
            return Heading(index, last, text, form)
        title = self._title_below(index)
        if title is None:
            needs_title = form.kind in SEQUENTIAL
            return None if needs_title else Heading(index, index, form.number, form)
        last = self._wrapped_until(title)
        return Heading(index, last, f"{form.number} {self._joined(title, last)}", form)

    def _decision(self, index: int) -> Heading | None:
        """The number of a decision, with its title, above the name of the body that speaks."""
        form = decision_form(self._lines[index]) if self._actors else None
        if form is None or not self._at_boundary(index):
            return None
        first = index if form.title else self._title_below(index)
        last = index if first is None else self._wrapped_until(first)
        if not self._speaks_below(last):
            return None
        text = self._joined(index, last)
        if not form.title and first is not None:
            text = f"{form.number} {self._joined(first, last)}"
        return Heading(index, last, text, form)

    def _speaks_below(self, index: int) -> bool:
        """Whether the name of a body follows, a few lines between that could be titles."""
        below, between = index + 1, 0
        while below < len(self._lines) and between <= _MOST_BETWEEN:
            line = self._lines[below]
            if below in self._actors:
                return True
            if not line.blank:
                if match_label(line.text) or decision_form(line) or heading_forms(line):
                    return False
                between += 1
            below += 1
        return False

    def _continues(self, index: int, form: HeadingForm) -> bool:
        last = self._last.get(form.kind, 0)
        if form.value == 1 or (last and form.value == last + 1):
            return index < self._body or self._at_boundary(index)
        in_reach = last < form.value <= last + _LARGEST_GAP
        return in_reach and bool(form.title) and self._after_blank(index)

    def _title_below(self, index: int) -> int | None:
        below = self._next_filled[index + 1] if index + 1 < len(self._lines) else None
        if below is None or below > index + 2:
            return None
        text = self._lines[below].text
        if self._lines[below].heading_level or not could_be_heading(text):
            return None
        if match_label(text) or is_actor(text) or heading_forms(self._lines[below]):
            return None
        if self._actors and decision_form(self._lines[below]):
            return None
        return below

    def _wrapped_until(self, index: int) -> int:
        """Last line of a title that was wrapped."""
        last = index
        while last + 1 < len(self._lines) and self._continues_title(last):
            last += 1
        return last

    def _continues_title(self, index: int) -> bool:
        line, below = self._lines[index], self._lines[index + 1]
        if below.blank or not self._free[index + 1] or below.heading_level or line.heading_level:
            return False
        if not could_be_heading(below.text) or match_label(below.text) or heading_forms(below):
            return False
        if is_actor(below.text) or (self._actors and decision_form(below)):
            return False
        if is_upper(line.text):
            return is_upper(below.text)
        after = self._lines[index + 2] if index + 2 < len(self._lines) else None
        closed = after is None or after.blank or match_label(after.text) is not None
        return len(line.text) >= _LONG_LINE and closed and not is_cjk(line.text[-1])

    def _unnumbered(self, index: int) -> HeadingForm | None:
        text = self._lines[index].text
        form = unnumbered_form(text)
        if form is None or is_bullet(text) or starts_lower(text) or is_symbol(text):
            return None
        if match_label(text):
            return None
        if not self._at_boundary(index) or self._label_alone_above(index):
            return None
        if form.kind is HeadingKind.CAPITALS:
            return form if self._followed(self._wrapped_until(index)) else None
        limit = _CJK_PLAIN_LIMIT if is_cjk(text[0]) else _PLAIN_LIMIT
        if len(text) > limit or not self._followed(self._wrapped_until(index)):
            return None
        return form

    def _followed(self, index: int) -> bool:
        """Whether a numbered line, a heading or an actor follows, blank lines apart."""
        below = self._next_filled[index + 1] if index + 1 < len(self._lines) else None
        if below is None:
            return False
        line = self._lines[below]
        if match_label(line.text) or is_actor(line.text) or heading_forms(line):
            return True
        blank_between = below > index + 1
        return blank_between and is_upper(self._lines[index].text)

    def _at_boundary(self, index: int) -> bool:
        """Whether the line above has come to an end."""
        if index == 0 or self._after_blank(index) or self._end_of_heading == index - 1:
            return True
        if not self._free[index - 1]:
            return True
        above = self._lines[index - 1].text
        return ends_sentence(above) and not (
            ends_with_colon(above) and not heading_forms(self._lines[index])
        )

    def _after_blank(self, index: int) -> bool:
        return index == 0 or self._lines[index - 1].blank

    def _label_alone_above(self, index: int) -> bool:
        above = next(
            (i for i in (index - 1, index - 2) if i >= 0 and not self._lines[i].blank), None
        )
        if above is None:
            return False
        label = match_label(self._lines[above].text)
        return label is not None and label.end >= len(self._lines[above].text)

    def _joined(self, first: int, last: int) -> str:
        return join([line.text for line in self._lines[first : last + 1]])


def _first_labelled(lines: Sequence[Line], free: Sequence[bool]) -> int:
    """The first line numbered in digits; what stands above it is no running text."""
    numbered = (i for i, line in enumerate(lines) if free[i] and _in_digits(line.text))
    return next(numbered, len(lines))


def _in_digits(text: str) -> bool:
    label = match_label(text)
    return label is not None and label.readings[0].style in (Style.NUMBER, Style.DECIMAL)


def _next_filled(lines: Sequence[Line], free: Sequence[bool]) -> list[int | None]:
    """For each index, the first line from there on that is free and not blank."""
    result: list[int | None] = [None] * (len(lines) + 1)
    for index in range(len(lines) - 1, -1, -1):
        usable = free[index] and not lines[index].blank
        result[index] = index if usable else result[index + 1]
    return result
