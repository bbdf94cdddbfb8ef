"""A corpus is read whole or refused whole."""

from __future__ import annotations

import json
from datetime import date

import pytest

from index.errors import DuplicateId, InvalidRecord
from index.reading.beir import parse_corpus


def corpus(*records: object):
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return parse_corpus(text, name="corpus", metadata={})


def test_record_with_everything():
    parsed = corpus(
        {
            "_id": "en:1",
            "title": "Peat",
            "text": "Peatlands store carbon.",
            "metadata": {
                "lang": "fr",
                "year": 2012,
                "share": 0.5,
                "adopted": "2012-10-08",
                "open": True,
                "tags": ["water", 7],
                "nothing": None,
            },
        }
    )
    [record] = parsed.records
    assert (record.passage_id, record.title, record.text, record.lang, record.line) == (
        "en:1",
        "Peat",
        "Peatlands store carbon.",
        "fr",
        1,
    )
    assert record.metadata == {
        "year": 2012,
        "share": 0.5,
        "adopted": date(2012, 10, 8),
        "open": True,
        "tags": ("water", "7"),
    }


def test_language_is_told_from_the_text():
    parsed = corpus(
        {"_id": "1", "text": "缔约方大会通过了决定。"}, {"_id": 2, "text": "Доклад готов."}
    )
    assert [(record.passage_id, record.lang) for record in parsed.records] == [
        ("1", "zh"),
        ("2", "ru"),
    ]


def test_separators_inside_strings_end_no_record():
    text = '{"_id": "1", "text": "one\u2028two\u0085three"}\r\n\r\n{"_id": "2", "text": "four"}'
    records = parse_corpus(text, name="c", metadata={}).records
    assert [(record.text, record.line) for record in records] == [
        ("one\u2028two\u0085three", 1),
        ("four", 3),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{broken", "not JSON"),
        ("[1, 2]", "no JSON object"),
        ('{"text": "x"}', '"_id"'),
        ('{"_id": "", "text": "x"}', '"_id"'),
        ('{"_id": true, "text": "x"}', '"_id"'),
        ('{"_id": "1"}', '"text"'),
        ('{"_id": "1", "text": 5}', '"text"'),
        ('{"_id": "1", "text": " "}', "blank"),
        ('{"_id": "1", "text": "x", "title": 1}', '"title"'),
        ('{"_id": "1", "text": "x", "metadata": []}', '"metadata"'),
        ('{"_id": "1", "text": "x", "metadata": {"a": {"b": 1}}}', '"a"'),
        ('{"_id": "1", "text": "\\ud800"}', "surrogate"),
        ('{"_id": "1", "text": "x", "metadata": {"a": NaN}}', '"a"'),
    ],
)
def test_faulty_line_refuses_the_file(line, why):
    text = '{"_id": "0", "text": "good"}\n' + line + "\n"
    with pytest.raises(InvalidRecord) as caught:
        parse_corpus(text, name="bad.jsonl", metadata={})
    assert "bad.jsonl" in caught.value.message
    assert "line 2" in caught.value.message
    assert why in caught.value.message


def test_at_most_ten_lines_are_named():
    with pytest.raises(InvalidRecord) as caught:
        parse_corpus("x\n" * 25, name="c", metadata={})
    assert "line 10 " in caught.value.message
    assert "line 11 " not in caught.value.message
    assert "15 more" in caught.value.message


def test_duplicate_ids_are_named_with_their_lines():
    records = [{"_id": identity, "text": "x"} for identity in ("a", "b", "a", "c", "b")]
    with pytest.raises(DuplicateId) as caught:
        corpus(*records)
    assert '"a" on lines 1, 3' in caught.value.message
    assert '"b" on lines 2, 5' in caught.value.message


def test_empty_corpus_is_refused():
    with pytest.raises(InvalidRecord, match="no record"):
        parse_corpus("\n\n", name="c", metadata={})


def test_label_and_headings_of_a_record():
    parsed = corpus(
        {"_id": "a", "text": "x", "metadata": {"symbol": "A/1", "paragraph": "5"}},
        {"_id": "b", "text": "x", "metadata": {"symbol": "A/1", "paragraph": "(a)"}},
        {"_id": "c", "text": "x", "metadata": {"paragraph": 5}},
        {"_id": "d", "text": "x", "metadata": {"label": "7(b)", "section": ["I", "A"]}},
        {"_id": "e", "text": "x", "metadata": {"headings": "II > B"}},
    )
    assert [(record.label, record.section_path) for record in parsed.records] == [
        ("5", ()),
        ("5(a)", ()),
        ("", ()),
        ("7(b)", ("I", "A")),
        ("", ("II", "B")),
    ]
    assert parsed.records[2].metadata == {"paragraph": 5}
    assert parsed.records[3].metadata == {}


def test_a_number_counts_where_the_user_names_the_document():
    text = '{"_id": "a", "text": "x", "metadata": {"paragraph": "5"}}'
    [record] = parse_corpus(text, name="c", metadata={"symbol": "A/1"}).records
    assert record.label == "5"
