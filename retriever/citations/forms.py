"""All the forms in which a passage can be cited, together. Must not look at a collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.identity import work_symbol
from index.model import Document, Passage
from retriever.citations.bibliography import CslItem, bibtex, csl_json
from retriever.citations.iris import passage_iri, work_iri
from retriever.citations.links import markdown_link
from retriever.citations.styles import STYLES
from retriever.citations.writing import cite, cite_by_number


@dataclass(frozen=True, slots=True)
class CitationForms:
    """The citations of one passage.

    Attributes:
        styles: in the house style of each language, by language.
        by_number: likewise by the number under which the text was adopted; empty for other texts.
        work_iri: Akoma Ntoso IRI of the work.
        akn: Akoma Ntoso IRI of the passage; "" for a record that no number names.
        markdown: a link to it.
        bibtex: an entry for BibTeX.
        csl: an item in CSL-JSON.
    """

    styles: Mapping[str, str]
    by_number: Mapping[str, str]
    work_iri: str
    akn: str
    markdown: str
    bibtex: str
    csl: CslItem


def citation_forms(document: Document, passage: Passage) -> CitationForms:
    """Everything that a passage can be cited as."""
    by_number = {lang: cite_by_number(document, passage, lang) for lang in STYLES}
    work = work_symbol(document, passage) or document.document_id
    return CitationForms(
        styles={lang: cite(document, passage, lang) for lang in STYLES},
        by_number=by_number if all(by_number.values()) else {},
        work_iri=work_iri(document, passage),
        akn=passage_iri(document, passage),
        markdown=markdown_link(cite(document, passage), work, passage.label),
        bibtex=bibtex(document, passage),
        csl=csl_json(document, passage),
    )
