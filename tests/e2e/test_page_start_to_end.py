"""A new user's whole way through the page: from an empty collection to a draft's precedents."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from index.reading.docx import read_docx
from tests.e2e.browsing import Visit
from tests.e2e.conftest import Server

pytestmark = pytest.mark.encoder

SYMBOL = "UNEP/CBD/COP/11/17"
QUESTION = "What seminar was held with the STDF on alien species?"
DRAFT = (
    "Welcomes further steps to make known what culture adds to biological diversity when the "
    "Convention is carried out;"
)
DRAFT_PRECEDENT = f"{SYMBOL}, par. 71, projet de décision, par. 3"
UNTIL_INDEXED = 600_000
"""Milliseconds; the default encoder is slow on a busy machine."""


def test_from_an_empty_collection_to_exported_precedents(
    serve: Callable[..., Server],
    visit: Callable[..., Visit],
    shared_data: Path,
    tmp_path: Path,
) -> None:
    """`visit` ends it: no script failed, the policy refused nothing, only the server was asked."""
    server = serve(PILCROW_ENCODER="default")
    server.wait_loaded()
    window = visit(server, accept_downloads=True)
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = window.page
    page.get_by_role("heading", name="Nothing is indexed yet").wait_for()

    go_to(page, "Library")
    add(page, shared_data / "seed" / "cop11-cooperation.zh.txt", SYMBOL)
    go_to(page, "Ask")
    page.get_by_role("searchbox").fill(QUESTION)
    page.keyboard.press("Enter")
    card = page.locator(".card").first
    expect(card.locator("h3")).to_have_text(f"{SYMBOL}, para. 41 (c)")
    expect(card.locator(".tag.lang")).to_have_text("Chinese")
    copy_citation(card, "French")
    assert clipboard(page) == f"{SYMBOL}, par. 41 c)"

    card.locator("h3 a").click()
    there = page.locator("#para_41_c.target")
    assert page.url.startswith(f"{server.url}/d/{SYMBOL}")
    assert page.url.endswith("#para_41_c")
    expect(there).to_be_in_viewport()

    go_to(page, "Draft")
    paste(page, DRAFT)
    page.get_by_role("button", name="Find precedents").click()
    precedents = all_precedents(page)
    assert precedents.count() >= 3
    told_apart_by_status(precedents)
    chosen = choose(precedents, 3)
    assert DRAFT_PRECEDENT in chosen
    for kind, notes in (("docx", docx_notes), ("markdown", markdown_notes), ("csv", csv_citations)):
        assert notes(export(page, kind, tmp_path)) == chosen, kind


def go_to(page: Page, view: str) -> None:
    page.get_by_role("navigation", name="Views").get_by_role("link", name=view).click()


def add(page: Page, file: Path, symbol: str) -> None:
    """Upload a file in the library and wait for the end of its progress."""
    page.get_by_label("Choose files…").set_input_files(file)
    page.get_by_label("Symbol, if the file does not say it").fill(symbol)
    page.get_by_role("button", name="Add 1 file").click()
    row = page.locator(".upload").filter(has_text=file.name)
    status = row.locator(".upload-status")
    expect(status).to_have_text(re.compile(r"^Encoding, \d+ of \d+$"))
    expect(row.get_by_role("progressbar")).to_be_visible()
    expect(status).to_have_text("Added, 102 paragraphs", timeout=UNTIL_INDEXED)
    expect(row.get_by_role("progressbar")).to_be_hidden()
    expect(page.locator(".document-item")).to_contain_text(symbol)


def copy_citation(card: Locator, style: str) -> None:
    card.get_by_role("button", name="Cite").click()
    card.page.get_by_role("menuitem", name=re.compile(f"^{style}")).click()
    expect(card.page.locator("#said")).to_contain_text("Copied")


def clipboard(page: Page) -> str:
    text = page.evaluate("navigator.clipboard.readText()")
    assert isinstance(text, str)
    return text


def paste(page: Page, text: str) -> None:
    """As a user does: from the clipboard, into the box that the view has put the focus on."""
    box = page.get_by_label("Your paragraph, or a whole draft")
    expect(box).to_be_focused()
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("ControlOrMeta+V")
    expect(box).to_have_value(text)


def all_precedents(page: Page) -> Locator:
    """The precedents of the one paragraph, those that are less sure opened."""
    expect(page.locator(".precedents .count-line")).to_have_text("1 paragraph, 1 with precedents")
    page.locator(".less-sure > summary").click()
    page.locator(".less-sure .precedent").first.wait_for()
    return page.locator(".precedent")


def told_apart_by_status(precedents: Locator) -> None:
    """What the document drafts is labelled so, and nothing else: it says no more of itself."""
    for precedent in precedents.all():
        is_draft = "draft decision" in precedent.get_by_role("heading", level=4).inner_text()
        expect(precedent.locator(".tag.draft")).to_have_text(["Draft text"] if is_draft else [])
        expect(precedent.locator(".tag.lang")).to_have_text("Chinese")
    expect(precedents.first.locator(".tag.draft")).to_be_visible()


def choose(precedents: Locator, count: int) -> list[str]:
    """Choose the first few; their French citations, in their order."""
    citations = []
    for place in range(count):
        precedent = precedents.nth(place)
        precedent.get_by_role("checkbox", name="Choose").check()
        copy_citation(precedent, "French")
        citations.append(clipboard(precedent.page))
    bar = precedents.page.get_by_role("region", name="Chosen precedents")
    expect(bar).to_contain_text(f"{count} precedents chosen")
    return citations


def export(page: Page, kind: str, folder: Path) -> bytes:
    """Export what is chosen, citing it in French; what the browser has saved."""
    bar = page.get_by_role("region", name="Chosen precedents")
    bar.get_by_label("As").select_option(kind)
    bar.get_by_label("Citing in").select_option("fr")
    with page.expect_download() as download:
        bar.get_by_role("button", name="Export").click()
    saved = folder / download.value.suggested_filename
    download.value.save_as(saved)
    return saved.read_bytes()


def docx_notes(content: bytes) -> list[str]:
    """Its footnotes, each of which is called in the text once, right after a quotation."""
    lines = [line.text for line in read_docx(content, name="precedents.docx").lines]
    rule = next(place for place, line in enumerate(lines) if re.fullmatch("_+", line))
    called = re.findall("[¹²³⁴]", "".join(lines[:rule]))
    notes = [line.split(" ", 1) for line in lines[rule + 1 :] if line]
    assert [mark for mark, _ in notes] == called == ["¹", "²", "³"]
    return [note for _, note in notes]


def markdown_notes(content: bytes) -> list[str]:
    return re.findall(r"^\[\^\d+\]: (.+)$", content.decode(), re.MULTILINE)


def csv_citations(content: bytes) -> list[str]:
    return [row["citation"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]
