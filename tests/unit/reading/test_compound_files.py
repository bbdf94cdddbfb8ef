"""Compound files (OLE): names at the top, and chains that never end."""

from __future__ import annotations

import struct

import pytest

from index.reading.ole import CompoundFile, DamagedCompound
from tests.unit.reading.compound import compound_file


def test_the_names_at_the_top_and_the_beginning_of_a_stream() -> None:
    streams = {"WordDocument": b"begins" + bytes(5000), "1Table": bytes(4096), "Data": b""}
    compound = CompoundFile(compound_file(streams))

    assert compound.names() == {"WordDocument", "1Table", "Data"}
    assert compound.beginning("WordDocument", 6) == b"begins"
    assert compound.beginning("absent", 6) == b""


def test_a_table_of_sectors_that_goes_in_circles_ends() -> None:
    content = bytearray(compound_file({"WordDocument": bytes(5000)}))
    struct.pack_into("<I", content, 512 + 4, 1)

    assert "WordDocument" in CompoundFile(bytes(content)).names()


def test_a_tree_of_names_that_goes_in_circles_ends() -> None:
    content = bytearray(compound_file({"WordDocument": bytes(5000)}))
    struct.pack_into("<II", content, 1024 + 128 + 68, 1, 1)

    assert CompoundFile(bytes(content)).names() == {"WordDocument"}


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(2000)])
def test_what_is_none_is_damaged(content: bytes) -> None:
    with pytest.raises(DamagedCompound):
        CompoundFile(content)
