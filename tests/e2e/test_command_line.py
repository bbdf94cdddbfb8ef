"""The command line as a user has it: real processes, real files, the hash encoder."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

DOCUMENT = "unep-cbd-cop-11-99.en"


# index


def test_index_reports_each_file_and_what_was_unchanged(pilcrow, note):
    first = pilcrow("index", note, "--json")
    assert first.code == 0
    (file,) = first.json["files"]
    assert (file["name"], file["status"], file["passages"]) == ("note.txt", "added", 5)
    assert file["error"] is None
    assert file["encoded"] > 0
    second = pilcrow("index", note, "--json").json
    assert (second["unchanged"], second["encoded"]) == (1, 0)


def test_index_replaces_what_has_changed(pilcrow, note):
    pilcrow("index", note)
    note.write_text(note.read_text().replace("handbook", "guide"))
    report = pilcrow("index", note, "--json").json
    assert report["replaced"] == 1
    found = pilcrow("search", "guide on wetlands", "--top-k", "1", "--json").json
    assert "guide" in found["results"][0]["passage"]["text"]


def test_index_writes_results_to_stdout_and_progress_to_stderr(pilcrow, note):
    ended = pilcrow("index", note)
    assert "added" in ended.out
    assert "reading note.txt" in ended.err
    assert "reading" not in ended.out


def test_one_bad_file_among_many_is_reported_and_the_rest_indexed(pilcrow, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:03}.txt").write_text(
            f"Report {number}\n\n1. Paragraph about subject {number}.\n"
        )
    (folder / "017.txt").write_bytes(bytes(range(256)) * 4)
    ended = pilcrow("index", folder, "--json")
    assert ended.code == 1
    assert "017.txt" in ended.err
    assert (ended.json["added"], ended.json["failed"]) == (39, 1)
    (bad,) = [file for file in ended.json["files"] if file["status"] == "failed"]
    assert bad["error"]["code"] == "unreadable_file"
    assert "017.txt" in bad["error"]["message"]


def test_all_inputs_bad_is_an_input_error_and_makes_no_collection(pilcrow, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    ended = pilcrow("index", tmp_path / "empty.txt", tmp_path / "missing")
    assert ended.code == 4
    assert "empty.txt" in ended.err
    assert "missing does not exist" in ended.err
    assert not (tmp_path / "data").exists()


def test_bad_metadata_option_is_refused(pilcrow, note):
    ended = pilcrow("index", note, "--meta", "symbol")
    assert ended.code == 4
    assert '"symbol"' in ended.err


def test_skipped_files_are_named(pilcrow, tmp_path, note):
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "note.txt").write_text(note.read_text())
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n")
    ended = pilcrow("index", folder, "--json")
    assert ended.code == 0
    assert [Path(skipped["path"]).name for skipped in ended.json["skipped"]] == ["photo.png"]
    assert "photo.png" in ended.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_data_folder_without_write_permission(pilcrow, note, tmp_path):
    (tmp_path / "data").mkdir(mode=0o500)
    ended = pilcrow("index", note)
    assert ended.code == 6
    assert str(tmp_path / "data") in ended.err


def test_data_folder_that_is_a_file(pilcrow, note, tmp_path):
    (tmp_path / "data").write_text("not a folder")
    ended = pilcrow("index", note)
    assert ended.code == 6
    assert "error: " in ended.err
    assert "Traceback" not in ended.err


def test_two_writers_at_once_leave_a_sound_collection(pilcrow, tmp_path):
    """Each either does its work or says that the other is at it."""
    folders = []
    for name in ("left", "right"):
        folder = tmp_path / name
        folder.mkdir()
        for number in range(30):
            (folder / f"{name}-{number}.txt").write_text(
                f"{name} {number}\n\n1. The {name} paragraph {number} of the report.\n"
            )
        folders.append(folder)
    ended = []
    threads = [
        threading.Thread(target=lambda folder=folder: ended.append(pilcrow("index", folder)))
        for folder in folders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {each.code for each in ended} <= {0, 6}
    assert any(each.code == 0 for each in ended)
    for refused in (each for each in ended if each.code == 6):
        assert "being written by another" in refused.err
    for folder in folders:
        assert pilcrow("index", folder).code == 0
    assert pilcrow("documents", "list", "--json").json["total"] == 60


# search


def test_search_prints_the_wire_format(indexed):
    answer = indexed("search", "Which seminar on alien species was held?", "--json").json
    assert set(answer) == {"results", "query", "warnings", "took_ms", "facets"}
    best = answer["results"][0]
    assert set(best) == {
        "rank",
        "score",
        "passage",
        "highlights",
        "signals",
        "translations",
    }
    passage = best["passage"]
    assert passage["id"] == f"{DOCUMENT}:2(a)"
    assert passage["citation"] == "UNEP/CBD/COP/11/99, para. 2 (a)"
    assert (passage["label"], passage["lang"], passage["kind"]) == ("2(a)", "en", "subparagraph")
    assert "To this end, the Secretariat" in passage["context"]
    assert passage["document"]["symbol"] == "UNEP/CBD/COP/11/99"
    assert passage["metadata"]["session"] == 11
    (span,) = best["highlights"]
    assert "seminar" in passage["text"][span["start"] : span["end"]]
    assert answer["query"]["lang"] == "en"


def test_search_for_people_shows_citation_context_and_highlight(indexed):
    ended = indexed("search", "seminar on alien species", "--top-k", "1")
    assert ended.code == 0
    assert "UNEP/CBD/COP/11/99, para. 2 (a)" in ended.out
    assert "To this end, the Secretariat" in ended.out
    assert "**Held a seminar on invasive alien species" in ended.out
    assert "\x1b" not in ended.out


def test_search_with_filter_and_top_k(indexed):
    answer = indexed("search", "report", "--filter", "label in (1, 3)", "-k", "2", "--json").json
    assert sorted(one["passage"]["label"] for one in answer["results"]) == ["1", "3"]


def test_bad_question_is_refused_with_a_reason(indexed):
    ended = indexed("search", "x" * 100_000)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("error: the query has 100,000 characters")
    assert "\nhint: " in ended.err
    assert "Traceback" not in ended.err


def test_collection_of_another_encoder_is_refused(indexed):
    ended = indexed("search", "seminar", "--encoder", "hash:64")
    assert ended.code == 5
    assert "was built with the encoder hash" in ended.err


def test_options_before_and_after_the_subcommand(pilcrow, note, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    assert pilcrow("--data-dir", elsewhere, "index", note).code == 0
    assert pilcrow("search", "wetlands").code == 3
    before = pilcrow("--json", "--data-dir", elsewhere, "search", "wetlands")
    after = pilcrow("search", "wetlands", "--json", "--data-dir", elsewhere)
    assert before.json["results"] == after.json["results"]
    assert pilcrow("--data-dir", "nowhere", "search", "x", "--data-dir", elsewhere).code == 0


# show and documents


@pytest.mark.parametrize(
    "name", ["UNEP/CBD/COP/11/99, para. 2 (a)", f"{DOCUMENT}:2(a)", "CBD/COP/11/99 paragraph 2(a)"]
)
def test_show_by_citation_or_id(indexed, name):
    ended = indexed("show", name)
    assert ended.code == 0
    assert "To this end, the Secretariat" in ended.out
    assert "(a) Held a seminar" in ended.out
    (passage,) = indexed("show", name, "--json").json["passages"]
    assert passage["id"] == f"{DOCUMENT}:2(a)"


def test_show_of_what_is_not_there_names_what_is_near(indexed):
    ended = indexed("show", "UNEP/CBD/COP/11/99, para. 2 (z)")
    assert ended.code == 3
    assert "para. 2 (a)" in ended.err


def test_documents_list_show_remove(indexed):
    assert DOCUMENT in indexed("documents", "list").out
    assert indexed("documents", "list", "--json").json["documents"][0]["passage_count"] == 5
    removed = indexed("documents", "remove", DOCUMENT, "nothing", "--json")
    assert (removed.code, removed.json) == (1, {"removed": [DOCUMENT]})
    assert "nothing" in removed.err
    assert indexed("documents", "list", "--json").json["total"] == 0
    assert indexed("documents", "remove", DOCUMENT).code == 3
    assert indexed("documents", "show", DOCUMENT).code == 3


def test_documents_show_prints_every_line_of_the_source(indexed, note):
    shown = indexed("documents", "show", DOCUMENT)
    assert shown.code == 0
    for number, line in enumerate(note.read_text().splitlines(), start=1):
        if line.strip():
            (printed,) = [
                one for one in shown.out.splitlines() if one.lstrip().startswith(f"{number} ")
            ]
            assert printed.endswith(line)
    blocks = indexed("documents", "show", DOCUMENT, "--json").json["blocks"]
    source = "\n".join(block["text"] for block in blocks)
    assert source.rstrip("\n") == note.read_text().rstrip("\n")


# evaluate


def test_evaluate_measures_and_writes_a_run(indexed, tmp_path):
    folder = tmp_path / "questions"
    (folder / "qrels").mkdir(parents=True)
    queries = [
        {"_id": "q1", "text": "seminar on invasive alien species", "metadata": {"lang": "en"}},
        {"_id": "q2", "text": "handbook on wetlands", "metadata": {"lang": "en"}},
    ]
    (folder / "queries.jsonl").write_text("".join(json.dumps(query) + "\n" for query in queries))
    (folder / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\t2(a)\t1\nq2\t2(b)\t1\n"
    )
    run_file = tmp_path / "run.trec"
    ended = indexed(
        "evaluate", folder, "--document", DOCUMENT, "--run", run_file, "--json", "--plain"
    )
    assert ended.code == 0, ended.err
    assert ended.json["overall"]["queries"] == 2
    assert ended.json["overall"]["scores"]["Recall@5"] == 1.0
    assert len(run_file.read_text().splitlines()) == 10
    assert "nDCG@10" in indexed("evaluate", folder, "--document", DOCUMENT).out
    assert indexed("evaluate", tmp_path / "missing").code == 2


# the process


def test_errors_have_no_traceback_unless_asked_for(pilcrow):
    plain = pilcrow("search", "x")
    asked = pilcrow("search", "x", "--debug")
    assert plain.code == asked.code == 3
    assert "Traceback" not in plain.err
    assert "Traceback" in asked.err


def test_invalid_setting_names_the_variable(pilcrow):
    ended = pilcrow("documents", "list", PILCROW_PORT="http")
    assert ended.code == 2
    assert "PILCROW_PORT" in ended.err


def test_version_and_help(pilcrow):
    assert pilcrow("--version").out.startswith("pilcrow ")
    helped = pilcrow()
    assert helped.code == 0
    for command in ("index", "search", "show", "documents", "evaluate", "serve"):
        assert command in helped.out


def test_output_that_cannot_be_encoded_is_escaped(pilcrow, tmp_path):
    (tmp_path / "zh.txt").write_text("报告\n\n1. 秘书处举办了外来物种研讨会。\n", encoding="utf-8")
    assert pilcrow("index", tmp_path / "zh.txt").code == 0
    ended = pilcrow("search", "研讨会", PYTHONIOENCODING="ascii")
    assert ended.code == 0
    assert "\\u" in ended.out


def _start(tmp_path, arguments, **pipes):
    return subprocess.Popen(
        [sys.executable, "-m", "api", *arguments],
        env={
            **os.environ,
            "PYTHONPATH": str(Path.cwd()),
            "PILCROW_DATA_DIR": str(tmp_path / "data"),
            "PILCROW_ENCODER": "hash",
        },
        text=True,
        **pipes,
    )


def test_reader_that_goes_away_is_harmless(indexed, tmp_path):
    reading, writing = os.pipe()
    process = _start(
        tmp_path,
        ["documents", "show", DOCUMENT, "--json"],
        stdout=writing,
        stderr=subprocess.PIPE,
    )
    os.close(writing)
    os.close(reading)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")


def test_interrupt_ends_with_130_and_no_traceback(pilcrow, tmp_path):
    """A named pipe that nobody writes to keeps the command waiting."""
    process = _start(tmp_path, ["serve", "--port", "0"], stderr=subprocess.PIPE)
    assert process.stderr is not None
    assert "listens" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
