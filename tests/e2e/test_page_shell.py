"""The page's shell in a real browser: what is sent, languages, themes, and hostile text."""

from __future__ import annotations

import re

import pytest

LANGUAGES = {
    "en": ("ltr", "Find the paragraph"),
    "fr": ("ltr", "Trouver le paragraphe"),
    "es": ("ltr", "Encontrar el párrafo"),
    "ru": ("ltr", "Найти пункт"),
    "ar": ("rtl", "اعثر على الفقرة"),
    "zh": ("ltr", "查找段落"),
}
FIRST_LOAD_BYTES = 100_000

HOSTILE = """CBD/COP/40/1

<b onclick="hacked()">Note</b> <script>window.hacked = true</script>

I. <img src=x onerror="window.hacked = true">

1. The text </p><script>window.hacked = true</script> holds <img src=/x onerror=alert(1)> markup.

2. A link: <a href="javascript:window.hacked=true">here</a> in decision 20/17.
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browsers_language_is_the_pages(sample_server, visit, lang):
    page = visit(sample_server, locale=lang).page
    direction, heading = LANGUAGES[lang]
    page.get_by_role("heading", level=1, name=heading).wait_for()
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == (lang, direction)


def test_address_wins_over_what_was_chosen_and_that_over_the_browser(sample_server, visit):
    window = visit(sample_server, locale="ru")
    page = window.page
    page.get_by_role("combobox").select_option("fr")
    page.get_by_role("heading", level=1, name="Trouver le paragraphe").wait_for()
    page.reload()
    page.get_by_role("heading", level=1, name="Trouver le paragraphe").wait_for()
    page.goto("/?ui=es")
    page.get_by_role("heading", level=1, name="Encontrar el párrafo").wait_for()


def test_a_language_in_the_address_stays_from_view_to_view(sample_server, visit):
    page = visit(sample_server, "/ask?q=moths&ui=fr").page
    page.locator(".card h3 a").first.click()
    page.locator(".paragraph").first.wait_for()
    assert "ui=fr" in page.url
    assert page.locator("html").get_attribute("lang") == "fr"


def test_the_theme_follows_the_system_until_one_is_chosen(sample_server, visit):
    window = visit(sample_server, color_scheme="dark")
    page = window.page

    def paper() -> str:
        return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    button = page.get_by_role("button", name="Dark theme")
    assert button.get_attribute("aria-pressed") == "true"
    dark = paper()
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    light = paper()
    assert light != dark
    page.reload()
    button.wait_for()
    assert paper() == light


def test_first_load_is_small_and_asks_nobody_else(sample_server, visit):
    window = visit(sample_server)
    page = window.page
    page.wait_for_load_state("networkidle")
    assert len(window.requests) > 10
    weight = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".reduce((sum, one) => sum + one.encodedBodySize, 0)"
    )
    assert 10_000 < weight < FIRST_LOAD_BYTES


def test_files_are_kept_for_good_and_the_shell_is_asked_each_time(sample_server):
    with sample_server.client() as client:
        shell = client.get("/")
        assert shell.headers["Cache-Control"] == "no-cache"
        assert shell.headers["Content-Encoding"] == "gzip"
        policy = shell.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        again = client.get("/", headers={"If-None-Match": shell.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        script = re.search(r'src="(/static/[0-9a-f]{12}/app\.js)"', shell.text)
        assert script is not None
        file = client.get(script[1])
        assert "immutable" in file.headers["Cache-Control"]
        assert file.headers["Content-Type"].startswith("text/javascript")
        plain = client.get(script[1], headers={"Accept-Encoding": "identity"})
        assert "Content-Encoding" not in plain.headers
        assert plain.content == file.content
        for path in ("/static/app.js", "/static/../api/cli.py", "/static/%2e%2e/cli.py"):
            assert client.get(path).status_code == 404
        for path in ("/ask?q=x", "/d/UNEP/CBD/COP/11/17", "/d/a/../b"):
            assert client.get(path).headers["Content-Type"] == "text/html; charset=utf-8"
            assert client.head(path).status_code == 200


def test_nothing_that_a_document_holds_is_executed(serve, visit):
    server = serve()
    server.wait_loaded()
    with server.client() as client:
        body = {"name": "note.txt", "content": HOSTILE, "metadata": {"symbol": "CBD/COP/40/1"}}
        client.post("/v1/documents", json=body).raise_for_status()
    page = visit(server, "/ask?q=%3Cscript%3Ewindow.hacked%3Dtrue%3C/script%3E+markup").page
    page.locator(".card").first.wait_for()
    assert "<script>" in page.locator(".results").inner_text()
    assert page.locator("main script, main img").count() == 0
    page.goto("/d/CBD/COP/40/1")
    page.locator(".paragraph").first.wait_for()
    assert "onerror" in page.locator(".text").inner_text()
    assert page.locator("main script, main img, main a[href^='javascript']").count() == 0
    assert page.evaluate("window.hacked") is None


def test_an_address_that_is_no_view_says_so(sample_server, visit):
    page = visit(sample_server).page
    page.evaluate(
        "history.pushState({}, '', '/nowhere'); dispatchEvent(new PopStateEvent('popstate'))"
    )
    page.get_by_role("heading", name="There is no such page").wait_for()
    page.get_by_role("main").get_by_role("link", name="Ask").click()
    page.get_by_role("heading", name="Find the paragraph").wait_for()
