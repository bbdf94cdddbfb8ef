"""Language balance: what is left of a vector when what its language adds to every vector is gone.

An encoder places all texts of one language near one another, so that a question finds its own
language first. Subtracting the mean vector of the language, from passages and from questions,
takes that away (LIR, Yang et al. 2021; SHIFT, arXiv 2606.18801). Estimates and subtracts means;
must not touch the store (`balance_store`), nor know where vectors come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseRows

FloatMatrix = NDArray[np.float32]
FloatVector = NDArray[np.float32]

Role = Literal["passage", "sentence"]
ROLES: tuple[Role, ...] = ("passage", "sentence")

PRIOR = 8
"""How many vectors of no language in particular each language's mean starts with: with as many of
its own, a language is believed by half."""

QUESTION_STRENGTH = 0.6
"""How much of the mean question is subtracted from a question: all of it also takes away what
question and answer have in common. Chosen on XQuAD's even articles (BENCHMARKS.md)."""

TOLERANCE = 0.02
"""How far a mean may move, as a distance of unit vectors, before searches are to follow."""

_ROWS_AT_ONCE = 16_384


@dataclass(frozen=True, slots=True)
class VectorSum:
    """The sum of some vectors.

    Attributes:
        count: how many there are.
        total: float64 (d,).
    """

    count: int
    total: NDArray[np.float64]

    def plus(self, other: VectorSum) -> VectorSum:
        """The sum of both."""
        return VectorSum(self.count + other.count, self.total + other.total)

    def minus(self, other: VectorSum) -> VectorSum:
        """What is left when the other, which is part of it, is taken away."""
        return VectorSum(self.count - other.count, self.total - other.total)


LanguageSums = Mapping[tuple[str, Role], VectorSum]
"""The vectors of a collection, summed by language and role."""


@dataclass(frozen=True, slots=True, eq=False)
class LanguageBalance:
    """The means that are subtracted, and how. Immutable.

    A vector may be made of several encoders' (`EncoderIdentity.parts`): each part is balanced
    and brought back to its length by itself.

    Attributes:
        part_dimensions: dimension of each part; they add up to d.
        means: by language and role, float32 (d,); those of "" are the means over languages.
        questions: the mean question in no language in particular, float32 (d,).
    """

    part_dimensions: tuple[int, ...]
    means: Mapping[tuple[str, Role], FloatVector]
    questions: FloatVector

    def rows(self, rows: DenseRows) -> DenseRows:
        """Balanced vectors of passages and sentences; everything else as it is."""
        sentence_langs = np.repeat(np.asarray(rows.langs, dtype=object), rows.sentence_counts)
        return replace(
            rows,
            passages=self._balanced(rows.passages, rows.langs, "passage"),
            sentences=self._balanced(rows.sentences, sentence_langs.tolist(), "sentence"),
        )

    def question(self, vector: FloatVector, lang: str) -> FloatVector:
        """A balanced question.

        What sets a language apart is learned from its passages; in a language that the
        collection lacks it is not known, and only what all questions share is subtracted.

        Args:
            vector: float32 (d,), as the encoder gave it.
            lang: BCP 47 tag of the question.

        Returns:
            float32 (d,), every part of the length it had.
        """
        overall = self.means["", "passage"]
        own = self.means.get((lang, "passage"), overall)
        mean = np.float32(QUESTION_STRENGTH) * (self.questions + own - overall)
        balanced: FloatVector = self._centred(vector[np.newaxis], mean[np.newaxis])[0]
        return balanced

    def passage(self, vector: FloatVector, lang: str) -> FloatVector:
        """A balanced vector of a text that is like a passage, though it is none of these.

        Args:
            vector: float32 (d,), as the encoder gave it for a passage.
            lang: BCP 47 tag of the text.

        Returns:
            float32 (d,), every part of the length it had.
        """
        mean = self._mean(lang, "passage")
        balanced: FloatVector = self._centred(vector[np.newaxis], mean[np.newaxis])[0]
        return balanced

    def distance(self, other: LanguageBalance) -> float:
        """How far the mean that moved most has moved, as a distance of vectors.

        Where a language is new or gone, the mean over languages stands for it.
        """
        keys = self.means.keys() | other.means.keys()
        moved = (self._mean(*key) - other._mean(*key) for key in keys)
        return max(float(np.linalg.norm(difference)) for difference in moved)

    def _balanced(
        self, vectors: NDArray[np.float16], langs: Sequence[str], role: Role
    ) -> NDArray[np.float16]:
        balanced = np.empty_like(vectors)
        codes, distinct = _codes(langs)
        means = np.stack([self._mean(lang, role) for lang in distinct]) if distinct else None
        for start in range(0, len(vectors), _ROWS_AT_ONCE):
            chunk = slice(start, start + _ROWS_AT_ONCE)
            if means is not None:
                wide = vectors[chunk].astype(np.float32)
                balanced[chunk] = self._centred(wide, means[codes[chunk]])
        return balanced

    def _mean(self, lang: str, role: Role) -> FloatVector:
        return self.means.get((lang, role), self.means["", role])

    def _centred(self, vectors: FloatMatrix, means: FloatMatrix) -> FloatMatrix:
        """Subtract; give each part its length again. What the mean leaves nothing of stays."""
        length = np.float32(1.0 / np.sqrt(len(self.part_dimensions)))
        centred = vectors - means
        start = 0
        for dimension in self.part_dimensions:
            part = centred[:, start : start + dimension]
            norms = np.linalg.norm(part, axis=1, keepdims=True)
            nothing = norms[:, 0] < np.finfo(np.float16).eps
            part[nothing] = vectors[nothing, start : start + dimension]
            norms[nothing] = length
            part *= length / norms
            start += dimension
        return centred


def estimate(
    sums: LanguageSums, questions: FloatVector, part_dimensions: tuple[int, ...]
) -> LanguageBalance:
    """Estimate means, each shrunk by how few vectors it is the mean of.

    A language's mean is drawn towards the mean over languages as if `PRIOR` more vectors stood
    there, and the mean over languages towards zero: two passages say little about their language,
    and one passage alone, minus itself, would be nothing.

    Args:
        sums: vectors by language and role; counts of 1 or more.
        questions: see `LanguageBalance`.
        part_dimensions: see `LanguageBalance`.
    """
    means: dict[tuple[str, Role], FloatVector] = {}
    for role in ROLES:
        of_role = {lang: one for (lang, of), one in sums.items() if of == role}
        overall = _mean_over_languages(of_role.values(), len(questions))
        means["", role] = overall.astype(np.float32)
        for lang, one in sorted(of_role.items()):
            shrunk = (one.total + PRIOR * overall) / (one.count + PRIOR)
            means[lang, role] = shrunk.astype(np.float32)
    return LanguageBalance(part_dimensions, means, questions)


def sum_by_language(vectors: NDArray[np.float16], langs: Sequence[str], role: Role) -> LanguageSums:
    """Sum vectors, float16 (n, d), by language."""
    codes, distinct = _codes(langs)
    return {
        (lang, role): VectorSum(
            int(np.count_nonzero(codes == code)), vectors[codes == code].sum(0, dtype=np.float64)
        )
        for code, lang in enumerate(distinct)
    }


def _mean_over_languages(sums: Iterable[VectorSum], dimension: int) -> NDArray[np.float64]:
    """The mean of the languages' means, each counting by how well it is known."""
    total, weight = np.zeros(dimension), 0.0
    known = 0
    for one in sums:
        belief = one.count / (one.count + PRIOR)
        total += belief * one.total / one.count
        weight += belief
        known += one.count
    return total / weight * known / (known + PRIOR) if known else total


def _codes(langs: Sequence[str]) -> tuple[NDArray[np.intp], list[str]]:
    """Each language's place among the distinct ones."""
    distinct, codes = np.unique(np.asarray(langs, dtype=str), return_inverse=True)
    return codes, distinct.tolist()
