"""Folders are walked in order; a bad file is reported and the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import InvalidMetadata, PathNotFound, PilcrowError, UnreadableFile
from index.reading.source import SourceFile, iter_sources


@pytest.fixture
def names() -> Callable[..., list[str]]:
    def walk(*paths: Path) -> list[str]:
        found = list(iter_sources(paths, metadata={}))
        assert not any(isinstance(item, PilcrowError) for item in found)
        return [item.name for item in found if isinstance(item, SourceFile)]

    return walk


def write(path: Path, text: str = "1. Text.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_folder_in_order_with_its_folders(tmp_path, names):
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/x.txt", "c.jsonl"):
        write(tmp_path / name)
    assert names(tmp_path) == ["a/z.md", "b.txt", "c.jsonl"]


def test_each_file_is_given_once(tmp_path, names):
    path = write(tmp_path / "a.txt")
    assert names(path, tmp_path, path) == ["a.txt"]


def test_other_files_are_left_out_with_a_reason(tmp_path):
    write(tmp_path / "a.txt")
    write(tmp_path / "picture.png")
    write(tmp_path / "eval/queries.jsonl")
    skipped: dict[str, str] = {}
    found = list(
        iter_sources(
            [tmp_path],
            metadata={},
            on_skip=lambda path, reason: skipped.update({path.name: reason}),
        )
    )
    assert [item.name for item in found if isinstance(item, SourceFile)] == ["a.txt"]
    assert len(found) == 1
    assert set(skipped) == {"picture.png", "queries.jsonl"}
    assert all(skipped.values())


def test_tables_without_paragraphs_are_left_out_of_folders_only(tmp_path):
    write(tmp_path / "figures.csv", "year,share\n2030,5\n")
    write(tmp_path / "paragraphs.csv", "para,text\n1,One.\n")
    skipped: list[str] = []
    found = list(
        iter_sources([tmp_path], metadata={}, on_skip=lambda path, why: skipped.append(path.name))
    )
    assert [item.name for item in found if isinstance(item, SourceFile)] == ["paragraphs.csv"]
    assert skipped == ["figures.csv"]
    [outright] = iter_sources([tmp_path / "figures.csv"], metadata={})
    assert isinstance(outright, SourceFile)


def test_beir_folder_gives_its_corpus_only(tmp_path, names):
    folder = tmp_path / "xquad"
    for name in ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv", "README.md"):
        write(folder / name)
    assert names(tmp_path) == ["xquad"]
    assert names(folder) == ["xquad"]
    assert names(folder / "corpus.jsonl") == ["xquad"]


def test_what_stands_beside_a_corpus_is_reported_as_left_out(tmp_path):
    for name in ("corpus.jsonl", "corpus.jsonl.meta.json", "note.txt", "qrels/test.tsv"):
        write(tmp_path / name)
    skipped: list[str] = []
    list(
        iter_sources(
            [tmp_path], metadata={}, on_skip=lambda path, reason: skipped.append(path.name)
        )
    )
    assert skipped == ["note.txt", "qrels"]


def test_file_named_outright_is_given_whatever_its_suffix(tmp_path, names):
    assert names(write(tmp_path / "picture.png")) == ["picture.png"]


def test_missing_path(tmp_path):
    good = write(tmp_path / "a.txt")
    missing, read = iter_sources([tmp_path / "nowhere", good], metadata={})
    assert isinstance(missing, PathNotFound)
    assert "nowhere" in missing.message
    assert isinstance(read, SourceFile)


def test_sidecar_and_options_meet_and_options_win(tmp_path):
    path = write(tmp_path / "a.txt")
    write(tmp_path / "a.txt.meta.json", '{"symbol": "A/1", "session": 3}')
    [source] = iter_sources([tmp_path], metadata={"session": 4})
    assert isinstance(source, SourceFile)
    assert source.metadata == {"symbol": "A/1", "session": 4}
    assert source.content == path.read_bytes()


def test_bad_sidecar_is_an_error_and_the_rest_goes_on(tmp_path):
    write(tmp_path / "a.txt")
    write(tmp_path / "a.txt.meta.json", "{")
    write(tmp_path / "b.txt")
    error, source = iter_sources([tmp_path], metadata={})
    assert isinstance(error, InvalidMetadata)
    assert "a.txt.meta.json" in error.message
    assert isinstance(source, SourceFile)


def test_loops_of_links_end(tmp_path, names):
    write(tmp_path / "a" / "x.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b").symlink_to(tmp_path / "a", target_is_directory=True)
    assert names(tmp_path) == ["a/x.txt"]


def test_link_to_itself_is_reported(tmp_path):
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    [error] = iter_sources([tmp_path], metadata={})
    assert isinstance(error, PilcrowError)
    assert "loop.txt" in error.message


def test_special_file_is_reported_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    [error] = iter_sources([tmp_path], metadata={})
    assert isinstance(error, UnreadableFile)
    assert "pipe.txt" in error.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_reported(tmp_path):
    path = write(tmp_path / "secret.txt")
    path.chmod(0)
    [error] = iter_sources([tmp_path], metadata={})
    assert isinstance(error, UnreadableFile)
    assert "permission" in error.message


def test_one_bad_file_among_many(tmp_path):
    for number in range(20):
        write(tmp_path / f"{number:02}.txt")
    (tmp_path / "07.txt").unlink()
    (tmp_path / "07.txt").symlink_to(tmp_path / "gone")
    found = list(iter_sources([tmp_path], metadata={}))
    assert len(found) == 20
    assert [isinstance(item, PilcrowError) for item in found].count(True) == 1


def test_a_sidecar_named_outright_is_passed_over(tmp_path, names):
    text = write(tmp_path / "a.txt")
    sidecar = write(tmp_path / "a.txt.meta.json", '{"session": 5}')
    assert names(sidecar, text) == ["a.txt"]
    alone = write(tmp_path / "b.txt.meta.json", "{}")
    assert names(alone) == ["b.txt.meta.json"]
