"""Order, dates, texts from outside, several snapshots, and odd collections."""

from __future__ import annotations

import json
from datetime import date

import pytest

from index.errors import InvalidQuery, PassageNotFound
from retriever.lineage import (
    MAX_TEXT_LENGTH,
    largest_families,
    lineage_of_passage,
    lineage_of_text,
)
from retriever.lineage.paragraphs import natural

from .conftest import Index, Text, add, collected, ferries

NETS = "Urges Parties to mend the nets of small boats before the autumn storms"


def decision(symbol: str, text: str = NETS, **metadata) -> Text:
    content = f"The Conference of the Parties,\n\n1. {text};"
    return Text(f"{symbol}.txt", content, {"symbol": symbol, "lang": "en", **metadata})


def order(snapshot, passage_id: str) -> list[tuple[str, date | None]]:
    family = lineage_of_passage(snapshot, passage_id).family
    assert family is not None
    return [(one.versions[0].document.symbol, one.date) for one in family.members]


def test_meeting_before_publication_before_year_and_undated_last(index: Index):
    snapshot = index(
        [
            decision("CBD/COP/DEC/30/11"),
            decision("CBD/COP/DEC/30/9"),
            decision("CBD/COP/DEC/31/2", date_start=date(2050, 3, 1), published=date(2050, 6, 1)),
            decision("CBD/COP/DEC/31/1", published=date(2050, 4, 1)),
            decision("CBD/COP/DEC/32/1", year=2049),
        ]
    )
    assert order(snapshot, "cbd-cop-dec-30-9.en:1") == [
        ("CBD/COP/DEC/32/1", date(2049, 1, 1)),
        ("CBD/COP/DEC/31/2", date(2050, 3, 1)),
        ("CBD/COP/DEC/31/1", date(2050, 4, 1)),
        ("CBD/COP/DEC/30/9", None),
        ("CBD/COP/DEC/30/11", None),
    ]


def test_symbols_are_ordered_by_their_numbers():
    symbols = ["CBD/COP/11/2", "CBD/COP/9/17", "CBD/COP/9/2", "A/RES/70/1", "CBD/COP/9/INF/3"]
    assert sorted(symbols, key=natural) == [
        *("A/RES/70/1", "CBD/COP/9/2", "CBD/COP/9/17", "CBD/COP/9/INF/3", "CBD/COP/11/2"),
    ]


def test_records_of_a_corpus_have_symbols_and_dates_of_their_own(tmp_path):
    lines = [
        {
            "_id": f"r{year}",
            "text": f"{NETS} of {year}.",
            "metadata": {"symbol": f"A/RES/{year - 1945}/7", "published": f"{year}-12-20"},
        }
        for year in (2041, 2039, 2040)
    ]
    corpus = "\n".join(map(json.dumps, lines))
    with collected(tmp_path, [Text("corpus.jsonl", corpus, {})]).snapshot() as snapshot:
        family = lineage_of_passage(snapshot, "r2040").family
        assert family is not None
        found = [one.versions[0].passage.passage_id for one in family.members]
        assert found == ["r2039", "r2040", "r2041"]
        assert [(use.body, use.members) for use in family.bodies] == [("GA", 3)]


def test_a_paragraph_without_like_is_a_family_of_its_own(index: Index):
    snapshot = index([decision("CBD/COP/DEC/30/9")])
    lineage = lineage_of_passage(snapshot, "cbd-cop-dec-30-9.en:1")
    assert lineage.family is not None
    assert (lineage.family.total, lineage.place) == (1, 0)
    assert lineage.family.members[0].step is None
    assert largest_families(snapshot) == []


def test_a_passage_that_is_not_there(index: Index):
    with pytest.raises(PassageNotFound, match="nothing:1"):
        lineage_of_passage(index([decision("CBD/COP/DEC/30/9")]), "nothing:1")


def test_a_text_is_traced_to_the_most_like(index: Index):
    snapshot = index(list(ferries([("en",), ("en", "zh"), ("en",)])))
    text = "Requests all States to inspect hulls and engines of small ferries before a rainy season"
    lineage = lineage_of_text(snapshot, text)
    assert lineage.family is not None
    assert lineage.family.family_id == "a-res-90-51.en:1"
    assert 0.6 <= lineage.similarity < 1.0
    chinese = lineage_of_text(snapshot, "请各国政府在每个雨季之前检查小型渡船的船体和发动机")
    assert chinese.family is not None
    assert chinese.family.members[chinese.place].versions[0].passage.passage_id == (
        "a-res-91-44.zh:1"
    )


@pytest.mark.parametrize("text", ["Ferries.", "Welcomes the new museum of clocks in the old mint"])
def test_a_text_that_is_like_nothing_has_no_family(text: str, index: Index):
    lineage = lineage_of_text(index(list(ferries([("en",)] * 3))), text)
    assert (lineage.family, lineage.place) == (None, -1)


@pytest.mark.parametrize("text", ["", " \n", "a" * (MAX_TEXT_LENGTH + 1)])
def test_a_text_that_cannot_be_traced(text: str, index: Index):
    with pytest.raises(InvalidQuery):
        lineage_of_text(index([decision("CBD/COP/DEC/30/9")]), text)


def test_an_empty_collection_has_no_families(index: Index):
    snapshot = index([])
    assert largest_families(snapshot) == []
    assert lineage_of_text(snapshot, NETS).family is None


def test_a_later_snapshot_gathers_what_came_and_forgets_what_went(tmp_path):
    collection = collected(tmp_path, [decision("CBD/COP/DEC/30/9", year=2050)])
    first = collection.snapshot()
    assert largest_families(first) == []
    add(
        collection,
        [
            decision("CBD/COP/DEC/31/1", year=2052),
            decision(
                "CBD/COP/DEC/30/2",
                "Adopts the rules of the fleet of small boats of the islands",
                year=2050,
            ),
        ],
    )
    second = collection.snapshot(previous=first)
    (family,) = largest_families(second)
    assert (family.members, family.works, family.last_date) == (2, 2, date(2052, 1, 1))
    collection.remove("cbd-cop-dec-30-9.en")
    third = collection.snapshot(previous=second)
    assert largest_families(third) == []
    assert order(third, "cbd-cop-dec-31-1.en:1") == [("CBD/COP/DEC/31/1", date(2052, 1, 1))]
    for snapshot in (first, second, third):
        snapshot.close()


def test_what_repeats_in_one_document_is_traced_within_it(index: Index):
    content = f"1. {NETS}.\n\n2. Boats were counted on all the islands.\n\n3. {NETS}, again."
    snapshot = index([Text("note.txt", content, {"symbol": "CBD/COP/30/5", "lang": "en"})])
    family = lineage_of_passage(snapshot, "cbd-cop-30-5.en:3").family
    assert family is not None
    assert [one.versions[0].passage.label for one in family.members] == ["1", "3"]
    step = family.members[1].step
    assert step is not None
    assert str(step.kind) == "changed"
