"""The references of a stored document: of a corpus, those of each text that its records are from.

Must not store anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.identity import work_symbol
from index.model import Document, Passage, PassageKind, Reference
from index.references.finding import find_references


def document_references(
    document: Document, passages: Sequence[Passage]
) -> tuple[tuple[Reference, ...], ...]:
    """Find what each passage of a document refers to.

    Passages of one symbol and language are one text, in their order; a corpus record without a
    symbol is a text of its own.

    Args:
        document: the document.
        passages: all its passages, in order.

    Returns:
        For each passage its references, in order.
    """
    texts: dict[tuple[str, str, int], list[int]] = {}
    for place, passage in enumerate(passages):
        symbol = work_symbol(document, passage)
        is_alone = not symbol and passage.kind is PassageKind.RECORD
        lang = passage.lang if passage.kind is PassageKind.RECORD else ""
        texts.setdefault((symbol, lang, place if is_alone else -1), []).append(place)
    found: list[tuple[Reference, ...]] = [()] * len(passages)
    for (symbol, _, _), places in texts.items():
        references = find_references([passages[place] for place in places], symbol=symbol)
        for place, one in zip(places, references, strict=True):
            found[place] = one
    return tuple(found)
