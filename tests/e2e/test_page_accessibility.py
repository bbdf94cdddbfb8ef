"""The page for everybody: axe-core on each view, the keyboard alone, both directions, narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import violations

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
VIEWS = {
    "home": "/",
    "ask": "/ask?q=lamps+that+attract+moths&f=body:COP",
    "read": "/d/CBD/COP/21/14?lang=fr#para_8",
    "nothing": "/d/CBD/COP/99/9",
}
NARROW = {"width": 360, "height": 740}


def unfolded(page: Page) -> None:
    """Open what can be opened, so that it is checked as well."""
    page.wait_for_load_state("networkidle")
    for opener in (".language", ".beside input"):
        if page.locator(opener).count():
            page.locator(opener).first.click()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_no_violations_in_either_theme(sample_server, visit, axe_source, view, lang):
    page = visit(sample_server, VIEWS[view], locale=lang, reduced_motion="reduce").page
    page.locator("main h1, main h2").first.wait_for(state="attached")
    unfolded(page)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert violations(page, axe_source) == [], theme


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_violations_and_no_sideways_scrolling_on_a_telephone(
    sample_server, visit, axe_source, view, lang
):
    page = visit(
        sample_server, VIEWS[view], locale=lang, viewport=NARROW, reduced_motion="reduce"
    ).page
    page.locator("main h1, main h2").first.wait_for(state="attached")
    unfolded(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROW["width"]
    assert violations(page, axe_source) == []


def test_an_open_menu_has_no_violations(sample_server, visit, axe_source):
    page = visit(sample_server, VIEWS["ask"], reduced_motion="reduce").page
    page.get_by_role("button", name="Cite").first.click()
    page.get_by_role("menuitem", name="French").first.wait_for()
    assert violations(page, axe_source) == []


def test_everything_is_done_with_the_keyboard_alone(sample_server, visit):
    page = visit(sample_server).page
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("Portugal street lamps Alentejo amber")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="CBD/COP/21/14, para. 7")
    link.wait_for()
    for _ in range(80):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    assert link.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".paragraph.target")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_slash_comes_back_to_the_question(sample_server, visit):
    page = visit(sample_server, VIEWS["ask"]).page
    page.locator(".card h3 a").first.focus()
    page.keyboard.press("/")
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")


def test_the_first_stop_leads_to_the_content(sample_server, visit):
    page = visit(sample_server, VIEWS["ask"]).page
    page.locator(".card").first.wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_landmarks_and_headings(sample_server, visit):
    page = visit(sample_server, VIEWS["ask"]).page
    page.locator(".card").first.wait_for()
    for role in ("banner", "main", "contentinfo", "search", "complementary"):
        assert page.get_by_role(role).count() == 1, role
    nav = page.get_by_role("navigation", name="Views")
    expect(nav.get_by_role("link", name="Ask")).to_have_attribute("aria-current", "page")
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map((one) => one.tagName)")
    assert levels == ["H1", "H2", *["H3"] * 10]


def test_arabic_runs_from_right_to_left_and_a_passage_in_its_own_direction(sample_server, visit):
    page = visit(sample_server, "/ask?q=CBD/COP/21/14, para. 7", locale="ar").page
    card = page.locator(".card").first
    card.wait_for()
    brand, settings = (
        page.locator(".brand").bounding_box(),
        page.locator(".settings").bounding_box(),
    )
    assert brand["x"] > settings["x"]
    facets, results = (
        page.locator(".facets").bounding_box(),
        page.locator(".results").bounding_box(),
    )
    assert facets["x"] > results["x"]
    text = card.locator(".passage-text").first
    assert (text.get_attribute("lang"), text.get_attribute("dir")) == ("en", "ltr")
    assert card.locator("h3 bdi").get_attribute("dir") == "ltr"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_open_menu_stays_in_a_narrow_window(sample_server, visit, lang):
    page = visit(
        sample_server, VIEWS["ask"], locale=lang, viewport=NARROW, reduced_motion="reduce"
    ).page
    for button in page.locator(".card [aria-haspopup=menu]").all()[:3]:
        button.click()
        menu = page.locator(".menu:visible")
        hint = menu.locator(".menu-hint[lang=ar]")
        hint.wait_for()
        box = menu.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        cut = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth).length"
        assert menu.locator(".menu-hint").evaluate_all(cut) == 0
        assert hint.get_attribute("dir") == "rtl"
        page.keyboard.press("Escape")
