"""Any sentence-transformers folder can be loaded; here a tiny model of random weights."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.encoders.choose import EncoderOptions, open_encoder
from index.encoders.e5_folder import StoredDtype, folder_files
from index.encoders.e5_format import read_wheel_model
from index.errors import EncoderUnavailable

TEXTS = ["ab", "", "a bc. fi b", "ab ab ab a", "c", "é . a"]
FLOAT32 = EncoderOptions(dtype="float32")


def write_folder(folder: Path, tiny_file: Any, dtype: StoredDtype = "float32") -> Path:
    for name, parts in folder_files(read_wheel_model(tiny_file.encode()), dtype):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(parts))
    return folder


@pytest.fixture
def folder(tmp_path: Path, tiny_file: Any) -> Path:
    return write_folder(tmp_path / "tiny-model", tiny_file)


def declare_prompts(folder: Path, prompts: dict[str, str]) -> None:
    path = folder / "config_sentence_transformers.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "prompts": prompts}))


def reference_vectors(folder: Path, texts: list[str]) -> np.ndarray:
    """What sentence-transformers itself gives, one text at a time."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    return np.vstack([model.encode([text], show_progress_bar=False) for text in texts])


def test_vectors_are_those_of_sentence_transformers(folder: Path) -> None:
    encoder = open_encoder(str(folder), options=FLOAT32)
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.shape == (6, 32)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)
    expected = reference_vectors(folder, [f"passage: {text}" for text in TEXTS])
    assert np.allclose(vectors, expected, atol=1e-5)
    assert np.allclose(
        encoder.encode_queries(TEXTS),
        reference_vectors(folder, [f"query: {text}" for text in TEXTS]),
        atol=1e-5,
    )


def test_the_identity_says_what_an_index_must_remember(folder: Path) -> None:
    identity = open_encoder(str(folder), options=FLOAT32).identity
    assert identity.name == "tiny-model"
    assert identity.dimension == 32
    assert (identity.query_prompt, identity.passage_prompt) == ("query: ", "passage: ")
    assert len(identity.fingerprint) == 16
    bfloat16 = open_encoder(str(folder), options=EncoderOptions(dtype="bfloat16"))
    assert bfloat16.identity == identity


def test_other_weights_have_another_fingerprint(
    folder: Path, tmp_path: Path, tiny_file: Any
) -> None:
    other = write_folder(tmp_path / "other" / "tiny-model", tiny_file.with_random_tensors(seed=8))
    one, two = (open_encoder(str(path), options=FLOAT32).identity for path in (folder, other))
    assert one.name == two.name
    assert one.fingerprint != two.fingerprint


def test_other_pooling_has_another_fingerprint(folder: Path) -> None:
    before = open_encoder(str(folder), options=FLOAT32).identity
    pooling = folder / "1_Pooling" / "config.json"
    pooling.write_text(
        json.dumps(
            {
                "word_embedding_dimension": 32,
                "pooling_mode_mean_tokens": False,
                "pooling_mode_cls_token": True,
            }
        )
    )
    after = open_encoder(str(folder), options=FLOAT32).identity
    assert after.fingerprint != before.fingerprint


@pytest.mark.parametrize(
    ("declared", "query", "passage"),
    [
        ({}, "", ""),
        ({"query": "a ", "document": "b "}, "a ", "b "),
        ({"query": "a ", "passage": "c ", "document": "b "}, "a ", "c "),
    ],
)
def test_a_models_own_prompts_are_used(
    folder: Path, declared: dict[str, str], query: str, passage: str
) -> None:
    declare_prompts(folder, declared)
    encoder = open_encoder(str(folder), options=FLOAT32)
    assert (encoder.identity.query_prompt, encoder.identity.passage_prompt) == (query, passage)
    assert np.allclose(
        encoder.encode_passages(["fi"]), reference_vectors(folder, [f"{passage}fi"]), atol=1e-5
    )


def test_prompts_can_be_overridden(folder: Path) -> None:
    options = EncoderOptions(dtype="float32", query_prompt="", passage_prompt="b. ")
    encoder = open_encoder(str(folder), options=options)
    expected = reference_vectors(folder, ["ab", "b. ab"])
    assert np.allclose(encoder.encode_queries(["ab"]), expected[:1], atol=1e-5)
    assert np.allclose(encoder.encode_passages(["ab"]), expected[1:], atol=1e-5)


def test_bfloat16_is_near_float32(folder: Path) -> None:
    exact = open_encoder(str(folder), options=FLOAT32).encode_passages(TEXTS)
    rounded = open_encoder(str(folder), options=EncoderOptions(dtype="bfloat16")).encode_passages(
        TEXTS
    )
    assert ((exact * rounded).sum(axis=1) > 0.99).all()
    assert not np.array_equal(exact, rounded)


def test_batches_and_order_do_not_matter(folder: Path) -> None:
    encoder = open_encoder(str(folder), options=FLOAT32)
    texts = [f"{'ab ' * (place % 9)}c{'.' * (place % 4)}" for place in range(60)]
    together = encoder.encode_passages(texts)
    alone = np.vstack([encoder.encode_passages([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-5)


def test_a_text_longer_than_the_model_is_cut(folder: Path) -> None:
    encoder = open_encoder(str(folder), options=FLOAT32)
    cut, longer = encoder.encode_passages(["a b " * 30, "a b " * 100_000])
    assert np.allclose(cut, longer, atol=1e-6)


def test_odd_texts_can_be_encoded(folder: Path) -> None:
    encoder = open_encoder(str(folder), options=FLOAT32)
    vectors = encoder.encode_queries(["", " ", "\ud800", "\x00", "𓀀" * 50, "</s><s>", "\r\n"])
    assert np.isfinite(vectors).all()
    assert encoder.encode_queries([]).shape == (0, 32)


def test_progress_adds_up_to_the_texts(folder: Path) -> None:
    done: list[int] = []
    texts = ["ab " * (place % 12) for place in range(500)]
    open_encoder(str(folder), options=FLOAT32).encode_passages(texts, progress=done.append)
    assert sum(done) == 500
    assert len(done) > 1


def test_several_threads_may_call_it(folder: Path) -> None:
    encoder = open_encoder(str(folder), options=FLOAT32)
    texts = [f"{'ab ' * (place % 5)}c" for place in range(40)]
    expected = encoder.encode_passages(texts)
    same: list[bool] = []

    def call() -> None:
        same.extend(
            np.allclose(encoder.encode_passages(texts), expected, atol=1e-5) for _ in range(5)
        )

    threads = [threading.Thread(target=call) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert same == [True] * 30


def test_nothing_is_printed(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    encoder = open_encoder(str(folder), options=FLOAT32)
    encoder.encode_passages(["ab " * 1000] * 3)
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("model.safetensors", None),
        ("model.safetensors", b""),
        ("model.safetensors", b"\0" * 1000),
        ("config.json", b"{"),
        ("config.json", b'{"model_type": "no such network"}'),
        ("tokenizer.json", b"{}"),
        ("modules.json", b"{"),
    ],
)
def test_a_damaged_folder_is_named(folder: Path, file: str, content: bytes | None) -> None:
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(content)
    with pytest.raises(EncoderUnavailable, match="tiny-model"):
        open_encoder(str(folder), options=FLOAT32)


@pytest.mark.parametrize("name", ["/no/such/folder", "../up", "a b", "x/y/z"])
def test_what_can_be_neither_folder_nor_model_is_named(name: str) -> None:
    with pytest.raises(EncoderUnavailable, match="neither a folder nor") as caught:
        open_encoder(name)
    assert name in caught.value.message


def test_a_model_that_the_hub_does_not_yield(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")  # where nobody listens: no network
    options = EncoderOptions(notify=told.append)
    with pytest.raises(EncoderUnavailable, match="no-such-owner/no-such-model"):
        open_encoder("no-such-owner/no-such-model", options=options)
    assert told == []


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match=tmp_path.name):
        open_encoder(str(tmp_path))


def test_threads_can_be_chosen(folder: Path, thread_count: Callable[[], int]) -> None:
    open_encoder(str(folder), options=EncoderOptions(dtype="float32", threads=1))
    assert thread_count() == 1


@pytest.fixture
def thread_count() -> Any:
    import torch

    before = torch.get_num_threads()
    yield torch.get_num_threads
    torch.set_num_threads(before)
