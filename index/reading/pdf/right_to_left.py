"""The order in which a row with letters written from right to left is read, told from places alone.

Whatever order a file stores glyphs in, the page shows them from right to left, and numbers and
words of other scripts among them from left to right. Must not look at more than one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from index.reading.pdf.page import Piece

_LETTERS = re.compile("[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_COMBINING = re.compile("[\u064b-\u065f\u0670\u06d6-\u06ed]")
_NUMBER = re.compile(r"\d+(?:[.,:/٫٬]\d+)*")
_SPACE = 0.13
_STROKE_GAP = 0.22
_STROKE_GAP_SPACED = 0.55
"""In a row whose blanks are printed, a gap without one divides no words."""
_SAME_PLACE = 0.01
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_OPENING_REVERSED = re.compile(r"(?:^|\s)[)\]]\w|\w[(\[](?:[\s.،؛:]|$)")
_OPENING = re.compile(r"(?:^|\s)[(\[]\w|\w[)\]](?:[\s.،؛:]|$)")


def is_right_to_left(character: str) -> bool:
    """Whether a character is a letter or sign written from right to left."""
    return _LETTERS.match(character) is not None


def is_vowel_mark(text: str) -> bool:
    """Whether a piece is a mark that stands on a letter."""
    return _COMBINING.match(text) is not None


def reading_order(pieces: Sequence[Piece], size: float) -> str:
    """The text of a row.

    Args:
        pieces: with places counted from the right edge of the page, so that the first to be read
            has the smallest; letters written from right to left are pieces by themselves.
        size: of the row's type.
    """
    ordered = sorted(pieces, key=lambda piece: (piece.left, piece.right))
    letters = list(_with_marks_behind(_without_strokes(_unfolded(ordered), size)))
    text = "".join(_texts(letters, size))
    if len(_OPENING_REVERSED.findall(text)) > len(_OPENING.findall(text)):
        return text.translate(_MIRRORED)
    return text


def _unfolded(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Turns round the letters of a ligature: at one place, they come as seen."""
    start = 0
    for end in range(1, len(pieces) + 1):
        if end < len(pieces) and _is_same_place(pieces[end - 1], pieces[end]):
            continue
        yield from reversed(pieces[start:end])
        start = end


def _is_same_place(one: Piece, other: Piece) -> bool:
    near = abs(one.left - other.left) < _SAME_PLACE and abs(one.right - other.right) < _SAME_PLACE
    return near and all(_LETTERS.match(piece.text) for piece in (one, other))


def _without_strokes(pieces: Iterable[Piece], size: float) -> Iterator[Piece]:
    """Empties the strokes that stretch a word, which some files name by a Latin letter."""
    row = list(pieces)
    spaced = any(piece.text == " " for piece in row)
    widest = (_STROKE_GAP_SPACED if spaced else _STROKE_GAP) * size
    for place, piece in enumerate(row):
        wedged = 0 < place < len(row) - 1 and len(set(piece.text)) == 1 and piece.text.isalpha()
        if wedged and not _LETTERS.match(piece.text):
            before, after = row[place - 1], row[place + 1]
            gaps = (piece.left - before.right, after.left - piece.right)
            joined = all(_LETTERS.match(side.text) for side in (before, after))
            if joined and max(gaps) < widest:
                yield replace(piece, text="", left=before.right, right=after.left)
                continue
        yield piece


def _with_marks_behind(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Puts a vowel mark behind the letter that it stands on."""
    held: list[Piece] = []
    last: Piece | None = None
    for piece in pieces:
        if not _COMBINING.match(piece.text):
            yield piece
            yield from held
            held, last = [], piece
        elif last and last.left <= (piece.left + piece.right) / 2 <= last.right:
            yield piece
        else:
            held.append(piece)
    yield from held


def _texts(pieces: list[Piece], size: float) -> Iterator[str]:
    """Pieces as read: those of other scripts that stand together turned round as one."""
    edge: float | None = None
    for foreign, group in groupby(_classed(pieces), key=lambda pair: pair[0]):
        run = [piece for _, piece in group]
        yield " " if edge is not None and run[0].left - edge > _SPACE * size else ""
        yield from _spaced(run[::-1], size, turned=True) if foreign else _spaced(run, size)
        edge = max(piece.right for piece in run)


def _spaced(run: Sequence[Piece], size: float, *, turned: bool = False) -> Iterator[str]:
    edge: float | None = None
    for piece in run:
        near, far = (-piece.right, -piece.left) if turned else (piece.left, piece.right)
        if edge is not None and near - edge > _SPACE * size:
            yield " "
        yield _shown(piece.text, turned=turned)
        edge = far if edge is None else max(edge, far)


def _shown(text: str, *, turned: bool) -> str:
    """What a piece says; only one that is itself a blank has blanks at its edges."""
    if turned or is_right_to_left(text[:1]):
        return text.strip() or text
    return _numbers_turned(text.strip()) or text


def _numbers_turned(text: str) -> str:
    """Numbers with signs between them, as read: each by itself, one after the other."""
    parts: list[str] = []
    start = 0
    for found in _NUMBER.finditer(text):
        parts += (*text[start : found.start()], found[0])
        start = found.end()
    return "".join(reversed((*parts, *text[start:])))


def _classed(pieces: Sequence[Piece]) -> Iterator[tuple[bool, Piece]]:
    """Each piece with whether it belongs to a stretch that is read from left to right."""
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and not _LETTERS.match(pieces[end].text):
            end += 1
        stretch = pieces[start:end]
        words = [i for i, piece in enumerate(stretch) if any(map(str.isalnum, piece.text))]
        spelled = any(any(map(str.isalpha, stretch[i].text)) for i in words)
        first, last = (words[0], words[-1]) if spelled else (1, 0)
        for place, piece in enumerate(stretch):
            yield first <= place <= last, piece
        if end < len(pieces):
            yield False, pieces[end]
        start = end + 1
