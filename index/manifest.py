"""What was fixed when a collection was made, and the refusal to use it with anything else.

Must not touch the disk: `store.py` reads and writes the manifest's JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any, Literal, Self, get_args

from index.analysis import ANALYSIS_VERSION
from index.encoders.base import EncoderIdentity
from index.errors import EncoderMismatch, IndexDamaged, IndexTooNew
from index.schema import FORMAT_VERSION

ContextPolicy = Literal["full", "none"]
"""Whether the encoder sees title, headings and governing sentence before a passage's text."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was fixed when a collection was made.

    Attributes:
        format_version: layout of the store.
        pilcrow_version: the version that made it, for people; nothing is decided by it.
        encoder: the encoder that all its vectors come from.
        context: what the encoder sees of a passage.
        analysis_version: the analysis that all its terms come from. The one thing that may
            change: a writer of a newer Pilcrow analyses the stored texts anew.
        tokens: whether the vectors of passages' tokens are kept, if the encoder gives any.
    """

    format_version: int
    pilcrow_version: str
    encoder: EncoderIdentity
    context: ContextPolicy
    analysis_version: int
    tokens: bool

    @classmethod
    def new(
        cls, encoder: EncoderIdentity, *, context: ContextPolicy = "full", tokens: bool = True
    ) -> Self:
        """The manifest of a collection made now, by this version of Pilcrow."""
        return cls(FORMAT_VERSION, version("pilcrow"), encoder, context, ANALYSIS_VERSION, tokens)

    def to_json(self) -> str:
        """As stored."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, *, collection: str) -> Self:
        """Read what `to_json` wrote.

        Raises:
            IndexDamaged: the text is not a manifest.
        """
        try:
            fields = json.loads(text)
            manifest = cls(**{**fields, "encoder": _read_identity(fields["encoder"])})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise IndexDamaged(
                f"the manifest of collection '{collection}' cannot be read ({error})",
                hint="Restore the collection from a backup, or index its documents again.",
            ) from error
        if manifest.context not in get_args(ContextPolicy):
            raise IndexDamaged(
                f"the manifest of collection '{collection}' names an unknown context policy "
                f"'{manifest.context}'",
                hint="Restore the collection from a backup, or index its documents again.",
            )
        return manifest

    def require_encoder(self, identity: EncoderIdentity, *, collection: str) -> None:
        """Check that an encoder gives the vectors that the collection holds.

        Only the name may differ: the same weights may be called differently.

        Raises:
            EncoderMismatch: they are not the same encoder.
        """
        if identity.vectors_key == self.encoder.vectors_key:
            return
        raise EncoderMismatch(
            f"collection '{collection}' was built with the encoder {_describe(self.encoder)}, "
            f"but {_describe(identity)} is configured",
            hint=self._how_to_match(identity),
        )

    def _how_to_match(self, identity: EncoderIdentity) -> str:
        anew = "index the documents into another collection with the new encoder"
        if identity.name != self.encoder.name:
            return f"Set the encoder to {self.encoder.name}, or {anew}."
        return f"Its weights or prompts have changed since: restore them, or {anew}."

    def require_analysis(self, *, collection: str) -> None:
        """Check that the stored terms are those that a query is analysed into.

        Raises:
            IndexTooNew: they come from a newer analysis.
            IndexDamaged: they come from an older one and no writer has brought them up to date.
        """
        if self.analysis_version > ANALYSIS_VERSION:
            raise IndexTooNew(
                f"the terms of collection '{collection}' have analysis version "
                f"{self.analysis_version}; this Pilcrow knows {ANALYSIS_VERSION}",
                hint="Install the newer Pilcrow that wrote the collection.",
            )
        if self.analysis_version < ANALYSIS_VERSION:
            raise IndexDamaged(
                f"the terms of collection '{collection}' have the older analysis version "
                f"{self.analysis_version}; this Pilcrow needs {ANALYSIS_VERSION}",
                hint="Run `pilcrow index` on any of its documents once: all stored texts are "
                "then analysed anew; nothing is encoded again.",
            )


def _read_identity(fields: Mapping[str, Any]) -> EncoderIdentity:
    """Read an encoder's identity; those that older versions wrote name no parts."""
    parts = tuple(_read_identity(part) for part in fields.get("parts", ()))
    return EncoderIdentity(**{**fields, "parts": parts})


def _describe(identity: EncoderIdentity) -> str:
    if identity.parts:
        return " + ".join(_describe(part) for part in identity.parts)
    prompts = f"prompts {identity.query_prompt!r} and {identity.passage_prompt!r}"
    return f"{identity.name} ({identity.fingerprint}, {identity.dimension} dimensions, {prompts})"
