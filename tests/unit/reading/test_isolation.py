"""A child process that misbehaves dies alone, and its caller learns how."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from index.reading.isolation import Bounds, ChildFailed, Failure, lines_of, python_module

ROOMY = Bounds(memory_bytes=1 << 30, seconds=60, silent_seconds=60, output_bytes=1 << 20)


def program(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


def failure_of(text: str, bounds: Bounds) -> Failure:
    with pytest.raises(ChildFailed) as raised:
        list(lines_of(program(text), bounds=bounds))
    return raised.value.failure


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def test_what_is_given_comes_back_line_by_line() -> None:
    echo = "import sys; sys.stdout.write(sys.stdin.read())"

    lines = list(lines_of(program(echo), bounds=ROOMY, given=b"one\n\nthree"))

    assert lines == [b"one", b"", b"three"]


def test_a_line_longer_than_a_chunk_stays_one() -> None:
    lines = list(lines_of(program("print('x' * 300_000)"), bounds=ROOMY))

    assert [len(line) for line in lines] == [300_000]


def test_lines_arrive_before_the_end() -> None:
    lines = lines_of(
        program("import time; print('first', flush=True); time.sleep(600)"), bounds=ROOMY
    )

    assert next(lines) == b"first"
    lines.close()


def test_a_crash_is_named_with_the_last_complaint() -> None:
    with pytest.raises(ChildFailed) as raised:
        list(lines_of(program("raise SystemExit('no good')"), bounds=ROOMY))

    assert raised.value.failure is Failure.CRASHED
    assert raised.value.complaint == "no good"


def test_death_by_a_signal_is_a_crash() -> None:
    assert failure_of("import os; os.kill(os.getpid(), 11)", ROOMY) is Failure.CRASHED


def test_more_memory_than_allowed_is_a_crash_of_the_child_alone() -> None:
    bounds = Bounds(300_000_000, 60, 60, 1 << 20)

    assert failure_of("x = bytearray(2_000_000_000)", bounds) is Failure.CRASHED


def test_silence_is_ended() -> None:
    bounds = Bounds(0, 60, 0.5, 1 << 20)

    assert failure_of("import time; time.sleep(600)", bounds) is Failure.SILENT


def test_a_child_that_says_goodbye_and_stays_is_ended() -> None:
    bounds = Bounds(0, 60, 0.5, 1 << 20)

    assert failure_of("import os, time; os.close(1); time.sleep(600)", bounds) is Failure.SILENT


def test_a_child_that_talks_for_ever_is_ended() -> None:
    talk = "import time\nwhile True: print('.', flush=True); time.sleep(0.05)"

    assert failure_of(talk, Bounds(0, 1.0, 30, 1 << 20)) is Failure.TOO_LONG
    assert failure_of("while True: print('.' * 999)", Bounds(0, 60, 30, 50_000)) is (
        Failure.TOO_MUCH_OUTPUT
    )


def test_a_program_that_is_not_there_did_not_start() -> None:
    with pytest.raises(ChildFailed):
        list(lines_of(("/no/such/program",), bounds=ROOMY))


def test_what_the_child_started_dies_with_it() -> None:
    parent = (
        "import subprocess, sys, time\n"
        "c = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(c.pid, flush=True); time.sleep(600)"
    )
    lines = lines_of(program(parent), bounds=ROOMY)
    grandchild = int(next(lines))
    assert is_alive(grandchild)

    lines.close()

    for _ in range(200):
        if not is_alive(grandchild):
            break
        time.sleep(0.05)
    assert not is_alive(grandchild)


def test_a_module_of_ours_runs_from_any_folder(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "__init__.py").write_text("raise SystemExit('a stranger')")
    command = (*python_module("index.reading.limits"),)

    assert list(lines_of(command, bounds=ROOMY, folder=tmp_path)) == []
