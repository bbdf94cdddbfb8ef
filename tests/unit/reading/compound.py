"""Writes compound files (OLE) by hand: streams at the top, in sectors of 512 bytes."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from index.reading.ole import SIGNATURE

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NONE = 0xFFFFFFFF


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file: one sector of the sector table, then the directory, then the streams."""
    chains: list[list[int]] = []
    body: list[bytes] = []
    entries = [_entry("Root Entry", 5, child=1 if streams else NONE)]
    first = 1 + -(-(1 + len(streams)) // 4)
    chains.append(list(range(1, first)))
    position = first
    for place, (name, content) in enumerate(streams.items(), start=1):
        count = -(-len(content) // SECTOR)
        right = place + 1 if place < len(streams) else NONE
        entries.append(
            _entry(name, 2, right=right, start=position if count else END, size=len(content))
        )
        chains.append(list(range(position, position + count)))
        body.append(content.ljust(count * SECTOR, b"\0"))
        position += count
    table = [TABLE] + [FREE] * (SECTOR // 4 - 1)
    for chain in filter(None, chains):
        for here, there in zip(chain, [*chain[1:], END], strict=True):
            table[here] = there
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        SIGNATURE, 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0,
    ) + struct.pack("<109I", 0, *[FREE] * 108)  # fmt: skip
    directory = b"".join(entries).ljust((first - 1) * SECTOR, b"\0")
    return header + struct.pack(f"<{SECTOR // 4}I", *table) + directory + b"".join(body)


def _entry(
    name: str, kind: int, *, right: int = NONE, child: int = NONE, start: int = 0, size: int = 0
) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        written, len(written) + 2, kind, 1, NONE, right, child, 0, start, size,
    )  # fmt: skip
