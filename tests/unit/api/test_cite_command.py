"""`pilcrow cite` and `pilcrow show`: citations in and out on the command line."""

import json
import os
from pathlib import Path

import pytest

from api.cli import run

NOTE = """UNEP/CBD/COP/11/99

1. The Secretariat held a seminar.

2. To this end, the Secretariat:

(a) Wrote a handbook;

(b) Sent it to all.
"""
CITATION = "UNEP/CBD/COP/11/99, para. 2 (a)"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cite")
    (folder / "note.txt").write_text(NOTE)
    options = ["--data-dir", str(folder / "data"), "--encoder", "hash"]
    symbol = "symbol=UNEP/CBD/COP/11/99"
    assert run(["index", str(folder / "note.txt"), *options, "--meta", symbol]) == 0
    return folder / "data"


@pytest.fixture(autouse=True)
def environment(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    for variable in [name for name in os.environ if name.startswith("PILCROW_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("PILCROW_DATA_DIR", str(data_dir))
    monkeypatch.setenv("PILCROW_ENCODER", "hash")
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()


def test_every_form_for_people(capsys):
    assert run(["cite", "COP/11/99 §2(a)"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "unep-cbd-cop-11-99.en:2(a)",
        "  en        UNEP/CBD/COP/11/99, para. 2 (a)",
        "  fr        UNEP/CBD/COP/11/99, par. 2 a)",
        "  es        UNEP/CBD/COP/11/99, párr. 2 a)",
        "  ru        UNEP/CBD/COP/11/99, п. 2 a)",
        "  ar        UNEP/CBD/COP/11/99، الفقرة 2 (أ)",
        "  zh        UNEP/CBD/COP/11/99，第2(a)段",
        "  akn       /akn/un/doc/document/cbd-cop/nn/UNEP-CBD-COP-11-99/eng@"
        "/!main#para_2__list_1__point_a",
        "  markdown  [UNEP/CBD/COP/11/99, para. 2 (a)](/d/UNEP/CBD/COP/11/99#para_2_a)",
    ]


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("fr", "UNEP/CBD/COP/11/99, par. 2 a)\n"),
        ("zh", "UNEP/CBD/COP/11/99，第2(a)段\n"),
        ("markdown", "[UNEP/CBD/COP/11/99, para. 2 (a)](/d/UNEP/CBD/COP/11/99#para_2_a)\n"),
    ],
)
def test_one_form_alone(capsys, style, printed):
    assert run(["cite", CITATION, "--style", style]) == 0
    assert capsys.readouterr().out == printed


def test_bibliographies(capsys):
    assert run(["cite", "UNEP/CBD/COP/11/99, paras. 1–2", "--style", "csl"]) == 0
    items = json.loads(capsys.readouterr().out)
    assert [item["locator"] for item in items] == [
        "para. 1",
        "para. 2",
        "para. 2 (a)",
        "para. 2 (b)",
    ]
    assert run(["cite", CITATION, "--style", "bibtex"]) == 0
    assert capsys.readouterr().out.startswith("@misc{unep-cbd-cop-11-99-2-a,\n")


def test_as_json(capsys):
    assert run(["cite", CITATION, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["citation"] == CITATION
    (passage,) = answer["passages"]
    assert passage["passage_id"] == "unep-cbd-cop-11-99.en:2(a)"
    assert passage["styles"]["ru"] == "UNEP/CBD/COP/11/99, п. 2 a)"


def test_an_unknown_style_is_a_mistake_of_usage(capsys):
    assert run(["cite", CITATION, "--style", "harvard"]) == 2
    assert "markdown" in capsys.readouterr().err


def test_show_takes_ranges_and_says_what_is_near(capsys):
    assert run(["show", "UNEP/CBD/COP/11/99, paras. 1–2", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [passage["label"] for passage in answer["passages"]] == ["1", "2", "2(a)", "2(b)"]
    assert run(["show", "UNEP/CBD/COP/11/99, para. 2 (c)"]) == 3
    assert "near it: para. 2 (b); para. 2 (a)" in capsys.readouterr().err


def test_search_by_citation(capsys):
    assert run(["search", "UNEP/CBD/COP/11/99, par. 2 b)", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["query"]["citation"] == "UNEP/CBD/COP/11/99, para. 2 (b)"
    assert answer["results"][0]["passage"]["label"] == "2(b)"
    assert answer["results"][0]["signals"]["citation"] == 1.0
    assert run(["search", "UNEP/CBD/COP/11/99, para. 9"]) == 0
    assert "near it: para. 2; para. 1" in capsys.readouterr().err
