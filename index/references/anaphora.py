"""Which text "the same decision" is: what the passages before have spoken of.

Must not look at words: `works` finds the mentions, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from index.model import ReferenceKind
from index.references.works import Role, WorkMention

ADOPTED = (ReferenceKind.DECISION, ReferenceKind.RESOLUTION, ReferenceKind.RECOMMENDATION)

SPOKEN_OF = (Role.NAMED, Role.EARLIER)
"""Ways of naming a text that make it what is being spoken of."""

_THIS_IS_OWN = (ReferenceKind.DECISION, ReferenceKind.RESOLUTION, ReferenceKind.DOCUMENT)
"""Kinds of which "this …" means the text itself where no other has been spoken of."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A text that is being spoken of."""

    kind: ReferenceKind
    work: str


Spoken = Mapping[ReferenceKind, Topic]
"""The text last spoken of, by kind; the latest is last."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """The text in which passages stand.

    Attributes:
        work: its key; "" where it has no symbol.
        kind: what it is; DOCUMENT unless its symbol says more.
    """

    work: str
    kind: ReferenceKind


class Memory:
    """What has been spoken of in the passages of one text, in order."""

    def __init__(self) -> None:
        self._of_label: dict[str, Spoken] = {}
        self._last: Spoken = {}

    def before(self, parent: str) -> Spoken:
        """What a passage may go on speaking of: the passage that governs it, and the last one."""
        return {**self._of_label.get(parent, {}), **self._last}

    def governing(self, parent: str) -> Spoken:
        """What the passage that governs a passage spoke of."""
        return self._of_label.get(parent, {})

    def keep(self, label: str, mentions: Iterable[WorkMention], inherited: Spoken) -> None:
        """Note what a passage spoke of; a list item goes on with what governs it."""
        spoken = dict(inherited)
        for mention in mentions:
            if mention.role in SPOKEN_OF and mention.work:
                spoken.pop(mention.kind, None)
                spoken[mention.kind] = Topic(mention.kind, mention.work)
        self._of_label[label] = self._last = spoken


def settle(
    mentions: Iterable[WorkMention], *, own: OwnText, drafted: bool, before: Spoken
) -> tuple[WorkMention, ...]:
    """Give each mention the text it means.

    Args:
        mentions: of one passage, in order.
        own: the text that the passage stands in.
        drafted: whether the passage is part of a decision or a draft of one.
        before: what was spoken of before the passage.

    Returns:
        The mentions in order; `work` is "" for one named before that cannot be told, and for the
        own text where that has no symbol.
    """
    spoken = {kind: topic for kind, topic in before.items() if kind in ADOPTED}
    settled = []
    for mention in mentions:
        earlier = spoken.get(mention.kind)
        match mention.role:
            case Role.THIS if _is_own(mention.kind, own, drafted, earlier):
                mention = replace(mention, role=Role.OWN, work=own.work)
            case Role.OWN:
                mention = replace(mention, work=own.work)
            case Role.THIS | Role.EARLIER:
                mention = replace(mention, role=Role.EARLIER, work=earlier.work if earlier else "")
            case Role.LOOSE:
                mention = replace(mention, work=earlier.work if earlier else "")
        if mention.role in SPOKEN_OF and mention.work:
            spoken[mention.kind] = Topic(mention.kind, mention.work)
        settled.append(mention)
    return tuple(settled)


def _is_own(kind: ReferenceKind, own: OwnText, drafted: bool, earlier: Topic | None) -> bool:
    if kind is own.kind and kind in ADOPTED:
        return True
    if kind in ADOPTED and drafted:
        return True
    return earlier is None and kind in _THIS_IS_OWN
