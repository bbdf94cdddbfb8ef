"""Which note belongs to which place: by its printed mark, or by scars that match the notes exactly.

Must not guess: where marks and scars do not settle it, the note stays unanchored and a warning
says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.model import Footnote, FootnoteRef
from index.parsing.marks import MarkedText, MarkStyle, chosen_style, take_out
from index.parsing.notes import Note
from index.parsing.scars import Scar


@dataclass(frozen=True, slots=True)
class Place:
    """A text that marks can stand in.

    Attributes:
        label: of the unit; "" for a heading, a line of the header or unnumbered text.
        text: with its marks.
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """What became of a document's notes.

    Attributes:
        footnotes: the notes, in order.
        texts: text and marks of each unit, by label.
        style: how the marks are printed; None where they are not.
        warnings: what could not be settled.
    """

    footnotes: tuple[Footnote, ...]
    texts: Mapping[str, MarkedText]
    style: MarkStyle | None
    warnings: tuple[str, ...]

    def without_marks(self, text: str) -> str:
        """A heading without the marks of notes."""
        numbers = [note.number for note in self.footnotes]
        return take_out(text, self.style, numbers).text if self.style else text


def anchor_notes(places: Sequence[Place], notes: Sequence[Note], scars: Sequence[Scar]) -> Anchored:
    """Attaches notes to units.

    Args:
        places: all texts of the document, in order.
        notes: all notes, in order.
        scars: where marks may have been lost.
    """
    counted = [note for note in notes if not _is_sign(note.number)]
    signs = list(dict.fromkeys(note.number for note in notes if _is_sign(note.number)))
    numbers = [note.number for note in counted]
    style = chosen_style([place.text for place in places], numbers)
    found: dict[str, str] = {}
    texts: dict[str, MarkedText] = {}
    for place in places:
        marked = _read_marks(place.text, style, numbers, signs, len(found))
        for ref in marked.refs:
            found.setdefault(ref.number, place.label)
        if place.label:
            texts[place.label] = marked
    warnings: list[str] = []
    if counted and style is None:
        if len(scars) == len(counted):
            _attach_scars(texts, found, counted, scars)
        else:
            warnings.append(
                f"The marks of {len(counted)} notes were lost and {len(scars)} places in the text "
                "could have held them; these notes are attached to no paragraph."
            )
    missing = [note.number for note in notes if note.number not in found]
    if missing and not warnings:
        warnings.append(f"No mark was found for these notes: {', '.join(missing)}.")
    footnotes = tuple(_footnote(note, found) for note in notes)
    return Anchored(footnotes, texts, style, tuple(warnings))


def _is_sign(number: str) -> bool:
    return not number[:1].isalnum()


def _read_marks(
    text: str, style: MarkStyle | None, numbers: Sequence[str], signs: Sequence[str], seen: int
) -> MarkedText:
    if style is MarkStyle.LOST:
        lost = take_out(text, style, ["\ufffd"])
        counted = tuple(
            FootnoteRef(numbers[seen + place], ref.offset) for place, ref in enumerate(lost.refs)
        )
        return MarkedText(lost.text, counted)
    marked = take_out(text, style, numbers) if style else MarkedText(text, ())
    return _read_signs(marked, signs)


def _read_signs(marked: MarkedText, signs: Sequence[str]) -> MarkedText:
    """Takes out asterisks that a note explains, where they end a word or the text."""
    text, refs = marked.text, list(marked.refs)
    for sign in sorted(signs, key=len, reverse=True):
        at = text.find(sign)
        ends_word = at > 0 and not text[at - 1].isspace() and text[at + len(sign) :][:1] != sign[0]
        if ends_word:
            refs = [
                FootnoteRef(ref.number, ref.offset - len(sign) if ref.offset > at else ref.offset)
                for ref in refs
            ]
            refs.append(FootnoteRef(sign, at))
            text = text[:at] + text[at + len(sign) :]
    return MarkedText(text, tuple(sorted(refs, key=lambda ref: ref.offset)))


def _attach_scars(
    texts: dict[str, MarkedText],
    found: dict[str, str],
    notes: Sequence[Note],
    scars: Sequence[Scar],
) -> None:
    for note, scar in zip(notes, scars, strict=True):
        marked = texts[scar.label]
        refs = (*marked.refs, FootnoteRef(note.number, min(scar.offset, len(marked.text))))
        texts[scar.label] = MarkedText(marked.text, refs)
        found[note.number] = scar.label


def _footnote(note: Note, found: Mapping[str, str]) -> Footnote:
    return Footnote(
        note.number,
        note.text,
        note.urls,
        found.get(note.number, ""),
        note.number in found,
        note.first + 1,
    )
