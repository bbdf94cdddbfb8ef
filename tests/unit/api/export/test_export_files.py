"""Exported files: opened by a word processor, right to left where the text is, safe cells."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from api.export.chosen import ChosenParagraph, ChosenPrecedent
from api.export.docx import docx_file
from api.export.markdown import escaped, markdown_text
from api.export.table import csv_text, safe
from api.export.words import export_words
from index.model import Document, Passage, PassageKind
from index.reading.source import SourceFile, parse_source

ARABIC = "يدعو الأطراف إلى رسم خرائط الخث؛"


def paragraph(
    text: str = "Invites Parties\x0c to map peat;\nnow & <then>",
    *,
    label: str = "5",
    chapeau: str = "",
    status: str = "draft",
) -> ChosenParagraph:
    passage = Passage(
        passage_id="d:1",
        document_id="d",
        ordinal=0,
        label="1",
        printed_label="(a)" if chapeau else "1.",
        alt_labels=(),
        kind=PassageKind.OPERATIVE,
        parent="",
        section_path=(),
        chapeau=chapeau,
        text=text,
        lang="ar" if text == ARABIC else "en",
        start_line=1,
        end_line=1,
        footnote_refs=(),
        metadata={},
    )
    document = Document("d", "d.txt", "CBD/COP/30/L.2", "", passage.lang, {}, "0", 1)
    precedent = ChosenPrecedent(passage, document, "CBD/COP/30/L.2, para. 1", status)
    return ChosenParagraph(label, "Urges Parties to map peat;", (precedent,), False, "")


NOTHING = ChosenParagraph("2", "", (), False, "")
NO_PRECEDENT = ChosenParagraph("¶6", "Urges Parties to sing;", (), True, "Nothing is like it.")
GOVERNED = "Requests the\n Executive Secretary:"


def written(folder: Path, *paragraphs: ChosenParagraph, lang: str = "en") -> Path:
    path = folder / "precedents.docx"
    path.write_bytes(docx_file(paragraphs, export_words(lang), lang))
    return path


def test_every_part_is_well_formed_and_the_bytes_do_not_vary(tmp_path: Path) -> None:
    path = written(tmp_path, paragraph(), paragraph(ARABIC), NOTHING)
    first = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            ET.fromstring(archive.read(name))
        body = archive.read("word/document.xml").decode()
    assert body.count("<w:bidi/>") == 1
    assert "No precedent chosen" in body
    assert written(tmp_path, paragraph(), paragraph(ARABIC), NOTHING).read_bytes() == first


def test_read_back_by_our_own_reader(tmp_path: Path) -> None:
    content = written(tmp_path, paragraph()).read_bytes()
    parsed = parse_source(SourceFile("precedents.docx", content, {}))
    text = "\n".join(block.text for block in parsed.blocks)
    assert "now & <then>" in text
    assert "CBD/COP/30/L.2, para. 1" in text
    assert "draft text, not agreed" in text


def test_a_word_processor_opens_it(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed here")
    path = written(tmp_path, paragraph(), paragraph(ARABIC), lang="ar")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    pdf = (tmp_path / "precedents.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 5_000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. *a* [b](c)", r"1\. \*a\* \[b\](c)"),
        ("- item\n+ item", r"\- item + item"),
        ("# head & <script>", r"\# head &amp; \<script\>"),
        ("plain, text;", "plain, text;"),
    ],
)
def test_markdown_shows_a_text_as_it_is(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", " ="])
def test_a_cell_is_no_formula(start: str) -> None:
    assert safe(f"{start}1+1").startswith("'")
    assert safe("peat = bog") == "peat = bog"


def body_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join(
        "".join(one.text or "" for one in line.iter(f"{space}t")) for line in body.iter(f"{space}p")
    )


def test_a_docx_has_numbers_governing_words_and_paragraphs_without_precedent(
    tmp_path: Path,
) -> None:
    governed = paragraph("To map peat;", chapeau=GOVERNED, status="")
    assert body_of(written(tmp_path, governed, NO_PRECEDENT)).splitlines() == [
        "Precedents",
        "Draft 5",
        "Urges Parties to map peat;",
        "Requests the Executive Secretary:",
        "(a) To map peat; [status not stated]",
        "Draft ¶6",
        "Urges Parties to sing;",
        "No precedent.",
        "Nothing is like it.",
    ]


def test_markdown_has_numbers_governing_words_and_paragraphs_without_precedent() -> None:
    governed = paragraph("To map peat;", chapeau=GOVERNED, status="", label="5 [bis]")
    text = markdown_text((governed, NO_PRECEDENT, NOTHING), export_words("en"))
    assert text.splitlines() == [
        "# Precedents",
        "",
        r"## 5 \[bis\]",
        "",
        "**Draft:** Urges Parties to map peat;",
        "",
        "> Requests the Executive Secretary:",
        ">",
        "> (a) To map peat;[^1] *(status not stated)*",
        "",
        "## ¶6",
        "",
        "**Draft:** Urges Parties to sing;",
        "",
        "*No precedent.* Nothing is like it.",
        "",
        "## 2",
        "",
        "*No precedent chosen.*",
        "",
        "[^1]: CBD/COP/30/L.2, para. 1",
    ]


def test_a_table_has_numbers_governing_words_and_paragraphs_without_precedent() -> None:
    governed = paragraph("To map peat;", chapeau=GOVERNED, status="")
    text = csv_text((governed, NO_PRECEDENT, NOTHING), export_words("fr"))
    first, second, third = csv.DictReader(io.StringIO(text))
    assert (first["draft_number"], first["text"]) == ("5", "To map peat;")
    assert (first["context"], first["status"]) == (
        "Requests the Executive Secretary:",
        "statut non indiqué",
    )
    assert first["verdict"] == first["explanation"] == ""
    assert (second["draft_number"], second["text"]) == ("¶6", "")
    assert (second["verdict"], second["explanation"]) == (
        "Aucun précédent",
        "Nothing is like it.",
    )
    assert (third["draft_number"], third["verdict"]) == ("2", "")


def test_words_in_six_languages() -> None:
    unstated = {export_words(lang).status("") for lang in ("en", "fr", "es", "ru", "ar", "zh")}
    assert len(unstated) == 6
    assert export_words("en").status("agreed") == "agreed"
    titles = {export_words(lang).title for lang in ("en", "fr", "es", "ru", "ar", "zh-Hans")}
    assert len(titles) == 6
    assert export_words("de").title == "Precedents"
