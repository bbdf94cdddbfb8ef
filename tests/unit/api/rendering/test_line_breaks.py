"""Lines end at spaces, and between wide characters; never before closing punctuation."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from api.rendering.wrapping import line_ends


def lines(text: str, width: int) -> list[str]:
    edges = [0, *line_ends(text, width), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(edges)]


def test_breaks_at_spaces():
    assert lines("aa bb cc", 5) == ["aa bb ", "cc"]
    assert lines("aa bb cc", 8) == ["aa bb cc"]


def test_word_longer_than_a_line_is_cut():
    assert lines("a bbbbbb", 3) == ["a ", "bbb", "bbb"]


def test_wide_characters_follow_the_label_on_its_line():
    assert lines("(c) 外来物种", 8) == ["(c) 外来", "物种"]


def test_closing_punctuation_does_not_begin_a_line():
    assert lines("外来物，种", 6) == ["外来", "物，种"]


def test_opening_bracket_does_not_end_a_line():
    assert lines("外来（物）", 6) == ["外来", "（物）"]


def test_newlines_are_kept():
    assert lines("a\nb\n\nc", 5) == ["a\n", "b\n", "\n", "c"]


def test_a_space_without_width_does_not_make_a_line_of_its_own():
    assert lines("\x1f000", 2) == ["\x1f00", "0"]


@given(st.text(max_size=60), st.integers(2, 30))
def test_nothing_is_lost_and_no_line_is_wider_than_allowed(text, width):
    broken = lines(text, width)
    assert "".join(broken) == text
    for line in broken:
        assert cell_len(line.rstrip()) <= width or len(line.strip()) == 1
