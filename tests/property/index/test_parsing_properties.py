"""Whatever the text, parsing loses no line, repeats no label and raises nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import BlockKind, ParsedDocument
from index.parsing.document import parse_document
from index.parsing.lines import join
from index.reading.text_lines import markdown_lines, plain_lines, split_lines

PARTS = [
    "1.", "2.", "3.", "72.", "1", "(a)", "(b)", "(i)", "(ii)", "a.", "i.", "а)",
    "б)", "(أ)", "١-", "一、", "（一）", "１．", "1、", "10.1", "I.", "II.", "A.", "B.",
    "一", "二", "أولا -", "Annex I", "附件一", "Article 5", "第一条 ", "Chapter I",
    "# ", "## ", "The Conference of the Parties,", "缔约方大会，",
    "إن مؤتمر الأطراف،", "Recalling decision X/20,", "回顾其决定，", "Decides.",
    "Title", "TITLE IN CAPITALS", "text, and", "text.", "more text;",
    "following:", "词语", "- - - - -", "_____", "¹ Note", "¹", "[^1]",
    "[^1]: note", "* Note", "\ufffd note", "\ufffd",
    '\ufffd HYPERLINK "http://a.org" \ufffd', "Notes", "Contents",
    "Title ..... 3", "Page 2", "\x0c", "CBD/COP/1/2", "8–19 October 2012",
    "Eleventh meeting", "Note by the Executive Secretary", "", "  ", "\t",
    "- item", "2012. x", "[2.", "[3.]", "[(b)", "[", "]", "[1] x", "2 alt.", "[2\u00a0bis.",
    "16/1. Title", "Decision 16/2", "第16/2号决定", "The Conference of the Parties", "Appendix I",
]  # fmt: skip
structured_lines = st.lists(st.sampled_from(PARTS), max_size=4).map(" ".join)
documents = st.lists(structured_lines, max_size=40).map("\n".join)


def parsed(text: str, *, markdown: bool = False) -> ParsedDocument:
    raw = split_lines(text)
    lines = markdown_lines(raw) if markdown else plain_lines(raw)
    return parse_document(lines, name="any.txt", lang="und", metadata={})


def check(text: str, document: ParsedDocument) -> None:
    raw = split_lines(text)
    held = [line for block in document.blocks for line in block.text.split("\n")]
    assert held == raw
    numbers = [
        number
        for block in document.blocks
        for number in range(block.start_line, block.end_line + 1)
    ]
    assert numbers == list(range(1, len(raw) + 1))

    labels = [unit.label for unit in document.units]
    assert len(labels) == len(set(labels))
    starts = [unit.start_line for unit in document.units]
    assert starts == sorted(starts)
    in_blocks = {block.label for block in document.blocks if block.kind is BlockKind.PASSAGE}
    assert in_blocks == set(labels)
    for unit in document.units:
        assert unit.label
        assert unit.parent == "" or unit.parent in labels
        assert unit.parent != unit.label
        offsets = [ref.offset for ref in unit.footnote_refs]
        assert all(0 <= offset <= len(unit.text) for offset in offsets)
        assert offsets == sorted(offsets)
    for note in document.footnotes:
        assert note.label in {"", *labels}
        assert note.anchored or note.label == ""


@settings(max_examples=300)
@given(documents)
def test_documents_of_structural_parts(text):
    check(text, parsed(text))


@settings(max_examples=150)
@given(documents)
def test_markdown_of_structural_parts(text):
    check(text, parsed(text, markdown=True))


@settings(max_examples=200)
@given(st.text())
def test_any_text(text):
    check(text, parsed(text))
    check(text, parsed(text, markdown=True))


@settings(max_examples=100)
@given(documents)
def test_same_text_parses_alike(text):
    assert parsed(text) == parsed(text)


@given(st.integers(min_value=1, max_value=300), st.integers(min_value=1, max_value=60))
@settings(max_examples=30)
def test_a_plain_sequence_is_found_whole(first, count):
    numbers = range(first, first + count)
    text = "".join(f"{number}. The paragraph says so.\n" for number in numbers)
    assert [unit.label for unit in parsed(text).units] == [str(number) for number in numbers]


@given(st.lists(st.text(alphabet="ab 词-,.\u00ad", min_size=1).map(str.strip), max_size=8))
def test_joining_keeps_every_character_but_soft_hyphens(pieces):
    def bare(text: str) -> str:
        return text.replace(" ", "").replace("\u00ad", "")

    kept = bare(join(pieces).replace("\u00ad", ""))
    assert kept == bare("".join(pieces))


def test_long_and_repetitive_input_is_parsed():
    for text in (
        "a" * 1_000_000,
        "1. " + "词" * 1_000_000,
        "1. " + "word " * 200_000,
        " " * 1_000_000 + "x",
        "." * 1_000_000,
        "*" * 1_000_000,
        "(\n" * 20_000,
        "(i) x\n" * 3_000,
        "-----\n" * 20_000,
        "TITLE\n" * 20_000,
        "1.\n\n" * 3_000,
        "x\n" * 100_000,
        "1. x\n" + "y\n" * 50_000 + "-----\n\ufffd z\n",
        "The Council,\nDecides.\n" * 3_000,
        '1. \ufffd HYPERLINK "x' * 30_000,
    ):
        check(text, parsed(text))
