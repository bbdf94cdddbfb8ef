"""What became of the words, run by run."""

from __future__ import annotations

import pytest

from index.model import Passage, PassageKind
from retriever.lineage.differences import word_difference


def passage(text: str, lang: str = "en") -> Passage:
    return Passage(
        *("d:1", "d", 0, "1", "1.", (), PassageKind.OPERATIVE, "", ("A heading",), "", text, lang),
        *(1, 1, (), {}),
    )


def changes(before: str, after: str, lang: str = "en") -> list[tuple[str, str]]:
    difference = word_difference(passage(before, lang), passage(after, lang))
    return [
        (before[one.before_start : one.before_end], after[one.after_start : one.after_end])
        for one in difference.changes
    ]


@pytest.mark.parametrize(
    ("before", "after", "lang", "expected"),
    [
        (
            "Urges Parties to mend nets;",
            "Calls upon Parties to mend nets.",
            "en",
            [("Urges", "Calls upon")],
        ),
        ("Urges Parties to mend nets;", "urges Parties to mend nets", "en", []),
        (
            "Recalling decision 18/14 on nets,",
            "Recalling decision 19/11 on nets,",
            "en",
            [("18/14", "19/11")],
        ),
        ("Mend nets and sails.", "Mend nets, ropes and sails.", "en", [("", ", ropes")]),
        ("Mend nets, ropes and sails.", "Mend nets and sails.", "en", [(", ropes", "")]),
        ("Mend nets before winter.", "Mend nets.", "en", [("before winter", "")]),
        (
            "Urges Parties and other Governments to mend nets;",
            "Invites Parties to mend nets;",
            "en",
            [("Urges", "Invites"), ("and other Governments", "")],
        ),
        (
            "Invites Parties to make lists of the species introduced through canals;",
            "Invites Parties to keep lists of species that arrive through canals;",
            "en",
            [("make", "keep"), ("the", ""), ("introduced", "that arrive")],
        ),
        ("In spring, mend the nets.", "Mend the nets.", "en", [("In spring", "")]),
        ("敦促缔约方修补渔网；", "邀请缔约方修补渔网；", "zh", [("敦促", "邀请")]),
        (
            "يحث الأطراف على إصلاح الشباك؛",
            "يدعو الأطراف على إصلاح الشباك؛",
            "ar",
            [("يحث", "يدعو")],
        ),
        ("Mend nets.", "Sell boats!", "en", [("Mend nets", "Sell boats")]),
        ("Mend nets.", "…", "en", [("Mend nets.", "…")]),
    ],
)
def test_changes(before: str, after: str, lang: str, expected: list[tuple[str, str]]):
    found = changes(before, after, lang)
    assert [
        tuple(side.strip(" .!") if expected[0][1] != "…" else side for side in one) for one in found
    ] == expected


def test_operations_hold_every_word_of_both_in_order():
    before = "Urges Parties to mend nets, ropes and sails before winter, at their own cost;"
    after = "Also invites Parties to mend nets and sails, in spring, at their own cost;"
    found = word_difference(passage(before), passage(after)).operations
    for text, spans in (
        (before, [(one.before_start, one.before_end) for one in found]),
        (after, [(one.after_start, one.after_end) for one in found]),
    ):
        assert spans == sorted(spans)
        kept = "".join(text[start:end] for start, end in spans)
        assert kept.replace(" ", "") == "".join(
            text[start:end].replace(" ", "") for start, end in [(0, len(text.rstrip(";")))]
        ) or kept.replace(" ", "").rstrip(";") == text.replace(" ", "").rstrip(";")
