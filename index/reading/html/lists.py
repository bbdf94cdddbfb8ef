"""Numbers of the items of HTML lists, printed as the documents of our field print them.

HTML tells the kind of a number ("a", "i"), not its brackets; these are supplied: "1.", then "(a)",
"(i)" (French and Spanish "a)", "i)"), and "a.", "i." where that kind is in force above already.
Must not know of tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.parsing import numerals
from index.parsing.labels import match_label

_HAN_DIGITS = "〇一二三四五六七八九"
_LARGEST = 9999
_WITHOUT_OPENING = ("fr", "es")
BULLET = "•"


class ListKind(StrEnum):
    """How the items of a list are marked."""

    DECIMAL = "1"
    LETTER = "a"
    CAPITAL = "A"
    ROMAN = "i"
    CAPITAL_ROMAN = "I"
    HAN = "一"
    BULLET = "•"
    NONE = "none"


_OF_STYLE = {
    "decimal": ListKind.DECIMAL,
    "decimal-leading-zero": ListKind.DECIMAL,
    "arabic-indic": ListKind.DECIMAL,
    "lower-alpha": ListKind.LETTER,
    "lower-latin": ListKind.LETTER,
    "upper-alpha": ListKind.CAPITAL,
    "upper-latin": ListKind.CAPITAL,
    "lower-roman": ListKind.ROMAN,
    "upper-roman": ListKind.CAPITAL_ROMAN,
    "cjk-decimal": ListKind.HAN,
    "cjk-ideographic": ListKind.HAN,
    "simp-chinese-informal": ListKind.HAN,
    "trad-chinese-informal": ListKind.HAN,
    "disc": ListKind.BULLET,
    "circle": ListKind.BULLET,
    "square": ListKind.BULLET,
    "none": ListKind.NONE,
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;}]{1,200})", re.IGNORECASE)


def kind_of_style(css: str) -> ListKind | None:
    """The kind that a `list-style` or `list-style-type` in some CSS names; None where none does."""
    found = _STYLE.search(css)
    words = found[1].lower().replace("!", " ").split() if found else ()
    return next((_OF_STYLE[word] for word in words if word in _OF_STYLE), None)


def kind_of_type(value: str) -> ListKind | None:
    """The kind that an attribute `type="a"` names."""
    known = (
        ListKind.DECIMAL,
        ListKind.LETTER,
        ListKind.CAPITAL,
        ListKind.ROMAN,
        ListKind.CAPITAL_ROMAN,
    )
    if value in known:
        return ListKind(value)
    return _OF_STYLE.get(value.lower())


class OpenList:
    """A list that is being read.

    Args:
        kind: how its items are marked.
        start: number of its first item; None where it does not say.
        backwards: whether its numbers fall.
        nested: whether it stands in another list.
        used_above: whether a list around it is of the same kind.
        lang: language of the page, which decides on brackets; "" where it does not say.
    """

    def __init__(
        self,
        kind: ListKind,
        *,
        start: int | None,
        backwards: bool,
        nested: bool,
        used_above: bool,
        lang: str,
    ) -> None:
        self.kind = kind
        self.nested = nested
        self.used_above = used_above
        self.opening = "" if lang.lower().startswith(_WITHOUT_OPENING) else "("
        self._backwards = backwards
        self._from_end = backwards and start is None
        self._next = 0 if self._from_end else (1 if start is None else start)
        self._items = 0

    def marker(self, *, value: int | None, kind: ListKind | None) -> Marker:
        """The mark of the next item; `value` and `kind` are the item's own, where it has them."""
        self._items += 1
        if value is not None:
            self._next, self._from_end = value, False
        marker = Marker(kind or self.kind, self._next, self)
        self._next += -1 if self._backwards else 1
        return marker

    @property
    def last(self) -> int:
        """What falls to the first item of a list that counts down and does not say from where."""
        return self._items if self._from_end else 0


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark of an item.

    Attributes:
        kind: of mark.
        number: the item's number; of a list that counts down to 1, less the number of its items.
        owner: the list.
    """

    kind: ListKind
    number: int
    owner: OpenList

    @property
    def value(self) -> int:
        """The item's number, once its list was read to its end."""
        return self.number + self.owner.last

    def printed(self, text: str) -> str:
        """The mark before an item's text, with a space; "" where the text brings its own."""
        own = match_label(text)
        if own and (
            self.kind is ListKind.BULLET
            or any(reading.value == (self.value,) for reading in own.readings)
        ):
            return ""
        label = self._label()
        return f"{label} " if label else ""

    def _label(self) -> str:
        value, owner = self.value, self.owner
        match self.kind:
            case ListKind.NONE:
                return ""
            case ListKind.BULLET:
                return BULLET
            case ListKind.LETTER if 0 < value <= _LARGEST:
                return self._bracketed(numerals.to_letter(value))
            case ListKind.ROMAN if 0 < value <= _LARGEST:
                return self._bracketed(numerals.to_roman(value))
            case ListKind.CAPITAL if 0 < value <= _LARGEST:
                return f"{numerals.to_letter(value).upper()}."
            case ListKind.CAPITAL_ROMAN if 0 < value <= _LARGEST:
                return f"{numerals.to_roman(value).upper()}."
            case ListKind.HAN if 0 < value < 100:
                return f"({_han(value)})" if owner.nested else f"{_han(value)}、"
        return f"({value})" if owner.used_above else f"{value}."

    def _bracketed(self, number: str) -> str:
        return f"{number}." if self.owner.used_above else f"{self.owner.opening}{number})"


def _han(value: int) -> str:
    tens, ones = divmod(value, 10)
    if not tens:
        return _HAN_DIGITS[ones]
    head = "" if tens == 1 else _HAN_DIGITS[tens]
    return f"{head}十{_HAN_DIGITS[ones] if ones else ''}"
