"""What a collection holds, in numbers, on the wire."""

from __future__ import annotations

from pydantic import Field

from api.wire.base import JsonValue, Response


class LanguageCountModel(Response):
    """What a collection has in one language, and how far the language lies from the others."""

    lang: str
    documents: int
    passages: int
    sentences: int
    distance_before: float = Field(
        description="How far the mean of its passages' vectors, as the encoder gave them, lies "
        "from the mean over languages; 0 where all lie together."
    )
    distance_after: float = Field(description="The same of the balanced vectors of searches.")


class ValueCountModel(Response):
    """One value of a metadata field, and how often it occurs."""

    value: JsonValue
    documents: int
    passages: int


class StatisticsModel(Response):
    """What a collection holds."""

    collection: str
    generation: int = Field(description="Grows with each change of the collection.")
    documents: int
    passages: int
    sentences: int
    languages: list[LanguageCountModel] = Field(description="Most passages first.")
    fields: dict[str, list[ValueCountModel]] = Field(
        description="The values of `kind`, `body`, `session` and `year`, where there are any; "
        "those of most passages first, 200 at most."
    )
    store_bytes: int = Field(description="Size of the collection on the disk.")
    encoder: str
    dimension: int = Field(description="Length of a vector.")
    tokens: bool = Field(description="Whether the vectors of tokens are kept as well.")
