"""`tokenizer.json`, run by tokenizers, segments as an exhaustive search over the pieces does."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.encoders.e5_format import UnigramVocabulary
from index.encoders.unigram_tokenizer import tokenizer_json

PIECES = {
    **{"<s>": 0.0, "<pad>": 0.0, "</s>": 0.0, "<unk>": 0.0},
    **{"▁": -2.0, "a": -3.0, "b": -3.5, "c": -4.0, ".": -1.0, "é": -5.0, "▁a": -4.5},
    **{"ab": -5.0, "bc": -6.0, "▁ab": -6.25, "f": -4.25, "i": -4.75, "fi": -7.0, "1": -3.25},
    **{"\u0301": -6.5, "<": -8.0, ">": -8.0, "u": -8.125, "n": -8.25, "k": -8.375, "s": -8.5},
}
CHARMAP = {
    **{"\x01": "", "\x02": "", "\n": " ", "\r": " ", "\u00a0": " ", "\u200d": " "},
    **{"ﬁ": "fi", "½": "1⁄2", "²": "2", "Å": "a"},
}
VOCABULARY = UnigramVocabulary(
    pieces=tuple(PIECES),
    scores=tuple(PIECES.values()),
    bos=0,
    eos=2,
    pad=1,
    unk=3,
    charmap=CHARMAP,
)
UNKNOWN_SCORE = -100.0


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    made = Tokenizer.from_str(json.dumps(tokenizer_json(VOCABULARY)))
    made.encode_special_tokens = True
    return made


def expected_ids(text: str) -> list[int]:
    """The definition, character by character, then the best of all segmentations."""
    mapped = "".join(CHARMAP.get(character, character) for character in text)
    spaced = re.sub(" {2,}", " ", mapped)
    if not spaced:
        return []
    marked = spaced.replace(" ", "▁")
    if not marked.startswith("▁"):
        marked = "▁" + marked
    ids = {piece: place for place, piece in enumerate(PIECES)}

    @cache
    def best(start: int) -> tuple[float, tuple[int, ...]]:
        if start == len(marked):
            return 0.0, ()
        choices = []
        for end in range(start + 1, min(len(marked), start + 5) + 1):
            piece = marked[start:end]
            if piece in PIECES and piece != "<unk>":
                score, rest = best(end)
                choices.append((PIECES[piece] + score, (ids[piece], *rest)))
        if marked[start] not in PIECES:
            score, rest = best(start + 1)
            choices.append((UNKNOWN_SCORE + score, (3, *rest)))
        return max(choices, key=lambda choice: choice[0])

    return list(best(0)[1])


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ab", [13]),  # "▁ab" −6.25 before "▁a" + "b" −8 and "▁" + "ab" −7
        ("ﬁ", [4, 16]),  # one piece "fi" −7 before "f" + "i" −9
        ("a  .\n.", [10, 4, 8, 4, 8]),
        ("𓀀𓀁", [4, 3, 3]),  # unknown characters stay apart
        ("\u00a0\u0301", [4, 18]),  # the mark on a mapped letter is not lost
        ("<unk>", [4, 19, 21, 22, 23, 20]),  # text, not the special token
        ("", []),
    ],
)
def test_hand_computed_ids(tokenizer: Any, text: str, ids: list[int]) -> None:
    assert tokenizer.encode(text, add_special_tokens=False).ids == ids
    assert expected_ids(text) == ids


ALPHABET = st.sampled_from([*list(PIECES)[4:], *CHARMAP, " ", "\u0301", "𓀀", "一", "ﬂ"])


@given(st.lists(ALPHABET, max_size=12).map("".join))
def test_any_text_is_segmented_as_the_search_says(tokenizer: Any, text: str) -> None:
    assert tokenizer.encode(text, add_special_tokens=False).ids == expected_ids(text)


@given(st.text(max_size=30))
def test_any_text_at_all_can_be_encoded(tokenizer: Any, text: str) -> None:
    assert tokenizer.encode(text, add_special_tokens=False).ids == expected_ids(text)


def test_special_tokens_frame_a_text(tokenizer: Any) -> None:
    assert tokenizer.encode("ab").ids == [0, 13, 2]
