"""Runs a program on hostile input in a process of its own, with bounded memory, time and output.

What crashes, hangs or swells there dies alone. Must not know what the program does, and must not
raise errors that name an input: its callers know which it was.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

_LAUNCHER = """\
import os, resource, sys
def bound(kind, amount):
    hard = resource.getrlimit(kind)[1]
    amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    try:
        resource.setrlimit(kind, (amount, amount))
    except (OSError, ValueError):
        pass
if int(sys.argv[1]):
    bound(resource.RLIMIT_AS, int(sys.argv[1]))
bound(resource.RLIMIT_CORE, 0)
os.execvp(sys.argv[2], sys.argv[2:])
"""
"""Sets its own limits and becomes the program. Between fork and exec of a process with threads,
Python code could find a lock held for ever; a small interpreter between the two cannot."""

_CHUNK = 1 << 16
_COMPLAINT_BYTES = 2000


class Failure(StrEnum):
    """How a child process came to nothing."""

    CRASHED = "crashed"
    SILENT = "silent"
    TOO_LONG = "too long"
    TOO_MUCH_OUTPUT = "too much output"
    NOT_STARTED = "not started"


class ChildFailed(Exception):
    """A child process was killed, died or gave up.

    Args:
        failure: how.
        complaint: the end of what it wrote to stderr, for logs.
    """

    def __init__(self, failure: Failure, complaint: str = "") -> None:
        super().__init__(f"{failure}: {complaint}" if complaint else str(failure))
        self.failure = failure
        self.complaint = complaint


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child process may take.

    Attributes:
        memory_bytes: address space of each of its processes; 0 sets no bound, for programs that
            reserve far more than they use.
        seconds: from its start to its end.
        silent_seconds: between two pieces of output.
        output_bytes: on stdout.
    """

    memory_bytes: int
    seconds: float
    silent_seconds: float
    output_bytes: int


def python_module(module: str) -> tuple[str, ...]:
    """The command that runs a module of this project with this interpreter."""
    return (sys.executable, "-P", "-m", module)


def lines_of(
    command: Sequence[str],
    *,
    bounds: Bounds,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[bytes]:
    """Runs a program and yields each line that it writes, as soon as it is there.

    The program and all that it started are dead once the iterator is exhausted or closed.

    Args:
        command: program and arguments.
        bounds: what it may take.
        given: what it finds as stdin: a plain file, so that it may be mapped into memory.
        environment: variables to add to this process's own.
        folder: where it runs; this process's folder where None.

    Yields:
        Lines without their line feed; a last line without one is a line too.

    Raises:
        ChildFailed: it could not be started, was stopped at a bound, or ended with another status
            than 0; lines that came before were handed out.
    """
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stderr:
        stdin.write(given)
        stdin.seek(0)
        child = _start(command, bounds, stdin, stderr, environment or {}, folder)
        try:
            yield from _lines(_chunks(child, bounds))
            if _status(child, bounds) != 0:
                raise ChildFailed(Failure.CRASHED)
        except ChildFailed as failed:
            failed.complaint = failed.complaint or _complaint(stderr)
            raise
        finally:
            _end(child)


def _start(
    command: Sequence[str],
    bounds: Bounds,
    stdin: IO[bytes],
    stderr: IO[bytes],
    environment: Mapping[str, str],
    folder: Path | None,
) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    launched = (sys.executable, "-I", "-S", "-c", _LAUNCHER, str(bounds.memory_bytes), *command)
    try:
        return subprocess.Popen(  # noqa: S603 - the program is chosen by our code, never by input
            launched,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env={**os.environ, "PYTHONPATH": paths, **environment},
            cwd=folder,
            start_new_session=True,
        )
    except OSError as error:
        raise ChildFailed(Failure.NOT_STARTED, str(error)) from error


def _chunks(child: subprocess.Popen[bytes], bounds: Bounds) -> Iterator[bytes]:
    """What the child writes, until it closes its stdout."""
    stdout = child.stdout
    if stdout is None:
        raise ChildFailed(Failure.NOT_STARTED)
    end = time.monotonic() + bounds.seconds
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise ChildFailed(Failure.TOO_LONG)
            if not selector.select(min(left, bounds.silent_seconds)):
                silent = bounds.silent_seconds < left
                raise ChildFailed(Failure.SILENT if silent else Failure.TOO_LONG)
            chunk = os.read(stdout.fileno(), _CHUNK)
            if not chunk:
                return
            size += len(chunk)
            if size > bounds.output_bytes:
                raise ChildFailed(Failure.TOO_MUCH_OUTPUT)
            yield chunk


def _status(child: subprocess.Popen[bytes], bounds: Bounds) -> int:
    try:
        return child.wait(timeout=bounds.silent_seconds)
    except subprocess.TimeoutExpired as error:
        raise ChildFailed(Failure.SILENT) from error


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    pending: list[bytes] = []
    for chunk in chunks:
        *whole, rest = chunk.split(b"\n")
        for line in whole:
            yield b"".join((*pending, line))
            pending.clear()
        if rest:
            pending.append(rest)
    if pending:
        yield b"".join(pending)


def _complaint(stderr: IO[bytes]) -> str:
    size = stderr.seek(0, os.SEEK_END)
    stderr.seek(max(0, size - _COMPLAINT_BYTES))
    return stderr.read().decode("utf-8", "replace").strip()


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kills the child and all of its session that is left."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    if child.stdout:
        child.stdout.close()
    child.wait()
