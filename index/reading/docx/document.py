"""Reads a DOCX: opens its parts in their order and hands each what it needs of the others.

Must not interpret XML itself, nor decide how paragraphs are printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.errors import UnreadableFile
from index.model import MetadataValue
from index.reading.docx import properties
from index.reading.docx.inline import Inline
from index.reading.docx.markup import Element, attribute, name_of
from index.reading.docx.notes import NoteForm, Notes
from index.reading.docx.numbering import Counter, Numbering
from index.reading.docx.package import Package
from index.reading.docx.pieces import (
    NoteKey,
    Piece,
    chosen_marking,
    printed,
)
from index.reading.docx.printing import lines_of
from index.reading.docx.story import Story, joined, note_forms
from index.reading.docx.styles import Styles
from index.reading.rendered import Rendered

_HEADER_TYPES = ("first", "default", "even")
_RESTART_WARNING = (
    "{kind}s are numbered anew on each page or in each section; here their numbers run through."
)


def read_docx(content: bytes, *, name: str) -> Rendered:
    """Reads a DOCX as its reader sees it.

    Automatic numbers stand before their paragraphs, marks of notes are superscript digits with the
    notes after a rule at the end, tracked changes are accepted, hidden text, comments, page headers
    and footers are left out.

    Args:
        content: the whole file.
        name: its name, for messages.

    Returns:
        Lines; as metadata the title of its properties and the symbol of its page header, where
        there are any.

    Raises:
        UnreadableFile: it is damaged, encrypted, empty, too large, or made to do harm.
        UnsupportedFormat: it is no document of a word processor.
    """
    return _Reader(Package(content, name=name), name).read()


@dataclass(frozen=True, slots=True)
class _NoNotes:
    """Where no notes can be: in notes themselves, and in page headers."""

    def has(self, note: NoteKey) -> bool:
        del note
        return False

    def meet(self, note: NoteKey, sign: str) -> None:
        """Is never called, as there are none."""


class _Reader:
    """Reads the parts of one file, each with what it needs of the others."""

    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._name = name
        self._warnings: dict[str, None] = {}
        self._styles = Styles(self._children("styles"))
        self._numbering = Numbering(self._children("numbering"))

    def read(self) -> Rendered:
        notes = Notes(dict(self._notes()))
        counter = Counter(self._numbering)
        story = self._story(self._package.main, counter, notes)
        paragraphs = [
            paragraph
            for element in self._package.elements(self._package.main, depth=2)
            for paragraph in story.read(element)
        ]
        paragraphs += story.finish()
        forms = {**self._usual_note_forms(), **story.note_forms}
        numbers = notes.numbers(forms)
        marking = chosen_marking(paragraphs, numbers)
        lines = tuple(lines_of(paragraphs, numbers, marking, notes.printed(numbers)))
        if not lines:
            raise UnreadableFile(
                f"{self._name} holds no text.",
                hint="If its pages are pictures, recognise their text (OCR) first.",
            )
        self._note_doubts(counter, forms, numbers)
        return Rendered(lines, self._metadata(story.headers), tuple(self._warnings))

    def _children(self, kind: str) -> Iterator[Element]:
        """Elements of a part that the main part refers to; none where it does not."""
        part = self._package.related(self._package.main, kind)
        return self._package.elements(part) if part else iter(())

    def _story(self, part: str, counter: Counter, notes: Notes | _NoNotes) -> Story:
        inline = Inline(self._styles, notes, self._package.relations(part), self._warnings)
        return Story(self._styles, self._numbering, counter, inline, self._warnings)

    def _notes(self) -> Iterator[tuple[NoteKey, tuple[Piece, ...]]]:
        """Every note of the file that has a text."""
        for kind in ("footnote", "endnote"):
            part = self._package.related(self._package.main, f"{kind}s")
            if not part:
                continue
            story = self._story(part, Counter(self._numbering), _NoNotes())
            for element in self._package.elements(part):
                if name_of(element) != f"w:{kind}" or attribute(element, "w:type") not in (
                    "",
                    "normal",
                ):
                    continue
                paragraphs = [
                    paragraph for item in element for paragraph in story.read(item)
                ] + story.finish()
                if paragraphs:
                    yield NoteKey(kind, attribute(element, "w:id")), joined(paragraphs, "\n")

    def _usual_note_forms(self) -> dict[str, NoteForm]:
        """How the settings of the document number notes."""
        found: dict[str, NoteForm] = {}
        for element in self._children("settings"):
            found.update(note_forms([element]))
        return found

    def _metadata(self, headers: Mapping[str, str]) -> dict[str, MetadataValue]:
        package = self._package
        fields: dict[str, MetadataValue] = {}
        core = package.related("", "core-properties")
        if core and (title := properties.title_in(package.elements(core))):
            fields["title"] = title
        custom = package.related("", "custom-properties")
        symbol = self._symbol_in_headers(headers) or (
            properties.symbol_in_properties(package.elements(custom)) if custom else ""
        )
        if symbol:
            fields["symbol"] = symbol
        return fields

    def _symbol_in_headers(self, headers: Mapping[str, str]) -> str:
        """The symbol that the page headers of the first section agree on, the first page's first.

        Masthead and running head both name it.
        """
        relations = self._package.relations(self._package.main) if headers else {}
        for place in _HEADER_TYPES:
            relation = relations.get(headers.get(place, ""))
            if relation is None or not self._package.has(relation.target):
                continue
            story = self._story(relation.target, Counter(self._numbering), _NoNotes())
            paragraphs = [
                paragraph
                for element in self._package.elements(relation.target)
                for paragraph in story.read(element)
            ]
            texts = [printed(paragraph.pieces, {}) for paragraph in paragraphs]
            if symbol := properties.symbol_in_header(texts):
                return symbol
        return ""

    def _note_doubts(
        self, counter: Counter, forms: Mapping[str, NoteForm], numbers: Mapping[NoteKey, str]
    ) -> None:
        kinds = {note.kind for note in numbers}
        for kind, form in forms.items():
            if form.restarts and kind in kinds:
                self._warnings[_RESTART_WARNING.format(kind=kind.capitalize())] = None
        for unknown in sorted(counter.unknown):
            self._warnings[f"Numbers in Word's format {unknown} were written in digits."] = None
