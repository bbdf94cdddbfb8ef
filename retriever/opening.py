"""Opening a collection for searching: where snapshot and encoder meet. Ranks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.analysis import analyze_query
from index.collection import Collection
from index.encoders.base import Encoder
from retriever.glossary import Glossary, shipped_glossary
from retriever.query import encode_queries, read_query
from retriever.ranking import Ranking
from retriever.reranking import Reranking
from retriever.search import Searcher


def open_searcher(
    data_dir: Path,
    collection: str,
    encoder: Encoder,
    ranking: Ranking | None = None,
    *,
    glossary: Glossary | None = None,
    reranking: Reranking | None = None,
) -> Searcher:
    """Open the newest generation of a collection for searching.

    Args:
        data_dir: folder of the collections.
        collection: its name.
        encoder: the one that it was built with.
        ranking: as for `Searcher`, and so are the rest.
        glossary: None for the one that comes with Pilcrow.
        reranking: None for none.

    Raises:
        CollectionNotFound: there is none of that name.
        EncoderMismatch: it was built with another encoder.
        IndexTooNew, IndexDamaged: it cannot be read by this version, or at all.
    """
    opened = Collection.open(data_dir, collection)
    opened.manifest.require_encoder(encoder.identity, collection=collection)
    return Searcher(opened.snapshot(), encoder, ranking, glossary, reranking)


def open_glossary(extra: Sequence[Path] = ()) -> Glossary:
    """The glossary that comes with Pilcrow, and the user's own files.

    Raises:
        UnreadableFile, InvalidSetting: as `Glossary.load`.
    """
    return Glossary.load(extra) if extra else shipped_glossary()


def warm_up(encoder: Encoder) -> None:
    """Load now what a first question would have to wait for: about a second's work.

    That is the language identifier, the Chinese segmenter, and the encoder's first pass with
    what it knows of its tokens.
    """
    for text in ("Where was the workshop held?", "研讨会在哪里举行？"):
        query = read_query(text)
        analyze_query(query.text, query.lang)
        encode_queries(encoder, [query])
