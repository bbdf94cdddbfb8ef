"""The precompiled map, read by tokenizers and by a reader of our own, is the map written."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import normalizers

from index.encoders.charsmap import precompile_charsmap

CHARACTERS = st.characters(min_codepoint=1, exclude_categories=["Cs"])
CHARMAPS = st.dictionaries(
    CHARACTERS, st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), max_size=4)
)


def look_up(precompiled: bytes, key: bytes) -> str | None:
    """Walk the trie as Darts-clone does; the value of exactly this key."""
    (size,) = struct.unpack_from("<I", precompiled)
    units = struct.unpack_from(f"<{size // 4}I", precompiled, 4)
    replacements = precompiled[4 + size :]
    place = units[0] >> 10
    ends = False
    for byte in key:
        place ^= byte
        unit = units[place]
        if unit & (1 << 31 | 0xFF) != byte:
            return None
        ends = bool(unit >> 8 & 1)
        place ^= unit >> 10
    if not ends:
        return None
    start = units[place] & 0x7FFFFFFF
    return replacements[start : replacements.index(0, start)].decode()


@given(CHARMAPS, st.lists(CHARACTERS))
def test_every_key_and_no_other_is_found(charmap: dict[str, str], others: list[str]) -> None:
    precompiled = precompile_charsmap(charmap)
    for character in [*charmap, *others]:
        assert look_up(precompiled, character.encode()) == charmap.get(character)


@given(CHARMAPS.filter(bool), st.lists(CHARACTERS, max_size=5))
def test_tokenizers_reads_the_same_map(charmap: dict[str, str], others: list[str]) -> None:
    normalizer = normalizers.Precompiled(precompile_charsmap(charmap))
    for character in [*charmap, *others]:
        assert normalizer.normalize_str(character) == charmap.get(character, character)


def test_a_map_of_thousands_is_laid_out() -> None:
    charmap = {chr(code): f"<{code:x}>" for code in [*range(0xF900, 0xFB00), *range(0xA0, 0x400)]}
    precompiled = precompile_charsmap(charmap)
    assert all(look_up(precompiled, key.encode()) == to for key, to in charmap.items())


def test_the_same_map_gives_the_same_bytes_in_any_order() -> None:
    charmap = {"ﬁ": "fi", "½": "1⁄2", "\u00a0": " "}
    assert precompile_charsmap(charmap) == precompile_charsmap(dict(reversed(charmap.items())))
