"""The user's own glossary and reranker reach every way of searching, from every source of settings.

One document speaks of a fund in Chinese only; the question names it in English, by words that no
text holds, although another paragraph has some that look like them. Only the user's file knows
that both names are one.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.cli import run
from api.http.service import Service
from api.settings import Settings, load_settings
from index.errors import EncoderUnavailable, InvalidSetting, UnreadableFile
from retriever.cross_encoder import CrossEncoderReranker

FUND = "key\ten\tzh\nzanzibar-fund\tZanzibar Lagoon Fund\t潟湖信托基金\n"
OTHER = "key\ten\tzh\nkunming-pact\tKunming Pact\t昆明盟约\n"
TEXT = "Report\n\n" + "\n\n".join(
    (
        "1. A workshop was held in Geneva.",
        "2. Forty experts attended the meeting.",
        "3. 潟湖信托基金资助了海草调查。",
        "4. Zanzibarland is of fundamental interest to lagoonlike waters.",
        "5. 会议审议了昆明盟约。",
    )
)
QUESTION = "Zanzibar Lagoon Fund"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    options = ["--data-dir", str(folder / "data"), "--encoder", "hash"]
    assert run(["index", str(folder / "report.txt"), *options]) == 0
    return folder / "data"


@pytest.fixture(autouse=True)
def here(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Path:
    """An empty current folder with two glossary files, and no settings but these."""
    for variable in [name for name in os.environ if name.startswith("PILCROW_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("PILCROW_DATA_DIR", str(data_dir))
    monkeypatch.setenv("PILCROW_ENCODER", "hash")
    monkeypatch.chdir(tmp_path)
    Path("fund.tsv").write_text(FUND, encoding="utf-8")
    Path("other.tsv").write_text(OTHER, encoding="utf-8")
    capsys.readouterr()
    return tmp_path


Searched = Callable[..., dict[str, Any]]


@pytest.fixture
def searched(capsys: pytest.CaptureFixture[str]) -> Searched:
    """The lexical score of each paragraph that `pilcrow search` prints, by label."""

    def search(question: str, *options: str) -> dict[str, Any]:
        assert run(["search", question, "--json", *options]) == 0
        answer = json.loads(capsys.readouterr().out)
        return {
            result["passage"]["label"]: result["signals"]["lexical"] for result in answer["results"]
        }

    return search


# --- the glossary


def test_without_the_file_no_word_of_the_question_is_anywhere(searched: Searched) -> None:
    found = searched(QUESTION)
    assert set(found.values()) == {0.0}
    assert next(iter(found)) == "4"


def test_option(searched: Searched) -> None:
    found = searched(QUESTION, "--glossary", "fund.tsv")
    assert next(iter(found)) == "3"
    assert [label for label, lexical in found.items() if lexical > 0] == ["3"]


def test_option_given_twice(searched: Searched) -> None:
    options = ["--glossary", "fund.tsv", "--glossary", "other.tsv"]
    assert searched(QUESTION, *options)["3"] > 0
    assert searched("Kunming Pact", *options)["5"] > 0
    assert searched("Kunming Pact", "--glossary", "fund.tsv")["5"] == 0


def test_environment(searched: Searched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILCROW_GLOSSARY", f"fund.tsv{os.pathsep}other.tsv")
    assert searched(QUESTION)["3"] > 0
    assert searched("Kunming Pact")["5"] > 0
    assert searched("Kunming Pact", "--glossary", "fund.tsv")["5"] == 0
    monkeypatch.setenv("PILCROW_GLOSSARY", "")
    assert searched(QUESTION)["3"] == 0


@pytest.mark.parametrize("value", ['"fund.tsv"', '["other.tsv", "fund.tsv"]'])
def test_settings_file(value: str, searched: Searched) -> None:
    Path("pilcrow.toml").write_text(f"glossary = {value}\n")
    assert searched(QUESTION)["3"] > 0


def test_names_that_come_with_pilcrow_are_still_known(searched: Searched) -> None:
    from retriever.opening import open_glossary

    assert open_glossary().find("CITES")
    assert open_glossary([Path("fund.tsv")]).find("CITES")


def test_evaluate(capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path("questions")
    (folder / "qrels").mkdir(parents=True)
    query = {"_id": "q", "text": QUESTION}
    (folder / "queries.jsonl").write_text(json.dumps(query) + "\n")
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\t3\t1\n")
    best = []
    for options in ([], ["--glossary", "fund.tsv"]):
        arguments = ["evaluate", "questions", "--document", "report", "--run", "run.txt"]
        assert run([*arguments, *options]) == 0, capsys.readouterr().err
        best.append(Path("run.txt").read_text().splitlines()[0].split()[2])
    assert best == ["report:4", "report:3"]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 4, "own.tsv cannot be read"),
        (b"key\ten\nfund\t\n", 2, "own.tsv"),
        (b"key\ten\nfund\t\xff\n", 4, "not UTF-8"),
    ],
)
def test_a_bad_file_is_refused_before_any_model_is_loaded(
    content: bytes | None, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path("own.tsv").write_bytes(content)
    arguments = ["search", "x", "--glossary", "own.tsv", "--encoder", "/no/such/encoder"]
    assert run(arguments) == code
    assert words in capsys.readouterr().err


# --- the reranker


@pytest.mark.parametrize("command", [["search", "x"], ["evaluate", "."]])
def test_a_reranker_that_is_not_there_is_refused(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--reranker", "/no/such/model"]) == 7
    assert "/no/such/model" in capsys.readouterr().err


def test_a_model_of_another_kind_is_refused(
    write_model: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["search", "x", "--reranker", str(write_model("plain", labels=None))]) == 2
    assert "is no cross-encoder" in capsys.readouterr().err


def test_a_budget_out_of_bounds_names_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "x", "--rerank-budget-ms", "-1"]) == 2
    assert "--rerank-budget-ms" in capsys.readouterr().err


def test_a_reranker_is_loaded_for_every_search(
    write_model: Callable[..., Path], searched: Searched
) -> None:
    assert len(searched("workshop", "--reranker", str(write_model()))) == 5


def test_plain_ranking_and_an_empty_name_load_none(searched: Searched) -> None:
    Path("pilcrow.toml").write_text('reranker = "/no/such/model"\n')
    assert len(searched("workshop", "--plain")) == 5
    assert len(searched("workshop", "--reranker", "")) == 5


# --- the server


@pytest.fixture
def served() -> Iterator[Callable[..., Service]]:
    """Starts what the HTTP app serves from, and waits until it has loaded."""
    started: list[Service] = []

    def start(**given: object) -> Service:
        service = Service(load_settings(given))
        service.start(on_failure=lambda: None)
        started.append(service)
        while service.is_loading:
            threading.Event().wait(0.01)
        return service

    yield start
    for service in started:
        service.close()


def test_server_knows_the_glossary(served: Callable[..., Service]) -> None:
    with served(glossary=["fund.tsv"]).searcher() as searcher:
        assert searcher.search(QUESTION).results[0].passage.label == "3"
        assert searcher.reranking is None


def test_server_has_the_reranker(
    served: Callable[..., Service], write_model: Callable[..., Path]
) -> None:
    folder = str(write_model())
    service = served(reranker=folder, rerank_depth=20, rerank_budget_ms=0)
    with service.searcher() as first, service.searcher() as second:
        assert first.reranking is not None
        assert first.reranking is second.reranking
        assert isinstance(first.reranking.reranker, CrossEncoderReranker)
        assert first.reranking.reranker.name == folder
        assert (first.reranking.depth, first.reranking.budget_ms) == (20, None)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"glossary": ["nowhere.tsv"]}, UnreadableFile),
        ({"reranker": "/no/such/model"}, EncoderUnavailable),
    ],
)
def test_server_says_what_it_cannot_load(
    given: dict[str, object], error: type[Exception], served: Callable[..., Service]
) -> None:
    with pytest.raises(error):
        served(**given).raise_failure()


def test_values_of_another_type_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pilcrow.toml").write_text("glossary = 3\n")
    with pytest.raises(InvalidSetting, match=r"'glossary' in pilcrow\.toml"):
        load_settings()


def test_no_glossary_and_no_reranker_by_default() -> None:
    settings = Settings()
    assert (settings.glossary, settings.reranker) == ((), None)
