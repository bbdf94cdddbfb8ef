"""The server as a program has it: a real process, real sockets, the hash encoder."""

import json
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

DOCUMENT = "unep-cbd-cop-11-99.en"
ADD = {
    "name": "note.txt",
    "content": "Report\n\n1. A handbook on wetlands.\n\n2. A seminar on alien species.\n",
    "metadata": {"symbol": "UNEP/CBD/COP/11/99"},
}


@pytest.fixture
def loaded(serve):
    server = serve()
    server.wait_loaded()
    return server


def test_server_says_where_it_listens_and_answers_at_once(serve):
    server = serve()
    with server.client() as client:
        assert client.get("/healthz").json() == {"status": "ok"}
    server.wait_until(
        lambda _: any(f"Pilcrow listens on {server.url}" in one for one in server.err)
    )
    assert server.url.startswith("http://127.0.0.1:")


def test_first_document_makes_the_collection_and_readiness_follows(loaded):
    with loaded.client() as client:
        before = client.get("/readyz")
        assert (before.status_code, before.json()["code"]) == (503, "not_ready")
        assert "'default'" in before.json()["detail"]
        assert client.post("/v1/search", json={"query": "x"}).json()["code"] == (
            "collection_not_found"
        )
        added = client.post("/v1/documents", json=ADD)
        assert (added.status_code, added.json()["status"]) == (201, "added")
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["passages"]) == (200, 2)


def test_what_is_posted_is_found_and_what_is_deleted_is_not(loaded):
    with loaded.client() as client:
        client.post("/v1/documents", json=ADD)
        found = client.post("/v1/search", json={"query": "wetlands handbook", "top_k": 1}).json()
        assert found["results"][0]["passage"]["id"] == f"{DOCUMENT}:1"
        again = client.post("/v1/documents", json=ADD)
        assert (again.status_code, again.json()["status"]) == (200, "unchanged")
        assert client.delete(f"/v1/documents/{DOCUMENT}").status_code == 204
        assert client.post("/v1/search", json={"query": "wetlands"}).json()["results"] == []
        assert client.delete(f"/v1/documents/{DOCUMENT}").status_code == 404


def test_command_line_and_server_print_the_same_and_see_each_others_changes(pilcrow, serve, note):
    pilcrow("index", note, "--meta", "symbol=UNEP/CBD/COP/11/99")
    server = serve()
    server.wait_loaded()
    with server.client() as client:
        over_http = client.post("/v1/search", json={"query": "alien species", "top_k": 3}).json()
        typed = pilcrow("search", "alien species", "--top-k", "3", "--json").json
        assert over_http.pop("took_ms") >= 0
        assert typed.pop("took_ms") >= 0
        assert typed == over_http
        note.write_text(note.read_text() + "\n4. A paragraph that came later.\n")
        pilcrow("index", note, "--meta", "symbol=UNEP/CBD/COP/11/99")
        found = client.post("/v1/search", json={"query": "that came later", "top_k": 1}).json()
        assert found["results"][0]["passage"]["label"] == "4"


def test_two_writers_at_once_lose_nothing(loaded):
    def add(number: int) -> int:
        body = {"name": f"note-{number}.txt", "content": f"Report\n\n1. Subject {number}.\n"}
        with loaded.client() as client:
            return client.post("/v1/documents", json=body).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(add, range(24))) == {201}
    with loaded.client() as client:
        assert client.get("/v1/documents").json()["total"] == 24


def test_searches_go_on_while_documents_change(loaded):
    """Every answer is of one generation: both paragraphs of a version, never one of each."""
    wrong: list[object] = []
    stop = threading.Event()
    body = {"name": "note.txt", "content": "Report\n\n1. version 0 a\n\n2. version 0 b\n"}

    def ask() -> None:
        with loaded.client() as client:
            while not stop.is_set():
                answer = client.post("/v1/search", json={"query": "version"})
                texts = [one["passage"]["text"] for one in answer.json().get("results", [])]
                versions = {text.split()[1] for text in texts}
                if answer.status_code != 200 or len(texts) != 2 or len(versions) != 1:
                    wrong.append((answer.status_code, texts))

    with loaded.client() as client:
        client.post("/v1/documents", json=body)
        askers = [threading.Thread(target=ask) for _ in range(3)]
        for asker in askers:
            asker.start()
        for number in range(1, 15):
            content = body["content"].replace("version 0", f"version {number}")
            assert client.post("/v1/documents", json={**body, "content": content}).is_success
        stop.set()
        for asker in askers:
            asker.join()
    assert wrong == []


def test_sigterm_answers_the_request_in_flight_then_exits_0(loaded):
    """The client has sent half its document when the signal comes, and the rest after it."""
    body = json.dumps(ADD).encode()
    host, port = loaded.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(
            b"POST /v1/documents HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Expect: 100-continue\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n"
        )
        assert connection.recv(1024).startswith(b"HTTP/1.1 100")
        connection.sendall(body[:20])
        loaded.process.send_signal(signal.SIGTERM)
        _wait_until_refused(host, int(port))
        connection.sendall(body[20:])
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    assert answer.startswith(b"HTTP/1.1 201")
    assert b'"status":"added"' in answer
    assert loaded.end() == 0
    assert not any("Traceback" in line for line in loaded.err)


def _wait_until_refused(host: str, port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection((host, port), timeout=60).close()
        except ConnectionRefusedError:
            return
        threading.Event().wait(0.05)
    pytest.fail("the server still accepts connections")


def test_sigterm_while_idle_or_still_starting_exits_0(serve):
    idle, starting = serve(), serve()
    idle.wait_loaded()
    for server in (idle, starting):
        server.process.send_signal(signal.SIGTERM)
        assert server.end() == 0, server.err


def test_port_in_use_is_a_clear_error(loaded, pilcrow):
    port = loaded.url.rsplit(":", 1)[1]
    ended = pilcrow("serve", "--port", port)
    assert ended.code == 2
    assert f"port {port} on 127.0.0.1 is in use" in ended.err
    assert "Traceback" not in ended.err


def test_unknown_host_is_a_clear_error(pilcrow):
    ended = pilcrow("serve", "--host", "no such host")
    assert ended.code == 2
    assert "'no such host'" in ended.err


def test_server_refuses_a_collection_of_another_encoder(pilcrow, note, serve):
    pilcrow("index", note)
    server = serve("--encoder", "hash:64")
    assert server.end() == 5
    assert any("built with the encoder" in line for line in server.err)
    assert not any("Traceback" in line for line in server.err)


def test_encoder_that_is_not_there_ends_the_server(serve, tmp_path):
    server = serve("--encoder", str(tmp_path / "no-such-model"))
    assert server.end() in (2, 7)
    assert any(line.startswith("error: ") for line in server.err)
    assert not any("Traceback" in line for line in server.err)


# Hostile requests


def test_declared_size_beyond_the_limit_is_refused_before_it_is_sent(serve):
    server = serve(PILCROW_MAX_UPLOAD_BYTES="2048")
    server.wait_loaded()
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(
            b"POST /v1/documents HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: 1000000000000\r\n\r\n"
        )
        assert connection.recv(4096).startswith(b"HTTP/1.1 413")


def test_undeclared_size_beyond_the_limit_is_refused(serve):
    server = serve(PILCROW_MAX_UPLOAD_BYTES="2048")
    server.wait_loaded()

    def chunks():
        for _ in range(100):
            yield b" " * 1024

    with server.client() as client:
        answer = client.post(
            "/v1/documents", content=chunks(), headers={"Content-Type": "application/json"}
        )
        assert (answer.status_code, answer.json()["code"]) == (413, "payload_too_large")
        assert client.get("/healthz").is_success


def test_hostile_uploads_are_refused_and_write_nothing(loaded, tmp_path):
    before = sorted(path.name for path in tmp_path.rglob("*"))
    refused = [
        ({"name": "../../escape.txt", "content": "1. x"}, "invalid_parameter"),
        ({"name": "a\u0000b.txt", "content": "1. x"}, "invalid_parameter"),
        ({"name": "", "content": "1. x"}, "invalid_parameter"),
        ({"name": "n" * 300, "content": "1. x"}, "invalid_parameter"),
        ({"name": "a.txt", "content": ""}, "unreadable_file"),
        ({"name": "a.txt", "content": "\u0000\u0001\u0002" * 99}, "unreadable_file"),
        ({"name": "a.txt", "content": 5}, "invalid_parameter"),
        ({"name": "a.txt"}, "invalid_parameter"),
        ({"name": "a.txt", "content": "1. x", "collection": "../x"}, "invalid_parameter"),
        ({"name": "a.txt", "content": "1. x", "surplus": 1}, "invalid_parameter"),
        ({"name": "a.txt", "content": "1. x", "metadata": {"a": {"b": 1}}}, "invalid_metadata"),
        ({"name": "a.txt", "content": "1. x", "metadata": {"../a": 1}}, "invalid_metadata"),
        ({"name": "a.jsonl", "content": "{broken\n"}, "invalid_record"),
        ({"name": "a.txt", "content": "{\\rtf1 Text.}"}, "unsupported_format"),
    ]
    with loaded.client() as client:
        for body, code in refused:
            answer = client.post("/v1/documents", json=body)
            assert (answer.json()["code"], answer.is_client_error) == (code, True), body
        binary = client.post("/v1/documents", files={"file": ("a.txt", bytes(range(256)) * 9)})
        assert binary.json()["code"] == "unreadable_file"
        assert client.get("/v1/documents").status_code == 404
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
