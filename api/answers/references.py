"""What passages cite and which cite them, as the wire shows it.

Shared by the command line and the HTTP routes. Opens nothing and resolves nothing.
"""

from __future__ import annotations

from typing import Any

from api import wire
from api.answers import to_wire
from index.model import Passage, Reference
from index.snapshot import Snapshot
from retriever.citations import cite, resolve
from retriever.references import Citing, ResolvedReference, cited_by, cites

DEFAULT_CITING = 100
MOST_CITING = 1_000


def references_of_passage(
    snapshot: Snapshot, passage_id: str, *, limit: int = DEFAULT_CITING
) -> wire.ReferencesResponse:
    """What a passage cites and which passages cite it, by its id.

    Args:
        snapshot: where it stands.
        passage_id: its id.
        limit: how many passages that cite it to list.

    Raises:
        PassageNotFound: no passage has this id.
    """
    (passage,) = snapshot.passages([snapshot.row_id(passage_id)])
    found = cited_by(snapshot, passage, limit=limit)
    return wire.ReferencesResponse(
        passage=to_wire.passage_model(snapshot.document(passage.document_id), passage),
        cites=[_reference(snapshot, passage, one) for one in cites(snapshot, passage)],
        cited_by=[_citing(snapshot, one) for one in found.passages],
        cited_by_total=found.total,
    )


def references_of_citation(snapshot: Snapshot, citation: str) -> list[wire.ReferencesResponse]:
    """The references of each passage that a citation names.

    Raises:
        CitationNotFound: nothing bears that name.
    """
    return [
        references_of_passage(snapshot, passage.passage_id)
        for passage in resolve(snapshot, citation)
    ]


def _reference(
    snapshot: Snapshot, passage: Passage, resolved: ResolvedReference
) -> wire.ReferenceModel:
    documents = snapshot.documents_by_id({one.document_id for one in resolved.passages})
    return wire.ReferenceModel(
        **_mention(passage, resolved.reference),
        documents=[to_wire.document_ref(one) for one in resolved.documents],
        passages=[
            wire.CitedPassage(
                id=one.passage_id,
                citation=cite(documents[one.document_id], one),
                link=to_wire.link_of(documents[one.document_id], one),
                lang=one.lang,
            )
            for one in resolved.passages
        ],
    )


def _citing(snapshot: Snapshot, citing: Citing) -> wire.CitingModel:
    document = snapshot.document(citing.passage.document_id)
    return wire.CitingModel(
        passage=to_wire.passage_model(document, citing.passage),
        whole=citing.whole,
        references=[
            wire.MentionModel(**_mention(citing.passage, one)) for one in citing.references
        ],
    )


def _mention(passage: Passage, reference: Reference) -> dict[str, Any]:
    return {
        "start": reference.start,
        "end": reference.end,
        "text": passage.text[reference.start : reference.end],
        "kind": str(reference.kind),
        "target": reference.target,
        "work": reference.work,
        "label": reference.label,
        "last_label": reference.last_label,
    }
