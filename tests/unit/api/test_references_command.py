"""`pilcrow references`: as JSON and for people."""

import json
import os
from pathlib import Path

import pytest

from api.cli import run

NOTE = """UNEP/CBD/COP/11/99

1. In decision X/20, paragraph 2, a seminar was asked for; see paragraph 9 of its outcome.

2. The present note tells of the seminar of paragraph 1 above.
"""
DECISION = """UNEP/CBD/COP/DEC/X/20

1. Welcomes seminars;

2. Requests a seminar.
"""
CITATION = "UNEP/CBD/COP/11/99, para. 1"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("references")
    for name, content, symbol in (
        ("note.txt", NOTE, "UNEP/CBD/COP/11/99"),
        ("decision.txt", DECISION, "UNEP/CBD/COP/DEC/X/20"),
    ):
        (folder / name).write_text(content)
        options = ["--data-dir", str(folder / "data"), "--encoder", "hash"]
        assert run(["index", str(folder / name), *options, "--meta", f"symbol={symbol}"]) == 0
    return folder / "data"


@pytest.fixture(autouse=True)
def environment(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    for variable in [name for name in os.environ if name.startswith("PILCROW_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("PILCROW_DATA_DIR", str(data_dir))
    monkeypatch.setenv("PILCROW_ENCODER", "hash")
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()


def test_as_json(capsys):
    assert run(["references", CITATION, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["citation"] == CITATION
    (passage,) = answer["passages"]
    assert [one["target"] for one in passage["cites"]] == ["decision 10/20#2", "?#9"]
    assert [one["passage"]["label"] for one in passage["cited_by"]] == ["2"]


def test_for_people(capsys):
    assert run(["references", CITATION]) == 0
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "UNEP/CBD/COP/11/99, para. 1  [en]  unep-cbd-cop-11-99.en:1",
        "cites:",
        "   decision 10/20#2  decision X/20, paragraph 2",
        "      UNEP/CBD/COP/DEC/X/20, para. 2  [en]  unep-cbd-cop-dec-x-20.en:2",
        "   ?#9  paragraph 9",
        "cited by:",
        "   UNEP/CBD/COP/11/99, para. 2  [en]  paragraph 1 above  unep-cbd-cop-11-99.en:2",
        "",
    ]


def test_whole_texts_are_told_from_places(capsys):
    assert run(["references", "UNEP/CBD/COP/11/99, para. 2"]) == 0
    out = capsys.readouterr().out
    assert "   cbd/cop/11/99  The present note\n      UNEP/CBD/COP/11/99  [en]" in out
    assert "cited by nothing" in out


def test_an_unknown_citation_is_refused(capsys):
    assert run(["references", "nothing, para. 1"]) == 3
    assert "error: " in capsys.readouterr().err
