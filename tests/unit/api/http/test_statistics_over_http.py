"""What a collection holds, in numbers, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings

ENGLISH = "1. The survey covered 48 bogs. It took two years.\n"
FRENCH = "1. L'étude a porté sur 48 tourbières.\n\n2. Elle a duré deux ans.\n"


@pytest.fixture
def client(tmp_path) -> Iterator[TestClient]:
    service = Service(Settings(data_dir=tmp_path, encoder="hash"))
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            client.get("/healthz")
        yield client


def test_before_there_is_a_collection(client: TestClient) -> None:
    answer = client.get("/v1/stats")
    assert (answer.status_code, answer.json()["code"]) == (404, "collection_not_found")


def test_of_two_documents_and_after_one_is_removed(client: TestClient) -> None:
    for lang, content in (("en", ENGLISH), ("fr", FRENCH)):
        metadata = {"symbol": "CBD/COP/33/7", "lang": lang}
        body = {"name": f"n.{lang}.txt", "content": content, "metadata": metadata}
        assert client.post("/v1/documents", json=body).status_code == 201
    answer = client.get("/v1/stats").json()
    assert (answer["collection"], answer["documents"], answer["passages"]) == ("default", 2, 3)
    assert answer["sentences"] == 4
    counts = [(one["lang"], one["passages"], one["sentences"]) for one in answer["languages"]]
    assert counts == [("fr", 2, 2), ("en", 1, 2)]
    first, second = answer["languages"]  # of two means, each lies as far from their middle
    assert first["distance_before"] == second["distance_before"] > 0
    assert first["distance_after"] == second["distance_after"]
    assert answer["fields"]["session"] == [{"value": 33, "documents": 2, "passages": 3}]
    assert answer["fields"]["body"] == [{"value": "COP", "documents": 2, "passages": 3}]
    assert (answer["encoder"], answer["tokens"]) == ("hash", True)
    assert answer["store_bytes"] > 0
    client.delete("/v1/documents/cbd-cop-33-7.fr")
    after = client.get("/v1/stats").json()
    assert (after["documents"], after["passages"]) == (1, 1)
    assert after["generation"] > answer["generation"]
    assert [one["lang"] for one in after["languages"]] == ["en"]
