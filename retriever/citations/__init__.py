"""Citations in and out: the passages that one names, and those that a drafter would write.

`reading` takes a citation apart, `resolving` finds what it names in a collection, `writing` puts
it in the house style of a language, `forms` in every form. Never ranks: a citation names a
passage or it does not.
"""

from retriever.citations.forms import CitationForms, citation_forms
from retriever.citations.links import passage_link
from retriever.citations.reading import MAX_CITATION_LENGTH, parse_citation
from retriever.citations.request import CitationRequest, CitedPlace
from retriever.citations.resolving import (
    Resolution,
    resolve,
    resolve_query,
    resolve_rows,
    same_symbol,
)
from retriever.citations.styles import STYLES
from retriever.citations.writing import cite, pinpoint

__all__ = [
    "MAX_CITATION_LENGTH",
    "STYLES",
    "CitationForms",
    "CitationRequest",
    "CitedPlace",
    "Resolution",
    "citation_forms",
    "cite",
    "parse_citation",
    "passage_link",
    "pinpoint",
    "resolve",
    "resolve_query",
    "resolve_rows",
    "same_symbol",
]
