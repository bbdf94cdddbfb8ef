"""`pilcrow verify` as a process, and translations with the real encoder."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CITATION = "UNEP/CBD/COP/11/99, para. 2 (a)"


def test_a_quotation_is_checked(indexed: Callable[..., Any]) -> None:
    ended = indexed("verify", "--citation", CITATION, "--quote", "a seminar on invasive species")
    assert ended.code == 0, ended.err
    assert ended.out.startswith("NEAR")
    assert "[-alien-]" in ended.out
    answer = indexed("verify", "--citation", CITATION, "--quote", "Held a seminar", "--json").json
    assert answer["verdict"] == "exact"


def test_an_answer_is_checked(indexed: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "answer.md"
    path.write_text(
        f"“Published a handbook on wetlands” ({CITATION}). See UNEP/CBD/COP/11/99, para. 3.",
        encoding="utf-8",
    )
    ended = indexed("verify", "--answer", path)
    assert ended.code == 0, ended.err
    assert "ELSEWHERE" in ended.out
    assert "CITED" in ended.out
    answer = indexed("verify", "--answer", path, "--json").json
    assert [one["verdict"]["verdict"] for one in answer["quotations"]] == ["elsewhere"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("--quote", "a", "--answer", "b"), 2),
        (("--quote", "…"), 2),
        (("--answer", "missing.txt"), 4),
    ],
)
def test_refusals(indexed: Callable[..., Any], arguments: tuple[str, ...], code: int) -> None:
    ended = indexed("verify", *arguments)
    assert ended.code == code
    assert ended.err.startswith("error: ")


@pytest.mark.encoder
def test_translations_are_told_by_meaning(shared_data: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        [
            *(sys.executable, "scripts/bench_verification.py", str(shared_data)),
            *("--every", "0", "--texts", "12", "--json"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    figures = json.loads(ended.stdout)
    assert figures["called_exact"] == 0
    assert figures["kinds"]["translation, meaning"]["accuracy"] >= 0.9
    assert figures["kinds"]["translation, of another"]["accuracy"] >= 0.9
