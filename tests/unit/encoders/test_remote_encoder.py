"""The remote encoder against a real HTTP server that behaves well, badly, or slowly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from index.encoders.choose import EncoderOptions, open_encoder
from index.encoders.remote import Endpoint, RemoteEncoder, parse_spec, read_vectors
from index.errors import EncoderUnavailable, InvalidSetting

KEY = "sk-a.secret+key"


@dataclass
class Reply:
    """What the server answers; None: the right vectors."""

    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0.0


def vector(text: str) -> list[float]:
    return [float(len(text)), 1.0, float(text.count("a"))]


def good_body(texts: list[str]) -> bytes:
    data = [
        {"object": "embedding", "index": place, "embedding": vector(text)}
        for place, text in enumerate(texts)
    ]
    return json.dumps({"object": "list", "data": data[::-1], "model": "m"}).encode()


class EmbeddingsServer(ThreadingHTTPServer):
    """Answers with the queued replies, then with the right vectors, last index first."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: list[Reply] = []
        self.requests: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.keys: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def open(self, **options: Any) -> RemoteEncoder:
        """Open an encoder and forget its first request."""
        endpoint = Endpoint("m", self.url, **{"first_wait_s": 0.01, **options})
        encoder = RemoteEncoder(endpoint)
        self.requests.clear()
        return encoder


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingsServer

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(request)
        self.server.paths.append(self.path)
        self.server.keys.append(self.headers["Authorization"])
        reply = self.server.replies.pop(0) if self.server.replies else Reply()
        time.sleep(reply.delay_s)
        body = good_body(request["input"]) if reply.body is None else reply.body
        try:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except BrokenPipeError:
            self.close_connection = True  # the client gave up waiting

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[EmbeddingsServer]:
    with EmbeddingsServer() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def opened(server: EmbeddingsServer) -> Iterator[Callable[..., RemoteEncoder]]:
    encoders: list[RemoteEncoder] = []

    def make(**options: Any) -> RemoteEncoder:
        encoders.append(server.open(**options))
        return encoders[-1]

    yield make
    for encoder in encoders:
        encoder.close()


def unit(text: str) -> list[float]:
    row = np.array(vector(text))
    return (row / np.linalg.norm(row)).tolist()


def test_vectors_come_in_the_order_of_the_texts_and_of_unit_length(
    opened: Callable[..., RemoteEncoder],
) -> None:
    texts = ["a", "bbb", "aaaa", ""]
    vectors = opened().encode_passages(texts)
    assert vectors.dtype == np.float32
    assert np.allclose(vectors, [unit(text) for text in texts])


def test_the_dimension_is_learnt_and_no_text_asks_for_nothing(
    opened: Callable[..., RemoteEncoder], server: EmbeddingsServer
) -> None:
    encoder = opened()
    assert encoder.identity.dimension == 3
    assert encoder.encode_queries([]).shape == (0, 3)
    assert server.requests == []


def test_what_is_sent(opened: Callable[..., RemoteEncoder], server: EmbeddingsServer) -> None:
    opened(api_key=KEY).encode_queries(["re\u0301union"])
    assert server.requests == [{"model": "m", "input": ["réunion"], "encoding_format": "float"}]
    assert server.paths[-1] == "/v1/embeddings"
    assert server.keys[-1] == f"Bearer {KEY}"


def test_many_texts_go_in_batches_and_progress_adds_up(
    opened: Callable[..., RemoteEncoder], server: EmbeddingsServer
) -> None:
    texts = [f"{'a' * (place % 7)}{place}" for place in range(130)]
    done: list[int] = []
    vectors = opened().encode_passages(texts, progress=done.append)
    assert [len(request["input"]) for request in server.requests] == [64, 64, 2]
    assert done == [64, 64, 2]
    assert np.allclose(vectors, [unit(text) for text in texts], atol=1e-6)


def test_long_texts_go_in_smaller_batches(
    opened: Callable[..., RemoteEncoder], server: EmbeddingsServer
) -> None:
    opened().encode_passages(["b" * 50_000, "c" * 20_000, "d" * 70_000, "e"])
    assert [len(request["input"]) for request in server.requests] == [1, 1, 1, 1]


def test_prompts_are_put_before_the_texts(server: EmbeddingsServer) -> None:
    options = EncoderOptions(query_prompt="query: ", passage_prompt="passage: ")
    encoder = open_encoder(f"openai:org/m@{server.url}/", options=options)
    encoder.encode_queries(["x"])
    encoder.encode_passages(["y"])
    assert [request["input"] for request in server.requests[1:]] == [["query: x"], ["passage: y"]]
    assert (encoder.identity.name, encoder.identity.query_prompt) == ("org/m", "query: ")
    assert isinstance(encoder, RemoteEncoder)
    encoder.close()


@pytest.mark.parametrize("spec", ["{0}", "hash+{0}"])
def test_an_endpoints_model_and_address_may_hold_a_plus(
    server: EmbeddingsServer, spec: str
) -> None:
    # a refusal names what was asked, and leaves no connection open
    server.replies.append(Reply(400))
    remote = f"openai:a+hash:64@{server.url}/b+hash:32"
    with pytest.raises(EncoderUnavailable, match=r"a\+hash:64"):
        open_encoder(spec.format(remote))
    assert server.paths == ["/v1/b+hash:32/embeddings"]
    assert server.requests[0]["model"] == "a+hash:64"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(
    opened: Callable[..., RemoteEncoder], server: EmbeddingsServer, status: int
) -> None:
    encoder = opened()
    server.replies = [Reply(status, b"busy"), Reply(status, b"busy", {"Retry-After": "0"})]
    assert np.allclose(encoder.encode_queries(["a"]), [unit("a")])
    assert len(server.requests) == 3


def test_a_failure_that_lasts_names_url_and_status_but_not_the_key(
    opened: Callable[..., RemoteEncoder], server: EmbeddingsServer
) -> None:
    encoder = opened(api_key=KEY, attempts=3)
    server.replies = [Reply(503, f"no room for {KEY}".encode())] * 3
    with pytest.raises(EncoderUnavailable, match="status 503") as caught:
        encoder.encode_queries(["a"])
    assert server.url in caught.value.message
    assert "3 attempts" in caught.value.message
    assert KEY not in caught.value.message
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 301])
def test_a_refusal_is_not_tried_again(
    opened: Callable[..., RemoteEncoder], server: EmbeddingsServer, status: int
) -> None:
    encoder = opened(api_key=KEY)
    server.replies = [Reply(status, f"bad key {KEY}".encode(), {"Location": "/elsewhere"})]
    with pytest.raises(EncoderUnavailable, match=f"status {status}") as caught:
        encoder.encode_queries(["a"])
    assert KEY not in caught.value.message
    assert len(server.requests) == 1


def test_a_slow_answer_is_given_up(
    opened: Callable[..., RemoteEncoder], server: EmbeddingsServer
) -> None:
    encoder = opened(timeout_s=0.2, attempts=2)
    server.replies = [Reply(delay_s=1.0), Reply(delay_s=1.0)]
    with pytest.raises(EncoderUnavailable, match="did not answer"):
        encoder.encode_queries(["a"])


def test_nobody_there_is_an_error_naming_the_url() -> None:
    with EmbeddingsServer() as closed:
        url = closed.url
    with pytest.raises(EncoderUnavailable, match="did not answer") as caught:
        RemoteEncoder(Endpoint("m", url, attempts=2, first_wait_s=0.01))
    assert url in caught.value.message


def embeddings(*rows: object) -> bytes:
    data = [{"index": place, "embedding": row} for place, row in enumerate(rows)]
    return json.dumps({"data": data}).encode()


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"", "Expecting value"),
        (b"<html>", "Expecting value"),
        (b"\xff", "decode"),
        (b"[]", "no list"),
        (b'{"data": null}', "no list"),
        (b'{"data": ["x", "y"]}', "no list"),
        (b'{"data": [{"embedding": [1]}, {"embedding": [2]}]}', "no list"),
        (b'{"data": [{"index": [], "embedding": [1]}]}', "no list"),
        (embeddings([1.0, 2.0]), "1 vectors for 2 texts"),
        (embeddings([1.0], [1.0], [1.0]), "3 vectors for 2 texts"),
        (b'{"data": [{"index": 0, "embedding": [1]}, {"index": 0, "embedding": [2]}]}', "2 vec"),
        (b'{"data": [{"index": 1, "embedding": [1]}, {"index": 2, "embedding": [2]}]}', "2 vec"),
        (embeddings([1.0, 2.0], [1.0]), "inhomogeneous"),
        (embeddings([], []), "not a list of numbers"),
        (embeddings(1.0, 2.0), "not a list of numbers"),
        (embeddings([[1.0]], [[2.0]]), "not a list of numbers"),
        (embeddings([None], [1.0]), "not"),
        (embeddings([{}], [1.0]), "not a list of numbers"),
        (embeddings([float("nan"), 1.0], [1.0, 1.0]), "not finite"),
        (embeddings([float("inf"), 1.0], [1.0, 1.0]), "not finite"),
        (embeddings([1e300, 1.0], [1.0, 1.0]), "not finite"),
        (embeddings([10**400, 1], [1, 1]), "not a list of numbers"),
    ],
)
def test_an_unusable_answer_is_an_error(
    opened: Callable[..., RemoteEncoder], server: EmbeddingsServer, body: bytes, named: str
) -> None:
    encoder = opened()
    server.replies = [Reply(body=body)]
    with pytest.raises(EncoderUnavailable, match=named) as caught:
        encoder.encode_passages(["a", "b"])
    assert server.url in caught.value.message


def test_another_dimension_than_at_first_is_an_error(
    opened: Callable[..., RemoteEncoder], server: EmbeddingsServer
) -> None:
    encoder = opened()
    server.replies = [Reply(body=embeddings([1.0, 2.0]))]
    with pytest.raises(EncoderUnavailable, match="dimension 2, not 3"):
        encoder.encode_queries(["a"])


def test_vectors_are_ordered_by_index() -> None:
    body = b'{"data": [{"index": 1, "embedding": [1, 2]}, {"index": 0, "embedding": [3, 4]}]}'
    assert read_vectors(body, 2).tolist() == [[3.0, 4.0], [1.0, 2.0]]


def test_several_threads_may_call_it(opened: Callable[..., RemoteEncoder]) -> None:
    encoder = opened()
    results: dict[int, bool] = {}

    def call(place: int) -> None:
        texts = [f"{'a' * place}{n}" for n in range(20)]
        expected = [unit(text) for text in texts]
        results[place] = np.allclose(encoder.encode_passages(texts), expected, atol=1e-6)

    threads = [threading.Thread(target=call, args=(place,)) for place in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == dict.fromkeys(range(6), True)


def test_the_key_is_in_no_representation(opened: Callable[..., RemoteEncoder]) -> None:
    assert KEY not in repr(Endpoint("m", "http://host/v1", api_key=KEY))
    assert KEY not in repr(EncoderOptions(api_key=KEY))


@pytest.mark.parametrize("key", ["a b", "a\n", "ключ"])
def test_a_key_that_cannot_be_sent_is_refused_unseen(server: EmbeddingsServer, key: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        RemoteEncoder(Endpoint("m", server.url, api_key=key))
    assert key not in caught.value.message
    assert server.requests == []


@pytest.mark.parametrize(
    ("spec", "model", "url"),
    [
        ("openai:m@https://host/v1", "m", "https://host/v1"),
        ("openai:m@https://host/v1/", "m", "https://host/v1"),
        ("openai:org/m:tag@http://127.0.0.1:8000", "org/m:tag", "http://127.0.0.1:8000"),
        ("openai:m@v2@https://host/v1", "m@v2", "https://host/v1"),
    ],
)
def test_specifications(spec: str, model: str, url: str) -> None:
    assert parse_spec(spec) == (model, url)


@pytest.mark.parametrize(
    "spec",
    [
        *("openai:", "openai:m", "openai:@https://host/v1", "openai:m@host/v1"),
        *("openai:m@ftp://host/v1", "openai:m@https://user:pw@host/v1", "openai:m@https://"),
        *("openai:m@https://host/v1?key=1", "openai:m@https://host/v1#a", "openai:m@http://a b/"),
    ],
)
def test_senseless_specifications_are_refused(spec: str) -> None:
    with pytest.raises(InvalidSetting):
        parse_spec(spec)
