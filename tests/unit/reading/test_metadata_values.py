"""Metadata gets its types from how it is written, and well-known fields keep theirs."""

from __future__ import annotations

from datetime import date

import pytest

from index.errors import InvalidMetadata
from index.reading.front_matter import read_front_matter
from index.reading.metadata import (
    metadata_from_json,
    parse_metadata_option,
    parse_metadata_options,
)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("symbol=UNEP/CBD/COP/11/17", "UNEP/CBD/COP/11/17"),
        ("session=11", 11),
        ("session=XI", 11),
        ("session=第十一届会议", 11),
        ("session=Eleventh meeting", 11),
        ("agenda_item=5.2", "5.2"),
        ("title=2012", "2012"),
        ("place=Hyderabad, India", "Hyderabad, India"),
        ("date_start=2012-10-08", date(2012, 10, 8)),
        ("adopted=2012-10-08", date(2012, 10, 8)),
        ("adopted=2012-13-08", "2012-13-08"),
        ("count=-5", -5),
        ("share=0.5", 0.5),
        ("code=007", "007"),
        ("open=true", True),
        ("open=false", False),
        ("open=True", "True"),
        ('year="2012"', "2012"),
        ('tags=[water, "health"]', ("water", "health")),
        ("tags=[]", ()),
        ("note=a=b", "a=b"),
        ("note=", ""),
        ("huge=99999999999999999999", "99999999999999999999"),
    ],
)
def test_option(option, value):
    name, typed = parse_metadata_option(option)
    assert name == option.partition("=")[0]
    assert typed == value
    assert type(typed) is type(value)


@pytest.mark.parametrize(
    "option", ["no equals", "=x", "1a=x", "a b=x", "session=soon", "date_end=soon", "a=\udcff"]
)
def test_bad_option_is_named(option):
    with pytest.raises(InvalidMetadata) as caught:
        parse_metadata_option(option)
    assert caught.value.hint


def test_later_option_wins():
    assert parse_metadata_options(["a=1", "b=2", "a=3"]) == {"a": 3, "b": 2}


def test_sidecar():
    text = '{"symbol": "A/1", "session": "XI", "n": 1, "d": "2012-10-08", "l": ["a"], "x": null}'
    assert metadata_from_json(text, source="a.meta.json") == {
        "symbol": "A/1",
        "session": 11,
        "n": 1,
        "d": date(2012, 10, 8),
        "l": ("a",),
    }


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"a": {}}', '{"a": NaN}', '{"a": 1e999}', '{"1": 2}']
)
def test_bad_sidecar_is_named(text):
    with pytest.raises(InvalidMetadata, match=r"a\.meta\.json"):
        metadata_from_json(text, source="a.meta.json")


def test_front_matter():
    lines = ["---", "symbol: A/RES/65/161", "session: 65", "title: 'On: colons'", "---", "# T"]
    found = read_front_matter(lines, name="a.md")
    assert found.line_count == 5
    assert found.metadata == {"symbol": "A/RES/65/161", "session": 65, "title": "On: colons"}


@pytest.mark.parametrize(
    "lines", [["# T"], ["---", "a rule above prose", "---"], ["---", "a: b"], []]
)
def test_no_front_matter(lines):
    assert read_front_matter(lines, name="a.md").line_count == 0


def test_bad_front_matter_names_its_line():
    with pytest.raises(InvalidMetadata, match=r"a\.md, line 2"):
        read_front_matter(["---", "session: soon", "---"], name="a.md")


@pytest.mark.parametrize("option", ["lang=5", "lang=klingon", "lang=EN", "lang=", "lang=[en]"])
def test_what_is_no_language_tag_is_refused(option):
    with pytest.raises(InvalidMetadata, match="language tag"):
        parse_metadata_option(option)


@pytest.mark.parametrize("tag", ["en", "zh", "pt-BR", "zh-Hant-TW"])
def test_language_tags_are_kept(tag):
    assert parse_metadata_option(f"lang={tag}") == ("lang", tag)
