"""Checks of quotations over HTTP, with the hash encoder, in this process."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings

NOTE = """UNEP/CBD/COP/11/99

I. COOPERATION

1. The Executive Secretary has prepared the present note for 31 Parties.

2. To this end, the Secretariat:

(a) Held a seminar on alien species. It took place in Geneva;

(b) Published a handbook on wetlands.
"""
CITATION = "UNEP/CBD/COP/11/99, para. 1"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = Service(Settings(data_dir=tmp_path_factory.mktemp("data"), encoder="hash"))
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            assert client.get("/healthz").status_code == 200
        answer = client.post("/v1/documents", json={"name": "note.txt", "content": NOTE})
        assert answer.status_code == 201, answer.text
        yield client


def test_a_quotation_is_checked(client: TestClient) -> None:
    answer = client.post(
        "/v1/verify",
        json={"quotation": "prepared the present note for 13 Parties", "citation": CITATION},
    ).json()
    assert answer["verdict"] == "near"
    assert answer["warnings"] == ["a number differs: 31 → 13"]
    assert [one["id"] for one in answer["cited"]] == ["unep-cbd-cop-11-99.en:1"]
    (span,) = answer["found"]
    text = span["passage"]["text"]
    assert text[span["start"] : span["end"]] == "prepared the present note for 31 Parties"
    kinds = [(one["kind"], one["printed"], one["quoted"]) for one in answer["differences"]]
    assert kinds == [
        ("equal", "prepared the present note for", "prepared the present note for"),
        ("replace", "31", "13"),
        ("equal", "Parties", "Parties"),
    ]


def test_an_answer_is_checked(client: TestClient) -> None:
    text = f"“Held a seminar on alien species” ({CITATION}). See {CITATION.replace('1', '3')}."
    answer = client.post("/v1/verify/answer", json={"answer": text}).json()
    (quotation,) = answer["quotations"]
    assert quotation["verdict"]["verdict"] == "elsewhere"
    assert quotation["verdict"]["found"][0]["passage"]["citation"].endswith("para. 2 (a)")
    (citation,) = answer["citations"]
    assert (citation["status"], citation["passage_ids"]) == ("unknown", [])
    assert citation["problem"]


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/v1/verify", {}, "invalid_parameter"),
        ("/v1/verify", {"quotation": ""}, "invalid_query"),
        ("/v1/verify", {"quotation": "…"}, "invalid_query"),
        ("/v1/verify", {"quotation": "a" * 20_001}, "invalid_query"),
        ("/v1/verify", {"quotation": 5}, "invalid_parameter"),
        ("/v1/verify", {"quotation": "a", "citation": None}, "invalid_parameter"),
        ("/v1/verify", {"quotation": "a", "answer": "b"}, "invalid_parameter"),
        ("/v1/verify", {"quotation": "a", "collection": "none"}, "collection_not_found"),
        ("/v1/verify/answer", {"answer": " "}, "invalid_query"),
        ("/v1/verify/answer", {}, "invalid_parameter"),
    ],
)
def test_bad_requests(client: TestClient, path: str, body: dict[str, object], code: str) -> None:
    answer = client.post(path, json=body)
    assert answer.is_client_error
    assert answer.json()["code"] == code, answer.text


@pytest.mark.parametrize("field", ["quotation", "citation"])
def test_characters_of_no_text_do_no_harm(client: TestClient, field: str) -> None:
    body = {
        "quotation": "for 31 Parties",
        "citation": CITATION,
        field: "note \x00 \udc80 31 Parties",
    }
    content = json.dumps(body).encode()
    answer = client.post(
        "/v1/verify", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["verdict"] in ("near", "elsewhere", "absent")
