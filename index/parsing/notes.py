"""Finds the notes printed apart from the text: after a rule, under "Notes", or as `[^1]:` lines.

Must not decide where a note's mark stands in the text: that is `marks` and `anchoring`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.parsing import numerals
from index.parsing.boilerplate import is_separator
from index.parsing.lines import Line, is_bullet, join

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_DEFINITION = re.compile(r"\[\^(?P<number>\w{1,16})\]:\s*")
_SUPERSCRIPT = re.compile(r"(?P<number>[⁰¹²³⁴-⁹]{1,3})\s*(?=\S)")
_BRACKETED = re.compile(r"\[(?P<number>\d{1,3})\]\s*(?=\S)")
_SLASHED = re.compile(r"(?P<number>\d{1,3})/\s+(?=\S)")
_COUNTED = re.compile(r"(?P<number>\d{1,3})[.)）、]?\s+(?=\S)")
_STAR = re.compile(r"(?P<number>\*{1,4}|†|‡)\s*(?=[^*\s])")
_LOST = re.compile(r"(?P<number>\ufffd)")
_STARTS = (_LOST, _STAR, _DEFINITION, _SUPERSCRIPT, _BRACKETED, _SLASHED, _COUNTED)
_NUMBERED = re.compile(r"\d{1,3}[.)）、]\s*\S")
_SIGN = re.compile(r"(?<=[^\s*])(\*{1,4}|†|‡)")
_NOTES_TITLE = re.compile(
    r"(?:foot|end)?notes|notes de bas de page|notas(?: (?:a|de) pie de página)?|примечания|сноски"
    r"|الحواشي|حواشي|注|注释|脚注|附注",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r'\ufffd\s*HYPERLINK\s+(?:\\l\s+)?"(?P<url>[^"\ufffd]{0,2000})"[^\ufffd]{0,100}\ufffd+'
)
_URL = re.compile(r"(?:https?://|www\.)[^\s\ufffd<>\"“”）)，。；、》]+")
_URL_TAIL = ".,;:!?»”’'"


@dataclass(frozen=True, slots=True)
class Note:
    """A note as printed.

    Attributes:
        number: its number or sign.
        text: its text without number and field codes.
        urls: its links, in order.
        first: index of its first line.
        last: index of its last line.
        marked: whether the number was printed; false where the mark was lost and it was counted.
    """

    number: str
    text: str
    urls: tuple[str, ...]
    first: int
    last: int
    marked: bool


def find_notes(lines: Sequence[Line], printed_marks: frozenset[str]) -> tuple[Note, ...]:
    """Finds every note of a document.

    Args:
        lines: the document.
        printed_marks: numbers of the superscript and `[n]` marks that stand inside lines; a line
            that starts like a note, away from any rule, is one only if its mark is among them.

    Returns:
        The notes in order; none overlap.
    """
    finder = _Finder(lines, printed_marks)
    found: list[Note] = []
    index = 0
    while index < len(lines):
        run = finder.run_at(index)
        found.extend(run)
        index = run[-1].last + 1 if run else index + 1
    return tuple(found)


def without_fields(text: str) -> str:
    """Takes the codes of link fields out of a text and leaves what they showed."""
    if "HYPERLINK" not in text:
        return text
    return re.sub(r"(?<=\S)\ufffd(?=[.。,，;；)）\s]|$)", "", _FIELD.sub("", text))


def find_urls(text: str) -> tuple[str, ...]:
    """Links in a text, field targets first where both are there; each once, in order."""
    targets = [found["url"] for found in _FIELD.finditer(text)]
    shown = [found[0].rstrip(_URL_TAIL) for found in _URL.finditer(_FIELD.sub("", text))]
    known = {_bare_url(target) for target in targets}
    extra = [url for url in shown if _bare_url(url) not in known]
    return tuple(dict.fromkeys((*targets, *extra)))


def _bare_url(url: str) -> str:
    return re.sub(r"^https?://", "", url).rstrip("/")


class _Finder:
    """Knows of the whole document what tells a note from an item of a list."""

    def __init__(self, lines: Sequence[Line], printed_marks: frozenset[str]) -> None:
        self._lines = lines
        self._marks = printed_marks
        numbered = [i for i, line in enumerate(lines) if _NUMBERED.match(line.text)]
        self._first_numbered = numbered[0] if numbered else len(lines)
        self._last_numbered = numbered[-1] if numbered else -1
        self._signs = {
            sign for line in lines if not line.text.isalnum() for sign in _SIGN.findall(line.text)
        }

    def run_at(self, index: int) -> list[Note]:
        """The notes that begin at a line: a block after a rule, or one with its own mark."""
        line = self._lines[index]
        if line.blank:
            return []
        if is_separator(line.text):
            run = list(self._block(index + 1))
            return run if self._is_apart(index, run) else []
        if _is_notes_title(line):
            return list(self._block(index + 1))
        found = self._own_mark(index)
        return [_note(self._lines, index, found, marked=True)] if found else []

    def _is_apart(self, index: int, run: Sequence[Note]) -> bool:
        """Whether a block after a rule is not simply the next numbered paragraphs."""
        dotted = any(_NUMBERED.match(self._lines[note.first].text) for note in run)
        return not dotted or self._first_numbered < index < self._last_numbered <= run[-1].last

    def _own_mark(self, index: int) -> re.Match[str] | None:
        text = self._lines[index].text
        if definition := _DEFINITION.match(text):
            return definition
        superscript = _SUPERSCRIPT.match(text)
        if superscript and superscript["number"].translate(_SUPERSCRIPTS) in self._marks:
            return superscript
        bracketed = _BRACKETED.match(text)
        if bracketed and bracketed["number"] in self._marks and self._stands_apart(index):
            return bracketed
        star = _STAR.match(text)
        return star if star and self._explains(star["number"], text) else None

    def _stands_apart(self, index: int) -> bool:
        """Whether a note with a common mark stands where notes stand: after a blank or a note."""
        above = self._lines[index - 1] if index else None
        return above is None or above.blank or bool(_BRACKETED.match(above.text))

    def _explains(self, sign: str, text: str) -> bool:
        """Whether a sign was put to a word somewhere, so that this line is no list item."""
        return sign in self._signs and not (is_bullet(text) and len(self._signs) > 1)

    def _block(self, start: int) -> Iterator[Note]:
        """Notes that follow one another from a line on, until a line cannot belong to them."""
        index, counted, shape = self._next_filled(start), 0, None
        while index is not None:
            opening = self._opening(self._lines[index].text, counted, shape)
            if opening is None:
                return
            pattern, found = opening
            lost = pattern is _LOST
            if lost or found["number"].translate(_SUPERSCRIPTS).isdecimal():
                counted += 1
                shape = pattern
            number = str(counted) if lost else ""
            note = _note(self._lines, index, found, marked=not lost, number=number)
            yield note
            counted = int(note.number) if note.number.isdecimal() else counted
            index = self._next_filled(note.last + 1)

    def _opening(
        self, text: str, counted: int, shape: re.Pattern[str] | None
    ) -> tuple[re.Pattern[str], re.Match[str]] | None:
        """How a line of a block starts a note; all counted notes of a block look alike."""
        for pattern in _STARTS:
            found = pattern.match(text)
            if not found or (pattern is _STAR and found["number"] not in self._signs):
                continue
            if pattern in (_STAR, _DEFINITION):
                return pattern, found
            if shape not in (None, pattern):
                continue
            if pattern is _LOST:
                return pattern, found
            value = int(found["number"].translate(_SUPERSCRIPTS))
            if value == counted + 1 or (counted == 0 and pattern is not _COUNTED):
                return pattern, found
        return None

    def _next_filled(self, start: int) -> int | None:
        lines = self._lines
        return next((i for i in range(start, len(lines)) if not lines[i].blank), None)


def _is_notes_title(line: Line) -> bool:
    return len(line.text) <= 40 and _NOTES_TITLE.fullmatch(line.text.strip("*_ :：")) is not None


def _note(
    lines: Sequence[Line], index: int, found: re.Match[str], *, marked: bool, number: str = ""
) -> Note:
    last = index
    while last + 1 < len(lines) and _belongs(lines[last + 1]):
        last += 1
    whole = join(
        [lines[index].text[found.end() :], *(line.text for line in lines[index + 1 : last + 1])]
    )
    printed = found["number"].translate(_SUPERSCRIPTS)
    shown = without_fields(whole).replace("\ufffd", "").strip()
    name = number or numerals.western_digits(printed)
    return Note(name, shown, find_urls(whole), index, last, marked)


def _belongs(line: Line) -> bool:
    """Whether a line continues the note above it."""
    if line.blank or is_separator(line.text):
        return False
    return not any(pattern.match(line.text) for pattern in _STARTS)
