"""Measure the speed and memory of real `pilcrow` processes over the seed document and XQuAD.

Prints a Markdown table (or `--json`) with the command, the date and the hardware. What is timed:

- indexing: the seed uploaded to a running server, so that the encoder is loaded;
- ready: from starting `pilcrow serve` to the first 200 from `/readyz`;
- snapshot: opening the collection with all that a search looks at, in a fresh process;
- search: warm `POST /v1/search` requests one after another, each with another question, encoding
  and HTTP included. Questions are those of the seed, then web-form texts of the Convention's
  Secretariat in the six languages, in turn;
- search over XQuAD: the same over its 1,200 passages in five languages, with its own questions;
- memory: the server's peak resident set (`VmHWM`), after all searches.

Runs on Linux (`/proc`). Measures only; no figure makes it fail.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import multiprocessing
import os
import platform
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

DEFAULT_DATA = Path("..", "shared", "data")
SEED = Path("seed", "cop11-cooperation.zh.txt")
SEED_METADATA = {"symbol": "UNEP/CBD/COP/11/17"}
SEED_QUESTIONS = Path("seed", "questions", "queries.jsonl")
SIX_WAY_TEXTS = Path("un", "cbd_strings_6way.jsonl")
XQUAD = Path("xquad", "corpus.jsonl")
XQUAD_QUESTIONS = Path("xquad", "queries.jsonl")
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

WARM_UP = 10
READY_LIMIT_S = 180.0
STOP_LIMIT_S = 60.0
TEXT_LENGTHS = range(20, 161)
"""Code points of the English version of a text that may serve as a question."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Server:
    """A running `pilcrow serve`, ready to answer.

    Attributes:
        client: talks to it.
        pid: its process.
        ready_s: seconds from its start until it was ready.
    """

    client: httpx.Client
    pid: int
    ready_s: float

    def peak_memory_mib(self) -> float:
        """Peak resident set, MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024


def main() -> int:
    """Measure, print, and return the exit status."""
    arguments = parse_arguments()
    data: Path = arguments.data
    questions = read_questions(data, arguments.queries)
    with tempfile.TemporaryDirectory(prefix="pilcrow-bench-") as folder:
        figures = measure(Path(folder), data / SEED, questions)
        figures += measure_xquad(Path(folder), data, arguments.queries)
    if arguments.json:
        print(json.dumps(as_json(figures), ensure_ascii=False))
    else:
        print(as_markdown(figures))
    return 0


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "data", nargs="?", type=Path, default=DEFAULT_DATA, help="folder that holds seed/ and un/"
    )
    parser.add_argument("--queries", type=int, default=240, help="how many questions to time")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser.parse_args()


def read_questions(data: Path, count: int) -> list[str]:
    """Distinct questions: those of the seed, then texts in the six languages in turn."""
    lines = (data / SEED_QUESTIONS).read_text(encoding="utf-8").splitlines()
    questions = dict.fromkeys(json.loads(line)["text"] for line in lines)
    for line in (data / SIX_WAY_TEXTS).read_text(encoding="utf-8").splitlines():
        texts = json.loads(line)["texts"]
        if len(texts["en"]) in TEXT_LENGTHS:
            questions.update(dict.fromkeys(texts[lang] for lang in LANGUAGES))
    if len(questions) < count + WARM_UP:
        sys.exit(f"only {len(questions)} distinct questions in {data}; {count + WARM_UP} needed")
    return list(questions)[: count + WARM_UP]


def measure(folder: Path, seed: Path, questions: Sequence[str]) -> list[Figure]:
    """Run everything in an empty folder."""
    data_dir = folder / "data"
    starter = folder / "starter.txt"
    starter.write_text("1. A paragraph, so that there is a collection to serve.\n", "utf-8")
    command_s = run_pilcrow("index", str(starter), data_dir=data_dir)
    with serving(data_dir) as server:
        indexing_s = upload(server.client, seed)
    snapshot_s = in_fresh_process(data_dir)
    with serving(data_dir) as server:
        first_ms, *_ = time_searches(server.client, questions[:WARM_UP])
        times_ms = time_searches(server.client, questions[WARM_UP:])
        memory_mib = server.peak_memory_mib()
    return [
        Figure("`pilcrow index` of one paragraph, whole command", command_s, "s"),
        Figure("indexing the seed, encoder loaded", indexing_s, "s"),
        Figure("opening a snapshot of the seed", snapshot_s * 1_000, "ms"),
        Figure("server ready after start", server.ready_s, "s"),
        Figure("first search", first_ms, "ms"),
        Figure(f"warm search, median of {len(times_ms)}", statistics.median(times_ms), "ms"),
        Figure("warm search, 95th percentile", percentile(times_ms, 0.95), "ms"),
        Figure("peak memory of the server", memory_mib, "MiB"),
    ]


def measure_xquad(folder: Path, data: Path, count: int) -> list[Figure]:
    """Search XQuAD's passages with its questions, in all languages by turns."""
    data_dir = folder / "xquad"
    run_pilcrow("index", str(data / XQUAD), data_dir=data_dir)
    lines = (data / XQUAD_QUESTIONS).read_text(encoding="utf-8").splitlines()
    chosen = lines[:: max(1, len(lines) // (count + WARM_UP))][: count + WARM_UP]
    questions = [json.loads(line)["text"] for line in chosen]
    with serving(data_dir) as server:
        time_searches(server.client, questions[:WARM_UP])
        times_ms = time_searches(server.client, questions[WARM_UP:])
        memory_mib = server.peak_memory_mib()
    name = "warm search over XQuAD's 1,200 passages"
    return [
        Figure(f"{name}, median of {len(times_ms)}", statistics.median(times_ms), "ms"),
        Figure(f"{name}, 95th percentile", percentile(times_ms, 0.95), "ms"),
        Figure("peak memory of the server over XQuAD", memory_mib, "MiB"),
    ]


def run_pilcrow(*arguments: str, data_dir: Path) -> float:
    """Run a command to its end and return the seconds it took."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "api", *arguments, "--data-dir", str(data_dir)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


@contextlib.contextmanager
def serving(data_dir: Path) -> Iterator[Server]:
    """A server on a free port of 127.0.0.1, ended by SIGTERM."""
    started = time.perf_counter()
    command = ["serve", "--port", "0", "--json", "--data-dir", str(data_dir)]
    process = subprocess.Popen(
        [sys.executable, "-m", "api", *command], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        announced = process.stdout.readline()
        if not announced:
            sys.exit(f"the server ended with status {process.wait()}")
        with httpx.Client(base_url=json.loads(announced)["url"], timeout=120.0) as client:
            wait_until_ready(client, process, started + READY_LIMIT_S)
            yield Server(client, process.pid, time.perf_counter() - started)
    finally:
        stop(process)


def wait_until_ready(client: httpx.Client, process: subprocess.Popen[str], limit: float) -> None:
    """Poll `/readyz` until it answers 200."""
    while client.get("/readyz").status_code != httpx.codes.OK:
        if process.poll() is not None or time.perf_counter() > limit:
            sys.exit("the server did not become ready")
        time.sleep(0.02)


def stop(process: subprocess.Popen[str]) -> None:
    """End a process as an operator would, and only then by force."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def upload(client: httpx.Client, path: Path) -> float:
    """Add a document and return the seconds until it can be searched."""
    body = {
        "name": path.name,
        "content": path.read_text(encoding="utf-8"),
        "metadata": SEED_METADATA,
    }
    started = time.perf_counter()
    response = client.post("/v1/documents", json=body)
    elapsed = time.perf_counter() - started
    require_success(response)
    return elapsed


def time_searches(client: httpx.Client, questions: Sequence[str]) -> list[float]:
    """Milliseconds of one request per question, one after another."""
    times = []
    for question in questions:
        started = time.perf_counter()
        response = client.post("/v1/search", json={"query": question, "top_k": 10})
        times.append((time.perf_counter() - started) * 1_000)
        require_success(response)
    return times


def require_success(response: httpx.Response) -> None:
    """End the measurement where the server refuses: its times would mean nothing."""
    if response.is_error:
        sys.exit(f"{response.request.url} answered {response.status_code}: {response.text}")


def in_fresh_process(data_dir: Path) -> float:
    """Seconds to open a snapshot in a process that has not seen the collection."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as pool:
        return pool.submit(open_snapshot, data_dir).result()


def open_snapshot(data_dir: Path) -> float:
    """Seconds to open the default collection and build all that a search looks at."""
    import index.columns
    import index.dense
    import index.lexical  # noqa: F401 - importing is not what is timed
    from index.collection import Collection

    started = time.perf_counter()
    with Collection.open(data_dir, "default").snapshot() as snapshot:
        parts = (snapshot.dense, snapshot.lexical, snapshot.columns)
        elapsed = time.perf_counter() - started
        del parts
    return elapsed


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def hardware() -> str:
    """Processor, cores that this process may use, and memory."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )
    memory_kib = int(Path("/proc/meminfo").read_text(encoding="utf-8").split()[1])
    cores = len(os.sched_getaffinity(0))
    return f"{model}, {cores} cores, {memory_kib / 1024**2:.0f} GiB memory"


def environment() -> dict[str, str]:
    """What a reader needs to repeat the measurement."""
    load = os.getloadavg()[0]
    return {
        "command": shlex.join(["python", *sys.argv]),
        "date": datetime.now(UTC).date().isoformat(),
        "hardware": hardware(),
        "load": f"{load:.1f} (average of the last minute, at the end)",
    }


def as_json(figures: Sequence[Figure]) -> dict[str, object]:
    """Environment and figures."""
    listed = [
        {"name": figure.name, "value": figure.value, "unit": figure.unit} for figure in figures
    ]
    return {**environment(), "figures": listed}


def as_markdown(figures: Sequence[Figure]) -> str:
    """A table under its environment."""
    described = [f"- {name}: {value}" for name, value in environment().items()]
    rows = [f"| {figure.name} | {figure.value:.1f} {figure.unit} |" for figure in figures]
    return "\n".join([*described, "", "| what | measured |", "|---|---|", *rows])


if __name__ == "__main__":
    sys.exit(main())
