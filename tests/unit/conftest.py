"""A real cross-encoder, so tiny that a test can write it: random weights, a few words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = (
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *("peat", "map", "smoke", "seagrass", "workshop", "the", "."),
    *LETTERS,
    *(f"##{letter}" for letter in LETTERS),
)

WriteModel = Callable[..., Path]


@pytest.fixture
def write_model(tmp_path: Path) -> WriteModel:
    """Writes a model of two layers of width 32 into a folder.

    Its keyword arguments: `labels`, how many numbers it gives for a pair; None for a network
    without a head.
    """

    def write(name: str = "tiny-reranker", *, labels: int | None = 1) -> Path:
        import torch
        from transformers import (
            BertConfig,
            BertForSequenceClassification,
            BertModel,
            BertTokenizerFast,
        )

        folder = tmp_path / name
        folder.mkdir()
        (folder / "vocab.txt").write_text("\n".join(VOCABULARY))
        BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
        shape: dict[str, Any] = {
            "vocab_size": len(VOCABULARY),
            "hidden_size": 32,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "intermediate_size": 64,
            "max_position_embeddings": 48,
            "initializer_range": 0.5,
        }
        with torch.random.fork_rng():
            torch.manual_seed(7)
            if labels is None:
                BertModel(BertConfig(**shape)).save_pretrained(folder)
            else:
                config = BertConfig(**shape, num_labels=labels)
                BertForSequenceClassification(config).save_pretrained(folder)
        return folder

    return write
