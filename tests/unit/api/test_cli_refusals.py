"""What the command line refuses, with which exit code and which words."""

import json
import os
from pathlib import Path

import pytest

from api.cli import run


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one collection of two paragraphs."""
    folder = tmp_path_factory.mktemp("refusals")
    note = folder / "note.txt"
    note.write_text("Report\n\n1. A seminar was held.\n\n2. A handbook was printed.\n")
    options = ["--data-dir", str(folder / "data"), "--encoder", "hash", "--meta", "session=11"]
    assert run(["index", str(note), *options]) == 0
    return folder / "data"


@pytest.fixture(autouse=True)
def environment(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """An empty current folder, and no settings but these."""
    for variable in [name for name in os.environ if name.startswith("PILCROW_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("PILCROW_DATA_DIR", str(data_dir))
    monkeypatch.setenv("PILCROW_ENCODER", "hash")
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["seminar", "--filter", "sesion = 11"], 2, "sesion"),
        (["seminar", "--filter", "session >= eleven"], 2, "session"),
        (["seminar", "--filter", "session >="], 2, "error: "),
        (["seminar", "--top-k", "0"], 2, "top_k is 0"),
        (["seminar", "--top-k", "1000000"], 2, "top_k is 1000000"),
        (["seminar", "--top-k", "many"], 2, "--top-k"),
        ([""], 2, "the query is empty"),
        (["  \t "], 2, "the query is empty"),
        (["x" * 100_000], 2, "100,000 characters"),
        (["seminar", "--no-such-option"], 2, "--no-such-option"),
        ([], 2, "TEXT"),
        (["seminar", "--collection", "other"], 3, "'other'"),
        (["seminar", "--collection", "../other"], 2, "collection"),
    ],
)
def test_bad_question_is_refused_with_a_reason(arguments, code, words, capsys):
    assert run(["search", *arguments]) == code
    ended = capsys.readouterr()
    assert ended.err.startswith("error: ")
    assert "\nhint: " in ended.err
    assert words in ended.err
    assert ended.out == ""
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("query", ["§§ ¶ ?!", "(a)", "😀", "\u202e\u200f", "-"])
def test_question_of_symbols_only_is_answered(query, capsys):
    assert run(["search", "--json", "--", query]) == 0
    assert len(json.loads(capsys.readouterr().out)["results"]) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["show", "nothing, para. 1"], 3, "nothing"),
        (["show", "x" * 1000], 3, "too long"),
        (["documents", "show", "nothing"], 3, "'nothing'"),
        (["documents", "remove", "nothing"], 3, "'nothing'"),
        (["documents"], 2, "Missing command"),
        (["index"], 2, "PATH"),
        (["index", "missing"], 4, "missing does not exist"),
        (["index", ".", "--context", "half"], 2, "--context"),
        (["evaluate", "missing"], 2, "missing"),
        (["serve", "--port", "70000"], 2, "--port"),
        (["search", "x", "--data-dir", "missing"], 3, "missing"),
        (["frobnicate"], 2, "frobnicate"),
    ],
)
def test_other_commands_refuse_with_a_reason(arguments, code, words, capsys):
    assert run(arguments) == code
    ended = capsys.readouterr()
    assert "error: " in ended.err
    assert words in ended.err
    assert "Traceback" not in ended.err
