"""What a precedent is, whatever its document says of itself."""

from __future__ import annotations

import pytest

from index.model import Document, Metadata, PassageKind
from retriever.precedents.status import status_of
from tests.passages import one_passage

BRACKETS = "Urges Parties [to ban] [to limit] the burning of peat;"


def status(kind: str, text: str, *, of_document: Metadata, own: Metadata) -> str:
    passage = one_passage(kind=PassageKind(kind), text=text, metadata=own)
    document = Document("d", "d.txt", "CBD/COP/30/20", "", "en", of_document, "0", 1)
    return status_of(document, passage)


@pytest.mark.parametrize(
    ("kind", "text", "of_document", "own", "expected"),
    [
        ("paragraph", "Text;", "", "", ""),
        ("paragraph", "Text;", "adopted", "", "adopted"),
        ("paragraph", "Text;", "adopted", "draft", "draft"),
        ("paragraph", "Text;", "superseded", "", "superseded"),
        ("operative", BRACKETS, "adopted", "", "bracketed"),
        ("operative", BRACKETS, "adopted", "bracketed", "bracketed"),
        ("draft-operative", "Text;", "adopted", "", "draft"),
        ("draft-preambular", "Text;", "", "", "draft"),
        ("draft-operative", BRACKETS, "adopted", "", "bracketed"),
        ("paragraph", "The meeting [in Rome] ended.", "", "", ""),
    ],
)
def test_status(kind: str, text: str, of_document: str, own: str, expected: str) -> None:
    said = [{"status": one} if one else {} for one in (of_document, own)]
    assert status(kind, text, of_document=said[0], own=said[1]) == expected


def test_a_status_that_is_no_text_says_nothing() -> None:
    assert status("paragraph", "Text;", of_document={"status": 1}, own={"status": ("a",)}) == ""
