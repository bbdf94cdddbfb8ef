"""The weights by which arms become one score. Holds numbers and their bounds, no computation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ranking:
    """How a search weighs its arms. The defaults are chosen on data (BENCHMARKS.md).

    What the collection or its encoder lacks (a second encoder, vectors of tokens, another
    language) counts nothing, and its share goes to the others.

    Attributes:
        language_balance: whether what a language adds to all its vectors is subtracted.
        sentence_weight: share of the best sentence in the similarity of vectors, 0 to 1; the
            rest is the passage's own vector.
        second_weight: share of the encoders after the first in the similarity of vectors, 0 to 1.
        token_weight: share of token-level late interaction in the similarity, 0 to 1; the rest is
            that of the vectors.
        token_k: how many of the best candidates are compared token by token; others get the lowest
            score of these.
        expansion_weight: share of the question with the names that its concepts have in the
            passage's language, 0 to 1; the rest is the question as asked.
        lexical_weight: share of the lexical arm in the fused score, 0 to 1, where some passage
            of the same language holds every word of the question; it shrinks with what the best
            of them lacks, so that a question whose words no passage can hold is left to meaning.
        concept_weight: what a concept of the glossary counts, in words of its rarity, 0 or more.
        symbol_weight: what a document symbol or decision number counts, likewise.
        absent_weight: what a word that no passage holds counts towards what the question asks,
            0 to 1: a question in another language is not to be blamed for its words.
        feedback_weight: how much of a passage's similarity to the best one found in any language
            is added to its own, 0 or more, where the pool has several languages.
        translation_weight: how far a passage's similarity is raised towards the best among its
            known translations, 0 to 1.
        candidate_k: depth of each arm, at least 1; an arm goes deeper where `top_k` asks for it.
    """

    language_balance: bool = True
    sentence_weight: float = 0.5
    second_weight: float = 0.4
    token_weight: float = 0.5
    token_k: int = 64
    expansion_weight: float = 0.5
    lexical_weight: float = 0.6
    concept_weight: float = 2.0
    symbol_weight: float = 4.0
    absent_weight: float = 0.25
    feedback_weight: float = 0.3
    translation_weight: float = 0.5
    candidate_k: int = 100

    @classmethod
    def plain(cls) -> Ranking:
        """Cosine of query and passage vectors and nothing else: what an encoder does alone."""
        return cls(
            language_balance=False,
            sentence_weight=0.0,
            second_weight=0.0,
            token_weight=0.0,
            expansion_weight=0.0,
            lexical_weight=0.0,
            feedback_weight=0.0,
            translation_weight=0.0,
        )
