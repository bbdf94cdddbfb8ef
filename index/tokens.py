"""Late interaction: how well each token of a question is met by some token of a passage.

The score of a passage is the mean, over the question's tokens and weighted by how much each tells,
of the best cosine with any of its own (ColBERT, Khattab & Zaharia, arXiv 2004.12832), from vectors
of which the mean of their language was taken away. Computes; must not touch the store
(`token_store`) nor encode.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders.base import QueryTokens
from index.token_codes import TokenBasis, unpack

FloatMatrix = NDArray[np.float32]
FloatVector = NDArray[np.float32]
Codes = NDArray[np.uint8]

PRIOR = 8
"""How many passages of no language in particular each language's mean starts with: with as many
of its own, a language is believed by half."""

QUESTION_STRENGTH = 0.85
"""How much of its language's mean is subtracted from a question's tokens. It is a mean of
passages; all of it takes too much. Chosen on XQuAD's even articles."""

_TOKENS_AT_ONCE = 2048
"""As many decoded tokens as the processor's cache holds."""

_NOTHING = 1e-3
"""Shorter than this, what a mean leaves of a unit vector is rounding error."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenSum:
    """The sum of the tokens of some passages.

    Attributes:
        passages: how many passages.
        tokens: how many tokens they have.
        total: int64 (k,), of their unpacked codes.
    """

    passages: int
    tokens: int
    total: NDArray[np.int64]

    def plus(self, other: TokenSum) -> TokenSum:
        """The sum of both."""
        return TokenSum(
            self.passages + other.passages, self.tokens + other.tokens, self.total + other.total
        )

    def minus(self, other: TokenSum) -> TokenSum:
        """What is left when the other, which is part of it, is taken away."""
        return TokenSum(
            self.passages - other.passages, self.tokens - other.tokens, self.total - other.total
        )


@dataclass(frozen=True, slots=True, eq=False)
class TokenMeans:
    """The mean token of each language, in unpacked codes.

    Attributes:
        by_language: float32 (k,) by BCP 47 tag.
        overall: float32 (k,), the mean over languages, which stands for every other.
    """

    by_language: Mapping[str, FloatVector]
    overall: FloatVector

    def of(self, lang: str) -> FloatVector:
        """The mean token of a language; the mean over languages where it is not known."""
        return self.by_language.get(lang, self.overall)


@dataclass(frozen=True, slots=True, eq=False)
class PassageTokens:
    """The tokens of n passages.

    Attributes:
        codes: uint8 (t, k / 4), as compressed, of all passages one after the other.
        offsets: int64 (n + 1,): tokens of passage i are offsets[i] … offsets[i + 1].
        langs: n BCP 47 tags.
    """

    codes: Codes
    offsets: NDArray[np.int64]
    langs: tuple[str, ...]


def estimate_means(sums: Mapping[str, TokenSum], dimension: int) -> TokenMeans:
    """Estimate the mean token of each language, drawn towards others by how few passages it has.

    A language's mean is drawn towards the mean over languages as if `PRIOR` more passages stood
    there, and the mean over languages towards zero, where the basis has its centre: two passages
    say little about their language, and a lone token minus itself would be nothing.

    Args:
        sums: tokens by language; those without any are passed over.
        dimension: k.
    """
    known = {lang: one for lang, one in sorted(sums.items()) if one.tokens}
    means = {lang: one.total / one.tokens for lang, one in known.items()}
    belief = {lang: one.passages / (one.passages + PRIOR) for lang, one in known.items()}
    overall = np.zeros(dimension)
    if known:
        passages = sum(one.passages for one in known.values())
        weighted = sum(belief[lang] * mean for lang, mean in means.items())
        overall += weighted / sum(belief.values()) * (passages / (passages + PRIOR))
    shrunk = {
        lang: (overall + belief[lang] * (mean - overall)).astype(np.float32)
        for lang, mean in means.items()
    }
    return TokenMeans(shrunk, overall.astype(np.float32))


def late_interaction(
    question: QueryTokens,
    lang: str,
    passages: PassageTokens,
    *,
    basis: TokenBasis,
    means: TokenMeans | None,
) -> FloatVector:
    """The mean over a question's tokens of the cosine with the best token of each passage.

    Args:
        question: t tokens and what each weighs in the mean, as the encoder gave them.
        lang: BCP 47 tag of the question.
        passages: n passages.
        basis: the collection's.
        means: None to leave languages unbalanced.

    Returns:
        float32 (n,), from -1 to 1; 0 for a passage or a question without tokens, and what a mean
        leaves nothing of counts 0 as well.
    """
    scores = np.zeros(len(passages.langs), np.float32)
    sizes = np.diff(passages.offsets)
    filled = sizes > 0
    if len(question.vectors) == 0 or not filled.any():
        return scores
    asked = _question_tokens(question.vectors, lang, basis, means)
    cosines = _cosines(asked, passages, sizes, means)
    best = np.maximum.reduceat(cosines, passages.offsets[:-1][filled], axis=0)
    scores[filled] = best @ (question.weights / question.weights.sum())
    return scores


def _question_tokens(
    question: FloatMatrix, lang: str, basis: TokenBasis, means: TokenMeans | None
) -> FloatMatrix:
    """Placed and balanced: float32 (t, k), rows of unit length or, with nothing left, zero."""
    placed = basis.place(question)
    if means is not None:
        placed = placed - np.float32(QUESTION_STRENGTH * basis.scale) * means.of(lang)
    lengths = np.linalg.norm(placed, axis=1, keepdims=True)
    unit: FloatMatrix = np.divide(
        placed, lengths, out=np.zeros_like(placed), where=lengths > _NOTHING
    )
    return unit


def _cosines(
    asked: FloatMatrix,
    passages: PassageTokens,
    sizes: NDArray[np.int64],
    means: TokenMeans | None,
) -> FloatMatrix:
    """Of every passage token, less its language's mean, with every token asked: (tokens, t).

    The mean is subtracted from the products instead of from the tokens, which are many: with p a
    token, m a mean and q a token asked, (p - m)·q = p·q - m·q and |p - m|² = |p|² - 2 p·m + |m|².
    """
    langs, lang_of = np.unique(np.asarray(passages.langs, dtype=str), return_inverse=True)
    width = asked.shape[1]
    subtracted = np.zeros((len(langs), width), np.float32)
    if means is not None:
        subtracted[:] = [means.of(lang) for lang in langs.tolist()]
    factors = np.ascontiguousarray(np.concatenate([asked, subtracted]).T)
    products_of_means = subtracted @ asked.T
    squares_of_means = np.einsum("ij,ij->i", subtracted, subtracted)
    mean_of = np.repeat(lang_of, sizes)

    cosines = np.zeros((len(passages.codes), len(asked)), np.float32)
    for start in range(0, len(cosines), _TOKENS_AT_ONCE):
        chunk = slice(start, start + _TOKENS_AT_ONCE)
        tokens = unpack(passages.codes[chunk]).astype(np.float32)
        products = tokens @ factors
        mean = mean_of[chunk]
        with_mean = products[np.arange(len(mean)), len(asked) + mean]
        squares = np.einsum("ij,ij->i", tokens, tokens)
        left = np.sqrt(np.maximum(squares - 2 * with_mean + squares_of_means[mean], 0.0))
        np.divide(
            products[:, : len(asked)] - products_of_means[mean],
            left[:, np.newaxis],
            out=cosines[chunk],
            where=(left > _NOTHING * np.sqrt(squares))[:, np.newaxis],
        )
    return cosines
