"""JSON lines and tables of paragraphs become passages that name themselves."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import DuplicateId, InvalidRecord
from index.model import CorpusRecord, ParsedCorpus
from index.preparation import prepare
from index.reading.json_records import parse_json_records
from index.reading.source import parse_source
from index.reading.source_file import SourceFile
from index.reading.tables import parse_table


def records(*objects: object, **metadata) -> tuple[CorpusRecord, ...]:
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)
    return parse_json_records(text, name="springs.jsonl", metadata=metadata).records


def rows(text: str, **metadata) -> tuple[CorpusRecord, ...]:
    return parse_table(text, name="springs.csv", metadata=metadata).records


def test_a_record_with_everything():
    [record] = records(
        {
            "id": "p-1",
            "symbol": "CBD/COP/23/8",
            "para": "4",
            "lang": "fr",
            "title": "Sources",
            "headings": ["II. Réponses", None, "A. Pertes"],
            "text": "Neuf sources sont revenues.",
            "type": "paragraph",
            "page": 7,
            "nothing": None,
            "source": {"file": "a.docx", "size": 12},
            "metadata": {"topic": ["water"]},
        }
    )
    assert record == CorpusRecord(
        passage_id="p-1",
        title="Sources",
        text="Neuf sources sont revenues.",
        lang="fr",
        metadata={
            "topic": ("water",),
            "type": "paragraph",
            "page": 7,
            "source.file": "a.docx",
            "source.size": 12,
            "symbol": "CBD/COP/23/8",
        },
        line=1,
        label="4",
        section_path=("II. Réponses", "A. Pertes"),
    )


def test_names_of_fields():
    [record] = records(
        {"_id": "1", "paragraph_text": "One.", "paragraph": 3, "language": "French", "section": "I"}
    )
    assert (record.text, record.label, record.lang) == ("One.", "3", "fr")
    assert record.section_path == ("I",)
    assert record.metadata == {}


def test_the_better_name_wins_and_the_other_is_metadata():
    [record] = records({"text": "One.", "content": "raw", "label": "2", "para": "x"})
    assert (record.text, record.label) == ("One.", "2")
    assert record.metadata == {"content": "raw", "para": "x"}


def test_ids_are_made_of_document_and_label_or_line():
    made = records(
        {"symbol": "CBD/COP/23/8", "para": "4", "text": "One."},
        {"symbol": "CBD/COP/23/8", "para": "(a)", "text": "Two."},
        {"symbol": "CBD/COP/23/8", "para": "4", "lang": "fr", "text": "Un."},
        {"symbol": "CBD/COP/23/8", "text": "Three."},
        {"para": "4", "text": "Four."},
    )
    assert [record.passage_id for record in made] == [
        "springs:cbd-cop-23-8:4",
        "springs:cbd-cop-23-8:4(a)",
        "springs:cbd-cop-23-8.fr:4",
        "springs:line-4",
        "springs:4",
    ]


def test_language_of_short_records_is_that_of_their_document():
    told = records(
        {"symbol": "A/1", "text": "The Executive Secretary prepared the present note on springs."},
        {"symbol": "A/1", "text": "General"},
        {"symbol": "A/2", "text": "执行秘书编写了本说明。"},
        {"symbol": "A/2", "text": "General"},
        {"symbol": "A/2", "lang": "es", "text": "General"},
    )
    assert [record.lang for record in told] == ["en", "en", "zh", "zh", "es"]
    assert [record.lang for record in records({"text": "General"}, lang="ru")] == ["ru"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{broken", "not JSON"),
        ("[1]", "no JSON object"),
        ('{"para": "1"}', '"text"'),
        ('{"text": null}', '"text"'),
        ('{"text": "  "}', '"text"'),
        ('{"text": "x", "para": ["1"]}', '"label"'),
        ('{"text": "x", "symbol": true}', '"symbol"'),
        ('{"text": "x", "lang": "not a language"}', "lang"),
        ('{"text": "x", "metadata": []}', '"metadata"'),
        ('{"text": "x", "a": [{"b": 1}]}', '"a"'),
        ('{"text": "\\ud800"}', "surrogate"),
    ],
)
def test_a_faulty_line_refuses_the_file_and_is_named(line, why):
    text = f'{{"text": "good"}}\n{line}\n'
    with pytest.raises(InvalidRecord) as caught:
        parse_json_records(text, name="bad.jsonl", metadata={})
    assert "bad.jsonl" in caught.value.message
    assert "line 2" in caught.value.message
    assert why in caught.value.message


def test_one_id_twice_is_refused():
    with pytest.raises(DuplicateId, match='"a" on lines 1, 2'):
        records({"id": "a", "text": "x"}, {"id": "a", "text": "y"})


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table(delimiter):
    table = "\n".join(
        delimiter.join(cells)
        for cells in (
            ("Symbol", "Para", "Headings", "Text", "Page", "Share", "Code", "Year of issue"),
            ("A/1", "4", "I. A > B. C", '"One; two, three\t|\nfour"', "7", "0.5", "01", ""),
            ("A/1", "(a)", "", "Five", "8", "2", "x", ""),
        )
    )
    first, second = rows(table + "\n")
    assert (first.label, first.section_path) == ("4", ("I. A", "B. C"))
    assert first.text == "One; two, three\t|\nfour"
    assert first.metadata == {"Page": 7, "Share": 0.5, "Code": "01", "symbol": "A/1"}
    assert (second.label, second.line, second.passage_id) == ("4(a)", 4, "springs:a-1:4(a)")
    assert second.metadata == {"Page": 8, "Share": 2.0, "Code": "x", "symbol": "A/1"}


def test_a_table_of_one_column_and_empty_rows():
    assert [(r.text, r.line) for r in rows("text\r\nOne\r\n\r\n  \r\nTwo\r\n")] == [
        ("One", 2),
        ("Two", 5),
    ]


def test_rows_may_lack_their_last_cells_and_columns_their_names():
    [first, second] = rows("text,,note\nOne\nTwo,extra,x\n")
    assert first.metadata == {}
    assert second.metadata == {"column_2": "extra", "note": "x"}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("symbol,para\nA/1,1\n", "no first row that names its columns"),
        ("One sentence, and another.\nMore.\n", "no first row that names its columns"),
        ("text,Note,note\na,b,c\n", 'two columns named "note"'),
        ("text,para\n", "holds no record"),
        ("text,para\nOne,1\nTwo,2,3\n", "line 3 (3 cells, where there are 2 columns)"),
        ('text,para\n"One" or so,1\nTwo,2\n', "line 2"),
        ('text,para\nOne,1\n"Two,2\n', "line 3"),
        ("text,para\n,1\n", 'line 2 (no "text")'),
    ],
)
def test_tables_that_are_refused(table, message):
    with pytest.raises(InvalidRecord) as caught:
        rows(table)
    assert "springs.csv" in caught.value.message
    assert message in caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_tables(encoding):
    content = "symbol,text\nA/1,缔约方大会注意到山泉的消失，请执行秘书编写指南。\n".encode(encoding)
    parsed = parse_source(SourceFile("a.csv", content, {}))
    assert isinstance(parsed, ParsedCorpus)
    assert [record.text[:5] for record in parsed.records] == ["缔约方大会"]


def test_a_record_larger_than_any_paragraph_is_named():
    with pytest.raises(InvalidRecord, match="line 2"):
        rows('text,para\n"' + "a" * 1_000_000 + '",1\n')


CELL = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1
).filter(lambda text: text.strip() == text)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_what_a_table_says_comes_back(cells, delimiter):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([("text", "remark"), *((text, f"x{note}") for text, note in cells)])
    found = rows(buffer.getvalue())
    assert [(record.text, record.metadata["remark"]) for record in found] == [
        (text, f"x{note}") for text, note in cells
    ]


def test_the_budget_is_read_whole(shared_data):
    path = shared_data / "un" / "budget_2027_en.jsonl"
    source = SourceFile(path.name, path.read_bytes(), {})
    parsed = parse_source(source)
    assert isinstance(parsed, ParsedCorpus)
    given = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(parsed.records) == len(given) == 8409
    for record, one in zip(parsed.records, given, strict=True):
        assert record.metadata["symbol"] == one["symbol"]
        assert (record.passage_id, record.text) == (one["id"], one["text"])
        assert record.section_path == tuple(one["headings"])
        assert record.lang == "en"
        printed = one["para"] or ""
        assert record.label.split("~")[0].endswith(printed) or "~" in record.label
        assert bool(record.label) >= bool(printed)
    labelled = [(r.metadata["symbol"], r.label) for r in parsed.records if r.label]
    assert len(labelled) == len(set(labelled)) == 7562
    prepared = prepare(parsed, content_hash="", policy="full")
    assert len(prepared.passages) == 8409
