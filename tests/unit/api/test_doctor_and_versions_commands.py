"""`pilcrow doctor`, `translations`, `documents compare` and `show --around` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli import run
from index.sample import sample_folder

COMMON = ["--encoder", "hash", "--data-dir"]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    notes = sorted((sample_folder() / "documents").glob("cbd-cop-21-14.*.txt"))
    assert run(["index", *map(str, notes), *COMMON, str(folder)]) == 0
    return folder


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    run([*arguments, "--json"])
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_compare(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("documents", "compare", "UNEP/CBD/COP/21/14", "--data-dir", str(data_dir))
    answer = printed(capsys, *arguments)
    assert answer["aligned"] is True
    assert [one["lang"] for one in answer["versions"]] == ["en", "fr", "zh"]
    assert run(list(arguments)) == 0
    assert "reference" in capsys.readouterr().out


def test_compare_says_once_which_paragraph_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    english = sample_folder() / "documents" / "cbd-cop-21-14.en.txt"
    french = english.with_name("cbd-cop-21-14.fr.txt").read_text("utf-8")
    before, _, rest = french.partition("\n5. ")
    _, _, after = rest.partition("\n6. ")
    shifted = f"{before}\n5. {after}"
    for number in range(7, 24):
        shifted = shifted.replace(f"\n{number}. ", f"\n{number - 1}. ", 1)
    (tmp_path / "note.fr.txt").write_text(shifted, "utf-8")
    data = [*COMMON, str(tmp_path / "data")]
    assert run(["index", str(english), str(tmp_path / "note.fr.txt"), *data]) == 0
    assert run(["documents", "compare", "CBD/COP/21/14", *data[2:]]) == 0
    printed_lines = " ".join(capsys.readouterr().out.split())
    assert "paragraph 5 in en has no counterpart in fr" in printed_lines
    assert printed_lines.count("paragraph 7 in en is paragraph 6 in fr") == 1


def test_translations_of_a_citation(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("translations", "CBD/COP/21/14, para. 12", "--data-dir", str(data_dir))
    (answer,) = printed(capsys, *arguments)["passages"]
    assert {answer["passage"]["lang"]} | {one["lang"] for one in answer["translations"]} == {
        *("en", "fr", "zh")
    }
    assert run(list(arguments)) == 0


def test_show_around(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("show", "cbd-cop-21-14.en:12", "--around", "1", "--data-dir", str(data_dir))
    (answer,) = printed(capsys, *arguments)["passages"]
    assert [one["ordinal"] - answer["ordinal"] for one in answer["before"] + answer["after"]] == [
        *(-1, 1)
    ]
    assert run(list(arguments)) == 0
    shown = capsys.readouterr().out
    assert "13. " in shown
    assert [line for line in shown.splitlines() if "▶" in line] == [shown.splitlines()[0]]
    assert shown.startswith("▶ CBD/COP/21/14, para. 12")
    assert run(["show", "cbd-cop-21-14.en:12", "--around", "51", *COMMON, str(data_dir)]) == 2


def test_doctor_of_a_document_of_the_collection(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("doctor", "cbd-cop-21-14.en", "--data-dir", str(data_dir))
    (answer,) = printed(capsys, *arguments)["documents"]
    assert answer["errors"] == 0
    assert run(list(arguments)) == 0
    assert run(["doctor", "no-such-document", "--data-dir", str(data_dir)]) == 3


def test_doctor_of_a_file_needs_no_collection(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("1. Peat is old.\n\n3. Sand is not.\n")
    empty = ("--data-dir", str(tmp_path / "none"))
    assert run(["doctor", str(note), *empty]) == 1
    assert "2 is missing before 3" in capsys.readouterr().out
    note.write_text("1. Peat is old.\n\n2. See paragraph 5 of CBD/COP/33/7.\n")
    assert run(["doctor", str(note), *empty]) == 0
    assert run(["doctor", str(note), "--meta", "symbol=CBD/COP/33/7", *empty]) == 1


def test_doctor_of_a_folder_goes_on_past_what_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("1. Peat is old.\n")
    answer = printed(capsys, "doctor", str(tmp_path))
    assert [one["name"] for one in answer["documents"]] == ["b.txt"]
    assert len(answer["failed"]) == 1
