"""Notes belong where their marks are printed, or where scars match them exactly, or nowhere."""

from __future__ import annotations

import pytest

LONG = "The next paragraph is a good deal longer than the first, so that no margin broke it there."
LOST = "\ufffd"


def anchored(document):
    return {note.number: note.label for note in document.footnotes if note.anchored}


@pytest.mark.parametrize(
    ("marks", "notes"),
    [
        (("[^1]", "[^2]", "[^3]"), "[^1]: See A.\n[^2]: See B.\n[^3]: See C.\n"),
        (("¹", "²", "³"), "_____\n¹ See A.\n² See B.\n³ See C.\n"),
        (("[1]", "[2]", "[3]"), "\n[1] See A.\n[2] See B.\n[3] See C.\n"),
        ((" 1/", " 2/", " 3/"), "-----\n1/ See A.\n2/ See B.\n3/ See C.\n"),
        (("1", "2", "3"), "_____\n1 See A.\n2 See B.\n3 See C.\n"),
        ((LOST, LOST, LOST), f"- - - - -\n{LOST} See A.\n\n{LOST} See B.\n\n{LOST} See C.\n"),
        (("1", "2", "3"), "Notes\n\n1. See A.\n2. See B.\n3. See C.\n"),
    ],
)
def test_printed_marks(parse, marks, notes):
    first, second, third = marks
    document = parse(
        f"1. The Parties agreed.{first} They met.{second}\n2. The end.{third}\n{notes}"
    )
    units = {unit.label: unit for unit in document.units}
    assert list(units) == ["1", "2"]
    assert anchored(document) == {"1": "1", "2": "1", "3": "2"}
    assert units["1"].text == "The Parties agreed. They met."
    assert [(ref.number, ref.offset) for ref in units["1"].footnote_refs] == [("1", 19), ("2", 29)]
    assert [note.text for note in document.footnotes] == ["See A.", "See B.", "See C."]


def test_mark_before_the_full_stop(parse):
    document = parse("1. Les Parties¹.\n_____\n¹ Voir A.\n")
    assert document.units[0].text == "Les Parties."
    assert document.units[0].footnote_refs[0].offset == len("Les Parties")


def test_scars_equal_to_the_notes(parse):
    document = parse(
        f"1. The Parties agreed on it\nand continued.\n2. {LONG}\n\n3. Third.\n- - - - -\n"
        f"{LOST} See A.\n\n{LOST} See B.\n"
    )
    assert anchored(document) == {"1": "1", "2": "2"}
    assert document.units[0].footnote_refs[0].offset == len("The Parties agreed on it")
    assert document.units[1].footnote_refs[0].offset == len(document.units[1].text)


def test_scars_fewer_than_the_notes_settle_nothing(parse):
    document = parse(
        f"1. The Parties agreed on it\nand continued.\n2. {LONG}\n- - - - -\n"
        f"{LOST} See A.\n\n{LOST} See B.\n"
    )
    assert anchored(document) == {}
    assert all(not unit.footnote_refs for unit in document.units)
    assert any("2 notes were lost and 1 place" in warning for warning in document.warnings)


def test_lines_wrapped_at_a_margin_are_no_scars(parse):
    document = parse(
        "1. The Parties agreed on a number of things that were\nwritten down.\n"
        "2. The second paragraph is short.\n- - - - -\n"
        f"{LOST} See A.\n"
    )
    assert anchored(document) == {}


def test_blank_after_a_list_is_explained(parse):
    document = parse(f"1. List:\n(a) x;\n(b) y.\n\n2. {LONG}\n3. C.\n- - - - -\n{LOST} See A.\n")
    assert anchored(document) == {}


def test_asterisk_of_the_header(parse):
    document = parse(
        "Item 5 of the provisional agenda*\nNote by the Executive Secretary\n1. A.\n"
        "-----\n* CBD/1.\n"
    )
    [note] = document.footnotes
    assert (note.number, note.text, note.label, note.anchored) == ("*", "CBD/1.", "", True)
    assert document.metadata["agenda_item"] == "5"


def test_asterisk_in_a_paragraph(parse):
    document = parse("1. The list* is open.\n-----\n* See A.\n")
    assert document.units[0].text == "The list is open."
    assert anchored(document) == {"*": "1"}


def test_field_codes_are_taken_out(parse):
    document = parse(
        f'1. A.\n\n2. {LONG}\n3. C.\n- - - - -\n{LOST} See {LOST} HYPERLINK "http://a.org/x" '
        f"{LOST}www.a.org{LOST}.\n"
    )
    [note] = document.footnotes
    assert note.text == "See www.a.org."
    assert note.urls == ("http://a.org/x", "www.a.org")


def test_word_processor_controls_are_field_codes(parse):
    document = parse('1. See \x13 HYPERLINK "http://a.org" \x14this page\x15.\n2. B.\n')
    assert document.units[0].text == "See this page."


def test_rule_above_numbered_paragraphs_makes_no_notes(labels):
    assert labels("Title\n-----\n1. First.\n2. Second.\n") == ["1", "2"]


def test_rule_between_numbered_paragraphs_makes_no_notes(labels):
    assert labels("1. First.\n-----\n2. Second.\n") == ["1", "2"]


def test_note_at_the_foot_of_a_page(parse):
    document = parse(
        "1. The Executive Secretary convened the group of experts¹ on the matter in\n"
        "_____\n¹ See A.\n\nPage 2\n\nparagraph 12 of the decision.\n\n2. Next.\n"
    )
    assert document.units[0].text.endswith("the matter in paragraph 12 of the decision.")
    assert anchored(document) == {"1": "1"}


def test_note_over_several_lines(parse):
    document = parse("1. A.¹\n_____\n¹ See the report of the\ngroup (CBD/1).\n")
    assert document.footnotes[0].text == "See the report of the group (CBD/1)."
