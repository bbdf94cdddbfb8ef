"""`GET /v1/passages/{id}/citations`, `GET /v1/resolve` and citations as questions."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings

DECISION = """CBD/COP/DEC/15/4

The Conference of the Parties,

Recalling its earlier work,

1. Adopts the framework;

2. Urges Parties to act.
"""
ID = "cbd-cop-dec-15-4.en"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), encoder="hash")
    service = Service(settings)
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            assert client.get("/healthz").status_code == 200
        metadata = {"symbol": "CBD/COP/DEC/15/4", "date_end": "2022-12-19"}
        document = {"name": "decision.txt", "content": DECISION, "metadata": metadata}
        assert client.post("/v1/documents", json=document).status_code == 201
        yield client


def test_a_passage_in_every_form(client):
    answer = client.get(f"/v1/passages/{ID}:2/citations")
    assert answer.status_code == 200
    forms = answer.json()
    assert forms["citation"] == forms["styles"]["en"] == "CBD/COP/DEC/15/4, para. 2"
    assert forms["by_number"]["zh"] == "第15/4号决定第2段"
    work = "/akn/un/statement/deliberation/cbd-cop/2022-12-19/CBD-COP-DEC-15-4"
    assert forms["work_iri"] == work
    assert forms["akn"] == f"{work}/eng@2022-12-19/!main#para_2"
    assert forms["markdown"] == "[CBD/COP/DEC/15/4, para. 2](/d/CBD/COP/DEC/15/4#para_2)"
    assert forms["bibtex"].startswith("@misc{cbd-cop-dec-15-4-2,")
    assert forms["csl"]["issued"] == {"date-parts": [[2022, 12, 19]]}


def test_every_form_resolves_to_the_passage(client):
    forms = client.get(f"/v1/passages/{ID}:pp1/citations").json()
    texts = [*forms["styles"].values(), *forms["by_number"].values()]
    for text in (*texts, forms["akn"], forms["markdown"]):
        (passage,) = client.get("/v1/resolve", params={"citation": text}).json()["passages"]
        assert passage["id"] == f"{ID}:pp1"


def test_no_such_passage(client):
    answer = client.get(f"/v1/passages/{ID}:99/citations")
    assert (answer.status_code, answer.json()["code"]) == (404, "passage_not_found")


def test_a_range_resolves_to_all_of_it(client):
    answer = client.get("/v1/resolve", params={"citation": "decision 15/4, paras. 1–2"}).json()
    assert [passage["label"] for passage in answer["passages"]] == ["1", "2"]


def test_what_is_near(client):
    problem = client.get("/v1/resolve", params={"citation": "decision 15/4, para. 3"}).json()
    assert (problem["code"], problem["hint"]) == ("citation_not_found", "near it: para. 2; para. 1")


def test_a_citation_as_a_question(client):
    answer = client.post("/v1/search", json={"query": "paragraph 2 of decision XV/4"}).json()
    assert answer["query"]["citation"] == "CBD/COP/DEC/15/4, para. 2"
    assert answer["results"][0]["passage"]["id"] == f"{ID}:2"
    assert answer["results"][0]["signals"]["citation"] == 1.0
    answer = client.post("/v1/search", json={"query": "decision 15/4, para. 9"}).json()
    assert answer["query"]["citation"] == ""
    assert "near it: para. 2; para. 1" in answer["warnings"][0]
