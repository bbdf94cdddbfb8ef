"""Splits a draft into its paragraphs: one, or a whole decision with its numbers and letters.

The parser of documents finds what is numbered; what is not, the lines and their opening verbs
tell. Must not look for precedents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.drafting.formulation import Formulation, read_formulation
from index.errors import InvalidQuery
from index.language import detect_language
from index.model import Block, BlockKind, ParsedDocument, PassageKind, Unit
from index.parsing.document import parse_document
from index.reading.text_lines import plain_lines
from retriever.precedents.bullets import with_letters, without_bullets
from retriever.precedents.pasted import clean_pasted
from retriever.query import MAX_QUERY_LENGTH, require_length

MAX_DRAFT_LENGTH = 400_000
"""Code points of a whole draft."""

MAX_PARAGRAPHS = 200
"""Of one draft."""

_LATIN = frozenset({"en", "fr", "es"})
_ENDS = re.compile(r"[;；؛.。:：,，،!?؟][\"'”’»）)\]]*$")
_CLOSES = re.compile(r"[;；؛.。!?؟][\"'”’»）)\]]*$")
_OPENS = (",", "，", "،", ":", "：")
_TITLES_NAMED = 3
_SHORT_LINE = 60  # letters: a title or a body's name; a sentence without a verb is longer
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A paragraph of a draft.

    Attributes:
        text: its words, without its number.
        label: its number in the draft ("3", "3(a)", "pp2"); "" where it has none.
        lang: BCP 47 tag, "und" where it cannot be told.
        chapeau: what governs it, of a sub-paragraph; "" elsewhere.
        formulation: its verbs and addressees, its parent's where it has none, and its matter.
    """

    text: str
    label: str
    lang: str
    chapeau: str
    formulation: Formulation

    @property
    def matter(self) -> str:
        """What it says, verb and addressee left out."""
        return self.text[self.formulation.start : self.formulation.end] or self.text


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft taken apart.

    Attributes:
        paragraphs: in order, at least one.
        notes: what was taken out or passed over, one sentence each.
    """

    paragraphs: tuple[DraftParagraph, ...]
    notes: tuple[str, ...]


def read_draft(text: str, lang: str | None = None) -> Draft:
    """Clean a draft and split it.

    Args:
        text: one paragraph or many, as typed or pasted.
        lang: BCP 47 tag of the draft; None to tell it paragraph by paragraph. A paragraph in
            another script keeps its own.

    Raises:
        InvalidQuery: it holds no word, is too long or has too many paragraphs.
    """
    require_length(text, MAX_DRAFT_LENGTH)
    pasted = clean_pasted(text)
    if not _WORD.search(pasted.text):
        raise InvalidQuery("the draft is empty", hint="paste a paragraph, or a whole draft")
    split = _split(pasted.text, lang)
    pieces = split.pieces
    if len(pieces) > MAX_PARAGRAPHS:
        raise InvalidQuery(
            f"the draft has {len(pieces):,} paragraphs; at most {MAX_PARAGRAPHS} are read at once "
            f"(the next begins «{pieces[MAX_PARAGRAPHS].text[:60]}»)",
            hint="send it in parts",
        )
    return Draft(tuple(_paragraphs(pieces, lang)), (*pasted.notes, *_notes(split)))


def one_paragraph(text: str, lang: str | None = None) -> DraftParagraph:
    """A text as one paragraph, however it is laid out.

    Raises:
        InvalidQuery: it holds no word or is too long.
    """
    pasted = clean_pasted(text)
    if not _WORD.search(pasted.text):
        raise InvalidQuery("the draft is empty", hint="paste a paragraph, or a whole draft")
    text = " ".join(without_bullets(pasted.text).split())
    (paragraph,) = _paragraphs([_Piece(text)], lang)
    return paragraph


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph before its language and verbs are known."""

    text: str
    label: str = ""
    parent: str = ""
    chapeau: str = ""
    kind: PassageKind = PassageKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class _Split:
    """A draft's paragraphs, in order, and what was passed over: titles, the body's name."""

    pieces: tuple[_Piece, ...]
    passed_over: tuple[str, ...] = ()


def _split(text: str, lang: str | None) -> _Split:
    """The paragraphs of a cleaned draft; all of it is one where it has no other."""
    whole = _Piece(" ".join(without_bullets(text).split()))
    lines = list(plain_lines(list(with_letters(text.split("\n")))))
    parsed = parse_document(lines, name="draft", lang=lang or detect_language(text), metadata={})
    said: list[_Piece] = []
    passed_over: list[str] = []
    for piece in _of_blocks(parsed):
        if piece.label or _is_paragraph(piece.text, lang):
            said.append(piece)
        else:
            passed_over.append(piece.text)
    return _Split(tuple(said), tuple(passed_over)) if said else _Split((whole,))


def _notes(split: _Split) -> Iterator[str]:
    titles = [text for text in split.passed_over if not text.endswith(_OPENS)]
    if titles:
        named = ", ".join(f"«{text[:60]}»" for text in titles[:_TITLES_NAMED])
        left = len(titles) - _TITLES_NAMED
        yield f"passed over as titles: {named}" + (f" and {left} more" if left > 0 else "")


def _of_blocks(parsed: ParsedDocument) -> Iterator[_Piece]:
    units = {unit.label: unit for unit in parsed.units}
    for block in parsed.blocks:
        match block.kind:
            case BlockKind.PASSAGE:
                unit = units.pop(block.label, None)  # one that goes on behind a heading comes once
                if unit is not None and unit.text.strip():
                    yield _of_unit(unit)
            case BlockKind.HEADER | BlockKind.HEADING | BlockKind.TEXT:
                yield from _of_lines(block)


def _of_unit(unit: Unit) -> _Piece:
    return _Piece(unit.text, unit.label, unit.parent, unit.chapeau, unit.kind)


def _of_lines(block: Block) -> Iterator[_Piece]:
    """Paragraphs of lines that carry no number: a line that ends none goes on in the next."""
    held: list[str] = []
    for line in block.text.split("\n"):
        words = " ".join(line.split())
        if not words or (held and _ENDS.search(held[-1])):
            yield from _joined(held)
            held = []
        if words:
            held.append(words)
    yield from _joined(held)


def _joined(lines: Sequence[str]) -> Iterator[_Piece]:
    if lines:
        yield _Piece(" ".join(lines))


def _is_paragraph(text: str, lang: str | None) -> bool:
    """Whether a text without a number is one of the paragraphs, no title nor the body's name."""
    told = _language(text, lang)
    if read_formulation(text, told).verbs:
        return True
    if _CLOSES.search(text):
        return True
    return len(text) > _SHORT_LINE and not text.isupper() and not text.endswith(_OPENS)


def _paragraphs(pieces: Sequence[_Piece], lang: str | None) -> Iterator[DraftParagraph]:
    of_label: dict[str, Formulation] = {}
    for piece in pieces:
        require_length(piece.text, MAX_QUERY_LENGTH)
        told = _language(piece.text, lang)
        own = read_formulation(piece.text, told, piece.kind)
        if piece.label:
            own = _governed(own, of_label.get(piece.parent))
            of_label[piece.label] = own
        yield DraftParagraph(piece.text, piece.label, told, piece.chapeau, own)


def _governed(own: Formulation, parent: Formulation | None) -> Formulation:
    """A sub-paragraph without a verb of its own does what its parent does."""
    if own.verbs or parent is None or not parent.verbs:
        return own
    return Formulation(parent.verbs, parent.addressees, own.start, own.end)


def _language(text: str, lang: str | None) -> str:
    told = detect_language(text, default=lang or "und")
    if lang and told in _LATIN and lang.partition("-")[0] in _LATIN:
        return lang
    return told
