"""Prints paragraphs and notes as lines.

A paragraph is one line, with a blank line before the next; notes follow the text after a rule, as
on the page. Must not interpret what the lines say, beyond which headings belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.parsing.heading_forms import HeadingKind, heading_forms
from index.parsing.lines import Line, could_be_heading, join, tidy
from index.reading.docx.notes import PrintedNote
from index.reading.docx.pieces import (
    Marking,
    NoteKey,
    Paragraph,
    is_sign,
    marked,
    printed,
    raised,
)

_RULE = "__________"
_LEADER = " ..... "
_LOWEST_HEADING = 6
_NAMED = frozenset({HeadingKind.ANNEX, HeadingKind.ARTICLE, HeadingKind.DIVISION})


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line before it is numbered."""

    raw: str
    text: str
    level: int = 0


def lines_of(
    paragraphs: Sequence[Paragraph],
    numbers: Mapping[NoteKey, str],
    marking: Marking,
    notes: Sequence[PrintedNote],
) -> Iterator[Line]:
    """Every line of the document, numbered from 1."""
    count = 0
    shift = _title_shift(paragraphs)
    groups = (
        tuple(_paragraph_lines(paragraph, numbers, marking, shift)) for paragraph in paragraphs
    )
    for group in _with_titles(groups):
        if count:
            count += 1
            yield Line(count, "", "")
        for line in group:
            count += 1
            yield Line(count, line.raw, line.text, line.level)
    if notes:
        yield Line(count + 1, "", "")
        yield Line(count + 2, _RULE, _RULE)
        count += 2
    for note in notes:
        count += 1
        yield _note_line(count, note, marking)


def _with_titles(groups: Iterable[tuple[_Printed, ...]]) -> Iterator[tuple[_Printed, ...]]:
    """Makes one heading of a number and its title, where each has a paragraph of its own.

    "IV." joins its title; under "Annex I" the title is no heading beside it, but part of it.
    """
    held: tuple[_Printed, ...] = ()
    for group in groups:
        kind = _kind_without_title(held)
        if kind and len(group) == 1 and group[0].level == held[0].level:
            if kind in _NAMED:
                yield held
                held = (replace(group[0], level=0),)
                continue
            number, title = held[0], group[0]
            held = ()
            yield (
                _Printed(f"{number.raw} {title.raw}", f"{number.text} {title.text}", number.level),
            )
            continue
        if held:
            yield held
        held = group
    if held:
        yield held


def _kind_without_title(group: tuple[_Printed, ...]) -> HeadingKind | None:
    """What kind of heading a lone number is; None for anything else."""
    return _lone_number(group[0].text) if len(group) == 1 and group[0].level else None


def _lone_number(text: str) -> HeadingKind | None:
    """What kind of heading a number without a title is ("IV.", "Annex I"); None for others."""
    forms = heading_forms(Line(0, "", text))
    return forms[0].kind if forms and not forms[0].title and not forms[0].text else None


def _paragraph_lines(
    paragraph: Paragraph, numbers: Mapping[NoteKey, str], marking: Marking, shift: int
) -> Iterator[_Printed]:
    """The lines of a paragraph: one, or more where its author broke it; a heading is always one."""
    raw = _broken(paragraph.label + printed(paragraph.pieces, numbers))
    text = _broken(paragraph.label + marked(paragraph.pieces, numbers, marking))
    if paragraph.is_contents:
        text = _led(text)
    level = _heading_level(paragraph, tidy(join(text)), shift)
    if level:
        yield _Printed(" ".join(raw), tidy(join(map(tidy, text))), level)
        return
    for shown, read in zip(raw, text, strict=True):
        if tidy(read):
            yield _Printed(shown, tidy(read))


def _broken(text: str) -> list[str]:
    """A text cut where its author broke the line."""
    return [line.strip(" \t") for line in text.split("\n")]


def _led(lines: list[str]) -> list[str]:
    """An entry of a table of contents with the leader that its last tab stands for."""
    head, tab, page = lines[-1].rpartition("\t")
    return [*lines[:-1], f"{head}{_LEADER}{page}"] if tab and head.strip() else lines


def _title_shift(paragraphs: Sequence[Paragraph]) -> int:
    """1 where one title stands above all headings, which are then a level lower; else 0."""
    titles = [place for place, paragraph in enumerate(paragraphs) if paragraph.is_title]
    first = next(
        (place for place, p in enumerate(paragraphs) if p.outline is not None and not p.is_title),
        len(paragraphs),
    )
    return 1 if len(titles) == 1 and titles[0] < first else 0


def _heading_level(paragraph: Paragraph, text: str, shift: int) -> int:
    """Level of a heading from 1; 0 for what is none, as a sentence in the style of a heading."""
    if paragraph.is_contents or not (could_be_heading(text) or _lone_number(text)):
        return 0
    if paragraph.is_title:
        return shift
    if paragraph.outline is None:
        return 0
    return min(paragraph.outline + 1 + shift, _LOWEST_HEADING)


def _note_line(number: int, note: PrintedNote, marking: Marking) -> Line:
    text = join(map(tidy, _broken(marked(note.pieces, {}, marking, links=True)))).strip()
    raw = " ".join(printed(note.pieces, {}).split())
    if is_sign(note.number):
        opening = note.number
    else:
        opening = raised(note.number) if marking is Marking.RAISED else f"[^{note.number}]:"
    return Line(number, f"{raised(note.number)} {raw}", tidy(f"{opening} {text}"))
