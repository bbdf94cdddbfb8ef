"""Files made to do harm, and broken ones: a clear error, in bounded memory and time."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile

import pytest

from index.errors import PilcrowError, UnreadableFile, UnsupportedFormat
from index.reading.docx import read_docx
from index.reading.limits import MAX_DOCX_PARTS
from tests.unit.reading.docx.ooxml import (
    DOCUMENT,
    MAIN,
    SPACES,
    abstract,
    level,
    note,
    num,
    numbered,
    p,
    write_docx,
)

SOUND = write_docx(p("Text."))


def refused(content: bytes) -> PilcrowError:
    with pytest.raises((UnreadableFile, UnsupportedFormat)) as raised:
        read_docx(content, name="bad.docx")
    assert raised.value.message.startswith("bad.docx ")
    assert raised.value.hint
    return raised.value


def document(xml: str | bytes) -> bytes:
    return write_docx("", files={DOCUMENT: xml})


def zipped(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("length", [0, 10, 100, len(SOUND) // 2, len(SOUND) - 30])
def test_a_file_that_was_cut_off_is_damaged(length: int) -> None:
    assert "damaged" in refused(SOUND[:length]).message


@pytest.mark.parametrize("offset", range(30, len(SOUND) - 100, 97))
def test_a_flipped_byte_gives_an_error_or_the_text(offset: int) -> None:
    content = bytearray(SOUND)
    content[offset] ^= 0xFF
    try:
        lines = read_docx(bytes(content), name="bad.docx").lines
    except (UnreadableFile, UnsupportedFormat):
        return
    assert [line.text for line in lines] == ["Text."]


def test_malformed_xml_is_damaged() -> None:
    assert "damaged" in refused(document(f"<w:document {SPACES}><w:body><w:p>")).message


def test_no_xml_at_all_is_damaged() -> None:
    assert "damaged" in refused(document(b"\x00\x01\x02")).message


def test_a_file_without_a_document_is_of_another_kind() -> None:
    error = refused(zipped({"xl/workbook.xml": "<x/>"}))
    assert isinstance(error, UnsupportedFormat)


def test_a_document_without_text_says_so() -> None:
    assert "holds no text" in refused(write_docx(p(" "))).message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d SYSTEM "http://localhost:9/evil.dtd">',
        "<!DOCTYPE d>",
    ],
)
def test_entities_and_document_types_are_refused(declared: str, encoding: str) -> None:
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>{declared}'
        f"<w:document {SPACES}><w:body>{p('text')}</w:body></w:document>"
    )
    assert "declares a document type" in refused(document(xml.encode(encoding))).message


def test_entities_that_grow_are_refused_before_they_do() -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)
    )
    xml = f"<!DOCTYPE d [{entities}]><w:document {SPACES}><w:body>&a11;</w:body></w:document>"
    assert "declares a document type" in refused(document(xml)).message


def test_entities_in_another_part_are_refused() -> None:
    evil = f'<!DOCTYPE d [<!ENTITY x "y">]><w:styles {SPACES}/>'
    content = write_docx(p("x"), parts={"styles": ""}, files={"word/styles.xml": evil})
    assert "styles.xml" in refused(content).message


def test_nesting_without_end_is_damaged() -> None:
    deep = "<w:smartTag>" * 10_000 + "</w:smartTag>" * 10_000
    assert "damaged" in refused(write_docx(f"<w:p>{deep}</w:p>")).message


@pytest.mark.parametrize(
    "wrap", [("<w:ins>", "</w:ins>"), ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")]
)
def test_nesting_as_deep_as_the_parser_allows_is_read(wrap: tuple[str, str]) -> None:
    count = 240 // wrap[0].count("<")
    body = wrap[0] * count + p("deep") + wrap[1] * count
    assert [line.text for line in read_docx(write_docx(body), name="x").lines] == ["deep"]


def test_a_bomb_is_refused_in_bounded_memory() -> None:
    block = f"<w:p><w:del><w:r><w:delText>{'x' * 9_000_000}</w:delText></w:r></w:del></w:p>"
    text = f"<w:document {SPACES}><w:body>{block * 15}</w:body></w:document>"
    content = document(text)
    del text
    tracemalloc.start()
    try:
        error = refused(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "unpacks to more than" in error.message
    assert peak < 50_000_000


def test_a_block_of_millions_of_tags_is_refused() -> None:
    assert (
        "tags and attributes" in refused(write_docx(f"<w:p>{'<w:r/>' * 2_100_000}</w:p>")).message
    )


def test_thousands_of_parts_are_refused() -> None:
    files = {f"word/media/{count}": "" for count in range(MAX_DOCX_PARTS + 1)}
    assert "holds more than" in refused(write_docx(p("x"), files=files)).message


def test_a_directory_of_another_size_than_it_says_is_refused() -> None:
    content = bytearray(SOUND)
    end = content.rfind(b"PK\x05\x06")
    struct.pack_into("<L", content, end + 12, 0xFFFFFF00)
    assert "holds more than" in refused(bytes(content)).message


def test_an_encrypted_part_is_named_as_such() -> None:
    content = bytearray(SOUND)
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    assert "encrypted" in refused(bytes(content)).message


def test_paths_that_lead_out_of_the_file_lead_nowhere() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/officeDocument" Target="../../../etc/passwd"/>'
        "</Relationships>"
    )
    content = write_docx(p("Text."), files={"_rels/.rels": relations})
    assert [line.text for line in read_docx(content, name="x").lines] == ["Text."]


def test_parts_that_are_missing_are_done_without() -> None:
    files = {
        "_rels/.rels": "<Relationships/>",
        "word/_rels/document.xml.rels": "<Relationships/>",
    }
    content = write_docx(p("Text."), files=files)
    assert [line.text for line in read_docx(content, name="x").lines] == ["Text."]


def test_the_strict_dialect_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f"<w:document {SPACES}><w:body>{p('Text.')}</w:body></w:document>".replace(MAIN, strict)
    lines = read_docx(document(xml), name="x").lines
    assert [line.text for line in lines] == ["Text."]


def test_long_labels_and_absurd_numbers_do_not_swell() -> None:
    definition = abstract(1, level(0, "lowerLetter", "%1" * 100_000, start=999_999_999)) + num(1, 1)
    body = numbered(1, 0, "x") * 1000
    lines = read_docx(write_docx(body, parts={"numbering": definition}), name="x").lines
    assert max(len(line.text) for line in lines) < 3000


def test_one_note_with_many_marks_is_printed_once() -> None:
    body = p(*['<w:r><w:footnoteReference w:id="1"/></w:r>'] * 50_000)
    lines = read_docx(write_docx(body, parts={"footnotes": note(1, "x" * 1000)}), name="x").lines
    assert sum(len(line.text) for line in lines) < 500_000


@pytest.mark.parametrize("filler", [" ", "\t", "*", "¹", "1.", "(", "\ufffd", "_", "A/"])
def test_long_runs_take_linear_time(filler: str) -> None:
    lines = read_docx(write_docx(p(f"x{filler * 300_000}x")), name="x").lines
    assert lines[0].text.startswith("x")


def test_a_hundred_thousand_paragraphs_that_run_into_one_are_read() -> None:
    body = p("x", properties="<w:rPr><w:del/></w:rPr>") * 100_000
    lines = read_docx(write_docx(body), name="x").lines
    assert [len(line.text) for line in lines] == [100_000]


def test_a_field_with_a_long_instruction_is_not_read_again_and_again() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    code = f"<w:r><w:instrText>{'x' * 5_000_000}</w:instrText></w:r>"
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = p(begin, code, separate) + p("x") * 20_000
    assert len(read_docx(write_docx(body), name="x").lines) == 39_999
