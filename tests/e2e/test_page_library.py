"""The page's library in a real browser: adding, watching, checking, removing, and the numbers."""

from __future__ import annotations

import io
import re
import signal
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.browsing import Visit, violations

SYMBOL = "CBD/COP/33/7"
PEAT = "1. The survey covered 48 bogs.\n\n2. It took two years.\n\n4. See paragraph 9 above.\n"
FENS = "1. Fens were mapped.\n"
HOSTILE_NAME = "<img src=x onerror=alert(1)>.txt"


@pytest.fixture
def empty(serve):
    """A server without a collection."""
    server = serve()
    server.wait_loaded()
    return server


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[Path]]:
    """Writes files to be chosen in the browser."""
    folder = tmp_path / "files"
    folder.mkdir()

    def write(**contents: str | bytes) -> list[Path]:
        paths = []
        for name, content in contents.items():
            paths.append(folder / name)
            data = content.encode() if isinstance(content, str) else content
            paths[-1].write_bytes(data)
        return paths

    return write


def choose(page: Page, paths: list[Path]) -> None:
    page.get_by_label("Choose files…").set_input_files(paths)


def upload(page: Page, name: str):
    return page.locator(".upload").filter(has_text=name)


def add(page: Page, count: int) -> None:
    page.get_by_role("button", name=re.compile(rf"^Add {count} files?$")).click()


def test_an_empty_collection_leads_to_the_sample(empty, visit: Callable[..., Visit]):
    page = visit(empty, "/library").page
    page.get_by_role("heading", name="Nothing is indexed yet").wait_for()
    page.get_by_role("button", name="Add the sample").click()
    expect(page.locator(".documents .count-line")).to_have_text("22 documents", timeout=60_000)
    expect(page.get_by_role("heading", name="Nothing is indexed yet")).to_have_count(0)
    expect(page.locator(".upload-actions")).to_contain_text("22 of 22 finished")
    page.get_by_role("button", name="Clear what is finished").click()
    expect(page.locator(".upload")).to_have_count(0)


def test_a_file_with_the_symbol_that_it_lacks(empty, visit, files):
    page = visit(empty, "/library").page
    choose(page, files(**{"peat.txt": PEAT}))
    symbol = page.get_by_label("Symbol, if the file does not say it")
    expect(symbol).to_be_focused()
    symbol.fill(SYMBOL)
    add(page, 1)
    row = upload(page, "peat.txt")
    expect(row.locator(".upload-status")).to_have_text("Added, 3 paragraphs")
    item = page.locator(".document-item")
    expect(item.get_by_role("link")).to_have_text(SYMBOL)
    expect(item.locator(".facts")).to_have_text("English · COP · session 33 · 3 paragraphs")
    row.get_by_role("link", name="Read it").click()
    expect(page.locator(".symbol")).to_have_text(SYMBOL)


def test_each_of_several_files_is_told_apart(empty, visit, files):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        for name, content in {"a.txt": FENS, "deep/b.txt": PEAT, "bad.txt": ""}.items():
            package.writestr(name, content)
        package.writestr("../out.txt", FENS)
    paths = files(
        **{HOSTILE_NAME: FENS, "empty.txt": "", "all.zip": archive.getvalue(), "x.exe": b"MZ\0\0"}
    )
    page = visit(empty, "/library").page
    choose(page, paths)
    add(page, 4)
    expect(page.locator(".upload-actions")).to_contain_text("4 of 4 finished")
    expect(upload(page, HOSTILE_NAME).locator(".upload-status")).to_contain_text("Added")
    failed = upload(page, "empty.txt")
    expect(failed).to_contain_text("The file cannot be read.")
    expect(failed).to_contain_text("empty.txt is empty")
    expect(failed.get_by_role("button", name="Try again")).to_be_visible()
    packed = upload(page, "all.zip")
    expect(packed.locator(".upload-status")).to_have_text("2 of 4 files are in the collection")
    expect(packed.locator(".members > li")).to_have_count(4)
    expect(packed.locator(".members")).to_contain_text("all.zip/deep/b.txt: Added, 3 paragraphs")
    expect(upload(page, "x.exe").locator(".upload-status")).to_have_text("Could not be added")
    expect(page.locator(".document-item")).to_have_count(3)
    assert page.locator("main img").count() == 0


def test_progress_is_that_of_the_server(empty, visit, files):
    """The states pass by faster than anyone reads; what they are made of can be held still."""
    page = visit(empty, "/library").page
    states = iter(
        [
            {"state": "waiting", "stage": "", "ahead": 2, "done": 0, "total": 0},
            {"state": "running", "stage": "encoding", "ahead": 0, "done": 30, "total": 120},
            {"state": "running", "stage": "storing", "ahead": 0, "done": 120, "total": 120},
        ]
    )
    current = next(states)
    job = {"id": "x", "name": "peat.txt", "file": "peat.txt", "collection": "default"}

    def answer(route: Route) -> None:
        route.fulfill(json={**job, **current, "files": [], "skipped": [], "error": None})

    page.route("**/v1/jobs/*", answer)
    choose(page, files(**{"peat.txt": PEAT}))
    add(page, 1)
    row = upload(page, "peat.txt")
    expect(row.locator(".upload-status")).to_have_text("Waiting, 2 before it")
    current = next(states)
    expect(row.locator(".upload-status")).to_have_text("Encoding, 30 of 120")
    assert row.get_by_role("progressbar").evaluate("bar => bar.value") == 0.25
    current = next(states)
    expect(row.locator(".upload-status")).to_have_text("Storing")
    page.unroute("**/v1/jobs/*")
    expect(row.locator(".upload-status")).to_have_text("Added, 3 paragraphs")


def test_a_busy_server_is_asked_again_by_itself(empty, visit, files):
    page = visit(empty, "/library").page
    busy = {"code": "queue_full", "detail": "32 uploads wait already", "hint": "", "status": 503}
    page.route("**/v1/documents?background=true", lambda r: r.fulfill(status=503, json=busy))
    choose(page, files(**{"peat.txt": PEAT}))
    add(page, 1)
    status = upload(page, "peat.txt").locator(".upload-status")
    expect(status).to_have_text("The server is busy; it will be sent again by itself")
    page.unroute("**/v1/documents?background=true")
    expect(status).to_have_text("Added, 3 paragraphs")


def test_a_server_that_is_killed_is_a_sentence_and_the_file_can_be_sent_again(
    serve, visit, files, tmp_path
):
    server = serve()
    server.wait_loaded()
    page = visit(server, "/library").page
    page.route("**/v1/jobs/*", lambda route: route.abort())  # it dies between two questions
    choose(page, files(**{"peat.txt": PEAT}))
    server.process.send_signal(signal.SIGKILL)
    server.end()
    add(page, 1)
    row = upload(page, "peat.txt")
    expect(row).to_contain_text("The server does not answer.")
    port = server.url.rpartition(":")[2]
    again = serve("--port", port)
    again.wait_loaded()
    page.unroute("**/v1/jobs/*")
    row.get_by_role("button", name="Try again").click()
    expect(row.locator(".upload-status")).to_have_text("Added, 3 paragraphs")


def test_a_job_that_the_server_has_forgotten_is_a_sentence(empty, visit, files):
    page = visit(empty, "/library").page
    gone = {"code": "not_found", "detail": "there is no job", "hint": "", "status": 404}
    page.route("**/v1/jobs/*", lambda route: route.fulfill(status=404, json=gone))
    choose(page, files(**{"peat.txt": PEAT}))
    add(page, 1)
    expect(upload(page, "peat.txt")).to_contain_text(
        "The server was stopped before this was indexed"
    )


def test_uploads_go_on_while_the_reader_is_elsewhere(empty, visit, files):
    page = visit(empty, "/library").page
    choose(page, files(**{"peat.txt": PEAT, "fens.txt": FENS}))
    add(page, 2)
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Ask").click()
    page.get_by_role("heading", name="Find the paragraph").wait_for()
    page.go_back()
    expect(page.locator(".upload-actions")).to_contain_text("2 of 2 finished")
    expect(page.locator(".document-item")).to_have_count(2)


def test_files_are_dropped_and_a_folder_is_told_from_a_file(empty, visit):
    page = visit(empty, "/library").page
    page.get_by_role("heading", name="Nothing is indexed yet").wait_for()
    page.evaluate(
        """(content) => {
          const data = new DataTransfer();
          data.items.add(new File([content], "one.txt", {type: "text/plain"}));
          data.items.add(new File([content], "two.txt", {type: "text/plain"}));
          const options = {dataTransfer: data, bubbles: true, cancelable: true};
          const over = (type) =>
            document.querySelector("main h1").dispatchEvent(new DragEvent(type, options));
          over("dragenter");
          over("dragover");
          window.lit = document.querySelector(".dropping") !== null;
          over("drop");
        }""",
        FENS,
    )
    assert page.evaluate("window.lit")
    expect(page.locator(".dropping")).to_have_count(0)
    expect(page.locator(".upload")).to_have_count(2)
    first = page.locator(".upload").first
    first.get_by_role("button", name="Take off the list").click()
    add(page, 1)
    expect(upload(page, "two.txt").locator(".upload-status")).to_have_text("Added, 1 paragraph")


def test_removal_asks_first_and_escape_says_no(empty, visit):
    with empty.client() as client:
        for name, content in (("peat.txt", PEAT), ("fens.txt", FENS)):
            client.post("/v1/documents", json={"name": name, "content": content})
    page = visit(empty, "/library").page
    item = page.locator(".document-item").filter(has_text="peat.txt")
    remove = item.get_by_role("button", name="Remove")
    remove.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Remove this document?")
    expect(dialog).to_contain_text("⁨peat.txt⁩ will no longer be found.")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    for _ in range(4):  # focus stays within
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "document.activeElement === document.body || "
            "document.activeElement.closest('dialog') !== null"
        )
        assert focused
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(remove).to_be_focused()
    remove.click()
    dialog.get_by_role("button", name="Remove").click()
    expect(page.locator(".documents .count-line")).to_have_text("1 document")
    expect(page.locator(".documents .count-line")).to_be_focused()
    expect(page.get_by_text("Removed: ⁨peat.txt⁩")).to_be_visible()
    with empty.client() as client:
        assert client.get("/v1/documents").json()["total"] == 1


def test_what_is_wrong_in_a_document(empty, visit):
    with empty.client() as client:
        client.post("/v1/documents", json={"name": "peat.txt", "content": PEAT})
        client.post("/v1/documents", json={"name": "fens.txt", "content": FENS})
    page = visit(empty, "/library").page
    item = page.locator(".document-item").filter(has_text="peat.txt")
    check = item.get_by_role("button", name="Check")
    check.click()
    expect(check).to_have_attribute("aria-expanded", "true")
    expect(item.locator(".findings li")).to_have_count(2)
    expect(item.locator(".findings")).to_contain_text("paragraph 9")
    check.click()
    expect(item.locator(".findings")).to_be_empty()
    other = page.locator(".document-item").filter(has_text="fens.txt")
    other.get_by_role("button", name="Check").click()
    expect(other.locator(".findings")).to_have_text("Nothing was found amiss.")


def test_the_list_is_narrowed_and_turned_and_its_state_is_in_the_address(sample_server, visit):
    page = visit(sample_server, "/library").page
    count = page.locator(".documents .count-line")
    expect(count).to_have_text("22 documents")
    expect(page.locator(".document-item")).to_have_count(20)
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".document-item")).to_have_count(2)
    expect(page.locator(".pager")).to_contain_text("Page 2 of 2")
    assert "page=2" in page.url
    page.go_back()
    expect(page.locator(".document-item")).to_have_count(20)
    page.get_by_label("Language", exact=True).select_option("fr")
    expect(count).to_have_text("6 documents")
    page.get_by_label("Title, symbol or file name").fill("moules 21/16")
    expect(count).to_have_text("1 document")
    assert "lang=fr" in page.url
    page.reload()
    expect(count).to_have_text("1 document")
    expect(page.get_by_label("Language", exact=True)).to_have_value("fr")
    expect(page.get_by_label("Title, symbol or file name")).to_have_value("moules 21/16")
    page.get_by_label("Title, symbol or file name").fill("<script>")
    expect(count).to_have_text("No document is like that.")
    page.locator(".top nav").get_by_role("link", name="Library").click()
    expect(count).to_have_text("22 documents")


def test_the_numbers_are_tables(sample_server, visit):
    page = visit(sample_server, "/library").page
    table = page.get_by_role("table", name="Paragraphs by language")
    first = table.get_by_role("row").nth(1)
    with sample_server.client() as client:
        statistics = client.get("/v1/stats").json()
    most = statistics["languages"][0]
    expect(first.get_by_role("rowheader")).to_have_text("English")
    expect(first.get_by_role("cell").first).to_have_text(str(most["passages"]))
    widths = table.locator("rect").evaluate_all(
        "bars => bars.map(bar => +bar.getAttribute('width'))"
    )
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == 200
    balance = page.get_by_role("table", name="How far each language lies from the others")
    assert balance.get_by_role("row").count() == 1 + len(statistics["languages"])


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ru", "ar", "zh"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_wrong_for_whoever_cannot_see_it(sample_server, visit, axe_source, lang, theme):
    page = visit(sample_server, "/library", locale=lang, color_scheme=theme).page
    page.locator(".plot").first.wait_for()
    page.locator(".document-item button").first.click()
    assert violations(page, axe_source) == []
    page.locator(".document-item button").nth(1).click()
    page.get_by_role("dialog").wait_for()
    assert violations(page, axe_source) == []


@pytest.mark.parametrize("lang", ["en", "ar", "ru"])
def test_there_is_room_on_a_telephone(sample_server, visit, lang):
    page = visit(
        sample_server, "/library", locale=lang, viewport={"width": 360, "height": 740}
    ).page
    page.locator(".plot").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_by_keyboard_alone(empty, visit, files):
    window = visit(empty, "/library")
    page = window.page
    page.get_by_role("heading", name="Nothing is indexed yet").wait_for()
    choose(page, files(**{"peat.txt": PEAT}))  # the system's own dialogue cannot be driven
    page.keyboard.type(SYMBOL)
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Add 1"):
            break
    page.keyboard.press("Enter")
    item = page.locator(".document-item")
    item.wait_for()
    item.get_by_role("link").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(item.locator(".findings li").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Nothing is indexed yet").wait_for()
