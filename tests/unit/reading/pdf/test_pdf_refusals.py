"""PDFs that cannot be read say why and what to do, and harm nobody."""

from __future__ import annotations

import os
import random
import sys

import pytest

from index.errors import InputError, UnreadableFile
from index.reading.pdf import read_pdf
from index.reading.pdf.opening import Worker, pages_of
from tests.unit.reading.pdf.raw_pdf import RawPage, Text, raw_pdf
from tests.unit.reading.pdf.typesetting import Paragraph, typeset

NOTE = (
    Paragraph("The secretariat received 38 replies on mountain springs.", "1."),
    Paragraph("Of the springs surveyed, 212 had run dry.", "2."),
)
TEXT = RawPage((Text("1. The secretariat received 38 replies on mountain springs."),))
SCAN = RawPage(pictured=True)
STAMPED = RawPage((Text("RECEIVED 14 March 2038"),), pictured=True)


def refusal(content: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as raised:
        read_pdf(content, name="note.pdf")
    return raised.value


def test_a_password_is_named() -> None:
    error = refusal(typeset(NOTE, password="springs"))

    assert error.message == "note.pdf is protected by a password."
    assert "save it without one" in error.hint


@pytest.mark.parametrize("page", [SCAN, STAMPED], ids=["bare", "stamped"])
def test_a_scan_is_named(page: RawPage) -> None:
    error = refusal(raw_pdf((page, page)))

    assert error.message == "note.pdf is a scan: all pages are pictures without a text layer."
    assert "OCR" in error.hint


def test_mostly_scanned_is_a_scan() -> None:
    assert "2 of 3 pages are pictures" in refusal(raw_pdf((TEXT, SCAN, SCAN))).message


def test_a_few_scanned_pages_are_a_warning_that_names_them() -> None:
    rendered = read_pdf(raw_pdf((TEXT, SCAN, TEXT, TEXT, STAMPED, SCAN, TEXT)), name="note.pdf")

    assert rendered.warnings == (
        "Nothing was read of pages 2, 5–6: pictures without a text layer.",
    )
    assert [line.page for line in rendered.lines if line.text] == [1, 3, 4, 7]


def test_blank_pages_have_no_text_layer() -> None:
    assert refusal(raw_pdf((RawPage(), RawPage()))).message == (
        "note.pdf has no text layer: its pages are blank."
    )


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_that_is_cut_off_is_refused(share: float) -> None:
    whole = typeset(NOTE)
    error = refusal(whole[: int(len(whole) * share)])

    assert error.message == "note.pdf is cut off: its end is missing."
    assert "again, in full" in error.hint


def test_a_file_made_for_the_web_knows_its_own_length() -> None:
    content = raw_pdf((TEXT,)).replace(
        b"%PDF-1.7\n", b"%PDF-1.7\n<< /Linearized 1 /L 99999 >>\n", 1
    )

    assert "cut off" in refusal(content).message


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + b"\x00\xff" * 5000 + b"%%EOF", b"not a PDF %%EOF"],
)
def test_what_only_looks_like_a_pdf_is_damaged(content: bytes) -> None:
    assert refusal(content).message.startswith("note.pdf is damaged:")


def test_any_damage_is_an_error_or_a_reading_and_never_a_crash() -> None:
    whole = raw_pdf((TEXT, TEXT)) + typeset(NOTE)
    chance = random.Random(20380314)
    readings = refusals = 0
    for _ in range(24):
        broken = bytearray(typeset(NOTE) if chance.random() < 0.5 else whole)
        for _ in range(chance.choice((1, 4, 40, 400))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_pdf(bytes(broken), name="note.pdf")
            readings += 1
        except InputError as error:
            assert "note.pdf" in error.message
            refusals += 1

    assert readings > 0
    assert refusals > 0


def script(text: str, *, seconds: float = 60.0, page_seconds: float = 60.0) -> Worker:
    return Worker((sys.executable, "-c", text), seconds, page_seconds)


def outcome(worker: Worker) -> str:
    with pytest.raises(UnreadableFile) as raised:
        list(pages_of(raw_pdf((TEXT,)), name="note.pdf", worker=worker))
    return raised.value.message


def test_a_worker_that_is_killed_is_an_unreadable_file() -> None:
    killed = "import os; print('{\"pages\":3}', flush=True); os.kill(os.getpid(), 9)"

    assert outcome(script(killed)) == (
        "note.pdf could not be read: reading page 1 failed or took too much memory."
    )


def test_a_worker_that_hangs_is_an_unreadable_file() -> None:
    hanging = "import time; print('{\"pages\":3}', flush=True); time.sleep(600)"

    assert outcome(script(hanging, page_seconds=1)) == (
        "note.pdf could not be read: page 1 took longer than 1 s."
    )
    assert outcome(script(hanging, seconds=1)) == (
        "note.pdf could not be read: it took longer than 1 s."
    )


def test_a_worker_that_stops_early_is_an_unreadable_file() -> None:
    assert outcome(script("print('{\"pages\":3}')")) == (
        "note.pdf could not be read beyond page 0 of 3."
    )


def test_more_pages_than_are_read_are_refused_by_their_number() -> None:
    assert outcome(script("print('{\"pages\":20001}')")) == (
        "note.pdf is too long: it has 20,001 pages, where 20,000 are read at most."
    )


def test_the_process_that_reads_survives_what_kills_its_worker() -> None:
    before = os.getpid()
    for _ in range(3):
        outcome(script("import os; os.abort()"))

    assert os.getpid() == before
    assert read_pdf(typeset(NOTE), name="note.pdf").lines[0].text.startswith("1. The secretariat")
