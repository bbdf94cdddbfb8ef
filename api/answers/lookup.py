"""What is looked up rather than searched, as the wire shows it: citations, passages, documents.

Shared by the command line and the HTTP routes, so that both print the same. Opens nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from api import wire
from api.answers import to_wire
from index.model import Document, Passage
from index.snapshot import Snapshot
from index.symbols import work_keys
from retriever.citations import resolve


def cited_passages(snapshot: Snapshot, citation: str) -> list[wire.PassageDetail]:
    """The passages that a passage id or a citation names, one per place and language version.

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


def documents_page(
    snapshot: Snapshot,
    *,
    limit: int,
    offset: int,
    symbol: str | None = None,
    text: str | None = None,
    lang: str | None = None,
    body: str | None = None,
) -> wire.DocumentList:
    """A page of the documents, in the snapshot's order.

    Args:
        snapshot: where they are.
        limit: how many at most.
        offset: how many to pass over.
        symbol: only those of a work: its symbol, in any spelling, or a document's id; corpora
            that hold paragraphs of it count as well.
        text: only those with every word of it in their symbol, title, id or file's name; case and
            full-width forms do not count.
        lang: only those in a language, BCP 47 tag, or with passages in it.
        body: only those of a body, or with passages of it.
    """
    documents = snapshot.documents()
    if symbol is not None:
        wanted = _documents_of(snapshot, symbol)
        documents = [one for one in documents if one.document_id in wanted]
    if text is not None:
        words = _folded(text).split()
        documents = [one for one in documents if _has_words(one, words)]
    if lang is not None:
        wanted = _holding(snapshot, "lang", lang)
        documents = [one for one in documents if one.lang == lang or one.document_id in wanted]
    if body is not None:
        wanted = _holding(snapshot, "body", body)
        documents = [one for one in documents if one.document_id in wanted]
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


def _documents_of(snapshot: Snapshot, symbol: str) -> set[str]:
    """Ids of the documents that have a symbol, hold records with it, or bear it as their id."""
    symbols = snapshot.columns.column("symbol")
    documents = snapshot.columns.column("document_id")
    keys = frozenset(work_keys(symbol))
    codes = [
        code
        for code, value in enumerate(symbols.values)
        if not keys.isdisjoint(work_keys(str(value)))
    ]
    holding = np.unique(documents.codes[np.isin(symbols.codes, codes)])
    return {symbol, *(str(documents.values[code]) for code in holding)}


def _holding(snapshot: Snapshot, field: str, value: str) -> set[str]:
    """Ids of the documents with a passage that has a value in a field."""
    if field not in snapshot.columns.fields():
        return set()
    column, documents = snapshot.columns.column(field), snapshot.columns.column("document_id")
    if value not in column.values:
        return set()
    holding = np.unique(documents.codes[column.codes == column.values.index(value)])
    return {str(documents.values[code]) for code in holding}


def _has_words(document: Document, words: Sequence[str]) -> bool:
    named = (document.symbol, document.title, document.document_id, document.name)
    known = _folded("\n".join(named))
    return all(word in known for word in words)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _details(snapshot: Snapshot, passages: Sequence[Passage]) -> list[wire.PassageDetail]:
    documents: dict[str, Document] = snapshot.documents_by_id({p.document_id for p in passages})
    footnotes = {one: snapshot.document_footnotes(one) for one in documents}
    return [
        to_wire.passage_detail(
            documents[passage.document_id], passage, footnotes[passage.document_id]
        )
        for passage in passages
    ]
