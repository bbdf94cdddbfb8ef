"""Where footnote marks were lost: line breaks and blank lines that nothing else explains.

Must not say which note belongs where: it only counts the scars, and `anchoring` believes them
only where there are exactly as many as notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from index.model import BlockKind
from index.parsing.lines import ends_with_colon, is_bullet, is_cjk, join, joining
from index.parsing.notes import without_fields
from index.parsing.outline import Outline
from index.parsing.units import RawUnit

_WIDEST_WRAP = 160


@dataclass(frozen=True, slots=True)
class Scar:
    """A place where a mark may have been.

    Attributes:
        label: the unit.
        offset: code points into the unit's text.
        index: of the line that the mark ended.
    """

    label: str
    offset: int
    index: int


def find_scars(outline: Outline, actor_lines: frozenset[int]) -> tuple[Scar, ...]:
    """Every scar of a document, in order; none where lines were wrapped to a width.

    Args:
        outline: units and roles of lines.
        actor_lines: indices of lines that say who speaks; they follow without a scar.
    """
    broken = [
        (unit, place)
        for unit in outline.units
        for place in range(1, len(unit.pieces))
        if not is_bullet(unit.pieces[place].text) and unit.pieces[place].index not in actor_lines
    ]
    if _is_wrapped(outline, broken):
        return ()
    places: dict[str, set[int]] = {}
    for unit, place in broken:
        places.setdefault(unit.label, set()).add(place)
    for unit in _before_blanks(outline):
        places.setdefault(unit.label, set()).add(len(unit.pieces))
    return tuple(
        scar for unit in outline.units if unit.label in places for scar in _scars(unit, places)
    )


def _scars(unit: RawUnit, places: Mapping[str, set[int]]) -> Iterator[Scar]:
    """The scars of one unit: at the end of each line that is counted among the places."""
    lengths = accumulate(map(len, joining(piece.text for piece in unit.pieces)))
    has_fields = any("HYPERLINK" in piece.text for piece in unit.pieces)
    for place, (piece, length) in enumerate(zip(unit.pieces, lengths, strict=True), start=1):
        if place in places[unit.label]:
            offset = _length_without_fields(unit, place) if has_fields else length
            yield Scar(unit.label, offset, piece.index)


def _length_without_fields(unit: RawUnit, place: int) -> int:
    return len(without_fields(join(piece.text for piece in unit.pieces[:place])))


def _is_wrapped(outline: Outline, broken: Sequence[tuple[RawUnit, int]]) -> bool:
    """Whether every break could come from a right margin."""
    width = max((len(piece.text) for unit in outline.units for piece in unit.pieces), default=0)
    if width > _WIDEST_WRAP or not broken:
        return False
    return all(_would_not_fit(unit, place, width) for unit, place in broken)


def _would_not_fit(unit: RawUnit, place: int, width: int) -> bool:
    above, below = unit.pieces[place - 1].text, unit.pieces[place].text
    first_word = below[:1] if is_cjk(below[:1]) else below.split(" ", 1)[0]
    return len(above) + 1 + len(first_word) > width


def _before_blanks(outline: Outline) -> tuple[RawUnit, ...]:
    """Units that a blank line follows without a reason; none where blank lines are the rule."""
    followed: list[RawUnit] = []
    neighbours = 0
    for unit, following in zip(outline.units, outline.units[1:], strict=False):
        if not unit.pieces or not _are_siblings(unit, following):
            continue
        last = unit.pieces[-1].index
        between = outline.roles[last + 1 : _first_line(outline, following)]
        if any(role.kind is not BlockKind.BLANK for role in between):
            continue
        neighbours += 1
        if between:
            followed.append(unit)
    return tuple(followed) if len(followed) * 2 <= neighbours else ()


def _are_siblings(unit: RawUnit, following: RawUnit) -> bool:
    """Whether no list begins or ends between two units."""
    same = following.depth == unit.depth and following.parent == unit.parent
    return same and not ends_with_colon(unit.last_text)


def _first_line(outline: Outline, unit: RawUnit) -> int:
    first = unit.pieces[0].index if unit.pieces else 0
    while first and outline.roles[first - 1].label == unit.label:
        first -= 1
    return first
