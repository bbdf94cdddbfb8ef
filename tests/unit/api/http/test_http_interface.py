"""The HTTP interface over a real service with the hash encoder, in this process."""

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.http.body_limit import SMALL_BODY_BYTES
from api.http.service import Service
from api.settings import Settings

NOTE = """UNEP/CBD/COP/11/99

I. COOPERATION

1. The Executive Secretary has prepared the present note.

2. To this end, the Secretariat:

(a) Held a seminar on alien species. It took place in Geneva;

(b) Published a handbook on wetlands.
"""
DOCUMENT = "unep-cbd-cop-11-99.en"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"), encoder="hash", max_query_length=200
    )
    return Service(settings)


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    """A client of a server that is ready: one document of four passages."""
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        service.start(on_failure=lambda: pytest.fail("the encoder could not be loaded"))
        while service.is_loading:
            assert client.get("/healthz").status_code == 200
        metadata = {"symbol": "UNEP/CBD/COP/11/99", "session": 11, "date_start": "2012-10-08"}
        answer = client.post(
            "/v1/documents", json={"name": "note.txt", "content": NOTE, "metadata": metadata}
        )
        assert answer.status_code == 201, answer.text
        yield client


def test_before_the_encoder_is_loaded_only_health_answers(tmp_path):
    """A service that was never started is one that is still loading."""
    settings = Settings(data_dir=tmp_path, encoder="hash")
    with TestClient(create_app(Service(settings))) as client:
        assert client.get("/healthz").status_code == 200
        for answer in (
            client.get("/readyz"),
            client.post("/v1/search", json={"query": "x"}),
            client.post("/v1/documents", json={"name": "a.txt", "content": "1. x"}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
            assert answer.headers["retry-after"] == "1"


def test_ready(client):
    answer = client.get("/readyz").json()
    assert (answer["status"], answer["collection"], answer["passages"]) == ("ready", "default", 4)


def test_search_gives_fields_of_the_contract(client):
    answer = client.post("/v1/search", json={"query": "seminar on alien species", "top_k": 1})
    assert answer.headers["content-type"] == "application/json"
    (result,) = answer.json()["results"]
    passage = result["passage"]
    assert result["rank"] == 1
    assert passage["id"] == f"{DOCUMENT}:2(a)"
    assert passage["citation"] == "UNEP/CBD/COP/11/99, para. 2 (a)"
    assert passage["section_path"] == ["I. COOPERATION"]
    assert passage["context"].endswith("To this end, the Secretariat:")
    assert passage["metadata"]["date_start"] == "2012-10-08"
    assert passage["document"]["id"] == DOCUMENT
    (span,) = result["highlights"]
    assert passage["text"][span["start"] : span["end"]] == "Held a seminar on alien species."
    assert set(result["signals"]) >= {"dense", "lexical"}


@pytest.mark.parametrize(
    "where",
    [
        {"field": "label", "in": ["2(a)", "2(b)"]},
        {"and": [{"field": "kind", "eq": "subparagraph"}, {"field": "session", "gte": 11}]},
        "kind = subparagraph and session >= 11",
        {"not": {"field": "label", "in": ["1", "2"]}},
    ],
)
def test_filter_as_json_and_in_short_form(client, where):
    answer = client.post("/v1/search", json={"query": "note", "filter": where})
    labels = {result["passage"]["label"] for result in answer.json()["results"]}
    assert labels == {"2(a)", "2(b)"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid_query"),
        ({"query": ""}, "invalid_query"),
        ({"query": " \n"}, "invalid_query"),
        ({"query": "x" * 201}, "invalid_query"),
        ({"query": "x" * 100_000}, "invalid_query"),
        ({"query": 5}, "invalid_query"),
        ({"query": ["x"]}, "invalid_query"),
        ({"query": None}, "invalid_query"),
        ({"query": "x", "top_k": 0}, "invalid_parameter"),
        ({"query": "x", "top_k": -1}, "invalid_parameter"),
        ({"query": "x", "top_k": 1_000_000}, "invalid_parameter"),
        ({"query": "x", "top_k": 10**400}, "invalid_parameter"),
        ({"query": "x", "top_k": "10"}, "invalid_parameter"),
        ({"query": "x", "top_k": 1.5}, "invalid_parameter"),
        ({"query": "x", "top_k": True}, "invalid_parameter"),
        ({"query": "x", "collapse_translations": 1}, "invalid_parameter"),
        ({"query": "x", "surplus": 1}, "invalid_parameter"),
        ({"query": "x", "collection": "../../etc"}, "invalid_parameter"),
        ({"query": "x", "collection": "nowhere"}, "collection_not_found"),
        ({"query": "x", "filter": {"field": "sesion", "eq": 1}}, "unknown_field"),
        ({"query": "x", "filter": {"field": "session", "eq": "eleven"}}, "invalid_filter"),
        ({"query": "x", "filter": {"field": "session", "near": 1}}, "invalid_filter"),
        ({"query": "x", "filter": {"and": 5}}, "invalid_filter"),
        ({"query": "x", "filter": [1]}, "invalid_filter"),
        ({"query": "x", "filter": 5}, "invalid_filter"),
        ({"query": "x", "filter": "session >="}, "invalid_filter"),
        ([], "invalid_parameter"),
        ("query", "invalid_parameter"),
        (None, "invalid_parameter"),
    ],
)
def test_bad_question_is_a_problem_with_a_code(client, body, code):
    answer = client.post("/v1/search", json=body)
    problem = answer.json()
    assert problem["code"] == code, problem
    assert answer.status_code == problem["status"] == (404 if "not_found" in code else 400)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"] == f"urn:pilcrow:problem:{code}"
    assert problem["instance"] == "/v1/search"
    assert problem["detail"]
    assert problem["hint"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"query": "\\ud800"}',
        b'{"query": "x", "filter": {"field": "\\ud800", "eq": 1}}',
        b"[" * 100_000,
        b'{"query": "x", "top_k": 1' + b"0" * 5000 + b"}",
        b'{"query": "x", "top_k": NaN}',
    ],
    ids=["empty", "cut", "bytes", "surrogate", "field", "nested", "long number", "nan"],
)
def test_broken_body_is_a_problem_and_no_defect(client, body):
    answer = client.post("/v1/search", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400, answer.text
    assert answer.json()["code"] in ("invalid_parameter", "invalid_query", "unknown_field")


@pytest.mark.parametrize("query", ["¶", "(a)", "😀", "\u202e", "\x00\x01a", "- - -"])
def test_question_of_symbols_only_is_answered(client, query):
    answer = client.post("/v1/search", json={"query": query})
    assert answer.status_code == 200
    assert len(answer.json()["results"]) == 4


def test_body_beyond_the_limit_is_refused(client):
    answer = client.post("/v1/search", json={"query": "x" * SMALL_BODY_BYTES})
    assert (answer.status_code, answer.json()["code"]) == (413, "payload_too_large")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("PUT", "/v1/search", 405, "method_not_allowed"),
        ("GET", "/v1/passages/nothing", 404, "passage_not_found"),
        ("GET", "/v1/passages/..%2f..%2fetc%2fpasswd", 404, "passage_not_found"),
        ("GET", "/v1/passages/%00", 404, "passage_not_found"),
        ("GET", "/v1/documents/nothing", 404, "document_not_found"),
        ("DELETE", "/v1/documents/..%2f..", 404, "document_not_found"),
        ("DELETE", f"/v1/documents/{DOCUMENT}?collection=nowhere", 404, "collection_not_found"),
        ("GET", "/v1/documents?limit=0", 400, "invalid_parameter"),
        ("GET", "/v1/documents?limit=1001", 400, "invalid_parameter"),
        ("GET", "/v1/documents?offset=-1", 400, "invalid_parameter"),
        ("GET", "/v1/documents?collection=..%2fx", 400, "invalid_parameter"),
        ("GET", "/v1/resolve", 400, "invalid_parameter"),
        ("GET", "/v1/resolve?citation=nothing", 404, "citation_not_found"),
        ("GET", "/v1/resolve?citation=", 404, "citation_not_found"),
    ],
)
def test_other_bad_requests(client, method, path, status, code):
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_passage_and_citation_give_the_same_passage(client):
    passage = client.get(f"/v1/passages/{DOCUMENT}:2(a)").json()
    assert passage["printed_label"] == "(a)"
    resolved = client.get("/v1/resolve", params={"citation": "CBD/COP/11/99, paragraph 2(a)"})
    assert resolved.json()["passages"] == [passage]


def test_document_holds_every_line_of_its_source(client):
    document = client.get(f"/v1/documents/{DOCUMENT}").json()
    assert [passage["label"] for passage in document["passages"]] == ["1", "2", "2(a)", "2(b)"]
    source = "\n".join(block["text"] for block in document["blocks"])
    assert source.rstrip("\n") == NOTE.rstrip("\n")
    assert document["metadata"]["session"] == 11


def test_documents_come_in_pages(client):
    for number in range(3):
        body = {"name": f"d{number}.txt", "content": "1. x\n", "collection": "paged"}
        assert client.post("/v1/documents", json=body).status_code == 201
    page = client.get("/v1/documents?collection=paged&limit=2&offset=1").json()
    assert [document["id"] for document in page["documents"]] == ["d1", "d2"]
    assert (page["total"], page["limit"], page["offset"]) == (3, 2, 1)


def test_upload_of_a_file(client):
    answer = client.post(
        "/v1/documents",
        files={"file": ("zh.txt", "报告\n\n1. 秘书处举办了研讨会。\n".encode("gb18030"))},
        data={"metadata": json.dumps({"symbol": "CBD/COP/15/2"}), "collection": "files"},
    )
    assert (answer.status_code, answer.json()["document_id"]) == (201, "cbd-cop-15-2.zh")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"files": {"other": ("a.txt", b"1. x")}}, "invalid_parameter"),
        ({"files": {"file": ("a.txt", b"1. x")}, "data": {"metadata": "[]"}}, "invalid_parameter"),
        ({"files": {"file": ("a.txt", b"1. x")}, "data": {"metadata": "{"}}, "invalid_parameter"),
        ({"files": {"file": ("a.txt", b"")}}, "unreadable_file"),
        (
            {"files": {"file": ("a.txt", b"1. x")}, "data": {"collection": "../x"}},
            "invalid_parameter",
        ),
        ({"content": b"1. x", "headers": {"Content-Type": "text/plain"}}, "unsupported_media_type"),
        ({"content": b"1. x"}, "unsupported_media_type"),
        (
            {"content": b"x", "headers": {"Content-Type": "multipart/form-data; boundary=a"}},
            "invalid_parameter",
        ),
        (
            {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}},
            "invalid_parameter",
        ),
    ],
)
def test_bad_upload_is_a_problem_with_a_code(client, form, code):
    answer = client.post("/v1/documents", **form)
    assert answer.json()["code"] == code, answer.text
    assert answer.is_client_error


def test_every_operation_is_described_with_its_errors(client):
    description = client.get("/openapi.json").json()
    text = json.dumps(description)
    assert "HTTPValidationError" not in text
    schemas = description["components"]["schemas"]
    assert "Problem" in schemas
    for reference in set(_references(description)):
        assert reference.removeprefix("#/components/schemas/") in schemas
    for path, operations in description["paths"].items():
        for operation in operations.values():
            assert operation["summary"]
            problems = [
                status
                for status, response in operation["responses"].items()
                if "application/problem+json" in response.get("content", {})
            ]
            assert "500" in problems, path
            takes_input = "parameters" in operation or "requestBody" in operation
            assert not takes_input or any(status.startswith("4") for status in problems), path


def _references(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def test_search_request_is_described_with_an_example(client):
    schema = client.get("/openapi.json").json()["components"]["schemas"]["SearchRequest"]
    assert schema["properties"]["query"]["examples"]
    assert schema["properties"]["top_k"]["maximum"] == 1000
