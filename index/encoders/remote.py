"""Encodes through an OpenAI-compatible `/v1/embeddings` endpoint.

Must not let the key into a message, nor believe an answer before it is checked.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from index.encoders.base import EncoderIdentity, FloatMatrix, Progress
from index.encoders.vectors import encodable, unit_rows
from index.errors import EncoderUnavailable, InvalidSetting

if TYPE_CHECKING:
    import httpx

_SPEC = re.compile(r"openai:(?P<model>.+?)@(?P<url>https?://[^/@\s?#]+(?:/[^@\s?#]*)?)")
_RETRIED_STATUSES = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
_BATCH_TEXTS = 64
_BATCH_CHARACTERS = 60_000
_LONGEST_WAIT_S = 60.0
_LARGEST_COMPONENT = 1e18  # whose square, summed, float32 still holds
_QUOTED_BODY = 200


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint and how patiently it is asked.

    Attributes:
        model: the model's name, as the endpoint knows it.
        url: the base URL, to which `/embeddings` is added.
        api_key: sent as a bearer token where it is not "".
        timeout_s: how long one answer may take, in seconds.
        attempts: how often a request is sent before giving up.
        first_wait_s: the wait after the first failure, doubled after each more; what the endpoint
            asks for in `Retry-After` is waited instead, up to a minute.
    """

    model: str
    url: str
    api_key: str = field(default="", repr=False)
    timeout_s: float = 60.0
    attempts: int = 4
    first_wait_s: float = 0.5


def parse_spec(spec: str) -> tuple[str, str]:
    """Split "openai:MODEL@https://host/v1" into model and base URL.

    Raises:
        InvalidSetting: it is not of that form.
    """
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise InvalidSetting(
            "a remote encoder is written openai:MODEL@URL, with an http or https URL that holds "
            "no user name, query or fragment",
            hint="For example openai:text-embedding-3-small@https://api.openai.com/v1, with the "
            "key in encoder_api_key (PILCROW_ENCODER_API_KEY).",
        )
    return match["model"], match["url"].rstrip("/")


class RemoteEncoder:
    """An encoder behind an HTTP endpoint. Several threads may call it.

    Args:
        endpoint: where it is.
        query_prompt: put before a query.
        passage_prompt: put before a passage.

    Raises:
        InvalidSetting: the key cannot be sent.
        EncoderUnavailable: the endpoint does not answer the first request, which asks for one
            vector to learn the dimension.
    """

    def __init__(
        self, endpoint: Endpoint, *, query_prompt: str = "", passage_prompt: str = ""
    ) -> None:
        import httpx

        self._endpoint = endpoint
        self._client = httpx.Client(timeout=endpoint.timeout_s, headers=_authorization(endpoint))
        self._identity = EncoderIdentity(
            name=endpoint.model,
            fingerprint=sha256(f"openai {endpoint.model}".encode()).hexdigest()[:16],
            dimension=len(self._request(["dimension"])[0]),
            query_prompt=query_prompt,
            passage_prompt=passage_prompt,
        )

    @property
    def identity(self) -> EncoderIdentity:
        """What an index stores about this encoder."""
        return self._identity

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Encode queries, each with the query prompt before it."""
        return self._encode(texts, self._identity.query_prompt, None)

    def encode_passages(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> FloatMatrix:
        """Encode passages, each with the passage prompt before it."""
        return self._encode(texts, self._identity.passage_prompt, progress)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _encode(self, texts: Sequence[str], prompt: str, progress: Progress | None) -> FloatMatrix:
        vectors = np.zeros((len(texts), self._identity.dimension), np.float32)
        start = 0
        for batch in _batches([prompt + encodable(text) for text in texts]):
            answer = self._request(batch)
            if answer.shape[1] != self._identity.dimension:
                raise self._unavailable(
                    f"gave vectors of dimension {answer.shape[1]}, not {self._identity.dimension}"
                )
            vectors[start : start + len(batch)] = answer
            start += len(batch)
            if progress is not None:
                progress(len(batch))
        return unit_rows(vectors)

    def _request(self, texts: list[str]) -> FloatMatrix:
        """Ask for one batch, again where another attempt may succeed."""
        wait = self._endpoint.first_wait_s
        for _ in range(self._endpoint.attempts - 1):
            try:
                return self._attempt(texts)
            except _TransientError as error:
                time.sleep(min(error.asked_wait_s or wait, _LONGEST_WAIT_S))
                wait *= 2
        try:
            return self._attempt(texts)
        except _TransientError as error:
            raise self._unavailable(f"{error} ({self._endpoint.attempts} attempts)") from error

    def _attempt(self, texts: list[str]) -> FloatMatrix:
        import httpx

        body = {"model": self._endpoint.model, "input": texts, "encoding_format": "float"}
        try:
            response = self._client.post(f"{self._endpoint.url}/embeddings", json=body)
        except httpx.TransportError as error:
            reason = str(error) or type(error).__name__
            raise _TransientError(f"did not answer: {reason}", asked_wait_s=0.0) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self._unavailable(f"cannot be asked: {error}") from error
        if response.status_code in _RETRIED_STATUSES:
            raise _TransientError(_status(response), asked_wait_s=_retry_after_s(response))
        if response.status_code != httpx.codes.OK:
            raise self._unavailable(_status(response))
        try:
            return read_vectors(response.content, len(texts))
        except ValueError as error:
            raise self._unavailable(f"gave an unusable answer: {error}") from error

    def _unavailable(self, reason: str) -> EncoderUnavailable:
        key = self._endpoint.api_key
        told = reason.replace(key, "…") if key else reason
        return EncoderUnavailable(
            f"the encoder at {self._endpoint.url}, model {self._endpoint.model!r}, {told}",
            hint="Check the URL, the model's name and the key in encoder_api_key "
            "(PILCROW_ENCODER_API_KEY), and that the endpoint is up.",
        )


def _authorization(endpoint: Endpoint) -> dict[str, str]:
    key = endpoint.api_key
    if not key:
        return {}
    if not re.fullmatch(r"[!-~]+", key):
        raise InvalidSetting(
            "the API key holds white space or what is not ASCII",
            hint="Give the key alone in encoder_api_key (PILCROW_ENCODER_API_KEY).",
        )
    return {"Authorization": f"Bearer {key}"}


class _TransientError(Exception):
    """A failure that another attempt may not meet."""

    def __init__(self, reason: str, *, asked_wait_s: float) -> None:
        super().__init__(reason)
        self.asked_wait_s = asked_wait_s


def read_vectors(body: bytes, count: int) -> FloatMatrix:
    """Read the vectors out of an answer, in the order of the texts sent.

    Returns:
        float32 (count, dimension), finite, of whatever length.

    Raises:
        ValueError: the answer is not JSON of that form, holds another number of vectors, vectors of
            different or no dimension, or what is not a finite number.
    """
    answer = json.loads(body)
    try:
        vectors = {item["index"]: item["embedding"] for item in answer["data"]}
        given = len(answer["data"])
    except (KeyError, TypeError) as error:
        raise ValueError("it has no list `data` of objects with `index` and `embedding`") from error
    if given != count or set(vectors) != set(range(count)):
        raise ValueError(f"{given} vectors for {count} texts, or indices that are not theirs")
    try:
        rows = np.array([vectors[place] for place in range(count)], dtype=np.float64)
    except (TypeError, OverflowError) as error:
        raise ValueError("an embedding is not a list of numbers") from error
    if rows.ndim != 2 or rows.shape[1] == 0:
        raise ValueError("an embedding is not a list of numbers")
    if not np.isfinite(rows).all() or np.abs(rows).max() > _LARGEST_COMPONENT:
        raise ValueError("an embedding holds a number that is not finite")
    return rows.astype(np.float32)


def _status(response: httpx.Response) -> str:
    quoted = " ".join(response.text.split())[:_QUOTED_BODY]
    return f"answered with status {response.status_code}: {quoted}"


def _retry_after_s(response: httpx.Response) -> float:
    """Seconds that the endpoint asks to wait; 0 where it names none (or a date)."""
    asked = response.headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else 0.0


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Cut into batches of a bounded number of texts and characters, in order."""
    batch: list[str] = []
    characters = 0
    for text in texts:
        if batch and (len(batch) == _BATCH_TEXTS or characters + len(text) > _BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(text)
        characters += len(text)
    if batch:
        yield batch
