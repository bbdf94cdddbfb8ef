"""What an examination says of documents with one thing wrong each, and of sound ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.examination import Finding, FindingKind, Severity, examine_parsed
from index.model import (
    Block,
    BlockKind,
    Footnote,
    FootnoteRef,
    ParsedDocument,
    PassageKind,
    Unit,
)
from index.reading.source import SourceFile, iter_sources, parse_source
from index.sample import sample_folder


def unit(label: str, text: str = "Peat is old.", **fields: object) -> Unit:
    given: dict[str, object] = {
        "label": label,
        "printed_label": f"{label}.",
        "alt_labels": (),
        "kind": PassageKind.PARAGRAPH,
        "parent": "",
        "section_path": (),
        "chapeau": "",
        "text": text,
        "lang": "en",
        "start_line": 1,
        "end_line": 1,
    }
    return Unit(**{**given, **fields})  # type: ignore[arg-type]


def findings_of(
    *units: Unit, blocks: tuple[Block, ...] = (), footnotes: tuple[Footnote, ...] = ()
) -> tuple[Finding, ...]:
    parsed = ParsedDocument("note.txt", "en", {}, blocks, units, footnotes)
    return examine_parsed(parsed).findings


def labels_of(*labels: str) -> list[tuple[str, str, str]]:
    found = findings_of(*map(unit, labels))
    return [(str(one.kind), one.label, one.message) for one in found]


@pytest.mark.parametrize(
    "labels",
    [
        ("1", "2", "3"),
        ("pp1", "pp2", "1", "2"),
        ("1", "1(a)", "1(b)", "1(b)(i)", "1(b)(ii)", "1(c)", "2", "2(a)"),
        ("1", *(f"1({letter})" for letter in "abcdefghij")),
        ("1", "1(i)", "1(ii)", "1(iii)", "1(iv)", "1(v)"),
        ("1", "1bis", "1ter", "2"),
        ("art-1/1", "art-1/2", "art-2", "art-3/1", "art-3bis/1", "art-4"),
        ("annex/1", "annex/2", "annex-2/1"),
        ("1", "1/1", "1/2", "2", "annex-1/1", "annex-1/2", "annex-2/1"),
        ("1.1", "1.2", "2.1", "2.2"),
        ("art-1/1", "art-1/2", "art-2/1"),
        ("1(1)", "1(2)"),
    ],
    ids="-".join,
)
def test_sound_numbering(labels: tuple[str, ...]) -> None:
    assert labels_of(*labels) == []


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("1", "2", "4"), [("missing_number", "4", "3 is missing before 4")]),
        (("1", "5"), [("missing_number", "5", "2 to 4 are missing before 5")]),
        (("3", "4"), [("missing_number", "3", "1 to 2 are missing before 3")]),
        (("1", "3", "2"), [
            ("missing_number", "3", "2 is missing before 3"),
            ("out_of_sequence", "2", "paragraph 2 stands after paragraph 3"),
        ]),
        (("1(a)", "1(c)"), [("missing_number", "1(c)", "1(b) is missing before 1(c)")]),
        (("1(i)", "1(ii)", "1(v)"), [
            ("missing_number", "1(v)", "1(iii) to 1(iv) are missing before 1(v)")
        ]),
        (("annex-1/1", "annex-1/3"), [
            ("missing_number", "annex-1/3", "annex-1/2 is missing before annex-1/3")
        ]),
        (("1", "2", "2~2", "3"), [
            ("repeated_number", "2~2", "a second paragraph is numbered 2; it goes by 2~2")
        ]),
    ],
)  # fmt: skip
def test_numbers_that_are_wrong(
    labels: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    assert labels_of(*labels) == expected


def test_a_misprinted_number_is_settled_by_its_place() -> None:
    (found,) = findings_of(
        unit("1"), unit("2", printed_label="72.", alt_labels=("72",), start_line=9), unit("3")
    )
    assert (found.kind, found.severity) == (FindingKind.MISPRINTED_NUMBER, Severity.WARNING)
    assert (found.label, found.line) == ("2", 9)
    assert found.message == "the number “72.” is out of order; by its place this is 2"
    assert found.hint


def test_notes_and_marks() -> None:
    noted = unit("1", footnote_refs=(FootnoteRef("1", 4), FootnoteRef("7", 8)))
    notes = (
        Footnote("*", "Reissued.", (), "", anchored=True, line=20),
        Footnote("1", "See above.", (), "1", anchored=True, line=21),
        Footnote("4", "See below.", (), "", anchored=False, line=22),
    )
    found = findings_of(noted, footnotes=notes)
    assert [(one.kind, one.line, one.message) for one in found] == [
        ("mark_without_note", 1, "paragraph 1 has the mark of footnote 7, which is not there"),
        ("note_without_mark", 22, "footnote 4 has no mark in the text"),
        ("missing_note", 22, "footnote 2 to 3 is missing before footnote 4"),
    ]


def test_headings_over_nothing() -> None:
    blocks = (
        Block(BlockKind.HEADING, "I. PEAT", 1, 1, level=1),
        Block(BlockKind.HEADING, "A. Bogs", 2, 2, level=2),
        Block(BlockKind.HEADING, "B. Fens", 3, 3, level=2),
        Block(BlockKind.PASSAGE, "1. Peat is old.", 4, 4, label="1"),
        Block(BlockKind.HEADING, "II. SAND", 5, 5, level=1),
        Block(BlockKind.FOOTNOTE, "1 See.", 6, 6, label="1"),
    )
    found = findings_of(unit("1"), blocks=blocks)
    assert [(one.kind, one.line) for one in found] == [("empty_heading", 2), ("empty_heading", 5)]


def test_a_passage_much_longer_than_the_others() -> None:
    usual = [unit(str(number), "Peat is old. " * 10) for number in range(1, 8)]
    (found,) = findings_of(*usual, unit("8", "Peat is old. " * 400))
    assert (found.kind, found.severity, found.label) == ("long_passage", "note", "8")


def test_references_to_paragraphs_that_are_not_there() -> None:
    found = findings_of(
        unit("1", "As said in paragraph 2 below, peat is old."),
        unit("2", "See paragraphs 1 and 9 above."),
    )
    assert [(one.kind, one.severity, one.label) for one in found] == [
        ("dangling_reference", "error", "2")
    ]
    assert found[0].message.endswith("but the document has no 9")


def test_nothing_numbered() -> None:
    (found,) = findings_of()
    assert (found.kind, found.severity) == (FindingKind.NO_PARAGRAPHS, Severity.ERROR)


def test_records_of_a_corpus_are_no_sequence() -> None:
    lines = b'{"_id": "7", "text": "Peat."}\n{"_id": "3", "text": "Sand."}\n'
    assert examine_parsed(parse_source(SourceFile("corpus.jsonl", lines, {}))).findings == ()


@pytest.mark.parametrize("source", list(iter_sources([sample_folder() / "documents"], metadata={})),
                         ids=lambda source: source.name)  # fmt: skip
def test_sample_documents_are_sound(source: SourceFile) -> None:
    assert examine_parsed(parse_source(source)).findings == ()


def test_the_seed_has_one_number_out_of_order(shared_data: Path) -> None:
    content = (shared_data / "seed" / "cop11-cooperation.zh.txt").read_bytes()
    source = SourceFile("cop11.zh.txt", content, {"symbol": "UNEP/CBD/COP/11/17"})
    (found,) = examine_parsed(parse_source(source)).findings
    assert (found.kind, found.severity) == (FindingKind.MISPRINTED_NUMBER, Severity.WARNING)
    assert (found.label, found.line) == ("71/2", 154)


def test_hostile_labels_end() -> None:
    strange = ["(" * 5_000, "1" * 4_000, "a" * 5_000, "1(" * 2_000 + ")", "~2", "", "/", "1(a", "²"]
    findings_of(*map(unit, strange))
