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
        manifest = Manifest.new(encoder.identity, context=settings.context)
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
        plain: rank by plain cosine of passage vectors and nothing else.

    Raises:
        CollectionNotFound: there is none of that name; told before the encoder is loaded.
        EncoderMismatch: it was built with another encoder.
    """
    open_configured_collection(settings)
    encoder = open_configured_encoder(settings)
    from retriever.opening import open_searcher
    from retriever.ranking import Ranking

    ranking = Ranking.plain() if plain else Ranking()
    searcher = open_searcher(settings.data_dir, settings.collection, encoder, ranking)
    with searcher.snapshot:
        yield searcher
