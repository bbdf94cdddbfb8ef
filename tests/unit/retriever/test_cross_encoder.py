"""Any cross-encoder of sentence-transformers can rerank; here a tiny one of random weights."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.errors import EncoderUnavailable, InvalidSetting
from retriever.cross_encoder import CrossEncoderReranker, open_cross_encoder
from retriever.reranking import Reranking, rerank

QUERY = "the peat map"
TEXTS = ["peat", "", "smoke workshop. the map", "seagrass " * 300, "x", "ab\ud800cd", "濒危物种"]


def opened(folder: Path) -> CrossEncoderReranker:
    return open_cross_encoder(str(folder), dtype="float32", notify=lambda line: None)


def reference_scores(folder: Path, query: str, texts: list[str]) -> np.ndarray:
    """What sentence-transformers itself gives, one pair at a time."""
    import torch
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(str(folder), device="cpu", local_files_only=True)
    given = [
        model.predict([(query, text)], activation_fn=torch.nn.Identity(), show_progress_bar=False)
        for text in texts
    ]
    return np.concatenate(given)


def test_scores_are_the_logits_of_sentence_transformers(
    write_model: Callable[..., Path],
) -> None:
    folder = write_model()
    scores = opened(folder).score(QUERY, TEXTS)
    assert scores.dtype == np.float32
    readable = [text.replace("\ud800", "\ufffd") for text in TEXTS]
    expected = reference_scores(folder, QUERY, readable)
    assert np.ptp(expected) > 0.1
    assert not np.all((expected > 0) & (expected < 1))  # no sigmoid has been at work
    assert np.allclose(scores, expected, atol=1e-5)


def test_many_texts_of_any_length_keep_their_places(write_model: Callable[..., Path]) -> None:
    reranker = opened(write_model())
    texts = [f"{'peat ' * (place * 7 % 40)}smoke {place % 3 * 'map '}" for place in range(60)]
    together = reranker.score(QUERY, texts)
    alone = [reranker.score(QUERY, [text])[0] for text in texts]
    assert np.allclose(together, alone, atol=1e-5)


def test_a_very_long_question_is_cut(write_model: Callable[..., Path]) -> None:
    reranker = opened(write_model())
    scores = reranker.score("peat " * 4_000, ["map", "map", "smoke"])
    assert np.isfinite(scores).all()
    assert scores[0] == pytest.approx(scores[1], abs=1e-5)


def test_several_threads_may_call_it(write_model: Callable[..., Path]) -> None:
    reranker = opened(write_model())
    expected = reranker.score(QUERY, TEXTS)
    same: list[bool] = []

    def call() -> None:
        same.extend(
            np.allclose(reranker.score(QUERY, TEXTS), expected, atol=1e-5) for _ in range(5)
        )

    threads = [threading.Thread(target=call) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert same == [True] * 25


def test_it_orders_candidates(write_model: Callable[..., Path]) -> None:
    reranker = opened(write_model())
    scores = np.linspace(1.0, 0.5, 6, dtype=np.float32)
    texts = ["peat", "map", "smoke", "seagrass", "workshop", "the"]
    said = reranker.score(QUERY, texts)
    again = rerank(
        QUERY, scores, ["en"] * 6, texts, Reranking(reranker, weight=1.0, budget_ms=None)
    )
    assert again.order.tolist() == np.argsort(-said, kind="stable").tolist()
    assert again.raw.tolist() == said.tolist()


def test_bfloat16_says_about_the_same(write_model: Callable[..., Path]) -> None:
    folder = write_model()
    coarse = open_cross_encoder(str(folder), dtype="bfloat16", notify=lambda line: None)
    texts = [text for text in TEXTS if text]
    fine = opened(folder).score(QUERY, texts)
    assert np.allclose(coarse.score(QUERY, texts), fine, atol=0.15 * np.ptp(fine))


def test_it_is_known_by_the_name_given_and_prints_nothing(
    write_model: Callable[..., Path], capfd: pytest.CaptureFixture[str]
) -> None:
    folder = write_model()
    capfd.readouterr()  # progress bars of the library that wrote it
    told: list[str] = []
    reranker = open_cross_encoder(str(folder), dtype="float32", notify=told.append)
    reranker.score(QUERY, TEXTS)
    assert reranker.name == str(folder)
    assert told == []
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_a_network_without_a_head_is_refused(write_model: Callable[..., Path]) -> None:
    """sentence-transformers would give it a head of random weights and say nothing."""
    with pytest.raises(InvalidSetting, match=r"plain-encoder.*BertModel") as caught:
        opened(write_model("plain-encoder", labels=None))
    assert "made for reranking" in caught.value.hint


def test_a_model_that_tells_classes_is_refused(write_model: Callable[..., Path]) -> None:
    with pytest.raises(InvalidSetting, match=r"entailment.*3 numbers"):
        opened(write_model("entailment", labels=3))


@pytest.mark.parametrize(
    ("file", "content"),
    [("model.safetensors", None), ("model.safetensors", b"\0" * 100), ("config.json", b"{")],
)
def test_a_damaged_folder_is_named(
    write_model: Callable[..., Path], file: str, content: bytes | None
) -> None:
    folder = write_model()
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(content)
    with pytest.raises(EncoderUnavailable, match="tiny-reranker"):
        opened(folder)


def test_what_can_be_neither_folder_nor_model_is_named() -> None:
    with pytest.raises(EncoderUnavailable, match="neither a folder nor"):
        opened(Path("/no/such/folder"))


def test_a_model_that_the_hub_does_not_yield(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")  # where nobody listens: no network
    with pytest.raises(EncoderUnavailable, match="no-such-owner/no-such-reranker"):
        opened(Path("no-such-owner/no-such-reranker"))
