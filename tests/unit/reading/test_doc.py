"""DOC, RTF and ODT are read through LibreOffice, and protected or foreign files are refused."""

from __future__ import annotations

import http.server
import io
import shutil
import subprocess
import threading
import zipfile
from pathlib import Path

import pytest

from index.errors import PilcrowError, UnreadableFile, UnsupportedFormat
from index.reading.doc import read_doc
from index.reading.docx import read_docx
from tests.unit.reading.compound import compound_file
from tests.unit.reading.formats.build_docx import build_docx
from tests.unit.reading.formats.source_blocks import ENGLISH, Block

BLOCKS: tuple[Block, ...] = ENGLISH.blocks[: ENGLISH.blocks.index(ENGLISH.blocks[-6])]
"""Up to the draft: LibreOffice loses in writing DOC where a list begins anew."""

WORD_STREAM = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x00" + bytes(5000)
ENCRYPTED_STREAM = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(5000)


@pytest.fixture(scope="module")
def soffice() -> str:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice (soffice), which is not installed")
    return program


def linking_odt(picture: str, text: str) -> bytes:
    """An ODT that shows a picture and takes in a text, each from an address."""
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{spaces}:office:1.0" '
        f'xmlns:text="{spaces}:text:1.0" xmlns:draw="{spaces}:drawing:1.0" '
        f'xmlns:svg="{spaces}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'office:version="1.2"><office:body><office:text><text:p>1. Text.'
        '<draw:frame svg:width="1cm" svg:height="1cm">'
        f'<draw:image xlink:href="{picture}"/></draw:frame></text:p><text:section text:name="s">'
        f'<text:section-source xlink:href="{text}"/><text:p>as it was</text:p></text:section>'
        "</office:text></office:body></office:document-content>"
    )
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in (
            ("/", "application/vnd.oasis.opendocument.text"),
            ("content.xml", "text/xml"),
        )
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{spaces}:manifest:1.0">{entries}</m:manifest>',
        )
    return buffer.getvalue()


def refused(content: bytes, name: str = "old.doc") -> PilcrowError:
    with pytest.raises((UnreadableFile, UnsupportedFormat)) as raised:
        read_doc(content, name=name)
    assert raised.value.message.startswith(f"{name} ")
    return raised.value


@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_a_document_reads_as_the_docx_that_it_was(
    soffice: str, tmp_path: Path, suffix: str
) -> None:
    source = tmp_path / "source.docx"
    source.write_bytes(build_docx(BLOCKS))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix,
            "--outdir", str(tmp_path), str(source),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    expected = read_docx(source.read_bytes(), name="source.docx")

    read = read_doc((tmp_path / f"source.{suffix}").read_bytes(), name=f"source.{suffix}")

    assert [line.text for line in read.lines] == [line.text for line in expected.lines]
    assert [line.heading_level for line in read.lines] == [
        line.heading_level for line in expected.lines
    ]


def test_without_libreoffice_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    error = refused(compound_file({"WordDocument": WORD_STREAM}))

    assert isinstance(error, UnsupportedFormat)
    assert "LibreOffice" in error.message
    assert "DOCX" in error.hint


def test_what_libreoffice_cannot_open_is_unreadable(soffice: str) -> None:
    assert isinstance(refused(compound_file({"WordDocument": bytes(5000)})), UnreadableFile)


def test_nothing_is_fetched_that_a_document_names(soffice: str, tmp_path: Path) -> None:
    """Neither a picture on the network nor a text of this machine."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/picture.png"
        read = read_doc(linking_odt(address, secret.as_uri()), name="links.odt")
        server.shutdown()

    assert [line.text for line in read.lines if line.text] == ["1. Text.", "as it was"]
    assert asked == []


def test_an_encrypted_doc_is_named_as_such() -> None:
    assert "encrypted" in refused(compound_file({"WordDocument": ENCRYPTED_STREAM})).message


@pytest.mark.parametrize("stream", ["EncryptedPackage", "\x06DataSpaces", "\x09DRMContent"])
def test_an_encrypted_docx_is_named_as_such(stream: str) -> None:
    content = compound_file({"EncryptionInfo": b"", stream: b"x" * 5000})

    assert "encrypted" in refused(content, "safe.docx").message


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        ("Workbook", "spreadsheet"),
        ("PowerPoint Document", "presentation"),
        ("__properties_version1.0", "no text"),
    ],
)
def test_other_office_files_are_not_read(stream: str, kind: str) -> None:
    error = refused(compound_file({stream: b"x" * 5000}))

    assert isinstance(error, UnsupportedFormat)
    assert kind in error.message


@pytest.mark.parametrize("length", [8, 100, 600, 1100])
def test_a_doc_that_was_cut_off_is_damaged(length: int) -> None:
    assert "damaged" in refused(compound_file({"WordDocument": WORD_STREAM})[:length]).message


def test_something_else_is_no_document() -> None:
    assert isinstance(refused(b"plain text"), UnsupportedFormat)
