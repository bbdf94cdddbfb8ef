"""Real processes of the command line and the server, with the hash encoder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from index.sample import sample_folder
from tests.e2e.browsing import CHROMIUM_ARGUMENTS, Visit, chromium_executable, fetch_axe

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
    with running_servers(tmp_path, tmp_path / "data") as start:
        yield start


@contextmanager
def running_servers(here: Path, data_dir: Path) -> Iterator[Callable[..., Server]]:
    """What starts servers in a folder; they are ended with it."""
    running: list[Server] = []

    def start(*arguments: str, **extra: str) -> Server:
        process = subprocess.Popen(
            [sys.executable, "-m", "api", "serve", "--port", "0", "--json", *arguments],
            cwd=here,
            env={**environment(data_dir, **extra), "PYTHONPATH": str(Path.cwd())},
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

    try:
        yield start
    finally:
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


# The web page, in a real browser


@pytest.fixture(scope="session")
def indexed_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the sample corpus and nothing else; to be read, not changed."""
    folder = tmp_path_factory.mktemp("sample")
    ended = run_pilcrow(["index", sample_folder() / "documents"], folder, folder / "data")
    assert ended.code == 0, ended.err
    return folder / "data"


@pytest.fixture(scope="module")
def sample_server(
    indexed_sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server over the sample, for tests that change nothing."""
    with running_servers(tmp_path_factory.mktemp("serving"), indexed_sample) as start:
        server = start()
        server.wait_until(lambda client: client.get("/readyz").status_code == 200)
        yield server


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser. Each module has its own, since its driver keeps an event loop while it runs."""
    executable = chromium_executable()
    if executable is None:
        pytest.skip("needs the browser chromium, which is not installed here")
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens windows of the browser; each must have kept to the rules when the test ends."""
    visits: list[Visit] = []

    def open_window(server: Server, path: str = "/", **options: Any) -> Visit:
        visits.append(Visit.begin(chromium, server.url, path, **options))
        return visits[-1]

    yield open_window
    for one in visits:
        one.end()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The accessibility checks of axe-core, for tests only."""
    return fetch_axe()
