"""The network gives what its formulas give, computed here token by token."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoders.use_network import UseNetwork

PIECES, CHUNKS, WIDTH, BRANCH, OUTPUT, INNER = 12, 3, 6, 4, 5, 3
WINDOWS = {2: (0, 1), 3: (-1, 0, 1), 5: (-2, -1, 0, 1, 2)}

Weights = dict[str, NDArray[np.float32]]


@pytest.fixture(scope="module")
def weights() -> Weights:
    random = np.random.default_rng(5)

    def normal(*shape: int) -> NDArray[np.float32]:
        return random.normal(size=shape).astype(np.float32)

    branches: Weights = {}
    for size in WINDOWS:
        branches |= {
            f"proj{size}": normal(WIDTH, BRANCH),
            f"proj_b{size}": normal(BRANCH),
            f"ln_g{size}": normal(BRANCH),
            f"ln_b{size}": normal(BRANCH),
            f"w1_{size}": normal(size * BRANCH, BRANCH),
            f"b1_{size}": normal(BRANCH),
            f"w2_{size}": normal(size * BRANCH, BRANCH),
            f"b2_{size}": normal(BRANCH),
        }
    features = WIDTH + 3 * BRANCH
    return branches | {
        "scale": random.uniform(0.01, 0.02, CHUNKS).astype(np.float32),
        "lo": normal(CHUNKS),
        "ln_g": normal(features),
        "ln_b": normal(features),
        "cnn_W": normal(features, OUTPUT) / 8,
        "cnn_b": normal(OUTPUT),
        "d0": normal(OUTPUT, INNER),
        "d1": normal(INNER, INNER),
        "p1": normal(OUTPUT, INNER),
        "d2": normal(INNER, OUTPUT),
        "p3": normal(INNER, OUTPUT) / 4,
        "d3": normal(OUTPUT, OUTPUT) / 4,
        "eps": np.float32(1e-6).reshape(()),
    }


@pytest.fixture(scope="module")
def embeddings() -> NDArray[np.uint8]:
    return np.random.default_rng(6).integers(0, 256, (PIECES, WIDTH), np.uint8)


def oracle(table: NDArray[np.uint8], weights: Weights, ids: list[int]) -> NDArray[np.float64]:
    """One text, one token at a time, in float64."""
    w = {name: tensor.astype(np.float64) for name, tensor in weights.items()}

    def normalised(row: NDArray[np.float64], gain: str, bias: str) -> NDArray[np.float64]:
        gains = w[gain] if gain in w else np.concatenate([w[f"{gain}{n}"] for n in WINDOWS])
        biases = w[bias] if bias in w else np.concatenate([w[f"{bias}{n}"] for n in WINDOWS])
        return (row - row.mean()) / math.sqrt(row.var() + float(w["eps"])) * gains + biases

    def layer(tokens: list[NDArray[np.float64]], number: int, n: int) -> list[NDArray[np.float64]]:
        outputs = []
        for place in range(len(tokens)):
            total = w[f"b{number}_{n}"].copy()
            for block, offset in enumerate(WINDOWS[n]):
                if 0 <= place + offset < len(tokens):
                    rows = w[f"w{number}_{n}"][block * BRANCH : (block + 1) * BRANCH]
                    total += tokens[place + offset] @ rows
            outputs.append(tokens[place] + np.maximum(total, 0))
        return outputs

    embedded = [table[i] * w["scale"][i % CHUNKS] + w["lo"][i % CHUNKS] for i in ids]
    branches: list[list[NDArray[np.float64]]] = []
    joint = []
    for row in embedded:
        projected = np.concatenate([row @ w[f"proj{n}"] + w[f"proj_b{n}"] for n in WINDOWS])
        mean, deviation = projected.mean(), math.sqrt(projected.var() + float(w["eps"]))
        joint.append((projected - mean) / deviation)
    for number, n in enumerate(WINDOWS):
        part = slice(number * BRANCH, (number + 1) * BRANCH)
        tokens = [row[part] * w[f"ln_g{n}"] + w[f"ln_b{n}"] for row in joint]
        branches.append(layer(layer(tokens, 1, n), 2, n))
    total = np.zeros(OUTPUT)
    for row, *seen in zip(embedded, *branches, strict=True):
        features = normalised(np.concatenate([row, *seen]), "ln_g", "ln_b")
        total += features @ w["cnn_W"] + w["cnn_b"]
    pooled = total / math.sqrt(len(ids))
    hidden = np.maximum(np.maximum(pooled @ w["d0"], 0) @ w["d1"] + pooled @ w["p1"], 0)
    vector = np.tanh(np.maximum(hidden @ w["d2"], 0) @ w["d3"] + hidden @ w["p3"])
    return vector / np.linalg.norm(vector)


TEXTS = [[1, 2], [1, 5, 2], [1, 3, 4, 5, 6, 7, 8, 2], [11], [1, 0, 0, 2]]


@pytest.mark.parametrize("ids", TEXTS)
def test_a_text_is_encoded_by_the_formulas(
    embeddings: NDArray[np.uint8], weights: Weights, ids: list[int]
) -> None:
    network = UseNetwork(embeddings, weights)
    expected = oracle(embeddings, weights, ids)
    assert np.isfinite(expected).all()
    assert np.allclose(network.forward([ids])[0], expected, atol=1e-5)
    assert network.dimension == OUTPUT


def test_neighbours_in_a_batch_do_not_see_each_other(
    embeddings: NDArray[np.uint8], weights: Weights
) -> None:
    network = UseNetwork(embeddings, weights)
    alone = {tuple(ids): network.forward([ids])[0] for ids in TEXTS}
    for order in itertools.permutations(TEXTS):
        together = network.forward(list(order))
        assert together.dtype == np.float32
        assert np.allclose(together, [alone[tuple(ids)] for ids in order], atol=1e-5)


def test_the_weights_are_left_as_they_were(embeddings: NDArray[np.uint8], weights: Weights) -> None:
    before = {name: tensor.copy() for name, tensor in weights.items()}
    UseNetwork(embeddings, weights).forward(TEXTS)
    assert all(np.array_equal(weights[name], tensor) for name, tensor in before.items())
