"""What a passage cites and which passages cite it, in a small collection."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.collection import Collection, Manifest
from index.encoders.hashing import HashEncoder
from index.reading.source import SourceFile, parse_source
from index.snapshot import Snapshot
from retriever.filter_syntax import parse_filter
from retriever.filters import allowed_rows, filter_from_json
from retriever.references import cited_by, cites

NOTE = """UNEP/CBD/COP/40/7

1. In decision X/20, paragraphs 2 to 3, the Conference asked for maps.

2. See paragraph 1 above; the present note goes on.

3. The map of article 8 (h) and paragraph 89 of its outcome document are ready:

(a) See decision X/20;

(b) See UNEP/CBD/COP/40/9.
"""
NOTE_FR = """UNEP/CBD/COP/40/7

1. Dans sa décision X/20, paragraphes 2 à 3, la Conférence a demandé des cartes.

2. Voir le paragraphe 1 ci-dessus.

3. La carte est prête :

a) Voir la décision X/20 ;

b) Voir UNEP/CBD/COP/40/9.
"""
DECISION = """UNEP/CBD/COP/DEC/X/20

1. Welcomes the maps;

2. Requests peat;

3. Invites Parties:

(a) To dig;

4. Thanks all.
"""
LOOSE = """1. See paragraph 2 below.

2. Peat burns.
"""
CORPUS = [
    {
        "_id": "r1",
        "text": "As UNEP/CBD/COP/40/7, paras. 1 and 3, says.",
        "metadata": {"lang": "en", "symbol": "A/50/1"},
    },
    {"_id": "r2", "text": "第UNEP/CBD/COP/DEC/X/20号文件。", "metadata": {"lang": "zh"}},
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    encoder = HashEncoder()
    made = Collection.create(
        tmp_path_factory.mktemp("references"), "default", Manifest.new(encoder.identity)
    )
    symbol, decision = {"symbol": "UNEP/CBD/COP/40/7"}, {"symbol": "UNEP/CBD/COP/DEC/X/20"}
    lines = "".join(f"{json.dumps(record)}\n" for record in CORPUS)
    with made.writer(encoder) as writer:
        for name, content, metadata in (
            ("note.txt", NOTE, {**symbol, "lang": "en"}),
            ("note-fr.txt", NOTE_FR, {**symbol, "lang": "fr"}),
            ("decision.txt", DECISION, {**decision, "lang": "en"}),
            ("loose.txt", LOOSE, {"lang": "en"}),
            ("corpus.jsonl", lines, {}),
        ):
            source = SourceFile(name, content.encode(), metadata)
            writer.add(parse_source(source), content_hash=name)
    with made.snapshot() as opened:
        yield opened


EN, FR = "unep-cbd-cop-40-7.en", "unep-cbd-cop-40-7.fr"
DEC = "unep-cbd-cop-dec-x-20.en"

Ids = Callable[[str], list[tuple[str, list[str], list[str]]]]


@pytest.fixture(scope="module")
def cited(snapshot: Snapshot) -> Ids:
    """`cited(id)`: of each reference the target, the documents and the passages."""

    def of(passage_id: str) -> list[tuple[str, list[str], list[str]]]:
        (passage,) = snapshot.passages([snapshot.row_id(passage_id)])
        return [
            (
                one.reference.target,
                [document.document_id for document in one.documents],
                [found.passage_id for found in one.passages],
            )
            for one in cites(snapshot, passage)
        ]

    return of


@pytest.fixture(scope="module")
def citing(snapshot: Snapshot) -> Callable[..., list[tuple[str, list[str], bool]]]:
    """`citing(id)`: of each passage that cites it the id, the targets, and whether the whole."""

    def of(passage_id: str, limit: int = 100) -> list[tuple[str, list[str], bool]]:
        (passage,) = snapshot.passages([snapshot.row_id(passage_id)])
        return [
            (one.passage.passage_id, [found.target for found in one.references], one.whole)
            for one in cited_by(snapshot, passage, limit=limit).passages
        ]

    return of


def test_a_range_resolves_to_all_within_it_by_the_number_of_the_decision(cited):
    assert cited(f"{EN}:1") == [
        ("decision 10/20#2–3", [DEC], [f"{DEC}:2", f"{DEC}:3", f"{DEC}:3(a)"])
    ]


def test_own_paragraphs_resolve_in_every_language(cited):
    assert cited(f"{EN}:2") == [
        ("cbd/cop/40/7#1", [EN, FR], [f"{EN}:1", f"{FR}:1"]),
        ("cbd/cop/40/7", [EN, FR], []),
    ]


def test_what_the_collection_does_not_have_resolves_to_nothing(cited):
    assert cited(f"{EN}:3") == [("article 8(h)", [], []), ("?#89", [], [])]
    assert cited(f"{EN}:3(b)") == [("cbd/cop/40/9", [], [])]


def test_paragraphs_of_a_document_without_symbol_resolve_within_it(cited, citing):
    assert cited("loose:1") == [("#2", ["loose"], ["loose:2"])]
    assert citing("loose:2") == [("loose:1", ["#2"], False)]
    assert citing("loose:1") == []


def test_records_resolve_to_documents(cited):
    assert cited("r1") == [
        ("cbd/cop/40/7#1", [EN, FR], [f"{EN}:1", f"{FR}:1"]),
        ("cbd/cop/40/7#3", [EN, FR], [f"{EN}:3", f"{FR}:3"]),
    ]


def test_cited_by_tells_the_place_from_the_whole(citing):
    assert citing(f"{DEC}:2") == [
        (f"{EN}:1", ["decision 10/20#2–3"], False),
        (f"{FR}:1", ["decision 10/20#2–3"], False),
        (f"{EN}:3(a)", ["decision 10/20"], True),
        (f"{FR}:3(a)", ["decision 10/20"], True),
        ("r2", ["cbd/cop/dec/10/20"], True),
    ]


def test_an_item_is_within_a_range_of_its_paragraphs(citing):
    assert citing(f"{DEC}:3(a)")[0] == (f"{EN}:1", ["decision 10/20#2–3"], False)


def test_what_a_text_says_of_itself_as_a_whole_does_not_count(citing):
    assert citing(f"{FR}:1") == [
        (f"{EN}:2", ["cbd/cop/40/7#1"], False),
        (f"{FR}:2", ["cbd/cop/40/7#1"], False),
        ("r1", ["cbd/cop/40/7#1"], False),
    ]
    assert citing(f"{EN}:2") == []


def test_cited_by_fetches_no_more_than_asked_and_counts_all(snapshot, citing):
    assert [found[0] for found in citing(f"{DEC}:2", limit=1)] == [f"{EN}:1"]
    (passage,) = snapshot.passages([snapshot.row_id(f"{DEC}:2")])
    assert cited_by(snapshot, passage, limit=1).total == 5


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("cites contains 'decision X/20'", ["1", "3(a)", "1", "3(a)", "r2"]),
        ("cites = 'decision 10/20#3'", ["1", "1"]),
        ("cites contains '第X/20号决定第2段'", ["1", "1"]),
        ("cites in ('decision X/20, para. 2', 'UNEP/CBD/COP/40/9')", ["1", "3(b)", "1", "3(b)"]),
        ("cites contains 'UNEP/CBD/COP/DEC/X/20'", ["1", "3(a)", "1", "3(a)", "r2"]),
        ("cites contains CBD/COP/40/7 and lang = en", ["2", "r1"]),
        ("cites contains 'article 8 (h)'", ["3"]),
        ("cites prefix 'decision 10/'", ["1", "3(a)", "1", "3(a)", "r2"]),
        ("not cites exists and symbol exists and lang = fr", ["3"]),
        ("cites != 'decision X/20' and lang = fr", ["2", "3", "3(b)"]),
    ],
)
def test_search_can_be_restricted_to_what_cites_a_target(snapshot, where, found):
    allowed = allowed_rows(parse_filter(where), snapshot.columns)
    passages = snapshot.passages([int(row) for row in snapshot.row_ids[allowed]])
    assert [passage.label for passage in passages] == found


def test_json_filters_know_cites_too(snapshot):
    where = filter_from_json({"field": "cites", "contains": "decision 10/20"})
    assert allowed_rows(where, snapshot.columns).sum() == 5


def test_an_earlier_snapshot_is_continued(tmp_path: Path):
    encoder = HashEncoder()
    made = Collection.create(tmp_path, "default", Manifest.new(encoder.identity))
    with made.writer(encoder) as writer:
        source = SourceFile("d.txt", DECISION.encode(), {"symbol": "CBD/COP/DEC/X/20"})
        writer.add(parse_source(source), content_hash="d")
    with made.snapshot() as first:
        (passage,) = first.passages([int(first.row_ids[0])])
        assert cited_by(first, passage, limit=9).total == 0
        with made.writer(encoder) as writer:
            source = SourceFile("n.txt", b"1. See decision X/20, para. 1.\n", {})
            writer.add(parse_source(source), content_hash="n")
        with made.snapshot(previous=first) as second:
            assert cited_by(second, passage, limit=9).total == 1
            assert second.columns.column("cites").values == (
                ("decision 10/20", "decision 10/20#1"),
            )
