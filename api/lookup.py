"""What is looked up rather than searched, as the wire shows it: citations, passages, documents.

Shared by the command line and the HTTP routes, so that both print the same. Opens nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from api import to_wire, wire
from index.model import Document, Passage
from index.snapshot import Snapshot
from retriever.citations import resolve


def cited_passages(snapshot: Snapshot, citation: str) -> list[wire.PassageDetail]:
    """The passages that a passage id or a citation names, one per language version.

    Raises:
        CitationNotFound: nothing bears that name.
    """
    return _details(snapshot, resolve(snapshot, citation))


def passage_by_id(snapshot: Snapshot, passage_id: str) -> wire.PassageDetail:
    """One passage.

    Raises:
        PassageNotFound: no passage has this id.
    """
    return _details(snapshot, snapshot.passages([snapshot.row_id(passage_id)]))[0]


def documents_page(snapshot: Snapshot, *, limit: int, offset: int) -> wire.DocumentList:
    """A page of the documents, in the snapshot's order."""
    documents = snapshot.documents()
    return wire.DocumentList(
        documents=[to_wire.document_summary(one) for one in documents[offset : offset + limit]],
        total=len(documents),
        limit=limit,
        offset=offset,
    )


def document_in_full(snapshot: Snapshot, document_id: str) -> wire.DocumentDetail:
    """A document with its passages and every line of its source.

    Raises:
        DocumentNotFound: no document has this id.
    """
    return to_wire.document_detail(
        snapshot.document(document_id),
        snapshot.document_passages(document_id),
        snapshot.document_blocks(document_id),
        snapshot.document_footnotes(document_id),
    )


def _details(snapshot: Snapshot, passages: Sequence[Passage]) -> list[wire.PassageDetail]:
    documents: dict[str, Document] = snapshot.documents_by_id({p.document_id for p in passages})
    return [
        to_wire.passage_detail(
            documents[passage.document_id],
            passage,
            snapshot.document_footnotes(passage.document_id),
        )
        for passage in passages
    ]
