"""The page's words: the same keys and places in all six languages, and every key that is used."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
PLURALS = {
    "en": {"one", "other"},
    "fr": {"one", "many", "other"},
    "es": {"one", "many", "other"},
    "ru": {"one", "few", "many", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "zh": {"other"},
}
"""Categories of whole numbers in Unicode's CLDR."""

NUMBER_IN_WORDS = {"zero", "one", "two"}
"""Forms that may say the number in words."""

WEB = files("api.web")


def words(lang: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((WEB / "i18n" / f"{lang}.json").read_text("utf-8"))
    return found


def scripts() -> dict[str, str]:
    folders = (WEB, WEB / "views")
    return {
        entry.name: entry.read_text("utf-8")
        for folder in folders
        for entry in folder.iterdir()
        if entry.name.endswith(".js")
    }


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_key(lang):
    assert words(lang).keys() == words("en").keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_has_its_forms(lang):
    forms = {key: set(text) for key, text in words(lang).items() if isinstance(text, dict)}
    assert forms == {
        key: PLURALS[lang] for key, text in words("en").items() if isinstance(text, dict)
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_filled_in_is_the_same_in_every_language(lang):
    english = words("en")
    for key, text in words(lang).items():
        expected = english[key]
        if isinstance(text, str):
            assert text.strip(), key
            assert places(text) == places(expected), key
        else:
            for form, one in text.items():
                assert places(one) <= places(expected["other"]), key
                if form not in NUMBER_IN_WORDS:
                    assert places(one) == places(expected["other"]), key


def test_every_key_that_is_named_exists():
    known = words("en").keys()
    for name, script in scripts().items():
        for key in re.findall(r"\bt\(\s*\"([^\"]+)\"", script):
            assert key in known, f"{name}: {key}"


def test_no_key_is_left_over():
    text = "\n".join(scripts().values())
    composed = ("addressee.", "error.", "field.", "kind.", "lang.", "signal.", "status.", "verb.")
    unused = [
        key
        for key in words("en")
        if f'"{key}"' not in text and not key.startswith((*composed, *_composed_in(text)))
    ]
    assert unused == []


def _composed_in(text: str) -> list[str]:
    """Beginnings of keys whose ends scripts put in: `` `stage.${name}` ``."""
    return re.findall(r"`([a-z]+(?:\.[a-zA-Z]+)*\.)\$\{", text)


@pytest.mark.parametrize("name", sorted(scripts()))
def test_scripts_make_no_markup_and_ask_nobody_else(name):
    script = scripts()[name]
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert forbidden not in script
    addresses = set(re.findall(r"https?://[\w.]+", script))
    assert addresses <= {"http://www.w3.org"}, "names of SVG alone"
