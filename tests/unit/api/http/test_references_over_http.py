"""`GET /v1/passages/{id}/references` and searches restricted by what is cited."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings

NOTE = """UNEP/CBD/COP/11/99

1. In decision X/20, paragraph 2, a seminar on aliens was asked for.

2. The seminar of paragraph 1 above was held.
"""
ID = "unep-cbd-cop-11-99.en"
DECISION = """UNEP/CBD/COP/DEC/X/20

1. Welcomes seminars;

2. Requests a seminar.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), encoder="hash")
    service = Service(settings)
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            assert client.get("/healthz").status_code == 200
        for name, content, symbol in (
            ("note.txt", NOTE, "UNEP/CBD/COP/11/99"),
            ("decision.txt", DECISION, "UNEP/CBD/COP/DEC/X/20"),
        ):
            document = {"name": name, "content": content, "metadata": {"symbol": symbol}}
            assert client.post("/v1/documents", json=document).status_code == 201
        yield client


def test_what_a_passage_cites(client):
    answer = client.get(f"/v1/passages/{ID}:1/references").json()
    assert answer["passage"]["id"] == f"{ID}:1"
    (reference,) = answer["cites"]
    (document,) = reference.pop("documents")
    assert document["symbol"] == "UNEP/CBD/COP/DEC/X/20"
    (passage,) = reference.pop("passages")
    assert passage["id"] == "unep-cbd-cop-dec-x-20.en:2"
    assert passage["lang"] == "en"
    assert reference == {
        "start": 3,
        "end": 29,
        "text": "decision X/20, paragraph 2",
        "kind": "decision",
        "target": "decision 10/20#2",
        "work": "decision 10/20",
        "label": "2",
        "last_label": "",
    }


def test_which_passages_cite_it(client):
    answer = client.get("/v1/passages/unep-cbd-cop-dec-x-20.en:2/references").json()
    assert answer["cites"] == []
    (citing,) = answer["cited_by"]
    assert citing["passage"]["id"] == f"{ID}:1"
    assert citing["whole"] is False
    assert [one["target"] for one in citing["references"]] == ["decision 10/20#2"]
    assert answer["cited_by_total"] == 1


def test_own_paragraphs_count(client):
    answer = client.get(f"/v1/passages/{ID}:1/references").json()
    assert [one["passage"]["label"] for one in answer["cited_by"]] == ["2"]


def test_the_passage_itself_is_still_reached(client):
    assert client.get(f"/v1/passages/{ID}:1").json()["label"] == "1"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("nothing/references", 404, "passage_not_found"),
        (f"{ID}:1/references?limit=0", 400, "invalid_parameter"),
        (f"{ID}:1/references?limit=1001", 400, "invalid_parameter"),
        (f"{ID}:1/references?collection=other", 404, "collection_not_found"),
    ],
)
def test_refusals(client, path, status, code):
    answer = client.get(f"/v1/passages/{path}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("value", "labels"),
    [
        ("decision 10/20", ["1"]),
        ("decision X/20, para. 2", ["1"]),
        ("第X/20号决定第1段", []),
        ("UNEP/CBD/COP/11/99, para. 1", ["2"]),
    ],
)
def test_search_restricted_to_passages_that_cite_a_target(client, value, labels):
    answer = client.post(
        "/v1/search",
        json={"query": "seminar", "filter": {"field": "cites", "contains": value}},
    )
    assert [one["passage"]["label"] for one in answer.json()["results"]] == labels
