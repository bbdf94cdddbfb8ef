"""The heat map is well-formed, says what it shows, and can be read."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever.evaluation.heatmap import Panel, language_matrix_svg, readable_ink

SVG = "{http://www.w3.org/2000/svg}"
BEFORE = Panel("plain", {("en", "en"): 0.951, ("en", "zh"): 0.802, ("zh", "zh"): 0.964}, "a < b")
AFTER = Panel("default", {("en", "en"): 0.98, ("zh", "en"): 0.93}, "")


def drawn(*panels: Panel) -> ElementTree.Element:
    return ElementTree.fromstring(
        language_matrix_svg(panels, title="T & t", description="D", measure="nDCG@10")
    )


def test_every_value_has_a_cell_with_its_number() -> None:
    texts = [node.text for node in drawn(BEFORE, AFTER).iter(f"{SVG}text")]

    assert [text for text in texts if text and text.startswith("0.") and len(text) == 5] == [
        *("0.951", "0.802", "0.964"),
        *("0.980", "0.930"),
    ]
    assert {"plain", "default", "en", "zh", "a < b"} <= set(texts)


def test_a_pair_that_is_missing_leaves_its_place_free() -> None:
    rectangles = [
        (int(node.attrib["x"]), int(node.attrib["y"]))
        for node in drawn(BEFORE).iter(f"{SVG}rect")
        if node.get("stroke")
    ]

    (en_en, en_zh, zh_zh) = rectangles
    assert en_en[1] == en_zh[1]
    assert zh_zh[0] == en_zh[0]
    assert len({en_en, en_zh, zh_zh}) == 3


def test_the_scale_is_shared_and_holds_all_values() -> None:
    texts = [node.text or "" for node in drawn(BEFORE, AFTER).iter(f"{SVG}text")]

    assert texts[-2:] == ["nDCG@10  0.80", "1.00"]


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_equal_values_have_a_scale_too(value: float) -> None:
    assert drawn(Panel("one", {("en", "en"): value}, "")).find(f"{SVG}desc") is not None


def test_title_and_description_are_for_those_who_hear_it() -> None:
    image = drawn(BEFORE)

    assert image.attrib["role"] == "img"
    for name in image.attrib["aria-labelledby"].split():
        assert [node for node in image if node.get("id") == name]
    assert [node.text for node in image[:2]] == ["T & t", "D"]


def test_nothing_is_drawn_outside_the_image() -> None:
    image = drawn(BEFORE, AFTER)
    width, height = int(image.attrib["width"]), int(image.attrib["height"])

    for node in image.iter(f"{SVG}rect"):
        assert int(node.get("x", "0")) + int(node.attrib["width"]) <= width
        assert int(node.get("y", "0")) + int(node.attrib["height"]) <= height


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_ink_can_be_read_on_any_colour(colour: tuple[int, int, int]) -> None:
    """Contrast by the formula of WCAG 2.2, written down a second time."""
    linear = [
        (channel / 255 + 0.055) ** 2.4 / 1.055**2.4 if channel > 10 else channel / 255 / 12.92
        for channel in colour
    ]
    luminance = sum(
        weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )
    ink = {"#000000": 0.0, "#ffffff": 1.0}[readable_ink(colour)]
    lighter, darker = max(luminance, ink), min(luminance, ink)

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
