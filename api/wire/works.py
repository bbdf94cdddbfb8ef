"""Works on the wire: their language versions, and the translations of a passage."""

from __future__ import annotations

from pydantic import Field

from api.wire.base import Response
from api.wire.passages import PassageModel


class TranslatedPassage(PassageModel):
    """A passage of the same label in another version of the work."""

    aligned: bool = Field(description="Whether it says the same; where not, `reason` says why.")
    reason: str = Field(
        description="Why it is not to be trusted; empty where it is.",
        examples=["paragraph 6 in en is paragraph 7 in zh"],
    )


class TranslationsResponse(Response):
    """The translations of a passage."""

    passage: PassageModel
    translations: list[TranslatedPassage]


class CitedTranslations(Response):
    """What `pilcrow translations --json` prints: each passage named, with its translations.

    A passage that is a translation of an earlier one is not given again.
    """

    citation: str = Field(description="The citation as asked.")
    passages: list[TranslationsResponse]


class DoubtModel(Response):
    """A label in which a version does not run in step with the reference."""

    kind: str = Field(description="`missing`, `split`, `shifted` or `unlike`.")
    label: str = Field(examples=["6"])
    reference_labels: list[str] = Field(
        description="Labels of what says the same in the reference; empty where nothing does.",
        examples=[["6"]],
    )
    labels: list[str] = Field(
        description="Labels of what says the same in this version; empty where nothing does.",
        examples=[["7"]],
    )
    message: str


class VersionModel(Response):
    """One version of a work, compared with the reference."""

    document_id: str = Field(examples=["unep-cbd-cop-11-17.zh"])
    lang: str
    passages: int
    aligned: bool = Field(description="Whether all that both have says the same.")
    related: bool = Field(description="Whether it looks like a version of the same text at all.")
    doubts: list[DoubtModel]


class WorkVersionsResponse(Response):
    """The versions of a work, compared with the one that agrees best with all others."""

    symbol: str
    aligned: bool = Field(description="Whether all versions are aligned.")
    reference: str = Field(
        description="Document id of the version that the others are compared with."
    )
    labels: int = Field(description="How many labels the versions have between them.")
    versions: list[VersionModel]
