"""Opening a collection for searching: where snapshot and encoder meet. Ranks nothing."""

from __future__ import annotations

from pathlib import Path

from index.analysis import analyze_query
from index.collection import Collection
from index.encoders.base import Encoder
from retriever.glossary import shipped_glossary
from retriever.query import read_query
from retriever.ranking import Ranking
from retriever.search import Searcher


def open_searcher(
    data_dir: Path, collection: str, encoder: Encoder, ranking: Ranking | None = None
) -> Searcher:
    """Open the newest generation of a collection for searching.

    Raises:
        CollectionNotFound: there is none of that name.
        EncoderMismatch: it was built with another encoder.
        IndexTooNew, IndexDamaged: it cannot be read by this version, or at all.
    """
    opened = Collection.open(data_dir, collection)
    opened.manifest.require_encoder(encoder.identity, collection=collection)
    return Searcher(opened.snapshot(), encoder, ranking)


def warm_up(encoder: Encoder) -> None:
    """Load now what a first question would have to wait for: about a second's work.

    That is the glossary, the language identifier, the Chinese segmenter and the encoder's
    first pass.
    """
    shipped_glossary()
    for text in ("Where was the workshop held?", "研讨会在哪里举行？"):
        query = read_query(text)
        analyze_query(query.text, query.lang)
        encoder.encode_queries([query.text])
