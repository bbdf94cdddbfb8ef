"""References stay within their text, in order, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.model import UNIDENTIFIED_WORK
from index.references import find_references
from index.references.folding import fold
from index.references.texts import BareText

PIECES = (
    *("decision ", "Decisions ", "X/20", "10/20", "XI.6", "1325 (2000)", " and ", ", ", " of the "),
    *(
        "paragraph 5",
        "paras. 4 to 7",
        " above",
        "(para. 3)",
        "第X/20号决定",
        "第4、8和11段",
        "该决定",
    ),
    *("UNEP/CBD/COP/11/17", "Add.2", "Article 8 (h)", "the same decision", "the present note"),
    *(
        "решения ",
        "пункт 6",
        "المقرر ",
        "الفقرة 5",
        " من ",
        "décision ",
        "par. 3",
        "\u2011",
        "İ",
        "🌱",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join)


@given(
    st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(["", "CBD/COP/9/1", "decision X/1"])
)
def test_references_lie_within_their_text_in_order(texts, symbol):
    passages = [BareText(text, str(number)) for number, text in enumerate(texts, start=1)]
    found = find_references(passages, symbol=symbol)
    assert len(found) == len(texts)
    for text, references in zip(texts, found, strict=True):
        spans = [(one.start, one.end) for one in references]
        assert spans == sorted(spans)
        for one in references:
            assert 0 <= one.start < one.end <= len(text)
            assert one.label or not one.last_label
            assert one.label or one.work != UNIDENTIFIED_WORK


@given(TEXTS)
def test_a_passage_is_read_the_same_twice(text):
    first = find_references([BareText(text)], symbol="")
    assert first == find_references([BareText(text)], symbol="")


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(fold(text)) == len(text)
