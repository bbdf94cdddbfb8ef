"""The weights by which arms become one score. Holds numbers and their bounds, no computation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ranking:
    """How a search weighs its arms. The defaults are chosen on data (BENCHMARKS.md).

    Attributes:
        sentence_weight: share of the best sentence in the dense score, 0 to 1; the rest is the
            passage's own vector.
        lexical_weight: share of the lexical arm in the fused score, 0 to 1, where some passage
            holds every word of the question; it shrinks with what the best passage lacks, so that
            a question whose words no passage can hold is left to the dense arm.
        concept_weight: what a concept of the glossary counts, in words of its rarity, 0 or more.
        absent_weight: what a word that no passage holds counts towards what the question asks,
            0 to 1: a question in another language is not to be blamed for its words.
        candidate_k: depth of each arm, at least 1; an arm goes deeper where `top_k` asks for it.
    """

    sentence_weight: float = 0.5
    lexical_weight: float = 0.7
    concept_weight: float = 2.0
    absent_weight: float = 0.25
    candidate_k: int = 100

    @classmethod
    def plain(cls) -> Ranking:
        """Cosine of query and passage vectors and nothing else: what an encoder does alone."""
        return cls(sentence_weight=0.0, lexical_weight=0.0)
