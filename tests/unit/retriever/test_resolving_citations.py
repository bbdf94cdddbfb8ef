"""A citation names its passage, in every language version, or says what is near."""

from __future__ import annotations

import pytest

from index.errors import CitationNotFound
from retriever.citations import MAX_CITATION_LENGTH, cite, resolve
from retriever.search import Searcher


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CBD/COP/30/5, para. 2 (a)", [("en", "2(a)"), ("fr", "2(a)")]),
        ("UNEP/CBD/COP/30/5, paragraph 2(a)", [("en", "2(a)"), ("fr", "2(a)")]),
        ("para. 3 of CBD/COP/30/5", [("en", "3"), ("fr", "3")]),
        ("CBD/SBSTTA/40/2第2段", [("zh", "2")]),
        ("par. 2 b)", [("en", "2(b)"), ("fr", "2(b)")]),
        ("cbd-cop-30-5.fr:2(b)", [("fr", "2(b)")]),
    ],
)
def test_a_citation_finds_its_passage(
    searcher: Searcher, text: str, found: list[tuple[str, str]]
) -> None:
    passages = resolve(searcher.snapshot, text)
    assert [(passage.lang, passage.label) for passage in passages] == found


def test_every_passage_is_found_by_its_own_citation(searcher: Searcher) -> None:
    snapshot = searcher.snapshot
    for document in snapshot.documents():
        for passage in snapshot.document_passages(document.document_id):
            assert passage in resolve(snapshot, cite(document, passage))


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("CBD/COP/30/5, para. 2 (z)", "2(a), 2(b)"),
        ("CBD/COP/31/5, para. 2", "CBD/COP/30/5"),
        ("CBD/COP/30/5, para. 77", "documents show"),
        ("CBD/COP/30/5", "para. 41 (c)"),
        ("x" * (MAX_CITATION_LENGTH + 1), "para. 41 (c)"),
        ("", "para. 41 (c)"),
    ],
)
def test_what_is_not_found_is_answered_with_what_is_near(
    searcher: Searcher, text: str, near: str
) -> None:
    with pytest.raises(CitationNotFound) as caught:
        resolve(searcher.snapshot, text)
    assert near in caught.value.hint
