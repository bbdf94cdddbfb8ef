"""Whatever stands in square brackets: what changes a text is never exact, what repeats it is."""

from __future__ import annotations

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from retriever.verification.comparison import Comparison, compare
from retriever.verification.quotation import quoted_tokens, read_quotation
from retriever.verification.sensitive import is_negation
from retriever.verification.source import source_of
from retriever.verification.tokens import TokenKind
from tests.passages import one_passage

NAMES = ("lamps", "lakes", "eels", "Parties", "support", "light", "reports")
WORDS = st.sampled_from([*NAMES, "12", "2013", "not", "never", "shall", "three"])
SIGNS = st.sampled_from(["…", "[…]", ",", ".", "[", "]", "]["])
BRACKETED = st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f"[{' '.join(words)}]")
TEXTS = st.lists(st.one_of(WORDS, WORDS, BRACKETED, SIGNS), min_size=1, max_size=14).map(" ".join)
ONCE_EACH = st.permutations(NAMES)


def compared(quotation: str, text: str) -> Comparison:
    passage = one_passage(passage_id="note:5", label="5", printed_label="", text=text)
    return compare(read_quotation(quotation), source_of([passage]))


def told(text: str) -> Counter[str]:
    """The numbers and negations of a text."""
    tokens, _ = quoted_tokens(text, "en")
    return Counter(
        token.key
        for token in tokens
        if token.kind is TokenKind.NUMBER or (token.is_content and is_negation(token))
    )


@given(TEXTS, TEXTS)
@example("lamps , [lamps]", "lamps")
def test_no_number_or_negation_that_the_source_lacks_is_exact(quotation: str, text: str) -> None:
    if not any(token.is_content for token in quoted_tokens(quotation, "en")[1]):
        return
    if compared(quotation, text).is_exact:
        assert told(quotation) <= told(text)


@given(TEXTS)
def test_a_text_is_itself_brackets_and_all(text: str) -> None:
    if "…" not in text and any(token.is_content for token in quoted_tokens(text, "en")[1]):
        assert compared(text, text).is_exact


@given(ONCE_EACH, st.data())
def test_another_word_in_brackets_is_never_exact(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:place], "[zeppelins]", *words[place + 1 :]]
    assert not compared(" ".join(changed), " ".join(words)).is_exact
    draft = [*words[:place], f"[{words[place]}]", *words[place + 1 :]]
    assert not compared(" ".join(changed), " ".join(draft)).is_exact
    assert compared(" ".join(draft), " ".join(draft)).is_exact
