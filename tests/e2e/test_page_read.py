"""Read in a real browser: a document, its paragraphs by address, references, other languages."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

NOTE = "/d/CBD/COP/21/14"

FIRST = """CBD/COP/41/1

1. Wetlands were mapped.

2. Peat was weighed.
"""
SECOND = """CBD/COP/41/2

1. See paragraph 2 of document CBD/COP/41/1 and decision 99/9.
"""


def focused_label(page: Page) -> str | None:
    return page.evaluate("document.activeElement.dataset.label ?? null")


def test_an_address_leads_to_its_paragraph(sample_server, visit):
    page = visit(sample_server, f"{NOTE}#para_11_a").page
    target = page.locator(".paragraph.target")
    expect(target).to_contain_text("The exchange of observations of night-flying animals")
    expect(target).to_be_in_viewport()
    expect(target).to_be_focused()
    expect(page).to_have_title("CBD/COP/21/14 · Pilcrow")


def test_old_and_new_spelling_of_a_symbol_lead_to_the_same(sample_server, visit):
    page = visit(sample_server, "/d/unep/cbd/cop/21/14#para_7").page
    expect(page.locator(".paragraph.target")).to_contain_text("Portugal stated")


def test_the_readers_language_is_shown_unless_the_address_names_one(sample_server, visit):
    page = visit(sample_server, NOTE, locale="fr").page
    expect(page.locator("h1")).to_have_attribute("lang", "fr")
    page.goto(f"{NOTE}?lang=zh#para_7")
    expect(page.locator(".paragraph.target .passage-text")).to_have_attribute("lang", "zh")
    page.get_by_role("link", name="Anglais").click()
    expect(page.locator("h1")).to_have_attribute("lang", "en")
    page.go_back()
    expect(page.locator("h1")).to_have_attribute("lang", "zh")


def test_outline_has_every_heading_and_leads_to_it(sample_server, visit):
    page = visit(sample_server, f"{NOTE}?lang=en").page
    outline = page.get_by_role("navigation", name="Outline").get_by_role("link")
    headings = page.locator(".text h2.section, .text h3.section")
    expect(headings).to_have_count(9)
    assert outline.all_inner_texts() == headings.all_inner_texts()
    outline.filter(has_text="IV. LESSONS").click()
    expect(headings.filter(has_text="IV. LESSONS")).to_be_in_viewport()


def test_keys_move_between_paragraphs(sample_server, visit):
    page = visit(sample_server, f"{NOTE}?lang=en#para_8").page
    expect(page.locator(".paragraph.target")).to_be_focused()
    for key, label in (("j", "8(a)"), ("j", "8(b)"), ("k", "8(a)"), ("k", "8"), ("k", "7")):
        page.keyboard.press(key)
        assert focused_label(page) == label
    page.keyboard.press("Control+j")
    assert focused_label(page) == "7"


def test_other_languages_stand_beside_by_label(sample_server, visit):
    page = visit(sample_server, f"{NOTE}?lang=en#para_7").page
    page.get_by_role("checkbox", name="French").check()
    page.get_by_role("checkbox", name="Chinese").check()
    cells = page.locator("#para_7 .cell .passage-text")
    expect(cells).to_have_count(3)
    assert [cell.get_attribute("lang") for cell in cells.all()] == ["en", "fr", "zh"]
    tops = {cell.bounding_box()["y"] for cell in page.locator("#para_7 .cell").all()}
    assert len(tops) == 1, "side by side"
    expect(page.locator("#para_7")).to_be_in_viewport()
    page.get_by_role("checkbox", name="French").uncheck()
    expect(cells).to_have_count(2)


def test_draft_text_is_labelled_and_nothing_else_is(sample_server, visit):
    page = visit(sample_server, f"{NOTE}?lang=en").page
    drafts = page.locator(".paragraph.is-draft")
    drafts.first.wait_for()
    labels = [one.get_attribute("data-label") for one in drafts.all()]
    clauses = ["23/pp1", "23/pp2", "23/1", "23/2", "23/3", "23/3(a)", "23/3(b)", "23/4"]
    assert labels == ["23", *clauses]  # 23 says what the Conference "may wish to" adopt
    assert drafts.locator(".tag.draft").all_inner_texts() == ["Draft text"] * 9
    expect(page.locator(".tag.draft")).to_have_count(9)


def test_footnotes_are_marked_where_they_stood_and_lead_back(sample_server, visit):
    page = visit(sample_server, f"{NOTE}?lang=en").page
    mark = page.locator("#para_3 .note-mark")
    expect(mark).to_have_text("1")
    text = page.locator("#para_3 .passage-text").inner_text()
    assert re.search(r"CBD/COP/21/INF/22\.\s*1\s*The effects", text)
    mark.click()
    note = page.locator(".footnotes li.target")
    expect(note).to_contain_text("Submissions received in languages other than English")
    note.get_by_role("link", name="Note 1, back to its paragraph").click()
    expect(page.locator("#para_3")).to_be_focused()


def test_references_are_links_with_backlinks(serve, visit):
    server = serve()
    server.wait_loaded()
    with server.client() as client:
        for name, content in (("first.txt", FIRST), ("second.txt", SECOND)):
            client.post("/v1/documents", json={"name": name, "content": content}).raise_for_status()
    page = visit(server, "/d/CBD/COP/41/2").page
    reference = page.locator("a.reference")
    expect(reference).to_have_count(1)
    assert "CBD/COP/41/1" in reference.inner_text()
    reference.click()
    expect(page.locator(".paragraph.target")).to_contain_text("Peat was weighed.")
    page.locator("#para_2").get_by_text("Cited by 1 paragraph").click()
    page.locator("#para_2 .cited").get_by_role("link", name="CBD/COP/41/2, para. 1").click()
    expect(page.locator(".paragraph.target")).to_contain_text("See paragraph 2")


def test_a_paragraph_is_cited_from_where_it_stands(sample_server, visit):
    window = visit(sample_server, f"{NOTE}?lang=en#para_7")
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = window.page
    page.locator(".paragraph.target").wait_for()
    page.keyboard.press("Tab")  # the label, a link to itself
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{sample_server.url}{NOTE}#para_7"


def test_what_is_not_there_is_said(sample_server, visit):
    page = visit(sample_server, "/d/CBD/COP/99/9").page
    expect(page.get_by_role("main")).to_contain_text("No document of this symbol")
    page.get_by_role("link", name="Search for it").click()
    expect(page.get_by_role("searchbox")).to_have_value("CBD/COP/99/9")
    page.goto(f"{NOTE}#para_999")
    expect(page.locator("#said")).to_contain_text("no such paragraph")


def test_a_server_that_is_away_is_said_and_asked_again(sample_server, visit):
    page = visit(sample_server).page
    page.route("**/v1/documents**", lambda route: route.abort())
    page.evaluate("history.pushState({}, '', '/d/CBD/COP/21/14')")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The server does not answer.")
    page.unroute("**/v1/documents**")
    alert.get_by_role("button", name="Try again").click()
    page.locator(".paragraph").first.wait_for()
