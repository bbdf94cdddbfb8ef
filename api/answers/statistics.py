"""The statistics of a collection, as the wire shows them. Must not count anything itself."""

from __future__ import annotations

from api.answers.to_wire import wire_metadata
from api.wire import LanguageCountModel, StatisticsModel, ValueCountModel
from index.snapshot import Snapshot
from index.statistics import collection_statistics


def statistics_of(snapshot: Snapshot, collection: str) -> StatisticsModel:
    """What a collection of some name holds."""
    counted = collection_statistics(snapshot)
    encoder = snapshot.manifest.encoder
    return StatisticsModel(
        collection=collection,
        generation=snapshot.generation,
        documents=counted.documents,
        passages=counted.passages,
        sentences=counted.sentences,
        languages=[
            LanguageCountModel(
                lang=one.lang,
                documents=one.documents,
                passages=one.passages,
                sentences=one.sentences,
                distance_before=round(one.distance_before, 4),
                distance_after=round(one.distance_after, 4),
            )
            for one in counted.languages
        ],
        fields={
            field: [
                ValueCountModel(
                    value=wire_metadata({field: one.value})[field],
                    documents=one.documents,
                    passages=one.passages,
                )
                for one in values
            ]
            for field, values in counted.fields.items()
        },
        store_bytes=snapshot.store_bytes,
        encoder=encoder.name,
        dimension=encoder.dimension,
        tokens=snapshot.has_tokens,
    )
