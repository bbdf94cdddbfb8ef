"""`POST /v1/lineage`, `GET /v1/passages/{id}/lineage` and `GET /v1/families`."""

from collections.abc import Iterator

import pytest
from lxml import etree
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings

TEXT = """The Conference of the Parties,

1. {verb} Parties to mend the nets of small boats before the storms of {year};

2. {only};
"""
DECISIONS = (
    ("CBD/COP/DEC/30/4", "2050-04-01", "Invites", 2051, "Adopts the calendar of the fleet"),
    ("CBD/COP/DEC/31/2", "2052-04-01", "Urges", 2051, "Welcomes the <b>new</b> harbour of Zadar"),
    ("CBD/COP/DEC/32/9", "2054-04-01", "Urges", 2055, "Thanks the people of the island"),
)
FIRST = "cbd-cop-dec-30-4.en:1"
LAST = "cbd-cop-dec-32-9.en:1"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), encoder="hash")
    service = Service(settings)
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            assert client.get("/healthz").status_code == 200
        for symbol, published, verb, year, only in DECISIONS:
            document = {
                "name": symbol.replace("/", "-") + ".txt",
                "content": TEXT.format(verb=verb, year=year, only=only),
                "metadata": {"symbol": symbol, "lang": "en", "published": published},
            }
            assert client.post("/v1/documents", json=document).status_code == 201
        yield client


def test_the_lineage_of_a_passage(client):
    answer = client.get(f"/v1/passages/{LAST}/lineage").json()
    assert (answer["place"], answer["similarity"], answer["warnings"]) == (2, 1.0, [])
    family = answer["family"]
    assert (family["id"], family["total"]) == (FIRST, 3)
    assert family["first"] == "CBD/COP/DEC/30/4, para. 1"
    assert family["bodies"] == [{"body": "COP", "members": 3, "first": "2050-04-01"}]
    members = family["members"]
    assert [member["date"] for member in members] == ["2050-04-01", "2052-04-01", "2054-04-01"]
    assert [member["first"] for member in members] == [True, False, False]
    assert members[0]["step"] is None
    assert members[0]["verb"] == {"key": "invites", "strength": 4}
    step = members[1]["step"]
    assert (step["kind"], step["passage_id"]) == ("strengthened", "cbd-cop-dec-31-2.en:1")
    assert step["verb_before"] == {"key": "invites", "strength": 4}
    assert step["verb_after"] == {"key": "urges", "strength": 6}
    assert members[2]["step"]["kind"] == "changed"
    assert members[2]["step"]["notes"] == ["a number differs: 2051 → 2055"]


def test_the_same_by_post(client):
    by_id = client.post("/v1/lineage", json={"passage_id": LAST})
    assert by_id.json() == client.get(f"/v1/passages/{LAST}/lineage").json()


def test_a_text_of_ones_own(client):
    text = "Requests all Parties to mend the nets and sails of small boats before the storms"
    answer = client.post("/v1/lineage", json={"text": text}).json()
    assert answer["family"]["id"] == FIRST
    assert 0.6 <= answer["similarity"] < 1
    nothing = client.post("/v1/lineage", json={"text": "Decides on the colour of the flags used"})
    assert (nothing.json()["family"], nothing.json()["place"]) == (None, -1)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "invalid_parameter"),
        ({"text": " "}, 400, "invalid_parameter"),
        ({"text": "a", "passage_id": FIRST}, 400, "invalid_parameter"),
        ({"text": "a " * 10_001}, 400, "invalid_query"),
        ({"passage_id": "nothing:1"}, 404, "passage_not_found"),
        ({"passage_id": FIRST, "collection": "nothing"}, 404, "collection_not_found"),
        ({"passage_id": 5}, 400, "invalid_parameter"),
        ({"passage": FIRST}, 400, "invalid_parameter"),
    ],
)
def test_bad_requests(client, body: dict, status: int, code: str):
    response = client.post("/v1/lineage", json=body)
    assert (response.status_code, response.json()["code"]) == (status, code)


def test_the_picture(client):
    response = client.get(f"/v1/passages/{LAST}/lineage", params={"format": "svg", "lang": "fr"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("image/svg+xml")
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    root = etree.fromstring(response.content)
    assert root.get("lang") == "fr"
    assert "renforcée" in "".join(root.itertext())


def test_markup_of_a_document_is_text_in_the_picture(client):
    response = client.get("/v1/passages/cbd-cop-dec-31-2.en:2/lineage", params={"format": "svg"})
    root = etree.fromstring(response.content)
    assert root.findall(".//{*}b") == []
    assert "<b>new</b>" in "".join(root.itertext())


@pytest.mark.parametrize("params", [{"format": "png"}, {"lang": "<x>"}, {"lang": "e" * 99}])
def test_bad_parameters_of_the_picture(client, params: dict):
    response = client.get(f"/v1/passages/{LAST}/lineage", params=params)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_parameter")


def test_a_passage_that_is_not_there(client):
    response = client.get("/v1/passages/nothing:1/lineage")
    assert (response.status_code, response.json()["code"]) == (404, "passage_not_found")


def test_the_largest_families(client):
    (family,) = client.get("/v1/families").json()["families"]
    assert family["id"] == FIRST == family["first"]["id"]
    assert (family["members"], family["works"], family["bodies"]) == (3, 3, ["COP"])
    assert (family["first_date"], family["last_date"]) == ("2050-04-01", "2054-04-01")
    assert client.get("/v1/families", params={"top": 0}).status_code == 400
    missing = client.get("/v1/families", params={"collection": "nothing"})
    assert missing.json()["code"] == "collection_not_found"
