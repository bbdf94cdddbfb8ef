"""PDFs that LibreOffice prints of the sample documents give the units of their plain texts."""

from __future__ import annotations

import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from index.model import ParsedDocument
from index.parsing.document import parse_document
from index.parsing.lines import Line
from index.reading.pdf import read_pdf
from index.reading.text_lines import plain_lines, split_lines
from tests.unit.reading.pdf.flat_odt import flat_odt

SAMPLES = {
    "cbd-cop-21-14.en": 43,
    "cbd-cop-21-14.fr": 43,
    "cbd-cop-21-14.zh": 43,
    "cbd-sbi-9-inf-12.es": 37,
    "cbd-sbstta-36-7.ru": 25,
    "cbd-cop-dec-20-17.ar": 27,
}
COLUMNS = (1, 2)
BROKEN_NUMBERS = {("cbd-cop-21-14.zh", 2): {"7"}}
"""Where LibreOffice broke a line within a number, which then has a blank in it."""


def text_of(name: str) -> str:
    return files("index.sample").joinpath("documents", f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each sample as PDFs of one and of two columns."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("printed")
    sources = []
    for name in SAMPLES:
        symbol = name.partition(".")[0].upper().replace("-", "/")
        for columns in COLUMNS:
            source = folder / f"{name}.{columns}.fodt"
            lang = name.rpartition(".")[2]
            source.write_bytes(flat_odt(text_of(name), lang=lang, head=symbol, columns=columns))
            sources.append(str(source))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=300)
    return folder


def parsed(lines: list[Line], name: str) -> ParsedDocument:
    return parse_document(lines, name=name, lang=name.rpartition(".")[2], metadata={})


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("name", SAMPLES)
def test_units_are_those_of_the_plain_text(printed: Path, name: str, columns: int) -> None:
    rendered = read_pdf((printed / f"{name}.{columns}.pdf").read_bytes(), name=name)
    expected = parsed(plain_lines(split_lines(text_of(name))), name)
    found = parsed(list(rendered.lines), name)
    loose = BROKEN_NUMBERS.get((name, columns), set())

    assert len(found.units) == SAMPLES[name]
    assert [
        (u.label, u.kind, u.text, u.footnote_refs) for u in found.units if u.label not in loose
    ] == [
        (u.label, u.kind, u.text, u.footnote_refs) for u in expected.units if u.label not in loose
    ]
    assert [(n.number, n.text, n.label) for n in found.footnotes] == [
        (n.number, n.text, n.label) for n in expected.footnotes
    ]
    assert rendered.warnings == ()


def test_units_know_their_pages(printed: Path) -> None:
    rendered = read_pdf((printed / "cbd-cop-21-14.en.1.pdf").read_bytes(), name="note.pdf")
    pages = [unit.page for unit in parsed(list(rendered.lines), "note.en").units]

    assert pages[0] == 1
    assert pages == sorted(pages)
    assert max(pages) > 2
