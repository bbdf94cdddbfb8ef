"""Ask in a real browser: questions, facets, citations, other languages, history, bad weather."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

MOTHS = "lamps that attract moths"


def ask(page: Page, question: str) -> None:
    page.get_by_role("searchbox").fill(question)
    page.keyboard.press("Enter")


def settled(page: Page) -> None:
    """Wait until what is shown is the answer to what was asked last."""
    expect(page.locator(".results[aria-busy]")).to_have_count(0)


def first_citation(page: Page) -> str:
    return page.locator(".card h3").first.inner_text()


def asked_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_question_is_answered_with_cited_paragraphs(sample_server, visit):
    page = visit(sample_server).page
    ask(page, "Portugal street lamps Alentejo amber")
    card = page.locator(".card").first
    expect(card.locator("h3")).to_have_text("CBD/COP/21/14, para. 7")
    assert asked_of(page) == {"q": ["Portugal street lamps Alentejo amber"]}
    assert card.locator(".headings").inner_text() == "II. VIEWS RECEIVED FROM PARTIES AND OBSERVERS"
    assert card.locator("mark").inner_text().startswith("Portugal stated that 18,400 street lamps")
    expect(page.get_by_role("status").filter(has_text="10 paragraphs")).to_have_count(1)
    expect(page).to_have_title("Portugal street lamps Alentejo amber · Pilcrow")


def test_a_sub_paragraph_shows_what_governs_it(sample_server, visit):
    page = visit(sample_server, "/ask?q=pedestrians+women+walking+home+after+evening+shifts").page
    card = page.locator(".card").first
    expect(card.locator("h3")).to_have_text("CBD/COP/21/14, para. 8 (a)")
    assert card.locator(".chapeau").inner_text().startswith("Several replies drew attention")
    assert "Sub-paragraph" in card.locator(".tags").inner_text()


def test_draft_text_is_labelled(sample_server, visit):
    page = visit(
        sample_server, "/ask?q=extend+the+Dark+Corridors+Initiative+to+at+least+15+sites"
    ).page
    card = page.locator(".card", has_text="To extend the Dark Corridors Initiative").first
    expect(card.locator(".tag.draft")).to_have_text("Draft text")


def test_typing_asks_by_itself_and_never_shows_a_stale_answer(sample_server, visit):
    page = visit(sample_server).page
    seen: list[str] = []

    def late(route):
        question = json.loads(route.request.post_data)["query"]
        seen.append(question)
        if question == "herbarium":
            answer = route.fetch()
            page.wait_for_timeout(1500)  # the answer to the first comes after the second
            route.fulfill(response=answer)
        else:
            route.continue_()

    page.route("**/v1/search", late)
    page.get_by_role("searchbox").press_sequentially("herbarium")
    page.wait_for_url(re.compile("herbarium"))
    ask(page, "Portugal street lamps Alentejo amber")
    expect(page.locator(".card h3").first).to_have_text("CBD/COP/21/14, para. 7")
    page.wait_for_timeout(2000)
    assert first_citation(page) == "CBD/COP/21/14, para. 7"
    assert seen[:2] == ["herbarium", "Portugal street lamps Alentejo amber"]


def test_typing_on_leaves_one_entry_in_the_history(sample_server, visit):
    page = visit(sample_server).page
    ask(page, MOTHS)
    page.locator(".card").first.wait_for()
    box = page.get_by_role("searchbox")
    box.fill("herbarium")
    page.wait_for_url(re.compile(r"q=herbarium$"))
    box.fill("herbarium flood")
    page.wait_for_url(re.compile(r"q=herbarium\+flood$"))
    page.go_back()
    page.wait_for_url(re.compile("lamps"))
    expect(box).to_have_value(MOTHS)


def test_back_and_forward_restore_question_filters_place_and_focus(sample_server, visit):
    page = visit(sample_server).page
    ask(page, MOTHS)
    page.locator(".card").first.wait_for()
    page.get_by_role("checkbox", name=re.compile("^GA")).check()
    page.wait_for_url(re.compile("f=body"))
    page.get_by_role("checkbox", name=re.compile("^COP")).check()
    page.wait_for_url(re.compile("COP"))
    settled(page)
    link = page.locator(".card h3 a").nth(5)
    link.scroll_into_view_if_needed()
    shown = link.inner_text()
    before = page.evaluate("scrollY")
    assert before > 0
    link.focus()
    page.keyboard.press("Enter")
    page.locator(".paragraph.target").wait_for()
    page.go_back()
    page.locator(".card").nth(5).wait_for()
    expect(page.locator(".card h3 a").nth(5)).to_be_focused()
    assert link.inner_text() == shown
    assert abs(page.evaluate("scrollY") - before) < 2
    expect(page.get_by_role("searchbox")).to_have_value(MOTHS)
    expect(page.get_by_role("checkbox", name=re.compile("^COP"))).to_be_checked()
    page.go_back()
    expect(page.get_by_role("checkbox", name=re.compile("^COP"))).not_to_be_checked()
    expect(page.get_by_role("checkbox", name=re.compile("^GA"))).to_be_checked()
    page.go_forward()
    expect(page.get_by_role("checkbox", name=re.compile("^COP"))).to_be_checked()


def test_facets_count_narrow_and_stand_in_the_address(sample_server, visit):
    page = visit(sample_server, f"/ask?q={MOTHS}").page
    group = page.get_by_role("group", name="Language")
    box = group.get_by_role("checkbox", name=re.compile("^Russian [0-9]+$"))
    box.check()
    expect(page.locator(".card .tag.lang").first).to_have_text("Russian")
    assert set(page.locator(".card .tag.lang").all_inner_texts()) == {"Russian"}
    assert asked_of(page)["f"] == ["lang:ru"]
    assert page.evaluate("document.activeElement.dataset.key") == "lang:ru"
    others = group.get_by_role("checkbox")
    assert others.count() > 1, "other values can still be chosen"
    page.get_by_role("button", name="Clear").click()
    page.wait_for_url(re.compile("^[^&]*$"))
    expect(box).not_to_be_checked()


def test_a_filter_in_the_address_that_is_none_is_passed_over(sample_server, visit):
    address = f"/ask?q={MOTHS}&f=session:x&f=:&f=colour:red&f=body:%3Cb%3E&f=session:21"
    page = visit(sample_server, address).page
    expect(page.locator(".results .notice")).to_contain_text("Nothing is left with these choices.")
    page.locator(".results").get_by_role("button", name="Clear").click()
    page.locator(".card").first.wait_for()


def test_more_results_are_shown_on_demand(sample_server, visit):
    page = visit(sample_server, f"/ask?q={MOTHS}").page
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".card")).to_have_count(20)
    eleventh = page.locator(".card h3 a").nth(10).inner_text()
    assert page.evaluate("document.activeElement.textContent") == eleventh
    page.reload()
    expect(page.locator(".card")).to_have_count(20)


def test_a_citation_is_copied_in_any_form(sample_server, visit):
    window = visit(sample_server, "/ask?q=Portugal+street+lamps+Alentejo+amber")
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = window.page
    button = page.locator(".card").first.get_by_role("button", name="Cite")

    def copied(name: str) -> str:
        button.click()
        page.get_by_role("menuitem", name=re.compile(f"^{name}")).click()
        expect(page.locator("#said")).to_contain_text("Copied")
        return page.evaluate("navigator.clipboard.readText()")

    assert copied("French") == "CBD/COP/21/14, par. 7"
    assert copied("Chinese") == "CBD/COP/21/14，第7段"
    assert copied("Permanent link") == f"{sample_server.url}/d/CBD/COP/21/14#para_7"
    assert copied("Akoma Ntoso").endswith("#para_7")
    assert copied("BibTeX").startswith("@")
    assert json.loads(copied("CSL-JSON"))


def test_the_menu_of_citations_obeys_the_keyboard(sample_server, visit):
    page = visit(sample_server, "/ask?q=Portugal+street+lamps+Alentejo+amber").page
    button = page.locator(".card").first.get_by_role("button", name="Cite")
    button.focus()
    page.keyboard.press("ArrowDown")
    item = page.get_by_role("menuitem", name=re.compile("^English"))
    expect(item).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name=re.compile("^French"))).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("menuitem", name=re.compile("^CSL-JSON"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(page.locator(".menu:visible")).to_have_count(0)


def test_another_language_opens_beside_and_closes_again(sample_server, visit):
    page = visit(sample_server, "/ask?q=Portugal+street+lamps+Alentejo+amber").page
    card = page.locator(".card").first
    button = card.get_by_role("button", name="Chinese")
    button.click()
    version = card.locator(".version").nth(1)
    text = version.locator(".passage-text")
    expect(text).to_contain_text("葡萄牙")
    assert text.get_attribute("lang") == "zh"
    own, other = card.locator(".version").all()
    assert own.bounding_box()["y"] == other.bounding_box()["y"], "side by side"
    button.click()
    expect(card.locator(".version")).to_have_count(1)


def test_why_it_was_found_is_said_in_words(sample_server, visit):
    page = visit(sample_server, "/ask?q=Portugal+street+lamps+Alentejo+amber").page
    card = page.locator(".card").first
    card.get_by_text("Why this was found").click()
    expect(card.locator("dt").first).to_have_text("Words in common")


def test_a_citation_as_a_question_is_read_as_one(sample_server, visit):
    page = visit(sample_server, "/ask?q=第21/14号文件").page
    page.goto("/ask?q=CBD/COP/21/14, par. 8 a)")
    expect(page.locator(".card h3").first).to_have_text("CBD/COP/21/14, para. 8 (a)")
    expect(page.locator(".results")).to_contain_text(
        "Read as a citation: CBD/COP/21/14, para. 8 (a)"
    )


def test_a_server_that_is_away_is_said_and_asked_again(sample_server, visit):
    window = visit(sample_server, f"/ask?q={MOTHS}")
    page = window.page
    page.locator(".card").first.wait_for()
    page.route("**/v1/search", lambda route: route.abort())
    ask(page, "herbarium")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The server does not answer.")
    page.unroute("**/v1/search")
    alert.get_by_role("button", name="Try again").click()
    page.locator(".card").first.wait_for()


def test_a_slow_server_is_waited_for_in_words(sample_server, visit):
    window = visit(sample_server, f"/ask?q={MOTHS}")
    page = window.page
    page.locator(".card").first.wait_for()
    page.clock.install()
    asked = []

    def first_is_never_answered(route):
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route("**/v1/search", first_is_never_answered)
    ask(page, "herbarium")
    expect(page.locator(".results")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".card").first).to_be_visible()
    page.clock.run_for(5_000)
    expect(page.locator(".results")).to_contain_text("longer than usual")
    page.locator(".results").get_by_role("button", name="Try again").click()
    expect(page.locator(".results .notice")).to_have_count(0)
    page.locator(".card").first.wait_for()


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (500, '{"code": "internal_error", "detail": "x"}', "The server has made a mistake."),
        (
            400,
            '{"code": "invalid_query", "detail": "too long"}',
            "cannot be asked as it stands. too long",
        ),
        (418, '{"code": "new_code", "detail": "a new thing"}', "The server says: ⁨a new thing⁩"),
        (200, "<html>", "cannot be read"),
        (502, "", "cannot be read"),
    ],
)
def test_errors_are_sentences(sample_server, visit, status, body, said):
    page = visit(sample_server).page
    page.route("**/v1/search", lambda route: route.fulfill(status=status, body=body))
    ask(page, "herbarium")
    expect(page.get_by_role("alert")).to_contain_text(said)


def test_a_server_that_still_loads_is_asked_until_it_has(sample_server, visit):
    page = visit(sample_server).page
    tries = []

    def loading(route):
        tries.append(1)
        if len(tries) < 3:
            route.fulfill(status=503, body='{"code": "not_ready", "detail": "loading"}')
        else:
            route.continue_()

    page.route("**/v1/search", loading)
    ask(page, MOTHS)
    expect(page.locator(".results")).to_contain_text("still loading its models")
    page.locator(".card").first.wait_for()
    assert len(tries) == 3


def test_an_empty_collection_leads_to_the_sample(serve, visit):
    server = serve()
    server.wait_loaded()
    page = visit(server).page
    page.get_by_role("heading", name="Nothing is indexed yet").wait_for()
    page.get_by_role("button", name="Add the sample").click()
    example = page.locator(".examples button").first
    example.click(timeout=120_000)
    page.locator(".card").first.wait_for()


def test_an_empty_collection_takes_a_document_and_says_what_is_wrong_with_another(
    serve, visit, tmp_path
):
    server = serve()
    server.wait_loaded()
    good, bad = tmp_path / "note.txt", tmp_path / "empty.txt"
    good.write_text("Report\n\n1. A handbook on wetlands was printed.\n")
    bad.write_text("")
    page = visit(server, "/ask?q=wetlands").page
    page.get_by_role("heading", name="Nothing is indexed yet").wait_for()
    page.locator("input[type=file]").set_input_files([good, bad])
    expect(page.locator(".welcome")).to_contain_text("1 document was added")
    expect(page.locator(".problems")).to_contain_text("empty.txt")
    ask(page, "wetlands handbook")
    expect(page.locator(".card")).to_have_count(1)
