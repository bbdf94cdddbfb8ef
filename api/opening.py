"""From settings to what a command works with: encoder, collection, snapshot, searcher.

Must not search or write.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from api.console import write_note
from api.settings import Settings
from index.collection import Collection, Manifest, Snapshot
from index.encoders.base import Encoder
from index.errors import CollectionNotFound

if TYPE_CHECKING:
    from retriever.glossary import Glossary
    from retriever.reranking import Reranking
    from retriever.search import Searcher


def open_configured_encoder(settings: Settings) -> Encoder:
    """The encoder of the settings; what takes long to fetch or build is said on stderr.

    Raises:
        EncoderUnavailable, EncoderBuildFailed: it cannot be had.
        InvalidSetting: the settings do not fit it.
    """
    from index.encoders.choose import EncoderOptions, open_encoder

    key = settings.encoder_api_key
    return open_encoder(
        settings.encoder,
        options=EncoderOptions(
            dtype=settings.encoder_dtype,
            threads=settings.encoder_threads or None,
            api_key="" if key is None else key.get_secret_value(),
            cache_dir=settings.encoder_cache_dir,
            wheel=settings.encoder_wheel,
            timeout_s=settings.encoder_timeout_s,
            notify=write_note,
            query_prompt=settings.encoder_query_prompt,
            passage_prompt=settings.encoder_passage_prompt,
        ),
    )


def open_configured_glossary(settings: Settings) -> Glossary:
    """The glossary that comes with Pilcrow, with the files of the settings.

    Raises:
        UnreadableFile, InvalidSetting: a file cannot be read, or a line of it is not in the form.
    """
    from retriever.opening import open_glossary

    return open_glossary(settings.glossary)


def open_configured_reranking(settings: Settings) -> Reranking | None:
    """The reranker of the settings and its limits; None where they name none.

    Raises:
        EncoderUnavailable: it cannot be had.
        InvalidSetting: the model named is of another kind.
    """
    if not settings.reranker:
        return None
    from retriever.cross_encoder import open_cross_encoder
    from retriever.reranking import Reranking

    reranker = open_cross_encoder(
        settings.reranker, dtype=settings.encoder_dtype, notify=write_note
    )
    return Reranking(
        reranker,
        depth=settings.rerank_depth,
        budget_ms=settings.rerank_budget_ms or None,
    )


def open_configured_collection(settings: Settings) -> Collection:
    """The collection of the settings.

    Raises:
        CollectionNotFound: there is none of that name.
        IndexTooNew, IndexDamaged, StorageDenied: it cannot be read.
    """
    return Collection.open(settings.data_dir, settings.collection)


def open_or_create_collection(settings: Settings, name: str, encoder: Encoder) -> Collection:
    """A collection of this name; made with this encoder where there is none.

    Raises:
        IndexTooNew, IndexDamaged, StorageDenied, StorageFull: it cannot be read or made.
    """
    try:
        return Collection.open(settings.data_dir, name)
    except CollectionNotFound:
        manifest = Manifest.new(encoder.identity, context=settings.context, tokens=settings.tokens)
        return Collection.create(settings.data_dir, name, manifest)


@contextmanager
def opened_snapshot(settings: Settings) -> Iterator[Snapshot]:
    """The collection of the settings as it is now; nothing is encoded."""
    with open_configured_collection(settings).snapshot() as snapshot:
        yield snapshot


@contextmanager
def opened_searcher(settings: Settings, *, plain: bool = False) -> Iterator[Searcher]:
    """A searcher over the collection of the settings.

    Args:
        settings: of the process.
        plain: rank by plain cosine of passage vectors and nothing else; no reranker is loaded.

    Raises:
        CollectionNotFound: there is none of that name; told before the encoder is loaded, as is
            what is wrong with a glossary file.
        EncoderMismatch: it was built with another encoder.
        EncoderError, InvalidSetting: encoder or reranker cannot be had.
    """
    open_configured_collection(settings)
    glossary = open_configured_glossary(settings)
    encoder = open_configured_encoder(settings)
    from retriever.opening import open_searcher
    from retriever.ranking import Ranking

    ranking = Ranking.plain() if plain else Ranking()
    reranking = None if plain else open_configured_reranking(settings)
    searcher = open_searcher(
        settings.data_dir,
        settings.collection,
        encoder,
        ranking,
        glossary=glossary,
        reranking=reranking,
    )
    with searcher.snapshot:
        yield searcher
