"""Real processes of the command line and the server, with the hash encoder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

PATIENCE = 60.0
"""Seconds after which a process that does nothing counts as hung."""

NOTE = """UNEP/CBD/COP/11/99

Note by the Executive Secretary

I. COOPERATION

1. The Executive Secretary has prepared the present note on cooperation with other conventions.

2. To this end, the Secretariat:

(a) Held a seminar on invasive alien species together with the trade facility. The seminar took
place in Geneva;

(b) Published a handbook on wetlands.

II. FINANCE

3. The Parties may wish to consider the budget of the biennium.
"""


@dataclass
class Ended:
    """How a process ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.out, self.err
        return json.loads(self.out)


def environment(data_dir: Path, **extra: str) -> dict[str, str]:
    """The environment of a child: no settings but these, and no terminal width."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PILCROW_") and name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")
    }
    ours = {"PILCROW_DATA_DIR": str(data_dir), "PILCROW_ENCODER": "hash"}
    return {**kept, **ours, "PYTHONIOENCODING": "utf-8", **extra}


def run_pilcrow(arguments: Sequence[str | Path], here: Path, data_dir: Path, **extra: str) -> Ended:
    """Run `pilcrow …` in a folder to its end."""
    ended = subprocess.run(
        [sys.executable, "-m", "api", *map(str, arguments)],
        cwd=here,
        env={**environment(data_dir, **extra), "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture
def pilcrow(tmp_path: Path) -> Callable[..., Ended]:
    """Runs `pilcrow …` in an empty folder, with a data folder of its own."""
    here = tmp_path / "here"
    here.mkdir()

    def run(*arguments: str | Path, **extra: str) -> Ended:
        return run_pilcrow(arguments, here, tmp_path / "data", **extra)

    return run


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A short document: headings, three paragraphs, two sub-paragraphs."""
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def indexed_note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the note and nothing else; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("indexed")
    (folder / "note.txt").write_text(NOTE, encoding="utf-8")
    metadata = ("--meta", "symbol=UNEP/CBD/COP/11/99", "--meta", "session=11")
    ended = run_pilcrow(["index", "note.txt", *metadata], folder, folder / "data")
    assert ended.code == 0, ended.err
    return folder / "data"


@pytest.fixture
def indexed(
    pilcrow: Callable[..., Ended], indexed_note: Path, tmp_path: Path
) -> Callable[..., Ended]:
    """As `pilcrow`, with the note in the data folder."""
    shutil.copytree(indexed_note, tmp_path / "data")
    return pilcrow


@dataclass
class Server:
    """A running `pilcrow serve`."""

    process: subprocess.Popen[str]
    url: str
    err: list[str]
    reader: threading.Thread

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=PATIENCE)

    def wait_until(self, reached: Callable[[httpx.Client], bool]) -> None:
        """Ask until it is so; the process must not end meanwhile."""
        with self.client() as client:
            for _ in range(int(PATIENCE / 0.05)):
                assert self.process.poll() is None, "".join(self.err)
                if reached(client):
                    return
                threading.Event().wait(0.05)
        pytest.fail("the server did not get there")

    def wait_loaded(self) -> None:
        """Ask until the encoder is loaded, whether or not there is a collection."""

        def loaded(client: httpx.Client) -> bool:
            answer = client.get("/readyz")
            return answer.status_code == 200 or "encoder" not in answer.json()["detail"]

        self.wait_until(loaded)

    def end(self) -> int:
        """Wait for the process to end by itself, and for the rest of what it says."""
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return code


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts `pilcrow serve` on a free port, over the data folder of `pilcrow`."""
    running: list[Server] = []

    def start(*arguments: str, **extra: str) -> Server:
        process = subprocess.Popen(
            [sys.executable, "-m", "api", "serve", "--port", "0", "--json", *arguments],
            cwd=tmp_path,
            env={**environment(tmp_path / "data", **extra), "PYTHONPATH": str(Path.cwd())},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert process.stdout is not None
        announced = process.stdout.readline()
        err: list[str] = []
        reader = threading.Thread(target=_collect, args=(process, err), daemon=True)
        reader.start()
        url = json.loads(announced)["url"] if announced else ""
        running.append(Server(process, url, err, reader))
        return running[-1]

    yield start
    for server in running:
        if server.process.poll() is None:
            server.process.kill()
        server.end()
        for stream in (server.process.stdout, server.process.stderr):
            if stream is not None:
                stream.close()


def _collect(process: subprocess.Popen[str], lines: list[str]) -> None:
    """Keep stderr from filling up."""
    assert process.stderr is not None
    lines.extend(process.stderr)
