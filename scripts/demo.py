"""Index the sample corpus and ask it questions across languages: what `make demo` runs.

Everything goes through the command line, as a user would type it. Ends with status 1 when a
passage that answers is not among the first results, so that it serves as a smoke test too.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from index.sample import sample_folder

DEFAULT_DATA_DIR = Path("data", "demo")
TOP_K = 3
EXCERPT_LENGTH = 240


@dataclass(frozen=True, slots=True)
class DemoQuestion:
    """A question and where its answer stands.

    Attributes:
        shows: what the question is meant to show.
        text: the question.
        answers: ids of the passages that answer it; one of them must be found.
    """

    shows: str
    text: str
    answers: tuple[str, ...]


QUESTIONS = (
    DemoQuestion(
        "English question, answer in Chinese",
        "What happened in Quanzhou the spring after the cement was taken out of the tree hollows?",
        ("cbd-sbstta-36-inf-5.zh:7",),
    ),
    DemoQuestion(
        "Chinese question (which lake stayed open all winter for the first time?), answer in "
        "Russian",
        "哪个湖的中心整个冬天第一次没有结冰？",
        ("cbd-sbstta-36-7.ru:4",),
    ),
    DemoQuestion(
        "Arabic question (what did the flood do to the herbarium of Brazzaville?), answer in "
        "French",
        "ماذا حدث لمعشبة برازافيل بسبب الفيضان؟",
        ("cbd-cop-21-inf-9.fr:4(a)",),
    ),
    DemoQuestion(
        "Spanish question (why did the gabions in Lesotho fail?), answer in two languages",
        "¿Por qué se derrumbaron los gaviones en Lesotho?",
        ("cbd-sbi-9-inf-12.es:14", "cbd-sbi-9-inf-12.en:14"),
    ),
    DemoQuestion(
        "An acronym",
        "What did the CIE committee propose?",
        ("cbd-cop-21-14.en:16", "cbd-cop-21-14.fr:16", "cbd-cop-21-14.zh:16"),
    ),
    DemoQuestion(
        "A citation: which paragraph recalls this resolution?",
        "General Assembly resolution 85/307",
        ("a-res-88-412.en:pp1", "a-res-88-412.ar:pp1"),
    ),
)


class CommandFailedError(Exception):
    """A `pilcrow` command ended with an error, which it has written to stderr itself."""

    def __init__(self, returncode: int) -> None:
        super().__init__(f"exit status {returncode}")
        self.returncode = returncode


def main() -> int:
    """Run the demonstration and return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data-dir", type=Path, default=DEFAULT_DATA_DIR, help="folder for the demo's index"
    )
    data_dir: Path = parser.parse_args().data_dir
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        index_sample(data_dir)
        missed = [question for question in QUESTIONS if not ask(question, data_dir)]
    except CommandFailedError as failure:
        return failure.returncode
    print_next_steps(data_dir)
    for question in missed:
        print(f"not found in the first {TOP_K}: {question.text}", file=sys.stderr)
    return 1 if missed else 0


def index_sample(data_dir: Path) -> None:
    """Index the sample; a second time, nothing is encoded again."""
    documents = os.path.relpath(sample_folder() / "documents")
    report = pilcrow_json("index", documents, data_dir=data_dir)
    print(
        f"{len(report['files'])} documents, {report['passages']} passages "
        f"({report['added']} added, {report['replaced']} replaced, "
        f"{report['unchanged']} unchanged)\n"
    )


def ask(question: DemoQuestion, data_dir: Path) -> bool:
    """Ask a question, print the answers and say whether the right one is among them."""
    print(f"# {question.shows}")
    response = pilcrow_json("search", question.text, "--top-k", str(TOP_K), data_dir=data_dir)
    for result in response["results"]:
        print_result(result, is_answer=result["passage"]["id"] in question.answers)
    print()
    return any(result["passage"]["id"] in question.answers for result in response["results"])


def print_result(result: dict[str, Any], *, is_answer: bool) -> None:
    """Print one result: its citation, then the sentence that answers."""
    passage = result["passage"]
    mark = "→" if is_answer else " "
    print(f"  {mark} {result['rank']}. {passage['citation']}  [{passage['lang']}]")
    print(f"       {excerpt(passage['text'], result['highlights'])}")


def excerpt(text: str, highlights: Sequence[dict[str, int]]) -> str:
    """The first highlighted span, or the beginning where there is none, on one line."""
    if highlights:
        text = text[highlights[0]["start"] : highlights[0]["end"]]
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT_LENGTH else line[: EXCERPT_LENGTH - 1] + "…"


def print_next_steps(data_dir: Path) -> None:
    """Say how to go on from here."""
    print(
        f"""\
Go on from here:
  pilcrow search 'your question' --data-dir {data_dir}
  pilcrow show 'CBD/COP/21/14, para. 11 (a)' --data-dir {data_dir}
  pilcrow evaluate index/sample/questions --data-dir {data_dir}

Serve it (stop with Ctrl-C):
  make serve
then open http://127.0.0.1:8765/ in a browser: ask, read, draft, upload. In another terminal:
  curl -s http://127.0.0.1:8765/v1/search -H 'content-type: application/json' \\
       -d '{{"query": "Who looks after the old trees?", "top_k": 3}}'
  curl -s http://127.0.0.1:8765/v1/passages/cbd-sbstta-36-7.ru:4
Every operation is described at http://127.0.0.1:8765/docs.
"""
    )


def pilcrow_json(command: str, *arguments: str, data_dir: Path) -> dict[str, Any]:
    """Run a `pilcrow` command with `--json` and return what it printed.

    Raises:
        CommandFailedError: the command ended with an error.
    """
    line = [command, *arguments, "--data-dir", str(data_dir)]
    print("$", shlex.join(["pilcrow", *line]), flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "api", *line, "--json"],
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode != 0:
        raise CommandFailedError(done.returncode)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    sys.exit(main())
