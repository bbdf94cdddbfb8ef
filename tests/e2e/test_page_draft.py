"""The page's drafting view in a real browser: precedents, differences, history, export."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.browsing import Visit, violations

ADOPTS = "Adopts the action plan for freshwater mussels that the expert group has drawn up;"
LIMITS = "Invites Parties to set limits on light emitted upwards;"
NOTHING = "Decides to tax the mining of the Moon <script>window.hacked = true</script>"
CHINESE = "邀请各缔约方限制向上发射的光；"
CANCEL = re.compile("Cancel|Annuler|Cancelar|Отмена|إلغاء|取消")
DRAFT = f"{ADOPTS}\n\n{LIMITS}\n\n{NOTHING}"


def ask(page: Page, draft: str) -> None:
    """Paste a draft and wait for what was said before."""
    page.get_by_label("Your paragraph, or a whole draft").fill(draft)
    page.get_by_role("button", name="Find precedents").click()
    finished(page)


def finished(page: Page) -> None:
    """Wait until all of the draft was searched."""
    page.locator(".precedents:not([aria-busy]) .count-line").wait_for()
    expect(page.get_by_role("button", name=CANCEL)).to_be_hidden()


def part(page: Page, number: int):
    return page.get_by_role("region", name=f"Paragraph {number} of the draft", exact=True)


def test_each_paragraph_has_its_precedents(sample_server, visit: Callable[..., Visit]):
    page = visit(sample_server, "/draft").page
    expect(page.get_by_label("Your paragraph, or a whole draft")).to_be_focused()
    ask(page, DRAFT)
    expect(page.locator(".precedents .count-line")).to_have_text("3 paragraphs, 2 with precedents")
    first = part(page, 1).locator(".precedent").first
    expect(first.get_by_role("heading", level=4)).to_have_text("CBD/COP/DEC/19/11, para. 1")
    expect(first.locator(".tags")).to_contain_text("Adopted")
    expect(first.locator("ins")).to_contain_text(["on the diseases of mussels"])
    assert "only in the precedent:" in (first.locator("ins").first.text_content() or "")
    yours = part(page, 1).locator(".paragraph-found > .tags")
    expect(yours).to_contain_text("Adopts")
    expect(yours).to_contain_text("Operative")


def test_a_negation_is_named_however_alike_the_words(sample_server, visit):
    with sample_server.client() as client:
        families = client.get("/v1/families").json()["families"]
    text = next(one["first"]["text"] for one in families if " Parties to " in one["first"]["text"])
    page = visit(sample_server, "/draft").page
    ask(page, text.replace(" Parties to ", " Parties not to ", 1))
    expect(page.locator(".precedent").first.locator(".doubt")).to_contain_text("negation")


def test_a_draft_is_never_shown_without_its_label(sample_server, visit):
    page = visit(sample_server, "/draft").page
    ask(page, LIMITS)
    card = page.locator(".precedent").first
    expect(card.get_by_role("heading", level=4)).to_contain_text("draft decision, para. 2")
    expect(card.locator(".tag.draft")).to_have_text("Draft text")


def test_no_precedent_is_an_answer(sample_server, visit):
    page = visit(sample_server, "/draft").page
    ask(page, NOTHING)
    section = part(page, 1)
    expect(section.get_by_role("heading", level=3)).to_have_text("No precedent")
    notice = section.locator(".notice")
    expect(notice).to_contain_text("Nothing in the collection says this.")
    expect(notice).to_contain_text("Searched: 515 paragraphs · 22 documents")
    expect(notice).to_contain_text("The nearest:")
    section.get_by_text("paragraphs were searched").click()
    expect(section.locator(".searched")).to_contain_text("COP")
    nearest = section.locator(".nearest")
    expect(nearest.get_by_role("heading", name="What came nearest")).to_be_visible()
    expect(nearest.get_by_role("checkbox")).to_have_count(0)
    assert page.evaluate("window.hacked") is None
    assert page.locator("main script").count() == 0


def test_what_a_filter_leaves_out_is_not_denied(sample_server, visit):
    page = visit(sample_server, "/draft", locale="fr").page
    expect(page.locator("#draft-lang option")).to_have_count(7)
    page.locator("#draft-lang").select_option("ar")
    page.locator("#draft-strength").select_option("stronger")
    page.locator("#draft-text").fill(NOTHING.replace("Decides", "Invites Parties"))
    page.keyboard.press("Control+Enter")
    notice = page.locator(".paragraph-found .notice")
    expect(notice).to_contain_text("les filtres laissent passer (Arabe, Verbe plus fort)")
    expect(notice.locator("[lang=en]")).to_have_count(0)


def test_stronger_and_weaker_verbs(sample_server, visit):
    page = visit(sample_server, "/draft").page
    page.get_by_label("Verb compared with yours").select_option("stronger")
    ask(page, ADOPTS.replace("Adopts", "Takes note of"))
    cards = page.locator(".precedent")
    expect(cards.first.locator(".than-stronger")).to_have_text("Stronger verb")
    assert page.locator(".than-weaker").count() == 0


def test_precedents_in_one_language_only(sample_server, visit):
    page = visit(sample_server, "/draft").page
    select = page.get_by_label("Precedents in")
    expect(select.locator("option")).to_have_count(7)
    select.select_option("fr")
    ask(page, ADOPTS)
    langs = page.locator(".card .tag.lang").all_text_contents()
    assert langs
    assert set(langs) == {"French"}


def test_across_languages_sentences_stand_side_by_side(sample_server, visit):
    page = visit(sample_server, "/draft").page
    page.get_by_label("Precedents in").select_option("en")
    ask(page, CHINESE)
    aligned = page.locator(".aligned").first
    aligned.locator("summary").click()
    table = aligned.get_by_role("table")
    expect(table.get_by_role("columnheader").first).to_have_text("Your draft (Chinese)")
    assert table.get_by_role("cell").first.get_attribute("lang") == "zh"
    assert table.get_by_role("cell").nth(1).get_attribute("lang") == "en"


def test_the_history_of_a_wording(sample_server, visit):
    with sample_server.client() as client:
        families = client.get("/v1/families").json()["families"]
    first = families[0]["first"]
    page = visit(sample_server, "/draft").page
    page.get_by_label("Precedents in").select_option(first["lang"])
    ask(page, first["text"])
    card = page.locator(".precedent").first
    card.get_by_text("History of this wording").click()
    members = card.locator(".lineage .members > li")
    expect(members.first).to_contain_text("First")
    assert members.count() == families[0]["members"]
    picture = card.locator(".timeline img")
    assert "Timeline of" in (picture.get_attribute("alt") or "")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 100


def test_in_arabic_the_picture_of_a_history_begins_at_its_beginning(sample_server, visit):
    with sample_server.client() as client:
        first = client.get("/v1/families").json()["families"][0]["first"]
    window = visit(sample_server, "/draft", locale="ar", viewport={"width": 390, "height": 844})
    page = window.page
    expect(page.locator("#draft-lang option")).to_have_count(7)
    page.locator("#draft-lang").select_option(first["lang"])
    page.locator("#draft-text").fill(first["text"])
    page.keyboard.press("Control+Enter")
    finished(page)
    page.locator(".history > summary").first.click()
    picture = page.locator(".timeline img").first
    picture.scroll_into_view_if_needed()
    picture.evaluate("(image) => image.decode()")
    assert picture.evaluate(
        "(image) => image.getBoundingClientRect().left"
        " >= image.parentElement.getBoundingClientRect().left"
    )
    assert [url for url in window.requests if url.endswith("/lineage?format=svg&lang=ar")]


def test_a_precedent_leads_to_where_it_stands_and_back(sample_server, visit):
    page = visit(sample_server, "/draft").page
    ask(page, ADOPTS)
    page.locator(".precedent h4 a").first.click()
    page.locator(".paragraph.target").wait_for()
    assert "/d/CBD/COP/DEC/19/11?lang=en#para_1" in page.url
    page.go_back()
    expect(page.locator(".precedent h4").first).to_have_text("CBD/COP/DEC/19/11, para. 1")
    expect(page.get_by_label("Your paragraph, or a whole draft")).to_have_value(ADOPTS)


def test_the_draft_outlives_a_reload_and_is_in_no_address(sample_server, visit):
    window = visit(sample_server, "/draft")
    page = window.page
    ask(page, ADOPTS)
    page.reload()
    expect(page.get_by_label("Your paragraph, or a whole draft")).to_have_value(ADOPTS)
    assert page.url.endswith("/draft")
    assert not [url for url in window.requests if "mussels" in url]


@pytest.mark.parametrize("kind", ["docx", "markdown", "csv"])
def test_chosen_precedents_are_taken_along(sample_server, visit, kind, tmp_path: Path):
    page = visit(sample_server, "/draft", accept_downloads=True).page
    ask(page, f"{ADOPTS}\n\n{LIMITS}")
    bar = page.get_by_role("region", name="Chosen precedents")
    expect(bar).to_have_count(0)
    boxes = page.get_by_role("checkbox", name="Choose")
    for place in range(2):
        boxes.nth(place).check()
    part(page, 2).get_by_role("checkbox").first.check()
    expect(bar).to_contain_text("3 precedents chosen")
    bar.get_by_label("As").select_option(kind)
    bar.get_by_label("Citing in").select_option("fr")
    with page.expect_download() as download:
        bar.get_by_role("button", name="Export").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    if kind == "docx":
        with zipfile.ZipFile(saved) as package:
            content = "".join(
                package.read(name).decode() for name in package.namelist() if "notes" in name
            )
    else:
        content = saved.read_text(encoding="utf-8-sig")
    assert "CBD/COP/DEC/19/11, par. 1" in content
    if kind == "csv":
        assert len(list(csv.DictReader(io.StringIO(content)))) == 3
    bar.get_by_role("button", name="Clear").click()
    expect(bar).to_have_count(0)
    expect(boxes.first).not_to_be_checked()


def test_what_has_no_precedent_is_exported_as_such(sample_server, visit):
    page = visit(sample_server, "/draft", accept_downloads=True).page
    ask(page, f"1. {LIMITS}\n\n2. {NOTHING}")
    page.get_by_role("checkbox", name="Choose").first.check()
    bar = page.get_by_role("region", name="Chosen precedents")
    bar.get_by_label("As").select_option("csv")
    with page.expect_download() as download:
        bar.get_by_role("button", name="Export").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert len(rows) == 2
    assert "Moon" in rows[1]["draft"]
    assert "No precedent" in rows[1]["verdict"]


def test_two_hundred_paragraphs(sample_server, visit):
    page = visit(sample_server, "/draft").page
    box = page.get_by_label("Your paragraph, or a whole draft")
    box.fill("\n".join(f"{number}. {LIMITS}" for number in range(1, 201)))
    expect(page.locator("#draft-count")).to_have_text("200 paragraphs")
    page.context.set_default_timeout(120_000)
    page.get_by_role("button", name="Find precedents").click()
    page.locator(".precedents:not([aria-busy]) .draft-part").nth(199).wait_for()
    assert page.locator(".precedent").count() <= 3 * 6  # the others wait to be opened
    finished(page)
    expect(page.locator(".count-line")).to_have_text("200 paragraphs, 200 with precedents")
    last = part(page, 200)
    last.locator("summary").first.click()
    expect(last.locator(".precedent").first).to_be_visible()
    page.get_by_role("button", name="Close all").click()
    expect(page.locator("details.draft-paragraph[open]")).to_have_count(0)


def test_a_draft_is_searched_in_slices_and_can_be_stopped(sample_server, visit):
    page = visit(sample_server, "/draft").page
    held: list[Route] = []
    asked: list[int] = []

    def hold_the_second(route: Route) -> None:
        asked.append(json.loads(route.request.post_data or "")["first"])
        if len(asked) == 2:
            held.append(route)
        else:
            route.continue_()

    page.route("**/v1/precedents", hold_the_second)
    box = page.get_by_label("Your paragraph, or a whole draft")
    box.fill("\n".join(f"{number}. {LIMITS}" for number in range(1, 8)))
    page.keyboard.press("Control+Enter")
    meter = page.get_by_role("progressbar")
    expect(meter).to_have_attribute("max", "7")
    expect(meter).to_have_js_property("value", 1)
    expect(page.locator(".draft-progress")).to_have_text("1 of 7")
    expect(page.locator(".count-line")).to_have_text("1 of 7 paragraphs, 1 with precedents")
    expect(page.locator(".count-line")).to_be_focused()
    cancel = page.get_by_role("button", name="Cancel")
    cancel.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Find precedents")).to_be_focused()
    expect(meter).to_be_hidden()
    expect(page.locator(".draft-part")).to_have_count(1)
    expect(page.locator("main")).to_contain_text("The search was stopped; 6 paragraphs are left.")
    page.get_by_role("link", name="Library").click()
    page.go_back()
    more = page.get_by_role("button", name="Go on")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".count-line")).to_have_text("7 paragraphs, 7 with precedents")
    expect(more).to_have_count(0)
    expect(page.get_by_role("button", name="Find precedents")).to_be_visible()
    expect(page.locator(".draft-part")).to_have_count(7)
    assert page.evaluate("document.activeElement !== document.body")
    assert asked[:3] == [0, 1, 1]
    assert len(held) == 1


def test_the_answer_before_stays_when_the_next_is_given_up(sample_server, visit):
    page = visit(sample_server, "/draft").page
    ask(page, ADOPTS)
    page.locator(".choose input").first.check()
    page.route("**/v1/precedents", lambda route: None)  # never answered
    page.get_by_label("Your paragraph, or a whole draft").fill(LIMITS)
    page.get_by_role("button", name="Find precedents").click()
    expect(page.locator(".precedents")).to_have_attribute("aria-busy", "true")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".precedents:not([aria-busy]) .draft-words")).to_have_text([ADOPTS])
    expect(page.get_by_role("region", name="Chosen precedents")).to_contain_text("1 precedent")


def test_a_failure_midway_keeps_what_was_found(sample_server, visit):
    page = visit(sample_server, "/draft").page

    def refuse_the_rest(route: Route) -> None:
        if json.loads(route.request.post_data or "")["first"]:
            route.abort()
        else:
            route.continue_()

    page.route("**/v1/precedents", refuse_the_rest)
    page.get_by_label("Your paragraph, or a whole draft").fill(DRAFT)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")
    expect(page.locator(".draft-part")).to_have_count(1)
    page.unroute("**/v1/precedents")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".count-line")).to_have_text("3 paragraphs, 2 with precedents")
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("en", "\n".join(f"{one}. {LIMITS}" for one in range(1, 204)), "too many paragraphs: 203"),
        ("fr", "\n".join(f"{one}. {LIMITS}" for one in range(1, 204)), "trop de paragraphes : 203"),
        ("es", "a" * 21_000, "Un párrafo del proyecto es demasiado largo: 21.000"),
        ("zh", "a " * 201_000, "草案过长，共 402,000 个字符"),
    ],
)
def test_too_much_is_said_in_the_readers_language(sample_server, visit, lang, text, said):
    page = visit(sample_server, "/draft", locale=lang).page
    page.locator("#draft-text").fill(text)
    page.keyboard.press("Control+Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(said)
    expect(alert.locator("[lang=en]")).to_have_count(0)


def test_an_answer_that_comes_after_the_next_question_is_not_shown(sample_server, visit):
    page = visit(sample_server, "/draft").page
    held: list[Route] = []

    def hold(route: Route) -> None:
        draft = json.loads(route.request.post_data or "")["draft"]
        if draft == LIMITS:
            held.append(route)
        else:
            route.continue_()

    page.route("**/v1/precedents", hold)
    box = page.get_by_label("Your paragraph, or a whole draft")
    box.fill(LIMITS)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    box.fill(ADOPTS)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".draft-words").first).to_have_text(ADOPTS)
    expect(page.get_by_role("button", name="Cancel")).to_be_hidden()
    assert len(held) == 1
    expect(page.locator(".draft-words")).to_have_text([ADOPTS])


def test_what_takes_too_long_can_be_given_up(sample_server, visit):
    page = visit(sample_server, "/draft").page
    page.route("**/v1/precedents", lambda route: None)  # never answered
    page.get_by_label("Your paragraph, or a whole draft").fill(LIMITS)
    page.get_by_role("button", name="Find precedents").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Find precedents")).to_be_visible()
    expect(page.get_by_role("button", name="Cancel")).to_be_hidden()
    page.unroute("**/v1/precedents")
    page.get_by_role("button", name="Find precedents").click()
    page.locator(".precedent").first.wait_for()


def test_an_empty_draft_and_an_absent_server_are_sentences(sample_server, visit):
    page = visit(sample_server, "/draft").page
    page.get_by_role("button", name="Find precedents").click()
    expect(page.get_by_role("alert")).to_have_text("There is no text yet. Paste a paragraph first.")
    page.route("**/v1/precedents", lambda route: route.abort())
    page.get_by_label("Your paragraph, or a whole draft").fill(LIMITS)
    page.get_by_role("button", name="Find precedents").click()
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")
    page.unroute("**/v1/precedents")
    page.get_by_role("button", name="Try again").click()
    page.locator(".precedent").first.wait_for()


def test_nothing_indexed_leads_to_the_library(serve, visit):
    server = serve()
    server.wait_loaded()
    page = visit(server, "/draft").page
    page.get_by_label("Your paragraph, or a whole draft").fill(LIMITS)
    page.get_by_role("button", name="Find precedents").click()
    page.get_by_role("link", name="Add documents in the library").click()
    page.get_by_role("heading", name="Nothing is indexed yet").wait_for()


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ru", "ar", "zh"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_wrong_for_whoever_cannot_see_it(sample_server, visit, axe_source, lang, theme):
    page = visit(sample_server, "/draft", locale=lang, color_scheme=theme).page
    page.locator("#draft-text").fill(DRAFT)
    page.keyboard.press("Control+Enter")
    finished(page)
    page.locator(".choose input").first.check()
    page.locator(".history > summary").first.click()
    page.locator(".lineage:not(:has(.quiet-text)) > *").first.wait_for()
    assert violations(page, axe_source) == []


@pytest.mark.parametrize("lang", ["en", "ar", "ru"])
def test_there_is_room_on_a_telephone(sample_server, visit, lang):
    page = visit(sample_server, "/draft", locale=lang, viewport={"width": 360, "height": 740}).page
    page.locator("#draft-text").fill(DRAFT)
    page.keyboard.press("Control+Enter")
    finished(page)
    page.locator(".choose input").first.check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_by_keyboard_alone(sample_server, visit):
    page = visit(sample_server, "/draft").page
    page.get_by_label("Your paragraph, or a whole draft").wait_for()
    page.keyboard.insert_text(ADOPTS)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".precedents .count-line")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
    page.keyboard.press("Space")
    expect(page.get_by_role("region", name="Chosen precedents")).to_contain_text("1 precedent")
    page.get_by_role("button", name="Export").focus()
    with page.expect_download():
        page.keyboard.press("Enter")
