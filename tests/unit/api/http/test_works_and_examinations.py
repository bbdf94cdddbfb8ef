"""Translations, versions, neighbours and examinations over HTTP, with the hash encoder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings

ENGLISH = """I. PEAT

1. The survey of 2031 covered 48 bogs in Finland.

2. To follow up, the Secretariat:

(a) Printed 900 maps;

(b) Wrote to the Basel Convention in 2032.

4. See paragraph 9 above.
"""
FRENCH = """I. TOURBE

1. L'étude de 2031 a porté sur 48 tourbières en Finlande.

2. Pour y donner suite, le Secrétariat :

a) A imprimé 900 cartes ;

b) A écrit à la Convention de Bâle en 2032.

4. Voir le paragraphe 9 ci-dessus.
"""
SYMBOL = "CBD/COP/33/7"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = Service(Settings(data_dir=tmp_path_factory.mktemp("data"), encoder="hash"))
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            client.get("/healthz")
        for lang, content in (("en", ENGLISH), ("fr", FRENCH)):
            body = {"name": f"n.{lang}.txt", "content": content}
            added = client.post(
                "/v1/documents", json={**body, "metadata": {"symbol": SYMBOL, "lang": lang}}
            )
            assert added.status_code == 201, added.text
        yield client


def test_translations(client: TestClient) -> None:
    answer = client.get("/v1/passages/cbd-cop-33-7.en:2(a)/translations").json()
    assert answer["passage"]["id"] == "cbd-cop-33-7.en:2(a)"
    (french,) = answer["translations"]
    assert (french["id"], french["lang"]) == ("cbd-cop-33-7.fr:2(a)", "fr")
    assert (french["aligned"], french["reason"]) == (True, "")


def test_versions(client: TestClient) -> None:
    answer = client.get(f"/v1/works/UNEP/{SYMBOL}/versions").json()
    assert answer["symbol"] == SYMBOL
    assert answer["aligned"] is True
    assert answer["labels"] == 5
    assert [(one["lang"], one["passages"], one["doubts"]) for one in answer["versions"]] == [
        ("en", 5, []),
        ("fr", 5, []),
    ]


def test_what_stands_around(client: TestClient) -> None:
    path = "/v1/passages/cbd-cop-33-7.en:2(a)"
    alone = client.get(path).json()
    assert (alone["before"], alone["after"]) == ([], [])
    answer = client.get(path, params={"around": 2}).json()
    assert [one["label"] for one in answer["before"]] == ["1", "2"]
    assert [one["label"] for one in answer["after"]] == ["2(b)", "4"]
    assert answer["context"] == "I. PEAT › To follow up, the Secretariat:"
    whole = client.get(path, params={"around": 50}).json()
    assert len(whole["before"]) + len(whole["after"]) == 4


def test_an_examination(client: TestClient) -> None:
    answer = client.get("/v1/documents/cbd-cop-33-7.en/doctor").json()
    assert answer["document_id"] == "cbd-cop-33-7.en"
    assert [(one["kind"], one["label"]) for one in answer["findings"]] == [
        ("missing_number", "4"),
        ("dangling_reference", "4"),
    ]
    assert (answer["errors"], answer["warnings"], answer["notes"]) == (2, 0, 0)


def test_the_reader_chooses_the_language(client: TestClient) -> None:
    body = {"query": "900 maps printed", "top_k": 1, "collapse_translations": True}
    for langs, lang in (([], "en"), (["fr"], "fr"), (["zh", "fr-CA"], "fr")):
        (found,) = client.post("/v1/search", json={**body, "reader_langs": langs}).json()["results"]
        assert found["passage"]["lang"] == lang


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/passages/nothing:1/translations", 404, "passage_not_found"),
        ("/v1/works/CBD/COP/99/1/versions", 404, "document_not_found"),
        ("/v1/documents/nothing/doctor", 404, "document_not_found"),
        ("/v1/passages/cbd-cop-33-7.en:1?around=51", 400, "invalid_parameter"),
        ("/v1/passages/cbd-cop-33-7.en:1?around=-1", 400, "invalid_parameter"),
    ],
)
def test_what_is_refused(client: TestClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_bad_language_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/search", json={"query": "maps", "reader_langs": ["no such tag"]})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")


def test_a_readers_language_collapses_translations(client: TestClient) -> None:
    body = {"query": "900 maps printed", "top_k": 1, "reader_langs": ["fr"]}
    (found,) = client.post("/v1/search", json=body).json()["results"]
    assert found["passage"]["lang"] == "fr"
    assert [one["lang"] for one in found["translations"]] == ["en"]


def test_the_hint_says_what_is_to_be_checked(client: TestClient) -> None:
    of_query = client.get("/v1/passages/cbd-cop-33-7.en:1?around=x").json()
    assert of_query["hint"] == "check the query parameters; /openapi.json describes them"
    of_body = client.post("/v1/search", json={"top_k": 1}).json()
    assert of_body["hint"] == "send the body that /openapi.json describes"
