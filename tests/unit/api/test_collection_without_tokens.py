"""A new collection keeps tokens or does not, as the settings say, and is searched either way."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from api.cli import run
from index.collection import Collection

TEXT = "Report\n\n1. A workshop was held in Geneva.\n\n2. Peat is burnt in many places.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A current folder with one document, and no settings but these."""
    for variable in [name for name in os.environ if name.startswith("PILCROW_")]:
        monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PILCROW_DATA_DIR", "data")
    monkeypatch.setenv("PILCROW_ENCODER", "hash")
    Path("report.txt").write_text(TEXT, encoding="utf-8")


def best_of(collection: str, capsys: Any) -> str:
    capsys.readouterr()
    assert run(["search", "burnt peat", "--collection", collection, "--json"]) == 0
    return str(json.loads(capsys.readouterr().out)["results"][0]["passage"]["text"])


def keeps_tokens(collection: str) -> bool:
    opened = Collection.open(Path("data"), collection)
    with opened.snapshot() as snapshot:
        assert snapshot.has_tokens == opened.manifest.tokens
        return snapshot.has_tokens


@pytest.mark.parametrize(
    ("options", "variable", "kept"),
    [
        ([], None, True),
        (["--no-tokens"], None, False),
        ([], "false", False),
        (["--tokens"], "false", True),
    ],
)
def test_the_settings_decide_and_search_finds(
    options: list[str],
    variable: str | None,
    kept: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
) -> None:
    if variable is not None:
        monkeypatch.setenv("PILCROW_TOKENS", variable)
    assert run(["index", "report.txt", "--collection", "one", *options]) == 0
    assert keeps_tokens("one") is kept
    assert best_of("one", capsys) == "Peat is burnt in many places."


def test_what_was_settled_stays(capsys: Any) -> None:
    assert run(["index", "report.txt", "--collection", "one", "--no-tokens"]) == 0
    Path("other.txt").write_text("Other\n\n1. Peat grows slowly.\n", encoding="utf-8")
    assert run(["index", "other.txt", "--collection", "one", "--tokens"]) == 0
    assert not keeps_tokens("one")
    assert best_of("one", capsys) == "Peat is burnt in many places."
