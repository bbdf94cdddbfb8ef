"""Forms by which filters know what is cited."""

from __future__ import annotations

import pytest

from index.cited import CitedForms
from index.model import Reference, ReferenceKind


@pytest.mark.parametrize(
    ("value", "forms"),
    [
        ("decision X/20", ("decision 10/20",)),
        ("第X/20号决定第6段", ("decision 10/20#6",)),
        ("decision 10/20#6", ("decision 10/20#6",)),
        ("paragraph 6 of decision X/20", ("decision 10/20#6",)),
        ("décision X/20, par. 6 à 7", ("decision 10/20#6", "decision 10/20#7")),
        ("UNEP/CBD/COP/11/17", ("cbd/cop/11/17", "cop/11/17")),
        ("A/RES/65/161", ("a/res/65/161", "res/65/161", "resolution 65/161")),
        ("X/20", ("decision 10/20", "resolution 10/20", "recommendation 10/20")),
        ("Article 8 (h)", ("article 8(h)",)),
        ("?#89", ("?#89",)),
        ("Something Else", ("something else",)),
        ("", ("",)),
    ],
)
def test_a_wanted_value_is_brought_to_normal_form(value, forms):
    assert CitedForms().of_wanted(value) == forms


def test_what_is_said_to_be_cited_counts_with_its_work():
    assert CitedForms().of_values(["decision X/20, para. 6", "decision X/20"]) == (
        "decision 10/20",
        "decision 10/20#6",
    )


def test_a_range_counts_for_each_of_its_places():
    reference = Reference(0, 1, ReferenceKind.PARAGRAPH, "", "5", "7")
    assert CitedForms().of_references([reference]) == ("#5", "#6", "#7")


def test_a_text_named_in_words_only_is_no_work():
    reference = Reference(0, 1, ReferenceKind.PARAGRAPH, "?", "89")
    assert CitedForms().of_references([reference]) == ("?#89",)
