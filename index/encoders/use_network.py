"""The network of the multilingual Universal Sentence Encoder, the convolutional one, in numpy.

Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval": each token sees
its neighbours through convolutions over 2, 3 and 5 tokens; their outputs are added up over the
text, divided by the square root of its length, and go through a small residual network. Must not
know texts, only token ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders.base import FloatMatrix
from index.encoders.vectors import unit_rows

_NGRAMS = ((2, 0), (3, 1), (5, 2))  # tokens in a window, of them before the token itself
_REACH = 2  # rows of zeros between texts: no window reaches further


@dataclass(frozen=True, slots=True)
class _Convolution:
    """A layer of one branch.

    Attributes:
        offsets: of the tokens in a window, relative to the token itself.
        weights: float32 (tokens in a window × width, width).
        bias: float32 (width,).
    """

    offsets: NDArray[np.intp]
    weights: FloatMatrix
    bias: FloatMatrix

    def __call__(self, tokens: FloatMatrix, rows: NDArray[np.intp]) -> FloatMatrix:
        """Convolve, rectify and add what came in.

        Args:
            tokens: (t, width).
            rows: (t,), where a token stands when rows of zeros lie between the texts.
        """
        spaced = np.zeros((rows[-1] + _REACH + 1, tokens.shape[1]), np.float32)
        spaced[rows] = tokens
        windows = spaced[rows[:, np.newaxis] + self.offsets].reshape(len(rows), -1)
        convolved = _rectify(windows @ self.weights + self.bias)
        convolved += tokens
        return convolved


@dataclass(frozen=True, slots=True)
class _LayerNorm:
    gain: FloatMatrix
    bias: FloatMatrix
    epsilon: float

    def __call__(self, rows: FloatMatrix) -> FloatMatrix:
        """Give each row mean 0 and variance 1 in place, then scale and shift each column."""
        rows -= rows.mean(axis=1, keepdims=True)
        variances = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1])
        rows *= (1 / np.sqrt(variances + np.float32(self.epsilon)))[:, np.newaxis]
        rows *= self.gain
        rows += self.bias
        return rows


class UseNetwork:
    """From token ids to unit vectors. Holds nothing that changes: any thread may call it.

    Args:
        embeddings: uint8 (pieces, width), a row per token id; may be mapped from a file.
        weights: the other tensors, float32, by the names that `use_folder` gives them.
    """

    def __init__(self, embeddings: NDArray[np.uint8], weights: Mapping[str, FloatMatrix]) -> None:
        def of_branches(name: str) -> list[FloatMatrix]:
            return [weights[f"{name}{size}"] for size, _ in _NGRAMS]

        def normaliser(gain: FloatMatrix, bias: FloatMatrix) -> _LayerNorm:
            return _LayerNorm(gain, bias, float(weights["eps"]))

        def layers(number: int) -> list[_Convolution]:
            return [
                _Convolution(np.arange(size) - before, layer_weights, bias)
                for (size, before), layer_weights, bias in zip(
                    _NGRAMS,
                    of_branches(f"w{number}_"),
                    of_branches(f"b{number}_"),
                    strict=True,
                )
            ]

        self._embeddings = embeddings
        self._scales, self._lowest = weights["scale"], weights["lo"]
        self._projection = np.concatenate(of_branches("proj"), axis=1)
        self._projection_bias = np.concatenate(of_branches("proj_b"))
        self._norm = normaliser(
            np.concatenate(of_branches("ln_g")), np.concatenate(of_branches("ln_b"))
        )
        self._branches = list(zip(layers(1), layers(2), strict=True))
        self._features_norm = normaliser(weights["ln_g"], weights["ln_b"])
        self._output, self._output_bias = weights["cnn_W"], weights["cnn_b"]
        self._head = tuple(weights[name] for name in ("d0", "d1", "p1", "d2", "p3", "d3"))

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return len(self._output_bias)

    def forward(self, texts: Sequence[Sequence[int]]) -> FloatMatrix:
        """Encode texts in one batch.

        Args:
            texts: the token ids of n texts, one text or more, no text without a token.

        Returns:
            float32 (n, dimension), rows of unit length.
        """
        lengths = np.fromiter(map(len, texts), np.intp, len(texts))
        starts = np.cumsum(lengths) - lengths
        ids = np.concatenate([np.asarray(text, np.intp) for text in texts])
        rows = np.arange(len(ids)) + _REACH * np.repeat(np.arange(1, len(texts) + 1), lengths)
        features = self._token_features(ids, rows)
        # the sum over a text and the projection commute: far fewer rows are projected after it
        sums = np.add.reduceat(features, starts, axis=0) @ self._output
        counts = lengths[:, np.newaxis].astype(np.float32)
        sums += counts * self._output_bias
        sums /= np.sqrt(counts)
        return unit_rows(self._dense_head(sums))

    def _token_features(self, ids: NDArray[np.intp], rows: NDArray[np.intp]) -> FloatMatrix:
        """Each token's embedding and what each branch makes of it and its neighbours."""
        embedded = self._embed(ids)
        projected = self._norm(embedded @ self._projection + self._projection_bias)
        features = [embedded]
        for first_and_second, tokens in zip(
            self._branches, np.split(projected, len(self._branches), axis=1), strict=True
        ):
            for layer in first_and_second:
                tokens = layer(tokens, rows)
            features.append(tokens)
        return self._features_norm(np.concatenate(features, axis=1))

    def _embed(self, ids: NDArray[np.intp]) -> FloatMatrix:
        """Look tokens up. Row i of the table is scaled as all rows i modulo the scales' number."""
        scaled_as = (ids % len(self._scales))[:, np.newaxis]
        embedded = self._embeddings[ids].astype(np.float32)
        embedded *= self._scales[scaled_as]
        embedded += self._lowest[scaled_as]
        return embedded

    def _dense_head(self, pooled: FloatMatrix) -> FloatMatrix:
        inner0, outer0, across0, inner1, across1, outer1 = self._head
        hidden = _rectify(_rectify(pooled @ inner0) @ outer0 + pooled @ across0)
        vectors: FloatMatrix = np.tanh(_rectify(hidden @ inner1) @ outer1 + hidden @ across1)
        return vectors


def _rectify(matrix: FloatMatrix) -> FloatMatrix:
    return np.maximum(matrix, np.float32(0), out=matrix)
