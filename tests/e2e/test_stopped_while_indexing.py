"""A server stopped or killed while an upload is indexed: the document is whole or absent."""

from __future__ import annotations

import signal

import pytest

PARAGRAPHS = 20_000
LONG = "\n\n".join(f"{n}. Sentence {n} on bogs. Another on fens {n}." for n in range(1, PARAGRAPHS))


@pytest.mark.parametrize("signalled", [signal.SIGTERM, signal.SIGKILL])
def test_what_was_being_indexed_is_absent_and_can_be_sent_again(serve, signalled):
    server = serve()
    server.wait_loaded()
    with server.client() as client:
        short = {"name": "short.txt", "content": "1. Fens were mapped.\n"}
        client.post("/v1/documents", json=short).raise_for_status()
        long = {"name": "long.txt", "content": LONG}
        accepted = client.post("/v1/documents", params={"background": "true"}, json=long)
        path = accepted.headers["location"]
    server.wait_until(lambda client: client.get(path).json()["done"] > 0)
    with server.client() as client:
        job = client.get(path).json()
    assert (job["state"], job["total"] > job["done"]) == ("running", True)
    server.process.send_signal(signalled)
    assert server.end() == (0 if signalled is signal.SIGTERM else -signal.SIGKILL)
    again = serve()
    again.wait_loaded()
    with again.client() as client:
        documents = client.get("/v1/documents").json()["documents"]
        assert [document["name"] for document in documents] == ["short.txt"]
        assert client.get(path).status_code == 404
        short["content"] += "\n2. Bogs as well.\n"
        assert client.post("/v1/documents", json=short).json()["status"] == "replaced"
