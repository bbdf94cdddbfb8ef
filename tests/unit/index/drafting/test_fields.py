"""Metadata of drafted text: verb, strength, stance, addressees, status."""

from __future__ import annotations

import pytest

from index.drafting.fields import bracketed_words, has_bracketed_words
from index.model import Metadata
from index.preparation import PreparedDocument, prepare
from index.reading.source import SourceFile, parse_source

DECISION = """CBD/COP/DEC/30/7

DECISION ADOPTED BY THE CONFERENCE OF THE PARTIES

The Conference of the Parties,

Recalling decision 29/4,

1. Takes note of the report on peat;

2. Requests the Executive Secretary, subject to the availability of resources:

(a) To publish a map of peat;

(b) To write to the Basel Convention;

3. Urges Parties to [stop] drain bogs.
"""
NOTE = """CBD/COP/30/5

Note by the Executive Secretary

1. The Secretariat held a workshop on peat.

2. Recognizing the value of peat, the group met twice.

3. The Conference of the Parties may wish to adopt a decision along the following lines:

The Conference of the Parties,

1. Invites Parties to map peat;
"""
DRAFTED = ("verb", "strength", "stance", "addressees", "status")


def prepared(content: str, **metadata: str) -> PreparedDocument:
    source = SourceFile("text.txt", content.encode(), metadata)
    return prepare(parse_source(source), content_hash="x", policy="full")


def drafted(document: PreparedDocument) -> dict[str, Metadata]:
    return {
        one.passage.label: {
            name: one.passage.metadata[name] for name in DRAFTED if name in one.passage.metadata
        }
        for one in document.passages
    }


def test_an_adopted_decision() -> None:
    fields = drafted(prepared(DECISION))
    assert fields["pp1"] == {
        "verb": "recalls",
        "strength": 1,
        "stance": "preambular",
        "status": "adopted",
    }
    assert fields["1"]["verb"] == "notes"
    assert "addressees" not in fields["1"]
    assert fields["2"]["addressees"] == ("executive-secretary",)
    assert fields["2(a)"] == fields["2"]
    assert fields["3"]["status"] == "bracketed"
    assert fields["3"]["strength"] == 6


def test_a_note_is_reported_but_for_its_draft() -> None:
    fields = drafted(prepared(NOTE))
    assert fields["1"] == {}
    assert fields["2"] == {}
    assert fields["3/1"] == {
        "verb": "invites",
        "strength": 4,
        "stance": "operative",
        "addressees": ("parties",),
        "status": "draft",
    }


@pytest.mark.parametrize("symbol", ["CBD/COP/30/L.7", "CBD/COP/30/WG.1/CRP.2"])
def test_papers_of_a_session_are_drafts(symbol: str) -> None:
    fields = drafted(prepared(DECISION.replace("CBD/COP/DEC/30/7", symbol)))
    assert {one["status"] for one in fields.values()} == {"draft", "bracketed"}


def test_what_the_document_says_of_itself_wins() -> None:
    document = prepared(DECISION, status="superseded")
    assert document.document.metadata["status"] == "superseded"
    fields = drafted(document)
    assert [label for label in fields if "status" in fields[label]] == ["3"]
    assert fields["3"]["status"] == "bracketed"  # what no document can say away
    assert document.field_types["strength"] == "number"


REPORT = """CBD/COP/30/20

Report of the Conference of the Parties

1. The Secretariat held a workshop on peat.

2. The Conference of the Parties may wish to request the Executive Secretary:

(a) To continue the map of peat;

(b) To write to [the Basel Convention];

3. The Conference of the Parties adopted the following decision:

The Conference of the Parties,

Recalling decision 29/4,

1. Urges Parties [to ban] [to limit] the burning of peat;

2. Requests the Executive Secretary:

(a) To publish maps;

4. Parties may wish to drain bogs.
"""


def test_an_adopted_report_makes_no_agreed_language_of_drafts_and_brackets() -> None:
    silent, adopted = (
        {
            one.passage.label: one.passage.metadata.get("status")
            for one in prepared(REPORT, **metadata).passages
        }
        for metadata in ({}, {"status": "adopted"})
    )
    assert silent == adopted
    assert silent["1"] is silent["4"] is None
    assert silent["2"] == silent["2(a)"] == "draft"
    assert silent["2(b)"] == "bracketed"
    below = {label: status for label, status in silent.items() if "/" in label}
    assert set(below.values()) == {"draft", "bracketed"}
    assert below["3/2(a)"] == "draft"
    assert below["3/1"] == "bracketed"


def status_of_one(text: str, lang: str, symbol: str = "CBD/COP/30/5") -> object:
    document = prepared(f"{symbol}\n\n1. {text}\n", lang=lang)
    return document.passages[0].passage.metadata.get("status")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Conference of the Parties may also wish to take note of the report."),
        ("en", "The Subsidiary Body is invited to consider the map of peat."),
        ("en", "The Working Group recommends that the Conference of the Parties rest."),
        ("fr", "La Conférence des Parties souhaitera peut-être prendre note du rapport."),
        ("fr", "Le Groupe de travail recommande que la Conférence des Parties en prenne note."),
        ("es", "La Conferencia de las Partes tal vez desee tomar nota del informe."),
        ("es", "El Grupo de Trabajo recomienda que la Conferencia de las Partes tome nota."),
        ("ru", "Конференция Сторон, возможно, пожелает принять к сведению доклад."),
        ("ru", "Рабочая группа рекомендует Конференции Сторон принять доклад к сведению."),
        ("ar", "قد يرغب مؤتمر الأطراف في أن يحيط علما بالتقرير."),
        ("ar", "يوصي الفريق العامل بأن يقوم مؤتمر الأطراف بالنظر في التقرير."),
        ("zh", "缔约方大会不妨注意到本报告。"),
        ("zh", "工作组建议缔约方大会注意到本报告。"),
    ],
)
def test_what_is_suggested_is_a_draft(lang: str, text: str) -> None:
    assert status_of_one(text, lang) == "draft"


@pytest.mark.parametrize(
    "text",
    [
        "Parties may wish to map peat.",
        "The meeting was held in Rome. The Conference of the Parties may wish to rest.",
        "The group thanked the Conference of the Parties.",
    ],
)
def test_what_is_not_suggested_to_a_body_has_no_status(text: str) -> None:
    assert status_of_one(text, "en") is None


def test_what_a_body_adopted_it_does_not_only_suggest() -> None:
    text = "Recommends that the Conference of the Parties take note of the report;"
    assert status_of_one(text, "en", "CBD/SBSTTA/REC/24/3") == "adopted"


def test_a_field_used_for_something_else_is_left_alone() -> None:
    parsed = parse_source(SourceFile("text.txt", DECISION.encode(), {}))
    document = prepare(parsed, content_hash="x", policy="full", known_types={"verb": "number"})
    assert "verb" not in drafted(document)["1"]
    assert drafted(document)["1"]["stance"] == "operative"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("to [urgently] act", ["urgently"]),
        ("［尽快］批准", ["尽快"]),
        ("as is [sic] said [1] and [...]", []),
        ("[a [nested words] b]", ["nested words"]),
    ],
)
def test_words_in_square_brackets(text: str, found: list[str]) -> None:
    assert list(bracketed_words(text)) == found


@pytest.mark.parametrize("unit", ["[", "[a", "]", "[a]"])
def test_many_brackets_end(unit: str) -> None:
    assert not has_bracketed_words(unit * (500_000 // len(unit)))
