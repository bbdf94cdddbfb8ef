"""The seed document parses exactly to its gold parse."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from index.model import BlockKind, ParsedDocument
from index.reading.source import SourceFile, parse_source


@pytest.fixture(scope="module")
def seed(shared_data: Path) -> ParsedDocument:
    path = shared_data / "seed" / "cop11-cooperation.zh.txt"
    parsed = parse_source(SourceFile(path.name, path.read_bytes(), {}))
    assert isinstance(parsed, ParsedDocument)
    return parsed


@pytest.fixture(scope="module")
def gold_units(shared_data: Path) -> list[dict[str, object]]:
    return json.loads((shared_data / "seed" / "gold_parse.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def gold_notes(shared_data: Path) -> dict[str, object]:
    return json.loads((shared_data / "seed" / "gold_footnotes.json").read_text("utf-8"))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_seed_has_the_gold_units_and_no_others(seed, gold_units):
    assert [unit.label for unit in seed.units] == [gold["label"] for gold in gold_units]


def test_seed_units_are_the_gold_units(seed, gold_units):
    for unit, gold in zip(seed.units, gold_units, strict=True):
        assert list(unit.section_path) == gold["section_path"], unit.label
        assert unit.kind == gold["kind"], unit.label
        assert unit.parent == (gold["parent"] or ""), unit.label
        assert list(unit.alt_labels) == gold["alt_labels"], unit.label
        assert unit.printed_label == gold["printed_label"], unit.label
        assert squeezed(unit.text) == squeezed(gold["text"]), unit.label
        assert (unit.start_line, unit.end_line) == (gold["start_line"], gold["end_line"]), (
            unit.label
        )
        assert unit.lang == "zh"


def test_seed_marks_stand_where_gold_has_them(seed, gold_units):
    for unit, gold in zip(seed.units, gold_units, strict=True):
        found = [(ref.number, squeezed(unit.text[: ref.offset])) for ref in unit.footnote_refs]
        wanted = [
            (str(ref["n"]), squeezed(gold["text"][: ref["offset"]]))
            for ref in gold["footnote_refs"]
        ]
        assert found == wanted, unit.label


def test_seed_notes_are_the_gold_notes(seed, gold_notes):
    star, *notes = seed.footnotes
    assert (star.number, star.text, star.label, star.anchored, star.line) == (
        "*",
        gold_notes["star"]["text"],
        "",
        True,
        gold_notes["star"]["line"],
    )
    assert len(notes) == len(gold_notes["footnotes"]) == 23
    for note, gold in zip(notes, gold_notes["footnotes"], strict=True):
        assert note.number == str(gold["n"])
        assert note.label == gold["attached_to"]
        assert note.line == gold["line"]
        assert squeezed(note.text) == squeezed(gold["text"])
        assert list(note.urls) == gold["urls"]


def test_seed_header_fields(seed):
    assert seed.metadata == {
        "body": "COP",
        "body_name": "生物多样性公约缔约方大会",
        "session": 11,
        "session_name": "第十一届会议",
        "date_start": date(2012, 10, 8),
        "date_end": date(2012, 10, 19),
        "place": "印度海德拉巴",
        "agenda_item": "5.2",
        "title": "与其他公约、国际组织和倡议的合作",
        "author": "执行秘书的说明",
    }


def test_seed_loses_no_line(seed, shared_data):
    source = (shared_data / "seed" / "cop11-cooperation.zh.txt").read_text("utf-8")
    assert "\n".join(block.text for block in seed.blocks) == source.removesuffix("\n")


def test_seed_headings_are_blocks_with_levels(seed):
    headings = [block for block in seed.blocks if block.kind is BlockKind.HEADING]
    assert [block.level for block in headings] == [1, 1, *[2] * 8, 1, 1]


def test_seed_print_notice_is_boilerplate(seed, gold_notes):
    line = gold_notes["boilerplate"]["line"]
    [block] = [block for block in seed.blocks if block.start_line <= line <= block.end_line]
    assert block.kind is BlockKind.BOILERPLATE


def test_seed_governing_text(seed):
    units = {unit.label: unit for unit in seed.units}
    assert units["45(a)"].chapeau == units["45"].text
    assert units["71/2"].chapeau == units["71"].text[-len("缔约方大会，") :]
    assert units["41"].chapeau == ""


def test_seed_is_doubted_only_where_it_is_misprinted(seed):
    [warning] = seed.warnings
    assert "Line 154" in warning
    assert "71/2" in warning
