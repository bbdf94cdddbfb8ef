"""The forms in which passages can be cited, as the wire shows them and as people read them.

Shared by the command line and the HTTP routes. Opens nothing and writes no citation itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum

from api import wire
from index.model import Document, Passage
from index.snapshot import Snapshot
from retriever.citations import citation_forms, cite, resolve


class CitationStyle(StrEnum):
    """A form in which `pilcrow cite` can print a citation."""

    ENGLISH = "en"
    FRENCH = "fr"
    SPANISH = "es"
    RUSSIAN = "ru"
    ARABIC = "ar"
    CHINESE = "zh"
    AKOMA_NTOSO = "akn"
    BIBTEX = "bibtex"
    CSL = "csl"
    MARKDOWN = "markdown"


def citations_of_passage(snapshot: Snapshot, passage_id: str) -> wire.CitationsResponse:
    """The forms of a passage, by its id.

    Raises:
        PassageNotFound: no passage has this id.
    """
    (passage,) = snapshot.passages([snapshot.row_id(passage_id)])
    return _forms(snapshot.document(passage.document_id), passage)


def citations_of_citation(snapshot: Snapshot, citation: str) -> list[wire.CitationsResponse]:
    """The forms of each passage that a citation names.

    Raises:
        CitationNotFound: nothing or more than one work bears that name.
    """
    passages = resolve(snapshot, citation)
    documents = snapshot.documents_by_id({passage.document_id for passage in passages})
    return [_forms(documents[passage.document_id], passage) for passage in passages]


def in_style(answers: Sequence[wire.CitationsResponse], style: CitationStyle) -> list[str]:
    """Passages cited in one form; what is the same in several languages once."""
    match style:
        case CitationStyle.AKOMA_NTOSO:
            found = [answer.akn for answer in answers]
        case CitationStyle.MARKDOWN:
            found = [answer.markdown for answer in answers]
        case CitationStyle.BIBTEX:
            found = [answer.bibtex for answer in answers]
        case CitationStyle.CSL:
            items = [answer.csl for answer in answers]
            return [json.dumps(items, ensure_ascii=False, indent=2)]
        case language:
            found = [answer.styles[language] for answer in answers]
    return [text for text in dict.fromkeys(found) if text]


def all_styles(answers: Sequence[wire.CitationsResponse]) -> Iterator[str]:
    """Every form of every passage, line by line; bibliographies only where they are asked for."""
    for answer in answers:
        yield answer.passage_id
        for lang, text in answer.styles.items():
            number = answer.by_number.get(lang)
            yield f"  {lang:<9} {text}" + (f"  =  {number}" if number else "")
        if answer.akn:
            yield f"  akn       {answer.akn}"
        yield f"  markdown  {answer.markdown}"


def _forms(document: Document, passage: Passage) -> wire.CitationsResponse:
    forms = citation_forms(document, passage)
    return wire.CitationsResponse(
        passage_id=passage.passage_id,
        label=passage.label,
        lang=passage.lang,
        citation=cite(document, passage),
        styles=dict(forms.styles),
        by_number=dict(forms.by_number),
        work_iri=forms.work_iri,
        akn=forms.akn,
        markdown=forms.markdown,
        bibtex=forms.bibtex,
        csl=dict(forms.csl),
    )
