"""Writes a character map in SentencePiece's precompiled form, as `tokenizer.json` holds it.

The form (Kudo and Richardson 2018; the trie is Darts-clone's): u32 size of the trie in bytes, the
trie as u32 units, then the replacements as NUL-terminated UTF-8. A unit that stands for a byte of
a key holds that byte in bits 0–7, in bit 8 whether a key ends there, and from bit 10 an offset: its
children lie at (place ^ offset ^ byte), the value of the key that ends there at (place ^ offset).
A unit that holds a value has bit 31 set. Must not know which map it writes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

_VALUE = 1 << 31
_ENDS_HERE = 1 << 8
_OFFSET_SHIFT = 10
_MAX_OFFSET = 1 << 21  # larger ones need Darts-clone's other encoding; our maps stay far below
_PAGE = 256  # a node's children span at most this many places


@dataclass(slots=True)
class _Node:
    """A prefix of keys: what follows it, and the value where a key ends here (−1: none does)."""

    children: dict[int, _Node] = field(default_factory=dict)
    value: int = -1


def precompile_charsmap(charmap: Mapping[str, str]) -> bytes:
    """Write the map from a character (not NUL) to its replacement, "" to delete it."""
    replacements = bytearray()
    root = _Node()
    for character, replacement in sorted(charmap.items()):
        _insert(root, character.encode(), len(replacements))
        replacements += replacement.encode() + b"\0"
    units = _double_array(root)
    return struct.pack(f"<I{len(units)}I", 4 * len(units), *units) + bytes(replacements)


def _insert(root: _Node, key: bytes, value: int) -> None:
    node = root
    for byte in key:
        node = node.children.setdefault(byte, _Node())
    node.value = value


def _double_array(root: _Node) -> list[int]:
    """Lay the trie out, first fit.

    Every node reserves the place of its base, whether a value lies there or not: so no two nodes
    share a base, and no two units a place.
    """
    units = [0] * _PAGE
    taken = {0}
    first_free = 1
    todo = [(0, root)]
    while todo:
        place, node = todo.pop()
        while first_free in taken:
            first_free += 1
        base = next(
            base
            for base in count(first_free)
            if base not in taken and all(base ^ byte not in taken for byte in node.children)
        )
        taken.update([base], (base ^ byte for byte in node.children))
        units.extend([0] * (_page_end(base) - len(units)))
        units[place] |= (place ^ base) << _OFFSET_SHIFT
        if node.value >= 0:
            units[place] |= _ENDS_HERE
            units[base] = _VALUE | node.value
        for byte, child in node.children.items():
            units[base ^ byte] = byte
            todo.append((base ^ byte, child))
    assert len(units) <= _MAX_OFFSET  # noqa: S101 - impossible for a map of single characters
    return units


def _page_end(place: int) -> int:
    return (place // _PAGE + 1) * _PAGE
