"""A ZIP archive gives its files one by one; what is hostile or damaged is refused alone."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from index.errors import DuplicateId, InvalidMetadata, PilcrowError, UnreadableFile
from index.errors import UnsupportedFormat as Unsupported
from index.reading.archives import expand, is_archive
from index.reading.limits import MAX_ARCHIVE_MEMBERS
from index.reading.source import SourceFile, iter_sources

TEXT = b"1. Springs run dry.\n"


def entry(name: str, *, mode: int = 0, flags: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    info.flag_bits |= flags
    return info


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            package.writestr(name, content)
    return buffer.getvalue()


def opened(content: bytes, **metadata) -> tuple[list[SourceFile | PilcrowError], dict[str, str]]:
    skipped: dict[str, str] = {}
    source = SourceFile("docs.zip", content, metadata)
    found = list(expand(source, on_skip=lambda path, reason: skipped.update({str(path): reason})))
    return found, skipped


def names(found: list[SourceFile | PilcrowError]) -> list[str]:
    return [item.name for item in found if isinstance(item, SourceFile)]


def test_files_come_in_order_with_their_metadata():
    found, skipped = opened(
        packed(
            ("b.txt", TEXT),
            ("a/z.md", TEXT),
            ("a/z.md.meta.json", b'{"symbol": "A/1", "session": 3}'),
            ("a/", b""),
        ),
        session=4,
    )
    assert found == [
        SourceFile("docs.zip/a/z.md", TEXT, {"symbol": "A/1", "session": 4}),
        SourceFile("docs.zip/b.txt", TEXT, {"session": 4}),
    ]
    assert skipped == {}


def test_what_a_folder_would_not_give_is_left_out_with_a_reason():
    found, skipped = opened(
        packed(
            ("a.txt", TEXT),
            ("__MACOSX/._a.txt", TEXT),
            (".git/x.txt", TEXT),
            ("Thumbs.db", TEXT),
            ("picture.png", TEXT),
            ("eval/queries.jsonl", TEXT),
        )
    )
    assert names(found) == ["docs.zip/a.txt"]
    assert len(found) == 1
    assert {Path(name).name: reason for name, reason in skipped.items()} == {
        "._a.txt": "of the operating system",
        "x.txt": "hidden",
        "Thumbs.db": "of the operating system",
        "picture.png": "none of the formats that are read",
        "queries.jsonl": "queries of an evaluation, not documents",
    }


def test_a_corpus_in_an_archive_goes_by_its_folder():
    record = b'{"_id": "1", "text": "x"}\n'
    found, skipped = opened(
        packed(("xquad/corpus.jsonl", record), ("xquad/qrels/test.tsv", TEXT), ("a.txt", TEXT))
    )
    assert names(found) == ["docs.zip/a.txt", "docs.zip/xquad"]
    assert list(skipped) == ["docs.zip/xquad/qrels/test.tsv"]
    found, _ = opened(packed(("corpus.jsonl", record)))
    assert names(found) == ["docs.zip"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../evil.txt", "leads out of the archive"),
        ("a/../../evil.txt", "leads out of the archive"),
        ("/etc/evil.txt", "leads out of the archive"),
        ("C:/evil.txt", "leads out of the archive"),
        ("..\\evil.txt", "leads out of the archive"),
        ("\\\\host\\evil.txt", "leads out of the archive"),
        (entry("evil.txt", mode=stat.S_IFLNK | 0o777), "a link"),
        (entry("evil.txt", mode=stat.S_IFIFO), "no ordinary file"),
        ("evil.zip", "an archive in an archive"),
    ],
)
def test_a_hostile_entry_is_refused_and_the_rest_goes_on(name, says):
    found, _ = opened(packed(("a.txt", TEXT), (name, TEXT), ("z.txt", TEXT)))
    assert names(found) == ["docs.zip/a.txt", "docs.zip/z.txt"]
    [error] = [item for item in found if isinstance(item, PilcrowError)]
    assert isinstance(error, UnreadableFile | Unsupported)
    assert says in error.message
    assert "evil" in error.message


def test_an_archive_under_another_name_is_not_opened():
    inner = packed(("b.txt", TEXT))
    found, _ = opened(packed(("a.txt", inner), ("b.txt", TEXT)))
    assert isinstance(found[0], Unsupported)
    assert names(found) == ["docs.zip/b.txt"]


def test_backslashes_stand_between_folders():
    info = zipfile.ZipInfo("x")
    info.filename = "a\\b.txt"
    found, _ = opened(packed((info, TEXT)))
    assert names(found) == ["docs.zip/a/b.txt"]


def test_a_password_is_named():
    content = bytearray(packed(("a.txt", TEXT), ("b.txt", TEXT)))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    found, _ = opened(bytes(content))
    assert isinstance(found[0], UnreadableFile)
    assert "docs.zip/a.txt is protected by a password" in found[0].message
    assert names(found) == ["docs.zip/b.txt"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused():
    found, _ = opened(packed(("a.txt", TEXT), ("a.txt", b"2. Other."), ("b.txt", TEXT)))
    assert isinstance(found[0], DuplicateId)
    assert "2 files named a.txt" in found[0].message
    assert names(found) == ["docs.zip/b.txt"]


def test_damage_is_told_by_the_checksum():
    content = packed(("a.txt", TEXT * 100), ("b.txt", TEXT))
    at = content.index(b"a.txt") + 12
    broken = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
    found, _ = opened(broken)
    assert isinstance(found[0], UnreadableFile)
    assert "docs.zip/a.txt is damaged" in found[0].message
    assert names(found) == ["docs.zip/b.txt"]


def test_a_cut_off_archive_is_refused():
    [error], _ = opened(packed(("a.txt", TEXT))[:-30])
    assert isinstance(error, UnreadableFile)
    assert "docs.zip is damaged" in error.message


def test_an_archive_without_documents_is_refused():
    [error], _ = opened(packed(("picture.png", b"x")))
    assert isinstance(error, UnreadableFile)
    assert "holds no file that is read" in error.message
    [error], _ = opened(packed())
    assert isinstance(error, UnreadableFile)


def test_a_bomb_is_refused_before_it_is_unpacked():
    found, _ = opened(packed(("a.txt", TEXT), ("bomb.txt", bytes(50_000_000))))
    assert names(found) == ["docs.zip/a.txt"]
    assert isinstance(found[1], UnreadableFile)
    assert "as no document does" in found[1].message


def test_an_entry_that_lies_about_its_size_is_damaged():
    content = bytearray(packed(("a.txt", bytes(50_000_000))))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature) + place
        content[at : at + 4] = struct.pack("<I", 1000)
    [error], _ = opened(bytes(content))
    assert isinstance(error, UnreadableFile)
    assert "damaged" in error.message


def test_the_whole_is_bounded():
    source = SourceFile("docs.zip", packed(*((f"{n}.txt", TEXT) for n in range(9))), {})
    found = list(expand(source, max_bytes=3 * len(TEXT)))
    assert names(found) == ["docs.zip/0.txt", "docs.zip/1.txt", "docs.zip/2.txt"]
    errors = [item for item in found if isinstance(item, PilcrowError)]
    assert len(found) == 3 + len(errors)
    assert "unpacks to more than" in errors[-1].message


def test_too_many_files_are_refused_unread():
    content = packed(*((f"{n}.txt", b"") for n in range(MAX_ARCHIVE_MEMBERS + 1)))
    [error], _ = opened(content)
    assert isinstance(error, UnreadableFile)
    assert "more than 10,000 files" in error.message
    assert is_archive(SourceFile("docs.zip", content, {}))


def test_a_bad_sidecar_is_the_error_of_its_file():
    found, _ = opened(packed(("a.txt", TEXT), ("a.txt.meta.json", b"{"), ("b.txt", TEXT)))
    assert isinstance(found[0], InvalidMetadata)
    assert "docs.zip/a.txt.meta.json" in found[0].message
    assert names(found) == ["docs.zip/b.txt"]


def renamed(raw: bytes, extra: bytes = b"") -> bytes:
    """An archive whose one file has a name in these bytes, not said to be UTF-8."""
    info = zipfile.ZipInfo("x" * len(raw) + ".txt")
    info.extra = extra
    return packed((info, TEXT)).replace(b"x" * len(raw), raw)


def test_names_in_code_page_437_and_in_utf_8():
    assert names(opened(renamed("année".encode("cp437")))[0]) == ["docs.zip/année.txt"]
    assert names(opened(renamed("泉水".encode()))[0]) == ["docs.zip/泉水.txt"]
    assert names(opened(packed(("источник.txt", TEXT)))[0]) == ["docs.zip/источник.txt"]


def test_a_name_in_the_unicode_field():
    raw = "泉水".encode("gb18030") + b".txt"
    field = struct.pack("<BI", 1, zlib.crc32(raw)) + "泉水.txt".encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    content = renamed("泉水".encode("gb18030"), extra)
    assert names(opened(content)[0]) == ["docs.zip/泉水.txt"]


def test_archives_among_files_and_folders(tmp_path):
    (tmp_path / "b.zip").write_bytes(packed(("1.txt", TEXT), ("../2.txt", TEXT)))
    (tmp_path / "b.zip.meta.json").write_text('{"body": "COP"}')
    (tmp_path / "a.txt").write_bytes(TEXT)
    found = list(iter_sources([tmp_path], metadata={"topic": "water"}))
    assert names(found) == ["a.txt", "b.zip/1.txt"]
    assert len(found) == 3
    by_name = {item.name: item for item in found if isinstance(item, SourceFile)}
    assert by_name["b.zip/1.txt"].metadata == {"body": "COP", "topic": "water"}
