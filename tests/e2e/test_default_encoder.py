"""The real default encoder and its second part, multilingual-use, built from the real wheel."""

from __future__ import annotations

import math

import numpy as np
import pytest

from index.encoders.base import Encoder
from index.encoders.choose import open_encoder

pytestmark = pytest.mark.encoder

# where this must change, raise use_folder.FORMAT: users' collections then ask to be built again
USE_FINGERPRINT = "46d71e79061e83c5"


@pytest.fixture(scope="module")
def use() -> Encoder:
    return open_encoder("multilingual-use")


@pytest.fixture(scope="module")
def default() -> Encoder:
    return open_encoder("default")


def test_the_identity_of_multilingual_use_never_changes_unnoticed(use: Encoder) -> None:
    identity = use.identity
    assert (identity.name, identity.fingerprint) == ("multilingual-use", USE_FINGERPRINT)
    assert (identity.dimension, identity.query_prompt, identity.passage_prompt) == (512, "", "")


def test_the_default_holds_both_vectors_in_their_order(default: Encoder, use: Encoder) -> None:
    identity = default.identity
    assert identity.name == "multilingual-e5-small+multilingual-use"
    assert identity.part_dimensions == (384, 512)
    assert identity.parts[1] == use.identity
    texts = ["Who pays for the wetlands?", "谁为湿地付费？", ""]
    vectors = default.encode_passages(texts)
    assert vectors.shape == (3, 896)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert np.allclose(vectors[:, 384:] * math.sqrt(2), use.encode_passages(texts), atol=1e-5)


def test_multilingual_use_finds_a_sentence_in_every_other_language(use: Encoder) -> None:
    sentences = [
        "The meeting elected Ms. Perera of Sri Lanka as its rapporteur.",
        "会议选举斯里兰卡的佩雷拉女士为报告员。",
        "La réunion élit Mme Perera, de Sri Lanka, rapporteuse.",
        "La reunión eligió relatora a la Sra. Perera de Sri Lanka.",
        "Совещание избрало г-жу Переру (Шри-Ланка) докладчиком.",
        "انتخب الاجتماع السيدة بيريرا من سري لانكا مقررة.",
    ]
    others = [
        "The meeting was adjourned at six o'clock in the evening.",
        "会议于下午六时休会。",
        "La réunion est levée à 18 heures.",
        "Se levantó la sesión a las seis de la tarde.",
        "Заседание закрывается в 18 часов.",
        "رفعت الجلسة في الساعة السادسة مساء.",
    ]
    near = use.encode_queries(sentences) @ use.encode_passages(sentences).T
    far = use.encode_queries(sentences) @ use.encode_passages(others).T
    assert (near.min(axis=1) > far.max(axis=1)).all()


def test_multilingual_use_takes_a_long_text(use: Encoder) -> None:
    vectors = use.encode_passages(["wetlands " * 100_000, "wetlands"])
    assert np.isfinite(vectors).all()
    assert vectors[0] @ vectors[1] > 0.3
