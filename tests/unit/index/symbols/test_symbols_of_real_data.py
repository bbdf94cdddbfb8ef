"""Every symbol of the real data is read, and read right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.symbols import Symbol, SymbolShape, find_symbols, parse_symbol
from index.symbols.fields import symbol_fields


def parsed(text: str) -> Symbol:
    symbol = parse_symbol(text)
    assert symbol is not None, text
    return symbol


@pytest.fixture(scope="module")
def seed(shared_data: Path) -> str:
    return (shared_data / "seed" / "cop11-cooperation.zh.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def budget(shared_data: Path) -> list[dict[str, str]]:
    lines = (shared_data / "un" / "budget_2027_en.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines()]


def test_every_symbol_of_the_budget(budget: list[dict[str, str]]) -> None:
    symbols = {record["symbol"] for record in budget}
    assert len(symbols) == 33
    for text in symbols:
        symbol = parsed(text)
        assert str(symbol) == text
        assert (symbol.organisation, symbol.number, len(symbol.suffixes)) == ("A", "6", 1)
        assert symbol_fields(text) == {"body": "GA", "session": 81, "year": 2026}


def test_every_symbol_that_the_budget_mentions(budget: list[dict[str, str]]) -> None:
    mentioned = {
        record["text"][m.start : m.end]
        for record in budget
        for m in find_symbols(record["text"])
        if m.shape is SymbolShape.DOCUMENT
    }
    assert len(mentioned) > 100
    for text in mentioned:
        symbol = parsed(text)
        assert (symbol.organisation, symbol.normal) != ("", "")
        assert parsed(str(symbol)) == symbol


@pytest.mark.parametrize(
    ("text", "body", "session", "series", "year"),
    [
        ("UNEP/CBD/BS/COP\u2011MOP/6/5", "CP-MOP", 6, "", 0),
        ("UNEP/CBD/WG\u2011RI/4/INF/18", "WG-RI", 4, "INF", 0),
        ("UNEP/CBD/SBSTTA/15/INF/1", "SBSTTA", 15, "INF", 0),
        ("UNEP/CBD/COP/11/13/Add.2", "COP", 11, "", 0),
        ("UNEP/CBD/LG-IAS/2/3", "LG-IAS", 2, "", 0),
        ("UNEP/CBD/WS-CB-IAS-AFR/1/2", "WS-CB-IAS-AFR", 1, "", 0),
        ("UNEP/CBD/WS-IAS-GTI/LA/1/INF/1", "WS-IAS-GTI/LA", 1, "INF", 0),
        ("UNEP/CBD/ICNP/2/INF/4", "ICNP", 2, "INF", 0),
        ("A/RES/65/161", "GA", 65, "RES", 2010),
        ("UNEP/CMS/Inf.10.36", "COP", 10, "INF", 0),
        ("WHC-11/35.COM/5E", "COM", 35, "", 2011),
        ("UNEP/IPBES.MI/2/INF/16", "MI", 2, "INF", 0),
        ("SC62 Doc. 13", "STC", 62, "DOC", 0),
        ("COP11-DR-3", "COP", 11, "DR", 0),
        ("8/2011", "", 0, "", 2011),
        ("SS 12/3", "GCSS", 12, "", 0),
        ("XI.6", "", 11, "", 0),
        ("X/20", "", 10, "", 0),
    ],
)
def test_symbols_of_the_seed_read_by_hand(
    seed: str, text: str, body: str, session: int, series: str, year: int
) -> None:
    assert text in seed
    symbol = parsed(text)
    assert (symbol.body, symbol.session) == (body, session)
    assert (symbol.series, symbol.year) == (series, year)


def test_every_symbol_of_the_seed(seed: str) -> None:
    mentions = [m for m in find_symbols(seed) if m.shape is not SymbolShape.POINT]
    assert len(mentions) == 68
    for mention in mentions:
        symbol = parsed(seed[mention.start : mention.end])
        assert symbol.normal == mention.normal
        assert symbol.number
        assert symbol.session or symbol.year
