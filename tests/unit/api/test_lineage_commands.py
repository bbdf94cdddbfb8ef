"""`pilcrow lineage` and `pilcrow families`: as JSON, for people, and as a picture."""

import json
import os
from pathlib import Path

import pytest
from lxml import etree

from api.cli import run

DECISIONS = (
    ("CBD/COP/DEC/30/4", "en", "2050-04-01", "Invites Parties to mend the nets of small boats"),
    ("CBD/COP/DEC/31/2", "en", "2052-04-01", "Urges Parties to mend the nets of small boats"),
    ("CBD/COP/DEC/32/9", "en", "2054-04-01", "Urges Parties to mend nets and sails of small boats"),
    ("CBD/COP/DEC/33/1", "en", "2056-04-01", "Adopts the new calendar of the island fleet"),
)
CITATION = "CBD/COP/DEC/31/2, para. 1"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lineages")
    for symbol, lang, published, text in DECISIONS:
        path = folder / (symbol.replace("/", "-") + ".txt")
        path.write_text(f"The Conference of the Parties,\n\n1. {text};\n")
        meta = [f"symbol={symbol}", f"lang={lang}", f"published={published}"]
        options = ["--data-dir", str(folder / "data"), "--encoder", "hash"]
        options += [part for one in meta for part in ("--meta", one)]
        assert run(["index", str(path), *options]) == 0
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
    assert run(["lineage", CITATION, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["citation"] == CITATION
    (lineage,) = answer["lineages"]
    assert lineage["place"] == 1
    kinds = [one["step"] and one["step"]["kind"] for one in lineage["family"]["members"]]
    assert kinds == [None, "strengthened", "changed"]


def test_for_people(capsys):
    assert run(["lineage", CITATION]) == 0
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "3 paragraphs, first in CBD/COP/DEC/30/4, para. 1; bodies: COP (3)",
        "  2050-04-01  CBD/COP/DEC/30/4, para. 1  [en]  first",
        "              Invites Parties to mend the nets of small boats;",
        "> 2052-04-01  CBD/COP/DEC/31/2, para. 1  [en]  strengthened (invites → urges)",
        "              - Invites  + Urges",
        "  2054-04-01  CBD/COP/DEC/32/9, para. 1  [en]  changed",
        "              - the",
        "              + and sails",
        "",
    ]


def test_a_paragraph_without_like(capsys):
    assert run(["lineage", "CBD/COP/DEC/33/1, para. 1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 paragraph, first in CBD/COP/DEC/33/1, para. 1; bodies: COP (1)"


def test_the_picture(capsys, tmp_path: Path):
    assert run(["lineage", CITATION, "--svg", "nets.svg"]) == 0
    root = etree.parse(tmp_path / "nets.svg").getroot()
    assert root.tag.endswith("svg")
    assert "strengthened" in "".join(root.itertext())


def test_a_picture_that_cannot_be_written(capsys):
    assert run(["lineage", CITATION, "--svg", "nowhere/nets.svg"]) == 6
    assert "nowhere" in capsys.readouterr().err


def test_a_citation_that_names_nothing(capsys):
    assert run(["lineage", "CBD/COP/DEC/31/2, para. 99"]) == 3
    assert "99" in capsys.readouterr().err


def test_families_for_people_and_as_json(capsys):
    assert run(["families"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        " 1. CBD/COP/DEC/30/4, para. 1  [en]  3 paragraphs in 3 documents; 2050-04-01 to 2054-04-01"
    )
    assert run(["families", "--top", "1", "--json"]) == 0
    (family,) = json.loads(capsys.readouterr().out)["families"]
    assert (family["members"], family["works"]) == (3, 3)


DRAFTS = (
    ("CBD/COP/25/L.7", "2040-03-11", "Invites Parties to count the lamps of the long pier"),
    ("CBD/COP/25/L.8", "2040-03-12", "Invites Parties to [count] the lamps of the long pier"),
    ("CBD/COP/DEC/25/3", "2040-03-13", "Invites Parties to count the lamps of the long pier"),
)


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    for symbol, published, text in DRAFTS:
        path = folder / (symbol.replace("/", "-") + ".txt")
        path.write_text(f"The Conference of the Parties,\n\n1. {text};\n")
        meta = ["--meta", f"symbol={symbol}", "--meta", f"published={published}"]
        options = ["--data-dir", str(folder / "data"), "--encoder", "hash", "--meta", "lang=en"]
        assert run(["index", str(path), *options, *meta]) == 0
    return folder / "data"


def test_a_draft_is_called_one_wherever_its_words_are_shown(capsys, drafts: Path):
    where = ["--data-dir", str(drafts)]
    capsys.readouterr()
    assert run(["lineage", "CBD/COP/DEC/25/3, para. 1", *where]) == 0
    out = capsys.readouterr().out
    assert "first in CBD/COP/25/L.7, para. 1 (draft); bodies" in out
    assert "2040-03-11  CBD/COP/25/L.7, para. 1  [en]  draft  first" in out
    assert "2040-03-12  CBD/COP/25/L.8, para. 1  [en]  bracketed  changed" in out
    assert "2040-03-13  CBD/COP/DEC/25/3, para. 1  [en]  changed" in out
    assert run(["families", *where]) == 0
    assert "CBD/COP/25/L.7, para. 1  [en]  draft  3 paragraphs" in capsys.readouterr().out
    assert run(["show", "CBD/COP/25/L.8, para. 1", *where]) == 0
    assert "[en]  bracketed  cbd-cop-25-l-8.en:1" in capsys.readouterr().out


def test_families_must_be_asked_for_in_number(capsys):
    assert run(["families", "--top", "0"]) == 2
