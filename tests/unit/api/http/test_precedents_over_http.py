"""Precedents and their export over HTTP, with the hash encoder, in this process."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.export import export_of_found
from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings
from api.wire import PrecedentsResponseModel

DECISION = """CBD/COP/DEC/30/7

DECISION ADOPTED BY THE CONFERENCE OF THE PARTIES

The Conference of the Parties,

1. Encourages Parties to publish maps of tropical peat before the next meeting;

2. Requests the Executive Secretary to write to the Basel Convention about smoke;
"""
FORMULA = """CBD/COP/30/L.2

1. Invites Parties to note that =HYPERLINK("https://example.org") is <b>no</b> formula & *no* mark;
"""
DRAFT = "Urges Parties to publish maps of tropical peat;"
FIRST = "cbd-cop-dec-30-7.en:1"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = Service(Settings(data_dir=tmp_path_factory.mktemp("data"), encoder="hash"))
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            client.get("/healthz")
        for name, content in (("decision.txt", DECISION), ("limited.txt", FORMULA)):
            answer = client.post("/v1/documents", json={"name": name, "content": content})
            assert answer.status_code == 201, answer.text
        yield client


def asked(client: TestClient, **body: Any) -> dict[str, Any]:
    answer = client.post("/v1/precedents", json={"draft": DRAFT, **body})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_paragraph_with_its_precedent(client: TestClient) -> None:
    (paragraph,) = asked(client, top_k=2)["paragraphs"]
    assert paragraph["verb"] == {"key": "urges", "strength": 6}
    assert (paragraph["stance"], paragraph["addressees"]) == ("operative", ["parties"])
    assert (paragraph["lang"], paragraph["label"]) == ("en", "")
    assert paragraph["verdict"] == "precedent"
    assert paragraph["nearest"] is None
    first = paragraph["precedents"][0]
    assert first["passage"]["id"] == FIRST
    assert first["passage"]["metadata"]["verb"] == "encourages"
    assert (first["status"], first["strength_compared"]) == ("adopted", "weaker")
    assert first["difference"]["kind"] == "words"
    kinds = [one["op"] for one in first["difference"]["operations"]]
    assert kinds == ["replace", "equal", "delete"]


def test_strength_filter_body_and_lineage(client: TestClient) -> None:
    (weaker,) = asked(client, strength="weaker", lineage=True, body="COP")["paragraphs"]
    assert {one["strength_compared"] for one in weaker["precedents"]} == {"weaker"}
    assert weaker["lineage"]["family"]["total"] >= 1
    (filtered,) = asked(client, filter="status = draft")["paragraphs"]
    assert {one["status"] for one in filtered["precedents"]} == {"draft"}
    (nothing,) = asked(client, filter={"field": "symbol", "eq": "none"})["paragraphs"]
    assert (nothing["precedents"], nothing["verdict"]) == ([], "no_precedent")
    assert nothing["searched"]["passages"] == 0


def test_verbs_are_facets_of_a_search(client: TestClient) -> None:
    body = {"query": "peat", "facets": ["verb", "stance", "addressees", "status"]}
    facets = client.post("/v1/search", json=body).json()["facets"]
    assert {"value": "encourages", "count": 1} in facets["verb"]
    assert {"value": "draft", "count": 1} in facets["status"]
    assert {"value": "parties", "count": 2} in facets["addressees"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"draft": " "}, "invalid_query"),
        ({"top_k": 0}, "invalid_parameter"),
        ({"strength": "strongest"}, "invalid_parameter"),
        ({"filter": "nothing = 1"}, "unknown_field"),
        ({"filter": "session >"}, "invalid_filter"),
        ({"collection": "none"}, "collection_not_found"),
    ],
)
def test_refusals(client: TestClient, body: dict[str, Any], code: str) -> None:
    answer = client.post("/v1/precedents", json={"draft": DRAFT, **body})
    assert answer.json()["code"] == code, answer.text


def test_html_comes_back_as_text(client: TestClient) -> None:
    draft = "<img src=x onerror=alert(1)> Urges Parties to act;"
    (paragraph,) = asked(client, draft=draft)["paragraphs"]
    assert paragraph["text"] == draft


# Export


def exported(client: TestClient, form: str, **body: Any) -> Any:
    items = [{"draft": DRAFT, "passage_ids": [FIRST, "cbd-cop-30-l-2.en:1"]}]
    return client.post("/v1/precedents/export", json={"format": form, "items": items, **body})


def test_docx_has_its_citations_in_footnotes(client: TestClient) -> None:
    answer = exported(client, "docx", lang="fr")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    assert 'filename="precedents.docx"' in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        notes = archive.read("word/footnotes.xml").decode()
        body = archive.read("word/document.xml").decode()
    assert "CBD/COP/DEC/30/7, par. 1" in notes
    assert body.count("<w:footnoteReference ") == 2
    assert "&lt;b&gt;no&lt;/b&gt; formula &amp;" in body
    assert "projet de texte, non convenu" in body


def test_markdown_escapes_what_is_quoted(client: TestClient) -> None:
    text = exported(client, "markdown").text
    assert "[^1]: CBD/COP/DEC/30/7, para. 1" in text
    assert r"\<b\>no\</b\> formula &amp; \*no\* mark" in text
    assert "*(draft text, not agreed)*" in text


def test_csv_holds_no_formula(client: TestClient) -> None:
    items = [{"draft": '=cmd|"/c calc"!A1', "passage_ids": [FIRST]}]
    answer = exported(client, "csv", items=items)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0]["draft"] == '\'=cmd|"/c calc"!A1'
    assert rows[0]["citation"] == "CBD/COP/DEC/30/7, para. 1"
    assert (rows[0]["status"], rows[0]["verb"]) == ("adopted text", "encourages")


def test_an_export_knows_the_numbers_of_the_draft_and_what_has_no_precedent(
    client: TestClient,
) -> None:
    nothing = {"draft": "Urges Parties to sing;", "label": "6", "passage_ids": []}
    items = [
        {"draft": DRAFT, "label": " 5 ", "passage_ids": [FIRST]},
        {**nothing, "no_precedent": True, "explanation": "No precedent: nothing is like it."},
        nothing,
        {**nothing, "label": ""},
    ]
    text = exported(client, "markdown", items=items, lang="es").text
    assert [line for line in text.splitlines() if line.startswith(("## ", "*"))] == [
        "## 5",
        f"**Proyecto:** {DRAFT}",
        "## 6",
        "**Proyecto:** Urges Parties to sing;",
        "*Sin precedente.* No precedent: nothing is like it.",
        "## 6",
        "**Proyecto:** Urges Parties to sing;",
        "*Ningún precedente elegido.*",
        "## 4",
        "**Proyecto:** Urges Parties to sing;",
        "*Ningún precedente elegido.*",
    ]


def test_what_was_found_is_exported_by_the_numbers_of_the_draft(client: TestClient) -> None:
    draft = f"{DRAFT}\n\n7. {DRAFT}"
    answer = PrecedentsResponseModel.model_validate(asked(client, draft=draft))
    request = export_of_found(answer, "csv", "")
    assert [(item.label, item.no_precedent) for item in request.items] == [
        ("¶1", False),
        ("7", False),
    ]
    assert request.lang == "en"
    assert FIRST in request.items[1].passage_ids
    none = asked(client, draft=draft, filter={"field": "symbol", "eq": "none"})
    answer = PrecedentsResponseModel.model_validate(none)
    items = export_of_found(answer, "csv", "fr").items
    assert [(item.label, item.no_precedent, item.passage_ids) for item in items] == [
        ("¶1", True, []),
        ("7", True, []),
    ]
    assert items[0].explanation == answer.paragraphs[0].explanation != ""


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"items": []}, "invalid_parameter"),
        ({"items": [{"passage_ids": ["none:1"]}]}, "passage_not_found"),
        ({"format": "pdf"}, "invalid_parameter"),
        ({"items": [{"draft": "x" * 401_000, "passage_ids": []}]}, "invalid_parameter"),
    ],
)
def test_refused_exports(client: TestClient, body: dict[str, Any], code: str) -> None:
    assert exported(client, "docx", **body).json()["code"] == code
