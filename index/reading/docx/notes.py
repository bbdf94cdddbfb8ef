"""Footnotes and endnotes: their texts, the order of their marks, and the numbers they print.

Must not read XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.reading.docx.number_formats import written
from index.reading.docx.pieces import NoteKey, Piece, is_sign

_NAME = re.compile(r"\w{1,16}")
_LONGEST_SIGN = 16


@dataclass(frozen=True, slots=True)
class NoteForm:
    """How notes of a kind are numbered.

    Attributes:
        form: number format.
        start: first number.
        restarts: whether counting begins anew on each page or in each section.
    """

    form: str = ""
    start: int = 1
    restarts: bool = False


_USUAL_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as it is printed at the end: number or sign, and text."""

    number: str
    pieces: tuple[Piece, ...]


class Notes:
    """The notes of a document, in the order of their marks.

    Args:
        texts: every note that the file holds.
    """

    def __init__(self, texts: Mapping[NoteKey, tuple[Piece, ...]]) -> None:
        self._texts = texts
        self._signs: dict[NoteKey, str] = {}

    def has(self, note: NoteKey) -> bool:
        """Whether there is a note to a mark."""
        return note in self._texts

    def meet(self, note: NoteKey, sign: str) -> None:
        """A mark was met; `sign` is what is printed for it, "" for the next number."""
        self._signs.setdefault(note, sign.strip()[:_LONGEST_SIGN])

    def numbers(self, forms: Mapping[str, NoteForm]) -> dict[NoteKey, str]:
        """The number or sign of each note whose mark was met; no two have the same.

        A sign that was used before, or that the parser could not find again, gives way to a number
        after the last.
        """
        wanted = dict(self._wanted(forms))
        numbers: dict[NoteKey, str] = {}
        taken: set[str] = set()
        for note, number in wanted.items():
            if number not in taken and (is_sign(number) or _NAME.fullmatch(number)):
                numbers[note] = number
                taken.add(number)
        last = max((int(n) for n in taken if n.isascii() and n.isdecimal()), default=0)
        for note in wanted:
            if note not in numbers:
                last += 1
                numbers[note] = str(last)
        return numbers

    def printed(self, numbers: Mapping[NoteKey, str]) -> list[PrintedNote]:
        """The notes in the order of print: signs, then numbers, then other names."""
        places = {note: place for place, note in enumerate(numbers)}

        def order(note: NoteKey) -> tuple[int, int]:
            number = numbers[note]
            if number.isascii() and number.isdecimal():
                return 1, int(number)
            return (0 if is_sign(number) else 2), places[note]

        return [
            PrintedNote(numbers[note], self._without_sign(note))
            for note in sorted(numbers, key=order)
        ]

    def _wanted(self, forms: Mapping[str, NoteForm]) -> Iterator[tuple[NoteKey, str]]:
        """What Word prints for each mark."""
        counts = dict.fromkeys(_USUAL_FORMS, 0)
        for note, sign in self._signs.items():
            if sign:
                yield note, sign
                continue
            form = forms.get(note.kind, NoteForm())
            value = form.start + counts[note.kind]
            counts[note.kind] += 1
            yield note, written(value, form.form or _USUAL_FORMS[note.kind]) or str(value)

    def _without_sign(self, note: NoteKey) -> tuple[Piece, ...]:
        """The text of a note without the sign that its author typed before it."""
        pieces, sign = self._texts[note], self._signs[note]
        first = pieces[0] if pieces else ""
        if sign and isinstance(first, str) and first.lstrip().startswith(sign):
            return (first.lstrip().removeprefix(sign), *pieces[1:])
        return pieces
