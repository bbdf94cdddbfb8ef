"""The compound file (OLE) that old Office files are: what lies at its top, and how a stream begins.

Source: [MS-CFB]. Reads no more than its directory needs, and trusts no chain to end. Must not know
what a stream means.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = struct.Struct("<8s22xH16xI16xII")
"""Signature, shift of the sector size, first sector of the directory, first and count of the
sectors that hold the rest of the sector table's places."""
_ENTRY = struct.Struct("<64sHBBIII16xI16xIQ")
_INLINE_FAT = 109
_LAST_SECTOR = 0xFFFFFFF9
_NO_ENTRY = 0xFFFFFFFF
_MOST_ENTRIES = 100_000


class DamagedCompound(Exception):
    """The content is no sound compound file."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the directory: its name, its neighbours in the tree, where its stream begins."""

    name: str
    left: int
    right: int
    child: int
    start: int


class CompoundFile:
    """An opened compound file.

    Args:
        content: the whole file.

    Raises:
        DamagedCompound: it is not sound.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            signature, shift, directory, extra, extra_count = _HEADER.unpack_from(content)
            if signature != SIGNATURE or shift not in (9, 12):
                raise DamagedCompound
            self._size = 1 << shift
            self._fat = self._read_fat(extra, extra_count)
            entries = list(self._read_entries(directory))
        except (struct.error, IndexError) as error:
            raise DamagedCompound from error
        self._top = {entry.name: entry for entry in _children(entries)}

    def names(self) -> frozenset[str]:
        """Names of the streams and storages at the top."""
        return frozenset(self._top)

    def beginning(self, name: str, length: int) -> bytes:
        """First bytes of a large stream at the top, at most a sector; empty where it is not there.

        Streams of less than 4,096 bytes are kept elsewhere and give bytes of no meaning.
        """
        entry = self._top.get(name)
        return self._sector(entry.start)[:length] if entry else b""

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _read_fat(self, first_extra: int, extra_count: int) -> list[int]:
        """For each sector the one that follows it."""
        width = self._size // 4
        sectors = list(struct.unpack_from(f"<{_INLINE_FAT}I", self._content, 76))
        most = len(self._content) // self._size + 1
        extra = first_extra
        for _ in range(min(extra_count, most)):
            if extra >= _LAST_SECTOR:
                break
            *more, extra = struct.unpack(f"<{width}I", self._sector(extra))
            sectors += more
        fat: list[int] = []
        for sector in sectors[:most]:
            if sector < _LAST_SECTOR:
                fat += struct.unpack(f"<{width}I", self._sector(sector))
        return fat

    def _read_entries(self, sector: int) -> Iterator[_Entry]:
        count = 0
        for _ in range(len(self._fat) + 1):
            if sector >= _LAST_SECTOR or count > _MOST_ENTRIES:
                return
            content = self._sector(sector)
            for offset in range(0, len(content) - _ENTRY.size + 1, _ENTRY.size):
                raw, length, _, _, left, right, child, _, start, _ = _ENTRY.unpack_from(
                    content, offset
                )
                name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                count += 1
                yield _Entry(name, left, right, child, start)
            sector = self._fat[sector]


def _children(entries: list[_Entry]) -> Iterator[_Entry]:
    """Entries at the top: the tree below the root, each once whatever the links say."""
    if not entries:
        raise DamagedCompound
    waiting, seen = [entries[0].child], {_NO_ENTRY}
    while waiting:
        number = waiting.pop()
        if number in seen or number >= len(entries):
            continue
        seen.add(number)
        yield entries[number]
        waiting += [entries[number].left, entries[number].right]
