"""Facets: values of a field among the best candidates, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from index.columns import MetadataColumns
from index.errors import InvalidParameter
from retriever.facets import MAX_FACETS, FacetValue, count_facets
from retriever.filter_syntax import parse_filter
from retriever.search import Searcher

ROWS = (
    {"body": "COP", "session": 30, "topics": ("soil", "water")},
    {"body": "COP", "session": 31, "topics": ("water",)},
    {"body": "SBI", "session": 30},
    {"session": 29, "topics": ("soil",)},
)


def _count(field: str, positions: list[int], groups: list[int] | None = None) -> dict[object, int]:
    columns = MetadataColumns.build(ROWS)  # type: ignore[arg-type]
    rows = np.array(positions, np.int64)
    counted = count_facets(
        columns, [field], rows, rows if groups is None else np.array(groups, np.int64)
    )
    return {one.value: one.count for one in counted[field]}


def test_values_are_counted_over_the_rows_given_and_no_others() -> None:
    assert _count("body", [0, 1, 2, 3]) == {"COP": 2, "SBI": 1}
    assert _count("body", [2, 3]) == {"SBI": 1}
    assert _count("body", []) == {}


def test_the_items_of_a_list_are_counted_one_by_one() -> None:
    assert _count("topics", [0, 1, 2, 3]) == {"soil": 2, "water": 2}


def test_values_come_by_count_then_by_value() -> None:
    columns = MetadataColumns.build(ROWS)  # type: ignore[arg-type]
    every = np.arange(4, dtype=np.int64)
    counted = count_facets(columns, ["session"], every, every)["session"]
    assert counted == (FacetValue(30, 2), FacetValue(29, 1), FacetValue(31, 1))


def test_versions_of_one_paragraph_count_once_for_a_value() -> None:
    assert _count("body", [0, 1, 2], groups=[7, 7, 7]) == {"COP": 1, "SBI": 1}


def test_a_field_that_no_passage_has_counts_nothing() -> None:
    assert _count("colour", [0, 1]) == {}


def test_search_counts_paragraphs_where_translations_are_collapsed(searcher: Searcher) -> None:
    facets = ("lang", "body", "session")
    apart = searcher.search("peat", top_k=1, facets=facets).facets
    assert {one.value: one.count for one in apart["lang"]} == {"en": 5, "fr": 5, "zh": 2}
    assert {one.value: one.count for one in apart["body"]} == {"COP": 10, "SBSTTA": 2}
    together = searcher.search("peat", top_k=1, facets=facets, collapse_translations=True).facets
    assert {one.value: one.count for one in together["lang"]} == {"en": 5, "fr": 5, "zh": 2}
    assert {one.value: one.count for one in together["body"]} == {"COP": 5, "SBSTTA": 2}


def test_facets_count_what_the_filter_allows(searcher: Searcher) -> None:
    where = parse_filter("lang = fr")
    counted = searcher.search("peat", top_k=1, facets=("lang",), where=where).facets
    assert counted == {"lang": (FacetValue("fr", 5),)}


def test_what_is_found_does_not_depend_on_facets(searcher: Searcher) -> None:
    plain = searcher.search("burning peat", top_k=5)
    counted = searcher.search("burning peat", top_k=5, facets=("lang", "kind"))
    assert plain.results == counted.results
    assert plain.facets == {}


def test_too_many_facets_are_refused(searcher: Searcher) -> None:
    with pytest.raises(InvalidParameter, match="21 facets"):
        searcher.search("peat", facets=["lang"] * (MAX_FACETS + 1))
