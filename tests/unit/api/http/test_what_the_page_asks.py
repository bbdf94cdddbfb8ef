"""What the page asks of the HTTP interface: facets, documents of a symbol, links, the sample."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings

NOTE = """CBD/COP/42/3

I. SOIL

1. Dry soils were mapped.¹ They cover two fifths of the land.

2. The Secretariat, as decision 20/17 asked:

(a) Printed a map of crusts.

__________
¹ In Almería and Gobabeb.
"""
RECORDS = "\n".join(
    json.dumps({"_id": name, "text": text, "metadata": {"symbol": "CBD/COP/42/3", "lang": "en"}})
    for name, text in (("r1", "Dust was measured."), ("r2", "Sand was sieved."))
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = Service(Settings(data_dir=tmp_path_factory.mktemp("data"), encoder="hash"))
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            client.get("/healthz")
        for name, content, metadata in (
            ("note.txt", NOTE, {"symbol": "UNEP/CBD/COP/42/3", "topics": ["soil", "maps"]}),
            ("plain.txt", "Report\n\n1. Peat burns.\n", {}),
            ("corpus.jsonl", RECORDS, {}),
        ):
            added = client.post(
                "/v1/documents", json={"name": name, "content": content, "metadata": metadata}
            )
            assert added.status_code == 201, added.text
        yield client


def test_facets_come_with_the_answer(client: TestClient) -> None:
    asked = {"query": "soils", "facets": ["session", "topics", "colour"]}
    answer = client.post("/v1/search", json=asked).json()
    assert answer["facets"] == {
        "session": [{"value": 42, "count": 5}],
        "topics": [{"value": "maps", "count": 3}, {"value": "soil", "count": 3}],
        "colour": [],
    }
    assert client.post("/v1/search", json={"query": "soils"}).json()["facets"] == {}


def test_too_many_facets_are_refused(client: TestClient) -> None:
    answer = client.post("/v1/search", json={"query": "soils", "facets": ["lang"] * 21})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")


@pytest.mark.parametrize("symbol", ["UNEP/CBD/COP/42/3", "cbd/cop/42/3", "CBD/COP/42/3"])
def test_documents_of_a_symbol_and_corpora_with_paragraphs_of_it(
    client: TestClient, symbol: str
) -> None:
    answer = client.get("/v1/documents", params={"symbol": symbol}).json()
    assert [one["id"] for one in answer["documents"]] == ["corpus", "unep-cbd-cop-42-3.en"]
    assert answer["total"] == 2


def test_a_document_without_a_symbol_is_found_by_its_id(client: TestClient) -> None:
    answer = client.get("/v1/documents", params={"symbol": "plain"}).json()
    assert [one["id"] for one in answer["documents"]] == ["plain"]
    assert client.get("/v1/documents", params={"symbol": ""}).json()["documents"] == []
    assert client.get("/v1/documents", params={"symbol": "x" * 501}).status_code == 400


def test_a_passage_has_its_permanent_link(client: TestClient) -> None:
    def link(passage_id: str) -> str:
        found: str = client.get(f"/v1/passages/{passage_id}").json()["link"]
        return found

    assert link("unep-cbd-cop-42-3.en:2(a)") == "/d/UNEP/CBD/COP/42/3#para_2_a"
    assert link("plain:1") == "/d/plain#para_1"
    assert link("r1").startswith("/d/CBD/COP/42/3#")


def test_a_passage_says_where_its_footnote_marks_stood(client: TestClient) -> None:
    passage = client.get("/v1/passages/unep-cbd-cop-42-3.en:1").json()
    assert passage["footnote_marks"] == [{"number": "1", "offset": 22}]
    assert passage["text"][:22] == "Dry soils were mapped."


def test_the_sample_is_given_as_the_requests_that_add_it(client: TestClient) -> None:
    sample = client.get("/v1/sample").json()
    first = sample["documents"][0]
    assert client.post("/v1/documents", json=first).status_code == 201
    assert {question["lang"] for question in sample["questions"]} == {
        *("en", "fr", "es", "ru", "ar", "zh"),
    }
