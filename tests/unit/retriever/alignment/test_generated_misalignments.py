"""Real texts in six languages put out of step on purpose: how many slips are seen, and how many
are seen where there are none. Numbers, lengths and order only; vectors add to this."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from index.model import ParsedDocument
from index.reading.source import SourceFile, iter_sources, parse_source
from index.sample import sample_folder
from retriever.alignment.compare import compare
from retriever.alignment.traces import VersionUnit

LANGS = ("ar", "en", "es", "fr", "ru", "zh")
FILES = ("udhr_6way.jsonl", "un_charter_6way.jsonl", "sdg_6way.jsonl")
LENGTH = 30
PER_FILE = 6

Item = tuple[object, str]
"""What a paragraph is a version of, and its text."""


def dropped(items: list[Item], place: int) -> list[Item]:
    return items[:place] + items[place + 1 :]


def split(items: list[Item], place: int) -> list[Item]:
    name, text = items[place]
    middle = len(text) // 2
    parts: list[Item] = [((name, 1), text[:middle]), ((name, 2), text[middle:])]
    return [*items[:place], *parts, *items[place + 1 :]]


def joined(items: list[Item], place: int) -> list[Item]:
    (one, first), (two, second) = items[place : place + 2]
    return [*items[:place], ((one, two), f"{first} {second}"), *items[place + 2 :]]


def exchanged(items: list[Item], place: int) -> list[Item]:
    return [*items[:place], items[place + 1], items[place], *items[place + 2 :]]


def untouched(items: list[Item], place: int) -> list[Item]:
    return items


def judged(left: list[Item], right: list[Item], langs: tuple[str, str]) -> Counter[str]:
    """Labels by whether they are wrong, and whether that was seen."""
    versions = [
        [VersionUnit(str(number), text) for number, (_, text) in enumerate(side, start=1)]
        for side in (left, right)
    ]
    trusted = compare(versions[0], versions[1], langs).trusted
    counts: Counter[str] = Counter()
    for number, ((one, _), (other, _)) in enumerate(zip(left, right, strict=False), start=1):
        wrong, seen = one != other, str(number) not in trusted
        counts[
            {(True, True): "hit", (True, False): "missed", (False, True): "alarm"}.get(
                (wrong, seen), "right"
            )
        ] += 1
    return counts


@pytest.fixture(scope="module")
def texts(shared_data: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for name in FILES:
        lines = (shared_data / "un" / name).read_text("utf-8").splitlines()
        rows = [json.loads(line)["texts"] for line in lines]
        found[name] = [
            row for row in rows if all(row.get(lang) for lang in LANGS) and len(row["en"]) > 40
        ]
    return found


@pytest.mark.parametrize(
    ("change", "recall", "precision"),
    [(dropped, 0.97, 0.97), (split, 0.97, 0.97), (joined, 0.97, 0.97), (exchanged, 0.85, 0.9)],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_slips_are_seen(
    texts: dict[str, list[dict[str, str]]],
    change: Callable[[list[Item], int], list[Item]],
    recall: float,
    precision: float,
    record_property: Callable[[str, object], None],
) -> None:
    counts = _counts(texts, change)
    seen = counts["hit"] / (counts["hit"] + counts["missed"])
    right = counts["hit"] / (counts["hit"] + counts["alarm"])
    record_property("recall", seen)
    record_property("precision", right)
    assert seen >= recall
    assert right >= precision


def test_versions_in_step_are_trusted(texts: dict[str, list[dict[str, str]]]) -> None:
    counts = _counts(texts, untouched)
    assert counts["alarm"] / sum(counts.values()) < 0.01


def _counts(
    texts: dict[str, list[dict[str, str]]], change: Callable[[list[Item], int], list[Item]]
) -> Counter[str]:
    chance = random.Random(2031)
    counts: Counter[str] = Counter()
    for name in FILES:
        for _ in range(PER_FILE):
            first, second = chance.sample(LANGS, 2)
            start = chance.randrange(len(texts[name]) - LENGTH)
            rows = list(enumerate(texts[name][start : start + LENGTH]))
            left: list[Item] = [(place, row[first]) for place, row in rows]
            right: list[Item] = [(place, row[second]) for place, row in rows]
            counts += judged(left, change(right, chance.randrange(1, LENGTH - 2)), (first, second))
    return counts


def test_every_two_versions_of_the_sample_run_in_step() -> None:
    versions: dict[object, list[ParsedDocument]] = {}
    for source in iter_sources([sample_folder() / "documents"], metadata={}):
        assert isinstance(source, SourceFile)
        parsed = parse_source(source)
        assert isinstance(parsed, ParsedDocument)
        versions.setdefault(parsed.metadata["symbol"], []).append(parsed)
    compared = 0
    for documents in versions.values():
        for left, right in combinations(documents, 2):
            found = compare(_units(left), _units(right), (left.lang, right.lang))
            assert not found.doubts, (left.name, right.name)
            compared += 1
    assert compared == 12


@pytest.mark.parametrize(("change", "recall"), [(dropped, 0.95), (joined, 0.95), (exchanged, 0.85)])
def test_slips_in_the_sample_are_seen(
    change: Callable[[list[Item], int], list[Item]], recall: float
) -> None:
    """Each of 20 places of a note, in French beside Chinese."""
    sides: list[list[Item]] = []
    for lang in ("zh", "fr"):
        name = f"cbd-cop-21-14.{lang}.txt"
        content = (sample_folder() / "documents" / name).read_bytes()
        parsed = parse_source(SourceFile(name, content, {}))
        assert isinstance(parsed, ParsedDocument)
        sides.append([(unit.label, unit.text) for unit in parsed.units])
    counts: Counter[str] = Counter()
    for place in range(2, 42, 2):
        counts += judged(sides[0], change(sides[1], place), ("zh", "fr"))
    assert counts["hit"] / (counts["hit"] + counts["missed"]) > recall
    assert counts["hit"] / (counts["hit"] + counts["alarm"]) > 0.97


def _units(parsed: ParsedDocument) -> list[VersionUnit]:
    return [VersionUnit(unit.label, unit.text, unit.section_path) for unit in parsed.units]
