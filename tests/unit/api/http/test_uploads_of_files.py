"""Files of every format come in by upload; an archive is answered file by file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.service import Service
from api.settings import Settings

NOTE = b"CBD/COP/23/8\n\n1. Springs run dry.\n\n2. Mosses return.\n"
PAGE = b"<html><title>Site</title><main><p>CBD/COP/23/9</p><ol start=4><li>Four.<li>Five.</ol>"
TABLE = b"symbol,para,text\nCBD/COP/23/7,4,Four.\nCBD/COP/23/7,(a),A.\n"


def packed(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def client(tmp_path) -> Iterator[TestClient]:
    service = Service(Settings(data_dir=tmp_path, encoder="hash"))
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            client.get("/healthz")
        yield client


def upload(client: TestClient, name: str, content: bytes, **fields: str):
    return client.post("/v1/documents", files={"file": (name, content)}, data=fields)


def test_a_web_page_and_a_table(client):
    page = upload(client, "page.html", PAGE)
    assert (page.status_code, page.json()["document_id"]) == (201, "cbd-cop-23-9.en")
    assert page.json()["passages"] == 2
    table = upload(client, "table.csv", TABLE)
    assert (table.status_code, table.json()["passages"]) == (201, 2)
    passage = client.get("/v1/passages/table:cbd-cop-23-7:4(a)").json()
    assert (passage["label"], passage["text"]) == ("4(a)", "A.")


def test_every_file_of_an_archive_is_reported(client):
    content = packed(**{"a.txt": NOTE, "b.html": PAGE, "c.png": b"x", "d.txt": b"", "e.zip": b"x"})
    answer = upload(client, "docs.zip", content, metadata='{"topic": "water"}')
    assert answer.status_code == 207
    report = answer.json()
    assert report["collection"] == "default"
    assert [(file["name"], file["status"]) for file in report["files"]] == [
        ("docs.zip/a.txt", "added"),
        ("docs.zip/b.html", "added"),
        ("docs.zip/d.txt", "failed"),
        ("", "failed"),
    ]
    assert "docs.zip/e.zip" in report["files"][3]["error"]["message"]
    assert report["files"][3]["error"]["code"] == "unsupported_format"
    assert (report["added"], report["failed"], report["passages"]) == (2, 2, 4)
    assert [one["path"] for one in report["skipped"]] == ["docs.zip/c.png"]
    document = client.get("/v1/documents/cbd-cop-23-8.en").json()
    assert document["metadata"]["topic"] == "water"


def test_statuses_of_archives(client):
    content = packed(**{"a.txt": NOTE})
    assert upload(client, "docs.zip", content).status_code == 201
    again = upload(client, "docs.zip", content)
    assert (again.status_code, again.json()["unchanged"]) == (200, 1)
    both = upload(client, "docs.zip", packed(**{"a.txt": b"", "b.txt": b""}))
    assert (both.status_code, both.json()["failed"]) == (422, 2)


def test_an_archive_that_cannot_be_read_is_a_problem(client):
    for content in (packed(**{"a.txt": NOTE})[:-9], packed(), packed(**{"a.txt": b""})):
        answer = upload(client, "docs.zip", content)
        assert (answer.status_code, answer.json()["code"]) == (422, "unreadable_file")
    nested = upload(client, "docs.zip", packed(**{"b.zip": packed(**{"a.txt": NOTE})}))
    assert (nested.status_code, nested.json()["code"]) == (415, "unsupported_format")
