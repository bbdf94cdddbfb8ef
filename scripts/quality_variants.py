"""The steps of the ranking, and how each is taken away to see what it is worth.

The one place to name a step: a line in `REMOVALS` gives it a row in BENCHMARKS.md and bounds in
`quality_record.json`. Must not measure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from index.collection import ContextPolicy
from retriever.glossary import Glossary, shipped_glossary
from retriever.ranking import Ranking


def _as_it_is(ranking: Ranking) -> Ranking:
    return ranking


def _no_glossary() -> Glossary:
    return Glossary(())


def _plain(_ranking: Ranking) -> Ranking:
    return Ranking.plain()


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to rank that differs from the default.

    Attributes:
        name: what is taken away.
        ranking: from the default weights to those of the variant.
        glossary: makes the glossary.
        context: what the collection's encoder saw before each passage. A collection whose
            passages have no context is the same under any, and is not measured.
    """

    name: str
    ranking: Callable[[Ranking], Ranking] = _as_it_is
    glossary: Callable[[], Glossary] = shipped_glossary
    context: ContextPolicy = "full"


def without(name: str, **weights: Any) -> Variant:
    """The default with other values, of whatever type they are, in some fields of `Ranking`."""
    return Variant(name, lambda ranking: replace(ranking, **weights))


DEFAULT = Variant("nothing")
PLAIN = Variant("everything (plain cosine)", ranking=_plain)

REMOVALS = (
    without("language balance", language_balance=False),
    without("second encoder", second_weight=0.0),
    without("best sentence", sentence_weight=0.0),
    without("late interaction of tokens", token_weight=0.0),
    without("feedback of the best passage", feedback_weight=0.0),
    without("known translations", translation_weight=0.0),
    without("lexical arm", lexical_weight=0.0),
    without("discount of absent words", absent_weight=1.0),
    without("symbols as one item", symbol_weight=0.0),
    without("expansion by the glossary", expansion_weight=0.0),
    Variant("glossary", glossary=_no_glossary),
    Variant("context in the encoded text", context="none"),
)
