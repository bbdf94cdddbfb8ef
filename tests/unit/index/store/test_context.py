"""What the encoder sees before a passage's text."""

from __future__ import annotations

import pytest

from index.context import WINDOW_TOKENS, analysed_text, encoded_text, estimated_tokens
from tests.passages import one_passage


def passage(text="Invites Parties:", *, section_path=(), chapeau="", metadata=None):
    return one_passage(
        text=text, section_path=section_path, chapeau=chapeau, metadata=metadata or {}
    )


def test_title_headings_and_governing_text_come_first_a_line_each():
    one = passage("To act.", section_path=("I. WORK", "A. Plans"), chapeau="Invites Parties:")
    assert encoded_text(one, document_title="Cooperation", policy="full") == (
        "Cooperation\nI. WORK\nA. Plans\nInvites Parties:\nTo act."
    )


def test_without_context_the_text_stands_alone():
    one = passage("To act.", section_path=("I. WORK",), chapeau="Invites Parties:")
    for see in (encoded_text, analysed_text):
        assert see(one, document_title="Cooperation", policy="none") == "To act."


def test_blanks_leave_no_empty_lines():
    one = passage("To act.", section_path=("", "A. Plans"))
    assert encoded_text(one, document_title="", policy="full") == "A. Plans\nTo act."


def test_a_records_own_title_goes_before_its_corpuss():
    one = passage("Text.", metadata={"title": "Own"})
    assert encoded_text(one, document_title="Corpus", policy="full") == "Own\nText."


def test_what_stands_nearest_is_kept_when_room_is_short():
    heading, chapeau = "A. " + "h" * 300, "c" * 300
    one = passage("t" * 900, section_path=("I. OUTER", heading), chapeau=chapeau)
    seen = encoded_text(one, document_title="Title", policy="full")
    assert seen == f"{chapeau}\n{'t' * 900}"
    assert analysed_text(one, document_title="Title", policy="full").startswith("Title\nI. OUTER")


@pytest.mark.parametrize("letter", ["a", "я", "ب", "生"])
@pytest.mark.parametrize("length", [10, 300, 520, 700, 5000])
def test_context_never_pushes_the_paragraph_out_of_the_window(letter, length):
    text = letter * length
    one = passage(text, section_path=(letter * 40,), chapeau=letter * 60)
    seen = encoded_text(one, document_title=letter * 50, policy="full")
    assert seen.endswith(text)
    assert seen == text or estimated_tokens(seen) < WINDOW_TOKENS


def test_tokens_are_estimated_by_script():
    assert estimated_tokens("a" * 100) == pytest.approx(40)
    assert estimated_tokens("é" * 100) == pytest.approx(40)
    assert estimated_tokens("я" * 100) == pytest.approx(45)
    assert estimated_tokens("生" * 100) == pytest.approx(90)
