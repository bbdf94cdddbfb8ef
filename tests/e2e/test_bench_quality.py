"""`make bench-quality` on tiny collections: tables, image, record, and its refusals."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

TEXTS = {
    "000-00": ("The tide pool holds nine crabs.", "潮池里有九只螃蟹。"),
    "001-00": ("A lighthouse keeper counts storms.", "灯塔看守人数着风暴。"),
    "002-00": ("Salt marsh birds sleep on one leg.", "盐沼的鸟用一条腿睡觉。"),
    "003-00": ("Harbour seals drift with the ice.", "港海豹随冰漂流。"),
}
QUESTIONS = {
    "000-00": ("How many crabs in the tide pool?", "潮池里有几只螃蟹？"),
    "001-00": ("Who counts storms?", "谁数着风暴？"),
    "002-00": ("Which birds sleep on one leg?", "什么鸟用一条腿睡觉？"),
    "003-00": ("What do harbour seals drift with?", "港海豹随什么漂流？"),
}
SEED = """说明

一、导言

1. 秘书处在昆明举办了泥炭地讲习班。

2. 濒危物种贸易公约的专家们讨论了鹮的迁徙路线。

3. 缔约方注意到海草床的调查结果。
"""
PAGE = """Before

<!-- bench-quality: begin -->
what an earlier run has written
<!-- bench-quality: end -->

After
"""


def write_beir(folder: Path, queries: list[dict[str, object]], qrels: list[str]) -> None:
    (folder / "qrels").mkdir(parents=True)
    lines = [json.dumps(query, ensure_ascii=False) for query in queries]
    (folder / "queries.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text("\n".join(qrels), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data as it lies beside the project, a page with markers, and a record made of it."""
    folder = tmp_path_factory.mktemp("quality")
    write_beir(
        folder / "shared" / "xquad",
        [
            {"_id": f"{lang}:{number}", "text": texts[place], "metadata": {"lang": lang}}
            for place, lang in enumerate(("en", "zh"))
            for number, texts in QUESTIONS.items()
        ],
        [f"{asked}:{n}\t{lang}:{n}\t1" for asked in ("en", "zh") for n in TEXTS for lang in LANGS],
    )
    corpus = [
        {"_id": f"{lang}:{number}", "title": "", "text": text, "metadata": {"lang": lang}}
        for number, texts in TEXTS.items()
        for lang, text in zip(LANGS, texts, strict=True)
    ]
    (folder / "shared" / "xquad" / "corpus.jsonl").write_text(
        "\n".join(map(json.dumps, corpus)), encoding="utf-8"
    )
    write_beir(
        folder / "shared" / "seed" / "questions",
        [
            {"_id": "q1", "text": "CITES", "metadata": {"lang": "en", "kind": "acronym"}},
            {"_id": "q04", "text": "海草床", "metadata": {"lang": "zh", "kind": "fact"}},
        ],
        ["q1\t2\t1", "q04\t3\t1"],
    )
    (folder / "shared" / "seed" / "cop11-cooperation.zh.txt").write_text(SEED, encoding="utf-8")
    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    made = run(folder, "--update-record")
    assert made.returncode == 0, made.stderr
    return folder


LANGS = ("en", "zh")


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    places = ["--tables", "page.md", "--image", "images/map.svg", "--record", "record.json"]
    return subprocess.run(
        [
            *(sys.executable, str(ROOT / "scripts" / "bench_quality.py"), "shared"),
            *("--encoder", "hash", "--data-dir", "data", "--every", "3", *places, *options),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_tables_stand_between_the_markers_and_nowhere_else(folder: Path) -> None:
    measured = run(folder)

    assert measured.returncode == 0, measured.stderr
    before, begin, rest = (folder / "page.md").read_text("utf-8").partition(PAGE.splitlines()[2])
    tables, end, after = rest.partition(PAGE.splitlines()[4])
    assert (before, after) == ("Before\n\n", "\n\nAfter\n")
    assert begin and end
    assert tables == f"\n{measured.stdout}"
    for expected in (
        "| same language, nDCG@10 |",
        "| default, even articles | default, odd articles |",
        "| without `q04` | 1 |",
        "| kind: acronym | 1 |",
        "one in 3 of XQuAD's questions (3)",
        "| lexical arm |",
        "- encoder: hash",
        "](images/map.svg)",
    ):
        assert expected in tables
    assert "encoded" in measured.stderr  # what is indexed is used again, and said
    assert "added" not in measured.stderr
    assert (folder / "images" / "map.svg").read_text("utf-8").startswith("<svg")


def test_figures_without_their_record_are_named_and_fail(folder: Path) -> None:
    record = json.loads((folder / "record.json").read_text("utf-8"))
    bounds = record["bounds"]
    assert {"XQuAD mixed pool", "XQuAD en → zh", "seed kind acronym"} <= bounds.keys()
    bounds["XQuAD mixed pool"] = {"at_least": 1.1, "tolerance": 0.01}
    bounds["without step that is gone: change of seed hit@5"] = {"at_most": -0.1, "tolerance": 0.0}
    del bounds["seed kind acronym"]
    (folder / "higher.json").write_text(json.dumps(record), encoding="utf-8")

    measured = run(folder, "--record", "higher.json")

    assert measured.returncode == 1
    errors = [line for line in measured.stderr.splitlines() if line.startswith("error: ")]
    first, second = errors
    assert first.startswith("error: XQuAD mixed pool: ")
    assert first.endswith("fell below its record 1.1000 (tolerance 0.01)")
    assert second == (
        "error: without step that is gone: change of seed hit@5: has a record but was not measured"
    )
    assert "note: not in the record yet: seed kind acronym\n" in measured.stderr


def test_a_page_without_markers_is_refused_before_anything_is_measured(folder: Path) -> None:
    (folder / "bare.md").write_text("no place\n", encoding="utf-8")

    refused = run(folder, "--tables", "bare.md")

    assert refused.returncode == 2
    assert refused.stdout == ""
    assert "bare.md has no place for the tables" in refused.stderr
    assert "<!-- bench-quality: begin -->" in refused.stderr
    assert "measured in" not in refused.stderr


def test_a_record_of_another_sample_is_refused(folder: Path) -> None:
    refused = run(folder, "--every", "2")

    assert refused.returncode == 2
    assert "--every 3, which those of hash with --every 2 cannot be compared" in refused.stderr


def test_a_quick_look_writes_nothing(folder: Path) -> None:
    files = {path: path.stat().st_mtime_ns for path in folder.glob("*.*")}

    looked = run(folder, "--quick", "--every", "2", "--tables", "no page.md")

    assert looked.returncode == 0, looked.stderr
    assert "4 questions" in looked.stdout
    assert {path: path.stat().st_mtime_ns for path in folder.glob("*.*")} == files
