"""Settles what is put before a query and before a passage. Must not load a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# the names under which sentence-transformers models declare their prompts, first found first
_QUERY_NAMES = ("query",)
_PASSAGE_NAMES = ("passage", "document", "corpus")

_E5 = {"query": "query: ", "passage": "passage: "}
_BY_CARD: dict[str, dict[str, str]] = {
    # these models' cards ask for prompts that their files do not declare
    **{f"intfloat/multilingual-e5-{size}": _E5 for size in ("small", "base", "large")},
    **{f"intfloat/e5-{size}-v2": _E5 for size in ("small", "base", "large")},
}


@dataclass(frozen=True, slots=True)
class PromptOverrides:
    """What the user wants put before a text; None: what the model itself asks for."""

    query: str | None = None
    passage: str | None = None


@dataclass(frozen=True, slots=True)
class Prompts:
    """What is put before a text."""

    query: str
    passage: str


def own_prompts(name: str, declared: Mapping[str, str], default_name: str | None) -> Prompts:
    """What a model itself asks for.

    Args:
        name: the model, by its name on the hub; known ones are looked up where they declare none.
        declared: prompts that its files declare, by name; "" counts as none.
        default_name: the name of the one put before everything that has none of its own.
    """
    known = _BY_CARD.get(name, {}) | {key: prompt for key, prompt in declared.items() if prompt}
    default = known.get(default_name or "", "")

    def first_of(names: tuple[str, ...]) -> str:
        return next((known[key] for key in names if key in known), default)

    return Prompts(first_of(_QUERY_NAMES), first_of(_PASSAGE_NAMES))
