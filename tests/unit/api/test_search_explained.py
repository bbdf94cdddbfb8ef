"""`pilcrow search --explain` and the words in which it and the HTTP interface tell of signals."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from api.cli import run
from api.signals import SCORE, SIGNALS
from api.wire import ResultModel

TEXT = "Report\n\n1. A workshop on peatlands was held.\n\n2. 四十名专家出席了会议。\n"


@pytest.fixture
def options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    """What makes a command search a collection of two paragraphs."""
    for variable in [name for name in os.environ if name.startswith("PILCROW_")]:
        monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(TEXT, encoding="utf-8")
    options = ["--data-dir", "data", "--encoder", "hash"]
    assert run(["index", "report.txt", *options]) == 0
    capsys.readouterr()
    return options


def test_each_result_is_explained_in_one_line(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["search", "peatlands", *options, "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    explained = [line for line in lines if f"· {SCORE.name} " in line]
    assert len(explained) == 2
    assert all(f"{SIGNALS['dense'].name} " in line for line in explained)
    assert f"{SIGNALS['lexical'].name} " in explained[0]
    assert f"{SIGNALS['lexical'].name} " not in explained[1]

    assert run(["search", "peatlands", *options]) == 0
    assert f"· {SCORE.name} " not in capsys.readouterr().out


def test_every_signal_that_a_search_gives_has_words(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["search", "peatlands", *options, "--json"]) == 0
    for result in json.loads(capsys.readouterr().out)["results"]:
        assert set(result["signals"]) == SIGNALS.keys() - {"citation", "reranker"}


def test_the_http_interface_describes_every_signal() -> None:
    description = ResultModel.model_fields["signals"].description or ""
    assert all(f"`{key}`: {signal.meaning}" in description for key, signal in SIGNALS.items())
