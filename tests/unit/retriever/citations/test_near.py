"""What is offered where a citation names nothing."""

from __future__ import annotations

import pytest

from index.symbols import work_keys
from retriever.citations.near import nearest_labels, nearest_symbols

LABELS = ("1", "40", "41", "41(a)", "41(b)", "41(d)", "42", "71", "71/1", "71/2", "annex-1/1")


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("41(c)", ["41(b)", "41(d)", "41", "40", "42"]),
        ("41(c)(i)", ["41", "41(a)", "41(b)", "40"]),
        ("43", ["42", "41", "40", "71"]),
        ("71/3", ["71/2", "71/1", "71"]),
        ("annex-1/2", ["annex-1/1"]),
        ("annex-2/1", ["annex-1/1"]),
        ("pp1", []),
        ("40(a)", ["40", "41"]),
    ],
)
def test_labels(wanted: str, near: list[str]) -> None:
    assert nearest_labels(wanted, LABELS)[: len(near) or None] == near


def test_symbols_by_shared_parts_then_by_letters() -> None:
    symbols = ("UNEP/CBD/COP/11/17", "CBD/COP/11/17", "CBD/COP/11/18", "A/RES/65/161")
    keys = {symbol: work_keys(symbol) for symbol in symbols}
    assert nearest_symbols("cbd/cop/11/19", keys) == ["CBD/COP/11/17", "CBD/COP/11/18"]
    assert nearest_symbols("res/65/161", keys) == ["A/RES/65/161"]
    assert nearest_symbols("anything", {}) == []


def test_symbols_of_the_same_numbers_are_the_nearest() -> None:
    """ "30/5" reads as a decision, but a document of these numbers is what was meant."""
    symbols = ("CBD/COP/DEC/30/6", "CBD/COP/30/5", "CBD/COP/DEC/29/5")
    keys = {symbol: work_keys(symbol) for symbol in symbols}
    assert nearest_symbols("decision 30/5", keys)[0] == "CBD/COP/30/5"
