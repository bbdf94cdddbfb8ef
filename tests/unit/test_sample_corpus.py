"""The sample corpus reads and parses as it was written, and its questions have answers."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from index.identity import document_id_of_symbol
from index.model import ParsedDocument
from index.reading.source import SourceFile, iter_sources, parse_source
from index.sample import sample_folder

DOCUMENTS = sample_folder() / "documents"
QUESTIONS = sample_folder() / "questions"
FILES = sorted(path.name for path in DOCUMENTS.iterdir() if path.suffix in {".txt", ".md"})
FOOTNOTES = {
    "cbd-cop-21-14.en.txt": [("*", ""), ("1", "3"), ("2", "13")],
    "cbd-cop-21-14.fr.txt": [("*", ""), ("1", "3"), ("2", "13")],
    "cbd-cop-21-14.zh.txt": [("*", ""), ("1", "3"), ("2", "13")],
    "cbd-cop-21-inf-9.fr.md": [("1", "1"), ("2", "8")],
}
HEADERS = {
    "CBD/COP/21/14": ("COP", 21, "12", date(2034, 6, 5), date(2034, 6, 16)),
    "CBD/COP/20/11": ("COP", 20, "14", date(2032, 3, 8), date(2032, 3, 19)),
    "CBD/SBI/9/INF/12": ("SBI", 9, "7", date(2034, 2, 20), date(2034, 2, 25)),
    "CBD/COP/DEC/20/17": ("COP", 20, "15", date(2032, 3, 8), date(2032, 3, 19)),
    "CBD/COP/DEC/18/14": ("COP", 18, "11", date(2028, 11, 6), date(2028, 11, 17)),
    "CBD/COP/DEC/19/11": ("COP", 19, "13", date(2030, 9, 9), date(2030, 9, 20)),
    "CBD/COP/DEC/20/21": ("COP", 20, "16", date(2032, 3, 8), date(2032, 3, 19)),
    "CBD/COP/DEC/21/16": ("COP", 21, "15", date(2034, 6, 5), date(2034, 6, 16)),
    "CBD/SBSTTA/36/INF/5": ("SBSTTA", 36, "9", date(2033, 10, 10), date(2033, 10, 15)),
    "CBD/SBSTTA/36/7": ("SBSTTA", 36, "6", date(2033, 10, 10), date(2033, 10, 15)),
    "CBD/COP/21/INF/9": ("COP", 21, "18", date(2034, 6, 5), date(2034, 6, 16)),
}
TITLES = {
    "cbd-cop-21-14.en.txt": "POLLINATORS AND ARTIFICIAL LIGHT AT NIGHT: COOPERATION WITH OTHER "
    "CONVENTIONS AND ORGANIZATIONS",
    "cbd-cop-21-14.fr.txt": "POLLINISATEURS ET LUMIÈRE ARTIFICIELLE NOCTURNE : COOPÉRATION AVEC "
    "D'AUTRES CONVENTIONS ET ORGANISATIONS",
    "cbd-cop-21-14.zh.txt": "传粉媒介与夜间人工照明：与其他公约和组织的合作",
    "cbd-cop-20-11.en.txt": "POLLINATORS AND ARTIFICIAL LIGHT AT NIGHT",
    "cbd-sbi-9-inf-12.en.txt": "REPORT OF THE WORKING GROUP ON HIGH-ALTITUDE WETLANDS ON ITS "
    "SECOND MEETING",
    "cbd-sbi-9-inf-12.es.txt": "INFORME DEL GRUPO DE TRABAJO SOBRE HUMEDALES DE ALTURA ACERCA DE "
    "SU SEGUNDA REUNIÓN",
    "cbd-sbstta-36-inf-5.zh.txt": "古树名木与城市生物多样性",
    "cbd-sbstta-36-7.ru.txt": "БИОЛОГИЧЕСКОЕ РАЗНООБРАЗИЕ ПОДЛЕДНЫХ ЭКОСИСТЕМ ОЗЕР И РЕК",
    "cbd-cop-21-inf-9.fr.md": "Rapport d'activité de l'Initiative pour les herbiers numériques du "
    "bassin du Congo",
}
TITLE_ENDS = {
    "cbd-cop-dec-20-17.en.txt": "Biological diversity of dryland soils",
    "cbd-cop-dec-20-17.ru.txt": "Биологическое разнообразие почв засушливых земель",
    "cbd-cop-dec-20-17.ar.txt": "التنوع البيولوجي لتربة الأراضي الجافة",
    **{
        f"cbd-cop-dec-{decision}.{lang}.txt": subject
        for decision in ("18-14", "19-11", "20-21", "21-16")
        for lang, subject in (("en", "Freshwater mussels"), ("fr", "Moules d'eau douce"))
    },
    "a-res-88-412.en.txt": "International Decade of Springs and Oases, 2036–2045",
    "a-res-88-412.ar.txt": "العقد الدولي للينابيع والواحات، 2036-2045",
}
LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh"}
KINDS = {"fact", "topic", "acronym", "citation", "paraphrase"}


@pytest.fixture(scope="module")
def parsed() -> dict[str, ParsedDocument]:
    """Every sample document by its file's name."""
    documents = {}
    for source in iter_sources([DOCUMENTS], metadata={}):
        assert isinstance(source, SourceFile), source
        document = parse_source(source)
        assert isinstance(document, ParsedDocument), source.name
        documents[Path(source.name).name] = document
    return documents


@pytest.fixture(scope="module")
def expected_labels() -> dict[str, list[tuple[str, str]]]:
    """Label and kind of every unit, in order, by the document's symbol."""
    fixture = Path(__file__).resolve().parents[1] / "fixtures" / "sample_labels.json"
    by_symbol = json.loads(fixture.read_text("utf-8"))
    return {symbol: [(label, kind) for label, kind in units] for symbol, units in by_symbol.items()}


@pytest.fixture(scope="module")
def queries() -> list[dict[str, object]]:
    lines = (QUESTIONS / "queries.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def qrels() -> dict[str, set[str]]:
    """Passage ids that answer, by question."""
    header, *lines = (QUESTIONS / "qrels" / "test.tsv").read_text("utf-8").splitlines()
    assert header == "query-id\tcorpus-id\tscore"
    answers: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        query_id, passage_id, score = line.split("\t")
        assert score == "1"
        answers[query_id].add(passage_id)
    return answers


def test_every_file_is_read_and_nothing_else(parsed: dict[str, ParsedDocument]) -> None:
    assert sorted(parsed) == FILES


def test_the_corpus_is_of_the_size_promised(parsed: dict[str, ParsedDocument]) -> None:
    assert len({document.metadata["symbol"] for document in parsed.values()}) >= 5
    assert sum(len(document.units) for document in parsed.values()) >= 220
    assert {document.lang for document in parsed.values()} == LANGUAGES


@pytest.mark.parametrize("name", FILES)
def test_units_have_the_labels_and_kinds_that_were_written(
    name: str,
    parsed: dict[str, ParsedDocument],
    expected_labels: dict[str, list[tuple[str, str]]],
) -> None:
    document = parsed[name]
    found = [(unit.label, str(unit.kind)) for unit in document.units]
    assert found == expected_labels[str(document.metadata["symbol"])]


@pytest.mark.parametrize("name", FILES)
def test_language_and_symbol_are_those_of_the_file_name(
    name: str, parsed: dict[str, ParsedDocument]
) -> None:
    document = parsed[name]
    stem = name.rsplit(".", 1)[0]
    assert document_id_of_symbol(str(document.metadata["symbol"]), document.lang) == stem
    assert {unit.lang for unit in document.units} == {document.lang}


@pytest.mark.parametrize("name", FILES)
def test_header_fields_are_those_of_the_masthead(
    name: str, parsed: dict[str, ParsedDocument]
) -> None:
    metadata = parsed[name].metadata
    if metadata["symbol"] == "A/RES/88/412":
        assert (metadata["body"], metadata["session"]) == ("GA", 88)
        return
    fields = ("body", "session", "agenda_item", "date_start", "date_end")
    assert tuple(metadata[field] for field in fields) == HEADERS[str(metadata["symbol"])]
    assert metadata["place"]


@pytest.mark.parametrize(("name", "title"), TITLES.items(), ids=list(TITLES))
def test_title_is_that_of_the_masthead_and_nothing_more(
    name: str, title: str, parsed: dict[str, ParsedDocument]
) -> None:
    assert parsed[name].metadata["title"] == title


@pytest.mark.parametrize(("name", "end"), TITLE_ENDS.items(), ids=list(TITLE_ENDS))
def test_title_of_a_decision_ends_with_its_subject(
    name: str, end: str, parsed: dict[str, ParsedDocument]
) -> None:
    assert str(parsed[name].metadata["title"]).endswith(end)


@pytest.mark.parametrize("name", FILES)
def test_sidecar_metadata_is_typed(name: str, parsed: dict[str, ParsedDocument]) -> None:
    metadata = parsed[name].metadata
    assert metadata["fictitious"] is True
    assert isinstance(metadata["published"], date)
    assert isinstance(metadata["subjects"], tuple)


@pytest.mark.parametrize("name", FILES)
def test_footnotes_belong_to_the_paragraphs_that_bear_their_marks(
    name: str, parsed: dict[str, ParsedDocument]
) -> None:
    document = parsed[name]
    found = [(note.number, note.label) for note in document.footnotes]
    assert found == FOOTNOTES.get(name, [])


@pytest.mark.parametrize("name", FILES)
def test_parsing_raises_no_doubts(name: str, parsed: dict[str, ParsedDocument]) -> None:
    assert parsed[name].warnings == ()


def test_translations_agree_in_labels_and_depth_of_headings(
    parsed: dict[str, ParsedDocument],
) -> None:
    shapes = defaultdict(set)
    for document in parsed.values():
        shape = tuple((unit.label, unit.kind, len(unit.section_path)) for unit in document.units)
        shapes[document.metadata["symbol"]].add(shape)
    assert {symbol: len(found) for symbol, found in shapes.items()} == dict.fromkeys(shapes, 1)


def test_questions_are_enough_in_every_language_and_of_every_kind(
    queries: list[dict[str, object]],
) -> None:
    ids = [query["_id"] for query in queries]
    assert len(set(ids)) == len(ids) >= 36
    metadata = [query["metadata"] for query in queries]
    by_lang = defaultdict(set)
    for fields in metadata:
        assert isinstance(fields, dict)
        by_lang[fields["lang"]].add(fields["kind"])
    assert by_lang == dict.fromkeys(LANGUAGES, KINDS)


def test_every_question_is_answered_by_passages_that_exist(
    queries: list[dict[str, object]],
    qrels: dict[str, set[str]],
    parsed: dict[str, ParsedDocument],
) -> None:
    assert set(qrels) == {query["_id"] for query in queries}
    assert set().union(*qrels.values()) <= {
        f"{document_id_of_symbol(str(document.metadata['symbol']), document.lang)}:{unit.label}"
        for document in parsed.values()
        for unit in document.units
    }


def test_an_answer_counts_in_all_its_translations(
    qrels: dict[str, set[str]], parsed: dict[str, ParsedDocument]
) -> None:
    languages = defaultdict(set)
    for document in parsed.values():
        document_id = document_id_of_symbol(str(document.metadata["symbol"]), document.lang)
        languages[document_id.rpartition(".")[0]].add(document.lang)
    for answers in qrels.values():
        places = [passage_id.split(":", 1) for passage_id in answers]
        works = {document_id.rpartition(".")[0] for document_id, _ in places}
        labels = {label for _, label in places}
        assert len(works) == len(labels) == 1, answers
        assert {document_id.rpartition(".")[2] for document_id, _ in places} == languages[
            works.pop()
        ]
