"""The weights by which precedents are ranked. Holds numbers and their bounds, no computation."""

from __future__ import annotations

from dataclasses import dataclass, field

from retriever.ranking import Ranking


@dataclass(frozen=True, slots=True)
class PrecedentRanking:
    """How passages are weighed as precedents. The defaults are chosen on data (BENCHMARKS.md).

    Each weight is that of one feature, stretched so that its best passage has 1; what a collection
    lacks counts nothing.

    Attributes:
        arms: how the arms of a search are weighed that find the candidates.
        whole: the fused score of a search for the draft as a whole.
        paraphrase: nearness of the whole by the encoder that knows paraphrases best, the last.
        paraphrase_sentence: likewise, of the passage's best sentence.
        matter: late interaction of the draft's tokens, verb and addressee left out.
        clauses: the mean, over the draft's clauses, of the late interaction of each.
        inner: nearness of the draft to the best clause within a passage's best sentence.
        inner_clauses: the mean of that over the draft's clauses.
        drafted: what drafted text counts before reported text.
        same_verb: what the same verb counts.
        same_addressee: what an addressee in common counts.
        inner_k: candidates whose sentences are cut into clauses: each costs the encoder some ms.
        candidate_k: how deep each search goes.
    """

    arms: Ranking = field(default_factory=Ranking)
    whole: float = 0.1
    paraphrase: float = 0.1
    paraphrase_sentence: float = 0.1
    matter: float = 0.2
    clauses: float = 0.2
    inner: float = 0.1
    inner_clauses: float = 0.2
    drafted: float = 0.05
    same_verb: float = 0.01
    same_addressee: float = 0.01
    inner_k: int = 20
    candidate_k: int = 100
