"""Names in WordprocessingML: elements and attributes by their usual short names ("w:p").

Both dialects of the standard (transitional and strict) have the same short names. Must not know
what an element means.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

Element = Any
"""An element of lxml, which has no types of its own."""

_TRANSITIONAL = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_PREFIXES = {
    f"{_TRANSITIONAL}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_TRANSITIONAL}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_TRANSITIONAL}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_TRANSITIONAL}/markup-compatibility/2006": "mc",
    f"{_TRANSITIONAL}/package/2006/relationships": "rel",
    f"{_TRANSITIONAL}/package/2006/metadata/core-properties": "cp",
    f"{_TRANSITIONAL}/officeDocument/2006/custom-properties": "custom",
    f"{_STRICT}/officeDocument/customProperties": "custom",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_NUMBER = 9


def name_of(element: Element) -> str:
    """The short name of an element; "" for what is none or belongs to another vocabulary."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _short(tag: str) -> str:
    namespace, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else ""


@lru_cache(maxsize=256)
def _qualified(name: str) -> tuple[str, ...]:
    """Every full name of an attribute."""
    prefix, _, local = name.rpartition(":")
    spaces = [f"{{{space}}}{local}" for space, short in _PREFIXES.items() if short == prefix]
    return tuple(spaces) or (local,)


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a name, also inside the branches of `mc:AlternateContent`."""
    if element is None:
        return None
    for item in element:
        found = name_of(item)
        if found == name:
            return item
        if found == "mc:AlternateContent":
            branch = next(
                (inner for part in item for inner in part if name_of(inner) == name), None
            )
            if branch is not None:
                return branch
    return None


def children(element: Element, name: str) -> Iterator[Element]:
    """All children of a name."""
    return (item for item in element if name_of(item) == name)


def attribute(element: Element | None, name: str) -> str:
    """The value of an attribute by its short name ("w:val"), "" where it is absent."""
    if element is not None:
        for key in _qualified(name):
            if (found := element.get(key)) is not None:
                return str(found)
    return ""


def value_of(element: Element | None, name: str) -> str:
    """`w:val` of the child of a name, "" where there is none."""
    return attribute(child(element, name), "w:val")


def number_of(text: str) -> int | None:
    """A whole number in an attribute, None where it is none or beyond all sense."""
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > _LONGEST_NUMBER:
        return None
    return int(text)


def is_on(element: Element | None, name: str) -> bool | None:
    """Whether a switch such as `w:vanish` is on; None where it is not set."""
    switch = child(element, name)
    return None if switch is None else attribute(switch, "w:val").lower() not in _OFF
