"""The list of documents, narrowed by words, language and body."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings

DOCUMENTS = [
    ("peat.txt", "1. Peat bogs.\n", {"symbol": "CBD/COP/33/7", "title": "Peat and bogs"}),
    ("tourbe.txt", "1. La tourbe des tourbières.\n", {"symbol": "CBD/COP/33/7", "lang": "fr"}),
    ("fens.txt", "1. Fens of the north.\n", {"symbol": "CBD/SBI/9/4", "title": "Fens"}),
    ("plain.txt", "1. No symbol at all is here.\n", {}),
]
CORPUS = '{"_id": "r1", "text": "Une phrase.", "metadata": {"lang": "fr", "body": "SBI"}}\n'


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = Service(Settings(data_dir=tmp_path_factory.mktemp("data"), encoder="hash"))
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            client.get("/healthz")
        for name, content, metadata in [*DOCUMENTS, ("records.jsonl", CORPUS, {})]:
            body = {"name": name, "content": content, "metadata": metadata}
            assert client.post("/v1/documents", json=body).status_code == 201
        yield client


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"text": "PEAT bogs"}, ["cbd-cop-33-7.en"]),
        ({"text": "bogs peat cop/33"}, ["cbd-cop-33-7.en"]),
        ({"text": "ｐｅａｔ"}, ["cbd-cop-33-7.en"]),
        ({"text": "plain"}, ["plain"]),
        ({"text": "peat fens"}, []),
        ({"text": "<b>"}, []),
        ({"lang": "fr"}, ["cbd-cop-33-7.fr", "records"]),
        ({"lang": "ru"}, []),
        ({"body": "SBI"}, ["cbd-sbi-9-4.en", "records"]),
        ({"body": "sbi"}, []),
        ({"body": "COP", "lang": "fr"}, ["cbd-cop-33-7.fr"]),
        ({"body": "SBI", "text": "records", "lang": "fr"}, ["records"]),
    ],
)
def test_narrowed(client: TestClient, query: dict[str, str], found: list[str]) -> None:
    answer = client.get("/v1/documents", params=query).json()
    assert [document["id"] for document in answer["documents"]] == found
    assert answer["total"] == len(found)


def test_pages_of_what_is_left(client: TestClient) -> None:
    query = {"text": "cbd", "limit": 1, "offset": 1}
    answer = client.get("/v1/documents", params=query).json()
    assert [document["id"] for document in answer["documents"]] == ["cbd-cop-33-7.fr"]
    assert answer["total"] == 3


def test_a_body_where_no_document_has_one(tmp_path) -> None:
    service = Service(Settings(data_dir=tmp_path, encoder="hash"))
    with TestClient(create_app(service)) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            client.get("/healthz")
        client.post("/v1/documents", json={"name": "a.txt", "content": "1. Peat bogs.\n"})
        answer = client.get("/v1/documents", params={"body": "COP"})
        assert (answer.status_code, answer.json()["total"]) == (200, 0)


def test_too_long_a_text_is_refused(client: TestClient) -> None:
    answer = client.get("/v1/documents", params={"text": "x" * 501})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")
