"""`pilcrow precedents`, in this process, with the hash encoder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli import run
from api.errors import EXIT_USAGE

DECISION = """CBD/COP/DEC/30/7

DECISION ADOPTED BY THE CONFERENCE OF THE PARTIES

The Conference of the Parties,

1. Encourages Parties to publish maps of tropical peat before the next meeting;

2. Requests the Executive Secretary to write to the Basel Convention about smoke;
"""
DRAFT = (
    "Urges Parties to publish maps of coastal peat;\n\nCongratulates the chess players of Baku;\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "decision.txt").write_text(DECISION, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    arguments = ["--data-dir", str(tmp_path / "data"), "--encoder", "hash"]
    assert run(["index", str(tmp_path / "decision.txt"), *arguments]) == 0
    return tmp_path


def precedents(folder: Path, *arguments: str) -> int:
    given = ["--data-dir", str(folder / "data"), "--encoder", "hash"]
    return run(["precedents", str(folder / "draft.txt"), *given, *arguments])


def test_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert precedents(folder, "-k", "1") == 0
    page = " ".join(capsys.readouterr().out.split())
    assert "[en, urges (6), parties]" in page
    assert "PRECEDENT CBD/COP/DEC/30/7, para. 1, adopted text" in page
    assert "encourages (3, weaker)" in page
    assert (
        "[-Encourages-] {+Urges+} Parties to publish maps of [-tropical-] {+coastal+} peat" in page
    )
    assert "NO PRECEDENT Nothing in 2 passages of 1 document of COP 30, in en" in page


def test_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert precedents(folder, "--json", "--strength", "weaker", "--body", "COP") == 0
    answer = json.loads(capsys.readouterr().out)
    first, second = answer["paragraphs"]
    assert [one["passage"]["label"] for one in first["precedents"]] == ["1"]
    assert second["verdict"] == "no_precedent"


@pytest.mark.parametrize("ending", ["docx", "md", "csv"])
def test_export(folder: Path, ending: str) -> None:
    path = folder / f"chosen.{ending}"
    assert precedents(folder, "--export", str(path)) == 0
    content = path.read_bytes()
    beginning = {"docx": b"PK", "md": b"# Precedents", "csv": b"\xef\xbb\xbfdraft_number,"}
    assert content.startswith(beginning[ending])
    if ending == "md":
        assert "[^1]: CBD/COP/DEC/30/7, para. 1" in content.decode()
        assert "[^2]" not in content.decode()  # what is no precedent is not exported


def test_a_draft_out_of_a_word_processor(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert precedents(folder, "--export", str(folder / "chosen.docx")) == 0
    capsys.readouterr()
    arguments = ["--data-dir", str(folder / "data"), "--encoder", "hash", "--json"]
    assert run(["precedents", str(folder / "chosen.docx"), *arguments]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["paragraphs"][0]["text"] == "Urges Parties to publish maps of coastal peat;"


@pytest.mark.parametrize(
    "arguments", [["--export", "chosen.pdf"], ["--strength", "strongest"], ["--filter", "a >"]]
)
def test_refusals(folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert precedents(folder, *arguments) != 0
    assert "error" in capsys.readouterr().err


def test_usage(folder: Path) -> None:
    assert precedents(folder, "--export", "chosen.pdf") == EXIT_USAGE


def test_a_missing_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    assert run(["precedents", str(tmp_path / "none.txt"), "--data-dir", str(tmp_path)]) != 0
    assert "there is no file" in capsys.readouterr().err
