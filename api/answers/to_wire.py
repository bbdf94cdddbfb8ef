"""From what `index` and `retriever` hand out to the models of the wire.

Must not compute anything that those layers should have said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from api.wire import (
    BlockModel,
    DocumentDetail,
    DocumentRef,
    DocumentSummary,
    FacetValueModel,
    FootnoteMarkModel,
    FootnoteModel,
    HighlightModel,
    JsonValue,
    PassageDetail,
    PassageModel,
    QueryModel,
    ResultModel,
    SearchResponseModel,
    TranslationModel,
)
from index.identity import work_symbol
from index.model import Block, Document, Footnote, Metadata, MetadataValue, Passage
from retriever.citations import cite, passage_link
from retriever.facets import FacetValue
from retriever.results import SearchResult, TranslationRef, reading_context
from retriever.search import SearchResponse


def wire_metadata(*layers: Metadata) -> dict[str, JsonValue]:
    """Metadata as JSON values; later layers win."""
    return {name: _json_value(value) for layer in layers for name, value in layer.items()}


def document_ref(document: Document) -> DocumentRef:
    """A reference to a document."""
    return DocumentRef(**_document_fields(document))


def document_summary(document: Document) -> DocumentSummary:
    """A document without its passages."""
    return DocumentSummary(**_document_fields(document), **_summary_fields(document))


def document_detail(
    document: Document,
    passages: Sequence[Passage],
    blocks: Sequence[Block],
    footnotes: Sequence[Footnote],
) -> DocumentDetail:
    """A document with everything that its source held."""
    return DocumentDetail(
        **_document_fields(document),
        **_summary_fields(document),
        passages=[passage_model(document, passage) for passage in passages],
        blocks=[block_model(block) for block in blocks],
        footnotes=[footnote_model(footnote) for footnote in footnotes],
    )


def link_of(document: Document, passage: Passage) -> str:
    """Path of the permanent link to a passage."""
    return passage_link(work_symbol(document, passage) or document.document_id, passage.label)


def passage_model(document: Document, passage: Passage) -> PassageModel:
    """A passage with its citation."""
    return PassageModel(**_passage_fields(document, passage))


def passage_detail(
    document: Document, passage: Passage, footnotes: Iterable[Footnote]
) -> PassageDetail:
    """A passage with its citation and its own footnotes, chosen from those of the document."""
    own = [footnote_model(note) for note in footnotes if note.label == passage.label]
    return PassageDetail(**_passage_fields(document, passage), footnotes=own)


def block_model(block: Block) -> BlockModel:
    """A run of source lines."""
    return BlockModel(
        kind=str(block.kind),
        text=block.text,
        start_line=block.start_line,
        end_line=block.end_line,
        label=block.label,
        level=block.level,
    )


def footnote_model(footnote: Footnote) -> FootnoteModel:
    """A footnote."""
    return FootnoteModel(
        number=footnote.number,
        text=footnote.text,
        urls=list(footnote.urls),
        label=footnote.label,
        anchored=footnote.anchored,
        line=footnote.line,
    )


def search_response(response: SearchResponse) -> SearchResponseModel:
    """The answer to one question."""
    return SearchResponseModel(
        results=[_result_model(result) for result in response.results],
        query=QueryModel(
            text=response.query.text, lang=response.query.lang, citation=response.citation
        ),
        warnings=list(response.warnings),
        took_ms=round(response.took_ms, 3),
        facets={
            field: [_facet_value(one) for one in values]
            for field, values in response.facets.items()
        },
    )


def _facet_value(counted: FacetValue) -> FacetValueModel:
    value = _json_value(counted.value)
    assert not isinstance(value, list)  # noqa: S101 - the items of a list are counted one by one
    return FacetValueModel(value=value, count=counted.count)


def _result_model(result: SearchResult) -> ResultModel:
    return ResultModel(
        rank=result.rank,
        score=result.score,
        passage=passage_model(result.document, result.passage),
        highlights=[HighlightModel(start=span.start, end=span.end) for span in result.highlights],
        signals=dict(result.signals),
        translations=[_translation_model(other) for other in result.translations],
    )


def _translation_model(translation: TranslationRef) -> TranslationModel:
    return TranslationModel(
        passage_id=translation.passage_id, lang=translation.lang, citation=translation.citation
    )


def _document_fields(document: Document) -> dict[str, Any]:
    return {
        "id": document.document_id,
        "symbol": document.symbol,
        "title": document.title,
        "name": document.name,
        "lang": document.lang,
    }


def _summary_fields(document: Document) -> dict[str, Any]:
    return {
        "metadata": wire_metadata(document.metadata),
        "passage_count": document.passage_count,
        "content_hash": document.content_hash,
    }


def _passage_fields(document: Document, passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.passage_id,
        "label": passage.label,
        "printed_label": passage.printed_label,
        "alt_labels": list(passage.alt_labels),
        "citation": cite(document, passage),
        "link": link_of(document, passage),
        "lang": passage.lang,
        "kind": str(passage.kind),
        "text": passage.text,
        "footnote_marks": [
            FootnoteMarkModel(number=mark.number, offset=mark.offset)
            for mark in passage.footnote_refs
        ],
        "context": reading_context(passage),
        "chapeau": passage.chapeau,
        "section_path": list(passage.section_path),
        "parent": passage.parent,
        "ordinal": passage.ordinal,
        "start_line": passage.start_line,
        "end_line": passage.end_line,
        "document": document_ref(document),
        "metadata": wire_metadata(document.metadata, passage.metadata),
    }


def _json_value(value: MetadataValue) -> JsonValue:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value
