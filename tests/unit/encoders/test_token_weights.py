"""Which tokens of a question tell what is asked, and how much each does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.calibration import calibrate
from index.encoders.base import token_encoder
from index.encoders.choose import EncoderOptions, open_encoder
from index.encoders.e5_folder import folder_files
from index.encoders.e5_format import read_wheel_model
from index.encoders.hashing import HashEncoder
from index.encoders.token_weights import TokenWeights


@pytest.fixture
def weights_of(tmp_path: Path, tiny_file: Any) -> Any:
    """Encodes a question with a tiny Unigram model and a prompt; its tokens' weights."""
    for name, parts in folder_files(read_wheel_model(tiny_file.encode()), "float32"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"".join(parts))

    def weights(*texts: str, prompt: str = "") -> list[list[float]]:
        options = EncoderOptions(dtype="float32", query_prompt=prompt)
        encoder = token_encoder(open_encoder(str(tmp_path), options=options))
        assert encoder is not None
        encoded = encoder.encode_queries_with_tokens(texts)
        assert np.allclose(encoded.vectors, encoder.encode_queries(texts), atol=1e-6)
        for tokens in encoded.tokens:
            assert tokens.vectors.shape == (len(tokens.weights), 32)
        return [tokens.weights.tolist() for tokens in encoded.tokens]

    return weights


def test_a_rare_piece_weighs_more(weights_of):
    # pieces and log probabilities: ▁ab -6.25; ▁ -2, fi -7; ▁ -2, bc -6
    assert weights_of("ab fi bc", "fi") == [[1.25, 0.5, 2.0, 0.5, 1.0], [0.5, 2.0]]


def test_special_and_unknown_tokens_are_left_out(weights_of):
    assert weights_of("ab</s>", "ab ж", "") == [[1.25], [1.25, 0.5], []]


def test_the_tokens_of_the_prompt_are_left_out(weights_of):
    assert weights_of("ab", "bc", "", prompt="a ") == [[1.25], [1.0], []]
    # ▁a is the prompt's alone, ▁ab is made of its end and the beginning of the question
    assert weights_of("b", ".", prompt="a") == [[1.25], [0.5]]


def test_a_question_that_is_cut_keeps_its_tokens(weights_of):
    (weights,) = weights_of("ab " * 100, prompt="a ")
    # 16 positions, of which two are special and one is the prompt's
    assert weights == [1.25] * len(weights)
    assert len(weights) == 13


def test_pieces_of_another_kind_weigh_the_same():
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.pre_tokenizers import Whitespace
    from transformers import PreTrainedTokenizerFast

    model = WordPiece({"[UNK]": 0, "[CLS]": 1, "peat": 2, "##land": 3}, unk_token="[UNK]")
    backend = Tokenizer(model)
    backend.pre_tokenizer = Whitespace()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=backend, unk_token="[UNK]", cls_token="[CLS]"
    )
    tokenizer.add_tokens(["wetland"])
    read = TokenWeights.read(tokenizer)
    ids = tokenizer("[CLS] peatland peat bog wetland")["input_ids"]
    assert ids == [1, 2, 3, 2, 0, 4]
    vectors = np.eye(6, dtype=np.float32)
    told = read.telling(vectors, ids, [1, 2])
    assert told.weights.tolist() == [1, 1, 1]
    assert told.vectors.tolist() == vectors[[2, 3, 5]].tolist()


def test_a_tokenizer_written_in_python_will_do():
    from transformers import ByT5Tokenizer

    tokenizer = ByT5Tokenizer()
    ids = tokenizer("q: ab")["input_ids"]
    read = TokenWeights.read(tokenizer)
    told = read.telling(np.eye(6, dtype=np.float32), ids, tokenizer("q: ")["input_ids"])
    assert told.weights.tolist() == [1, 1]
    assert told.vectors.argmax(axis=1).tolist() == [3, 4]


def test_tokens_added_to_a_vocabulary_weigh_one():
    read = TokenWeights(np.array([0.5, 7], np.float32), np.array([0]))
    vectors = np.eye(3, dtype=np.float32)
    assert read.telling(vectors, [1, 2, 0], []).weights.tolist() == [7, 1]


def test_where_tokens_cannot_be_told_apart_all_weigh_the_same():
    read = TokenWeights(np.array([0.5, 7], np.float32), np.array([0]))
    vectors = np.eye(3, dtype=np.float32)
    assert read.telling(vectors, [1, 1], [1]).weights.tolist() == [1, 1, 1]


def test_one_pass_calibrates_vectors_and_tokens():
    class Counting(HashEncoder):
        calls = 0

        def encode_queries(self, texts):
            self.calls += 1
            return super().encode_queries(texts)

        def encode_queries_with_tokens(self, texts):
            self.calls += 1
            return super().encode_queries_with_tokens(texts)

    encoder = Counting(64)
    calibration = calibrate(encoder)
    assert encoder.calls == 1
    assert calibration.question.shape == calibration.token.shape == (64,)
    assert 0 < np.linalg.norm(calibration.token) < np.linalg.norm(calibration.question) < 1
